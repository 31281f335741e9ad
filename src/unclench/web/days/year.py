# SPDX-License-Identifier: Apache-2.0
"""A year of the diary: twelve small months as one picture, and the same as a table."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from unclench.store import settings as diary_settings
from unclench.web import whose
from unclench.web.days import calendar_words, marks
from unclench.web.days.here import today_of

__all__ = ["year"]

_DAY, _GAP, _TITLE, _BELOW = 14, 14, 26, 18
_ACROSS = 3
_WIDTH = 7 * _DAY + _GAP
_HEIGHT = _TITLE + 6 * _DAY + _BELOW

_SHAPES = {
    marks.DayMark.SPASMS: "M{x} {top}l6 6-6 6-6-6z",
    marks.DayMark.QUIET: "M{left} {y}a5 5 0 1 0 10 0a5 5 0 1 0-10 0z",
    marks.DayMark.NOTED: "M{small} {y}a2 2 0 1 0 4 0a2 2 0 1 0-4 0z",
    marks.DayMark.UNKNOWN: "M{dash} {y}h5",
}
"""A filled diamond, a ring, a dot, a short line: told apart without colour."""


@require_safe
def year(request: HttpRequest, name: str) -> HttpResponse:
    """The calendar of one year."""
    person = whose.person(request)
    settings = diary_settings.of(person.id)
    number = calendar_words.year_from(name)
    today = today_of(settings)
    shown = marks.read(person.id, settings, date(number, 1, 1), date(number, 12, 31), today).marked
    months = defaultdict(list)
    for one in shown:
        months[one.day.month].append(one)
    said = calendar_words.summary(marks.counted(shown))
    context = {
        "number": number,
        "summary": said,
        "alt": " ".join(said),
        "picture": _picture(shown),
        "titles": [
            {"x": _corner(month)[0], "y": _corner(month)[1] + 14, "words": calendar_words.month_name(month)}
            for month in months
        ],
        "legend": calendar_words.LEGEND,
        "rows": [_row(number, month, days) for month, days in months.items()],
        "before": number - 1 if number > calendar_words.FIRST_YEAR else None,
        "after": number + 1,
    }
    return render(request, "days_year.html", context)


def _row(number: int, month: int, days: Sequence[marks.MarkedDay]) -> dict[str, Any]:
    told = any(one.mark not in (marks.DayMark.BEFORE, marks.DayMark.AHEAD) for one in days)
    return {
        "href": f"/diary/month/{number}-{month:02d}/",
        "month": calendar_words.month_name(month),
        "words": " ".join(calendar_words.summary(marks.counted(days))) if told else "",
    }


def _picture(shown: Iterable[marks.MarkedDay]) -> dict[str, Any]:
    """All days of one mark as one path."""
    paths: dict[str, list[str]] = {mark.value: [] for mark in _SHAPES}
    for one in shown:
        if one.mark in _SHAPES:
            left, top = _corner(one.day.month)
            row = (one.day.day - 1 + one.day.replace(day=1).weekday()) // 7
            x = left + one.day.weekday() * _DAY + _DAY // 2
            y = top + _TITLE + row * _DAY + _DAY // 2
            shape = _SHAPES[one.mark]
            paths[one.mark.value].append(
                shape.format(x=x, y=y, top=y - 6, left=x - 5, small=x - 2, dash=x - 2)
            )
    rows = 12 // _ACROSS
    return {
        "width": _ACROSS * _WIDTH - _GAP,
        "height": rows * _HEIGHT,
        "paths": [{"mark": mark, "d": "".join(parts)} for mark, parts in paths.items() if parts],
    }


def _corner(month: int) -> tuple[int, int]:
    return (month - 1) % _ACROSS * _WIDTH, (month - 1) // _ACROSS * _HEIGHT
