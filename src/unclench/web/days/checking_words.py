# SPDX-License-Identifier: Apache-2.0
"""Days and spans of days in words: Sunday noon to Monday noon."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from django.utils.translation import gettext as _

from unclench.diary.day import Span
from unclench.web import words

__all__ = ["day_in_words", "range_in_words", "what_today_means"]

_WEEK = timedelta(days=6)
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def day_in_words(day: date, today: date) -> str:
    """Its date, after Today or Yesterday where it is one of them: Yesterday, Sunday 1 March. For a heading."""
    called = words.day_heading(day, today)
    dated = words.day_heading(day, day + timedelta(days=2)) if day.year == today.year else called
    return called if called == dated else f"{called}, {dated}"


def what_today_means(day: date, today: date) -> str:
    """Which day and night the questions speak of, where it is not the one on the calendar; "" where it is."""
    if day == today:
        return ""
    called = words.day_heading(day, day + timedelta(days=2))
    return _("“Today” means %(day)s here, and “last night” the night before it.") % {"day": called}


def range_in_words(span: Span, today: date) -> str:
    """From when to when, exactly: Sunday noon to Monday noon; with the date where it is longer ago than a week.

    today: the civil date there.
    """
    near = timedelta(0) <= today - span.begin.date() <= _WEEK
    return _("%(begin)s to %(end)s") % {"begin": _moment(span.begin, near), "end": _moment(span.end, near)}


def _moment(at: datetime, near: bool) -> str:
    day = words.spoken("time")[_WEEKDAYS[at.weekday()]] if near else _date(at.date())
    if at.time() == time(12):
        return _("%(day)s noon") % {"day": day}
    return _("%(day)s %(clock)s") % {"day": day, "clock": words.clock(at)}


def _date(day: date) -> str:
    # A far "today" makes the heading say weekday, day, month and year.
    return words.day_heading(day, date(day.year + 1, 1, 1) + timedelta(days=7))
