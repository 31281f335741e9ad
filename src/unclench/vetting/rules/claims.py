# SPDX-License-Identifier: Apache-2.0
"""What the claims of a label do to its verdict."""

from __future__ import annotations

import re
from collections.abc import Iterator

from unclench.evidence.kinds.products import Judgement, ProductVerdict
from unclench.vetting.case import Case
from unclench.vetting.claim_sentences import said_of
from unclench.vetting.claims import NOCTURNAL
from unclench.vetting.findings import Finding
from unclench.vetting.label import MarkKind, ProductKind

__all__ = [
    "disclaimer_missing",
    "disease_supplement",
    "homeopathic",
    "nocturnal",
    "unapproved_active",
    "unsupported",
    "uses_unknown",
    "wrong_purpose",
]

_BAD = frozenset({Judgement.UNSUPPORTED, Judgement.CONTRADICTED, Judgement.NOT_PERMITTED})
_DRUG_CLAIMS = frozenset(
    f"claim_{name}"
    for name in (
        "temporary_relief_minor_aches", "relieves_muscle_cramps", "prevents_cramps", "nocturnal_leg_cramp_drug_claim",
        "cures",
    )
)  # fmt: skip
_NO_MONOGRAPH = frozenset({"ingredient_arnica", "ingredient_turmeric_topical", "ingredient_celery_seed"})
_CBD, _SILVER = "ingredient_cbd", "ingredient_colloidal_silver"

_SOMETHING_ELSE = re.compile(
    r"\blax\w{0,2}tives?\b|constipation|bowel|an[o]?rectal|h(?:a)?emorrhoid|rectal|antacid|heartburn|acid indigestion"
    r"|sleep[- ]aid|fall(?:ing)? asleep|cough|cold symptoms|nasal|sore throat|hay fever"
    r"|\ballerg(?:y|ies) (?:relief|symptoms)"
    r"|athlete'?s foot|\bacne\b|dandruff|hair (?:loss|growth)|teeth|toothache|\bmalaria\b|sunscreen|motion sickness",
    re.IGNORECASE,
)
_MUSCLES = re.compile(
    r"muscle|cramp|spasm|muscular|backache|back pain|strain|sprain|bruis|sore(?:ness|\b)|minor aches"
    r"|aches? (?:and|&) pains?|body aches|stiff|charley",
    re.IGNORECASE,
)
_PAIN = re.compile(r"\bpain\b", re.IGNORECASE)
_STRICTLY_MUSCLES = re.compile(
    r"muscle|cramp|spasm|muscular|backache|back pain|strain|sprain|bruis|sore|stiff|joints? (?:and|&)",
    re.IGNORECASE,
)
_SAYS_A_USE = re.compile(r"relie|\bfor\b|help|treat|prevent|reduc|laxt?ative|laxtive", re.IGNORECASE)
_ARTHRITIS_ONLY = re.compile(
    r"arthritis pain only|only (?:for|in) arthritis|arthritis pain reliever|relief of arthritis pain",
    re.IGNORECASE,
)


def unsupported(case: Case) -> Iterator[Finding]:
    """R_CLAIM_UNSUPPORTED: the leading claim, or the one thing the person hopes for."""
    for claim in case.claims:
        if claim.leading and claim.judgement in _BAD:
            yield Finding(
                rule="R_CLAIM_UNSUPPORTED", floor=ProductVerdict.NOT_RECOMMENDED, ingredient=claim.ingredient,
                reason=claim.reason, facts=claim.facts, sources=claim.sources, written=claim.matched,
                certainty=claim.certainty,
            )  # fmt: skip


def homeopathic(case: Case) -> Iterator[Finding]:
    """R_CLAIM_HOMEOPATHIC: a disclaimer is honest and does not make it work."""
    if not case.homeopathic:
        return
    record = case.library.ingredients["ingredient_homeopathic_cramp_remedies"]
    honest = MarkKind.HOMEOPATHIC_DISCLAIMER in case.marks
    yield Finding(
        rule="R_CLAIM_HOMEOPATHIC", floor=ProductVerdict.NOT_RECOMMENDED, ingredient=record.id,
        reason="Homeopathic: no trial shows that it works. The label says so itself."
        if honest
        else "Homeopathic: no trial shows that it works.",
        facts=record.notes, sources=record.evidence.citations,
        written=", ".join(sorted(one.dilution.written for one in case.label.actives if one.dilution)),
    )  # fmt: skip


def disease_supplement(case: Case) -> Iterator[Finding]:
    """R_CLAIM_DISEASE_SUPPLEMENT."""
    cures = {"claim_cures"} if case.label.kind is ProductKind.SUPPLEMENT else set()
    for claim in case.claims:
        if claim.claim in {"claim_disease_claim_supplement", *cures}:
            yield Finding(
                rule="R_CLAIM_DISEASE_SUPPLEMENT", floor=ProductVerdict.NOT_RECOMMENDED, written=claim.sentence,
                reason="A supplement may not say that it treats or prevents a disease.", facts=claim.facts[:1],
                sources=claim.sources,
            )  # fmt: skip
            return


