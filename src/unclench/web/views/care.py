# SPDX-License-Identifier: Apache-2.0
"""Warning signs: text first, for everyone, without script, network or account; a few questions, then one card."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from unclench.body.areas import AREAS, Area, area_named
from unclench.diary import Person
from unclench.errors import InputError, UnknownArea
from unclench.evidence import UrgencyLevel
from unclench.store import checks
from unclench.web import languages, whose
from unclench.web.care import ANYWHERE, asked, draft, phones, screen
from unclench.web.care.answer import answer_context
from unclench.web.care.signs import sign_cards
from unclench.web.languages import active
from unclench.web.library import library
from unclench.web.security import may_be_kept_offline

__all__ = ["answer", "first", "noted", "question", "rules", "start"]


@require_safe
@whose.public
@may_be_kept_offline
def start(request: HttpRequest) -> HttpResponse:
    """The life threats with the number to call, and where it hurts."""
    facts = library(active())
    links = [{"href": f"/help/{area.value}/", "label": facts.areas[area.value].label} for area in AREAS]
    context = sign_cards(facts.everyone_signs) | {
        "links": links,
        "anywhere": f"/help/{ANYWHERE}/",
        "phones": phones.for_person(whose.person_or_nobody(request)),
    }
    return render(request, "help.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@whose.public
@may_be_kept_offline
def first(request: HttpRequest, name: str) -> HttpResponse:
    """The first questions for an area, its signs as text below them."""
    return _question(request, name, 1)


@require_http_methods(["GET", "HEAD", "POST"])
@whose.public
def question(request: HttpRequest, name: str, number: int) -> HttpResponse:
    """Further questions; each screen keeps its answers and may be changed."""
    return _question(request, name, number)


@require_safe
@whose.public
def answer(request: HttpRequest, name: str) -> HttpResponse:
    """One card: how soon somebody is needed, why, and what to do until then."""
    area, person, now = _area(name), whose.person_or_nobody(request), _now()
    under_way = draft.open_draft(request, _person_key(person), name, now)
    if under_way is None or not under_way.screens:
        return HttpResponseRedirect(f"/help/{name}/")
    found = asked.known_findings(person, area, under_way, now)
    result = asked.judged(found)
    context = answer_context(result, under_way, asked.next_questions(found, area, under_way))
    context |= {"phones": phones.for_person(person), "place": _label(area), "name": name}
    return render(request, "care_answer.html", context)


@require_safe
@whose.public
@may_be_kept_offline
def rules(request: HttpRequest) -> JsonResponse:
    """The rules and their words as a phone keeps them for a time without network."""
    return JsonResponse(asked.for_the_phone())


@require_POST
def noted(request: HttpRequest) -> HttpResponse:
    """The person has read a quiet card of the diary."""
    checks.put_away(whose.person(request).id, request.POST.getlist("reason")[:20], _now())
    return HttpResponseRedirect("/diary/")


def _question(request: HttpRequest, name: str, number: int) -> HttpResponse:
    area, person, now = _area(name), whose.person_or_nobody(request), _now()
    under_way = draft.open_draft(request, _person_key(person), name, now)
    if request.method == "POST":
        return _take(request, name, number, area, person, under_way)
    if under_way is None or number > len(under_way.screens) + 1:
        if number > 1:
            return HttpResponseRedirect(f"/help/{name}/")
        under_way = draft.fresh(_person_key(person), name, _way(request.GET.get("from", "")), now)
    return _ask(request, name, number, area, person, under_way, None)


def _ask(
    request: HttpRequest,
    name: str,
    number: int,
    area: Area | None,
    person: Person | None,
    under_way: draft.Draft,
    error: InputError | None,
) -> HttpResponse:
    """A screen of questions, as it was answered before or, after a mistake, as it was typed."""
    before = under_way.up_to(number - 1)
    found = asked.known_findings(person, area, before, _now())
    questions = asked.next_questions(found, area, before)
    if not questions:
        return HttpResponseRedirect(f"/help/{name}/answer/" if number > 1 else "/help/")
    typed = None if error is None else request.POST
    context = screen.context(questions, under_way, number, typed) | {
        "name": name,
        "place": _label(area),
        "phones": phones.for_person(person),
        "known": asked.known_to_script(found, area, before, name),
    }
    if number == 1:
        context |= sign_cards(_signs(area))
    if error is not None:
        context["errors"] = [{"field": error.field or "", "text": languages.sentence(error)}]
    return render(request, "care_question.html", context, status=200 if error is None else 422)


def _take(
    request: HttpRequest,
    name: str,
    number: int,
    area: Area | None,
    person: Person | None,
    under_way: draft.Draft | None,
) -> HttpResponse:
    """Keep a screen's answers and go on: to the card as soon as nothing could raise the level, or after four."""
    now = _now()
    if under_way is None or number > len(under_way.screens) + 1:
        if number > 1:
            return HttpResponseRedirect(f"/help/{name}/")
        under_way = draft.fresh(_person_key(person), name, _way(request.POST.get("from", "")), now)
    try:
        said = screen.read(request.POST, asked.rules())
    except InputError as error:
        return _ask(request, name, number, area, person, under_way, error)
    under_way = under_way.answered(number, said.keys, said.answers, said.text or under_way.text)
    draft.keep(request, under_way)
    found = asked.known_findings(person, area, under_way, now)
    result = asked.judged(found)
    settled = result.level is UrgencyLevel.EMERGENCY or not asked.next_questions(found, area, under_way)
    if not settled and number != asked.SCREENS and "answer_now" not in request.POST:
        return HttpResponseRedirect(f"/help/{name}/{number + 1}/")
    if person is not None:
        checks.keep(person.id, screen.check_of(under_way, result, now), now)
    return HttpResponseRedirect(f"/help/{name}/answer/")


def _area(name: str) -> Area | None:
    if name == ANYWHERE:
        return None
    chosen = area_named(name)
    if name != chosen.value:
        raise UnknownArea(f"There is no area at “{name[:40]}”.", todo="Choose it on the help page.")
    return chosen


def _signs(area: Area | None) -> tuple[Any, ...]:
    facts = library(active())
    own = () if area is None else facts.stop_signs[area.value].signs
    return (*own, *(sign for sign in facts.everyone_signs if sign not in own))


def _label(area: Area | None) -> str:
    return _("Anywhere") if area is None else library(active()).areas[area.value].label


def _way(said: str) -> str:
    return said if said in {"session", "diary"} else "any_time"


def _person_key(person: Person | None) -> str:
    return "" if person is None else str(person.id)


def _now() -> datetime:
    return datetime.now(UTC)
