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
from unclench.errors import InputError

__all__ = [
    "MOST_ASKED",
    "QUIET",
    "Answer",
    "AnswerState",
    "CheckIn",
    "CheckInKind",
    "answers_of",
    "check_in_from",
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
    """What was said of one item. value: of a yes, in the exposure's unit. hour: 0 to 24 on the wall clock, of a yes."""

    state: AnswerState
    value: float | None = None
    hour: float | None = None


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

    An item left alone after it was answered keeps its answer: the form showed it and nobody changed it.
    """
    ordered = sorted({one.id: one for one in said}.values(), key=lambda one: (one.at, one.id))
    undone = {one.of for one in ordered if one.kind is CheckInKind.RESTORED}
    answers: dict[str, Answer] = {}
    for one in ordered:
        if one.kind is CheckInKind.CLEARED and one.id not in undone:
            answers = {}
        for key, answer in one.answers.items() if one.kind is CheckInKind.ANSWERED else ():
            if answer.state in (AnswerState.YES, AnswerState.NO) or key not in answers:
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


def check_in_from(data: Mapping[str, object], exposures: Mapping[str, Exposure]) -> dict[str, Answer]:
    """Answers as they are sent or kept: {id: {"state", "value"?, "hour"?}}. InputError names the item that is wrong."""
    return {key: _answer(key, value, exposures) for key, value in data.items()}


def _answer(key: str, data: object, exposures: Mapping[str, Exposure]) -> Answer:
    exposure = exposures.get(key)
    if not isinstance(data, Mapping) or (exposure is None and key != QUIET):
        raise _wrong(key, "It is not something this diary follows.")
    try:
        state = AnswerState(str(data.get("state")))
    except ValueError:
        raise _wrong(key, "It is neither yes nor no, untouched or not asked.") from None
    if state is not AnswerState.YES:
        return Answer(state)
    value, hour = data.get("value"), data.get("hour")
    if not all(
        one is None or (isinstance(one, int | float) and not isinstance(one, bool)) for one in (value, hour)
    ):
        raise _wrong(key, "A value and an hour are numbers.")
    if isinstance(hour, int | float) and not 0 <= hour < 24:
        raise _wrong(key, "An hour goes from 0 to 24.")
    number = None if value is None else float(value)
    amount = 1.0 if exposure is None else exposure.checked(number)
    return Answer(state, amount, None if hour is None else float(hour))


def _wrong(key: str, why: str) -> InputError:
    return InputError(
        "An answer cannot be kept.", why=why, todo="Open the day again and correct it.", field=key
    )
