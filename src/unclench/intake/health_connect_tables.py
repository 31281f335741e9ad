# SPDX-License-Identifier: Apache-2.0
"""What stands in which table of Health Connect, in which unit. Source: Android's HealthFitness module (AOSP).

Times are milliseconds of Unix time, offsets seconds, energy small calories, water litres, what is eaten and weighed
grams; 5e-324 stands for “not recorded”.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from typing import Protocol

from unclench.diary.measures import SleepStage
from unclench.intake.gathering import SLEEP, Gathering
from unclench.intake.health_connect_apps import Apps
from unclench.intake.health_connect_columns import Hearts, add_rows, offsets_s
from unclench.intake.samples import Workout

__all__ = ["Row", "Tables", "read_tables"]

Row = tuple[float | None, ...]


class Tables(Protocol):
    """A database that can be asked for its tables; see health_connect.Database."""

    @property
    def tables(self) -> frozenset[str]: ...
    def columns(self, table: str) -> frozenset[str]: ...
    def count(self, table: str) -> int: ...
    def numbers(self, table: str, columns: Sequence[str]) -> Iterator[list[Row]]: ...
    def numbers_of_children(
        self, table: str, columns: Sequence[str], parent: str, parent_columns: Sequence[str]
    ) -> Iterator[list[Row]]: ...
    def texts(self, table: str, columns: Sequence[str], most: int) -> list[tuple[object, ...]]: ...


@dataclass(frozen=True, slots=True)
class _Column:
    """A column that is a measure. factor: from its unit to ours. zero: whether nothing at all is an answer."""

    table: str
    column: str
    measure: str
    factor: float = 1.0
    zero: bool = True


_COLUMNS = (
    _Column("steps_record_table", "count", "steps"),
    _Column("distance_record_table", "distance", "distance_m"),
    _Column("active_calories_burned_record_table", "energy", "active_energy_kcal", 0.001),
    _Column("floors_climbed_record_table", "floors", "flights"),
    _Column("hydration_record_table", "volume", "water_ml", 1000.0),
    _Column("nutrition_record_table", "caffeine", "caffeine_mg", 1000.0),
    _Column("nutrition_record_table", "sodium", "sodium_mg", 1000.0),
    _Column("nutrition_record_table", "magnesium", "magnesium_mg", 1000.0),
    _Column("nutrition_record_table", "potassium", "potassium_mg", 1000.0),
    _Column("nutrition_record_table", "calcium", "calcium_mg", 1000.0),
    _Column("alcohol_consumption_record_table", "serving_count", "alcohol_drinks"),
    _Column("weight_record_table", "weight", "mass_kg", 0.001, zero=False),
    _Column("resting_heart_rate_record_table", "beats_per_minute", "resting_heart_rate", zero=False),
    _Column(
        "heart_rate_variability_rmssd_record_table",
        "heart_rate_variability_millis",
        "hrv_rmssd_ms",
        zero=False,
    ),
    _Column("body_temperature_record_table", "temperature", "body_temp_c", zero=False),
    _Column("basal_body_temperature_record_table", "temperature", "body_temp_c", zero=False),
    _Column("menstruation_flow_record_table", "flow", "menstrual_flow", zero=False),
)

_STAGES = {
    1: SleepStage.AWAKE, 2: SleepStage.ASLEEP, 3: SleepStage.AWAKE, 4: SleepStage.LIGHT, 5: SleepStage.DEEP,
    6: SleepStage.REM, 7: SleepStage.AWAKE,
}  # fmt: skip

_EXERCISES = (
    "unknown", "badminton", "baseball", "basketball", "biking", "stationary biking", "boot camp", "boxing",
    "calisthenics", "cricket", "dancing", "exercise class", "fencing", "american football", "australian football",
    "frisbee", "golf", "guided breathing", "gymnastics", "handball", "high intensity interval training", "hiking",
    "ice hockey", "ice skating", "martial arts", "paddling", "paragliding", "pilates", "racquetball", "rock climbing",
    "roller hockey", "rowing", "rugby", "running", "treadmill running", "sailing", "scuba diving", "skating", "skiing",
    "snowboarding", "snowshoeing", "soccer", "softball", "squash", "stair climbing", "strength training", "stretching",
    "surfing", "open water swimming", "pool swimming", "table tennis", "tennis", "volleyball", "walking", "water polo",
    "weightlifting", "wheelchair", "yoga", "other", "stair climbing machine", "elliptical", "rowing machine",
)  # fmt: skip
"""By number; a number beyond them is a newer kind, and other."""

_SLEEP_TABLE, _STAGE_TABLE = "sleep_session_record_table", "sleep_stages_table"
_HEART_TABLE, _BEAT_TABLE = "heart_rate_record_table", "heart_rate_record_series_table"
_EXERCISE_TABLE = "exercise_session_record_table"
_READ = frozenset({*(one.table for one in _COLUMNS), _SLEEP_TABLE, _HEART_TABLE, _EXERCISE_TABLE})
_LONGEST_SLEEP_MS = _LONGEST_WORKOUT_MS = 86_400_000
_SPAN = ("start_time", "end_time", "start_zone_offset", "end_zone_offset", "app_info_id", "recording_method")
_EARLIEST_MS, _LATEST_MS = -2_208_988_800_000, 7_289_654_400_000
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def read_tables(database: Tables, into: Gathering) -> None:
    """All that is known of the tables; rows of others are counted by the table's name."""
    apps = Apps.of(database, into)
    steps = len(_COLUMNS) + 3
    for done, column in enumerate(_COLUMNS):
        _column(database, column, apps, into)
        into.progress((done + 1) / steps)
    _nights(database, apps, into)
    _workouts(database, apps, into)
    into.progress((steps - 1) / steps)
    _heart(database, apps, into)
    for table in sorted(database.tables - _READ):
        if table.endswith("_record_table") and (rows := database.count(table)):
            into.unknown_types[table.removesuffix("_record_table")[:80]] += rows
    into.progress(1.0)


