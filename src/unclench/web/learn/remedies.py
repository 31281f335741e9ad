# SPDX-License-Identifier: Apache-2.0
"""Remedies, areas and conditions as pages."""

from __future__ import annotations

from collections.abc import Iterator

from unclench.body.areas import Area, sides_of
from unclench.body.areas import title as area_title
from unclench.evidence import (
    CautionLevel,
    Library,
    Remedy,
    RemedyKind,
    mark_in_words,
    review_in_words,
)
from unclench.web.learn.page import LearnPage, Link, Section, certainty_mark
from unclench.web.learn.sections import CAUTIONS, full_stop

__all__ = ["area_pages", "condition_pages", "remedy_pages"]

_KIND_WORDS = {
    RemedyKind.STRETCH: "Stretch",
    RemedyKind.MOVEMENT: "Movement",
    RemedyKind.MASSAGE: "Massage",
    RemedyKind.THERMAL: "Warmth and cold",
    RemedyKind.BREATHING: "Breathing",
    RemedyKind.FLUID: "Drink",
    RemedyKind.ORAL: "Taken by mouth",
    RemedyKind.TOPICAL: "On the skin",
    RemedyKind.PROFESSIONAL: "With a professional",
}


def remedy_pages(library: Library) -> Iterator[LearnPage]:
    """A page for each remedy: what to do, how long, who must take care, how sure."""
    for remedy in library.remedies.values():
        yield _remedy_page(remedy, library)


def area_pages(library: Library) -> Iterator[LearnPage]:
    """A page for each area: guidance, what helps, warning signs."""
    for name in library.areas.values():
        area = Area(name.id)
        plan = library.plans[name.id]
        guide = tuple(Link(f"/relief/{area}/{side}/", area_title(area, side)) for side in sides_of(area))
        yield LearnPage(
            kind="area",
            id=name.id,
            kind_word="Part of the body",
            title=name.label,
            lead=plan.note or "What helps when it cramps, and what to look out for.",
            also=name.also,
            sections=(
                Section("Guide me now", links=guide),
                Section("While it hurts", links=_remedy_links(plan.during, library)),
                Section("When it has let go", links=_remedy_links(plan.after, library)),
                Section("When to get help", links=(Link(f"/help/{area}/", "Warning signs"),)),
            ),
        )


def condition_pages(library: Library) -> Iterator[LearnPage]:
    """A page for each condition: what it changes."""
    for condition in library.conditions.values():
        rows = {level: _affected(condition.key, level, library) for level in CautionLevel}
        changes = tuple(Section(CAUTIONS[level], links=links) for level, links in rows.items() if links)
        if changes:
            yield LearnPage(
                kind="condition",
                id=condition.key,
                kind_word="Condition",
                title=condition.label[:1].upper() + condition.label[1:],
                lead="What it changes in the steps we offer.",
                sections=changes,
            )


def _remedy_page(remedy: Remedy, library: Library) -> LearnPage:
    timing = remedy.timing
    how_long = (
        ()
        if timing is None
        else (f"What sources say: {full_stop(timing.stated)}", f"Our timing: {full_stop(timing.basis)}")
    )
    return LearnPage(
        kind="remedy",
        id=remedy.id,
        kind_word=_KIND_WORDS[remedy.kind],
        title=remedy.name,
        lead=remedy.after_tip or (remedy.hold[0] if remedy.hold else ""),
        also=(remedy.id.replace("_", " "), *(library.areas[key].label for key in remedy.areas)),
        mark=certainty_mark(remedy.evidence),
        sections=(
            Section("What to do", items=(*remedy.ready, *remedy.hold, *remedy.ease)),
            Section(
                "Why it is not guided", paragraphs=(remedy.why_not_guided,) if remedy.why_not_guided else ()
            ),
            Section("How long", paragraphs=how_long),
            Section("How soon it helps", paragraphs=(remedy.relief_time,)),
            Section("How sure are we?", paragraphs=(remedy.evidence.reason,)),
            Section("Who must take care", items=tuple(_cautions(remedy, library))),
            Section("Made for", links=tuple(_area_link(key, library) for key in remedy.areas)),
        ),
        sources=tuple(library.reference(key) for key in remedy.evidence.citations),
        often_said=remedy.often_said,
        marks=tuple(mark_in_words(mark) for mark in remedy.marks),
        covers=remedy.covers,
        reviewed=review_in_words(remedy),
    )


def _cautions(remedy: Remedy, library: Library) -> Iterator[str]:
    for caution in remedy.cautions:
        label = library.conditions[caution.condition].label
        yield f"{CAUTIONS[caution.level]} - {label}: {caution.why}"


def _affected(condition: str, level: CautionLevel, library: Library) -> tuple[Link, ...]:
    return tuple(
        Link(f"/learn/remedy/{remedy.id}/", remedy.name, caution.why)
        for remedy in library.remedies.values()
        for caution in remedy.cautions
        if caution.condition == condition and caution.level is level
    )


def _remedy_links(keys: tuple[str, ...], library: Library) -> tuple[Link, ...]:
    return tuple(Link(f"/learn/remedy/{key}/", library.remedies[key].name) for key in keys)


def _area_link(key: str, library: Library) -> Link:
    return Link(f"/learn/area/{key}/", library.areas[key].label)
