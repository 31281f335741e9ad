# SPDX-License-Identifier: Apache-2.0
"""Fitbit's nights in JSON: stages where they are told, else their sum. Times are local, without a zone."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from unclench.diary.measures import SleepStage
from unclench.intake.archive import Archive
from unclench.intake.fitbit_minutes import entries_of, naive_time
from unclench.intake.gathering import SLEEP, Gathering
from unclench.intake.takeout import NO_DATE, amount, laid_down, local, number

__all__ = ["STAGES", "read_nights"]

STAGES = {
    "wake": SleepStage.AWAKE, "awake": SleepStage.AWAKE, "restless": SleepStage.AWAKE, "asleep": SleepStage.ASLEEP,
    "light": SleepStage.LIGHT, "deep": SleepStage.DEEP, "rem": SleepStage.REM,
}  # fmt: skip
_LONGEST = timedelta(hours=24)
_MOST_STAGES = 5000
_Stage = tuple[datetime, datetime, float]


def read_nights(archive: Archive, names: list[str], source: int, into: Gathering) -> None:
    """Each sleep once, however many of the files it stands in."""
    seen: set[tuple[datetime, datetime]] = set()
    for name in names:
        for entry in entries_of(archive, name, into):
            start, end = naive_time(entry.get("startTime")), naive_time(entry.get("endTime"))
            if start is None or end is None:
                into.reject(NO_DATE)
                continue
            if not timedelta(0) < end - start <= _LONGEST:
                into.reject("a night that ends before it begins or lasts longer than a day")
                continue
            if (start, end) not in seen:
                seen.add((start, end))
                _night(entry, start, end, source, into)


def _night(entry: dict[str, Any], start: datetime, end: datetime, source: int, into: Gathering) -> None:
    """The time in bed, and the stages. Where only their sum is told, the sleep is laid down as one block that ends
    with the waking: its length is right, how it lay in the night is not told."""
    last = local(end, into.zone)
    first = local(start, into.zone)
    first = first.astimezone(last.tzinfo)
    if last <= first:
        return into.reject("a night that ends before it begins or lasts longer than a day")
    into.span(SLEEP, source, first, last, SleepStage.IN_BED)
    levels = entry.get("levels")
    stages = _stages(levels.get("data"), into) if isinstance(levels, dict) else []
    if stages and isinstance(levels, dict):
        for one, until, stage in _with_wakes(stages, _stages(levels.get("shortData"), into)):
            begin = min(max(first + (one - start), first), last)
            into.span(SLEEP, source, begin, min(max(first + (until - start), begin), last), stage)
        return None
    minutes = amount(entry.get("minutesAsleep"), into)
    if minutes:
        after = number(entry.get("minutesAfterWakeup")) or 0.0
        until = last - timedelta(minutes=min(max(after, 0.0), (last - first) / timedelta(minutes=1)))
        if timedelta(minutes=minutes) > last - first + timedelta(minutes=1):
            return into.reject("more sleep than night")
        begin = max(laid_down(until, minutes), first)
        into.span(SLEEP, source, begin, max(until, begin + timedelta(minutes=minutes)), SleepStage.ASLEEP)
    return None


def _stages(given: object, into: Gathering) -> list[_Stage]:
    told = []
    for one in given[:_MOST_STAGES] if isinstance(given, list) else ():
        held = one if isinstance(one, dict) else {}
        at, seconds, stage = (
            naive_time(held.get("dateTime")),
            number(held.get("seconds")),
            STAGES.get(str(held.get("level"))),
        )
        if at is None or seconds is None or not 0 < seconds <= 86_400:
            into.reject("a stage of sleep without its time")
        elif stage is None:
            into.reject("an unknown stage of sleep")
        else:
            told.append((at, at + timedelta(seconds=seconds), stage))
    return told


def _with_wakes(stages: list[_Stage], wakes: list[_Stage]) -> list[_Stage]:
    """The stages, with the short wakes that Fitbit tells beside them cut out: its minutes asleep leave them out."""
    cut = stages
    for start, end, stage in wakes[:500]:
        if stage != SleepStage.AWAKE:
            continue
        parts: list[_Stage] = []
        for one, until, kind in cut:
            if until <= start or one >= end:
                parts.append((one, until, kind))
                continue
            if one < start:
                parts.append((one, start, kind))
            if until > end:
                parts.append((end, until, kind))
        cut = [*parts, (start, end, stage)]
    return cut
