# SPDX-License-Identifier: Apache-2.0
"""Warning signs: text first, for everyone, without script, network or account."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from unclench.body.areas import AREAS, area_named
from unclench.errors import UnknownArea
from unclench.evidence import Sign, UrgencyLevel
from unclench.web import whose
from unclench.web.languages import active
from unclench.web.library import library, still_english
from unclench.web.security import may_be_kept_offline

__all__ = ["help_for_all", "help_for_area"]

EMERGENCY_PHONES = (
    {"number": "112", "place": _("Europe")},
    {"number": "999", "place": _("UK")},
    {"number": "911", "place": _("US, Canada")},
    {"number": "000", "place": _("Australia")},
    {"number": "111", "place": _("New Zealand")},
)


@require_safe
@whose.public
@may_be_kept_offline
def help_for_all(request: HttpRequest) -> HttpResponse:
    """The life threats, and each area's own signs."""
    facts = library(active())
    links = [{"href": f"/help/{area.value}/", "label": facts.areas[area.value].label} for area in AREAS]
    return render(request, "help.html", _cards(facts.everyone_signs) | {"links": links})


@require_safe
@whose.public
@may_be_kept_offline
def help_for_area(request: HttpRequest, name: str) -> HttpResponse:
    """An area's warning signs, emergencies first."""
    chosen = area_named(name)
    if name != chosen.value:
        raise UnknownArea(f"There is no area at “{name[:40]}”.", todo="Choose it on the help page.")
    facts = library(active())
    own = facts.stop_signs[chosen.value].signs
    signs = (*own, *(sign for sign in facts.everyone_signs if sign not in own))
    return render(request, "help.html", _cards(signs) | {"label": facts.areas[chosen.value].label})


def _cards(signs: tuple[Sign, ...]) -> dict[str, Any]:
    return {
        "emergency": [sign.text for sign in signs if sign.level is UrgencyLevel.EMERGENCY],
        "urgent": [sign.text for sign in signs if sign.level is UrgencyLevel.URGENT],
        "phones": EMERGENCY_PHONES,
        "some_english": bool({sign.text for sign in signs} & still_english(active())),
    }
