# SPDX-License-Identifier: Apache-2.0
"""What one kind of claim is worth for the ingredients of a product, in the amount the label gives."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from unclench.evidence.kinds.products import ClaimType, Judgement
from unclench.vetting.case import Case, Part
from unclench.vetting.label import ProductKind
from unclench.vetting.limits import muscle_range, percent_of
from unclench.vetting.trials import STUDIED, Studied
from unclench.vetting.upper_levels import daily_mg, once_mg

__all__ = ["Worth", "worth_of"]

_MAGNESIUM = "ingredient_magnesium"
_NORMAL_FUNCTION = frozenset(
    f"ingredient_{name}" for name in ("magnesium", "calcium", "potassium", "vitamin_d", "electrolyte_mix")
)
_OLDER_OR_NIGHT = re.compile(r"\bnight|nocturnal|\bolder\b|\bseniors?\b|\bsleep", re.IGNORECASE)
_ARTHRITIS = re.compile(r"arthritis", re.IGNORECASE)
_ACHE_PILLS = frozenset({"nsaid", "analgesic"})
_SLACK = 1e-6


@dataclass(frozen=True, slots=True, kw_only=True)
class Worth:
    judgement: Judgement
    reason: str
    narrower: str = ""
    ingredient: str = ""
    certainty: str = ""
    facts: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()


def worth_of(kind: ClaimType, sentence: str, case: Case) -> Worth:
    """What a claim of this kind is worth on this label. sentence: the words, for whom or what they are about."""
    return _OF_KIND.get(kind.id, _as_content_says)(kind, sentence, case)


def _as_content_says(kind: ClaimType, sentence: str, case: Case) -> Worth:
    return Worth(judgement=kind.judgement, reason=kind.claim, certainty=kind.evidence.certainty.value)


def _aches(kind: ClaimType, sentence: str, case: Case) -> Worth:
    """Temporary relief: worth something with an active inside its range, matching its use."""
    if case.homeopathic:
        return Worth(
            judgement=Judgement.UNSUPPORTED, reason="A homeopathic dilution was not shown to relieve pain."
        )
    for part in case.counted(hidden=False):
        if "nsaid" in part.record.classes and "topical" in part.record.routes and _ARTHRITIS.search(sentence):
            return Worth(
                judgement=Judgement.SUPPORTED, reason="It works for arthritis of the joints the label names.",
                narrower="For arthritis of the listed joints only.", ingredient=part.id,
                sources=part.record.evidence.citations,
            )  # fmt: skip
    # An active given without its strength, or below its range, carries no more than an idea.
    able = [part for part in case.counted(hidden=False) if _may_relieve(part)]
    if not able:
        return Worth(
            judgement=Judgement.UNSUPPORTED,
            reason="We found no ingredient in it that was shown to relieve aches.",
        )
    strong = [part for part in able if _in_range(part, case)]
    first = (strong or able)[0]
    if not strong:
        return Worth(
            judgement=Judgement.PLAUSIBLE_UNPROVEN, reason="Too little in it, or no amount given, to expect relief.",
            ingredient=first.id,
        )  # fmt: skip
    return Worth(
        judgement=kind.judgement, reason=kind.claim, narrower=first.record.say, ingredient=first.id,
        certainty=kind.evidence.certainty.value,
    )  # fmt: skip


def _cramps(kind: ClaimType, sentence: str, case: Case) -> Worth:
    """Relief or prevention of cramps: as content says, unless a trial speaks for or against an ingredient."""
    against = _contradiction(kind, sentence, case)
    found = [worth for part in case.counted(hidden=False) if (worth := _tried(kind, part, case)) is not None]
    good = [worth for worth in found if worth.judgement is Judgement.SUPPORTED_NARROWER]
    if good:
        return good[0]
    if against is not None:
        return against
    if found:
        return found[0]
    weighed = case.counted(hidden=False)
    return Worth(
        judgement=kind.judgement, reason=kind.claim, certainty="none",
        ingredient=weighed[0].id if weighed else "",
        facts=tuple(use.studied for part in weighed for use in part.record.uses if use.use == _use_of(kind)),
        sources=tuple(
            key
            for part in weighed
            for use in part.record.uses
            if use.use == _use_of(kind)
            for key in use.evidence.citations
        ),
    )  # fmt: skip


def _nights(kind: ClaimType, sentence: str, case: Case) -> Worth:
    """Cramps at night: forbidden to a US medicine; of a supplement it is weighed like any cramp, and not decided."""
    if case.label.kind in (ProductKind.SUPPLEMENT, ProductKind.FOOD):
        return _cramps(case.library.claim_types["claim_prevents_cramps"], sentence, case)
    return _as_content_says(kind, sentence, case)


def _tried(kind: ClaimType, part: Part, case: Case) -> Worth | None:
    rows = [row for row in STUDIED if row.ingredient == part.id and row.claim == kind.id and row.worth]
    reached = [row for row in rows if _reaches(part, row)]
    if not rows:
        return None
    use = next((use for use in part.record.uses if use.use == _use_of(kind)), None)
    certainty = use.evidence.certainty.value if use else ""
    best = max(reached, key=lambda row: row.mg_a_day or 0.0, default=None)
    if best is not None and best.worth is not None:
        return Worth(
            judgement=best.worth, narrower=best.narrower, ingredient=part.id, certainty=certainty,
            reason=best.narrower or f"At this amount the trial saw {best.outcome}.",
            facts=(best.words, best.outcome, best.who), sources=best.sources,
        )  # fmt: skip
    if any(row.worth is Judgement.UNSUPPORTED for row in rows):
        return None
    least = rows[0]
    return Worth(
        judgement=Judgement.PLAUSIBLE_UNPROVEN, ingredient=part.id, certainty=certainty, sources=least.sources,
        reason="The trial that found something used more than the label gives a day, or the label does not say.",
        facts=(least.words, least.outcome, least.who),
    )  # fmt: skip


def _reaches(part: Part, row: Studied) -> bool:
    if row.mg_a_day is None:
        return True
    a_day = daily_mg(part) or once_mg(part)
    return a_day is not None and a_day.high >= row.mg_a_day * (1 - _SLACK)


def _contradiction(kind: ClaimType, sentence: str, case: Case) -> Worth | None:
    """Magnesium against cramps in older adults: trials found no fewer."""
    if kind.id != "claim_prevents_cramps":
        return None
    if not (case.has("age_over_65", "age_over_60") or _OLDER_OR_NIGHT.search(sentence)):
        return None
    for part in case.counted(hidden=False):
        if part.id == _MAGNESIUM:
            use = next(use for use in part.record.uses if use.direction == "no effect")
            return Worth(
                judgement=Judgement.CONTRADICTED, reason=use.claim, ingredient=part.id, facts=(use.studied,),
                certainty=use.evidence.certainty.value, sources=use.evidence.citations,
            )  # fmt: skip
    return None


def _function(kind: ClaimType, sentence: str, case: Case) -> Worth:
    """Normal muscle function: something is known for the minerals that are swallowed, and for nothing else."""
    for part in case.counted(hidden=False):
        if part.id in _NORMAL_FUNCTION and case.by_mouth:
            return Worth(
                judgement=kind.judgement, reason=kind.claim, ingredient=part.id, narrower=part.record.say,
                certainty=kind.evidence.certainty.value,
            )  # fmt: skip
    return Worth(
        judgement=Judgement.UNSUPPORTED,
        reason="We found nothing that shows it for what is in it.",
        certainty="none",
    )


def _may_relieve(part: Part) -> bool:
    return muscle_range(part.record) is not None or bool(_ACHE_PILLS & set(part.record.classes))


def _in_range(part: Part, case: Case) -> bool:
    limit = muscle_range(part.record)
    if limit is None:
        return part.active is not None and part.active.amount is not None
    value = percent_of(part)
    if value is None:
        # Milligrams in a patch cannot be set beside a range; that there is an amount is all one can say.
        return part.active is not None and part.active.amount is not None and not part.active.of_source
    if not case.us_label and case.label.kind is not ProductKind.UNKNOWN:
        return True
    low = limit.low if limit.low is not None else limit.exact or 0.0
    others = [row.low for row in part.record.limits if row.unit == "%" and row.low is not None]
    return value >= min([low, *others]) * (1 - _SLACK)


def _use_of(kind: ClaimType) -> str:
    return "prevention" if kind.id == "claim_prevents_cramps" else "relief"


_OF_KIND: dict[str, Callable[[ClaimType, str, Case], Worth]] = {
    "claim_temporary_relief_minor_aches": _aches,
    "claim_relieves_muscle_cramps": _cramps,
    "claim_prevents_cramps": _cramps,
    "claim_nocturnal_leg_cramp_drug_claim": _nights,
    "claim_supports_muscle_function": _function,
}
