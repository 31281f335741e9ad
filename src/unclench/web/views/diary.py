# SPDX-License-Identifier: Apache-2.0
"""The diary: a list with day headings, one episode's page, and every way to add, correct, delete and undo."""

from __future__ import annotations

from datetime import UTC, date, datetime
from itertools import groupby
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from uuid6 import uuid7

from unclench.diary import Episode, Event, EventKind
from unclench.errors import InputError
from unclench.store import episodes
from unclench.web import whose, words
from unclench.web.care.notice import quiet_card
from unclench.web.episode_form import EpisodeForm
from unclench.web.languages import active
from unclench.web.library import library

__all__ = ["add", "delete", "edit", "episode", "index", "restore"]

PAGE = 50


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The latest episodes under their days; `before` (an episode's id) turns the page."""
    person = whose.person(request)
    found = episodes.recent(person.id, PAGE + 1, _mark(request, person.id))
    shown = found[:PAGE]
    context = {
        "days": _days(shown, _today()),
        "older": shown[-1].id if len(found) > PAGE else None,
        "total": episodes.count(person.id),
        "deleted": _uuid(request.GET.get("deleted")),
        "event": uuid7(),
        "card": None if "before" in request.GET else quiet_card(person, _now()),
    }
    return render(request, "diary.html", context)


@require_safe
def episode(request: HttpRequest, episode_id: UUID) -> HttpResponse:
    """One episode with what was tried."""
    found = episodes.get(whose.person(request).id, episode_id)
    return render(request, "episode.html", _episode_context(found) | {"event": uuid7()})


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    """Write down an earlier spasm."""
    if request.method != "POST":
        form = EpisodeForm.blank(
            _asked_day(request), request.GET.get("area", ""), request.GET.get("side", "")
        )
        return render(request, "episode_form.html", form.context() | {"heading": _("Write down a spasm")})
    return _take(request, None, _("Write down a spasm"))


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, episode_id: UUID) -> HttpResponse:
    """Correct an episode."""
    before = episodes.get(whose.person(request).id, episode_id)
    if request.method != "POST":
        context = EpisodeForm.of(before).context() | {
            "heading": _("Correct this spasm"),
            "episode_id": episode_id,
        }
        return render(request, "episode_form.html", context)
    return _take(request, before, _("Correct this spasm"))


@require_POST
def delete(request: HttpRequest, episode_id: UUID) -> HttpResponse:
    """Take an episode out of the diary; the list that follows offers undo."""
    _mark_as(request, episode_id, EventKind.DELETED)
    return HttpResponseRedirect(f"/diary/?deleted={episode_id}")


@require_POST
def restore(request: HttpRequest, episode_id: UUID) -> HttpResponse:
    """Undo a deletion."""
    _mark_as(request, episode_id, EventKind.RESTORED)
    return HttpResponseRedirect(f"/diary/{episode_id}/")


def _take(request: HttpRequest, before: Episode | None, heading: str) -> HttpResponse:
    person, now = whose.person(request), _now()
    form = EpisodeForm.sent(request.POST)
    try:
        event = form.event(now, before)
        if before is not None and event.episode_id != before.id:
            raise InputError("This form belongs to another spasm.", todo="Open it again from the diary.")
        episodes.record(person.id, [event], now)
    except InputError as error:
        context = form.refused(error).context() | {"heading": heading, "episode_id": before and before.id}
        return render(request, "episode_form.html", context, status=422)
    return HttpResponseRedirect(f"/diary/{event.episode_id}/")


def _mark_as(request: HttpRequest, episode_id: UUID, kind: EventKind) -> None:
    person = whose.person(request)
    found = episodes.get(person.id, episode_id)
    event_id = _uuid(request.POST.get("event")) or uuid7()
    now = _now()
    episodes.record(person.id, [Event(event_id, found.id, kind, now, {})], now)


def _asked_day(request: HttpRequest) -> datetime:
    """The day a link to the empty form names, else today."""
    now = _now().astimezone()
    try:
        return datetime.combine(date.fromisoformat(request.GET.get("date", "")), now.timetz())
    except ValueError:
        return now


def _mark(request: HttpRequest, person_id: UUID) -> episodes.PageMark | None:
    last = _uuid(request.GET.get("before"))
    return None if last is None else episodes.PageMark.after(episodes.get(person_id, last))


def _days(shown: list[Episode], today: date) -> list[dict[str, Any]]:
    by_day = groupby(shown, key=lambda e: e.local_onset.date())
    return [
        {"heading": words.day_heading(day, today), "rows": [_row(e) for e in rows]} for day, rows in by_day
    ]


def _row(found: Episode) -> dict[str, Any]:
    facts = [words.lasted(found.duration)]
    if found.pain is not None:
        facts.append(_("pain %(pain)s of 10") % {"pain": found.pain})
    if found.doing is not None:
        facts.append(words.doing_in_a_list(found.doing))
    if found.let_go_with:
        facts.append(_("let go with: %(remedy)s") % {"remedy": _remedy_name(found.let_go_with)})
    return {
        "href": f"/diary/{found.id}/",
        "time": words.clock(found.local_onset),
        "title": words.place(found.area, found.side),
        "facts": facts,
    }


_RECORDED = {
    "session": gettext_lazy("guided session"),
    "terminal": gettext_lazy("session in the terminal"),
    "form": gettext_lazy("written down afterwards"),
    "command": gettext_lazy("written down on the command line"),
}
_RESULTS = {
    "let_go": gettext_lazy("it let go"),
    "moved_on": gettext_lazy("went on to the next"),
    "stopped": gettext_lazy("stopped here"),
    "unknown": "",
}


def _episode_context(found: Episode) -> dict[str, Any]:
    onset = found.local_onset
    steps = [
        {
            "name": _remedy_name(step.remedy),
            "after": words.seconds(max(0, int((step.started_at - found.onset_at).total_seconds()))),
            "result": _RESULTS[step.result.value],
        }
        for step in found.steps
    ]
    facts = [
        (_("When"), f"{words.day_heading(onset.date(), _today())}, {words.clock(onset)}"),
        (_("How long"), words.lasted(found.duration)),
        (_("Pain"), _("not said") if found.pain is None else _("%(pain)s of 10") % {"pain": found.pain}),
        (_("Doing"), _("not said") if found.doing is None else words.doing(found.doing)),
        (_("Different"), found.different or _("nothing noted")),
        (_("Note"), found.note or _("none")),
        (_("Recorded"), _RECORDED[found.recorded.value]),
    ]
    timed = found.recorded.value in ("session", "terminal")
    return {
        "episode": found,
        "title": words.place(found.area, found.side),
        "facts": facts,
        "steps": steps,
        "timed": timed,
    }


def _remedy_name(key: str) -> str:
    remedy = library(active()).remedies.get(key)
    return remedy.name if remedy else key.replace("_", " ")


def _uuid(text: str | None) -> UUID | None:
    try:
        return UUID(text or "")
    except ValueError:
        return None


def _now() -> datetime:
    return datetime.now(UTC)


def _today() -> date:
    return _now().astimezone().date()
