# SPDX-License-Identifier: Apache-2.0
"""Warning signs: text first, for everyone, without script, network or account."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from unclench.body.areas import AREAS, area_named, info
from unclench.errors import UnknownArea
from unclench.evidence import Sign, UrgencyLevel
from unclench.web import whose
from unclench.web.library import library
from unclench.web.security import may_be_kept_offline

__all__ = ["help_for_all", "help_for_area"]

EMERGENCY_PHONES = (
    {"number": "112", "place": "Europe"},
    {"number": "999", "place": "UK"},
    {"number": "911", "place": "US, Canada"},
    {"number": "000", "place": "Australia"},
    {"number": "111", "place": "New Zealand"},
)


@require_safe
@whose.public
@may_be_kept_offline
def help_for_all(request: HttpRequest) -> HttpResponse:
    """The life threats, and each area's own signs."""
    links = [{"href": f"/help/{row.area.value}/", "label": row.label} for row in AREAS.values()]
    return render(request, "help.html", _cards(library().everyone_signs) | {"links": links})


@require_safe
@whose.public
@may_be_kept_offline
def help_for_area(request: HttpRequest, name: str) -> HttpResponse:
    """An area's warning signs, emergencies first."""
    chosen = area_named(name)
    if name != chosen.value:
        raise UnknownArea(f"There is no area at “{name[:40]}”.", todo="Choose it on the help page.")
    own = library().stop_signs[chosen.value].signs
    signs = (*own, *(sign for sign in library().everyone_signs if sign not in own))
    return render(request, "help.html", _cards(signs) | {"label": info(chosen).label})


def _cards(signs: tuple[Sign, ...]) -> dict[str, Any]:
    return {
        "emergency": [sign.text for sign in signs if sign.level is UrgencyLevel.EMERGENCY],
        "urgent": [sign.text for sign in signs if sign.level is UrgencyLevel.URGENT],
        "phones": EMERGENCY_PHONES,
    }
