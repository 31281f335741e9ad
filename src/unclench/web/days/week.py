# SPDX-License-Identifier: Apache-2.0
"""A week of the diary: seven days with their spasms and what was most worth noting."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from unclench.diary import Episode
from unclench.diary.checkin import QUIET, Answer, AnswerState
from unclench.diary.columns import Columns, Known
from unclench.diary.exposures import Exposure
from unclench.diary.table import SPASMS
from unclench.store import settings as diary_settings
from unclench.web import whose, words
from unclench.web.days import calendar_words, day_facts, marks, suggesting
from unclench.web.days.here import today_of

__all__ = ["week"]

MOST_NOTED = 4
"""What is shown of a day; the rest stands on its own page."""


@require_safe
def week(request: HttpRequest, name: str) -> HttpResponse:
    """The week a day lies in."""
    person = whose.person(request)
    settings = diary_settings.of(person.id)
    monday = calendar_words.since_monday(suggesting.day_from(name))
    today = today_of(settings)
    found = marks.read(person.id, settings, monday, monday + timedelta(days=6), today)
    shown = suggesting.known(settings)
    by_day: dict[date, list[Episode]] = defaultdict(list)
    for one in found.episodes:
        by_day[found.boundary.day_of_episode(one)].append(one)
    context = {
        "title": calendar_words.week_title(monday),
        "summary": calendar_words.summary(marks.counted(found.marked)),
        "rows": [
            {
                "href": f"/diary/day/{one.day}/" if one.day <= today else "",
                "day": words.day_heading(one.day, today),
                "mark": one.mark.value,
                "count": one.spasms,
                "known": calendar_words.known_of(one),
                "spasms": [_spasm(spasm) for spasm in by_day[one.day]],
                "noted": _noted(found.columns, one.day, settings.followed, shown),
            }
            for one in found.marked
        ],
        "before": f"/diary/week/{monday - timedelta(days=7)}/",
        "after": f"/diary/week/{monday + timedelta(days=7)}/",
        "month": {"href": f"/diary/month/{monday:%Y-%m}/", "words": calendar_words.month_title(monday)},
    }
    return render(request, "days_week.html", context)


def _spasm(one: Episode) -> str:
    return f"{words.clock(one.local_onset)} {words.place(one.area, one.side)}"


def _noted(columns: Columns, day: date, followed: Sequence[str], shown: dict[str, Exposure]) -> list[str]:
    """What was so on a day: first what is followed, then the rest; a no is not shown here."""
    row = columns.row(day)
    order = {key: place for place, key in enumerate(followed)}
    keys = sorted(columns.by_id, key=lambda key: (order.get(key, len(order)), key))
    said = []
    for key in keys:
        column = columns.by_id[key]
        if key in shown and key not in (QUIET, SPASMS) and column.known[row] in (Known.YES, Known.TOLD):
            answer = Answer(AnswerState.YES, float(column.values[row]))
            said.append(f"{shown[key].name}: {day_facts.in_words(shown[key], answer)}")
    return said[:MOST_NOTED]
