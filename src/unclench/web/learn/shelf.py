# SPDX-License-Identifier: Apache-2.0
"""Every other kind of record as pages: triggers, risk factors, dangers, prevention, products and the rest."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from unclench.evidence import Library
from unclench.web.learn import phrases, sections
from unclench.web.learn.page import LearnPage, Section, certainty_mark
from unclench.web.learn.sections import title_of
from unclench.web.learn.wording import foreign

__all__ = ["SHELVES", "shelf_pages"]

SHELVES: dict[str, tuple[str, str, str]] = {
    "definitions": ("basics", _("What a spasm is"), _("What the words mean")),
    "triggers": ("trigger", _("Causes: what may set one off"), _("May set a spasm off")),
    "standing": ("risk", _("Causes: what raises the risk for good"), _("Raises the risk")),
    "prevention": ("prevention", _("Prevention"), _("Prevention")),
    "water_needs": ("water", _("How much water"), _("Water a day")),
    "red_flags": ("danger", _("Dangers that look like a spasm"), _("Danger")),
    "see_doctor": ("doctor", _("When to see a doctor"), _("Reason to see a doctor")),
    "visit": ("visit", _("What a doctor may do"), _("At the doctor's")),
    "differential": ("mimic", _("What is taken for a cramp"), _("Looks like a cramp")),
    "epidemiology": ("numbers", _("How common, how long, how bad"), _("In numbers")),
    "statements": ("said", _("Often said, and what we found"), _("Often said")),
    "conflicts": ("disagreement", _("Where sources disagree"), _("Disagreement")),
    "house_rules": ("rule", _("Rules this product keeps"), _("Rule")),
    "ingredients": ("ingredient", _("Ingredients of products"), _("Ingredient")),
    "claim_types": ("claim", _("What labels claim"), _("Claim on labels")),
    "brand_checks": ("brand", _("Is the maker honest?"), _("Sign for or against a maker")),
    "verdict_rules": ("verdict", _("How a product is judged"), _("Rule for products")),
    "watchlist": ("notice", _("Notices of regulators"), _("Notice")),
    "aids": ("aid", _("Things to buy: bands, rollers, pads"), _("Thing to buy")),
    "product_facts": ("products", _("About whole classes of products"), _("About products")),
    "baselines": ("baseline", _("Cramps a week in the trials"), _("In trials")),
    "placebo_changes": ("placebo", _("How cramps change on nothing"), _("On placebo")),
    "beliefs": ("belief", _("Where a self-trial starts from"), _("Starting belief")),
    "coding": ("code", _("Codes a report may suggest"), _("Code")),
    "derived_facts": ("derived", _("What rules work out"), _("Worked out")),
    "parsing_rules": ("label", _("How a label is read"), _("Reading labels")),
    "care_rules": ("care", _("What findings together mean"), _("Rule of care")),
    "gaps": ("gap", _("What nobody found"), _("Gap")),
}
"""Kind of the library -> its place under /learn/, how its list is called, how one of them is called; in English."""

_SECTIONS: dict[str, Callable[[Any, Library], Iterator[Section]]] = {
    "triggers": sections.of_trigger,
    "standing": sections.of_standing,
    "prevention": sections.of_prevention,
    "red_flags": sections.of_red_flag,
    "care_rules": sections.of_care_rule,
    "see_doctor": sections.of_see_doctor,
    "visit": sections.of_visit,
    "conflicts": sections.of_conflict,
    "statements": sections.of_statement,
    "ingredients": sections.of_ingredient,
    "aids": sections.of_aid,
    "epidemiology": sections.of_rate,
    "water_needs": sections.of_water,
}


def shelf_pages(library: Library) -> Iterator[LearnPage]:
    """A page for each record of each kind."""
    for kind, (place, _list, word) in SHELVES.items():
        for record in library.kind(kind).values():
            yield _page(kind, place, gettext(word), record, library)


def _page(kind: str, place: str, word: str, plain: Any, library: Library) -> LearnPage:
    record = foreign(plain)  # no overlay translates these kinds
    own = _SECTIONS.get(kind, sections.of_anything)
    evidence = getattr(record, "evidence", None)
    cited = evidence.citations if evidence else sections.sources_in(record)
    title = title_of(record)
    lead = getattr(record, "claim", "") or getattr(record, "why", "") or getattr(record, "note", "")
    return LearnPage(
        kind=place,
        id=plain.id,
        kind_word=word,
        title=title,
        lead="" if lead == title else lead,
        also=tuple(getattr(plain, "names", ()))
        + tuple(library.areas[key].label for key in getattr(plain, "areas", ())),
        mark=certainty_mark(evidence, plain.marks) if evidence else None,
        sections=tuple(
            section for section in (*own(record, library), *sections.of_evidence(record)) if section
        ),
        sources=tuple(library.reference(key) for key in dict.fromkeys(cited) if _is_source(key, library)),
        often_said=getattr(record, "often_said", "") if kind != "statements" else "",
        marks=phrases.marks(plain.marks),
        covers=plain.covers,
        reviewed=phrases.review(plain),
        unreviewed=not plain.reviewed_by,
    )


def _is_source(key: str, library: Library) -> bool:
    return library.aliases.get(key, key) in library.references
