# SPDX-License-Identifier: Apache-2.0
"""Days, weeks, months and what is known of them, as a calendar says it in the language of the page."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from unclench.errors import NotFound
from unclench.web import words
from unclench.web.days.marks import Counted, DayMark, MarkedDay

__all__ = [
    "FIRST_YEAR", "LEGEND", "day_in_full", "known_of", "month_from", "month_name", "month_title", "since_monday",
    "spasms", "summary", "week_title", "weekdays", "within", "year_from",
]  # fmt: skip

FIRST_YEAR = 1900
_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
)  # fmt: skip
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

LEGEND: tuple[dict[str, Any], ...] = (
    {"mark": DayMark.SPASMS.value, "words": gettext_lazy("spasms, and how many")},
    {"mark": DayMark.QUIET.value, "words": gettext_lazy("said to be quiet")},
    {"mark": DayMark.NOTED.value, "words": gettext_lazy("something noted, nothing about spasms")},
    {"mark": DayMark.UNKNOWN.value, "words": gettext_lazy("nothing known")},
)
"""What each mark of a calendar means."""


def month_from(text: str) -> date:
    """The first day of the month an address names (2026-03); NotFound where it names none."""
    try:
        if len(text) == 7:
            return within(date.fromisoformat(f"{text}-01"))
    except ValueError:
        pass
    raise NotFound("There is no such month.", todo="Choose a day in the diary.")


def year_from(text: str) -> int:
    """The year an address names; NotFound where it names none."""
    if len(text) == 4 and text.isascii() and text.isdigit() and FIRST_YEAR <= int(text) <= 9998:
        return int(text)
    raise NotFound("There is no such year.", todo="Choose a day in the diary.")


def since_monday(day: date) -> date:
    """The Monday of a day's week."""
    return within(day) - timedelta(days=day.weekday())


def weekdays() -> list[dict[str, str]]:
    """The days of a week: two letters for the eye, the whole word for the ear."""
    said = words.spoken("time")
    return [{"short": said[key][:2], "whole": said[key]} for key in _WEEKDAYS]


def month_title(day: date) -> str:
    """March 2026."""
    return f"{words.spoken('time')[_MONTHS[day.month - 1]]} {day.year}"


def month_name(month: int) -> str:
    """March."""
    return words.spoken("time")[_MONTHS[month - 1]]


def day_in_full(day: date) -> str:
    """Monday 2 March 2026, also where it is today."""
    said = words.spoken("time")
    return said["day_and_year"].format(
        weekday=said[_WEEKDAYS[day.weekday()]], day=day.day, month=said[_MONTHS[day.month - 1]], year=day.year
    )


def week_title(monday: date) -> str:
    """2 March to 8 March 2026."""
    sunday, said = monday + timedelta(days=6), words.spoken("time")
    first, last = (
        _("%(day)s %(month)s") % {"day": day.day, "month": said[_MONTHS[day.month - 1]]}
        for day in (monday, sunday)
    )
    return _("%(first)s to %(last)s %(year)s") % {"first": first, "last": last, "year": sunday.year}


def known_of(one: MarkedDay) -> str:
    """What is known of a day about spasms, in words."""
    if one.mark is DayMark.SPASMS:
        return spasms(one.spasms)
    return {
        DayMark.QUIET: _("quiet"),
        DayMark.NOTED: _("something noted, nothing about spasms"),
        DayMark.UNKNOWN: _("nothing known"),
        DayMark.BEFORE: _("before the diary began"),
        DayMark.AHEAD: _("nothing known yet"),
    }[one.mark]


def spasms(count: int) -> str:
    """2 spasms."""
    return ngettext("%(count)s spasm", "%(count)s spasms", count) % {"count": count}


def summary(sums: Counted) -> list[str]:
    """What a month or a year comes to, in sentences; no word about how well somebody kept their diary."""
    on = ngettext("on %(count)s day", "on %(count)s days", sums.with_spasms) % {"count": sums.with_spasms}
    quiet = ngettext(
        "%(count)s day is known to be quiet.", "%(count)s days are known to be quiet.", sums.quiet
    ) % {"count": sums.quiet}
    silent = ngettext(
        "Of %(count)s day nothing is known about spasms.",
        "Of %(count)s days nothing is known about spasms.",
        sums.silent,
    ) % {"count": sums.silent}
    said = [f"{spasms(sums.spasms)} {on}." if sums.spasms else _("No spasm is written down.")]
    return said + ([quiet] if sums.quiet else []) + ([silent] if sums.silent else [])


def within(day: date) -> date:
    """The day itself; NotFound where no diary reaches."""
    if not FIRST_YEAR <= day.year <= 9998:
        raise NotFound("There is no such day.", todo="Choose a day in the diary.")
    return day
