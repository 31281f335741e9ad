# SPDX-License-Identifier: Apache-2.0
"""FIT files of Garmin, Wahoo, Coros, Polar and others, alone or in a zip: workouts, daily steps, weight, heart rate.

What is made of each kind of message stands in fit_messages. Not verified, for want of public files that show it:
whether every maker begins its daily steps anew at local midnight (seen in one file of a Garmin vívofit), and whether
a workout's calories hold what the body would have used at rest (some devices do).
"""

from __future__ import annotations

import zlib
from collections import Counter
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, timezone, tzinfo

from unclench.errors import InputError
from unclench.intake.archive import Archive
from unclench.intake.fit_messages import DATES_FROM, Session, Told, decoded
from unclench.intake.gathering import Gathering
from unclench.intake.samples import Rank, Workout
from unclench.intake.whole import beginning, whole

__all__ = ["NAME", "read", "recognises"]

NAME = "fit"

_MOST_BYTES = 32 * 2**20
_FIT_EPOCH = 631_065_600
"""1989-12-31 UTC in Unix time: where FIT counts from."""
_ON_FOOT = {"walking", "running", "hiking"}
_SAYS_NOTHING = {"generic", "training", "fitness equipment", "all", ""}
_LONGEST_WORKOUT_S = 7 * 86_400.0


def recognises(archive: Archive) -> bool:
    """The letters .FIT in the head of the file, or of the first files in a zip that bear that ending."""
    return any(_unpacked(beginning(archive, name))[8:12] == b".FIT" for name in _names(archive)[:5])


def read(archive: Archive, into: Gathering) -> None:
    """Every FIT file there is. What is damaged is read as far as it goes, and noted.

    Days are those of the wall clock in the file (`activity` and `monitoring_info` tell it), else of `into.zone`.
    Daily steps accumulate through a day for each kind of activity: the most of walking and of running, added.
    """
    names = _names(archive)
    across = _Across()
    for done, name in enumerate(names):
        into.progress(done / len(names))
        try:
            told, damage = decoded(_unpacked(whole(archive, name, _MOST_BYTES)))
        except InputError:
            if len(names) == 1:
                raise
            told, damage = [], "damaged"
        if damage:
            across.damage[damage] += 1
        for part in told:
            _settle(part, across, into)
    _close(across, into)
    for damage, count in across.damage.items():
        which = "This FIT file" if len(names) == 1 else f"{count} of {len(names)} FIT files"
        into.notes.append(f"{which}: {damage}. What could be read was kept.")
    if not any((into.workouts, across.kept)):
        _say_why_nothing(across, into)


@dataclass(slots=True)
class _Across:
    """What only all files together tell. steps: by source, day and kind of activity, the most so far."""

    steps: dict[tuple[int, date, str], float] = field(default_factory=dict)
    weights: list[tuple[str, int, datetime, float]] = field(default_factory=list)
    workouts: set[tuple[datetime, float, str]] = field(default_factory=set)
    damage: Counter[str] = field(default_factory=Counter)
    kinds: Counter[str] = field(default_factory=Counter)
    kept: int = 0


def _names(archive: Archive) -> tuple[str, ...]:
    return archive.ending(".fit", ".fit.gz") if archive.is_zip else archive.names


def _unpacked(data: bytes) -> bytes:
    """Some services pack each FIT file with gzip."""
    if not data.startswith(b"\x1f\x8b"):
        return data
    try:
        return zlib.decompressobj(wbits=31).decompress(data, _MOST_BYTES)
    except zlib.error:
        return b""


