# SPDX-License-Identifier: Apache-2.0
"""Who is holding the tube: age, pregnancy, conditions, medicines."""

from __future__ import annotations

from collections.abc import Iterator

from unclench.evidence.kinds.products import Clash, Concern, ConcernLevel, ProductVerdict
from unclench.vetting.case import Case, Part, clashes_of, concerns_of
from unclench.vetting.findings import Finding
from unclench.vetting.label import ProductKind
from unclench.vetting.own_warnings import warnings_for
from unclench.vetting.profile import CHILD_AGES
from unclench.vetting.profile_words import OWN_CONDITIONS
from unclench.vetting.rules.medicines import NSAID_CLASSES, NSAID_CONDITIONS, NSAID_NEVER
from unclench.vetting.rules.swallowed import QUININE, is_drink
from unclench.vetting.scale import floor_of

__all__ = ["child_by_label", "person_condition", "person_interaction", "pregnancy_ask"]

_CAUTIONS = ProductVerdict.SUITABLE_WITH_CAUTIONS
_ON_WOUNDS = frozenset({"counterirritant", "salicylate", "local_anaesthetic"})
_SALICYLATE_CLASSES = ("vitamin_k_antagonist", "doac", "antiplatelet")
_RISES = ("ace_inhibitor_or_arb", "diuretic_potassium_sparing")
# Two conditions that content asks as one question, where one ingredient tells them apart.
_FINER = {
    ("ingredient_electrolyte_mix", "hypertension_sodium_restriction"): ("hypertension", ConcernLevel.CAUTION),
}
_FAMILY_CONDITIONS = {
    "phenylketonuria": ("aspartame", "It holds aspartame, which people with phenylketonuria must avoid."),
    "sulfite_sensitivity": ("sulfite", "It holds a sulfite, and sulfites make you ill."),
    "latex_allergy": ("latex", "It holds latex, and you are allergic to it."),
    "local_anaesthetic_allergy": (
        "local_anaesthetic",
        "It numbs with a relative of what you are allergic to.",
    ),
}


def child_by_label(case: Case) -> Iterator[Finding]:
    """R_CHILD_LABEL_AGE. An age that is only known as "under 12" may be any age below."""
    youngest = case.label.directions.youngest_years
    bound = min((years for key, years in CHILD_AGES.items() if case.has(key)), default=None)
    age = case.person.age
    if youngest is not None:
        under = age < youngest if age is not None else bound is not None and bound <= youngest
        if under:
            yield Finding(
                rule="R_CHILD_LABEL_AGE", floor=ProductVerdict.AVOID, level=ConcernLevel.AVOID,
                reason=f"The label starts at {youngest:g} years. Ask a doctor before a younger child gets it.",
                written=case.label.directions.text[:200],
            )  # fmt: skip
            return
    if (
        case.has("age_under_12")
        and (youngest is None or age is None)
        and case.label.kind is not ProductKind.FOOD
    ):
        yield Finding(
            rule="R_CHILD_LABEL_AGE", floor=_CAUTIONS, level=ConcernLevel.ASK, condition="age_under_12",
            reason="The label gives no age for this child. Ask a doctor first.",
        )  # fmt: skip


def pregnancy_ask(case: Case) -> Iterator[Finding]:
    """R_PREGNANCY_ASK: any active, as every label says."""
    if case.label.kind is ProductKind.FOOD or not (case.label.actives or case.parts):
        return
    for key, words in (("pregnancy", "Pregnant"), ("lactation", "Breastfeeding")):
        if case.has(key):
            notes = [
                row.note for part in case.counted() for row in concerns_of(part.record, case.library)
                if row.condition == key and row.note
            ]  # fmt: skip
            yield Finding(
                rule="R_PREGNANCY_ASK", floor=_CAUTIONS, level=ConcernLevel.ASK, condition=key,
                reason=f"{words}: ask a midwife, doctor or pharmacist before you use it.",
                facts=tuple(sorted(set(notes))),
            )  # fmt: skip


def person_condition(case: Case) -> Iterator[Finding]:
    """R_PERSON_CONDITION, or the more specific rule where one stands for this ingredient and condition."""
    known: set[str] = set()
    for part in case.counted():
        for concern in concerns_of(part.record, case.library):
            if not case.has(concern.condition):
                continue
            known.add(concern.condition)
            rule = _rule_for(part, concern, case)
            if rule is not None:
                yield _concern(part, concern, rule, case)
    for key, (family, reason) in _FAMILY_CONDITIONS.items():
        written = case.of_family(family)
        if written and case.has(key):
            yield Finding(
                rule="R_PERSON_CONDITION", floor=ProductVerdict.AVOID, level=ConcernLevel.AVOID, condition=key,
                reason=reason, written=", ".join(written), from_memory=True,
            )  # fmt: skip
    for own in warnings_for(case.label, case.person.conditions - known, frozenset()):
        yield Finding(
            rule="R_PERSON_CONDITION", floor=floor_of(own.level), level=own.level, condition=own.key,
            reason=f"The label itself {_says(own.level)} with: {_named(own.key, case)}.", written=own.written,
        )  # fmt: skip


