# SPDX-License-Identifier: Apache-2.0
"""Fitbit's JSON of minutes (steps, distance) and of heart rates: {"dateTime": "10/22/26 00:07:00", "value": "91"}."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, tzinfo
from typing import Any

import numpy as np

from unclench.intake.archive import Archive
from unclench.intake.gathering import Gathering
from unclench.intake.samples import EPOCH_DAY, Samples
from unclench.intake.takeout import DAMAGED, NO_DATE, amount, json_member, number

__all__ = ["entries_of", "naive_time", "read_hearts", "read_minutes", "time_of"]

_MINUTE_MS = 60_000


def entries_of(archive: Archive, name: str, into: Gathering) -> Iterator[dict[str, Any]]:
    """The entries of a member that is a list of them."""
    held = json_member(archive, name, into)
    if held is not None and not isinstance(held, list):
        into.reject(DAMAGED)
    for entry in held if isinstance(held, list) else ():
        if isinstance(entry, dict):
            yield entry
        else:
            into.reject("an entry in a strange shape")


def naive_time(given: object) -> datetime | None:
    """A time written MM/dd/yy HH:mm:ss, or ISO without a zone; None where it is neither."""
    if not isinstance(given, str):
        return None
    try:
        if len(given) == 17 and given[2] == given[5] == "/":
            month, day, year = int(given[0:2]), int(given[3:5]), int(given[6:8])
            return datetime(2000 + year, month, day, int(given[9:11]), int(given[12:14]), int(given[15:17]))  # noqa: DTZ001
        at = datetime.fromisoformat(given)
    except ValueError:
        return None
    return at if at.tzinfo is None and 1900 <= at.year <= 2200 else None


def time_of(given: object, into: Gathering) -> datetime | None:
    """The same, counted where there is none."""
    at = naive_time(given)
    if at is None:
        into.reject(NO_DATE)
    return at


def read_minutes(
    archive: Archive, name: str, measure: str, factor: float, clock: tzinfo, source: int, into: Gathering
) -> None:
    """Amounts of a minute each. clock: of the file. Of empty minutes one a day is kept: nothing walked is an answer."""
    days: list[int] = []
    starts: list[int] = []
    offsets: list[int] = []
    values: list[float] = []
    empty: set[int] = set()
    hours: dict[datetime, tuple[datetime, datetime, int]] = {}
    for entry in entries_of(archive, name, into):
        naive = time_of(entry.get("dateTime"), into)
        value = amount(entry.get("value"), into) if naive is not None else None
        if naive is None or value is None:
            continue
        hour = naive.replace(minute=naive.minute // 15 * 15, second=0, microsecond=0)
        if hour not in hours:
            there = hour.replace(tzinfo=clock).astimezone(into.zone)
            offset = there.utcoffset() or timedelta(0)
            hours[hour] = (
                there.replace(tzinfo=None),
                there.astimezone(UTC),
                round(offset.total_seconds() / 60),
            )
        local, absolute, offset_min = hours[hour]
        day = ((local + (naive - hour)).date() - EPOCH_DAY).days
        if not value:
            if day in empty:
                continue
            empty.add(day)
        days.append(day)
        starts.append(round((absolute + (naive - hour)).timestamp() * 1000))
        offsets.append(offset_min)
        values.append(value * factor)
    if not days:
        return
    start_ms = np.array(starts, np.int64)
    day_at, offset_at = np.array(days, np.int32), np.array(offsets, np.int16)
    midnight = (day_at.astype(np.int64) + 1) * 86_400_000 - offset_at.astype(np.int64) * _MINUTE_MS
    into.extend(
        measure,
        Samples(
            day=day_at,
            start_ms=start_ms,
            end_ms=np.minimum(start_ms + _MINUTE_MS, np.maximum(midnight, start_ms)),
            offset_min=offset_at,
            value=np.array(values, np.float64),
            source=np.full(len(days), source, np.int16),
            changed_ms=np.zeros(len(days), np.int64),
        ),
    )


def read_hearts(archive: Archive, name: str, clock: tzinfo, source: int, into: Gathering) -> None:
    """Heart rates of some seconds each. One told with confidence 0 is a filler, no measurement."""
    minutes: dict[str, datetime | None] = {}
    for entry in entries_of(archive, name, into):
        held, written = entry.get("value"), entry.get("dateTime")
        beats = number(held.get("bpm")) if isinstance(held, dict) else None
        if beats is None or not 0 < beats < 1000:
            into.reject("a heart rate that cannot be")
            continue
        if isinstance(held, dict) and held.get("confidence") == 0:
            into.reject("a heart rate the device itself did not trust")
            continue
        minute = written[:14] if isinstance(written, str) else ""
        if minute not in minutes:
            naive = time_of(written, into)
            minutes[minute] = naive and naive.replace(tzinfo=clock).astimezone(into.zone)
        at = minutes[minute]
        if at is not None:
            into.reading_of("heart_rate", source, at, beats)
