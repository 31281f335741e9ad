# SPDX-License-Identifier: Apache-2.0
"""A phone's Health Connect export, against what was put into it."""

from __future__ import annotations

import sqlite3
import struct
import zipfile
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from unclench.errors import InputError
from unclench.intake import health_connect
from unclench.intake.archive import opened
from unclench.intake.gathering import SLEEP, Gathering, Reading
from unclench.intake.merging import totals
from unclench.intake.samples import EPOCH_DAY

EXPORT = Path(__file__).parents[2] / "samples" / "intake" / "health_connect" / "export.zip"
DAYS = [f"2026-10-{day}" for day in range(22, 29)]
TRUTH = {
    "steps": [9578.35239, 7145.935975, 9776.366336, 6603.319772, 8541.699997, 8073.59979],
    "water_ml": [1660.0, 1530.0, 1610.0, 1330.0, 1700.0, 2230.0],
    "caffeine_mg": [63.0, 158.0, 95.0, 63.0, 95.0, 95.0],
    "sodium_mg": [800.0, 1300.0, 900.0, 1300.0],
    "mass_kg": [69.058, 71.185, 68.672, 69.516, 71.044, 69.203],
    "resting_heart_rate": [56, 63, 52, 63, 59, 57],
    "menstrual_flow": [2, 3, 2, 1],
    "heart_rate_samples": [60] * 6,
    "heart_rate_mean": [99.15, 100.45, 100.616667, 100.216667, 102.25, 98.916667],
    "heart_rate_min": [59, 58, 61, 59, 59, 58],
    "heart_rate_max": [138, 139, 138, 137, 138, 139],
    "asleep_min": [None, 356.3167, 414.45, 179.7167, 380.3167, 289.9167, 364.3833],
    "in_bed_min": [None, 431.0, 446.0, 401.0, 456.0, 429.0, 433.0],
}

Change = Callable[[sqlite3.Connection], object]


def read(path: Path = EXPORT, zone: str = "Europe/Berlin") -> Reading:
    with opened(path) as archive:
        assert health_connect.recognises(archive)
        into = Gathering(health_connect.NAME, zone=ZoneInfo(zone))
        health_connect.read(archive, into)
        return into.reading()


def days_of(reading: Reading) -> dict[str, dict[str, float]]:
    found = totals(reading.samples, reading.sources)
    return {
        key: {str(EPOCH_DAY + timedelta(days=day)): one for day, one in of.items()}
        for key, of in found.items()
    }


@pytest.fixture
def changed(tmp_path: Path) -> Callable[..., Path]:
    """The sample's database with something done to it, as a bare file."""

    def make(*changes: str | Change) -> Path:
        file = tmp_path / "export.db"
        with zipfile.ZipFile(EXPORT) as archive:
            file.write_bytes(archive.read(archive.namelist()[0]))
        connection = sqlite3.connect(file)
        for change in changes:
            connection.executescript(change) if isinstance(change, str) else change(connection)
        connection.commit()
        connection.close()
        return file

    return make


@pytest.mark.parametrize("measure", TRUTH)
def test_every_day_comes_out_as_it_was_put_in(measure: str) -> None:
    wanted = {day: value for day, value in zip(DAYS, TRUTH[measure], strict=False) if value is not None}
    assert days_of(read())[measure] == pytest.approx(wanted, rel=1e-4)


def test_days_are_those_of_the_place_and_not_of_the_reader() -> None:
    assert days_of(read(zone="Pacific/Auckland")) == days_of(read(zone="UTC"))


def test_workouts_have_their_kind_and_length() -> None:
    told = [(one.start.astimezone(UTC), one.kind, one.duration_min, one.source) for one in read().workouts]
    assert told == [
        (datetime(2026, 10, 22, 16, tzinfo=UTC), "biking", pytest.approx(61.783333), "Watch Companion"),
        (datetime(2026, 10, 23, 16, tzinfo=UTC), "running", pytest.approx(61.366667), "Watch Companion"),
        (datetime(2026, 10, 27, 17, tzinfo=UTC), "walking", pytest.approx(48.866667), "Watch Companion"),
    ]


def test_the_order_set_on_the_phone_decides(changed: Callable[..., Path]) -> None:
    reading = read()
    assert [one.name for one in reading.sources][:2] == ["Watch Companion", "Phone Fit"]
    turned = read(changed("UPDATE health_data_category_priority_table SET app_id_priority_order = '2,1'"))
    assert [one.name for one in turned.sources][:2] == ["Phone Fit", "Watch Companion"]
    assert days_of(turned)["steps"]["2026-10-22"] != days_of(reading)["steps"]["2026-10-22"]


