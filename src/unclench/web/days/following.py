# SPDX-License-Identifier: Apache-2.0
"""What a person follows: suggestions with their reason, the person's own order, and things they add themselves."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_http_methods

from unclench.body.areas import Area
from unclench.diary import Person
from unclench.diary.checkin import MOST_ASKED
from unclench.diary.exposures import Exposure, ExposureKind, own_exposure
from unclench.diary.settings import DiarySettings
from unclench.diary.suggesting import Reason, Suggestion, concerns
from unclench.errors import InputError
from unclench.evidence.kinds.triggers import Trigger
from unclench.store import episodes, settings
from unclench.store.settings import MOST_FOLLOWED
from unclench.web import whose
from unclench.web.days import suggesting
from unclench.web.languages import active, sentence
from unclench.web.learn.page import certainty_mark
from unclench.web.library import library

__all__ = ["follow"]

_MOST_OWN = 200
_LONGEST_UNIT = 20
_LATEST_SPASMS = 200
_OWN_KINDS = (ExposureKind.YES_NO, ExposureKind.AMOUNT, ExposureKind.SCALE)

_Change = Callable[[DiarySettings], DiarySettings]


@require_http_methods(["GET", "HEAD", "POST"])
def follow(request: HttpRequest) -> HttpResponse:
    """Everything the check-in can ask, and what it asks this person."""
    person = whose.person(request)
    if request.method != "POST":
        return render(request, "days_follow.html", _context(person, {}))
    suggesting.check_person(person, request.POST.get("person"))
    try:
        settings.change(person.id, _change(request, person))
    except InputError as error:
        typed = {name: request.POST.get(name, "") for name in ("name", "kind", "unit")}
        problem = {"field": error.field or "", "text": sentence(error)}
        return render(
            request, "days_follow.html", _context(person, typed) | {"errors": [problem]}, status=422
        )
    place = {"follow": "mine", "up": "mine", "down": "mine", "add": "mine"}
    do = request.POST.get("do", "").partition(":")[0]
    return HttpResponseRedirect("/diary/follow/" + (f"#{place[do]}" if do in place else ""))


def _change(request: HttpRequest, person: Person) -> _Change:
    do, _colon, key = request.POST.get("do", "").partition(":")
    if do == "add":
        return lambda before: _with_own(before, request)
    if do == "take_suggested":
        return lambda before: _take_suggested(before, person)
    steps: dict[str, _Change] = {
        "follow": lambda before: _followed(before, key, person),
        "leave": lambda before: replace(before, followed=tuple(one for one in before.followed if one != key)),
        "up": lambda before: replace(before, followed=_moved(before.followed, key, -1)),
        "down": lambda before: replace(before, followed=_moved(before.followed, key, 1)),
    }
    if do not in steps:
        raise InputError("This form is damaged.", todo="Open the page again and send it once.")
    return steps[do]


def _followed(before: DiarySettings, key: str, person: Person) -> DiarySettings:
    known = suggesting.known(before)
    if key not in known or not known[key].question:
        raise InputError(
            gettext_noop("This cannot be followed."), todo=gettext_noop("Choose something of the list.")
        )
    if key in before.followed:
        return before
    return replace(before, followed=_at_most((*before.followed, key)))


def _take_suggested(before: DiarySettings, person: Person) -> DiarySettings:
    offered = [one.exposure.id for one in suggesting.suggestions(person, suggesting.known(before))]
    return replace(before, followed=_at_most(tuple(dict.fromkeys((*before.followed, *offered)))))


def _with_own(before: DiarySettings, request: HttpRequest) -> DiarySettings:
    """The settings with something of the person's own; what is there under this name already is followed again."""
    kind = next((one for one in _OWN_KINDS if one.value == request.POST.get("kind")), None)
    if kind is None:
        raise InputError(gettext_noop("Choose how it is answered."), field="kind")
    unit = " ".join(request.POST.get("unit", "").split()) if kind is ExposureKind.AMOUNT else ""
    if len(unit) > _LONGEST_UNIT or not unit.isprintable():
        raise InputError(gettext_noop("A unit is a short word, such as cups or min."), field="unit")
    known = suggesting.known(before)
    fresh = own_exposure(request.POST.get("name", ""), kind, unit, known)
    there = next(
        (one for one in known.values() if one.is_own and one.name.casefold() == fresh.name.casefold()), None
    )
    if there is not None:
        chosen = tuple(dict.fromkeys((*before.followed, there.id)))
        return replace(before, followed=_at_most(chosen))
    if len(before.own) >= _MOST_OWN:
        raise InputError(
            f"These are too many things of your own: {_MOST_OWN}.",
            todo="Follow one of those again.",
            field="name",
        )
    row = {"id": fresh.id, "name": fresh.name, "kind": kind.value, "unit": unit}
    return replace(before, own=(*before.own, row), followed=_at_most((*before.followed, fresh.id)))


