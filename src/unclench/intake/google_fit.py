# SPDX-License-Identifier: Apache-2.0
"""Google Fit, as Google Takeout gives it out: one table of days, else a table of quarter-hours for each day, else
the points in JSON. They tell the same three times, so only the first of them is read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from unclench.errors import InputError
from unclench.intake import fitbit
from unclench.intake.archive import Archive
from unclench.intake.gathering import Gathering
from unclench.intake.google_fit_points import is_points, read_points
from unclench.intake.samples import Rank
from unclench.intake.takeout import amount, base_name, day_of, header_of, local, rows_of

__all__ = ["NAME", "read", "recognises"]

NAME = "google_fit"
_HEADINGS = {
    "step count": "steps", "schrittzahl": "steps",
    "distance": "distance_m", "distanz": "distance_m",
    "average heart rate": "heart_rate_mean", "durchschnittliche herzfrequenz": "heart_rate_mean",
    "max heart rate": "heart_rate_max", "maximale herzfrequenz": "heart_rate_max",
    "min heart rate": "heart_rate_min", "minimale herzfrequenz": "heart_rate_min",
    "average weight": "mass_kg", "durchschnittsgewicht": "mass_kg",
}  # fmt: skip
"""By the heading without its unit, English and German: what it tells."""

_UNITS = {
    ("distance_m", "m"): 1.0, ("distance_m", "km"): 1000.0, ("distance_m", "mi"): 1609.344, ("steps", ""): 1.0,
    ("heart_rate_mean", "bpm"): 1.0, ("heart_rate_max", "bpm"): 1.0, ("heart_rate_min", "bpm"): 1.0,
    ("mass_kg", "kg"): 1.0, ("mass_kg", "lb"): 0.45359237, ("mass_kg", "lbs"): 0.45359237,
}  # fmt: skip
_DATE = ("date", "datum")
_START = ("start time", "beginn", "startzeit")
_END = ("end time", "ende", "endzeit")
_OF_A_DAY = re.compile(r"(\d{4}-\d\d-\d\d)\.csv")
_HEADING = re.compile(r"(.*?)(?: \(([^()]*)\))?")
_AMOUNTS = ("steps", "distance_m")
_TABLES_LOOKED_AT = 300


def recognises(archive: Archive) -> bool:
    """A table with Google Fit's headings, or its points in JSON."""
    tables = _tables(archive)
    some = [name for name in tables if not _OF_A_DAY.fullmatch(base_name(name))][:_TABLES_LOOKED_AT]
    some += [name for name in tables if _OF_A_DAY.fullmatch(base_name(name))][:3]
    if any(
        _is_days(one) or _is_hours(one) or _is_foreign(one)
        for one in (header_of(archive, name) for name in some)
    ):
        return True
    return any(is_points(archive, name) for name in archive.ending(".json")[:_TABLES_LOOKED_AT])


def read(archive: Archive, into: Gathering) -> None:
    """The finest telling that is there. InputError where the headings are in a language nobody here reads."""
    if archive.is_zip and fitbit.recognises(archive):
        into.notes.append(
            "This file holds Fitbit data too: import it once more and choose Fitbit to read them."
        )
    headers = {name: header_of(archive, name) for name in _tables(archive)}
    days = [name for name, header in headers.items() if _is_days(header)]
    hours = [
        name for name, header in headers.items() if _is_hours(header) and _OF_A_DAY.fullmatch(base_name(name))
    ]
    points = [name for name in archive.ending(".json") if is_points(archive, name)]
    for done, name in enumerate(days or hours):
        (_read_days if days else _read_hours)(archive, name, headers[name], into)
        into.progress((done + 1) / len(days or hours))
    if not days and not hours:
        if not points:
            raise _refusal(any(map(_is_foreign, headers.values())))
        read_points(archive, points, into)


