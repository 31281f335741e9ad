# SPDX-License-Identifier: Apache-2.0
"""Fitbit out of Google Takeout: older JSON without a zone, newer tables in UTC, and which of them counts."""

from __future__ import annotations

import json
import zipfile
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from unclench.intake import fitbit
from unclench.intake.archive import opened
from unclench.intake.gathering import Gathering, NeedsAnswer, Reading
from unclench.intake.merging import totals
from unclench.intake.samples import EPOCH_DAY

SAMPLES = Path(__file__).parents[2] / "samples" / "intake" / "fitbit"
BERLIN = "Europe/Berlin"
FOLDER = "Takeout/Fitbit/Global Export Data"
GOOGLE = "Takeout/Fitbit/Physical Activity_GoogleData"


def read(path: Path, zone: str = BERLIN, clock: str | None = None) -> Reading:
    with opened(path) as archive:
        assert fitbit.recognises(archive)
        into = Gathering(fitbit.NAME, zone=ZoneInfo(zone), answers={"fitbit_clock": clock} if clock else {})
        fitbit.read(archive, into)
        return into.reading()


def days_of(reading: Reading) -> dict[str, dict[str, float]]:
    found = totals(reading.samples, reading.sources)
    return {
        key: {str(EPOCH_DAY + timedelta(days=day)): one for day, one in of.items()}
        for key, of in found.items()
    }


def takeout(path: Path, members: dict[str, object]) -> Path:
    """A Takeout zip; what is no text is written as JSON."""
    with zipfile.ZipFile(path, "w") as archive:
        for name, held in members.items():
            archive.writestr(name, held if isinstance(held, str) else json.dumps(held))
    return path


def week(offset_hours: int = 0) -> dict[str, object]:
    """Seven days of somebody who sleeps from 23 to 7 o'clock and walks in every hour between, the minutes told on a
    clock that is so many hours behind the one on the wall."""
    steps, nights = [], []
    for day in range(1, 8):
        nights.append(
            {"logId": day, "startTime": f"2026-07-{day:02}T23:00:00.000", "minutesAsleep": 450,
             "endTime": f"2026-07-{day + 1:02}T07:00:00.000"}
        )  # fmt: skip
        for hour in range(7, 23):
            at = datetime(2026, 7, day, hour, 17, tzinfo=UTC) - timedelta(hours=offset_hours)
            steps.append({"dateTime": f"{at:%m/%d/%y %H:%M:%S}", "value": "100"})
    return {f"{FOLDER}/steps-2026-07-01.json": steps, f"{FOLDER}/sleep-2026-07-01.json": nights}


def test_days_come_out_as_the_file_tells_them() -> None:
    found = days_of(read(SAMPLES / "takeout.zip", clock="local"))
    assert found["steps"] == {"2026-10-22": 2482, "2026-10-23": 2636, "2026-10-24": 1873}
    assert found["asleep_min"] == {"2026-10-22": 431, "2026-10-23": 377, "2026-10-24": 352}


def test_where_nothing_decides_the_clock_the_person_is_asked() -> None:
    with pytest.raises(NeedsAnswer) as asked:
        read(SAMPLES / "takeout.zip")
    assert asked.value.field == "fitbit_clock"
    assert list(asked.value.options) == ["local", "utc"]


def test_nobody_is_asked_where_both_clocks_are_the_same() -> None:
    assert days_of(read(SAMPLES / "takeout.zip", zone="UTC"))["steps"]["2026-10-22"] == 2482


def test_the_answer_moves_the_steps_of_the_evening() -> None:
    local, utc = (days_of(read(SAMPLES / "takeout.zip", clock=clock))["steps"] for clock in ("local", "utc"))
    assert local != utc
    assert sum(local.values()) == sum(utc.values())


@pytest.mark.parametrize(("behind", "words"), [(0, "taken as local time"), (2, "taken as UTC")])
def test_somebody_asleep_does_not_walk(tmp_path: Path, behind: int, words: str) -> None:
    reading = read(takeout(tmp_path / "takeout.zip", week(behind)))
    assert words in reading.notes[0]
    assert days_of(reading)["steps"] == {f"2026-07-{day:02}": 1600 for day in range(1, 8)}


def test_the_newer_tables_tell_which_clock_the_older_ones_follow(tmp_path: Path) -> None:
    steps = [{"dateTime": f"07/01/26 {hour:02}:{minute:02}:00", "value": str(10 + (7 * hour + minute) % 50)}
             for hour in range(24) for minute in range(0, 60, 20)]  # fmt: skip
    table = "timestamp,steps,data source\n" + "".join(
        f"2026-07-01T{one['dateTime'][9:]}Z,{one['value']},Band\n" for one in steps
    )
    members = {f"{FOLDER}/steps-2026-07-01.json": steps, f"{GOOGLE}/Steps/steps_2026-07-01.csv": table}
    reading = read(takeout(tmp_path / "takeout.zip", members))
    assert "taken as UTC, as the newer tables in it show" in reading.notes[0]
    assert sum(days_of(reading)["steps"].values()) == sum(int(one["value"]) for one in steps)