def _at_most(chosen: tuple[str, ...]) -> tuple[str, ...]:
    if len(chosen) > MOST_FOLLOWED:
        raise InputError(
            "These are too many things to follow.", why=f"A diary follows up to {MOST_FOLLOWED}.",
            todo="Stop following one first.",
        )  # fmt: skip
    return chosen


def _moved(chosen: tuple[str, ...], key: str, by: int) -> tuple[str, ...]:
    if key not in chosen:
        return chosen
    place = chosen.index(key)
    order = [one for one in chosen if one != key]
    order.insert(max(0, place + by), key)
    return tuple(order)


def _context(person: Person, typed: dict[str, str]) -> dict[str, Any]:
    kept = settings.of(person.id)
    known = suggesting.known(kept)
    mine = [known[key] for key in kept.followed if key in known]
    offered = [
        one
        for one in suggesting.suggestions(person, known, MOST_ASKED + len(mine))
        if one.exposure not in mine
    ][:MOST_ASKED]
    taken = {one.id for one in (*mine, *(row.exposure for row in offered))}
    rest = [one for one in known.values() if one.question and one.id not in taken and concerns(one, person)]
    return {
        "mine": [
            {
                "id": one.id,
                "name": one.name,
                "ask": one.question if not one.is_own else "",
                "asked": place < MOST_ASKED,
            }
            for place, one in enumerate(mine)
        ],
        "most_asked": MOST_ASKED,
        "suggested": [_suggestion_row(one) for one in offered],
        "control": next((_row(one) for one in rest if one.control), None),
        "groups": _groups([one for one in rest if not one.control], person),
        "kinds": [
            {
                "value": one.value,
                "label": label,
                "on": (typed.get("kind") or ExposureKind.YES_NO.value) == one.value,
            }
            for one, label in zip(
                _OWN_KINDS, (_("Yes or no"), _("An amount"), _("A scale from 0 to 10")), strict=True
            )
        ],
        "typed": typed,
    }


def _groups(rest: Iterable[Exposure], person: Person) -> list[dict[str, Any]]:
    """What else there is: where this person has spasms, everywhere, elsewhere, and what they added and left."""
    hurts = {one.area.value for one in episodes.recent(person.id, _LATEST_SPASMS)}
    named: dict[str, list[dict[str, Any]]] = {
        _("Said to matter where you have spasms"): [],
        _("Said to matter anywhere"): [],
        _("Said to matter elsewhere") if hurts else _("Said to matter at certain places"): [],
        _("Your own"): [],
    }
    here, anywhere, elsewhere, own = named.values()
    for one in rest:
        areas = _areas_of(one)
        row = _row(one)
        if one.is_own:
            own.append(row)
        elif not areas:
            anywhere.append(row)
        else:
            (here if hurts & set(areas) else elsewhere).append(row)
    return [{"heading": heading, "rows": rows} for heading, rows in named.items() if rows]


def _trigger(one: Exposure) -> Trigger | None:
    found: Trigger | None = library().kind("triggers").get(one.trigger)
    return found


def _areas_of(one: Exposure) -> tuple[str, ...]:
    trigger = _trigger(one)
    return () if trigger is None else tuple(trigger.areas)


def _suggestion_row(one: Suggestion) -> dict[str, Any]:
    row = _row(one.exposure)
    if one.reason is Reason.PROFILE:
        row["why"] = _("Because of your profile.")
    elif one.areas:
        row["why"] = _("For your spasms here: %(areas)s.") % {"areas": _labels(one.areas)}
    if one.exposure.article and one.reason is not Reason.PROFILE:
        row["why"] = " ".join((row["why"], _("Our source article asks it.")))
    return row


def _row(one: Exposure) -> dict[str, Any]:
    trigger = _trigger(one)
    areas = _areas_of(one)
    return {
        "id": one.id,
        "name": one.name,
        "ask": "" if one.is_own else one.question,
        "why": _("For: %(areas)s.") % {"areas": _labels(areas)} if areas else "",
        "href": f"/learn/trigger/{trigger.id}/" if trigger else "",
        "mark": certainty_mark(trigger.evidence, trigger.marks) if trigger else None,
    }


def _labels(areas: Iterable[str]) -> str:
    names = library(active()).areas
    return ", ".join(_small(names[Area(area).value].label) for area in areas)


def _small(label: str) -> str:
    """Only English writes it small within a sentence."""
    return label.lower() if active() == "en" else label
