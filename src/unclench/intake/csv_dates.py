# SPDX-License-Identifier: Apache-2.0
"""Dates and times as people and spreadsheets write them, and which of day and month comes first."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, time, timedelta, timezone
from functools import lru_cache
from itertools import pairwise

__all__ = [
    "COMPACT", "DAY_FIRST", "MONTH_FIRST", "SERIAL", "Moment", "clock", "form_of_integers", "in_words", "looks_dated",
    "moment", "order_of", "two_readings",
]  # fmt: skip

DAY_FIRST, MONTH_FIRST = "dmy", "mdy"
COMPACT, SERIAL = "compact", "serial"
"""20261022, and a spreadsheet's count of days since 30 December 1899. Only where a whole column is so."""

_SERIAL_ZERO = date(1899, 12, 30)
_SERIALS = (32_874, 73_050)  # 1990 to 2099
_ENOUGH_DAYS = 6
"""Fewer days could be in order, or without gaps, by chance."""

_MONTHS = {
    name: number
    for number, names in enumerate(
        ("january januar jaenner jänner jan", "february februar feber feb", "march märz maerz mar mär mrz",
         "april apr", "may mai", "june juni jun", "july juli jul", "august aug", "september sept sep",
         "october oktober oct okt", "november nov", "december dezember dec dez"), 1)
    for name in names.split()
}  # fmt: skip
_MONTH_WORDS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
                "November", "December")  # fmt: skip
_NAME = "|".join(sorted(_MONTHS, key=len, reverse=True))
_WEEKDAY = (
    "(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?|montag|dienstag|mittwoch|donnerstag|freitag"
    "|samstag|sonnabend|sonntag|mo|di|mi|do|fr|sa|so)"
)
_CLOCK = (
    r"(?P<hour>\d{1,2})(?:[:.h](?P<minute>\d{2})(?::(?P<second>\d{2})(?:[.,]\d{1,9})?)?)?"
    r"\s*(?P<half>[ap]\.?m\.?|uhr)?\s*(?P<zone>z|utc|gmt|[+-]\d{2}:?\d{2})?"
)
_DATE = re.compile(
    rf"(?:{_WEEKDAY}\.?,?\s+)?(?:"
    r"(?P<iso_year>\d{4})(?P<sep>[-/.])(?P<iso_month>\d{1,2})(?P=sep)(?P<iso_day>\d{1,2})"
    r"|(?P<first>\d{1,2})(?P<mark>[-/.])(?P<second_>\d{1,2})(?P=mark)(?P<year>\d{4}|\d{2})"
    rf"|(?P<day_a>\d{{1,2}})(?:st|nd|rd|th|\.)?[\s-]*(?:of\s+)?(?P<month_a>{_NAME})\.?,?[\s-]*(?P<year_a>\d{{4}}|\d{{2}})"
    rf"|(?P<month_b>{_NAME})\.?\s+(?P<day_b>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year_b>\d{{4}})"
    rf")(?:(?:t|,?\s+(?:at\s+|um\s+)?){_CLOCK})?",
    re.IGNORECASE,
)
_CLOCK_ALONE = re.compile(_CLOCK, re.IGNORECASE)
_MOST_CHARACTERS = 60


@dataclass(frozen=True, slots=True)
class Moment:
    """What a cell says of when. at None: only the day. zone None: the wall clock of wherever it was."""

    day: date
    at: time | None = None
    zone: timezone | None = None


@lru_cache(maxsize=4096)
def moment(text: str, order: str) -> Moment | None:
    """The day, and the time where there is one. order: DAY_FIRST, MONTH_FIRST, COMPACT or SERIAL; with "" only what
    reads the same either way.

    None where it is no date, or one that does not exist.
    """
    text = text.strip()
    if order in (COMPACT, SERIAL):
        day = _of_integer(text, order)
        return Moment(day) if day else None
    found = _DATE.fullmatch(text) if len(text) <= _MOST_CHARACTERS else None
    if not found:
        return None
    if found["iso_year"]:
        parts = found["iso_year"], found["iso_month"], found["iso_day"]
    elif found["month_a"]:
        parts = _full(found["year_a"]), str(_MONTHS[found["month_a"].lower()]), found["day_a"]
    elif found["month_b"]:
        parts = found["year_b"], str(_MONTHS[found["month_b"].lower()]), found["day_b"]
    elif order == MONTH_FIRST:
        parts = _full(found["year"]), found["first"], found["second_"]
    elif order == DAY_FIRST or found["first"] == found["second_"]:
        parts = _full(found["year"]), found["second_"], found["first"]
    else:
        return None
    day = _day(*map(int, parts))
    if day is None:
        return None
    if found["hour"] is None:
        return Moment(day)
    at = _clock(found)
    return None if at is None else Moment(day, *at)


@lru_cache(maxsize=4096)
def clock(text: str) -> tuple[time, timezone | None] | None:
    """A time of day on its own: 22:30, 10:30 pm, 7 Uhr. A bare number is none."""
    found = _CLOCK_ALONE.fullmatch(text.strip()) if len(text) <= _MOST_CHARACTERS else None
    return _clock(found) if found else None