def test_what_both_tell_is_counted_once() -> None:
    found = days_of(read(SAMPLES / "google_health.zip", clock="local"))
    assert found["distance_m"] == {"2026-10-24": pytest.approx(123.45)}


def test_devices_of_one_minute_are_not_added_up_and_utc_becomes_the_local_day() -> None:
    found = days_of(read(SAMPLES / "google_health.zip", clock="local"))
    assert found["steps"] == {"2026-10-24": 1600, "2026-10-25": 70}


def test_a_night_over_the_change_of_clocks_keeps_its_length_and_a_nap_is_added() -> None:
    found = days_of(read(SAMPLES / "google_health.zip", clock="local"))
    assert found["in_bed_min"] == {"2026-10-25": 480 + 60}
    assert found["asleep_min"] == {"2026-10-25": 445 + 50}


def test_fillers_are_no_measurements() -> None:
    reading = read(SAMPLES / "google_health.zip", clock="local")
    found = days_of(reading)
    assert found["resting_heart_rate"] == {"2026-10-24": 61.2}
    assert (found["heart_rate_mean"], found["heart_rate_samples"]) == ({"2026-10-24": 70}, {"2026-10-24": 2})
    assert reading.rejected["a heart rate the device itself did not trust"] == 1
    assert reading.unknown_types["calories"] == 1


def test_the_body_mass_index_tells_pounds_from_kilograms() -> None:
    reading = read(SAMPLES / "google_health.zip", clock="local")
    assert days_of(reading)["mass_kg"] == pytest.approx({"2026-10-24": 69.99, "2026-10-25": 70.0}, rel=1e-4)
    assert reading.rejected["a weight without its unit"] == 1


def test_a_walk_has_its_length_without_pauses() -> None:
    (walk,) = read(SAMPLES / "google_health.zip", clock="local").workouts
    assert (walk.kind, walk.duration_min, walk.energy_kcal, walk.distance_m) == ("walk", 50, 200, 3500)
    assert walk.start == datetime(2026, 10, 24, 14, tzinfo=UTC)


def test_the_variability_of_a_night_is_read() -> None:
    assert days_of(read(SAMPLES / "google_health.zip", clock="local"))["hrv_rmssd_ms"] == {"2026-10-24": 42.5}


def test_newer_exports_need_no_answer_and_bring_their_own_offsets() -> None:
    found = days_of(read(SAMPLES / "google_health_nights.zip", zone="Asia/Kolkata"))
    assert found["asleep_min"] == {"2026-10-12": 410, "2026-10-13": 300}
    assert found["in_bed_min"] == {"2026-10-12": 450, "2026-10-13": 360}
    assert found["mass_kg"] == {"2026-10-12": 70.5}
    assert found["heart_rate_mean"] == {"2026-10-12": 90}
    assert found["resting_heart_rate"] == {"2026-10-12": 61.5}


def test_a_day_without_a_step_is_told_as_such(tmp_path: Path) -> None:
    steps = [{"dateTime": f"07/01/26 {hour:02}:00:00", "value": "0"} for hour in range(24)]
    reading = read(
        takeout(tmp_path / "takeout.zip", {f"{FOLDER}/steps-2026-07-01.json": steps}), clock="local"
    )
    assert days_of(reading)["steps"] == {"2026-07-01": 0}
    assert len(reading.samples["steps"]) == 1


def test_a_member_that_is_no_json_costs_only_itself(tmp_path: Path) -> None:
    members = week() | {f"{FOLDER}/steps-2026-08-01.json": '[{"dateTime": "08/01/26 10:00:00", "va'}
    reading = read(takeout(tmp_path / "takeout.zip", members), clock="local")
    assert reading.rejected == {"a damaged file inside": 1}
    assert len(days_of(reading)["steps"]) == 7


def test_sleep_told_only_as_a_sum_keeps_it_over_the_change_of_clocks(tmp_path: Path) -> None:
    night = {
        "startTime": "2026-10-24T23:00:00.000",
        "endTime": "2026-10-25T06:00:00.000",
        "minutesAsleep": 400,
    }
    found = days_of(
        read(takeout(tmp_path / "takeout.zip", {f"{FOLDER}/sleep-2026-10-01.json": [night | {"logId": 1}]}))
    )
    assert found == {"asleep_min": {"2026-10-25": 400}, "in_bed_min": {"2026-10-25": 480}}