def test_another_order_for_sleep_leaves_the_steps_as_they_are(changed: Callable[..., Path]) -> None:
    """The phone app slept the same night an hour longer, and stands first for sleep alone."""
    night = (
        "INSERT INTO sleep_session_record_table (uuid, app_info_id, start_time, start_zone_offset, end_time,"
        " end_zone_offset) SELECT x'01', 2, start_time, 7200, end_time + 3600000, 7200"
        " FROM sleep_session_record_table WHERE row_id = 1"
    )
    order = "UPDATE health_data_category_priority_table SET app_id_priority_order = '2,1'"
    order += " WHERE health_data_category = 5"
    second, first = days_of(read(changed(night))), days_of(read(changed(night, order)))
    assert second["steps"] == first["steps"] == days_of(read())["steps"]
    assert second["asleep_min"]["2026-10-23"] == pytest.approx(356.3167)
    assert first["asleep_min"]["2026-10-23"] == pytest.approx(491.0)


def test_what_was_typed_in_by_hand_stands_above_devices(changed: Callable[..., Path]) -> None:
    by_hand = days_of(
        read(changed("UPDATE steps_record_table SET recording_method = 3 WHERE app_info_id = 2"))
    )
    phone_first = days_of(
        read(changed("UPDATE health_data_category_priority_table SET app_id_priority_order = '2,1'"))
    )
    assert by_hand["steps"] == pytest.approx(phone_first["steps"])


def test_what_was_not_recorded_is_not_nothing(changed: Callable[..., Path]) -> None:
    file = changed(
        "UPDATE nutrition_record_table SET caffeine = 5e-324",
        "UPDATE hydration_record_table SET volume = NULL",
    )
    found = days_of(read(file))
    assert "caffeine_mg" not in found
    assert "water_ml" not in found


def test_columns_that_an_older_phone_does_not_have_are_done_without(changed: Callable[..., Path]) -> None:
    file = changed(
        "ALTER TABLE steps_record_table DROP COLUMN recording_method",
        "ALTER TABLE nutrition_record_table DROP COLUMN caffeine",
        "DROP TABLE application_info_table",
        "DROP TABLE health_data_category_priority_table",
    )
    found = days_of(read(file))
    assert found["sodium_mg"] == days_of(read())["sodium_mg"]
    assert "caffeine_mg" not in found
    assert found["steps"].keys() == days_of(read())["steps"].keys()


def test_a_night_without_stages_was_slept_from_end_to_end(changed: Callable[..., Path]) -> None:
    found = days_of(read(changed("DELETE FROM sleep_stages_table WHERE parent_key = 1")))
    assert found["asleep_min"]["2026-10-23"] == found["in_bed_min"]["2026-10-23"] == 431.0


def test_steps_over_midnight_are_shared_between_the_days(changed: Callable[..., Path]) -> None:
    midnight = int(datetime(2026, 12, 1, 23, tzinfo=UTC).timestamp() * 1000)
    file = changed(
        "INSERT INTO steps_record_table (uuid, app_info_id, start_time, start_zone_offset, end_time, end_zone_offset,"
        f" count) VALUES (x'02', 1, {midnight - 60_000}, 3600, {midnight + 180_000}, 3600, 400)"
    )
    found = days_of(read(file))["steps"]
    assert (found["2026-12-01"], found["2026-12-02"]) == (100.0, 300.0)


def test_entries_that_cannot_be_are_left_out_and_counted(changed: Callable[..., Path]) -> None:
    columns = "(uuid, app_info_id, start_time, start_zone_offset, end_time, end_zone_offset, count)"
    rows = {
        "ends before it begins": "(x'03', 1, 1792645200000, 0, 1792645100000, 0, 5)",
        "less than nothing": "(x'04', 1, 1792645200000, 0, 1792645300000, 0, -5)",
        "a date before 1900 or after 2200": "(x'05', 1, 9e15, 0, 9e15, 0, 5)",
        "lasts longer than two days": "(x'06', 1, 1792645200000, 0, 1892645300000, 0, 5)",
        "a number beyond all reason": "(x'07', 1, 1792645200000, 0, 1792645300000, 0, 1e300)",
        "no readable date": "(x'08', 1, 'yesterday', 0, x'00', 0, 5)",
    }
    reading = read(
        changed(*(f"INSERT INTO steps_record_table {columns} VALUES {row}" for row in rows.values()))
    )
    assert reading.rejected == dict.fromkeys(rows, 1)
    assert days_of(reading)["steps"] == pytest.approx(days_of(read())["steps"])


