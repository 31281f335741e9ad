# SPDX-License-Identifier: Apache-2.0
"""Withings: the tables of its export, as the zip or one by one. The unit stands in the heading."""

from __future__ import annotations

import re
from datetime import timedelta

from unclench.diary.measures import SleepStage
from unclench.intake.archive import Archive
from unclench.intake.gathering import SLEEP, Gathering
from unclench.intake.samples import Rank
from unclench.intake.takeout import amount, base_name, day_of, header_of, laid_down, moment, rows_of

__all__ = ["NAME", "read", "recognises"]

NAME = "withings"
_SOURCE = "Withings"
_DAY_TOTALS = {"aggregates_steps.csv": "steps", "aggregates_distance.csv": "distance_m"}
_WEIGHT = re.compile(r"(weight|gewicht) \((kg|lb|lbs|st)\)", re.IGNORECASE)
_IN_KG = {"kg": 1.0, "lb": 0.45359237, "lbs": 0.45359237, "st": 6.35029318}
_BODY = ("fat mass (", "bone mass (", "muscle mass (", "fettmasse (", "knochenmasse (", "muskelmasse (")
_ASLEEP = ("light (s)", "deep (s)", "rem (s)")
_LONGEST = timedelta(hours=24)


def recognises(archive: Archive) -> bool:
    """A table of weights beside fat or bone mass, or one of nights in seconds of light and deep sleep."""
    tables = archive.ending(".csv") if archive.is_zip else archive.names
    return any(
        _is_weight(header) or _is_sleep(header)
        for header in (header_of(archive, name) for name in tables[:200])
    )


def read(archive: Archive, into: Gathering) -> None:
    """Weights, nights, and the totals of days where the export has them."""
    tables = archive.ending(".csv") if archive.is_zip else archive.names
    for done, name in enumerate(tables):
        header = header_of(archive, name)
        if _is_weight(header):
            _weights(archive, name, header, into)
        elif _is_sleep(header):
            _nights(archive, name, header, into)
        elif base_name(name) in _DAY_TOTALS and [one.lower() for one in header[:2]] == ["date", "value"]:
            _day_totals(archive, name, header, into)
        elif archive.is_zip:
            into.unknown_types[base_name(name)] += 1
        into.progress((done + 1) / len(tables))


def _is_weight(header: list[str]) -> bool:
    names = [one.lower() for one in header]
    return any(map(_WEIGHT.fullmatch, names)) and any(one.startswith(_BODY) for one in names)


def _is_sleep(header: list[str]) -> bool:
    names = [one.lower() for one in header]
    return names[:2] == ["from", "to"] and "light (s)" in names and "deep (s)" in names


def _weights(archive: Archive, name: str, header: list[str], into: Gathering) -> None:
    source = into.source(_SOURCE, Rank.WATCH)
    column = next(one for one in header if _WEIGHT.fullmatch(one))
    found = _WEIGHT.fullmatch(column)
    in_kg = _IN_KG[found[2].lower()] if found else 1.0
    for row in rows_of(archive, name, into):
        weight = amount(row.get(column), into)
        at = moment(row.get(header[0]), into.zone, into) if weight else None
        if weight and at is not None:
            into.instant("mass_kg", source, at, weight * in_kg)


def _nights(archive: Archive, name: str, header: list[str], into: Gathering) -> None:
    """A night is told only in sums: the sleep is laid down as one block that ends with the waking. Its length is
    right; how it lay in the night is not told."""
    source = into.source(_SOURCE, Rank.WATCH)
    columns = {one.lower(): one for one in header}
    for row in rows_of(archive, name, into):
        start = moment(row.get(columns["from"]), into.zone, into)
        end = moment(row.get(columns["to"]), into.zone, into)
        if start is None or end is None:
            continue
        if not timedelta(0) < end - start <= _LONGEST:
            into.reject("a night that ends before it begins or lasts longer than a day")
            continue
        parts = [amount(row.get(columns[one]), into) for one in _ASLEEP if one in columns]
        asleep_min = sum(part for part in parts if part is not None) / 60
        if all(part is None for part in parts):
            asleep_min = 0.0
        if timedelta(minutes=asleep_min) > end - start + timedelta(minutes=5):
            into.reject("more sleep than night")
            continue
        into.span(SLEEP, source, start, end, SleepStage.IN_BED)
        if asleep_min:
            into.span(SLEEP, source, laid_down(end, asleep_min), end, SleepStage.ASLEEP)


def _day_totals(archive: Archive, name: str, header: list[str], into: Gathering) -> None:
    source = into.source(_SOURCE, Rank.WATCH)
    for row in rows_of(archive, name, into):
        value = amount(row.get(header[1]), into)
        day = day_of(row.get(header[0]), into) if value is not None else None
        if value is not None and day is not None:
            into.day_total(_DAY_TOTALS[base_name(name)], source, day, value)
