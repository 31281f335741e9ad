# SPDX-License-Identifier: Apache-2.0
"""A month of the diary: what is known of each day, and the way to it."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from unclench.store import settings as diary_settings
from unclench.web import parts, whose
from unclench.web.days import calendar_words, marks
from unclench.web.days.here import today_of

__all__ = ["month"]


@require_safe
def month(request: HttpRequest, name: str) -> HttpResponse:
    """The calendar of one month; “now” is the one it is."""
    person = whose.person(request)
    settings = diary_settings.of(person.id)
    today = today_of(settings)
    first = today.replace(day=1) if name == "now" else calendar_words.month_from(name)
    last = first.replace(day=monthrange(first.year, first.month)[1])
    shown = marks.read(person.id, settings, first, last, today).marked
    context = {
        "title": calendar_words.month_title(first),
        "summary": calendar_words.summary(marks.counted(shown)),
        "weekdays": calendar_words.weekdays(),
        "weeks": _weeks(shown, today),
        "legend": calendar_words.LEGEND,
        "mondays": [
            {"href": f"/diary/week/{monday}/", "words": calendar_words.week_title(monday)}
            for monday in _mondays(first, last)
        ],
        "year": {"href": f"/diary/year/{first.year}/", "words": str(first.year)},
        "before": _way_to(first - timedelta(days=1)),
        "after": _way_to(last + timedelta(days=1)),
    }
    return render(request, "days_month.html", context)


def _weeks(shown: Sequence[marks.MarkedDay], today: date) -> list[list[dict[str, Any] | None]]:
    """Rows of seven; None where a day belongs to another month."""
    cells: list[dict[str, Any] | None] = [None] * shown[0].day.weekday()
    cells += [
        {
            "href": f"/diary/day/{one.day}/" if one.day <= today else "",
            "number": one.day.day,
            "mark": one.mark.value,
            "drawn": _drawn(one.mark.value, one.spasms),
            "words": calendar_words.known_of(one),
            "today": one.day == today,
        }
        for one in shown
    ]
    cells += [None] * (-len(cells) % 7)
    return [cells[at : at + 7] for at in range(0, len(cells), 7)]


@lru_cache(maxsize=200)
def _drawn(mark: str, count: int) -> SafeString:
    """The same few marks stand in every month."""
    return parts.render_part("day_mark", {"mark": mark, "count": count})


def _mondays(first: date, last: date) -> list[date]:
    monday = first - timedelta(days=first.weekday())
    return [
        monday + timedelta(days=7 * number)
        for number in range(6)
        if monday + timedelta(days=7 * number) <= last
    ]


def _way_to(day: date) -> dict[str, str]:
    return {"href": f"/diary/month/{day:%Y-%m}/", "words": calendar_words.month_title(day)}
