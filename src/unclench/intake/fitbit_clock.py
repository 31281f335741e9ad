# SPDX-License-Identifier: Apache-2.0
"""Whether Fitbit's minutes are told in local time or in UTC. The file does not say, and public readers disagree.

Two witnesses may stand in the same export: the newer tables hold the same minutes in UTC; and nobody walks much
while asleep, when a wrong clock moves the steps of the evening or the morning into the night.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta, tzinfo

from unclench.intake.archive import Archive
from unclench.intake.fitbit_google import STEPS
from unclench.intake.fitbit_minutes import entries_of, naive_time
from unclench.intake.gathering import Gathering
from unclench.intake.takeout import number, rows_of

__all__ = ["clock_of"]

_OF_CLOCK = ("steps", "distance", "heart_rate", "exercise")
_FILES = 6
_LEAST_SAME = 30
_LEAST_STEPS, _LEAST_NIGHTS = 3000, 3
_STILL, _RESTLESS = 0.03, 0.10
"""Share of the steps that fall into sleep: at most the first under the right clock, at least the second under the
wrong one; otherwise nothing is decided. Chosen by us: wide apart, so that in doubt the person is asked."""


def clock_of(archive: Archive, by_kind: Mapping[str, list[str]], into: Gathering) -> tzinfo:
    """The zone the minutes are told in: by the witnesses, else as the person answers (NeedsAnswer)."""
    if not any(by_kind.get(kind) for kind in _OF_CLOCK):
        return into.zone
    if "fitbit_clock" not in into.answers:
        quiet = Gathering(into.importer, into.zone)
        minutes = dict(_minutes(archive, by_kind.get("steps", [])[-_FILES:], quiet))
        if minutes and all(_as_utc(at, into.zone) == at.replace(tzinfo=UTC) for at in minutes):
            return into.zone
        found = _by_twin(archive, minutes, into.zone, quiet)
        why = "as the newer tables in it show" if found else "as nearly no steps then fall into sleep"
        found = found or _by_sleep(archive, by_kind.get("sleep", []), minutes, into.zone, quiet)
        if found:
            into.notes.append(
                f"The times of steps and heart rates in this file are taken as local time, {why}."
                if found == "local"
                else f"The times of steps and heart rates in this file are taken as UTC, {why}."
            )
            return UTC if found == "utc" else into.zone
    answer = into.answer(
        "fitbit_clock",
        "Fitbit does not say whether the times in this file are local time or UTC.",
        "Steps near midnight would land on the wrong day.",
        {
            "local": "Local time, as the clock on the wall showed it",
            "utc": "UTC, which is what newer exports of Google use",
        },
    )
    return UTC if answer == "utc" else into.zone


def _minutes(archive: Archive, names: list[str], quiet: Gathering) -> Iterator[tuple[datetime, float]]:
    for name in names:
        for entry in entries_of(archive, name, quiet):
            at, steps = naive_time(entry.get("dateTime")), number(entry.get("value"))
            if at is not None and steps is not None and steps > 0:
                yield at.replace(second=0, microsecond=0), steps


def _as_utc(naive: datetime, zone: tzinfo) -> datetime:
    return naive.replace(tzinfo=zone).astimezone(UTC)


def _by_twin(
    archive: Archive, minutes: Mapping[datetime, float], zone: tzinfo, quiet: Gathering
) -> str | None:
    """Minute for minute against the newer tables."""
    if not minutes:
        return None
    months = {f"{at:%Y-%m}" for at in minutes}
    same = {"utc": 0, "local": 0}
    names = [name for name in archive.names if STEPS.matches(name)]
    near = [name for name in names if any(month in name for month in months)] or names
    told: set[tuple[datetime, float]] = set()
    for name in near[-2 * _FILES :]:
        for row in rows_of(archive, name, quiet):
            try:
                at = datetime.fromisoformat(row.get("timestamp", ""))
            except ValueError:
                continue
            steps = number(row.get(STEPS.column))
            if at.tzinfo is not None and 1900 <= at.year <= 2200 and steps:
                told.add((at.astimezone(UTC).replace(second=0, microsecond=0), steps))
    for at, steps in minutes.items() if told else ():
        same["utc"] += (at.replace(tzinfo=UTC), steps) in told
        same["local"] += (_as_utc(at, zone), steps) in told
    for one, other in (("utc", "local"), ("local", "utc")):
        if same[one] >= _LEAST_SAME and same[one] >= 4 * same[other]:
            return one
    return None


def _by_sleep(
    archive: Archive, names: list[str], minutes: Mapping[datetime, float], zone: tzinfo, quiet: Gathering
) -> str | None:
    """Steps that fall into sleep, which is told in local time, under the one clock and under the other."""
    if not minutes or sum(minutes.values()) < _LEAST_STEPS:
        return None
    first, last = min(minutes) - timedelta(days=1), max(minutes) + timedelta(days=1)
    asleep: set[datetime] = set()
    nights = 0
    for name in names:
        for entry in entries_of(archive, name, quiet):
            start, end = naive_time(entry.get("startTime")), naive_time(entry.get("endTime"))
            if start is None or end is None or not first <= start < end <= last:
                continue
            if timedelta(hours=3) < end - start < timedelta(hours=16):
                nights += 1
                at = start.replace(second=0, microsecond=0)
                asleep.update(
                    at + timedelta(minutes=one) for one in range(int((end - at) / timedelta(minutes=1)))
                )
    if nights < _LEAST_NIGHTS:
        return None
    whole = sum(minutes.values())
    local = sum(steps for at, steps in minutes.items() if at in asleep) / whole
    moved = (
        (at.replace(tzinfo=UTC).astimezone(zone).replace(tzinfo=None), steps) for at, steps in minutes.items()
    )
    utc = sum(steps for at, steps in moved if at in asleep) / whole
    if local <= _STILL and utc >= _RESTLESS:
        return "local"
    return "utc" if utc <= _STILL and local >= _RESTLESS else None
