# SPDX-License-Identifier: Apache-2.0
"""What is logged on the command line is what the diary tells, as text and as JSON."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

from tests.integration.conftest import Typed
from tests.unit.cli.command_line import unclench


def diary(run: Typed, *words: str) -> list[dict[str, Any]]:
    done = run("diary", "--json", *words)
    assert (done.returncode, done.stderr) == (0, "")
    told = json.loads(done.stdout)
    assert told["unclench_diary"] == 1
    assert told["person"] == "Me"
    found: list[dict[str, Any]] = told["episodes"]
    return found


def test_a_logged_episode_is_told_back_with_everything_that_was_said(used_home: Path) -> None:
    done = unclench(
        used_home, "log", "left", "calf", "--at", "2026-03-01T02:13:00+01:00", "--minutes", "2.5", "--pain", "7",
        "--doing", "asleep", "--note", "after the long walk",
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    assert "2026-03-01 02:13  Left calf, 2 min 30 s, pain 7 of 10" in done.stdout
    (episode,) = diary(partial(unclench, used_home))
    assert episode.pop("id")[14] == "7"
    assert episode == {
        "area": "calf", "side": "left", "onset": "2026-03-01T02:13:00+01:00", "ended": "2026-03-01T02:15:30+01:00",
        "duration_seconds": 150, "let_go": True, "pain": 7, "doing": "asleep", "different": "",
        "note": "after the long walk", "recorded": "command", "steps": [],
    }  # fmt: skip


def test_what_was_not_said_stays_unknown(typed: Typed) -> None:
    before = datetime.now(UTC) - timedelta(seconds=2)
    assert typed("log", "lower", "back").returncode == 0
    (episode,) = diary(typed)
    assert before <= datetime.fromisoformat(episode["onset"]) <= datetime.now(UTC)
    assert (episode["area"], episode["side"]) == ("lower_back", "both")
    assert (episode["ended"], episode["duration_seconds"], episode["pain"]) == (None, None, None)
    assert episode["let_go"] is False


def test_an_end_after_midnight_belongs_to_the_night_before(typed: Typed) -> None:
    done = typed("log", "foot", "--side", "right", "--at", "2026-03-01T23:50", "--ended", "00:05")
    assert done.returncode == 0
    (episode,) = diary(typed)
    assert episode["duration_seconds"] == 15 * 60


def test_the_diary_has_a_heading_a_day_newest_first(typed: Typed) -> None:
    for at in ("2026-03-01T02:13", "2026-03-02T03:00", "2026-03-01T23:40"):
        assert typed("log", "calf", "--at", at).returncode == 0
    shown = typed("diary", "--limit", "10").stdout
    headings = [line for line in shown.splitlines() if line and not line.startswith(" ")]
    assert len(headings) == 2
    assert "2 March" in headings[0]
    assert "1 March" in headings[1]
    assert shown.index("03:00") < shown.index("23:40") < shown.index("02:13")


def test_limit_and_since_choose_the_newest(typed: Typed) -> None:
    for day in (1, 2, 3):
        assert typed("log", "calf", "--at", f"2026-03-0{day}T02:13").returncode == 0
    assert [one["onset"][:10] for one in diary(typed, "--limit", "2")] == ["2026-03-03", "2026-03-02"]
    assert [one["onset"][:10] for one in diary(typed, "--since", "2026-03-02")] == [
        "2026-03-03",
        "2026-03-02",
    ]
    assert len(diary(typed)) == 3


def test_an_empty_diary_says_how_it_begins(tmp_path: Path) -> None:
    assert diary(partial(unclench, tmp_path)) == []
    shown = unclench(tmp_path, "diary").stdout
    assert "The diary is empty." in shown
    assert "unclench relief" in shown


def test_evidence_names_its_sources(typed: Typed) -> None:
    text = typed("evidence", "calf")
    assert (text.returncode, text.stderr) == (0, "")
    assert "Pull the toes toward you" in text.stdout
    told = json.loads(typed("evidence", "calf", "--json").stdout)
    assert (told["unclench_evidence"], told["area"]) == (1, "calf")
    assert told["remedies"]
    for remedy in told["remedies"]:
        assert remedy["name"] in text.stdout
        assert remedy["in_words"]


def test_output_into_a_pipe_that_closes_early_is_no_error(tmp_path: Path) -> None:
    import subprocess

    from tests.unit.cli.command_line import command, environment

    with subprocess.Popen(
        command("evidence", "calf", "--json"), env=environment(tmp_path), stdout=subprocess.PIPE,
        stderr=subprocess.PIPE, text=True,
    ) as process:  # fmt: skip
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == ""
        assert process.wait(30) == 0