def looks_dated(text: str) -> bool:
    """Whether it is a date in at least one order."""
    return bool(moment(text, DAY_FIRST) or moment(text, MONTH_FIRST))


def order_of(cells: Iterable[str], told: str = "") -> str | None:
    """DAY_FIRST or MONTH_FIRST, as far as the cells decide; else what was told; None where nothing decides.

    In this order: what cannot exist the other way; dots; a sequence that only one order leaves in order; days without
    gaps in one order and scattered in the other. "" where no cell needs to know.
    """
    known = told if told in (DAY_FIRST, MONTH_FIRST) else None
    numeric = [one for one in dict.fromkeys(map(str.strip, cells)) if _is_numeric(one) and looks_dated(one)]
    day_first = [found.day for one in numeric if (found := moment(one, DAY_FIRST))]
    month_first = [found.day for one in numeric if (found := moment(one, MONTH_FIRST))]
    if day_first == month_first and len(day_first) == len(numeric):
        return ""
    lost_day_first, lost_month_first = len(numeric) - len(day_first), len(numeric) - len(month_first)
    if lost_day_first != lost_month_first:
        fewer, more = sorted((lost_day_first, lost_month_first))
        if fewer * 10 <= more:
            return DAY_FIRST if lost_day_first == fewer else MONTH_FIRST
        return known
    if all(_DATE.fullmatch(one)["mark"] == "." for one in numeric):  # type: ignore[index]
        return DAY_FIRST
    if min(len(set(day_first)), len(set(month_first))) >= _ENOUGH_DAYS:
        for tells in (_in_order, _without_gaps):
            if tells(day_first) and not tells(month_first):
                return DAY_FIRST
            if tells(month_first) and not tells(day_first):
                return MONTH_FIRST
    return known


def two_readings(cells: Iterable[str]) -> dict[str, str]:
    """The two orders, each with words for one cell that they read differently."""
    for cell in cells:
        day_first, month_first = moment(cell, DAY_FIRST), moment(cell, MONTH_FIRST)
        if day_first and month_first and day_first.day != month_first.day:
            written = cell.strip().split()[0]
            return {
                DAY_FIRST: f"“{written}” is {in_words(day_first.day)}",
                MONTH_FIRST: f"“{written}” is {in_words(month_first.day)}",
            }
    return {DAY_FIRST: "the day comes first", MONTH_FIRST: "the month comes first"}


def in_words(day: date) -> str:
    """A date that cannot be mistaken: 3 April 2026."""
    return f"{day.day} {_MONTH_WORDS[day.month - 1]} {day.year}"


def form_of_integers(cells: list[str]) -> str | None:
    """COMPACT or SERIAL, where a column of whole numbers is unmistakably one of them: three days at least, each a
    date, in order, and never more than a month apart."""
    for form in (COMPACT, SERIAL):
        days = [day for cell in cells if (day := _of_integer(cell.strip(), form))]
        if len(days) < len(cells) or len(set(days)) < 3 or not _in_order(days):
            continue
        if max(abs((b - a).days) for a, b in pairwise(days)) <= 31:
            return form
    return None


def _of_integer(text: str, form: str) -> date | None:
    if not (text.isascii() and text.isdigit()):
        return None
    if form == COMPACT:
        return _day(int(text[:4]), int(text[4:6]), int(text[6:])) if len(text) == 8 else None
    if len(text) != 5 or not _SERIALS[0] <= int(text) <= _SERIALS[1]:
        return None
    return _SERIAL_ZERO + timedelta(days=int(text))


def _is_numeric(text: str) -> bool:
    found = _DATE.fullmatch(text) if len(text) <= _MOST_CHARACTERS else None
    return bool(found and found["first"])


def _in_order(days: list[date]) -> bool:
    return all(a <= b for a, b in pairwise(days)) or all(a >= b for a, b in pairwise(days))


def _without_gaps(days: list[date]) -> bool:
    return len(set(days)) >= 0.8 * ((max(days) - min(days)).days + 1)


def _full(year: str) -> str:
    if len(year) == 4:
        return year
    return f"19{year}" if int(year) >= 70 else f"20{year}"


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _clock(found: re.Match[str]) -> tuple[time, timezone | None] | None:
    hour, half = int(found["hour"]), (found["half"] or "").lower().replace(".", "")
    if found["minute"] is None and not half:
        return None
    if half in ("am", "pm"):
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "pm" else 0)
    try:
        at = time(hour, int(found["minute"] or 0), int(found["second"] or 0))
    except ValueError:
        return None
    zone = (found["zone"] or "").lower()
    if not zone:
        return at, None
    if zone in ("z", "utc", "gmt"):
        return at, UTC
    minutes = int(zone[1:3]) * 60 + int(zone[-2:])
    if minutes > 14 * 60:
        return None
    return at, timezone(timedelta(minutes=-minutes if zone[0] == "-" else minutes))
