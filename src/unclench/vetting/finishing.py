# SPDX-License-Identifier: Apache-2.0
"""From what a reader found to the label: one place for all formats, so that none is judged by other rules."""

from __future__ import annotations

import re
from dataclasses import replace

from unclench.vetting.actives import active_of, inactive_of, merged, settled, with_panel
from unclench.vetting.conflicts import conflicts_within
from unclench.vetting.dilutions import speaks_of_homeopathy
from unclench.vetting.directions import directions_in
from unclench.vetting.draft import Draft, Stated
from unclench.vetting.guesses import region_of_words, route_guess
from unclench.vetting.label import (
    Active,
    Label,
    ProductKind,
    Region,
    Route,
    Statement,
    WarningTopic,
)
from unclench.vetting.label_sentences import claims_in, is_use, is_warning
from unclench.vetting.marks import marks_in
from unclench.vetting.synonyms import Names
from unclench.vetting.topics import topics_in
from unclench.vetting.untyped import MOST_CHARACTERS
from unclench.vetting.wholeness import complete, cut_fields, missing_of

__all__ = ["finished"]

WARNING_FIELDS = (
    "boxed_warning", "warnings", "do_not_use", "ask_doctor", "ask_doctor_or_pharmacist", "when_using", "stop_use",
    "pregnancy_or_breast_feeding", "keep_out_of_reach_of_children", "precautions",
)  # fmt: skip
CLAIM_FIELDS = ("name", "purpose", "indications_and_usage", "statement_of_identity", "health_claim", "claims")
MIXED_FIELDS = (
    "package_label_principal_display_panel", "description", "statements", "spl_unclassified_section", "text",
    "dosage_and_administration",
)  # fmt: skip
OTHER_FIELDS = (
    "active_ingredient", "supplement_facts", "drug_facts", "inactive_ingredient", "questions",
    "other_safety_information", "storage_and_handling",
    "contacts", "contains", "seals", "disclaimer", "spl_product_data_elements", "ingredients_text",
)  # fmt: skip
SAID_BY_FIELD = {
    "keep_out_of_reach_of_children": WarningTopic.KEEP_FROM_CHILDREN, "stop_use": WarningTopic.STOP_USE,
    "pregnancy_or_breast_feeding": WarningTopic.PREGNANCY,
}  # fmt: skip
"""The field itself is the warning; its text may go on without the heading."""
STRAY_FIELDS = (
    "other_safety_information",
    "storage_and_handling",
    "questions",
    "contains",
    "seals",
    "contacts",
)
"""Where a claim may stand although it does not belong there."""


def finished(draft: Draft, names: Names, *, incomplete: bool = False) -> Label:
    """The label. incomplete: the caller says that it may be cut off."""
    if any(len(text) >= MOST_CHARACTERS for texts in draft.sections.values() for text in texts):
        draft.whole = False
    warnings = tuple(draft.statements(*WARNING_FIELDS))
    warning_text = "\n".join(one.text for one in warnings)
    everything = [
        *draft.statements(*CLAIM_FIELDS, *MIXED_FIELDS),
        *warnings,
        *draft.statements(*OTHER_FIELDS),
    ]
    route, route_reason = _route(draft, warning_text)
    if route is Route.UNKNOWN:
        route, route_reason = _route_of_actives(draft, names)
    primary = settled(draft.actives, route, names)
    actives, conflicts = with_panel(merged(primary), draft, route, names)
    percents = draft.kind is not ProductKind.SUPPLEMENT and route is not Route.MOUTH
    conflicts = [*conflicts_within(primary, percents_are_strengths=percents), *conflicts]
    kind = _kind(draft, actives, everything)
    directions = directions_in(draft.text("dosage_and_administration"), warning_text)
    unknowns = list(draft.unknowns)
    made = tuple(active_of(one, draft, directions, names, unknowns, kind) for one in actives)
    claims, leftover = _claims(draft)
    unknowns.extend(_bare_numbers(draft.name, made))
    topics = topics_in(warning_text) | {
        topic for name, topic in SAID_BY_FIELD.items() if name in draft.sections
    }
    region, region_reason = _region(draft, everything)
    cut = cut_fields(draft.sections)
    registered = {mark.kind for mark in draft.marks}
    label = Label(
        format=draft.format, name=draft.name, brand=draft.brand, firm=draft.firm, kind=kind, region=region,
        region_reason=region_reason, route=route, route_reason=route_reason, dosage_form=draft.dosage_form,
        serving=draft.serving, servings_per_container=draft.servings_per_container, actives=made,
        nutrients=tuple(active_of(one, draft, directions, names, [], kind) for one in draft.nutrients),
        inactives=tuple(inactive_of(one, route, kind, names) for one in draft.inactives), claims=claims,
        warnings=warnings, topics=topics, directions=directions, purpose=tuple(draft.statements("purpose")),
        other=(*leftover, *draft.statements(*OTHER_FIELDS)), dates=draft.dates, identity=draft.identity,
        marks=(*draft.marks, *(mark for mark in marks_in(everything) if mark.kind not in registered)),
        contradictions=tuple(dict.fromkeys(conflicts)), complete=complete(draft, topics, cut, incomplete=incomplete),
        cut=cut, recall=draft.recall,
    )  # fmt: skip
    if not draft.whole:
        unknowns.append("The file is damaged or too long; part of it is unknown.")
    return replace(label, missing=missing_of(draft, label), unknowns=tuple(dict.fromkeys(unknowns)))