def test_tables_that_are_not_read_are_counted() -> None:
    assert read().unknown_types == {"menstruation_period": 1}


def test_the_copy_of_the_database_is_private_and_gone_afterwards(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    modes = []
    with_care = health_connect.Database.opened

    def look(path: Path, seconds: float) -> object:
        modes.append(path.stat().st_mode & 0o777)
        return with_care(path, seconds)

    monkeypatch.setattr(health_connect.Database, "opened", look)
    read()
    assert modes == [0o600]
    assert list(tmp_path.iterdir()) == []


def test_a_view_in_place_of_a_table_is_never_asked(changed: Callable[..., Path]) -> None:
    endless = (
        "WITH RECURSIVE more(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM more) SELECT n AS count FROM more"
    )
    file = changed("DROP TABLE steps_record_table", f"CREATE VIEW steps_record_table AS {endless}")
    found = days_of(read(file))
    assert "steps" not in found
    assert found["mass_kg"] == days_of(read())["mass_kg"]


def test_a_virtual_table_is_no_table(changed: Callable[..., Path]) -> None:
    file = changed(
        "DROP TABLE steps_record_table", "CREATE VIRTUAL TABLE steps_record_table USING fts5(count)"
    )
    with health_connect.Database.opened(file, 5) as database:
        assert "steps_record_table" not in database.tables
        assert "hydration_record_table" in database.tables


def test_a_computed_column_is_never_computed(changed: Callable[..., Path]) -> None:
    file = changed(
        "DROP TABLE weight_record_table",
        "CREATE TABLE weight_record_table (row_id INTEGER PRIMARY KEY, time INTEGER, zone_offset INTEGER,"
        " weight REAL AS (70000.0))",
        "INSERT INTO weight_record_table (time, zone_offset) VALUES (1792645500000, 7200)",
    )
    assert "mass_kg" not in days_of(read(file))


def test_a_database_built_to_read_forever_is_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages that all point at one page below them, level over level: four kilobytes that hold 40^8 rows."""
    file, page = tmp_path / "endless.db", 512
    connection = sqlite3.connect(file)
    connection.executescript(
        f"PRAGMA page_size = {page}; CREATE TABLE steps_record_table (start_time, end_time, count)"
    )
    connection.execute("INSERT INTO steps_record_table VALUES (1792645500000, 1792645500000, 1)")
    connection.commit()
    root = connection.execute("SELECT rootpage FROM sqlite_master").fetchone()[0]
    connection.close()
    pages = [bytearray(file.read_bytes()[at : at + page]) for at in range(0, file.stat().st_size, page)]
    leaf = pages[root - 1]
    levels = 8
    for level in range(levels):
        below = len(pages) + (1 if level == 0 else 2)
        held = bytearray(page)
        held[0] = 5
        struct.pack_into(">HHBI", held, 3, 40, page - 200, 0, below)
        for cell in range(40):
            at = page - 5 * (cell + 1)
            struct.pack_into(">IB", held, at, below, 1)
            struct.pack_into(">H", held, 12 + 2 * cell, at)
        if level == 0:
            pages[root - 1] = held
        else:
            pages.append(held)
    pages.append(leaf)
    struct.pack_into(">I", pages[0], 28, len(pages))
    file.write_bytes(b"".join(pages))
    monkeypatch.setattr(health_connect, "_LEAST_SECONDS", 0.2)
    with pytest.raises(InputError, match="far too long"):
        read(file)


def test_a_database_of_something_else_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "music.db"
    connection = sqlite3.connect(file)
    connection.execute("CREATE TABLE songs (name)")
    connection.close()
    with pytest.raises(InputError, match="not an export of Health Connect"):
        read(file)


def test_two_apps_of_one_name_stay_two(changed: Callable[..., Path]) -> None:
    reading = read(changed("UPDATE application_info_table SET app_name = 'Health'"))
    assert [one.name for one in reading.sources][:2] == [
        "Health (com.example.watch)",
        "Health (com.example.phonefit)",
    ]
    assert days_of(reading)["steps"] == pytest.approx(days_of(read())["steps"])


def test_the_stages_of_a_night_lie_within_it() -> None:
    told = read().samples[SLEEP]
    assert (told.end_ms > told.start_ms).all()
    assert {EPOCH_DAY + timedelta(days=int(day)) for day in told.day} >= {date(2026, 10, 23)}
