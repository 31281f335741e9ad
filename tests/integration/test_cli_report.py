# SPDX-License-Identifier: Apache-2.0
"""`unclench report` writes what the diary tells, for its owner alone, and says mistakes in words."""

from __future__ import annotations

import json
import stat
from datetime import UTC, datetime, timedelta
from pathlib import Path

from tests.integration.conftest import Typed


def test_the_diary_and_the_answers_become_a_pdf_and_json(typed: Typed, tmp_path: Path) -> None:
    yesterday = (datetime.now(UTC) - timedelta(days=1)).isoformat(timespec="seconds")
    logged = typed(
        "log",
        "left",
        "calf",
        "--at",
        yesterday,
        "--minutes",
        "12",
        "--pain",
        "7",
        "--doing",
        "asleep",
    )
    assert logged.returncode == 0
    findings, notes, file = tmp_path / "findings.json", tmp_path / "notes.txt", tmp_path / "report.pdf"
    findings.write_text(
        json.dumps({"leg_swollen": True, "recent_operation": True, "no_such_key": 1}), "utf-8"
    )
    notes.write_text("Es macht mir #angst.", "utf-8")
    done = typed("report", "--pdf", str(file), "--json", "--language", "de", "--findings", str(findings), "--notes",
        str(notes), "--leave-out", "questions", "--days", "30",
    )  # fmt: skip
    assert done.returncode == 0
    assert done.stderr == "Not understood: no_such_key\n"
    told = json.loads(done.stdout)
    assert (told["unclench_report"], told["language"], told["questions"]) == (1, "de", None)
    assert (told["pattern"]["spasms"], told["pattern"]["longest_seconds"], told["pattern"]["woke"]) == (
        1,
        720,
        1,
    )
    assert told["flags"]["level"] in ("urgent", "emergency")
    assert told["flags"]["said_on"].startswith("Beantwortet am ")
    assert told["notes"]["paragraphs"] == [{"text": "Es macht mir #angst.", "direction": "ltr"}]
    made = file.read_bytes()
    assert made.startswith(b"%PDF-")
    assert b"/Lang(de)" in made
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_an_empty_diary_makes_a_paper_on_stdout(tmp_path: Path) -> None:
    import subprocess

    from tests.unit.cli.command_line import command, environment

    done = subprocess.run(
        command("report", "--pdf", "-"),
        env=environment(tmp_path),
        capture_output=True,
        timeout=30,
        check=True,
    )
    assert done.stdout.startswith(b"%PDF-")
    assert done.stdout.rstrip().endswith(b"%%EOF")
    assert done.stderr == b""


def test_mistakes_are_told_before_anything_is_written(typed: Typed, tmp_path: Path) -> None:
    file = tmp_path / "report.pdf"
    for words, what in (
        ((), "Nothing was asked for."),
        (("--pdf", "-", "--json"), "Two things cannot share stdout."),
        (("--pdf", str(file), "--days", "many"), "“many” is not a number of days."),
        (("--pdf", str(file), "--notes", str(tmp_path / "none.txt")), "cannot be read."),
        (("--pdf", str(file), "--leave-out", "everything"), "nothing called “everything”"),
    ):
        done = typed("report", *words)
        assert done.returncode == 2
        assert what in done.stderr
        assert "Traceback" not in done.stderr
    assert not file.exists()
