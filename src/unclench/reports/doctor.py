# SPDX-License-Identifier: Apache-2.0
"""What happens at the doctor's: questions to take along, and what the doctor may do, with how sure that is."""

from __future__ import annotations

from collections.abc import Iterable

from unclench.evidence import Certainty, mark_in_words
from unclench.evidence.kinds import VisitItem, VisitPart
from unclench.reports.entities import Doctor, Option, OptionGroup, Question, Questions
from unclench.reports.speech import Speech

__all__ = ["DOTS", "doctor", "questions"]

DOTS = {Certainty.HIGH: 4, Certainty.MODERATE: 3, Certainty.LOW: 2, Certainty.VERY_LOW: 1, Certainty.NONE: 0}
"""Filled dots of four, as on the pages of the library."""

_GROUPS = (VisitPart.EXAM, VisitPart.TEST, VisitPart.REFERRAL, VisitPart.OPTION)


def questions(say: Speech, left_out: frozenset[str]) -> Questions:
    """The questions of content/visit.yaml that the person kept."""
    items = tuple(
        Question(record.id, say.visit(record.id, "name")) for record in _records(say, VisitPart.ASK, left_out)
    )
    return Questions(say.say("questions"), items)


def doctor(say: Speech, left_out: frozenset[str]) -> Doctor:
    """Examination, tests, referral and treatment in plain words."""
    groups = (
        OptionGroup(
            part.value, say.say(part.value), tuple(_option(one, say) for one in _records(say, part, left_out))
        )
        for part in _GROUPS
    )
    shown = tuple(one for one in groups if one.items)
    return Doctor(say.say("doctor"), say.say("doctor_sentence"), say.say("marks_explained"), shown)


def _records(say: Speech, part: VisitPart, left_out: frozenset[str]) -> Iterable[VisitItem]:
    return (one for one in say.library.visit.values() if one.part is part and one.id not in left_out)


def _option(record: VisitItem, say: Speech) -> Option:
    certainty = record.evidence.certainty
    return Option(
        id=record.id,
        name=say.visit(record.id, "name"),
        claim=say.visit(record.id, "claim"),
        dots=DOTS[certainty],
        mark=say.say(f"mark_{certainty.value}"),
        marks=tuple(mark_in_words(mark) for mark in record.marks),
    )
