# SPDX-License-Identifier: Apache-2.0
"""What is swallowed: quinine, magnesium, potassium, vitamin K."""

from __future__ import annotations

import re
from collections.abc import Iterator

from unclench.evidence.kinds.products import ConcernLevel, ProductVerdict
from unclench.vetting.case import Case, Part
from unclench.vetting.findings import Finding
from unclench.vetting.label import Active, ProductKind
from unclench.vetting.limits import within_a_sentence

__all__ = [
    "QUININE",
    "is_drink",
    "magnesium_kidney",
    "potassium_risk",
    "quinine_any",
    "quinine_beverage",
    "vitamin_k_warfarin",
]

QUININE = "ingredient_quinine"
_CINCHONA = re.compile(r"cinchona|china\b|chinarind|quinquina", re.IGNORECASE)
_THREE_X, _SIX_X = 3.0, 6.0
_FOR_CRAMPS = frozenset(
    {"claim_relieves_muscle_cramps", "claim_prevents_cramps", "claim_nocturnal_leg_cramp_drug_claim"}
)
_DRINK = re.compile(r"tonic|bitter lemon|water|lemonade|beverage|drink|soda|bitter", re.IGNORECASE)
_NEVER_IN_A_DRINK = (
    "thrombocytopenia",
    "quinine_reaction",
    "pregnancy",
    "qt_prolongation",
    "g6pd_deficiency",
)
_FACTS = 2


def quinine_any(case: Case) -> Iterator[Finding]:
    """R_QUININE_ANY. An unknown dilution counts as strong."""
    for part in _quinine(case):
        if is_drink(case) or _too_thin(part):
            continue
        yield Finding(
            rule="R_QUININE_ANY", floor=ProductVerdict.AVOID, level=ConcernLevel.AVOID, ingredient=QUININE,
            reason="Quinine is not for cramps: it can destroy platelets and upset the heart.",
            facts=(*part.record.harms[-_FACTS:], *(row.what for row in part.record.limits[:1])),
            sources=tuple(dict.fromkeys((*part.record.evidence.citations, *part.record.limits[0].sources))),
            written=part.line.written, certainty="moderate",
        )  # fmt: skip
        return


def quinine_beverage(case: Case) -> Iterator[Finding]:
    """R_QUININE_BEVERAGE: a drink and no treatment, and never for some."""
    if not is_drink(case):
        return
    for part in _quinine(case):
        never = [key for key in _NEVER_IN_A_DRINK if case.has(key)]
        yield Finding(
            rule="R_QUININE_BEVERAGE", ingredient=QUININE, written=part.line.written,
            floor=ProductVerdict.AVOID if never else ProductVerdict.SUITABLE_WITH_CAUTIONS,
            level=ConcernLevel.AVOID if never else ConcernLevel.CAUTION, condition=never[0] if never else "",
            reason="Even the quinine of a drink is too much for you."
            if never
            else "It is a drink and no treatment. Leave it after any reaction to quinine.",
            facts=tuple(row.what for row in part.record.limits if row.what.startswith("Carbonated")),
            sources=part.record.limits[-1].sources,
        )  # fmt: skip
        return


def magnesium_kidney(case: Case) -> Iterator[Finding]:
    """R_MAGNESIUM_KIDNEY."""
    if case.by_mouth and case.has("kidney_disease"):
        yield from _kidney(case, "ingredient_magnesium", "R_MAGNESIUM_KIDNEY")


def potassium_risk(case: Case) -> Iterator[Finding]:
    """R_POTASSIUM_RISK."""
    classes = ("ace_inhibitor_or_arb", "diuretic_potassium_sparing")
    if case.has("kidney_disease"):
        yield from _kidney(case, "ingredient_potassium", "R_POTASSIUM_RISK")
    for part in case.counted(hidden=False):
        for key in classes:
            if part.id == "ingredient_potassium" and case.by_mouth and case.takes(key):
                yield Finding(
                    rule="R_POTASSIUM_RISK", floor=ProductVerdict.AVOID, level=ConcernLevel.AVOID, ingredient=part.id,
                    drug_class=key, reason="With your tablets potassium can rise and upset the heart.",
                    facts=part.record.harms[:1], sources=part.record.evidence.citations, written=part.line.written,
                )  # fmt: skip


def vitamin_k_warfarin(case: Case) -> Iterator[Finding]:
    """R_VITK_WARFARIN: any form of it."""
    if not case.takes("vitamin_k_antagonist"):
        return
    parts = [part for part in case.counted(hidden=False) if part.id == "ingredient_vitamin_k2"]
    family = _family_active(case, "vitamin_k")
    if parts or family:
        record = case.library.ingredients["ingredient_vitamin_k2"]
        yield Finding(
            rule="R_VITK_WARFARIN", floor=ProductVerdict.AVOID, level=ConcernLevel.AVOID, ingredient=record.id,
            drug_class="vitamin_k_antagonist", reason="Vitamin K undoes your blood thinner.",
            facts=tuple(clash.effect for clash in record.interactions), sources=record.evidence.citations,
            written=parts[0].line.written if parts else family[0],
        )  # fmt: skip


def is_drink(case: Case) -> bool:
    """A drink that holds quinine for its taste, and is not sold for cramps. Not knowing counts as no drink."""
    if any(claim.claim in _FOR_CRAMPS and not claim.implied for claim in case.claims):
        return False
    return case.label.kind is ProductKind.FOOD or (
        case.label.kind is ProductKind.UNKNOWN
        and not any(part.active and part.active.dilution for part in _quinine(case))
        and bool(_DRINK.search(f"{case.label.name} {case.label.dosage_form}"))
    )


def _quinine(case: Case) -> list[Part]:
    return [part for part in case.parts if part.id == QUININE]


def _too_thin(part: Part) -> bool:
    """Cinchona counts to 3X. Salts of quinine are stronger stuff and count to 6X, which is our own careful reading."""
    dilution = part.active.dilution if part.active else None
    if dilution is None or dilution.parts_log10 is None:
        return False
    bark = _CINCHONA.search(part.line.written) is not None
    return dilution.parts_log10 > (_THREE_X if bark else _SIX_X)


def _kidney(case: Case, ingredient: str, rule: str) -> Iterator[Finding]:
    for part in case.counted(hidden=False):
        if part.id == ingredient and case.by_mouth:
            yield Finding(
                rule=rule, floor=ProductVerdict.AVOID, level=ConcernLevel.AVOID, ingredient=ingredient,
                condition="kidney_disease", written=part.line.written,
                reason=f"With weak kidneys {within_a_sentence(part.record.name)} piles up. Ask your doctor.",
                facts=tuple(harm for harm in part.record.harms if harm.startswith("High")),
                sources=part.record.evidence.citations,
            )  # fmt: skip
            return


def _family_active(case: Case, family: str) -> tuple[str, ...]:
    return tuple(
        sorted(
            line.written
            for line in case.label.actives
            if isinstance(line, Active) and family in line.families
        )
    )