def _refusal(foreign: bool) -> InputError:
    if not foreign:
        return InputError(
            "This is not an export of Google Fit.", why="It holds no table of days and no points of Google Fit.",
            todo="Ask Google Takeout for Fit again, and choose that file.", field="file",
        )  # fmt: skip
    return InputError(
        "The headings of this Google Fit table are in a language that Unclench cannot read yet.",
        why="It knows them in English and German.",
        todo="Set your Google account to English, and export again.", field="file",
    )  # fmt: skip


def _tables(archive: Archive) -> tuple[str, ...]:
    return archive.ending(".csv") if archive.is_zip else archive.names


def _meaning(heading: str) -> tuple[str, float] | None:
    """What a heading tells and how its unit becomes ours; None where it is not one we read."""
    found = _HEADING.fullmatch(heading.strip().lower())
    measure = _HEADINGS.get(found[1]) if found else None
    factor = _UNITS.get((measure, (found[2] or "").strip())) if found and measure else None
    return (measure, factor) if measure and factor else None


def _is_days(header: list[str]) -> bool:
    names = {one.lower() for one in header}
    return (
        bool(names & {*_DATE})
        and not names & {*_START}
        and sum(_meaning(one) is not None for one in header) >= 2
    )


def _is_hours(header: list[str]) -> bool:
    names = {one.lower() for one in header}
    known = sum(_meaning(one) is not None for one in header)
    return bool(names & {*_START}) and bool(names & {*_END}) and known >= 2


def _is_foreign(header: list[str]) -> bool:
    """Google Fit's units, under words that are not known."""
    units = {found[2] for one in header if (found := _HEADING.fullmatch(one.strip().lower()))}
    return {"kcal", "m", "bpm"} <= units and not any(_meaning(one) for one in header)


def _columns(header: list[str], into: Gathering) -> Iterator[tuple[str, str, float]]:
    """Heading, measure and factor of what is read; the rest is counted by its name."""
    for heading in header:
        meaning = _meaning(heading)
        if meaning is not None:
            yield heading, *meaning
        elif heading and heading.lower() not in (*_DATE, *_START, *_END):
            into.unknown_types[heading[:80]] += 1


def _read_days(archive: Archive, name: str, header: list[str], into: Gathering) -> None:
    source = into.source("Google Fit", Rank.TOTALS)
    date_column = next(one for one in header if one.lower() in _DATE)
    columns = list(_columns(header, into))
    for row in rows_of(archive, name, into):
        day = day_of(row.get(date_column), into)
        for heading, measure, factor in columns if day is not None else ():
            value = amount(row.get(heading), into)
            if day is not None and value is not None and (value or measure in _AMOUNTS):
                into.day_total(measure, source, day, value * factor)


def _read_hours(archive: Archive, name: str, header: list[str], into: Gathering) -> None:
    """Quarter-hours with their own offset. A mean of means is near the day's; least and most are exact."""
    found = _OF_A_DAY.fullmatch(base_name(name))
    day = day_of(found[1], into) if found else None
    if day is None:
        return
    source = into.source("Google Fit", Rank.PHONE)
    start_column = next(one for one in header if one.lower() in _START)
    end_column = next(one for one in header if one.lower() in _END)
    columns = list(_columns(header, into))
    for row in rows_of(archive, name, into):
        start, end = _at(day, row.get(start_column), into), _at(day, row.get(end_column), into)
        if start is None or end is None:
            into.reject("no readable time")
            continue
        if end <= start:
            end += timedelta(days=1)
        for heading, measure, factor in columns:
            value = amount(row.get(heading), into)
            if value is None or (not value and measure not in _AMOUNTS):
                continue
            if measure in _AMOUNTS:
                into.span(measure, source, start, end, value * factor)
            else:
                into.instant(measure, source, start, value * factor)


def _at(day: date, given: str | None, into: Gathering) -> datetime | None:
    try:
        clock = time.fromisoformat(given or "")
        at = datetime.combine(day, clock)
        return at if at.tzinfo is not None else local(at, into.zone)
    except ValueError:
        return None
