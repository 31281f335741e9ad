# SPDX-License-Identifier: Apache-2.0
"""`unclench care`: a flat JSON file or stdin in, the assessment out; a mistake is told in words."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path
from typing import Any

import pytest

from unclench.cli.main import main


class _Typed(io.TextIOWrapper):
    def __init__(self, text: str) -> None:
        super().__init__(io.BytesIO(text.encode()), "utf-8")


def run(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    status = main(["care", *words])
    said = capsys.readouterr()
    return status, said.out, said.err


def file(folder: Path, findings: Any) -> str:
    path = folder / "findings.json"
    path.write_text(findings if isinstance(findings, str) else json.dumps(findings), "utf-8")
    return str(path)


def test_a_file_is_answered_in_json(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    name = file(tmp_path, {"leg_swollen": True, "age": "70", "medicines": ["Lipitor 20mg"], "cat": 1})
    status, out, err = run(capsys, name, "--json")
    found = json.loads(out)
    assert (status, err) == (0, "")
    assert found["level"] == "urgent"
    assert set(found) >= {
        "level", "within", "rules", "because", "ask_next", "blocked_relief", "meanwhile", "would_change",
        "not_understood", "medicines_read", "rules_version",
    }  # fmt: skip
    assert found["rules"] == [part["rule"] for part in found["because"]]
    for part in found["because"]:
        assert set(part) >= {"rule", "level", "reason", "answers", "sources"}
        assert part["answers"]
    assert {"key", "ask", "could_reach"} <= set(found["ask_next"][0])
    assert {"kind", "reason", "rule"} <= set(found["blocked_relief"][0])
    assert found["not_understood"] == ["cat"]
    assert found["medicines_read"][0]["said"] == "Lipitor 20mg"


def test_the_exit_status_is_0_whatever_the_level(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    for findings in ({}, {"chest_pressure": True}, {"spasms_per_week": 5}):
        assert run(capsys, file(tmp_path, findings))[0] == 0


def test_stdin_is_read_with_a_dash(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", _Typed('{"chest_pressure": "ja"}'))
    status, out, _ = run(capsys, "-", "--json")
    assert status == 0
    assert json.loads(out)["level"] == "emergency"


def test_the_text_says_what_to_do_why_and_what_was_not_understood(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    _, out, _ = run(capsys, file(tmp_path, {"leg_swollen": True, "cat": 1}))
    for heading in ("Why", "Until then", "Leave out", "Answer this next", "Not understood", "no diagnosis"):
        assert heading in out
    assert max(len(line) for line in out.splitlines()) <= 88
    _, calm, _ = run(capsys, file(tmp_path, {}))
    assert "Why" not in calm.split()
    assert "This would change the answer" in calm


@pytest.mark.parametrize(
    ("text", "what"),
    [("[1", "not JSON"), ("", "not JSON"), ("[]", "not one object"), ("3", "not one object"), ("\xff", "not JSON"),
     ('{"a":' * 3000, "not JSON")],
)  # fmt: skip
def test_bad_json_is_told_in_words(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, text: str, what: str
) -> None:
    status, out, err = run(capsys, file(tmp_path, text))
    assert (status, out) == (2, "")
    assert what in err
    assert len(err.splitlines()) == 3


def test_a_missing_file_and_no_file_are_told_in_words(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    status, _, err = run(capsys, str(tmp_path / "nothing.json"))
    assert status == 2
    assert "cannot be read" in err
    status, _, err = run(capsys)
    assert status == 2
    assert "--keys" in err


def test_the_keys_are_listed_with_meaning_type_and_unit(capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(capsys, "--keys")
    assert "age_years  (number, a)  Age in years." in out
    assert "leg_swollen  (yes or no)" in out
    _, out, _ = run(capsys, "--keys", "--json")
    keys = {row["key"]: row for row in json.loads(out)}
    assert keys["temperature_c"]["unit"] == "Cel"
    assert keys["leg_swollen"]["type"] == "yes_no"
    assert {"dvt_risk", "medicines", "text"} <= set(keys)
    assert all(row["meaning"] for row in keys.values())


def test_the_keys_that_are_listed_are_all_understood(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    _, out, _ = run(capsys, "--keys", "--json")
    said = {
        row["key"]: {"yes_no": False, "number": 1, "words": "none"}[row["type"]] for row in json.loads(out)
    }
    said |= {key: 37 for key in said if key == "temperature_c"} | {"systolic_mmhg": 120, "diastolic_mmhg": 80}
    _, out, _ = run(capsys, file(tmp_path, said), "--json")
    assert json.loads(out)["not_understood"] == []
