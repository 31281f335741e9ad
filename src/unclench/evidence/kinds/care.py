# SPDX-License-Identifier: Apache-2.0
"""When a spasm is not just a spasm, when to see a doctor, and what happens there."""

from __future__ import annotations

from enum import StrEnum

from unclench.evidence.entities import UrgencyLevel
from unclench.evidence.kinds.record import Claimed, Record, Shape, shape
from unclench.evidence.kinds.triggers import Code
from unclench.evidence.schema import AdviceText, AdviceTexts, AreaIds, RecordIds

__all__ = [
    "CareRule",
    "DerivedFact",
    "FlagRule",
    "Mimic",
    "Question",
    "RedFlag",
    "SeeDoctor",
    "Threshold",
    "VisitItem",
    "VisitPart",
]


@shape
class Question(Shape):
    """One yes or no question. may_be_unsure: False where everybody knows the answer."""

    id: str
    text: AdviceText
    may_be_unsure: bool = True


@shape
class FlagRule(Shape):
    """when: question ids joined by and, or, not and brackets; `rules.parse` makes a tree of it."""

    when: str
    level: UrgencyLevel
    note: str = ""


@shape
class RedFlag(Claimed):
    """A danger that can look like a spasm.

    areas: where its questions are asked; empty means everywhere. also_in: places that are no area here.
    level: the most urgent of its rules. said_by: who says so, in words.
    """

    name: AdviceText
    areas: AreaIds = ()
    also_in: tuple[str, ...] = ()
    level: UrgencyLevel
    questions: tuple[Question, ...]
    rules: tuple[FlagRule, ...]
    why: str
    said_by: str
    codes: tuple[Code, ...] = ()


@shape
class DerivedFact(Record):
    """Something a rule may name that is worked out and not asked."""

    text: AdviceText
    definition: str


@shape
class CareRule(Claimed):
    """Findings that together need somebody. claim: the reason, as a person reads it.

    when: keys of findings and questions, and comparisons of numbers, joined by and, or, not and brackets. within: a
    time frame, where it is not the level's own. danger: its class. meanwhile: what to do and leave until then. blocks:
    kinds of relief that would harm. asks: False where no question is asked for this rule alone, until a sign of it was
    named and one answer would settle it.
    """

    when: str
    level: UrgencyLevel
    within: AdviceText = ""
    danger: str
    meanwhile: AdviceTexts = ()
    blocks: tuple[str, ...] = ()
    see: RecordIds = ()
    asks: bool = True


@shape
class Threshold(Shape):
    """Where a rule begins. assumed: no source gives the number."""

    value: float
    unit: str
    assumed: bool
    basis: str = ""


@shape
class SeeDoctor(Claimed):
    """A reason to see somebody, without an emergency. urgent_when: what makes it same-day. who: where to go."""

    level: UrgencyLevel
    threshold: Threshold | None = None
    urgent_when: AdviceText = ""
    who: AdviceText = ""
    said_by: str
    see: RecordIds = ()


class VisitPart(StrEnum):
    HISTORY = "history"
    EXAM = "exam"
    TEST = "test"
    REFERRAL = "referral"
    OPTION = "option"
    ASK = "ask"
    BRING = "bring"


@shape
class VisitItem(Claimed):
    """One thing of a visit: what is asked, examined, tested, offered, or what to ask and bring oneself.

    why: the reason, or when it makes sense. care: what to mind about it.
    """

    part: VisitPart
    name: AdviceText
    why: str = ""
    care: str = ""
    codes: tuple[Code, ...] = ()
    ucum: str = ""


@shape
class Mimic(Claimed):
    """Something that is taken for a cramp. claim: how to tell them apart. see: its red flag, where there is one."""

    name: AdviceText
    see: RecordIds = ()
