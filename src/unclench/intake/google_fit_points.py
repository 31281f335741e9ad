# SPDX-License-Identifier: Apache-2.0
"""Google Fit's points in JSON: one file for each stream of data, times in nanoseconds of UTC."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from unclench.diary.measures import SleepStage
from unclench.intake.archive import Archive
from unclench.intake.gathering import SLEEP, Gathering
from unclench.intake.samples import Rank
from unclench.intake.takeout import (
    NO_DATE,
    WRONG_DATE,
    amount,
    json_member,
    named_source,
    number,
    there,
)
from unclench.intake.whole import beginning

__all__ = ["is_points", "read_points"]

_TYPES = {
    "com.google.step_count.delta": ("steps", 1.0),
    "com.google.distance.delta": ("distance_m", 1.0),
    "com.google.heart_rate.bpm": ("heart_rate", 1.0),
    "com.google.weight": ("mass_kg", 1.0),
    "com.google.hydration": ("water_ml", 1000.0),
}
_STAGES = {1: SleepStage.AWAKE, 2: SleepStage.ASLEEP, 3: SleepStage.AWAKE, 4: SleepStage.LIGHT, 5: SleepStage.DEEP,
           6: SleepStage.REM}  # fmt: skip
_SLEEP = "com.google.sleep.segment"
_MERGED = ("estimated_steps", "merge_", "merged")
_LONGEST = timedelta(days=2)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_EARLIEST, _LATEST = -2208988800, 7289654400


def is_points(archive: Archive, name: str) -> bool:
    """Whether a JSON member is one of Google Fit's streams."""
    return b'"Data Points"' in beginning(archive, name)


def read_points(archive: Archive, names: list[str], into: Gathering) -> None:
    """Streams that Google merged itself stand above those they were merged from, so nothing is counted twice."""
    seen: set[str] = set()
    for done, name in enumerate(names):
        held = json_member(archive, name, into)
        points = held.get("Data Points") if isinstance(held, dict) else None
        if isinstance(held, dict) and isinstance(points, list):
            stream = str(held.get("Data Source", ""))
            merged = any(one in stream for one in _MERGED)
            source = named_source(
                into, stream, Rank.PHONE if merged else Rank.APP, prefix="Google Fit", seen=seen
            )
            for point in points:
                _point(point, source, into)
        into.progress((done + 1) / len(names))


def _point(point: object, source: int, into: Gathering) -> None:
    if not isinstance(point, dict):
        return into.reject("an entry in a strange shape")
    kind = str(point.get("dataTypeName", ""))[:80]
    if kind not in _TYPES and kind != _SLEEP:
        into.unknown_types[kind] += 1
        return None
    start, end = _at(point.get("startTimeNanos"), into), _at(point.get("endTimeNanos"), into)
    if start is None or end is None:
        return None
    if end - start > _LONGEST:
        return into.reject("lasts longer than two days")
    value = amount(_first_value(point.get("fitValue")), into)
    if value is None:
        return None
    if kind == _SLEEP:
        stage = _STAGES.get(int(value))
        return (
            into.reject("an unknown stage of sleep")
            if stage is None
            else into.span(SLEEP, source, start, end, stage)
        )
    measure, factor = _TYPES[kind]
    if measure == "heart_rate":
        return into.reading_of(measure, source, end, value) if value else None
    if measure == "mass_kg":
        return into.instant(measure, source, end, value) if value else None
    return into.span(measure, source, start, end, value * factor)


def _first_value(given: object) -> Any:
    """The first of a point's values: {"value": {"intVal": 5}} or {"value": {"fpVal": 5.5}}."""
    first = given[0] if isinstance(given, list) and given else None
    held = first.get("value") if isinstance(first, dict) else None
    return (
        next((held[key] for key in ("intVal", "fpVal") if key in held), None)
        if isinstance(held, dict)
        else None
    )


def _at(nanos: object, into: Gathering) -> datetime | None:
    seconds = number(nanos)
    if seconds is None:
        into.reject(NO_DATE)
        return None
    seconds /= 1e9
    if not _EARLIEST <= seconds < _LATEST:
        into.reject(WRONG_DATE)
        return None
    return there(_EPOCH + timedelta(milliseconds=round(seconds * 1000)), into.zone)
