# SPDX-License-Identifier: Apache-2.0
"""You: what the plan must know, and the other persons of the household."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from unclench.errors import InputError, NotFound
from unclench.store import persons
from unclench.web import about_you, languages, whose
from unclench.web.languages import active
from unclench.web.library import library, still_english

__all__ = ["add_person", "choose", "language", "profile", "who"]


@require_http_methods(["GET", "HEAD", "POST"])
def profile(request: HttpRequest) -> HttpResponse:
    """The profile of the open diary's person: asked once, shown where it acts."""
    person, account = whose.person(request), whose.account(request)
    if request.method != "POST":
        context = _profile_context(about_you.as_form(person)) | {"saved": "saved" in request.GET}
        return render(request, "you.html", context)
    try:
        kept = {
            name: _known(name, request.POST.getlist(name))
            for name in ("conditions", "equipment", "turned_on")
        }
        about = about_you.read(request.POST)
        with transaction.atomic():
            persons.rename(account, person.id, request.POST.get("name", ""))
            persons.save_profile(account, person.id, **kept)
            persons.save_about(account, person.id, **about)
    except InputError as error:
        context = _profile_context(request.POST) | {
            "errors": [{"field": error.field or "", "text": languages.sentence(error)}]
        }
        return render(request, "you.html", context, status=422)
    return HttpResponseRedirect("/you/?saved")


@require_safe
def who(request: HttpRequest) -> HttpResponse:
    """The household: one touch opens another person's diary."""
    return render(
        request, "who.html", {"persons": persons.household(whose.account(request)) or [whose.person(request)]}
    )


@require_POST
@whose.public
def language(request: HttpRequest) -> HttpResponse:
    """The language this browser reads from now on."""
    chosen = request.POST.get("language", "")
    if chosen not in languages.known():
        raise InputError("Unclench does not speak this language.", todo="Choose one of those offered.")
    response = HttpResponseRedirect(_way_back(request))
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        chosen,
        max_age=settings.LANGUAGE_COOKIE_AGE,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Strict",
    )
    return response


@require_POST
def choose(request: HttpRequest) -> HttpResponse:
    """Open a person's diary, on the page it was chosen from."""
    try:
        chosen = UUID(request.POST.get("person", ""))
    except ValueError:
        raise NotFound("There is no such person here.", todo="Choose a person of your household.") from None
    whose.choose(request, chosen)
    return HttpResponseRedirect(_way_back(request))


@require_POST
def add_person(request: HttpRequest) -> HttpResponse:
    """Another person of the household, with a diary of their own."""
    whose.person(request)  # the household's first comes first
    try:
        added = persons.add(whose.account(request), request.POST.get("name", ""))
    except InputError as error:
        household = persons.household(whose.account(request))
        context = {"persons": household, "errors": [{"field": "name", "text": languages.sentence(error)}]}
        return render(request, "who.html", context, status=422)
    whose.choose(request, added.id)
    return HttpResponseRedirect("/you/")


def _way_back(request: HttpRequest) -> str:
    """The page a form names, where it is one of ours; else the first."""
    back = request.POST.get("next", "")
    safe = back.startswith("/") and url_has_allowed_host_and_scheme(back, allowed_hosts=None)
    return back if safe else "/"


def _known(name: str, keys: list[str]) -> list[str]:
    known = {
        "conditions": {key for key, row in library().conditions.items() if row.lasting},
        "equipment": {key for key, row in library().equipment.items() if not row.common},
        "turned_on": {row.id for row in _optional()},
    }[name]
    unknown = sorted(set(keys) - known)
    if unknown:
        raise InputError(
            "This profile cannot be kept.", why=f"“{unknown[0][:40]}” is not on its list.",
            todo="Choose from the list.", field=name,
        )  # fmt: skip
    return keys


def _optional() -> list[Any]:
    return [row for row in library(active()).remedies.values() if row.guided and not row.on_by_default]


def _profile_context(form: QueryDict) -> dict[str, Any]:
    facts = library(active())
    asked = [row for row in facts.conditions.values() if row.lasting]
    things = [row for row in facts.equipment.values() if not row.common]
    optional = _optional()
    shown = {row.label for row in asked} | {row.label for row in things}
    shown |= {text for row in optional for text in (row.name, row.evidence.reason)}
    return {
        "name": form.get("name", ""),
        "about": about_you.shown(form, active()),
        "some_english": bool(shown & still_english(active())),
        "conditions": [_choice(row.key, row.label, form.getlist("conditions")) for row in asked],
        "equipment": [_choice(row.key, row.label, form.getlist("equipment")) for row in things],
        "optional": [
            _choice(row.id, row.name, form.getlist("turned_on"), row.evidence.reason) for row in optional
        ],
    }


def _choice(value: str, label: str, chosen: list[str], hint: str = "") -> dict[str, Any]:
    return {"value": value, "label": label[:1].upper() + label[1:], "hint": hint, "on": value in chosen}
