# SPDX-License-Identifier: Apache-2.0
"""Learn: everything we say, how sure it is, and where it stands. Nothing personal, so it is open to all."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from unclench.body.areas import Area, sides_of
from unclench.errors import NotFound
from unclench.evidence import Certainty
from unclench.web import whose
from unclench.web.languages import ENGLISH, active
from unclench.web.learn.catalogue import GROUPS, KINDS, catalogue
from unclench.web.learn.glossary import GLOSSARY
from unclench.web.learn.page import LearnPage, Mark, certainty_word
from unclench.web.learn.wording import holds_english
from unclench.web.library import drawn, library
from unclench.web.relief_page import sides_named
from unclench.web.security import may_be_kept_offline

__all__ = [
    "certainty", "evidence_table", "find", "first", "glossary", "kind_list", "record", "search_index", "sources",
    "unreviewed",
]  # fmt: skip

_LEAF = 100
"""Rows of a long list on one page."""

_LEVELS = [Certainty.HIGH, Certainty.MODERATE, Certainty.LOW, Certainty.VERY_LOW, Certainty.NONE]


@require_safe
@whose.public
@may_be_kept_offline
def first(request: HttpRequest) -> HttpResponse:
    """The library's first page: search, and every kind of page."""
    groups = [
        {"heading": gettext(heading), "kinds": [_kind_row(kind) for kind in kinds]}
        for heading, kinds in GROUPS.items()
    ]
    return render(request, "learn/first.html", {"groups": groups})


def _kind_row(kind: str) -> dict[str, Any]:
    return {"kind": kind, "label": gettext(KINDS[kind]), "count": len(catalogue().of(kind))}


@require_http_methods(["GET", "HEAD", "POST"])
@whose.public
def find(request: HttpRequest) -> HttpResponse:
    """Search without script. The words travel in the body, never in the address: they may tell of somebody's health."""
    query = request.POST.get("q", "")[:200]
    found = catalogue().find(query) if query else []
    return render(
        request, "learn/found.html", {"query": query, "found": found, "some_english": _english(found)}
    )


@require_safe
@whose.public
@may_be_kept_offline
def search_index(request: HttpRequest) -> HttpResponse:
    """The index that the phone searches in."""
    return JsonResponse(catalogue().index_json())


@require_safe
@whose.public
@may_be_kept_offline
def kind_list(request: HttpRequest, kind: str) -> HttpResponse:
    """All pages of a kind."""
    if kind not in KINDS:
        raise NotFound("There is no such part of the library.", todo="Start from its first page.")
    pages = catalogue().of(kind)
    context = {"label": gettext(KINDS[kind]), "pages": pages, "some_english": _english(pages)}
    return render(request, "learn/kind.html", context)


@require_safe
@whose.public
@may_be_kept_offline
def record(request: HttpRequest, kind: str, record_id: str) -> HttpResponse:
    """One record."""
    page = catalogue().pages.get((kind, record_id))
    if page is None:
        raise NotFound("There is no such page in the library.", todo="Search for it.")
    figure = _figure(record_id) if kind == "remedy" else None
    told = {"page": page, "kind_label": gettext(KINDS[kind]), "figure": figure}
    # What a figure shows is described in English only.
    some_english = page.holds_english() or (figure is not None and active() != ENGLISH)
    return render(request, "learn/record.html", told | {"some_english": some_english})


def _figure(remedy_id: str) -> dict[str, str] | None:
    """The figure of a remedy for the first area it is made for."""
    areas = library().remedies[remedy_id].areas
    area = Area(areas[0]) if areas else Area.CALF
    figure = drawn(remedy_id, sides_of(area)[0], area)
    return {"stills": sides_named(figure.stills), "description": figure.description} if figure else None


def _english(pages: Sequence[LearnPage]) -> bool:
    """Whether a list of pages shows something that is not translated yet."""
    return any(holds_english(page.title, page.lead, page.mark) for page in pages)


@require_safe
@whose.public
@may_be_kept_offline
def certainty(request: HttpRequest) -> HttpResponse:
    """What the marks mean."""
    marks = [Mark(level.value, certainty_word(level), 4 - dots, "") for dots, level in enumerate(_LEVELS)]
    return render(request, "learn/certainty.html", {"marks": dict(zip(_LEVELS, marks, strict=True))})


@require_safe
@whose.public
def evidence_table(request: HttpRequest) -> HttpResponse:
    """Everything that claims something, sortable by certainty."""
    asked = request.GET.get("sort", "certainty")
    rows = [page for page in catalogue().pages.values() if page.mark is not None]
    if asked == "name":
        rows.sort(key=lambda page: page.title.lower())
    else:
        rows.sort(key=lambda page: (-page.mark.dots if page.mark else 0, page.title.lower()))
    context = {"sort": asked if asked == "name" else "certainty"} | _leaf(request, rows)
    return render(request, "learn/evidence.html", context | {"some_english": _english(context["rows"])})


@require_safe
@whose.public
def sources(request: HttpRequest) -> HttpResponse:
    """Every source, once."""
    found = sorted(library().references.values(), key=lambda source: (source.authors.lower(), source.year))
    return render(request, "learn/sources.html", _leaf(request, found))


@require_safe
@whose.public
def unreviewed(request: HttpRequest) -> HttpResponse:
    """What no clinician has reviewed yet."""
    found = [page for page in catalogue().pages.values() if page.unreviewed]
    found.sort(key=lambda page: (page.kind_word, page.title))
    context = {"of": len(catalogue().pages)} | _leaf(request, found)
    return render(request, "learn/unreviewed.html", context | {"some_english": _english(context["rows"])})


def _leaf(request: HttpRequest, rows: Sequence[Any]) -> dict[str, Any]:
    """One leaf of a long list: `rows`, the number of all, and the numbers of the leaves before and after."""
    asked = request.GET.get("page", "1")
    last = max(1, -(-len(rows) // _LEAF))
    number = min(max(int(asked), 1), last) if asked.isascii() and asked.isdigit() and len(asked) < 6 else 1
    return {
        "rows": rows[(number - 1) * _LEAF : number * _LEAF],
        "count": len(rows),
        "number": number,
        "last": last,
        "before": number - 1 if number > 1 else None,
        "after": number + 1 if number < last else None,
    }


@require_safe
@whose.public
@may_be_kept_offline
def glossary(request: HttpRequest) -> HttpResponse:
    """The words of this product."""
    words = sorted((gettext(word), gettext(meaning)) for word, meaning in GLOSSARY.items())
    return render(request, "learn/glossary.html", {"words": words})
