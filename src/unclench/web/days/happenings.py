# SPDX-License-Identifier: Apache-2.0
"""Everything of a day that has a time: spasms, what was tried, what was noted with an hour, workouts, sleep."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID

from django.utils.translation import gettext as _

from unclench.diary import Episode, StepResult
from unclench.diary.checkin import Answer, AnswerState
from unclench.diary.day import SMALL_HOURS, Boundary, Span
from unclench.diary.exposures import Exposure
from unclench.diary.settings import DiarySettings
from unclench.store import imports, onsets, told_spans
from unclench.web import words
from unclench.web.days import suggesting
from unclench.web.days.axis import Axis
from unclench.web.days.timeline import Happening, Lane
from unclench.web.languages import active
from unclench.web.library import library

__all__ = ["clocks", "held", "hours_said", "recorded", "spasms_of", "widened"]

_FURTHEST_CLOCK = timedelta(hours=15)
_MORNING = time(4)
"""What a morning before the day's own beginning holds from here on is shown with it: the walk that led to the night."""


def spasms_of(person_id: UUID, day: date, boundary: Boundary) -> list[Episode]:
    """The spasms of one day and its night, oldest first."""
    return onsets.of_days(person_id, day, day, boundary)


def recorded(
    person_id: UUID, day: date, span: Span, settings: DiarySettings, spasms: Sequence[Episode]
) -> list[Happening]:
    """What was recorded with a clock: spasms, remedies, workouts, sleep."""
    found: list[Happening] = []
    for one in spasms:
        found += _of_spasm(one)
    begin = datetime.combine(day, time(), UTC) - _FURTHEST_CLOCK
    end = span.end.replace(tzinfo=UTC) + _FURTHEST_CLOCK
    for workout in imports.workouts(person_id, begin, end):
        wall = workout.start.replace(tzinfo=None)
        if datetime.combine(day, _MORNING) <= wall < span.end:
            found.append(
                Happening(
                    Lane.WORKOUT, workout.start, wall, workout.kind.capitalize(),
                    (suggesting.amount(round(workout.duration_min), _("min")), workout.source), workout.end,
                )
            )  # fmt: skip
    for sleep in told_spans.nights(person_id, begin, end, settings):
        wall = sleep.begin.replace(tzinfo=None)
        if wall < span.end and sleep.end.replace(tzinfo=None) > span.begin:
            title = _("Asleep") if sleep.asleep else _("In bed")
            until = _("until %(time)s") % {"time": words.clock(sleep.end)}
            found.append(Happening(Lane.SLEEP, sleep.begin, wall, title, (until, sleep.source), sleep.end))
    return found


def clocks(recorded_ones: Iterable[Happening]) -> Iterator[datetime]:
    """The moments whose offset says what the clock on the wall showed.

    A spasm's is the phone's own. A file may know its zone badly, so it is asked only where there is no spasm.
    """
    found = list(recorded_ones)
    spasms = [one for one in found if one.lane is Lane.SPASM]
    yield from (one.begin for one in spasms or found)
    yield from (one.end for one in found if not spasms and one.lane is Lane.SLEEP and one.end is not None)


def hours_said(said: Mapping[str, Answer], known: Mapping[str, Exposure], day: date) -> list[datetime]:
    """The wall clocks of what was noted with an hour; the small hours are those of its night."""
    return [_wall(day, one.hour) for key, one in said.items() if key in known and one.hour is not None]


def held(said: Mapping[str, Answer], known: Mapping[str, Exposure], day: date, axis: Axis) -> list[Happening]:
    """What was noted of the day with an hour."""
    found = []
    for key, answer in said.items():
        if key in known and answer.state is AnswerState.YES and answer.hour is not None:
            wall = _wall(day, answer.hour)
            told = suggesting.in_words(known[key], replace(answer, hour=None))
            href = f"/diary/day/{day}/check/?all=1#q_{key}"
            found.append(Happening(Lane.HELD, axis.moment(wall), wall, known[key].name, (told,), href=href))
    return found


def widened(span: Span, walls: Iterable[datetime], day: date) -> Span:
    """The span with the morning before it, where something of that morning is shown."""
    own = [wall for wall in walls if wall.date() == day and wall < span.begin]
    earliest = min([span.begin, *own])
    return Span(earliest.replace(minute=0, second=0, microsecond=0) if own else span.begin, span.end)


def _of_spasm(one: Episode) -> list[Happening]:
    onset = one.local_onset
    facts = [words.lasted(one.duration)]
    if one.pain is not None:
        facts.append(_("pain %(pain)s of 10") % {"pain": one.pain})
    spasm = Happening(
        Lane.SPASM, onset, onset.replace(tzinfo=None), words.place(one.area, one.side), tuple(facts), one.ended_at,
        f"/diary/{one.id}/",
    )  # fmt: skip
    if not one.steps:
        return [spasm]
    first = one.steps[0].started_at.astimezone(onset.tzinfo)
    said = [_step(step.remedy, step.result) for step in one.steps]
    return [spasm, Happening(Lane.TRIED, first, first.replace(tzinfo=None), said[0], tuple(said[1:]))]


def _step(key: str, result: StepResult) -> str:
    remedy = library(active()).remedies.get(key)
    name = remedy.name if remedy else key.replace("_", " ")
    return _("%(remedy)s: it let go") % {"remedy": name} if result is StepResult.LET_GO else name


def _wall(day: date, hour: float) -> datetime:
    after_midnight = timedelta(days=1) if hour < SMALL_HOURS else timedelta()
    return datetime.combine(day, time()) + after_midnight + timedelta(minutes=round(hour * 60))
