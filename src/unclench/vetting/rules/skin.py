# SPDX-License-Identifier: Apache-2.0
"""What goes onto the skin: heat, burns, wounds, children."""

from __future__ import annotations

from collections.abc import Iterator

from unclench.evidence.kinds.products import ConcernLevel, ProductVerdict
from unclench.vetting.case import HEAT_SENSITIVE, Case, Part
from unclench.vetting.findings import Finding
from unclench.vetting.label import MarkKind, WarningTopic
from unclench.vetting.limits import percent_of

__all__ = ["broken_skin", "burns", "camphor_child", "child_resistant", "heat_or_wrap", "heat_warning_missing"]

_MENTHOL, _SALICYLATE = "ingredient_menthol", "ingredient_methyl_salicylate"
_CAMPHOR, _LIDOCAINE = "ingredient_camphor", "ingredient_lidocaine"
_HIGH_MENTHOL, _HIGH_SALICYLATE = 3.0, 10.0
_NOT_ON_WOUNDS = frozenset({"counterirritant", "salicylate", "local_anaesthetic"})
_CAUTIONS = ProductVerdict.SUITABLE_WITH_CAUTIONS


def heat_or_wrap(case: Case) -> Iterator[Finding]:
    """R_HEAT_OR_OCCLUSION."""
    parts = _heat_sensitive(case, hidden=True)
    if parts:
        yield Finding(
            rule="R_HEAT_OR_OCCLUSION", floor=_CAUTIONS, level=ConcernLevel.CAUTION, ingredient=parts[0].id,
            reason="Never put heat, a hot bath or a tight wrap on skin that wears it.",
            facts=tuple(f"{part.record.name}: never with {', '.join(part.record.never_with)}." for part in parts),
            sources=_sources(parts), written=", ".join(part.line.written for part in parts),
        )  # fmt: skip


def heat_warning_missing(case: Case) -> Iterator[Finding]:
    """R_HEAT_WARNING_MISSING: only a whole label can lack a warning."""
    parts = _heat_sensitive(case, hidden=False)
    if parts and case.complete and WarningTopic.HEAT not in case.label.topics:
        yield Finding(
            rule="R_HEAT_WARNING_MISSING", floor=_CAUTIONS, ingredient=parts[0].id, sources=_sources(parts),
            reason="The label does not warn of heat. We do: never use a heating pad with it.",
        )  # fmt: skip


def burns(case: Case) -> Iterator[Finding]:
    """R_BURN_HIGH_COUNTERIRRITANT: menthol alone, or both above the strengths most reports named."""
    if not case.on_skin or case.homeopathic:
        return
    parts = case.counted(hidden=False)
    menthol = [part for part in parts if part.id == _MENTHOL]
    others = any(part.id != _MENTHOL for part in parts) or any(
        not line.ingredient for line in case.label.actives
    )
    salicylate = [part for part in parts if part.id == _SALICYLATE]
    if not menthol or (others and not (salicylate and _both_high(menthol[0], salicylate[0]))):
        return
    reports = case.library.product_facts.get("fact_burn_reports")
    yield Finding(
        rule="R_BURN_HIGH_COUNTERIRRITANT", floor=_CAUTIONS, level=ConcernLevel.CAUTION, ingredient=_MENTHOL,
        reason="Creams like this have burnt people. At pain, swelling or blisters wash it off and seek care.",
        facts=() if reports is None else (reports.detail,),
        sources=() if reports is None else reports.evidence.citations,
        written=", ".join(part.line.written for part in (*menthol, *salicylate)),
    )  # fmt: skip


def broken_skin(case: Case) -> Iterator[Finding]:
    """R_BROKEN_SKIN."""
    parts = [part for part in case.counted() if _NOT_ON_WOUNDS & set(part.record.classes)]
    if parts and case.on_skin and case.has("skin_broken"):
        yield Finding(
            rule="R_BROKEN_SKIN", floor=ProductVerdict.AVOID, level=ConcernLevel.AVOID, ingredient=parts[0].id,
            condition="skin_broken", reason="Not on broken or irritated skin: too much of it goes in.",
            sources=_sources(parts), written=", ".join(part.line.written for part in parts),
        )  # fmt: skip


def camphor_child(case: Case) -> Iterator[Finding]:
    """R_CAMPHOR_CHILD."""
    for part in case.counted():
        if part.id != _CAMPHOR or not case.has("age_under_12"):
            continue
        small = case.has("age_under_2")
        yield Finding(
            rule="R_CAMPHOR_CHILD", floor=ProductVerdict.AVOID if small else _CAUTIONS, ingredient=_CAMPHOR,
            level=ConcernLevel.AVOID if small else ConcernLevel.ASK,
            condition="age_under_2" if small else "age_under_12",
            reason="Camphor can bring fits in small children. Lock it away."
            if small
            else "Ask a doctor before a child gets camphor, and lock it away.",
            facts=part.record.harms[:1], sources=part.record.evidence.citations, written=part.line.written,
        )  # fmt: skip
        return


def child_resistant(case: Case) -> Iterator[Finding]:
    """R_CHILD_RESISTANT: a label that says so is still to be looked at."""
    if not case.person.children_at_home:
        return
    for part in case.counted(hidden=False):
        liquid = case.label.dosage_form.lower()
        if part.id == _LIDOCAINE or (part.id == _SALICYLATE and _may_be_liquid(liquid)):
            stated = MarkKind.CHILD_RESISTANT in case.marks
            yield Finding(
                rule="R_CHILD_RESISTANT", floor=_CAUTIONS, level=ConcernLevel.CAUTION, ingredient=part.id,
                reason="The label says the pack is child-resistant. Check it, and keep used patches away."
                if stated
                else "Children live with you: check that a child cannot open the pack.",
                facts=tuple(note for note in part.record.notes if "hild-resistant" in note),
                sources=part.record.evidence.citations,
            )  # fmt: skip
            return


def _heat_sensitive(case: Case, *, hidden: bool) -> list[Part]:
    if not case.on_skin:
        return []
    return [part for part in case.counted(hidden=hidden) if part.id in HEAT_SENSITIVE]


def _both_high(menthol: Part, salicylate: Part) -> bool:
    """Not knowing one of the two strengths counts as high."""
    one = percent_of(menthol)
    other = percent_of(salicylate)
    return (one is None or one > _HIGH_MENTHOL) and (other is None or other > _HIGH_SALICYLATE)


def _may_be_liquid(form: str) -> bool:
    return not form or any(
        word in form
        for word in ("liquid", "oil", "spray", "lotion", "liniment", "solution", "roll", "embrocation")
    )


def _sources(parts: list[Part]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(key for part in parts for key in part.record.evidence.citations))
