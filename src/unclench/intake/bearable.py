# SPDX-License-Identifier: Apache-2.0
"""Entries of Bearable, from its long CSV file: one row for each thing noted."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time

from unclench.intake.archive import Archive
from unclench.intake.diary_rows import Row, day_of, find, number_of, rows
from unclench.intake.gathering import Gathering
from unclench.intake.samples import Rank
from unclench.intake.words import keep_own, means_spasm, tidy

__all__ = ["NAME", "read", "recognises"]

NAME = "bearable"

_COLUMNS = frozenset({"date", "date formatted", "category", "rating/amount", "detail"})
_FACTORS = {
    "factor", "factors", "lifestyle", "work", "social", "weather", "active", "activity", "activities",
    "behavioural patterns", "behavioral patterns",
}  # fmt: skip
"""Groups of factors as they stand in the column of categories."""
_LEVELS = {"none": 0.0, "little": 1.0, "a little": 1.0, "moderate": 2.0, "a lot": 3.0}
_WORST = {"symptom": 4.0, "symptoms": 4.0, "energy": 10.0, "sleep quality": 5.0}
_KG = {"kg": 1.0, "lb": 0.45359237, "lbs": 0.45359237}
_NOON = time(12)


@dataclass(slots=True)
class _Told:
    """What the rows say, by day, until all of them are read."""

    spasms: Counter[date] = field(default_factory=Counter)
    worst: dict[tuple[str, date], float] = field(default_factory=dict)
    asleep: Counter[tuple[int, date]] = field(default_factory=Counter)
    seen: set[tuple[str, ...]] = field(default_factory=set)
    spasm_names: set[str] = field(default_factory=set)
    synced: bool = False


def recognises(archive: Archive) -> bool:
    """By the headings of its columns."""
    return bool(find(archive, _COLUMNS))


def read(archive: Archive, into: Gathering) -> None:
    """Rows become spasms, sleep, steps, mood and things of the person's own.

    A symptom that means a muscle spasm is one spasm a row (Bearable keeps one row a part of the day); rated 0 it says
    there was none. Other symptoms are scales from 0 (none) to 4 (unbearable), Energy and Mood go from 1 to 10 and
    Sleep quality from 1 to 5, as Bearable's own help pages say; of several a day the highest counts, of moods the
    mean. Factors are yes, or a scale from 0 (none) to 3 (a lot) where they have an amount. What is not listed was not
    recorded, never a no. Several sleeps on one date are added. Rows marked "(Synced)" came from the phone's store of
    health data and stand behind that one's own export.
    """
    told = _Told()
    by_hand = into.source("Bearable", Rank.APP)
    totals = into.source("Bearable, from the phone", Rank.TOTALS)
    for row in rows(archive, into, _COLUMNS):
        day = day_of(row["date formatted"]) or day_of(row["date"])
        if day is None:
            into.reject("a date that is none")
            continue
        known = tuple(row.values())
        if known in told.seen:
            into.reject("a row that is there twice")
            continue
        told.seen.add(known)
        synced = "(synced)" in row.get("notes", "").lower()
        told.synced |= synced
        _take(row, day, totals if synced else by_hand, totals, told, into)
    _close(told, by_hand, into)


def _take(row: Row, day: date, source: int, totals: int, told: _Told, into: Gathering) -> None:
    category, detail, amount = row["category"].lower(), row["detail"], row["rating/amount"]
    if category in _FACTORS:
        for name in filter(None, map(str.strip, detail.split("|"))):
            _factor(name, day, told, into)
    elif category in _WORST:
        name = detail if category.startswith("symptom") else row["category"]
        _rating(name, amount, _WORST[category], day, told, into)
    elif category == "mood":
        value = _within(amount, 10.0, into)
        if value is not None:
            into.reading_of("mood", source, datetime.combine(day, _NOON, UTC), value)
    elif category == "sleep":
        _sleep(amount, day, source, told, into)
    elif category == "health measurements":
        _measured(detail, amount, day, source, totals, into)
    else:
        into.unknown_types[tidy(row["category"]) or "no category"] += 1


def _factor(text: str, day: date, told: _Told, into: Gathering) -> None:
    """ "Stretching", or "Caffeine - A lot"."""
    name, _, level = text.rpartition(" - ")
    value = _LEVELS.get(level.strip().lower())
    if not name or value is None:
        name, value = text, None
    name = tidy(name)
    if not name:
        return
    if means_spasm(name):
        told.spasm_names.add(name)
        told.spasms[day] = max(told.spasms[day], 0 if value == 0 else 1)
        return
    kind, unit = ("yes_no", "") if value is None else ("scale", "/3")
    key = keep_own(into, name, kind, unit)
    if into.own[key].kind != kind:
        into.reject("a factor with an amount on some days only")
        return
    _worst(key, day, 1.0 if value is None else value, told)


def _rating(detail: str, amount: str, highest: float, day: date, told: _Told, into: Gathering) -> None:
    """ "Leg cramp (Mild)" with its rating."""
    name = tidy(re.sub(r"\s*\([^()]*\)\s*$", "", detail))
    value = _within(amount, highest, into)
    if value is None or not name:
        return
    if means_spasm(name):
        told.spasm_names.add(name)
        told.spasms[day] += value > 0
        return
    key = keep_own(into, name, "scale", f"/{highest:g}")
    if into.own[key].kind == "scale":
        _worst(key, day, value, told)
    else:
        into.reject("a name that is a factor and a rating")


def _worst(key: str, day: date, value: float, told: _Told) -> None:
    told.worst[key, day] = max(value, told.worst.get((key, day), value))


def _sleep(amount: str, day: date, source: int, told: _Told, into: Gathering) -> None:
    """Hours and minutes, "05:15"."""
    clock = re.fullmatch(r"(\d{1,2}):([0-5]\d)(?::[0-5]\d)?", amount, re.ASCII)
    if clock is None or int(clock[1]) > 24:
        if amount:
            into.reject("a length of sleep that is none")
        return
    told.asleep[source, day] += int(clock[1]) * 60 + int(clock[2])


def _measured(detail: str, amount: str, day: date, source: int, totals: int, into: Gathering) -> None:
    """ "Step count (steps)", "Weight (kg)": only what has one meaning; every name keeps its unit in brackets."""
    named = re.fullmatch(r"\s*(.*?)\s*\(([^()]*)\)\s*", detail)
    name, unit = (named[1].lower(), named[2].strip().lower()) if named else (detail.lower(), "")
    if name in ("step count", "steps") and unit in ("steps", ""):
        value = number_of(re.sub(r"(?<=\d)[.,\s](?=\d{3}(?:\D|$))", "", amount))
        _kept("steps", totals, day, value, 1.0, 200_000, into)
    elif name in ("weight", "body weight") and unit in _KG:
        _kept("mass_kg", source, day, number_of(amount), _KG[unit], 700, into)
    elif name == "resting heart rate" and unit == "bpm":
        _kept("resting_heart_rate", source, day, number_of(amount), 1.0, 300, into)
    else:
        into.unknown_types[tidy(detail) or "no name"] += 1


def _kept(
    measure: str, source: int, day: date, value: float | None, factor: float, most: float, into: Gathering
) -> None:
    if value is None or not 0 <= value * factor <= most or (value == 0 and measure != "steps"):
        into.reject("a value that is none")
    else:
        into.day_total(measure, source, day, value * factor)


def _within(amount: str, highest: float, into: Gathering) -> float | None:
    """A rating from 0 to the highest of its scale; None where there is none."""
    value = number_of(amount)
    if value is not None and 0 <= value <= highest:
        return value
    if amount:
        into.reject("a rating outside its scale")
    return None


def _close(told: _Told, by_hand: int, into: Gathering) -> None:
    for day, count in told.spasms.items():
        into.day_total("spasms", by_hand, day, float(count))
    for (key, day), value in told.worst.items():
        into.day_total(key, by_hand, day, value)
    for (source, day), minutes in told.asleep.items():
        if minutes > 24 * 60:
            into.reject("more sleep than a day has")
        else:
            into.day_total("asleep_min", source, day, float(minutes))
    if told.spasm_names:
        into.notes.append(f"Counted as muscle spasms: {', '.join(sorted(told.spasm_names))}.")
    if told.synced:
        into.notes.append(
            "Some rows came to Bearable from the phone's health data. They step back where the phone's own export "
            "is read too."
        )
