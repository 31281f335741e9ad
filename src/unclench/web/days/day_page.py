# SPDX-License-Identifier: Apache-2.0
"""One day and its night: what happened when, everything that is known of it, and the way to correct each thing."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from unclench.diary.checkin import QUIET
from unclench.diary.day import DayBegins
from unclench.store import days, told_spans
from unclench.store import settings as diary_settings
from unclench.web import whose, words
from unclench.web.days import calendar_words, day_facts, happenings, suggesting
from unclench.web.days.axis import axis_of
from unclench.web.days.here import clock_at_home, today_of
from unclench.web.days.timeline import timeline, turn_in_words

__all__ = ["day"]


@require_safe
def day(request: HttpRequest, name: str) -> HttpResponse:
    """The page of one day."""
    person = whose.person(request)
    settings = diary_settings.of(person.id)
    shown_day = calendar_words.within(suggesting.day_from(name))
    today = today_of(settings)
    boundary = told_spans.boundary(person.id, settings, shown_day, shown_day)
    known, said = suggesting.known(settings), days.said(person.id, shown_day)
    spasms = happenings.spasms_of(person.id, shown_day, boundary)
    recorded = happenings.recorded(person.id, shown_day, boundary.span(shown_day), settings, spasms)
    hours = happenings.hours_said(said, known, shown_day)
    axis = axis_of(
        happenings.widened(boundary.span(shown_day), [*(one.wall for one in recorded), *hours], shown_day),
        happenings.clocks(recorded),
        clock_at_home(settings),
    )
    happened = [*recorded, *happenings.held(said, known, shown_day, axis)]
    begins = axis.moment(boundary.span(shown_day).begin)
    columns = days.columns(person.id, shown_day, shown_day)
    facts = day_facts.facts(person, settings, shown_day, said, columns, known)
    context = {
        "title": words.day_heading(shown_day, today),
        "full": calendar_words.day_in_full(shown_day) if (today - shown_day).days in (0, 1) else "",
        "about": day_facts.about_spasms(len(spasms), said.get(QUIET), columns),
        "span": _span_in_words(boundary.span(shown_day).begin, boundary.span(shown_day).end, settings.begins),
        "turns": [turn_in_words(turn.by) for turn in axis.turns()],
        "length": words.seconds(round((axis.end - begins).total_seconds())),
        "picture": timeline(axis, happened, begins, calendar_words.day_in_full(shown_day))
        if happened
        else None,
        "facts": facts,
        "check": f"/diary/day/{shown_day}/check/" if shown_day <= today else "",
        "add": _ways_to_add(shown_day, today),
        "before": _way(shown_day - timedelta(days=1), today),
        "after": _way(shown_day + timedelta(days=1), today),
        "week": f"/diary/week/{shown_day}/",
        "month": {
            "href": f"/diary/month/{shown_day:%Y-%m}/",
            "words": calendar_words.month_title(shown_day),
        },
    }
    return render(request, "days_day.html", context)


def _span_in_words(begin: datetime, end: datetime, begins: DayBegins) -> str:
    shape = _("This day goes from %(begin)s to %(end)s on the next day, so that its night belongs to it.")
    if begins is DayBegins.SLEEP:
        shape = _("This day goes from waking at %(begin)s to waking at %(end)s on the next day.")
    return shape % {"begin": words.clock(begin), "end": words.clock(end)}


def _ways_to_add(shown: date, today: date) -> list[dict[str, str]]:
    """A spasm of the night after midnight carries the next date."""
    following = shown + timedelta(days=1)
    ways = [
        {"href": f"/diary/add/?date={shown}", "words": _("A spasm before midnight")},
        {"href": f"/diary/add/?date={following}", "words": _("A spasm after midnight")},
    ]
    return [way for way, at in zip(ways, (shown, following), strict=True) if at <= today]


def _way(other: date, today: date) -> dict[str, str] | None:
    return (
        {"href": f"/diary/day/{other}/", "words": words.day_heading(other, today)} if other <= today else None
    )
