# SPDX-License-Identifier: Apache-2.0
"""Files are read on the command line, into the diary or only looked at; and the diary is asked what goes with what."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.integration.conftest import Typed

SAMPLES = Path(__file__).parents[1] / "samples" / "intake"
SHEET = str(SAMPLES / "csv" / "own_sheet.csv")


def test_a_dry_run_prints_every_total_of_every_day_and_keeps_nothing(typed: Typed) -> None:
    done = typed("import", SHEET, "--dry-run", "--json")
    assert (done.returncode, done.stderr) == (0, "")
    told = json.loads(done.stdout)
    assert {"days", "workouts", "sleep", "rejected", "unknown_types"} <= told.keys()
    assert told["days"]["2026-10-22"] == {"own_kaffee": 1.0, "spasms": 0.0, "water_ml": 2600.0}
    assert typed("triggers").returncode == 2


def test_a_file_is_taken_in_once(typed: Typed) -> None:
    first = typed("import", SHEET, "--json")
    assert (first.returncode, first.stderr) == (0, "")
    assert json.loads(first.stdout)["already"] is False
    assert json.loads(typed("import", SHEET, "--json").stdout)["already"] is True
    assert "taken in before" in typed("import", SHEET).stdout


def test_the_household_asks_its_own_diary(typed: Typed) -> None:
    assert "no days to look at yet" in typed("triggers").stderr
    typed("import", SHEET)
    done = typed("triggers", "--json")
    assert (done.returncode, done.stderr) == (0, "")
    told = json.loads(done.stdout)
    assert {"water_ml", "own_kaffee"} <= told["findings"].keys()
    assert not any(one["found"] for one in told["findings"].values())
    assert (told["diary"]["first"], told["diary"]["spasms"]) == ("2026-10-22", 1)


@pytest.mark.parametrize(
    ("words", "status", "says"),
    [
        (("import", "/nowhere/export.zip"), 3, "There is no file export.zip."),
        (("import", __file__), 2, "does not know this kind of file"),
        (("import", SHEET, "--zone", "Mars/Olympus"), 2, "There is no time zone"),
        (("import", SHEET, "--answer", "date_order"), 2, "An answer needs a name and a value."),
        (("import", SHEET, "--person", "Nobody"), 3, "There is no “Nobody” here."),
    ],
)
def test_a_mistake_is_told_in_words(typed: Typed, words: tuple[str, ...], status: int, says: str) -> None:
    done = typed(*words)
    assert done.returncode == status
    assert says in done.stderr
    assert "Traceback" not in done.stderr
