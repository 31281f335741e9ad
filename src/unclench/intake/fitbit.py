# SPDX-License-Identifier: Apache-2.0
"""Fitbit and Google Health, as Google Takeout gives them out: older JSON without a zone, newer tables in UTC.

Both tell the same. The JSON is read where it is there: Fitbit made it of all devices, so nothing is counted twice.
"""

from __future__ import annotations

import re
from datetime import timedelta, tzinfo

from unclench.intake.archive import Archive
from unclench.intake.fitbit_clock import clock_of
from unclench.intake.fitbit_google import KINDS, read_google, read_google_nights
from unclench.intake.fitbit_minutes import entries_of, read_hearts, read_minutes, time_of
from unclench.intake.fitbit_sleep import read_nights
from unclench.intake.gathering import Gathering
from unclench.intake.samples import Rank, Workout
from unclench.intake.takeout import (
    amount,
    base_name,
    day_of,
    header_of,
    number,
    rows_of,
    there,
    told,
)
from unclench.intake.whole import beginning

__all__ = ["NAME", "read", "recognises"]

NAME = "fitbit"
_JSON = re.compile(r"([a-z][a-z0-9_]*?)-\d[\d-]*\.json")
_READ = ("steps", "distance", "heart_rate", "resting_heart_rate", "sleep", "exercise", "weight")
_MARKS = (b'"dateTime"', b'"logId"')
_HRV_COLUMNS = {"timestamp", "rmssd", "nremhr"}
_HEADS_LOOKED_AT = 40
_LB_KG = 0.45359237
_KG_MOST_M, _LB_LEAST_M = 2.0, 2.2
"""A weight and its index give a height: below the first the weight was in kilograms, above the second (a height that
nobody has) in pounds; between them it cannot be told."""


def recognises(archive: Archive) -> bool:
    """Its JSON by name and shape, or one of the newer tables."""
    names = [name for name in archive.names if _kind(name) in _READ][:_HEADS_LOOKED_AT]
    if any(mark in beginning(archive, name) for name in names for mark in _MARKS):
        return True
    tables = [name for name in archive.names if any(one.matches(name) for one in KINDS)][:_HEADS_LOOKED_AT]
    return any(one.fits(name, header_of(archive, name)) for name in tables for one in KINDS)


def read(archive: Archive, into: Gathering) -> None:
    """Everything; NeedsAnswer where it stays open whether the minutes are told in local time or in UTC."""
    by_kind: dict[str, list[str]] = {}
    for name in sorted(archive.names):
        kind = _kind(name)
        if kind in _READ:
            by_kind.setdefault(kind, []).append(name)
        elif kind:
            into.unknown_types[kind] += 1
    zone = clock_of(archive, by_kind, into)
    source = into.source("Fitbit", Rank.WATCH)
    total, done = max(1, len(archive.names)), 0
    for kind, names in by_kind.items():
        for name in names:
            if kind == "steps":
                read_minutes(archive, name, "steps", 1.0, zone, source, into)
            elif kind == "distance":
                read_minutes(archive, name, "distance_m", 0.01, zone, source, into)
            elif kind == "heart_rate":
                read_hearts(archive, name, zone, source, into)
            elif kind == "resting_heart_rate":
                _resting(archive, name, source, into)
            elif kind == "weight" and not _has_grams(archive):
                _weights(archive, name, source, into)
            done += 1
            into.progress(done / total)
    read_nights(archive, by_kind.get("sleep", []), source, into)
    _workouts(archive, by_kind.get("exercise", []), zone, source, into)
    _variability(archive, source, into)
    read_google(archive, {kind for kind in by_kind if kind != "weight"}, into)
    if "sleep" not in by_kind:
        read_google_nights(archive, into)


def _kind(name: str) -> str:
    found = _JSON.fullmatch(base_name(name))
    return found[1] if found else ""


def _has_grams(archive: Archive) -> bool:
    return any(one.measure == "mass_kg" and one.matches(name) for name in archive.names for one in KINDS)


def _resting(archive: Archive, name: str, source: int, into: Gathering) -> None:
    """One value a day; 0 stands where none was found."""
    for entry in entries_of(archive, name, into):
        value = entry.get("value")
        beats = amount(value.get("value"), into) if isinstance(value, dict) else None
        at = time_of(entry.get("dateTime"), into) if beats else None
        if beats and at is not None:
            into.day_total("resting_heart_rate", source, at.date(), beats)


def _weights(archive: Archive, name: str, source: int, into: Gathering) -> None:
    """The file does not say whether pounds or kilograms; the body mass index beside it does."""
    for entry in entries_of(archive, name, into):
        weight, index = amount(entry.get("weight"), into), number(entry.get("bmi"))
        if not weight:
            continue
        at = time_of(f"{entry.get('date')} {entry.get('time')}", into)
        if at is None:
            continue
        height_m = (weight / index) ** 0.5 if index and index > 0 else 0.0
        if not height_m or _KG_MOST_M < height_m < _LB_LEAST_M:
            into.reject("a weight without its unit")
            continue
        factor = 1.0 if height_m <= _KG_MOST_M else _LB_KG
        into.day_total("mass_kg", source, at.date(), weight * factor)


def _workouts(archive: Archive, names: list[str], zone: tzinfo, source: int, into: Gathering) -> None:
    seen: set[object] = set()
    for name in names:
        for entry in entries_of(archive, name, into):
            naive = time_of(entry.get("startTime"), into)
            whole, active = number(entry.get("duration")), number(entry.get("activeDuration"))
            if naive is None:
                continue
            if whole is None or not 0 < whole <= 86_400_000:
                into.reject("a workout without a length that can be")
                continue
            start = there(naive.replace(tzinfo=zone), into.zone)
            end = start + timedelta(milliseconds=whole)
            kind = str(entry.get("activityName") or "other").strip().lower()[:60] or "other"
            key = (start, end, kind)
            if key in seen:
                continue
            seen.add(key)
            minutes = (active if active is not None and 0 < active <= whole else whole) / 60_000
            kilocalories = number(entry.get("calories")) if told(entry.get("calories")) else None
            distance = _metres(entry.get("distance"), entry.get("distanceUnit"))
            into.workouts.append(Workout(start, end, kind, minutes, "Fitbit", kilocalories, distance))
            into.span("workout_min", source, start, end, minutes)


def _metres(given: object, unit: object) -> float | None:
    factor = {"kilometer": 1000.0, "mile": 1609.344, "meter": 1.0}.get(str(unit).strip().lower())
    value = number(given)
    return value * factor if value is not None and factor is not None and value >= 0 else None


def _variability(archive: Archive, source: int, into: Gathering) -> None:
    """Tables of the variability of the heart at night, one value a day."""
    for name in archive.names:
        if (
            "daily heart rate variability summary" in base_name(name)
            and {*header_of(archive, name)} >= _HRV_COLUMNS
        ):
            for row in rows_of(archive, name, into):
                value = amount(row.get("rmssd"), into)
                day = day_of(row.get("timestamp"), into) if value else None
                if value and day is not None:
                    into.day_total("hrv_rmssd_ms", source, day, value)
