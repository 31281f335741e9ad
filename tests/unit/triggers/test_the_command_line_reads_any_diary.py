# SPDX-License-Identifier: Apache-2.0
"""`unclench triggers DIARY.csv`: text for a person, JSON for a program."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.unit.triggers.diaries import as_csv, with_coffee

from unclench.cli.main import main


def written(folder: Path, **options: float) -> str:
    path = folder / "diary.csv"
    table = with_coffee()
    path.write_text(as_csv({**table, "empty": [float("nan")] * 365, "predict": [0.0] * 363 + [1.0] * 2}))
    return str(path)


def test_the_json_has_every_column_and_the_agreed_keys(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["triggers", written(tmp_path), "--no-priors", "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert set(said) == {"findings", "risk", "diary"}
    assert set(said["findings"]) == {"coffee_cups", "other_0", "other_1", "other_2", "other_3", "empty"}
    for one in said["findings"].values():
        assert set(one) == {
            "log_rr",
            "lo",
            "hi",
            "prob",
            "found",
            "layer",
            "lag",
            "by_lag",
            "twins",
            "sentence",
            "warnings",
        }
        assert one["lo"] <= one["log_rr"] <= one["hi"]
    assert said["findings"]["coffee_cups"]["found"] is True
    assert len(said["risk"]) == 2
    assert said["diary"]["days_used"] == 363


def test_a_person_reads_sentences(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["triggers", written(tmp_path)]) == 0
    said = capsys.readouterr().out
    assert "goes with more spasms" in said
    assert "!" not in said


def test_a_file_that_is_not_there_is_told_in_words(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["triggers", "/nowhere/diary.csv"]) == 3
    assert "cannot be read" in capsys.readouterr().err
