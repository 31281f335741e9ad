# SPDX-License-Identifier: Apache-2.0
"""The newer tables of Fitbit and Google Health: time in UTC, one row for each reading and device."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone

from unclench.diary.measures import MEASURES, Merge, SleepStage
from unclench.intake.archive import Archive
from unclench.intake.gathering import SLEEP, Gathering
from unclench.intake.samples import Rank
from unclench.intake.takeout import (
    amount,
    base_name,
    day_of,
    header_of,
    laid_down,
    moment,
    named_source,
    rows_of,
    there,
)

__all__ = ["KINDS", "STEPS", "read_google", "read_google_nights"]


@dataclass(frozen=True, slots=True)
class _Kind:
    """One family of tables. file: how its names begin. of_days: the time names a civil day, whatever its Z says.
    instead: the kind of JSON that tells the same."""

    file: str
    column: str
    measure: str
    instead: str
    factor: float = 1.0
    of_days: bool = False

    def matches(self, name: str) -> bool:
        """Whether a member is called like one of these."""
        return re.fullmatch(rf"{self.file}(_\d{{4}}-\d\d-\d\d|_\d+)?\.csv", base_name(name)) is not None

    def fits(self, name: str, header: list[str]) -> bool:
        """Whether it also looks like one."""
        return self.matches(name) and {"timestamp", self.column} <= {*header}


STEPS = _Kind("steps", "steps", "steps", "steps")
KINDS = (
    STEPS,
    _Kind("distance", "distance", "distance_m", "distance"),
    _Kind("heart_rate", "beats per minute", "heart_rate", "heart_rate"),
    _Kind(
        "daily_resting_heart_rate",
        "beats per minute",
        "resting_heart_rate",
        "resting_heart_rate",
        of_days=True,
    ),
    _Kind("weight", "weight grams", "mass_kg", "weight", 0.001),
)
_PHONES = ("mobiletrack", "fit health connect", "google health app")
_SLEEPS, _STAGES = re.compile(r"usersleeps(_.*)?\.csv"), re.compile(r"usersleepstages(_.*)?\.csv")
_STAGE_OF = {
    "awake": SleepStage.AWAKE, "wake": SleepStage.AWAKE, "restless": SleepStage.AWAKE, "asleep": SleepStage.ASLEEP,
    "light": SleepStage.LIGHT, "deep": SleepStage.DEEP, "rem": SleepStage.REM,
}  # fmt: skip
_MOST_NIGHTS = 100_000
_OFFSET = re.compile(r"([+-])(\d\d):(\d\d)")


def read_google(archive: Archive, told: Collection[str], into: Gathering) -> None:
    """The tables of whatever the JSON does not tell. told: the kinds of JSON that were read."""
    seen: set[str] = set()
    for name in sorted(archive.names):
        for kind in KINDS:
            if kind.instead not in told and kind.matches(name) and kind.fits(name, header_of(archive, name)):
                for row in rows_of(archive, name, into):
                    _row(kind, row, into, seen)


def _row(kind: _Kind, row: dict[str, str], into: Gathering, seen: set[str]) -> None:
    value = amount(row.get(kind.column), into)
    summed = kind.measure in MEASURES and MEASURES[kind.measure].merge is Merge.SWEEP
    if value is None or (not value and not summed):
        return
    device = row.get("data source", "")
    rank = Rank.PHONE if device.lower() in _PHONES else Rank.WATCH
    source = named_source(into, device, rank, prefix="Fitbit", seen=seen)
    if kind.of_days:
        day = day_of(row.get("timestamp"), into)
        if day is not None:
            into.day_total(kind.measure, source, day, value * kind.factor)
        return
    at = moment(row.get("timestamp"), UTC, into)
    if at is None:
        return
    at = there(at, into.zone)
    if kind.measure == "heart_rate":
        into.reading_of(kind.measure, source, at, value)
    elif summed:
        into.span(kind.measure, source, at, at + timedelta(minutes=1), value * kind.factor)
    else:
        into.instant(kind.measure, source, at, value * kind.factor)


def read_google_nights(archive: Archive, into: Gathering) -> None:
    """Nights with their own offsets; where no stages are told, the minutes asleep end with the waking."""
    source = into.source("Fitbit", Rank.WATCH)
    staged: set[str] = set()
    for name in archive.names:
        if _STAGES.fullmatch(base_name(name)) and "sleep_stage_type" in header_of(archive, name):
            for row in rows_of(archive, name, into):
                stage = _STAGE_OF.get(row.get("sleep_stage_type", "").lower())
                span = _span(row, "sleep_stage_start", "sleep_stage_end", into)
                if stage is None:
                    into.reject("an unknown stage of sleep")
                elif span:
                    into.span(SLEEP, source, *span, stage)
                    if len(staged) < _MOST_NIGHTS:
                        staged.add(row.get("sleep_id", ""))
    for name in archive.names:
        if _SLEEPS.fullmatch(base_name(name)) and "minutes_asleep" in header_of(archive, name):
            for row in rows_of(archive, name, into):
                span = _span(row, "sleep_start", "sleep_end", into)
                if not span:
                    continue
                into.span(SLEEP, source, *span, SleepStage.IN_BED)
                minutes = amount(row.get("minutes_asleep"), into)
                if minutes and row.get("sleep_id", "") not in staged:
                    begin = max(laid_down(span[1], min(minutes, 1440.0)), span[0])
                    into.span(SLEEP, source, begin, span[1], SleepStage.ASLEEP)


def _span(row: dict[str, str], start: str, end: str, into: Gathering) -> tuple[datetime, datetime] | None:
    """Both ends on the clock of the place where the person woke."""
    first, last = moment(row.get(start), UTC, into), moment(row.get(end), UTC, into)
    if first is None or last is None:
        return None
    if not timedelta(0) < last - first <= timedelta(days=1):
        into.reject("a night that ends before it begins or lasts longer than a day")
        return None
    found = _OFFSET.fullmatch(row.get("end_utc_offset", ""))
    if found is None or int(found[2]) > 18 or int(found[3]) > 59:
        return there(first, into.zone), there(last, into.zone)
    offset = timedelta(hours=int(found[2]), minutes=int(found[3]))
    place = timezone(-offset if found[1] == "-" else offset)
    return first.astimezone(place), last.astimezone(place)
