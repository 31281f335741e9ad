# SPDX-License-Identifier: Apache-2.0
"""Google Fit out of Takeout, which tells the same days in three ways."""

from __future__ import annotations

import zipfile
from datetime import timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from unclench.errors import InputError
from unclench.intake import google_fit
from unclench.intake.archive import opened
from unclench.intake.gathering import Gathering, Reading
from unclench.intake.merging import totals
from unclench.intake.samples import EPOCH_DAY

SAMPLES = Path(__file__).parents[2] / "samples" / "intake" / "google_fit"


def read(path: Path, zone: str = "Europe/Berlin") -> Reading:
    with opened(path) as archive:
        assert google_fit.recognises(archive)
        into = Gathering(google_fit.NAME, zone=ZoneInfo(zone))
        google_fit.read(archive, into)
        return into.reading()


def days_of(reading: Reading) -> dict[str, dict[str, float]]:
    found = totals(reading.samples, reading.sources)
    return {
        key: {str(EPOCH_DAY + timedelta(days=day)): one for day, one in of.items()}
        for key, of in found.items()
    }


def test_the_table_of_days_comes_out_as_it_stands_and_an_empty_cell_is_no_zero() -> None:
    reading = read(SAMPLES / "daily_activity_metrics.csv")
    assert days_of(reading) == {
        "steps": {"2026-10-22": 9451, "2026-10-23": 2784, "2026-10-25": 5379, "2026-10-26": 1951, "2026-10-27": 8093},
        "distance_m": {"2026-10-22": 8347.175622, "2026-10-23": 1821.705646, "2026-10-24": 6741.523739,
                       "2026-10-25": 3129.483293, "2026-10-26": 7446.17897, "2026-10-27": 2612.662138},
    }  # fmt: skip
    assert reading.unknown_types["Calories (kcal)"] == 1


def test_quarter_hours_are_read_in_german_with_their_own_offset() -> None:
    found = days_of(read(SAMPLES / "quarter_hours_german.zip", zone="UTC"))
    assert found["steps"] == {"2026-10-24": 400, "2026-10-25": 40}
    assert found["distance_m"] == {"2026-10-24": 250.5, "2026-10-25": 10}
    assert found["mass_kg"] == {"2026-10-24": 70.25}
    assert (found["heart_rate_min"], found["heart_rate_max"]) == ({"2026-10-24": 58}, {"2026-10-24": 99})


def test_quarter_hours_are_not_added_to_the_days_they_make_up(tmp_path: Path) -> None:
    with zipfile.ZipFile(SAMPLES / "quarter_hours_german.zip") as source:
        hours = {name: source.read(name) for name in source.namelist()}
    with zipfile.ZipFile(tmp_path / "takeout.zip", "w") as archive:
        for name, held in hours.items():
            archive.writestr(name, held)
        archive.writestr(
            "Takeout/Google Fit/Alle Tage.csv", "Datum,Schrittzahl,Distanz (m)\n2026-10-24,400,250\n"
        )
    assert days_of(read(tmp_path / "takeout.zip"))["steps"] == {"2026-10-24": 400}


def test_points_that_google_merged_stand_above_those_they_come_from() -> None:
    found = days_of(read(SAMPLES / "points.zip"))
    assert found["steps"] == {"2026-10-24": 650, "2026-10-25": 50}
    assert found["water_ml"] == {"2026-10-24": 250}
    assert (found["heart_rate_mean"], found["heart_rate_max"]) == ({"2026-10-24": 75}, {"2026-10-24": 90})


def test_the_day_of_a_point_is_that_of_the_place() -> None:
    assert days_of(read(SAMPLES / "points.zip", zone="Asia/Tokyo"))["steps"] == {
        "2026-10-24": 600,
        "2026-10-25": 100,
    }
    assert days_of(read(SAMPLES / "points.zip", zone="America/New_York"))["steps"] == {"2026-10-24": 700}


def test_units_are_taken_from_the_heading(tmp_path: Path) -> None:
    file = tmp_path / "days.csv"
    file.write_text("Date,Step count,Distance (km),Average weight (lb)\n2026-10-24,5,1.5,154.3\n")
    found = days_of(read(file))
    assert found["distance_m"] == {"2026-10-24": 1500}
    assert found["mass_kg"]["2026-10-24"] == pytest.approx(69.989, abs=0.001)


def test_headings_in_an_unknown_language_are_refused_with_a_way_out(tmp_path: Path) -> None:
    file = tmp_path / "2026-10-24.csv"
    file.write_text("Aika,Kalorit (kcal),Matka (m),Syke (bpm),Askeleet\n08:00:00,1,2,3,4\n")
    with pytest.raises(InputError, match="language") as refused:
        read(file)
    assert "English" in refused.value.todo


def test_nonsense_in_cells_is_counted_and_left_out(tmp_path: Path) -> None:
    file = tmp_path / "days.csv"
    file.write_text(
        "Date,Step count,Distance (m)\n2026-10-24,lots,5\n1812-01-01,5,5\nsoon,5,5\n2026-10-25,-4,1e12\n"
    )
    reading = read(file)
    assert days_of(reading) == {"distance_m": {"2026-10-24": 5}}
    assert reading.rejected == {
        "not a number": 1, "a date before 1900 or after 2200": 1, "no readable date": 1, "less than nothing": 1,
        "a number beyond all reason": 1,
    }  # fmt: skip


def test_a_file_that_holds_fitbit_too_says_so(tmp_path: Path) -> None:
    fitbit = SAMPLES.parent / "fitbit" / "takeout.zip"
    with zipfile.ZipFile(tmp_path / "takeout.zip", "w") as archive, zipfile.ZipFile(fitbit) as other:
        archive.writestr("Takeout/Fit/days.csv", (SAMPLES / "daily_activity_metrics.csv").read_bytes())
        for name in other.namelist():
            archive.writestr(name, other.read(name))
    assert "Fitbit" in read(tmp_path / "takeout.zip").notes[0]
