# SPDX-License-Identifier: Apache-2.0
"""Every other kind of record as pages: triggers, risk factors, dangers, prevention, products and the rest."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from unclench.evidence import Library, mark_in_words
from unclench.web.learn import sections
from unclench.web.learn.page import LearnPage, Section, certainty_mark
from unclench.web.learn.sections import title_of

__all__ = ["SHELVES", "shelf_pages"]

SHELVES: dict[str, tuple[str, str, str]] = {
    "definitions": ("basics", "What a spasm is", "What the words mean"),
    "triggers": ("trigger", "Causes: what may set one off", "May set a spasm off"),
    "standing": ("risk", "Causes: what raises the risk for good", "Raises the risk"),
    "prevention": ("prevention", "Prevention", "Prevention"),
    "water_needs": ("water", "How much water", "Water a day"),
    "red_flags": ("danger", "Dangers that look like a spasm", "Danger"),
    "see_doctor": ("doctor", "When to see a doctor", "Reason to see a doctor"),
    "visit": ("visit", "What a doctor may do", "At the doctor's"),
    "differential": ("mimic", "What is taken for a cramp", "Looks like a cramp"),
    "epidemiology": ("numbers", "How common, how long, how bad", "In numbers"),
    "statements": ("said", "Often said, and what we found", "Often said"),
    "conflicts": ("disagreement", "Where sources disagree", "Disagreement"),
    "house_rules": ("rule", "Rules this product keeps", "Rule"),
    "ingredients": ("ingredient", "Ingredients of products", "Ingredient"),
    "claim_types": ("claim", "What labels claim", "Claim on labels"),
    "brand_checks": ("brand", "Is the maker honest?", "Sign for or against a maker"),
    "verdict_rules": ("verdict", "How a product is judged", "Rule for products"),
    "watchlist": ("notice", "Notices of regulators", "Notice"),
    "aids": ("aid", "Things to buy: bands, rollers, pads", "Thing to buy"),
    "product_facts": ("products", "About whole classes of products", "About products"),
    "baselines": ("baseline", "Cramps a week in the trials", "In trials"),
    "placebo_changes": ("placebo", "How cramps change on nothing", "On placebo"),
    "beliefs": ("belief", "Where a self-trial starts from", "Starting belief"),
    "coding": ("code", "Codes a report may suggest", "Code"),
    "derived_facts": ("derived", "What rules work out", "Worked out"),
    "parsing_rules": ("label", "How a label is read", "Reading labels"),
    "gaps": ("gap", "What nobody found", "Gap"),
}
"""Kind of the library -> its place under /learn/, how its list is called, how one of them is called."""

_SECTIONS: dict[str, Callable[[Any, Library], Iterator[Section]]] = {
    "triggers": sections.of_trigger,
    "standing": sections.of_standing,
    "prevention": sections.of_prevention,
    "red_flags": sections.of_red_flag,
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
    for kind, (place, _, word) in SHELVES.items():
        for record in library.kind(kind).values():
            yield _page(kind, place, word, record, library)


def _page(kind: str, place: str, word: str, record: Any, library: Library) -> LearnPage:
    own = _SECTIONS.get(kind, sections.of_anything)
    evidence = getattr(record, "evidence", None)
    cited = evidence.citations if evidence else sections.sources_in(record)
    said = getattr(record, "often_said", "") if kind != "statements" else ""
    title = title_of(record)
    lead = getattr(record, "claim", "") or getattr(record, "why", "") or getattr(record, "note", "")
    return LearnPage(
        kind=place,
        id=record.id,
        kind_word=word,
        title=title,
        lead="" if lead == title else lead,
        also=tuple(getattr(record, "names", ()))
        + tuple(library.areas[a].label for a in getattr(record, "areas", ())),
        mark=certainty_mark(evidence, record.marks) if evidence else None,
        sections=tuple(
            section for section in (*own(record, library), *sections.of_evidence(record)) if section
        ),
        sources=tuple(library.reference(key) for key in dict.fromkeys(cited) if _is_source(key, library)),
        often_said=said,
        marks=tuple(mark_in_words(mark) for mark in record.marks),
        covers=record.covers,
        reviewed="" if record.reviewed_by else "No clinician has reviewed this yet.",
    )


def _is_source(key: str, library: Library) -> bool:
    return library.aliases.get(key, key) in library.references