def _settle(told: Told, across: _Across, into: Gathering) -> None:
    """One FIT file of the chain: only at its end is the offset of its clock known."""
    zone: tzinfo = into.zone if told.offset_min is None else timezone(timedelta(minutes=told.offset_min))
    source = into.source(told.device, Rank.WATCH)
    across.kinds[told.kind] += 1
    for name, count in told.not_used.items():
        into.unknown_types[name] += count
    for one in told.sessions:
        _workout(one, zone, source, told.device, across, into)
    for measure, seconds, value in told.readings:
        at = _at(seconds, zone, into)
        if at is not None:
            into.reading_of(measure, source, at, value)
            across.kept += 1
    for seconds, value in told.resting:
        at = _at(seconds, zone, into)
        if at is not None:
            into.instant("resting_heart_rate", source, at, value)
            across.kept += 1
    for seconds, value, person in told.weights:
        at = _at(seconds, zone, into)
        if at is not None:
            across.weights.append((person, source, at, value))
    for seconds, activity, value in told.steps:
        # A total written at midnight is that of the day that ends there.
        at = _at(seconds, zone, into, earlier_s=1)
        if at is not None:
            key = (source, at.date(), activity)
            across.steps[key] = max(value, across.steps.get(key, 0.0))
    for reason, count in told.rejected.items():
        into.reject(reason, count)


def _workout(one: Session, zone: tzinfo, source: int, device: str, across: _Across, into: Gathering) -> None:
    start = _at(one.start, zone, into)
    if start is None:
        return None
    elapsed_s = max(one.elapsed_s, one.timer_s)
    if not 0 < elapsed_s <= _LONGEST_WORKOUT_S:
        return into.reject("a workout without a length")
    minutes = (one.timer_s or elapsed_s) / 60
    sport, sub_sport = one.sport.replace("_", " "), one.sub_sport.replace("_", " ")
    kind = sub_sport if sport in _SAYS_NOTHING and sub_sport not in _SAYS_NOTHING else sport or "workout"
    if (start, elapsed_s, kind) in across.workouts:
        return into.reject("a workout that is there twice")
    across.workouts.add((start, elapsed_s, kind))
    end = start + timedelta(seconds=elapsed_s)
    into.workouts.append(Workout(start, end, kind, minutes, device, one.kcal, one.distance_m))
    into.span("workout_min", source, start, end, minutes)
    if one.kcal is not None:
        into.span("active_energy_kcal", source, start, end, one.kcal)
    if one.distance_m is not None and sport in _ON_FOOT:
        into.span("distance_m", source, start, end, one.distance_m)
    if one.effort is not None:
        into.reading_of("effort", source, start, one.effort)
    return None


def _close(across: _Across, into: Gathering) -> None:
    days: dict[tuple[int, date], float] = {}
    for (source, day, _), value in across.steps.items():
        days[source, day] = days.get((source, day), 0.0) + value
    for (source, day), value in days.items():
        into.day_total("steps", source, day, value)
    people = sorted({person for person, *_ in across.weights})
    chosen = people[0] if people else ""
    if len(people) > 1:
        last = {person: value for person, _, _, value in across.weights}
        chosen = into.answer(
            "fit_person", "More than one person stands on this scale.",
            "The file does not say which of them you are.",
            {person: f"Person {person}, {last[person]:.1f} kg at the end" for person in people},
        )  # fmt: skip
    for person, source, at, value in across.weights:
        if person == chosen:
            into.instant("mass_kg", source, at, value)
            across.kept += 1
    across.kept += len(days)


def _at(seconds: int, zone: tzinfo, into: Gathering, earlier_s: int = 0) -> datetime | None:
    """A FIT time on the wall clock. Small values count from when the device was switched on, so they are no dates."""
    if seconds < DATES_FROM:
        into.reject("a time since the device was switched on, not a date")
        return None
    return datetime.fromtimestamp(_FIT_EPOCH + seconds - earlier_s, zone)


def _say_why_nothing(across: _Across, into: Gathering) -> None:
    if across.damage:
        raise InputError(
            "This FIT file cannot be used.", why=f"{', '.join(across.damage).capitalize()}, with nothing for a diary.",
            todo="Export it again, or choose another one.", field="file",
        )  # fmt: skip
    for kind, count in across.kinds.items():
        into.unknown_types[f"{kind} file" if kind else "file of no kind"] += count
