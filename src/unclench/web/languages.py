# SPDX-License-Identifier: Apache-2.0
"""Which language a page speaks: the person's choice, else the browser's wish, else English.

Interface strings are gettext's (web/locale/); content has its own texts by id (content/<language>/). Errors are
written in English wherever they are raised, also in rooms that know no gettext, and are said in the page's language at
the door: `said` knows their sentences, also those with a value inside.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from functools import cache
from typing import cast

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.locale import LocaleMiddleware
from django.utils import formats, translation
from django.utils.cache import patch_vary_headers

from unclench.errors import UnclenchError

__all__ = ["ENGLISH", "Language", "active", "known", "said", "sentence"]

ENGLISH = "en"
_PLACE = re.compile(r"\\\{(\d)\\\}")
_QUOTED = re.compile(r"(“?)\(\.\+\?\)")
_NUMBER = re.compile(r"-?(\d{1,3}(,\d{3})+|\d+\.\d+)")
_DATE = re.compile(r"\d{1,2} [A-Z][a-z]+ \d{4}")


class Language(LocaleMiddleware):
    """Django's, and: programs that speak to the API are answered in English; no language stays behind in a thread."""

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        try:
            return cast(HttpResponseBase, super().__call__(request))
        finally:
            translation.deactivate()

    def process_request(self, request: HttpRequest) -> None:
        super().process_request(request)
        if _is_api(request):
            translation.activate(ENGLISH)

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        if _is_api(request):
            response.headers["Content-Language"] = ENGLISH
            return response
        patch_vary_headers(response, ("Cookie",))
        answered: HttpResponseBase = super().process_response(request, response)
        return answered


def known() -> dict[str, str]:
    """The languages of the interface, each under its own name."""
    return dict(settings.LANGUAGES)


def active() -> str:
    """The language of the page being made; English where no page is made, as on the command line."""
    if not settings.configured:
        return ENGLISH
    code = translation.get_language() or ENGLISH
    return code if code in known() else ENGLISH


def said(text: object) -> str:
    """An English sentence in the active language; one that nobody translated stays as it is.

    A sentence with values is known by its msgid, in which {0}, {1} ... stand for them, in this order.
    """
    english = str(text)
    if not english or active() == ENGLISH:
        return english
    found = translation.gettext(english)
    if found != english:
        return found
    for pattern, formed in _patterns(active()):
        if match := pattern.fullmatch(english):
            places = zip(match.groups(), _QUOTED.findall(pattern.pattern), strict=True)
            return formed.format(*(value if quoted else _value(value) for value, quoted in places))
    return english


def _value(english: str) -> str:
    """What stands inside a sentence: words, several of them, words that begin it, a number, or a date.

    What a sentence quotes never comes here: it is said as it was written.
    """
    if (found := said(english)) != english:
        return found
    if _NUMBER.fullmatch(english):
        return formats.number_format(english.replace(",", ""), force_grouping="," in english)
    if _DATE.fullmatch(english):
        with suppress(ValueError):
            day = datetime.strptime(english, "%d %B %Y").replace(tzinfo=UTC)
            return formats.date_format(day.date(), "DATE_FORMAT")
    if (small := english[:1].lower() + english[1:]) != english and (found := said(small)) != small:
        return found[:1].upper() + found[1:]
    parts = english.split(", ")
    return ", ".join(map(_value, parts)) if len(parts) > 1 else english


def sentence(error: UnclenchError) -> str:
    """What happened, why and what to do, as one line in the active language."""
    return " ".join(said(part) for part in (error.what, error.why, error.todo) if part)


@cache
def _patterns(language: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    """The sentences with values, the longest first: it says most precisely what it matches."""
    formed = sorted(_with_values(language), key=lambda pair: -len(pair[0]))
    return tuple(
        (re.compile(_PLACE.sub("(.+?)", re.escape(english)), re.DOTALL), text) for english, text in formed
    )


def _with_values(language: str) -> Iterator[tuple[str, str]]:
    with translation.override(language):
        # Django keeps no other door to all messages of a language.
        from django.utils.translation import trans_real

        messages = trans_real.catalog()._catalog  # type: ignore[attr-defined]
        for key, text in messages.items():
            if isinstance(key, str) and re.search(r"\{\d\}", key):
                yield key, text


def _is_api(request: HttpRequest) -> bool:
    return request.path_info.startswith("/api/")
