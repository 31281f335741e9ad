# SPDX-License-Identifier: Apache-2.0
"""The check-in of a day: was it quiet, then a few questions; corrected, taken back and brought back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid5

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from uuid6 import uuid7

from unclench.diary import Episode, Person
from unclench.diary.checkin import QUIET, Answer, AnswerState, CheckIn, CheckInKind, questions_for
from unclench.diary.day import Boundary
from unclench.diary.exposures import Exposure
from unclench.errors import InputError
from unclench.store import days, episodes, settings, told_spans
from unclench.web import whose, words
from unclench.web.days import checking_words, suggesting
from unclench.web.days.check_form import (
    Typed,
    answers_from,
    question_rows,
    quiet_answer,
    quiet_keys,
    quiet_typed,
    typed_from,
)
from unclench.web.days.checking_facts import Told, told_of

__all__ = ["check", "clear", "now", "unclear"]

_NIGHT_OVER = timedelta(hours=4)
_MOST_SPASMS = 200
_FURTHEST_AHEAD = timedelta(hours=15)


@require_safe
def now(request: HttpRequest) -> HttpResponse:
    """To the check-in of the day it is: before noon that is yesterday, with the night just over."""
    person = whose.person(request)
    kept = settings.of(person.id)
    local = suggesting.local_now(kept, suggesting.now())
    boundary = told_spans.boundary(person.id, kept, local.date() - timedelta(days=1), local.date())
    return HttpResponseRedirect(f"/diary/day/{boundary.day_of(local)}/check/")


@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest, day: str) -> HttpResponse:
    """The check-in of one day; after it was kept, a word about it and the way to the day before."""
    asking = _asking(request, suggesting.day_from(day))
    if request.method == "POST":
        return _take(request, asking)
    if "kept" in request.GET:
        return render(request, "days_check.html", _kept_context(asking))
    return render(request, "days_check.html", _context(asking, {}, {}))


@require_POST
def clear(request: HttpRequest, day: str) -> HttpResponse:
    """Take back everything said of a day; the page that follows offers undo."""
    person, found = whose.person(request), suggesting.day_from(day)
    suggesting.check_person(person, request.POST.get("person"))
    moment = suggesting.now()
    sent = CheckIn(_id(request, "check_in"), found, CheckInKind.CLEARED, _after(person.id, found, moment))
    days.record(person.id, [sent], moment)
    return HttpResponseRedirect(f"/diary/day/{found}/check/")


@require_POST
def unclear(request: HttpRequest, day: str) -> HttpResponse:
    """Bring back what was taken back last."""
    person, found = whose.person(request), suggesting.day_from(day)
    suggesting.check_person(person, request.POST.get("person"))
    clearing = days.last_clearing(person.id, found)
    if clearing is not None:
        moment = suggesting.now()
        later = _after(person.id, found, moment)
        sent = CheckIn(_id(request, "check_in"), found, CheckInKind.RESTORED, later, of=clearing)
        days.record(person.id, [sent], moment)
    return HttpResponseRedirect(f"/diary/day/{found}/check/")


@dataclass(frozen=True, slots=True)
class _Asking:
    """What one visit to a day's check-in knows. shown: the questions; left: followed, but not shown this time."""

    person: Person
    day: date
    local: datetime
    boundary: Boundary
    known: dict[str, Exposure]
    shown: list[Exposure]
    left: list[Exposure]
    told: Told
    said: dict[str, Answer]
    before: dict[str, Answer]
    chosen: bool
    everything: bool

    @property
    def quiet_day(self) -> date | None:
        """The day to ask about: this one once its night is over, else the one before if nobody said it yet."""
        if _night_is_over(self.day, self.local):
            return self.day
        return None if _is_said(self.before.get(QUIET)) else self.day - timedelta(days=1)

    def said_quiet(self, day: date) -> Answer | None:
        """What was said of that question for this day or the one before."""
        return (self.said if day == self.day else self.before).get(QUIET)


def _asking(request: HttpRequest, day: date) -> _Asking:
    person, moment = whose.person(request), suggesting.now()
    kept = settings.of(person.id)
    local = suggesting.local_now(kept, moment)
    if day > local.date():
        raise InputError(
            "This day lies ahead.", why="A day can be told once it has begun.", todo="Choose an earlier day.",
            field="day",
        )  # fmt: skip
    if day.year < 1900:
        raise InputError(
            "This day cannot be kept.", why="It lies before 1900.", todo="Correct the year.", field="day"
        )
    known = suggesting.known(kept)
    followed = suggesting.followed(person, kept, known)
    told = told_of(person.id, day, known, {one.id for one in followed})
    said, before = days.said(person.id, day), days.said(person.id, day - timedelta(days=1))
    everything = "all" in request.GET
    asked, left = questions_for(followed, told.ids, everything=everything)
    answered = [known[key] for key, answer in said.items() if key in known and _is_said(answer)]
    shown = asked + [one for one in answered if one not in asked and one.question]
    return _Asking(
        person=person,
        day=day,
        local=local,
        boundary=told_spans.boundary(person.id, kept, day - timedelta(days=1), day + timedelta(days=1)),
        known=known,
        shown=shown,
        left=[one for one in left if one not in shown],
        told=told,
        said=said,
        before=before,
        chosen=any(key in known for key in kept.followed),
        everything=everything,
    )


