# SPDX-License-Identifier: Apache-2.0
"""The tables of Withings, whose headings carry the unit."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from unclench.intake import withings
from unclench.intake.archive import opened
from unclench.intake.gathering import Gathering, Reading
from unclench.intake.merging import totals
from unclench.intake.samples import EPOCH_DAY

SAMPLES = Path(__file__).parents[2] / "samples" / "intake" / "withings"


def read(path: Path, zone: str = "Europe/Berlin") -> Reading:
    with opened(path) as archive:
        assert withings.recognises(archive)
        into = Gathering(withings.NAME, zone=ZoneInfo(zone))
        withings.read(archive, into)
        return into.reading()


def days_of(reading: Reading) -> dict[str, dict[str, float]]:
    found = totals(reading.samples, reading.sources)
    return {
        key: {str(EPOCH_DAY + timedelta(days=day)): one for day, one in of.items()}
        for key, of in found.items()
    }


def test_weights_come_out_as_they_stand() -> None:
    assert days_of(read(SAMPLES / "weight.csv")) == {
        "mass_kg": {"2026-10-22": 70.78, "2026-10-23": 68.38, "2026-10-24": 70.81, "2026-10-25": 69.61,
                    "2026-10-26": 69.73, "2026-10-27": 69.51}
    }  # fmt: skip


def test_pounds_become_kilograms_and_an_empty_weight_is_none() -> None:
    assert days_of(read(SAMPLES / "export.zip"))["mass_kg"] == {
        "2026-10-24": pytest.approx(69.9893, rel=1e-5)
    }


def test_a_night_is_the_sum_of_its_stages_on_the_day_of_waking() -> None:
    found = days_of(read(SAMPLES / "export.zip"))
    assert found["asleep_min"] == {"2026-10-25": 420}
    assert found["in_bed_min"] == {"2026-10-25": 480, "2026-10-26": 420}


def test_totals_of_days_are_read_beside() -> None:
    reading = read(SAMPLES / "export.zip")
    assert days_of(reading)["steps"] == {"2026-10-24": 5200, "2026-10-25": 0}
    assert days_of(reading)["distance_m"] == {"2026-10-24": 4100.5}
    assert reading.unknown_types == {"raw_tracker_hr.csv": 1}


def test_a_night_with_more_sleep_than_time_is_left_out(tmp_path: Path) -> None:
    rows = [
        "2026-10-24T23:00:00+02:00,2026-10-25T06:00:00+01:00,99000,0,0,0",
        "2026-10-25T23:00:00+02:00,2026-10-25T06:00:00+01:00,100,0,0,0",
        "2026-10-26T23:00:00+01:00,2026-10-27T06:00:00+01:00,3600,0,0,0",
    ]
    file = tmp_path / "sleep.csv"
    file.write_text('from,to,"light (s)","deep (s)","rem (s)","awake (s)"\n' + "\n".join(rows) + "\n")
    reading = read(file)
    assert days_of(reading)["asleep_min"] == {"2026-10-27": 60}
    assert sum(reading.rejected.values()) == 2
