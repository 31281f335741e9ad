# SPDX-License-Identifier: Apache-2.0
"""The check-in: what was said of a day, in four states, and which questions are worth asking.

What was said is kept as events that are only ever added; a day's answers are their fold. It depends neither on the
order of arrival nor on repeats, and for each item the latest word counts.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from unclench.diary.exposures import Exposure

__all__ = [
    "MOST_ASKED",
    "QUIET",
    "Answer",
    "AnswerState",
    "CheckIn",
    "CheckInKind",
    "answers_of",
    "questions_for",
]

QUIET = "quiet"
"""The item that says whether the day and its night were free of spasms: yes, they were; no, they were not."""

MOST_ASKED = 5
"""Questions of a check-in, unless the person asks for more."""


class AnswerState(StrEnum):
    """UNTOUCHED: shown and left alone. NOT_ASKED: not shown. Neither ever counts as a no."""

    YES = "yes"
    NO = "no"
    UNTOUCHED = "untouched"
    NOT_ASKED = "not_asked"


@dataclass(frozen=True, slots=True)
class Answer:
    """What was said of one item.

    value: of a yes, in the exposure's unit. hour: 0 to 24 on the wall clock, of a yes. choice: which answer of a
    CHOICE, where several count the same.
    """

    state: AnswerState
    value: float | None = None
    hour: float | None = None
    choice: str | None = None


class CheckInKind(StrEnum):
    """CLEARED takes back everything said of the day so far; RESTORED undoes one clearing."""

    ANSWERED = "answered"
    CLEARED = "cleared"
    RESTORED = "restored"


@dataclass(frozen=True, slots=True)
class CheckIn:
    """One thing said about a day. id: made once by whoever sends it, so that it counts once. at: aware.

    answers: by exposure id (and QUIET), of an ANSWERED one. of: the clearing that a RESTORED one undoes.
    """

    id: UUID
    day: date
    kind: CheckInKind
    at: datetime
    answers: Mapping[str, Answer] = field(default_factory=dict)
    of: UUID | None = None


def answers_of(said: Iterable[CheckIn]) -> dict[str, Answer]:
    """What holds of a day after all that was said of it, in any order, repeats allowed.

    An item left alone after it was answered keeps its answer: the form showed it and nobody changed it. One that was
    shown counts as left alone, also where another time it was not asked.
    """
    ordered = sorted({one.id: one for one in said}.values(), key=lambda one: (one.at, one.id))
    undone = {one.of for one in ordered if one.kind is CheckInKind.RESTORED}
    answers: dict[str, Answer] = {}
    for one in ordered:
        if one.kind is CheckInKind.CLEARED and one.id not in undone:
            answers = {}
        for key, answer in one.answers.items() if one.kind is CheckInKind.ANSWERED else ():
            known = answers.get(key)
            told = answer.state in (AnswerState.YES, AnswerState.NO)
            if told or known is None or known.state is AnswerState.NOT_ASKED:
                answers[key] = answer
    return answers


def questions_for(
    followed: Sequence[Exposure], known: Collection[str], *, everything: bool = False
) -> tuple[list[Exposure], list[Exposure]]:
    """Which of the followed exposures to ask about a day, and which are left for another time.

    known: ids a device or file already tells of that day: neither they nor what they tell is asked. everything: no
    limit to MOST_ASKED.
    """
    open_ones = [
        one
        for one in followed
        if one.question and one.id not in known and not any(key in known for key in one.told_by)
    ]
    limit = len(open_ones) if everything else MOST_ASKED
    return open_ones[:limit], open_ones[limit:]
