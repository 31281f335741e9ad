# SPDX-License-Identifier: Apache-2.0
"""The verdict on one label for one person: three answers, and one word never better than the worst of them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from unclench.evidence import Library
from unclench.evidence.kinds.products import ProductQuestion, ProductVerdict
from unclench.vetting.beside_trials import doses_beside_trials
from unclench.vetting.brand import brand_signals, contact_known, notices
from unclench.vetting.case import Case, open_case
from unclench.vetting.claim_sentences import said_of
from unclench.vetting.claims import judge_claims
from unclench.vetting.findings import (
    BrandAnswer,
    ClaimFinding,
    DoseRow,
    Finding,
    HarmAnswer,
    Notice,
    Verdict,
)
from unclench.vetting.label import Label, Missing, Recall
from unclench.vetting.profile import ADULT, Profile
from unclench.vetting.rules import RULES, WATCHERS
from unclench.vetting.scale import Confidence, is_worse, worst

__all__ = ["judge"]

_UNCHECKED = frozenset({"R_STRENGTH_CONTRADICTION", "R_UNITS_IMPLAUSIBLE"})
_PARTS_OF_AN_ANSWER = 3

_MISSING_WORDS: dict[Missing, str] = {
    Missing.NAME: "the name",
    Missing.BRAND: "the brand",
    Missing.FIRM: "the firm",
    Missing.KIND: "what kind of product it is",
    Missing.ROUTE: "where it goes: on the skin or in the mouth",
    Missing.ACTIVES: "what is in it",
    Missing.AMOUNTS: "how much is in it",
    Missing.ELEMENTAL: "how much of the mineral itself is in the salt",
    Missing.INACTIVES: "the other ingredients",
    Missing.DIRECTIONS: "the directions",
    Missing.DAILY_AMOUNT: "how much a day",
    Missing.USES: "what it is for",
    Missing.WARNINGS: "the warnings",
    Missing.STOP_USE: "when to stop",
    Missing.KEEP_FROM_CHILDREN: "the line on children",
    Missing.CONTACT: "somebody to call",
    Missing.LOT: "the lot number",
    Missing.EXPIRY: "the expiry date",
    Missing.DATE: "the date of the label",
}


def judge(
    label: Label,
    profile: Profile = ADULT,
    library: Library | None = None,
    *,
    today: date,
    also_takes: Iterable[Label] = (),
    recalls: Iterable[Recall] = (),
    seals: Iterable[str] = (),
) -> Verdict:
    """Is this product any good, for this person?

    also_takes: labels of everything else they take, for what adds up. recalls: records somebody imported. seals: ids
    of brand checks whose own list the person looked the product up in. library: the shipped one where none is given.
    A recall record is no label: its verdict has no word.
    """
    if library is None:
        from unclench.evidence import load

        library = load()
    case = open_case(
        label, profile, library, today=today, also_takes=tuple(also_takes), recalls=tuple(recalls),
        seals=frozenset(seals),
    )  # fmt: skip
    if label.recall is not None:
        return _no_label(case)
    claims = judge_claims(case)
    case = case.with_claims(claims)
    by_question = _fired(case)
    harm = _sorted(by_question[ProductQuestion.INGREDIENTS])
    claimed = _sorted(by_question[ProductQuestion.CLAIMS])
    maker = _sorted(by_question[ProductQuestion.BRAND])
    harm_word, claims_word, brand_word = (
        worst(one.floor for one in found) for found in (harm, claimed, maker)
    )
    answered = (_harm_answered(case, harm), _claims_answered(case), contact_known(case) or case.complete)
    every = (*harm, *claimed, *maker)
    told = notices(case)
    doses = doses_beside_trials(case)
    return Verdict(
        word=worst((harm_word, claims_word, brand_word)),
        confidence=_confidence(case, answered),
        harm=HarmAnswer(word=harm_word, findings=harm, answered=answered[0]),
        claims_word=claims_word,
        claims=claims,
        claim_findings=claimed,
        brand=BrandAnswer(
            word=brand_word, signals=brand_signals(case), notices=told, findings=maker, answered=answered[2]
        ),
        missing=_missing(case, every),
        rules=tuple(key for key in RULES if any(one.rule == key for one in every)),
        sources=_sources((*every, *claims, *told, *doses)),
        doses=doses,
        because=_because(every),
        content_version=library.version,
    )


def _fired(case: Case) -> dict[ProductQuestion, list[Finding]]:
    found: dict[ProductQuestion, list[Finding]] = {question: [] for question in ProductQuestion}
    for key, rule in RULES.items():
        record = case.library.verdict_rules.get(key)
        if record is not None:
            # A rule may speak under the id of another, which then is the one that answers.
            for one in rule(case):
                answering = case.library.verdict_rules[one.rule]
                found[answering.question].append(one)
    for question, watchers in WATCHERS.items():
        for watcher in watchers:
            found[question] += watcher(case)
    return found


def _sorted(found: Iterable[Finding]) -> tuple[Finding, ...]:
    """The worst first; then by words, so that the order of the label's lines does not matter."""
    kept = dict.fromkeys(
        sorted(
            found,
            key=lambda one: (
                one.rule == "",
                one.rule,
                one.ingredient,
                one.condition,
                one.drug_class,
                one.reason,
            ),
        )
    )
    rows = list(kept)
    return tuple(sorted(rows, key=lambda one: -_badness(one.floor)))