def person_interaction(case: Case) -> Iterator[Finding]:
    """R_PERSON_INTERACTION, or the more specific rule."""
    known: set[str] = set()
    for part in case.counted():
        for clash in clashes_of(part.record, case.library):
            if not case.takes(clash.drug_class):
                continue
            known.add(clash.drug_class)
            rule = _rule_for_clash(part, clash)
            if rule is not None:
                yield _clash(part, clash, rule, case)
    for own in warnings_for(case.label, frozenset(), case.person.drug_classes - known):
        yield Finding(
            rule="R_PERSON_INTERACTION", floor=floor_of(own.level), level=own.level, drug_class=own.key,
            reason=f"The label itself {_says(own.level)} with: {case.library.drug_classes[own.key].label}.",
            written=own.written,
        )  # fmt: skip


def _rule_for(part: Part, concern: Concern, case: Case) -> str | None:
    """The rule that speaks; None where another one says it already."""
    classes, key = set(part.record.classes), concern.condition
    if key == "skin_broken" and (not case.on_skin or _ON_WOUNDS & classes):
        return None
    if key == "aspirin_or_nsaid_allergy" and "salicylate" in classes:
        return None
    if key in ("pregnancy", "lactation") and concern.level is not ConcernLevel.AVOID:
        return None
    if part.id == "ingredient_camphor" and key in CHILD_AGES:
        return None
    if (
        key == "kidney_disease"
        and part.id in ("ingredient_magnesium", "ingredient_potassium")
        and case.by_mouth
    ):
        return None if not part.hidden else "R_PERSON_CONDITION"
    if "nsaid" in classes and key in (*NSAID_NEVER, *NSAID_CONDITIONS):
        # The rule has said it; the record may be stricter than the rule.
        return "R_NSAID_PERSON" if concern.level is ConcernLevel.AVOID and key not in NSAID_NEVER else None
    return "R_PERSON_CONDITION"


def _rule_for_clash(part: Part, clash: Clash) -> str | None:
    classes, key = set(part.record.classes), clash.drug_class
    topical_salicylate = "salicylate" in classes and "nsaid" not in classes
    said_already = (
        (topical_salicylate and key in _SALICYLATE_CLASSES)
        or (part.id == "ingredient_potassium" and key in _RISES and not part.hidden)
        or (part.id == "ingredient_vitamin_k2" and key == "vitamin_k_antagonist" and not part.hidden)
        or ("nsaid" in classes and key == "nsaid" and not part.hidden)
    )
    if said_already:
        return None
    if "nsaid" in classes and key in NSAID_CLASSES:
        return "R_NSAID_PERSON" if clash.level is ConcernLevel.AVOID else None
    return "R_PERSON_INTERACTION"


def _concern(part: Part, concern: Concern, rule: str, case: Case) -> Finding:
    level = _level(part, concern, case)
    return Finding(
        rule=rule, floor=floor_of(level), level=level, ingredient=part.id, condition=concern.condition,
        reason=f"{part.record.name}: {_LEVEL_WORDS[level]} with: {_named(concern.condition, case)}.",
        facts=tuple(filter(None, (concern.note,))), sources=part.record.evidence.citations,
        written=part.line.written, certainty=part.record.evidence.certainty.value, from_memory=concern.from_memory,
    )  # fmt: skip


def _clash(part: Part, clash: Clash, rule: str, case: Case) -> Finding:
    level = ConcernLevel.CAUTION if part.id == QUININE and is_drink(case) else clash.level
    return Finding(
        rule=rule, floor=floor_of(level), level=level, ingredient=part.id, drug_class=clash.drug_class,
        reason=f"{part.record.name}: {_LEVEL_WORDS[level]} with: {case.library.drug_classes[clash.drug_class].label}.",
        facts=(clash.effect,), sources=clash.sources or part.record.evidence.citations, written=part.line.written,
        certainty=part.record.evidence.certainty.value, from_memory=clash.from_memory,
    )  # fmt: skip


def _level(part: Part, concern: Concern, case: Case) -> ConcernLevel:
    if part.id == QUININE and is_drink(case):
        # The rule on drinks names whom a drink harms; for the others it stays a drink.
        return ConcernLevel.CAUTION
    finer = _FINER.get((part.id, concern.condition))
    said = {
        word for word in case.person.said if word in ("hypertension", "low_sodium_diet", concern.condition)
    }
    if finer is not None and said == {finer[0]}:
        return finer[1]
    return concern.level


_LEVEL_WORDS = {
    ConcernLevel.AVOID: "not for you",
    ConcernLevel.ASK: "ask a doctor or pharmacist first",
    ConcernLevel.CAUTION: "take care",
    ConcernLevel.SEPARATE: "take it some hours apart",
}


def _says(level: ConcernLevel) -> str:
    return "says not to use it" if level is ConcernLevel.AVOID else "says to ask first"


def _named(key: str, case: Case) -> str:
    row = case.library.conditions.get(key) or case.library.product_conditions.get(key)
    return row.label if row is not None else OWN_CONDITIONS.get(key, key)