def _column(database: Tables, one: _Column, apps: Apps, into: Gathering) -> None:
    """One measure of a table of spans or of instants, whichever it is."""
    there = database.columns(one.table)
    if one.column not in there:
        return
    times = (
        ("start_time", "end_time", "start_zone_offset")
        if "start_time" in there
        else ("time", "time", "zone_offset")
    )
    asked = (*times, one.column, "app_info_id", "recording_method", "last_modified_time")
    for rows in database.numbers(one.table, asked):
        add_rows(one.measure, rows, apps, into, factor=one.factor, zero=one.zero)


def _nights(database: Tables, apps: Apps, into: Gathering) -> None:
    """A session is the time in bed; asleep are its stages, or all of it where the app tells none."""
    staged: set[float | None] = set()
    asked = ("parent_key", "stage_start_time", "stage_end_time", "stage_type")
    children = ("end_zone_offset", "app_info_id", "recording_method")
    if {*asked} <= database.columns(_STAGE_TABLE) and database.columns(_SLEEP_TABLE):
        for rows in database.numbers_of_children(_STAGE_TABLE, asked, _SLEEP_TABLE, children):
            for parent, start_ms, end_ms, kind, offset_s, app, method in rows:
                stage = _STAGES.get(int(kind)) if kind is not None and abs(kind) < 100 else None
                if stage is None:
                    into.unknown_types["stage of sleep"] += 1
                elif (span := _span(start_ms, end_ms, offset_s, into)) and _short(
                    span, _LONGEST_SLEEP_MS, into
                ):
                    into.span(SLEEP, apps.source(app, method, asleep=True), *span, stage)
                    staged.add(parent)
    if not database.columns(_SLEEP_TABLE):
        return
    for rows in database.numbers(_SLEEP_TABLE, ("row_id", *_SPAN)):
        for row_id, start_ms, end_ms, _, offset_s, app, method in rows:
            span = _span(start_ms, end_ms, offset_s, into)
            if span and _short(span, _LONGEST_SLEEP_MS, into):
                source = apps.source(app, method, asleep=True)
                into.span(SLEEP, source, *span, SleepStage.IN_BED)
                if row_id not in staged:
                    into.span(SLEEP, source, *span, SleepStage.ASLEEP)


def _workouts(database: Tables, apps: Apps, into: Gathering) -> None:
    if "exercise_type" not in database.columns(_EXERCISE_TABLE):
        return
    for rows in database.numbers(_EXERCISE_TABLE, (*_SPAN, "exercise_type")):
        for start_ms, end_ms, offset_s, _, app, method, kind in rows:
            span = _span(start_ms, end_ms, offset_s, into)
            if not span or not _short(span, _LONGEST_WORKOUT_MS, into):
                continue
            minutes = (span[1] - span[0]) / timedelta(minutes=1)
            source = apps.source(app, method)
            known = kind is not None and 0 < kind < len(_EXERCISES)
            name = _EXERCISES[int(kind)] if kind is not None and known else "other"
            into.workouts.append(Workout(*span, name, minutes, apps.name(app, method)))
            into.span("workout_min", source, *span, minutes)


def _heart(database: Tables, apps: Apps, into: Gathering) -> None:
    asked = ("epoch_millis", "beats_per_minute")
    parents = ("start_zone_offset", "app_info_id", "recording_method")
    if not {*asked, "parent_key"} <= database.columns(_BEAT_TABLE) or not database.columns(_HEART_TABLE):
        return
    hearts = Hearts(apps, into)
    for rows in database.numbers_of_children(_BEAT_TABLE, asked, _HEART_TABLE, parents):
        hearts.add(rows)
    hearts.tell()


def _span(
    start_ms: float | None, end_ms: float | None, offset_s: float | None, into: Gathering
) -> tuple[datetime, datetime] | None:
    """Both ends on the wall clock of the place; counted where there are none."""
    if start_ms is None or end_ms is None:
        into.reject("no readable date")
        return None
    if not (_EARLIEST_MS <= start_ms < _LATEST_MS and _EARLIEST_MS <= end_ms < _LATEST_MS):
        into.reject("a date before 1900 or after 2200")
        return None
    start, end = _EPOCH + timedelta(milliseconds=start_ms), _EPOCH + timedelta(milliseconds=end_ms)
    offset = offsets_s([offset_s], [end_ms], into.zone)[0]
    place = timezone(timedelta(seconds=float(offset)))
    return start.astimezone(place), end.astimezone(place)


def _short(span: tuple[datetime, datetime], longest_ms: int, into: Gathering) -> bool:
    if span[1] - span[0] > timedelta(milliseconds=longest_ms):
        into.reject("lasts longer than a day")
        return False
    if span[1] < span[0]:
        into.reject("ends before it begins")
        return False
    return True
