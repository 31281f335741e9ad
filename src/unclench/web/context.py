# SPDX-License-Identifier: Apache-2.0
"""What every page knows: whose diary is open, which styles and facts it is made with."""

from __future__ import annotations

import os
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.http import HttpRequest

from unclench.diary import Person
from unclench.store import persons
from unclench.web import assets, languages, parts, whose
from unclench.web.care.resting import resting_mark
from unclench.web.library import library
from unclench.web.products.on_skin import skin_mark

__all__ = ["library_version", "offline_version", "page"]


def page(request: HttpRequest) -> dict[str, Any]:
    """The values of base.html. A visitor without an account gets no person, and neither does a page of the library:
    it is the same for everybody, so a phone keeps one copy whoever uses it.
    """
    known: dict[str, Any] = {}
    first_part = request.path_info.strip("/").partition("/")[0]
    if first_part != "learn" and request_knows_person(request):
        person = whose.person(request)
        known = {
            "person": person,
            "household": persons.household(whose.account(request)),
            "offline_version": offline_version(person),
        }
    return known | {
        "signed_out": first_part == "account" and not known,
        "here": {"": "home", "relief": "home"}.get(first_part, first_part),
        "style_href": f"/style/{parts.style_sheet()[1]}.css",
        "content_version": library(languages.active()).version,
        "language": languages.active(),
        "languages": list(languages.known().items()),
        "lan": whose.is_lan() and bool(known),
        "demo": os.environ.get("UNCLENCH_DEMO") == "1",
    }


def request_knows_person(request: HttpRequest) -> bool:
    """Whether a diary may be named on the page."""
    return not whose.is_lan() or bool(getattr(request, "account", None))


def offline_version(person: Person) -> str:
    """Changes whenever a phone's offline copy is no longer right.

    That is another person, profile, answer to warning signs, rub on the skin, language, other facts or styles.
    """
    told = "|".join(
        [
            str(person.id),
            *sorted(person.conditions),
            *sorted(person.equipment),
            *sorted(person.turned_on),
            repr((person.birth_year, person.sex, person.country, person.medicines)),
            resting_mark(person.id),
            skin_mark(person.id),
            languages.active(),
            library(languages.active()).version,
            parts.style_sheet()[1],
            assets_digest(),
        ]
    )
    return sha256(told.encode()).hexdigest()[:16]


def library_version() -> str:
    """Changes whenever a phone's copy of the library is no longer right; the same for every person."""
    language = languages.active()
    told = "|".join([language, library(language).version, parts.style_sheet()[1], assets_digest()])
    return sha256(told.encode()).hexdigest()[:16]


def assets_digest() -> str:
    """The digest in the static files' address."""
    return str(settings.STATIC_URL).strip("/").rpartition("/")[2] or assets.digest()
