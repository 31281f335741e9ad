# SPDX-License-Identifier: Apache-2.0
"""Remedies, areas and conditions as pages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from unclench.body.areas import Area, sides_of
from unclench.evidence import CautionLevel, Library, Remedy, RemedyKind
from unclench.web import words
from unclench.web.learn import phrases
from unclench.web.learn.page import LearnPage, Link, Section, certainty_mark
from unclench.web.learn.sections import area_links, of_evidence
from unclench.web.learn.wording import foreign, full_stop, said, some, untold

__all__ = ["area_pages", "condition_pages", "remedy_pages"]

_KIND_WORDS = {
    RemedyKind.STRETCH: gettext_noop("Stretch"),
    RemedyKind.MOVEMENT: gettext_noop("Movement"),
    RemedyKind.MASSAGE: gettext_noop("Massage"),
    RemedyKind.THERMAL: gettext_noop("Warmth and cold"),
    RemedyKind.BREATHING: gettext_noop("Breathing"),
    RemedyKind.FLUID: gettext_noop("Drink"),
    RemedyKind.ORAL: gettext_noop("Taken by mouth"),
    RemedyKind.TOPICAL: gettext_noop("On the skin"),
    RemedyKind.PROFESSIONAL: gettext_noop("With a professional"),
}


def remedy_pages(library: Library) -> Iterator[LearnPage]:
    """A page for each remedy: what to do, how long, who must take care, how sure."""
    for remedy in library.remedies.values():
        yield _remedy_page(remedy, library)


def area_pages(library: Library) -> Iterator[LearnPage]:
    """A page for each area: guidance, what helps, warning signs."""
    for name in map(untold, library.areas.values()):
        area = Area(name.id)
        plan = untold(library.plans[name.id])
        guide = tuple(Link(f"/relief/{area}/{side}/", words.place(area, side)) for side in sides_of(area))
        yield LearnPage(
            kind="area",
            id=area.value,
            kind_word=_("Part of the body"),
            title=name.label,
            lead=plan.note or _("What helps when it cramps, and what to look out for."),
            also=name.also,
            sections=(
                Section(_("Guide me now"), links=guide),
                Section(_("While it hurts"), links=_remedy_links(plan.during, library)),
                Section(_("When it has let go"), links=_remedy_links(plan.after, library)),
                Section(_("When to get help"), links=(Link(f"/help/{area}/", _("Warning signs")),)),
            ),
        )


def condition_pages(library: Library) -> Iterator[LearnPage]:
    """A page for each condition: what it changes."""
    told = [untold(remedy) for remedy in library.remedies.values()]
    for condition in map(untold, library.conditions.values()):
        rows = {level: _affected(condition.key, level, told) for level in CautionLevel}
        changes = tuple(
            Section(_(phrases.CAUTIONS[level]), links=links) for level, links in rows.items() if links
        )
        label = condition.label
        if changes:
            yield LearnPage(
                kind="condition",
                id=condition.key,
                kind_word=_("Condition"),
                title=type(label)(label[:1].upper() + label[1:]),
                lead=_("What it changes in the steps we offer."),
                sections=changes,
            )


def _remedy_page(plain: Remedy, library: Library) -> LearnPage:
    remedy, timing = untold(plain), foreign(plain.timing)
    how_long = () if timing is None else (
        said(_("What sources say: {stated}"), stated=full_stop(timing.stated)),
        said(_("Our timing: {basis}"), basis=full_stop(timing.basis)),
    )  # fmt: skip
    # What an overlay never holds is English everywhere.
    remedy = replace(remedy, evidence=replace(remedy.evidence, effects=foreign(plain.evidence.effects)))
    return LearnPage(
        kind="remedy",
        id=plain.id,
        kind_word=_(_KIND_WORDS[remedy.kind]),
        title=remedy.name,
        lead=remedy.after_tip or (remedy.hold[0] if remedy.hold else ""),
        also=(plain.id.replace("_", " "), *(library.areas[key].label for key in plain.areas)),
        mark=certainty_mark(remedy.evidence),
        sections=(
            Section(_("What to do"), items=(*remedy.ready, *remedy.hold, *remedy.ease)),
            Section(_("Why it is not guided"), paragraphs=some(remedy.why_not_guided)),
            Section(_("How long"), paragraphs=how_long),
            Section(_("How soon it helps"), paragraphs=(remedy.relief_time,)),
            *of_evidence(remedy),
            Section(
                _("Who must take care"), items=tuple(phrases.caution_of(c, library) for c in remedy.cautions)
            ),
            Section(_("Made for"), links=area_links(plain.areas, library)),
        ),
        sources=tuple(library.reference(key) for key in plain.evidence.citations),
        often_said=remedy.often_said,
        marks=phrases.marks(plain.marks),
        covers=plain.covers,
        reviewed=phrases.review(plain),
        unreviewed=not plain.reviewed_by,
    )


def _affected(condition: str, level: CautionLevel, remedies: list[Remedy]) -> tuple[Link, ...]:
    return tuple(
        Link(f"/learn/remedy/{remedy.id}/", remedy.name, caution.why)
        for remedy in remedies
        for caution in remedy.cautions
        if caution.condition == condition and caution.level is level
    )


def _remedy_links(keys: tuple[str, ...], library: Library) -> tuple[Link, ...]:
    return tuple(Link(f"/learn/remedy/{key}/", untold(library.remedies[key]).name) for key in keys)