def _badness(word: ProductVerdict) -> int:
    return sum(is_worse(word, other) for other in ProductVerdict if other is not ProductVerdict.BY_RECORD)


def _harm_answered(case: Case, harm: tuple[Finding, ...]) -> bool:
    open_questions = [
        one for one in harm if one.rule in _UNCHECKED or (one.rule == "" and not one.from_memory)
    ]
    return bool(case.parts) and not open_questions


def _claims_answered(case: Case) -> bool:
    return case.complete or bool(said_of(case.label))


def _confidence(case: Case, answered: tuple[bool, ...]) -> Confidence:
    lost = answered.count(False)
    if lost >= _PARTS_OF_AN_ANSWER or not (case.label.actives or case.parts):
        return Confidence.LOW
    if lost or case.label.complete is False or case.label.cut:
        return Confidence.MEDIUM
    return Confidence.HIGH


def _missing(case: Case, found: Iterable[Finding]) -> tuple[str, ...]:
    listed = [_MISSING_WORDS.get(one, one.value) for one in case.label.missing]
    listed += [one.reason for one in found if one.rule == "" and not one.from_memory]
    listed += case.label.unknowns
    if case.person.age is None and not any(key.startswith("age_") for key in case.person.conditions):
        listed.append("your age: a grown-up is assumed")
    if case.person.region.value == "unknown":
        listed.append("your region: the strictest level is used")
    return tuple(dict.fromkeys(listed))


def _sources(rows: Iterable[Finding | ClaimFinding | Notice | DoseRow]) -> tuple[str, ...]:
    return tuple(sorted({key for row in rows for key in row.sources}))


def _because(found: Iterable[Finding]) -> tuple[str, ...]:
    """The sentences that carry the word, worst first, each once."""
    rows = sorted(found, key=lambda one: -_badness(one.floor))
    return tuple(dict.fromkeys(one.reason for one in rows if one.floor is not ProductVerdict.SUITABLE))


def _no_label(case: Case) -> Verdict:
    recall = case.label.recall
    assert recall is not None  # the caller asked
    said = f"This is a recall record ({recall.number}), not a label. Match it by firm, name and lot."
    return Verdict(
        word=None, confidence=None,
        harm=HarmAnswer(word=ProductVerdict.CANNOT_JUDGE, findings=(), answered=False),
        claims_word=ProductVerdict.CANNOT_JUDGE, claims=(), claim_findings=(),
        brand=BrandAnswer(word=ProductVerdict.CANNOT_JUDGE, signals=(), notices=(), findings=(), answered=False),
        missing=("a label",), rules=(), sources=(), doses=(), because=(said,),
        content_version=case.library.version,
    )  # fmt: skip