def _take(request: HttpRequest, asking: _Asking) -> HttpResponse:
    suggesting.check_person(asking.person, request.POST.get("person"))
    sent_ids = request.POST.getlist("shown")
    shown = [asking.known[key] for key in dict.fromkeys(sent_ids) if key in asking.known]
    typed = typed_from(request.POST, shown)
    answers, errors = answers_from(
        typed, asking.known, asking.before, repeat=request.POST.get("do") == "as_before"
    )
    if errors:
        page = _context(asking, typed, errors, shown=shown, post_quiet=request.POST.get("a_quiet", ""))
        return render(request, "days_check.html", page, status=422)
    followed = {one.id for one in (*asking.shown, *asking.left)}
    answers |= {
        key: Answer(AnswerState.NOT_ASKED) for key in followed | asking.told.followed if key not in answers
    }
    _record(request, asking, answers)
    return HttpResponseRedirect(f"/diary/day/{asking.day}/check/?kept")


def _record(request: HttpRequest, asking: _Asking, answers: dict[str, Answer]) -> None:
    """Both days that one screen may speak of are kept together, or neither is."""
    here = asking.local
    told = {asking.day: answers}
    for day in (asking.day, asking.day - timedelta(days=1)):
        if request.POST.get("quiet_day") == day.isoformat():
            told.setdefault(day, {})[QUIET] = quiet_answer(request.POST.get("a_quiet", ""))
    form = _id(request, "check_in")
    sent = [
        CheckIn(_id_of(form, day, said), day, CheckInKind.ANSWERED, _after(asking.person.id, day, here), said)
        for day, said in told.items()
        if said
    ]
    days.record(asking.person.id, sent, here)


def _context(
    asking: _Asking,
    typed: dict[str, Typed],
    errors: dict[str, str],
    *,
    shown: list[Exposure] | None = None,
    post_quiet: str | None = None,
) -> dict[str, Any]:
    asked = asking.shown if shown is None else shown
    stands = typed or {one.id: Typed.of(one, asking.said.get(one.id)) for one in asked}
    rows = question_rows(asked, stands, asking.said, asking.before, errors)
    return _frame(asking) | {
        "check_in": uuid7(),
        "quiet": _quiet(asking, post_quiet),
        "questions": rows,
        "meant": checking_words.what_today_means(asking.day, asking.local.date()),
        "errors": [{"field": f"q_{key}", "text": text} for key, text in errors.items()],
        "repeatable": any(row["same"] for row in rows),
        "told": asking.told.rows,
        "left": len(asking.left),
        "everything": asking.everything,
        "chosen": asking.chosen,
        "said_something": any(_is_said(answer) for answer in asking.said.values()),
        "cleared": days.last_clearing(asking.person.id, asking.day),
    }


def _frame(asking: _Asking) -> dict[str, Any]:
    """What the page shows in every state."""
    today = asking.local.date()
    before = asking.day - timedelta(days=1)
    return {
        "day": asking.day,
        "heading": checking_words.day_in_words(asking.day, today),
        "before": before,
        "before_heading": checking_words.day_in_words(before, today),
    }


def _kept_context(asking: _Asking) -> dict[str, Any]:
    quiet_day = asking.day if _night_is_over(asking.day, asking.local) else asking.day - timedelta(days=1)
    unquiet = asking.said_quiet(quiet_day)
    return _frame(asking) | {
        "kept": True,
        "missing_before": not any(_is_said(one) for key, one in asking.before.items() if key != QUIET),
        "write_down": unquiet is not None
        and unquiet.state is AnswerState.NO
        and not _spasms(asking.person.id, asking.boundary, quiet_day),
    }


def _quiet(asking: _Asking, post_quiet: str | None) -> dict[str, Any] | None:
    """The first question, or the spasms that answer it; None where there is nothing to ask yet."""
    day = asking.quiet_day
    if day is None:
        return None
    spasms = _spasms(asking.person.id, asking.boundary, day)
    stands = quiet_typed(asking.said_quiet(day)) if post_quiet is None else post_quiet
    return {
        "day": day,
        "range": checking_words.range_in_words(asking.boundary.span(day), asking.local.date()),
        "spasms": [
            {
                "href": f"/diary/{one.id}/",
                "time": words.clock(one.local_onset),
                "title": words.place(one.area, one.side),
                "facts": [words.lasted(one.duration)],
            }
            for one in spasms
        ],
        "keys": quiet_keys(stands),
    }


def _spasms(person_id: UUID, boundary: Boundary, day: date) -> list[Episode]:
    """The spasms of a day, the first one first."""
    end = boundary.span(day).end + _FURTHEST_AHEAD
    mark = episodes.PageMark(end.replace(tzinfo=UTC), UUID(int=0))
    near = episodes.recent(person_id, _MOST_SPASMS, mark)
    return [one for one in reversed(near) if boundary.day_of_episode(one) == day]


def _night_is_over(day: date, local: datetime) -> bool:
    """From four in the morning on; whoever is awake before may still have a spasm in this night."""
    return (local - _NIGHT_OVER).date() > day


def _is_said(answer: Answer | None) -> bool:
    return answer is not None and answer.state in (AnswerState.YES, AnswerState.NO)


def _after(person_id: UUID, day: date, moment: datetime) -> datetime:
    """This moment, or just after the last word about the day: a clock that was put back makes no answer older."""
    told = days.said_of(person_id, day)
    return max(moment, told[-1].at + timedelta(microseconds=1)) if told else moment


def _id_of(form: UUID, day: date, said: dict[str, Answer]) -> UUID:
    """The same form with the same answers counts once; sent again with other answers it is heard."""
    return uuid5(form, f"{day} {sorted(said.items())!r}")


def _id(request: HttpRequest, name: str) -> UUID:
    found = suggesting.uuid_from(request.POST.get(name))
    if found is None:
        raise InputError(
            "This form is damaged.",
            why="It holds no number of its own.",
            todo="Open the day again and send it once.",
        )
    return found
