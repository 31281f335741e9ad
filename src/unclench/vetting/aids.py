# SPDX-License-Identifier: Apache-2.0
"""Things to buy: band, roller, ball, pad, stockings, tape. What for, how safely, what holds, and whether for you."""

from __future__ import annotations

from dataclasses import dataclass

from unclench.errors import NotFound
from unclench.evidence import Library
from unclench.evidence.kinds.products import Aid, ConcernLevel, Judgement, ProductVerdict
from unclench.vetting.close_names import named, plain
from unclench.vetting.findings import Finding
from unclench.vetting.profile import ADULT, Profile, whole
from unclench.vetting.scale import floor_of, worst

__all__ = ["AidVerdict", "aid_named", "judge_aid"]

_ALSO = {
    "band": "aid_resistance_band",
    "stretch band": "aid_resistance_band",
    "roller": "aid_foam_roller",
    "ball": "aid_massage_ball",
    "gym ball": "aid_exercise_ball",
    "swiss ball": "aid_exercise_ball",
    "yoga ball": "aid_exercise_ball",
    "heat": "aid_heating_pad",
    "heat pack": "aid_heating_pad",
    "heat pad": "aid_heating_pad",
    "hot water bottle": "aid_heating_pad",
    "ice": "aid_ice_pack",
    "cold pack": "aid_ice_pack",
    "gel pack": "aid_ice_pack",
    "stockings": "aid_compression_stockings",
    "compression socks": "aid_compression_stockings",
    "compression sleeves": "aid_compression_stockings",
    "tape": "aid_kinesio_tape",
    "kinesiology tape": "aid_kinesio_tape",
    "epsom bath": "aid_magnesium_spray_or_bath",
    "magnesium spray": "aid_magnesium_spray_or_bath",
    "electrical device": "aid_electrical_devices",
}
_LEVEL_WORDS = {
    ConcernLevel.AVOID: "Not for you",
    ConcernLevel.ASK: "Ask a doctor or pharmacist first",
    ConcernLevel.CAUTION: "Take care",
    ConcernLevel.SEPARATE: "Not at the same time",
}
_CREAM_ON = ("topical_counterirritant_on_skin", "topical_lidocaine_on_skin")


@dataclass(frozen=True, slots=True, kw_only=True)
class AidVerdict:
    """word: for this person. claims: what is often said of it, with its worth. findings: why not, or with what care."""

    aid: str
    name: str
    word: ProductVerdict
    use: str
    safety: tuple[str, ...]
    claims: tuple[tuple[str, Judgement], ...]
    findings: tuple[Finding, ...]
    says: str
    certainty: str
    facts: tuple[str, ...]
    recalls: str
    sources: tuple[str, ...]
    marks: tuple[str, ...]


def aid_named(said: str, library: Library) -> Aid:
    """The thing somebody means: its name, one of its names, or a letter off. Raises NotFound."""
    names: dict[str, str] = {}
    for aid in library.aids.values():
        for name in (aid.id, aid.id.removeprefix("aid_"), aid.name, *aid.names):
            names.setdefault(plain(name), aid.id)
            names.setdefault(plain(name) + "s", aid.id)
    for name, key in _ALSO.items():
        names.setdefault(plain(name), key)
    found = named(said, names)
    if found is None or found not in library.aids:
        raise NotFound(
            f"There is no thing called “{said[:40]}”.",
            todo=f"Choose of {', '.join(aid.name.lower() for aid in library.aids.values())}.",
        )
    return library.aids[found]


def judge_aid(aid: Aid, profile: Profile = ADULT, *, library: Library) -> AidVerdict:
    """What the thing is for, how to use it safely, and whether it is for this person."""
    person = whole(profile)
    other = library.ingredients.get(aid.same_as)
    concerns = (*aid.avoid_if, *(other.avoid_if if other else ()))
    clashes = (*aid.interactions, *(other.interactions if other else ()))
    findings = [
        Finding(
            rule="R_PERSON_CONDITION", floor=floor_of(row.level), level=row.level, condition=row.condition,
            reason=_sentence(row.level, _label(row.condition, library), row.note), sources=aid.evidence.citations,
            certainty=aid.evidence.certainty.value, from_memory=row.from_memory,
        )
        for row in concerns if row.condition in person.conditions
    ] + [
        Finding(
            rule="R_PERSON_INTERACTION", floor=floor_of(row.level), level=row.level, drug_class=row.drug_class,
            reason=_sentence(row.level, library.drug_classes[row.drug_class].label, row.effect),
            sources=row.sources or aid.evidence.citations, from_memory=row.from_memory,
        )
        for row in clashes if row.drug_class in person.drug_classes
    ]  # fmt: skip
    if aid.id == "aid_heating_pad" and person.conditions & set(_CREAM_ON):
        findings.append(
            Finding(
                rule="R_HEAT_OR_OCCLUSION",
                floor=ProductVerdict.AVOID,
                level=ConcernLevel.AVOID,
                reason="Not while a pain cream or patch is on the skin.",
                sources=aid.evidence.citations,
            )
        )
    ordered = sorted(findings, key=lambda one: (one.floor is not ProductVerdict.AVOID, one.reason))
    return AidVerdict(
        aid=aid.id, name=aid.name, word=worst(one.floor for one in ordered), use=aid.use, safety=aid.safety,
        claims=tuple((row.claim, row.judgement) for row in aid.judgements), findings=tuple(ordered), says=aid.claim,
        certainty=aid.evidence.certainty.value, facts=aid.facts, recalls=aid.recalls,
        sources=tuple(sorted({*aid.evidence.citations, *(key for one in ordered for key in one.sources)})),
        marks=aid.marks,
    )  # fmt: skip


def _sentence(level: ConcernLevel, label: str, note: str) -> str:
    told = f"{_LEVEL_WORDS[level]}: {label}."
    return f"{told} {note.rstrip('.')}." if note else told


def _label(key: str, library: Library) -> str:
    row = library.conditions.get(key) or library.product_conditions.get(key)
    return row.label if row is not None else key
