# SPDX-License-Identifier: Apache-2.0
"""Is the label whole, what breaks off, what is missing. Only a whole label lets absence prove anything."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from unclench.vetting.draft import Draft
from unclench.vetting.label import (
    Active,
    Label,
    LabelFormat,
    MarkKind,
    Missing,
    ProductKind,
    Route,
    WarningTopic,
)

__all__ = ["complete", "cut_fields", "missing_of"]


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


_WORDS = _words(
    "doctor physician pharmacist children immediately away right control center contact medical help "
    "before after use using product reach warning warnings directions ingredient ingredients "
    "professional pregnant breastfeeding irritation develops symptoms condition worsens persist days "
    "again within times daily affected area swallowed external avoid eyes mucous membranes bandage "
    "tightly heating pad supplement serving tablets capsules water temperature store cool dry place "
    "questions comments relief temporary muscles joints arthritis strains sprains bruises backache "
    "years older adults consult"
)
_LOOSE_END = re.compile(
    r"(?:\b(?:and|or|the|a|an|of|to|with|in|on|for|if|by|from|at|your|is|are|may|und|oder|der|die|das|mit|et|ou|de)|[,(&/-])\s*$"
    r"|get medical help(?: or(?: contact(?: a(?: poison)?)?)?)?\s*$|ask a\s*$",
    re.I,
)
_LAST = re.compile(r"([A-Za-zäöüßé]{2,})\s*$")
_LISTS = ("spl_product_data_elements", "package_label_principal_display_panel", "name", "questions")


def cut_fields(sections: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """The fields that break off in a word or a sentence."""
    return tuple(name for name, texts in sections.items() if name not in _LISTS and _breaks_off(texts[-1]))


def _breaks_off(text: str) -> bool:
    if len(text) < 40:
        return False
    if _LOOSE_END.search(text[-80:]):
        return True
    found = _LAST.search(text[-40:])
    last = found[1].lower() if found else ""
    if not last or last in _WORDS or len(last) > 8 or re.search(rf"\b{last}\b", text[: -len(last)].lower()):
        return False
    return any(word.startswith(last) for word in _WORDS)


def complete(
    draft: Draft, topics: frozenset[WarningTopic], cut: tuple[str, ...], *, incomplete: bool
) -> bool | None:
    """Whether the label is whole: somebody says so, or all its parts are there and none breaks off."""
    if incomplete or draft.complete is False or not draft.whole or cut:
        return False
    if draft.complete:
        return True
    has_directions = bool(draft.text("dosage_and_administration"))
    keeps_away = (
        bool(draft.text("keep_out_of_reach_of_children")) or WarningTopic.KEEP_FROM_CHILDREN in topics
    )
    warns = bool(draft.text("warnings", "when_using", "precautions"))
    if draft.format is LabelFormat.DSLD:
        firm = bool(draft.firm)
        return True if has_directions and keeps_away and firm and draft.actives else None
    stops = bool(draft.text("stop_use")) or WarningTopic.STOP_USE in topics
    return True if has_directions and stops and keeps_away and warns else None


def missing_of(draft: Draft, label: Label) -> tuple[Missing, ...]:
    """What a whole label of this kind shows and this one does not."""
    return tuple(dict.fromkeys(_missing(draft, label)))


def _missing(draft: Draft, label: Label) -> Iterator[Missing]:
    drug = label.kind in (ProductKind.DRUG, ProductKind.HOMEOPATHIC)
    needed = {
        Missing.NAME: bool(label.name),
        Missing.BRAND: bool(label.brand or label.firm),
        Missing.FIRM: bool(label.firm),
        Missing.KIND: label.kind is not ProductKind.UNKNOWN,
        Missing.ROUTE: label.route is not Route.UNKNOWN,
        Missing.INACTIVES: bool(label.inactives),
        Missing.CONTACT: label.has_mark(MarkKind.CONTACT),
        Missing.LOT: bool(label.identity.lots),
        Missing.EXPIRY: label.dates.expires is not None,
        Missing.DATE: label.dates.effective is not None,
    }
    yield from (one for one, there in needed.items() if not there)
    if label.kind is not ProductKind.FOOD:
        yield from _of_doses(label)
        if not label.directions.text:
            yield Missing.DIRECTIONS
        if not label.warnings:
            yield Missing.WARNINGS
    if drug:
        if not label.purpose and not draft.text("indications_and_usage"):
            yield Missing.USES
        if WarningTopic.STOP_USE not in label.topics:
            yield Missing.STOP_USE
    swallowed = drug or label.kind is ProductKind.SUPPLEMENT
    if swallowed and WarningTopic.KEEP_FROM_CHILDREN not in label.topics:
        yield Missing.KEEP_FROM_CHILDREN


def _of_doses(label: Label) -> Iterator[Missing]:
    if not label.actives:
        yield Missing.ACTIVES
    if any(one.amount is None and one.dilution is None for one in label.actives):
        yield Missing.AMOUNTS
    if any("mineral" in one.families and _unknown_element(one) for one in label.actives):
        yield Missing.ELEMENTAL
    if label.route is Route.MOUTH and any(one.daily_mg is None and not one.dilution for one in label.actives):
        yield Missing.DAILY_AMOUNT


def _unknown_element(active: Active) -> bool:
    return active.amount is not None and active.elemental_mg is None and active.dilution is None
