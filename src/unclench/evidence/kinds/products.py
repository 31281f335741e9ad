# SPDX-License-Identifier: Apache-2.0
"""What is sold against cramps: what is in it, what it claims, who makes it."""

from __future__ import annotations

from enum import StrEnum

from unclench.evidence.entities import Evidence
from unclench.evidence.kinds.record import Claimed, Record, Shape, shape
from unclench.evidence.kinds.triggers import Code
from unclench.evidence.schema import AdviceText, AdviceTexts, ConditionId, DrugClassId, RecordId, SourceIds

__all__ = [
    "Aid",
    "BrandCheck",
    "ClaimType",
    "Clash",
    "Concern",
    "ConcernLevel",
    "Ingredient",
    "Judgement",
    "JudgementOn",
    "Limit",
    "ParsingRule",
    "ProductFact",
    "ProductQuestion",
    "ProductVerdict",
    "Use",
    "VerdictRule",
    "WatchEntry",
]


class ProductVerdict(StrEnum):
    """Worst wins. CANNOT_JUDGE stands beside the others: what is needed is missing or contradicts itself."""

    SUITABLE = "suitable"
    SUITABLE_WITH_CAUTIONS = "suitable_with_cautions"
    NOT_RECOMMENDED = "not_recommended"
    AVOID = "avoid"
    CANNOT_JUDGE = "cannot_judge"
    BY_RECORD = "by_record"


class ProductQuestion(StrEnum):
    INGREDIENTS = "ingredients"
    CLAIMS = "claims"
    BRAND = "brand"


class Judgement(StrEnum):
    """What a claim on a label is worth."""

    SUPPORTED = "supported"
    SUPPORTED_NARROWER = "supported_narrower"
    PLAUSIBLE_UNPROVEN = "plausible_unproven"
    UNSUPPORTED = "unsupported"
    CONTRADICTED = "contradicted"
    NOT_PERMITTED = "not_permitted"


class ConcernLevel(StrEnum):
    """SEPARATE: take some hours apart."""

    AVOID = "avoid"
    ASK = "ask"
    CAUTION = "caution"
    SEPARATE = "separate"


@shape
class Concern(Shape):
    """Who should not use it, or only with care. from_memory: no page was read for it."""

    condition: ConditionId
    level: ConcernLevel
    note: str = ""
    from_memory: bool = False


@shape
class Clash(Shape):
    """What it does together with a class of medicines."""

    drug_class: DrugClassId
    level: ConcernLevel
    effect: str
    sources: SourceIds = ()
    from_memory: bool = False


@shape
class Limit(Shape):
    """A legal or tolerable limit, to test a label against; never advice. low is exclusive where low_excluded.

    seen: source, label, secondary, from_memory or not_said. Never let a from_memory limit alone clear a product.
    """

    what: str
    region: str
    unit: str = ""
    low: float | None = None
    high: float | None = None
    exact: float | None = None
    low_excluded: bool = False
    age: str = ""
    seen: str
    note: str = ""
    sources: SourceIds = ()


@shape
class Use(Shape):
    """What it does against cramps, in one use. who: in whom, where it was studied in some only."""

    use: str
    who: str = ""
    direction: str
    claim: AdviceText
    studied: str
    evidence: Evidence


@shape
class Ingredient(Claimed):
    """One active. claim and evidence: the harm it can do; uses: the good it can do.

    unii: its code in the US register. say: what to tell a person, in our words. same_as: an ingredient whose harms
    it shares. notes: law and packaging, in words.
    """

    name: AdviceText
    names: tuple[str, ...]
    inci: str = ""
    unii: tuple[Code, ...] = ()
    classes: tuple[str, ...]
    routes: tuple[str, ...]
    harms: tuple[str, ...]
    say: AdviceText
    uses: tuple[Use, ...]
    avoid_if: tuple[Concern, ...] = ()
    interactions: tuple[Clash, ...] = ()
    never_with: tuple[str, ...] = ()
    limits: tuple[Limit, ...] = ()
    notes: tuple[str, ...] = ()
    check_label: tuple[str, ...] = ()
    same_as: RecordId = ""


@shape
class ClaimType(Claimed):
    """A kind of claim on a label. patterns: regular expressions for a first pass. raised: when it is worth more."""

    patterns: tuple[str, ...]
    judgement: Judgement
    applies_to: str = ""
    needs: str = ""
    raised: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


@shape
class VerdictRule(Record):
    """A rule that sets the least bad verdict. BY_RECORD: the level stands at the ingredient. when: in words."""

    name: AdviceText
    question: ProductQuestion
    verdict: ProductVerdict
    when: str
    sources: SourceIds = ()


@shape
class ParsingRule(Record):
    """How a label is read."""

    name: AdviceText
    text: str


@shape
class BrandCheck(Record):
    """A sign for or against a maker."""

    signal: str
    effect: str
    how: str = ""
    means: str = ""
    examples: tuple[str, ...] = ()
    sources: SourceIds = ()


@shape
class WatchEntry(Record):
    """A regulator's notice that names a product or firm. as_of: its date; a name hit alone proves nothing."""

    names: tuple[str, ...] = ()
    firm: str = ""
    rule: RecordId
    found: tuple[str, ...] = ()
    why: str = ""
    as_of: str
    note: str = ""
    sources: SourceIds


@shape
class JudgementOn(Shape):
    """What a common claim about a thing is worth."""

    claim: str
    judgement: Judgement


@shape
class Aid(Claimed):
    """A thing that is bought: band, roller, pad, stocking. safety: one instruction a sentence."""

    name: AdviceText
    names: tuple[str, ...] = ()
    use: AdviceText = ""
    safety: AdviceTexts = ()
    avoid_if: tuple[Concern, ...] = ()
    interactions: tuple[Clash, ...] = ()
    judgements: tuple[JudgementOn, ...] = ()
    recalls: str = ""
    facts: tuple[str, ...] = ()
    same_as: RecordId = ""


@shape
class ProductFact(Claimed):
    """Something about a whole class of products. detail: the numbers."""

    detail: str