def _route(draft: Draft, warnings: str) -> tuple[Route, str]:
    if draft.route is not Route.UNKNOWN:
        return draft.route, draft.route_reason
    directions = draft.text("dosage_and_administration")
    words = (
        f"{directions}\n{warnings}",
        f"{draft.dosage_form}\n{draft.name}\n{draft.serving}",
        draft.text(
            "active_ingredient", "purpose", "indications_and_usage", "text", *CLAIM_FIELDS, *MIXED_FIELDS
        ),
    )
    for text in words:
        route, reason = route_guess(text)
        if route is not Route.UNKNOWN:
            return route, f"The label says “{reason}”."
    return Route.UNKNOWN, ""


def _route_of_actives(draft: Draft, names: Names) -> tuple[Route, str]:
    """Food is swallowed; what content knows in one use only goes that way."""
    if draft.kind in (ProductKind.FOOD, ProductKind.SUPPLEMENT):
        return Route.MOUTH, "Foods and supplements are swallowed."
    known = [
        names.records[one.match.ingredient] for one in draft.actives if one.match and one.match.ingredient
    ]
    if known and all(record.routes == ("topical",) for record in known):
        return Route.SKIN, "Its actives are used on the skin only."
    if known and all(record.routes == ("oral",) for record in known):
        return Route.MOUTH, "Its actives are swallowed only."
    return Route.UNKNOWN, ""


def _region(draft: Draft, everything: list[Statement]) -> tuple[Region, str]:
    if draft.region is not Region.UNKNOWN:
        return draft.region, draft.region_reason
    return region_of_words("\n".join(one.text for one in everything))


def _kind(draft: Draft, actives: list[Stated], everything: list[Statement]) -> ProductKind:
    thinned = [one for one in actives if one.dilution]
    says = any(speaks_of_homeopathy(one.text) for one in everything)
    if draft.kind in (ProductKind.DRUG, ProductKind.UNKNOWN, ProductKind.HOMEOPATHIC) and (
        (thinned and (says or 2 * len(thinned) >= len(actives))) or draft.kind is ProductKind.HOMEOPATHIC
    ):
        return ProductKind.HOMEOPATHIC
    return draft.kind


def _bare_numbers(name: str, actives: tuple[Active, ...]) -> list[str]:
    """A number without a unit is no amount."""
    found = re.search(r"[A-Za-zäöü]{3,} (\d{2,5})$", name.strip())
    without = any(one.amount is None and not one.dilution for one in actives)
    return [f"The name says {found[1]} without a unit; that is no amount."] if found and without else []


def _claims(draft: Draft) -> tuple[tuple[Statement, ...], list[Statement]]:
    """What may claim something, and what of the mixed fields is left over."""
    mixed = claims_in(draft.statements(*MIXED_FIELDS))
    claiming: list[Statement] = []
    leftover: list[Statement] = []
    for one in mixed:
        directions = one.field == "dosage_and_administration"
        taken = is_use(one.text) if directions else is_use(one.text) or not is_warning(one.text)
        (claiming if taken else leftover).append(one)
    stray = [one for one in claims_in(draft.statements(*STRAY_FIELDS)) if is_use(one.text)]
    every = (*claims_in(draft.statements(*CLAIM_FIELDS)), *claiming, *stray)
    once = {one.text.casefold(): one for one in reversed(every)}
    kept = tuple(one for one in every if once[one.text.casefold()] is one)
    return kept, [one for one in leftover if one.field != "dosage_and_administration"]
