# SPDX-License-Identifier: Apache-2.0
"""Rows of Bearable become spasms, sleep, steps, mood and things of the person's own."""

from __future__ import annotations

from datetime import UTC, date
from pathlib import Path

import pytest

from unclench.intake.gathering import Reading
from unclench.intake.merging import totals
from unclench.intake.recognising import read_file
from unclench.intake.samples import EPOCH_DAY, Rank

SAMPLE = Path(__file__).parents[2] / "samples" / "intake" / "bearable" / "export.csv"
HEAD = '"date","date formatted","weekday","time of day","category","rating/amount","detail","notes"\n'
FIRST = date(2026, 10, 22)
CRAMPS = {22: 1, 24: 1, 25: 1, 26: 1, 27: 1}
HOURS = {22: 5.25, 23: 8.083333, 24: 5.016667, 25: 7.816667, 26: 8.85, 27: 7.9}
STEPS = {22: 7523, 23: 10174, 24: 6111, 25: 9760, 26: 4288, 27: 3869}
FACTORS = {
    "own_alcohol": {22, 23, 27}, "own_stretching": {22, 23, 24, 25, 26}, "own_long_drive": {24, 26},
    "own_high_heels": {25, 27},
}  # fmt: skip


def row(
    category: str, amount: str = "", detail: str = "", notes: str = "", part: str = "mid", day: int = 22
) -> str:
    values = ("22nd Oct 2026", f"2026-10-{day}", "Thursday", part, category, amount, detail, notes)
    return ",".join(f'"{value}"' for value in values) + "\n"


def read(tmp_path: Path, *rows: str) -> Reading:
    path = tmp_path / "bearable.csv"
    path.write_text(HEAD + "".join(rows), "utf-8")
    return read_file(path, zone=UTC)


def by_day(reading: Reading) -> dict[str, dict[int, float]]:
    """By measure and day of October 2026."""
    found = totals(reading.samples, reading.sources)
    first = (FIRST - EPOCH_DAY).days
    return {key: {day - first + 22: value for day, value in days.items()} for key, days in found.items()}


def test_every_value_of_the_sample_is_on_its_day() -> None:
    reading = read_file(SAMPLE, zone=UTC)
    found = by_day(reading)
    assert found["spasms"] == CRAMPS
    assert found["steps"] == STEPS
    assert found["asleep_min"] == pytest.approx({day: hours * 60 for day, hours in HOURS.items()}, rel=1e-4)
    assert {key: set(found[key]) for key in FACTORS} == FACTORS
    assert found["mood"] == {22: 10, 23: 1, 24: 7, 25: 9, 26: 6, 27: 6}
    assert set(found) == {"spasms", "steps", "asleep_min", "mood", *FACTORS}
    assert not reading.rejected
    assert not reading.unknown_types


def test_each_row_of_a_cramp_is_a_spasm_and_none_is_none(tmp_path: Path) -> None:
    cramps = [row("Symptom", "1", "Leg cramp (Mild)", part=part) for part in ("am", "pm", "pm")]
    reading = read(tmp_path, *cramps, row("Symptom", "0", "Leg cramp (None)", day=23))
    assert by_day(reading) == {"spasms": {22: 2, 23: 0}}
    assert reading.rejected == {"a row that is there twice": 1}


def test_a_scale_of_a_day_is_its_highest_rating_not_their_sum(tmp_path: Path) -> None:
    ratings = [
        row("Symptom", rating, "Fatigue (Mild)", part=part) for rating, part in (("2", "am"), ("3", "pm"))
    ]
    reading = read(tmp_path, *ratings, row("Energy", "4"), row("Sleep quality", "5"))
    assert by_day(reading) == {"own_fatigue": {22: 3}, "own_energy": {22: 4}, "own_sleep_quality": {22: 5}}
    assert {one.unit for one in reading.own.values()} == {"/4", "/10", "/5"}


def test_factors_with_an_amount_are_scales_and_those_without_are_yes(tmp_path: Path) -> None:
    reading = read(
        tmp_path, row("Lifestyle", detail="☕ Caffeine - A lot | Long drive"), row("Factors", detail="Stairs")
    )
    assert by_day(reading) == {"own_caffeine": {22: 3}, "own_long_drive": {22: 1}, "own_stairs": {22: 1}}
    assert {key: one.kind for key, one in reading.own.items()} == {
        "own_caffeine": "scale", "own_long_drive": "yes_no", "own_stairs": "yes_no",
    }  # fmt: skip


def test_what_came_from_the_phone_stands_behind_what_was_typed(tmp_path: Path) -> None:
    reading = read(
        tmp_path,
        row("Sleep", "07:00"), row("Sleep", "01:30", notes="(Synced)"), row("Sleep", "00:20", notes="nap"),
        row("Health measurements", "10,174", "Step count (steps)", "(Synced)"),
    )  # fmt: skip
    assert by_day(reading) == {"asleep_min": {22: 440}, "steps": {22: 10174}}
    assert [one.rank for one in reading.sources] == [Rank.APP, Rank.TOTALS]
    assert "step back" in reading.notes[-1]


def test_what_has_no_one_meaning_is_counted_and_left_out(tmp_path: Path) -> None:
    reading = read(
        tmp_path,
        row("Mood", "11"), row("Sleep", "7 hours"), row("Symptom", "", "Fatigue"), row("Medication", "1", "Tablet"),
        row("Health measurements", "154", "Weight (lb)"), row("Health measurements", "9", "Weight (st)"),
        row("Health measurements", "0", "Resting heart rate (bpm)"),
    )  # fmt: skip
    assert by_day(reading) == {"mass_kg": {22: pytest.approx(154 * 0.45359237)}}
    assert reading.rejected == {
        "a rating outside its scale": 1, "a length of sleep that is none": 1, "a value that is none": 1,
    }  # fmt: skip
    assert reading.unknown_types == {"Medication": 1, "Weight (st)": 1}


def test_a_date_in_words_is_enough(tmp_path: Path) -> None:
    path = tmp_path / "bearable.csv"
    path.write_text(HEAD + '"3rd Nov 2026","","Tuesday","mid","Mood","5","",""\n', "utf-8")
    assert by_day(read_file(path, zone=UTC)) == {"mood": {22 + 12: 5}}