def nocturnal(case: Case) -> Iterator[Finding]:
    """R_CLAIM_NOCTURNAL_CRAMP_OTC: of a medicine, homeopathic or not, that is no approved new drug."""
    for claim in case.claims:
        if claim.claim == NOCTURNAL and claim.judgement is Judgement.NOT_PERMITTED:
            yield Finding(
                rule="R_CLAIM_NOCTURNAL_CRAMP_OTC", floor=ProductVerdict.AVOID, written=claim.sentence,
                reason="In the US no over-the-counter medicine may be sold against night leg cramps.",
                facts=claim.facts[:1], sources=claim.sources,
            )  # fmt: skip
            return


def disclaimer_missing(case: Case) -> Iterator[Finding]:
    """R_DISCLAIMER_MISSING: only a whole label can lack it."""
    if (
        case.label.kind is ProductKind.SUPPLEMENT and case.us_label and case.complete
        and any(not claim.implied for claim in case.claims)
        and MarkKind.SUPPLEMENT_DISCLAIMER not in case.marks
    ):  # fmt: skip
        yield Finding(
            rule="R_DISCLAIMER_MISSING", floor=ProductVerdict.SUITABLE_WITH_CAUTIONS,
            reason="It makes a claim without the sentence that the law asks for beside it.",
        )  # fmt: skip


def wrong_purpose(case: Case) -> Iterator[Finding]:
    """R_WRONG_PURPOSE: made for the bowel, for arthritis or for sleep, and wanted for cramps."""
    said = [
        *case.label.purpose,
        *(one for one in case.label.claims if "use" in one.field or "indicat" in one.field),
    ]
    if case.label.kind in (ProductKind.FOOD, ProductKind.SUPPLEMENT, ProductKind.DEVICE):
        return
    text = " ".join(one.text for one in said)
    every = " ".join((text, *(one.text for one in case.label.claims)))
    else_ = _SOMETHING_ELSE.search(text) or _SOMETHING_ELSE.search(every)
    arthritis = _ARTHRITIS_ONLY.search(every)
    only_arthritis = arthritis is not None and not _STRICTLY_MUSCLES.search(every)
    fits = _MUSCLES.search(every) or _PAIN.search(every)
    unrelated = bool(text.strip()) and not fits and case.medicine
    if (else_ is not None and not _MUSCLES.search(every)) or only_arthritis or unrelated:
        hit = else_ or arthritis
        yield Finding(
            rule="R_WRONG_PURPOSE", floor=ProductVerdict.NOT_RECOMMENDED,
            reason="It is made for something else. Nothing on it is about cramps.",
            written=hit.group(0) if hit else text[:120],
        )  # fmt: skip


def uses_unknown(case: Case) -> Iterator[Finding]:
    """A medicine whose uses are not in what we have may be for anything. No rule of content."""
    if not case.medicine:
        return
    told = said_of(case.label)
    if not case.complete:
        # Of a record that may be cut, a heading such as "Topical analgesic" is no statement of uses.
        told = tuple(one for one in told if one.field != "purpose" or _SAYS_A_USE.search(one.text))
    if not told:
        yield Finding(
            rule="",
            floor=ProductVerdict.CANNOT_JUDGE,
            reason="What the medicine is for is not in what we have.",
        )


def unapproved_active(case: Case) -> Iterator[Finding]:
    """R_UNAPPROVED_ACTIVE: CBD in whatever list, silver and plants where a medicine rests on them alone."""
    if case.homeopathic or not case.us_label:
        return
    eaten = case.label.kind in (ProductKind.FOOD, ProductKind.SUPPLEMENT)
    if not (case.medicine or any(claim.claim in _DRUG_CLAIMS for claim in case.claims)):
        return
    if {MarkKind.NDA, MarkKind.UK_LICENCE, MarkKind.UK_THR, MarkKind.EU_LICENCE} & case.marks.keys():
        return
    parts = case.counted()
    carried = any(not part.hidden and part.id not in {*_NO_MONOGRAPH, _CBD, _SILVER} for part in parts)
    for part in parts:
        rests = part.id == _CBD or (not part.hidden and part.id == _SILVER)
        rests = rests or (not eaten and not part.hidden and part.id in _NO_MONOGRAPH and not carried)
        if rests:
            yield Finding(
                rule="R_UNAPPROVED_ACTIVE", floor=ProductVerdict.AVOID, ingredient=part.id, written=part.line.written,
                reason=f"{part.record.name} has no approval as a medicine, yet the product is sold as one.",
                facts=tuple(row.what for row in part.record.limits), from_memory=any(
                    row.seen == "from_memory" for row in part.record.limits
                ),
                sources=tuple(key for row in part.record.limits for key in row.sources),
            )  # fmt: skip
