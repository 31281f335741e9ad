# SPDX-License-Identifier: Apache-2.0
"""Salicylates and NSAIDs, on the skin or swallowed, in the lists or hidden in them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from unclench.evidence.kinds.products import ConcernLevel, ProductVerdict
from unclench.vetting.case import Case
from unclench.vetting.findings import Finding

__all__ = [
    "NSAID_CLASSES",
    "NSAID_CONDITIONS",
    "NSAID_NEVER",
    "nsaid_person",
    "salicylate_allergy",
    "salicylate_anticoagulant",
]

_CAUTIONS = ProductVerdict.SUITABLE_WITH_CAUTIONS
_SALICYLATE_ON_SKIN = ("ingredient_methyl_salicylate", "ingredient_trolamine_salicylate")
_SAYS_NSAID = re.compile(r"\bNSAIDs?\b|nonsteroidal anti", re.IGNORECASE)

NSAID_NEVER = ("aspirin_or_nsaid_allergy", "heart_surgery_recent", "pregnancy_20w_plus")
NSAID_CONDITIONS = (
    "age_over_60",
    "peptic_ulcer_or_gi_bleed",
    "kidney_disease",
    "heart_failure_fluid_restriction",
    "hypertension_sodium_restriction",
    "heart_disease",
    "alcohol_3_plus_daily",
    "nsaid_risk",
)
NSAID_CLASSES = ("vitamin_k_antagonist", "doac", "corticosteroid_oral")


def salicylate_allergy(case: Case) -> Iterator[Finding]:
    """R_SALICYLATE_ALLERGY: in any list, wintergreen and willow too."""
    if not case.has("aspirin_or_nsaid_allergy"):
        return
    parts = [part for part in case.counted() if "salicylate" in part.record.classes]
    written = tuple(part.line.written for part in parts) or case.of_family("salicylate")
    if written:
        yield Finding(
            rule="R_SALICYLATE_ALLERGY", floor=ProductVerdict.AVOID, level=ConcernLevel.AVOID,
            ingredient=parts[0].id if parts else "", condition="aspirin_or_nsaid_allergy",
            reason="It holds a relative of aspirin, and you are allergic to aspirin or its relatives.",
            sources=parts[0].record.evidence.citations if parts else (), written=", ".join(written),
        )  # fmt: skip


def salicylate_anticoagulant(case: Case) -> Iterator[Finding]:
    """R_SALICYLATE_ANTICOAGULANT: warfarin and wintergreen, also through the skin."""
    for part in case.counted():
        if part.id not in _SALICYLATE_ON_SKIN:
            continue
        clashes = {clash.drug_class: clash for clash in part.record.interactions}
        for key in ("vitamin_k_antagonist", "doac", "antiplatelet"):
            if not case.takes(key):
                continue
            clash = clashes.get(key)
            never = key == "vitamin_k_antagonist" and (clash is None or clash.level is ConcernLevel.AVOID)
            yield Finding(
                rule="R_SALICYLATE_ANTICOAGULANT", floor=ProductVerdict.AVOID if never else _CAUTIONS,
                level=ConcernLevel.AVOID if never else ConcernLevel.ASK, ingredient=part.id, drug_class=key,
                reason="With your blood thinner it can make you bleed, even through the skin."
                if never
                else "Ask a doctor or pharmacist first: it adds to your blood thinner.",
                facts=() if clash is None else (clash.effect,),
                sources=part.record.evidence.citations if clash is None else clash.sources,
                written=part.line.written,
            )  # fmt: skip


def nsaid_person(case: Case) -> Iterator[Finding]:
    """R_NSAID_PERSON: never, or not recommended swallowed and with care on the skin."""
    found = _nsaid(case)
    if found is None:
        return
    ingredient, name, swallowed, sources = found
    for key in NSAID_NEVER:
        if case.has(key):
            yield Finding(
                rule="R_NSAID_PERSON", floor=ProductVerdict.AVOID, level=ConcernLevel.AVOID, ingredient=ingredient,
                condition=key, reason=f"Not for you: {name} is an NSAID ({_label(case, key)}).", sources=sources,
            )  # fmt: skip
    floor = ProductVerdict.NOT_RECOMMENDED if swallowed else _CAUTIONS
    where = "Ask a doctor or pharmacist first" if not swallowed else "Better not for you"
    for key in (*NSAID_CONDITIONS, *NSAID_CLASSES):
        if case.has(key) or case.takes(key):
            yield Finding(
                rule="R_NSAID_PERSON", floor=floor, level=ConcernLevel.ASK, ingredient=ingredient,
                condition=key if key in NSAID_CONDITIONS else "", drug_class=key if key in NSAID_CLASSES else "",
                reason=f"{where}: {name} is an NSAID ({_label(case, key)}).", sources=sources,
            )  # fmt: skip


def _nsaid(case: Case) -> tuple[str, str, bool, tuple[str, ...]] | None:
    """Ingredient, its name, whether it is swallowed, and the sources; None where nothing in it is an NSAID."""
    for part in case.counted():
        if "nsaid" in part.record.classes:
            swallowed = "topical" not in part.record.routes or not case.on_skin
            return part.id, part.record.name, swallowed, part.record.evidence.citations
    said = " ".join((*(one.written for one in case.label.actives), case.label.warning_text))
    for part in case.counted(hidden=False):
        # Some salicylate patches are approved as NSAIDs and say so themselves.
        if "salicylate" in part.record.classes and _SAYS_NSAID.search(said):
            return part.id, part.record.name, not case.on_skin, part.record.evidence.citations
    family = case.of_family("nsaid")
    return ("", family[0], case.by_mouth, ()) if family else None


def _label(case: Case, key: str) -> str:
    library = case.library
    if key in library.drug_classes:
        return library.drug_classes[key].label
    return (library.conditions.get(key) or library.product_conditions[key]).label
