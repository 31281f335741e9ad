# SPDX-License-Identifier: Apache-2.0
"""What a look at a product found: a line for each thing, with the rule, the reason and where it stands."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from unclench.evidence.kinds.products import ConcernLevel, Judgement, ProductVerdict
from unclench.vetting.scale import Confidence

__all__ = [
    "BrandAnswer",
    "BrandSignal",
    "ClaimFinding",
    "DoseRow",
    "Finding",
    "HarmAnswer",
    "Notice",
    "SignalState",
    "Verdict",
]


class SignalState(StrEnum):
    """POSSIBLE: a name fits and nothing else does; that proves nothing."""

    FOUND = "found"
    POSSIBLE = "possible"
    NOT_FOUND = "not_found"
    CANNOT_KNOW = "cannot_know"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One rule that fired, or one thing that keeps the verdict from being better (then rule is "").

    floor: the best verdict it still allows. reason: our own words, to be shown. ingredient, condition, drug_class:
    ids of content, "" where it is about none. facts: what content says of it, in its words. written: the words of the
    label that it rests on; escape them. certainty: GRADE's word, where content grades it. from_memory: no page was
    read for it.
    """

    rule: str
    floor: ProductVerdict
    reason: str
    level: ConcernLevel | None = None
    ingredient: str = ""
    condition: str = ""
    drug_class: str = ""
    facts: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    written: str = ""
    certainty: str = ""
    from_memory: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimFinding:
    """One claim of the label. sentence and matched: as printed, escape them. implied: the label does not say it; it
    is what the person wants. narrower: what may be said instead. ingredient: the one that was weighed."""

    claim: str
    judgement: Judgement
    sentence: str
    matched: str
    field: str
    reason: str
    leading: bool = False
    implied: bool = False
    narrower: str = ""
    ingredient: str = ""
    certainty: str = ""
    facts: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class BrandSignal:
    """One check of the maker. effect: content's word for it. evidence: the words it was found by; escape them."""

    check: str
    state: SignalState
    effect: str
    evidence: str = ""
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """A regulator's notice or recall near this product. certain: more than the name fits. as_of: its date."""

    id: str
    rule: str
    certain: bool
    as_of: str
    words: str
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class HarmAnswer:
    """Can it harm this person? findings: the worst first."""

    word: ProductVerdict
    findings: tuple[Finding, ...]
    answered: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class BrandAnswer:
    """Does the maker act with integrity? A good sign never raises a verdict."""

    word: ProductVerdict
    signals: tuple[BrandSignal, ...]
    notices: tuple[Notice, ...]
    findings: tuple[Finding, ...]
    answered: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DoseRow:
    """The label beside the trials, for one ingredient and use. "" where nobody says.

    per_serving, per_day: of the label. studied: of the trial. compared: how the two stand, in a word (same, less,
    more, unknown). who: in whom it was studied.
    """

    ingredient: str
    use: str
    per_serving: str
    per_day: str
    studied: str
    compared: str
    who: str = ""
    outcome: str = ""
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """The answer for one product and one person.

    word and confidence are None where there was no label to judge (a recall record). claim_findings: what the rules
    made of the claims. missing: what we could not check, in words. rules: ids of content that fired. because: the
    sentences that carry the word, worst first. content_version: of the library that was asked.
    """

    word: ProductVerdict | None
    confidence: Confidence | None
    harm: HarmAnswer
    claims_word: ProductVerdict
    claims: tuple[ClaimFinding, ...]
    claim_findings: tuple[Finding, ...]
    brand: BrandAnswer
    missing: tuple[str, ...]
    rules: tuple[str, ...]
    sources: tuple[str, ...]
    doses: tuple[DoseRow, ...]
    because: tuple[str, ...]
    content_version: str

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All of them: harm, claims, brand."""
        return self.harm.findings + self.claim_findings + self.brand.findings
