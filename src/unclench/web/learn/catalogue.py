# SPDX-License-Identifier: Apache-2.0
"""All pages of the library: by address, by kind, and as the index that search runs on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.utils.translation import gettext_noop as _

from unclench.evidence.search import Entry, Index, build, index_json, search
from unclench.web.languages import ENGLISH, active
from unclench.web.learn.page import LearnPage
from unclench.web.learn.remedies import area_pages, condition_pages, remedy_pages
from unclench.web.learn.shelf import SHELVES, shelf_pages
from unclench.web.learn.wording import holds_english
from unclench.web.library import library

__all__ = ["GROUPS", "KINDS", "Catalogue", "catalogue"]

KINDS: dict[str, str] = {
    "area": _("Parts of the body"),
    "remedy": _("What may help"),
    "condition": _("Conditions that change the plan"),
} | {place: label for place, label, _ in SHELVES.values()}
"""Kinds of pages, by their place under /learn/, and how their list is called, in English."""

GROUPS: dict[str, tuple[str, ...]] = {
    _("Spasms"): ("basics", "numbers", "said", "disagreement"),
    _("Relief"): ("area", "remedy", "condition", "rule"),
    _("Causes"): ("trigger", "risk"),
    _("Prevention"): ("prevention", "water"),
    _("The doctor"): ("danger", "doctor", "visit", "mimic"),
    _("Products"): ("ingredient", "claim", "brand", "aid", "products", "notice"),
    _("For those who check us"): (
        "verdict",
        "label",
        "baseline",
        "placebo",
        "belief",
        "derived",
        "care",
        "code",
        "gap",
    ),
}
"""The first page of the library, in the order somebody asks; the headings are English."""

_UNSEARCHED = frozenset(GROUPS["For those who check us"])
_MAKERS = (area_pages, remedy_pages, condition_pages, shelf_pages)


@dataclass(frozen=True, slots=True)
class Catalogue:
    """pages: (kind, id) -> page. index: for search."""

    pages: Mapping[tuple[str, str], LearnPage]
    index: Index

    def of(self, kind: str) -> list[LearnPage]:
        """The pages of a kind, by title."""
        return sorted(
            (page for page in self.pages.values() if page.kind == kind), key=lambda page: page.title.lower()
        )

    def searched(self) -> list[LearnPage]:
        """The pages that search knows, in the order of their kinds."""
        return [page for page in self.pages.values() if page.kind not in _UNSEARCHED]

    def find(self, query: str) -> list[LearnPage]:
        """The pages a query means, best first."""
        return [self.pages[entry.kind, entry.id] for entry in search(self.index, query)]

    def index_json(self) -> dict[str, Any]:
        """The index for the phone."""
        hrefs = {key: page.href for key, page in self.pages.items()}
        words = {page.kind: page.kind_word for page in self.pages.values()}
        english = {key for key, page in self.pages.items() if holds_english(page.title, page.lead)}
        return index_json(self.index, hrefs, words, dict.fromkeys(english, ENGLISH))


def catalogue() -> Catalogue:
    """The pages in the language of the page being made. Made once, from the content that this server speaks from."""
    return _catalogue(active())


@cache
def _catalogue(language: str) -> Catalogue:
    facts = library(language)
    pages = {(page.kind, page.id): page for maker in _MAKERS for page in maker(facts)}
    found = (page for page in pages.values() if page.kind not in _UNSEARCHED)
    return Catalogue(
        pages, build(Entry(page.kind, page.id, page.title, page.also, page.lead) for page in found)
    )
