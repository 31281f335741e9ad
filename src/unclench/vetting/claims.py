# SPDX-License-Identifier: Apache-2.0
"""What a label claims, sentence by sentence, and what each claim is worth for this ingredient in this amount.

That something contains an ingredient is no proof that it works: a claim is raised only where the amount reaches what
was tried, and never by a homeopathic dilution or a food amount.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from unclench.evidence import Library
from unclench.evidence.kinds.products import ClaimType, Judgement
from unclench.vetting.case import Case
from unclench.vetting.claim_sentences import Sentence, denied, sentences_of
from unclench.vetting.findings import ClaimFinding
from unclench.vetting.label import MarkKind, ProductKind, Route
from unclench.vetting.profile import Goal
from unclench.vetting.worth import worth_of

__all__ = ["AILMENTS", "NOCTURNAL", "is_disease_claim", "judge_claims"]

NOCTURNAL = "claim_nocturnal_leg_cramp_drug_claim"
_DISEASE = "claim_disease_claim_supplement"
_HOMEOPATHIC = "claim_homeopathic_use"
_NAMES_HOMEOPATHY = re.compile(r"hpus|h\.p\.u\.s|hom(?:o)?eopath", re.IGNORECASE)
_PREVENTS = "claim_prevents_cramps"
_MAGNESIUM = "ingredient_magnesium"
_OLDER = "age_over_65"

_BENEFITS = frozenset(
    f"claim_{name}"
    for name in (
        "temporary_relief_minor_aches", "relieves_muscle_cramps", "prevents_cramps", "nocturnal_leg_cramp_drug_claim",
        "cures", "disease_claim_supplement", "supports_muscle_function", "detox",
    )
)  # fmt: skip
_LEADS_ALONE = frozenset({"claim_clinically_proven", "claim_risk_free_for_all"})

AILMENTS = re.compile(
    r"\b(?:osteo)?arthritis\b|\brestless legs?\b|\bneuropath|\bfibromyalgia\b|\bdiseases?\b|\bdisorders?\b|\bsyndrome\b"
    r"|\bdiabet|\bcancer\b|\bdepression\b|\bosteoporosis\b|\bhypertension\b|\bhigh blood pressure\b|\binfections?\b"
    r"|\bsciatica\b|\bmultiple sclerosis\b|\bparkinson|\bmigraines?\b|\binflammation\b|\bcirrhosis\b|\bstrokes?\b"
    r"|\binsomnia\b|\bgout\b|\bvaricose veins\b|\bthrombosis\b|\bcovid|\basthma\b|\bepilepsy\b",
    re.IGNORECASE,
)
_NAMED_DISEASE = re.compile(
    r"\b(?:osteo)?arthritis\b|\brestless legs? syndrome\b|\bneuropath(?:y|ic)\b|\bfibromyalgia\b",
    re.IGNORECASE,
)
_TREATS = re.compile(
    r"\b(?:treats?|treatment (?:of|for)|cures?|mitigates?|diagnoses?|heals?)\b", re.IGNORECASE
)
_PREVENTS_WORD = re.compile(r"\bprevents?\b", re.IGNORECASE)
_COMPLAINTS = re.compile(r"\bcramps?\b|\bspasms?\b|\bpain\b", re.IGNORECASE)
_REACH = 60
# Cramps of the belly are another thing.
_OTHER_CRAMPS = re.compile(
    r"(?:menstrual|period|stomach|abdominal|intestinal|gas|bowel) (?:cramps?|spasms?)$", re.IGNORECASE
)
# Lists on labels run on for longer than content's patterns reach.
_LONGER: dict[str, tuple[str, ...]] = {
    "claim_relieves_muscle_cramps": (
        r"\brelie(?:f|ves?|ving)\b[^.;]{0,260}?"
        r"(?<!menstrual )(?<!stomach )(?<!abdominal )(?<!period )\b(?:cramps?|spasms?)\b",
    ),
}


def judge_claims(case: Case) -> tuple[ClaimFinding, ...]:
    """Every claim of the label, the leading one marked, and what the person hopes for where trials speak against it."""
    found = list(_found(case))
    leading = _leading(found)
    judged = [
        _judged(kind, sentence, hit, case, index == leading)
        for index, (kind, sentence, hit) in enumerate(found)
    ]
    kept: dict[tuple[str, str], ClaimFinding] = {}
    for claim in judged:
        key = (claim.claim, claim.sentence.casefold())
        if key not in kept or claim.leading:
            kept[key] = claim
    return (*kept.values(), *_implied(case))


def is_disease_claim(text: str, start: int = 0) -> bool:
    """Whether words of a supplement speak of treating or preventing a disease. Cramps themselves are a grey zone:
    what is said to prevent them may be read as normal function, what is said to treat or cure them may not."""
    if _NAMED_DISEASE.search(text, start):
        return True
    for verb in _TREATS.finditer(text, start):
        reach = text[verb.end() : verb.end() + _REACH]
        if AILMENTS.search(reach) or _COMPLAINTS.search(reach):
            return True
    return any(
        AILMENTS.search(text[verb.end() : verb.end() + _REACH])
        for verb in _PREVENTS_WORD.finditer(text, start)
    )


@lru_cache(maxsize=4)
def _compiled(patterns: tuple[tuple[str, tuple[str, ...]], ...]) -> dict[str, tuple[re.Pattern[str], ...]]:
    return {key: tuple(re.compile(one, re.IGNORECASE) for one in some) for key, some in patterns}


def _patterns(library: Library) -> dict[str, tuple[re.Pattern[str], ...]]:
    return _compiled(
        tuple((row.id, row.patterns + _LONGER.get(row.id, ())) for row in library.claim_types.values())
    )


def _found(case: Case) -> Iterator[tuple[ClaimType, Sentence, re.Match[str]]]:
    patterns = _patterns(case.library)
    for sentence in sentences_of(case.label):
        hits = []
        for kind in case.library.claim_types.values():
            if not _applies(kind.id, sentence, case):
                continue
            first = min(
                (
                    hit
                    for pattern in patterns[kind.id]
                    for hit in pattern.finditer(sentence.text)
                    if not denied(sentence.text, hit.start()) and not _OTHER_CRAMPS.search(hit.group(0))
                ),
                key=lambda hit: (hit.start(), -hit.end()),
                default=None,
            )
            if first is not None:
                hits.append((kind, sentence, first))
        yield from sorted(hits, key=lambda found: (found[2].start(), found[0].id))


def _applies(key: str, sentence: Sentence, case: Case) -> bool:
    kind = case.label.kind
    if key == _DISEASE:
        supplement = kind is ProductKind.SUPPLEMENT or (
            kind is ProductKind.UNKNOWN and case.label.route is Route.MOUTH
        )
        return supplement and is_disease_claim(sentence.text)
    if key == _HOMEOPATHIC and not case.homeopathic:
        # "10x" alone is a boast and no dilution.
        return bool(_NAMES_HOMEOPATHY.search(sentence.text))
    if key == NOCTURNAL:
        return case.us_label and MarkKind.NDA not in case.marks
    return True


def _leading(found: list[tuple[ClaimType, Sentence, re.Match[str]]]) -> int | None:
    """The first benefit that the most prominent text promises; other words lead only where no benefit is named."""
    for keys in (_BENEFITS, _LEADS_ALONE):
        places = [
            (sentence.rank, index) for index, (kind, sentence, _) in enumerate(found) if kind.id in keys
        ]
        if places:
            return min(places)[1]
    return None


def _judged(
    kind: ClaimType, sentence: Sentence, hit: re.Match[str], case: Case, leading: bool
) -> ClaimFinding:
    worth = worth_of(kind, sentence.text, case)
    return ClaimFinding(
        claim=kind.id, judgement=worth.judgement, sentence=sentence.text, matched=hit.group(0), field=sentence.field,
        reason=worth.reason, leading=leading, narrower=worth.narrower, ingredient=worth.ingredient,
        certainty=worth.certainty, facts=(*kind.notes, *worth.facts),
        sources=tuple(dict.fromkeys((*kind.evidence.citations, *worth.sources))),
    )  # fmt: skip


def _implied(case: Case) -> Iterator[ClaimFinding]:
    """Somebody of 65 or over who takes magnesium against cramps hopes for what trials did not find."""
    if case.person.goal not in (Goal.ANY, Goal.PREVENTION) or not case.has(_OLDER):
        return
    wanted = [part for part in case.counted(hidden=False) if part.id == _MAGNESIUM]
    if not wanted or len(case.counted(hidden=False)) > 1 or case.label.kind is ProductKind.FOOD:
        return
    kind = case.library.claim_types[_PREVENTS]
    worth = worth_of(kind, "", case)
    if worth.judgement is Judgement.CONTRADICTED:
        yield ClaimFinding(
            claim=kind.id, judgement=worth.judgement, sentence="", matched="", field="", reason=worth.reason,
            leading=True, implied=True, ingredient=_MAGNESIUM, certainty=worth.certainty, facts=worth.facts,
            sources=worth.sources,
        )  # fmt: skip
