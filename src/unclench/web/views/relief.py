# SPDX-License-Identifier: Apache-2.0
"""Home and the relief pages: one touch from the body map to the first instruction."""

from __future__ import annotations

from functools import cache
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from unclench.body.areas import AREAS, Area, Side, area_named, info, side_named, sides_of
from unclench.body.map import map_svg
from unclench.body.zones import MapView
from unclench.errors import NotFound, UnknownArea
from unclench.store import episodes
from unclench.web import whose
from unclench.web.care.resting import resting
from unclench.web.languages import active
from unclench.web.library import library, warm
from unclench.web.products import on_skin
from unclench.web.relief_page import relief_context
from unclench.web.security import may_be_kept_offline
from unclench.web.words import place

__all__ = ["area", "home", "relief", "relief_href"]

_AGAIN = 2


def relief_href(chosen: Area, side: Side) -> str:
    """The address of a plan."""
    return f"/relief/{chosen.value}/{side.value}/"


@require_safe
@may_be_kept_offline
def home(request: HttpRequest) -> HttpResponse:
    """Where does it hurt? The map, the same choices as buttons, and the last places again."""
    front, back = _maps(active())
    context = {
        "front": front,
        "back": back,
        "areas": _area_rows(active()),
        "again": _again(whose.person(request).id),
    }
    page = render(request, "home.html", context)
    warm()
    return page


@require_safe
@may_be_kept_offline
def area(request: HttpRequest, name: str) -> HttpResponse:
    """An area without its side: choose one of two big buttons; the middle has no sides and goes on at once."""
    chosen = area_named(name)
    if not info(chosen).paired:
        return HttpResponseRedirect(relief_href(chosen, Side.BOTH))
    sides = [_link(chosen, side) for side in (Side.LEFT, Side.RIGHT, Side.BOTH)]
    return render(request, "side.html", {"label": _label(chosen), "sides": sides})


@require_safe
@may_be_kept_offline
def relief(request: HttpRequest, name: str, side_name: str) -> HttpResponse:
    """A plan: a page that reads, and a session where scripts run."""
    chosen, side = _addressed(name, side_name)
    person = whose.person(request)
    history = episodes.history(person.id, chosen)
    context = relief_context(
        chosen, side, person, history, resting(person.id, chosen), on_skin.now_on_skin(person.id)
    )
    return render(request, "relief.html", context)


def _addressed(name: str, side_name: str) -> tuple[Area, Side]:
    """One address for each plan: ids only, so that the offline copy knows them all."""
    chosen = area_named(name)
    if name != chosen.value:
        raise UnknownArea(f"There is no area at “{name[:40]}”.", todo="Choose it on the body map.")
    if side_name not in set(Side) or (not info(chosen).paired and side_name != Side.BOTH):
        raise NotFound(f"{_label(chosen)} has no such side.", todo="Choose it on the body map.")
    return chosen, side_named(side_name, chosen)


@cache
def _maps(language: str) -> tuple[str, str]:
    front, back = (map_svg(view, relief_href, place, _map_word) for view in (MapView.FRONT, MapView.BACK))
    return front, back


def _map_word(english: str) -> str:
    return {
        "Front of the body": _("Front of the body"),
        "Back of the body": _("Back of the body"),
        "Front": pgettext("side of the body", "Front"),
        "Back": pgettext("side of the body", "Back"),
        "Left": _("Left"),
        "Right": _("Right"),
    }[english]


@cache
def _area_rows(language: str) -> list[dict[str, Any]]:
    return [
        {"label": _label(row.area), "links": [_link(row.area, side) for side in sides_of(row.area)]}
        for row in AREAS.values()
    ]


def _link(chosen: Area, side: Side) -> dict[str, str]:
    middle = side is Side.BOTH and not info(chosen).paired
    return {
        "href": relief_href(chosen, side),
        "label": _label(chosen) if middle else _side(side),
        "area": chosen.value,
        "side": side.value,
        "name": place(chosen, side),
    }


def _label(chosen: Area) -> str:
    return library(active()).areas[chosen.value].label


def _side(side: Side) -> str:
    return {Side.LEFT: _("Left"), Side.RIGHT: _("Right"), Side.BOTH: _("Both")}[side]


def _again(person_id: UUID) -> list[dict[str, str]]:
    """The last places that hurt, as one-touch buttons."""
    places = dict.fromkeys((e.area, e.side) for e in episodes.recent(person_id, 20))
    addressable = [(a, s if info(a).paired else Side.BOTH) for a, s in places]
    return [_link(a, s) for a, s in list(dict.fromkeys(addressable))[:_AGAIN]]
