# SPDX-License-Identifier: Apache-2.0
"""What was said of a day in four states: the latest word counts, in any order, and silence is never a no."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import permutations
from uuid import UUID, uuid4

import numpy as np

from unclench.diary.checkin import (
    MOST_ASKED,
    Answer,
    AnswerState,
    CheckIn,
    CheckInKind,
    answers_of,
    questions_for,
)
from unclench.diary.columns import Column, Known
from unclench.diary.exposures import Exposure, ExposureKind

DAY = date(2026, 11, 23)
YES, NO = Answer(AnswerState.YES, 1.0), Answer(AnswerState.NO)
UNTOUCHED, NOT_ASKED = Answer(AnswerState.UNTOUCHED), Answer(AnswerState.NOT_ASKED)
SITTING = Exposure(
    "sitting_h", "Sitting", ExposureKind.AMOUNT, "How long?", "h", most=24, told_by=("chair_min",)
)
HOT = Exposure("hot_day", "Hot", ExposureKind.YES_NO, "Hot?")
STRESS = Exposure("stress", "Stress", ExposureKind.SCALE, "How much?", most=10)
STEPS = Exposure("steps", "Steps", ExposureKind.AMOUNT)


def said(
    minute: int, kind: CheckInKind = CheckInKind.ANSWERED, of: UUID | None = None, **answers: Answer
) -> CheckIn:
    return CheckIn(uuid4(), DAY, kind, datetime(2026, 11, 23, 20, minute, tzinfo=UTC), answers, of)


def test_the_latest_word_counts_whatever_arrives_first() -> None:
    told = [said(1, hot_day=YES), said(2, hot_day=NO, stress=UNTOUCHED), said(3, stress=YES)]
    for order in permutations(told):
        assert answers_of([*order, order[0]]) == {"hot_day": NO, "stress": YES}


def test_left_alone_or_not_asked_takes_no_answer_away() -> None:
    first = said(1, hot_day=YES, stress=NO)
    assert answers_of([first, said(2, hot_day=UNTOUCHED, stress=NOT_ASKED)]) == {"hot_day": YES, "stress": NO}


def test_a_day_that_was_taken_back_says_nothing_until_it_is_brought_back() -> None:
    first, cleared = said(1, hot_day=YES), said(2, CheckInKind.CLEARED)
    undone = said(3, CheckInKind.RESTORED, of=cleared.id)
    assert answers_of([first, cleared]) == {}
    assert answers_of([undone, cleared, first]) == {"hot_day": YES}


def test_what_is_said_after_it_was_taken_back_stands_alone() -> None:
    told = [said(1, hot_day=YES), said(2, CheckInKind.CLEARED), said(3, stress=NO)]
    assert answers_of(told) == {"stress": NO}


def test_bringing_back_one_clearing_leaves_a_later_one() -> None:
    first, one, two = said(1, hot_day=YES), said(2, CheckInKind.CLEARED), said(4, CheckInKind.CLEARED)
    assert answers_of([first, one, said(3, CheckInKind.RESTORED, of=one.id), two]) == {}


def test_the_order_of_arrival_changes_nothing() -> None:
    dice = random.Random(7)
    cleared = said(3, CheckInKind.CLEARED)
    told = [
        said(1, a=YES),
        said(2, b=NO, a=UNTOUCHED),
        cleared,
        said(4, b=YES),
        said(5, CheckInKind.RESTORED, of=cleared.id),
    ]
    expected = answers_of(told)
    for _ in range(20):
        dice.shuffle(told)
        assert answers_of([*told, *told[:2]]) == expected


def test_at_most_five_questions_unless_more_are_wanted() -> None:
    many = [replace(HOT, id=f"own_{n}") for n in range(8)]
    asked, left = questions_for(many, set())
    assert ([one.id for one in asked], len(left)) == ([f"own_{n}" for n in range(MOST_ASKED)], 3)
    assert questions_for(many, set(), everything=True) == (many, [])


def test_nobody_is_asked_what_a_device_told() -> None:
    assert questions_for([SITTING, HOT], {"hot_day"})[0] == [SITTING]
    assert questions_for([SITTING, HOT], {"chair_min"})[0] == [HOT], "the same under the name of a device"
    assert questions_for([STEPS], set()) == ([], []), "nobody counts steps by heart"


def test_an_item_that_was_shown_at_last_counts_as_left_alone() -> None:
    first = CheckIn(
        uuid4(), DAY, CheckInKind.ANSWERED, datetime(2026, 11, 23, 21, tzinfo=UTC), {"hot_day": NOT_ASKED}
    )
    later = CheckIn(uuid4(), DAY, CheckInKind.ANSWERED, first.at + timedelta(hours=1), {"hot_day": UNTOUCHED})
    assert answers_of([first, later]) == {"hot_day": UNTOUCHED}
    assert answers_of([later]) == {"hot_day": UNTOUCHED}


def test_in_a_column_only_a_no_is_nought() -> None:
    column = Column.empty(4)
    for row, answer in enumerate((Answer(AnswerState.YES, 6.0, 9.5), NO, UNTOUCHED, NOT_ASKED)):
        column.put(row, answer)
    assert column.known.tolist() == [Known.YES, Known.NO, Known.UNTOUCHED, Known.NOT_ASKED]
    assert column.values[:2].tolist() == [6.0, 0.0]
    assert np.isnan(column.values[2:]).all()
    assert column.hours[0] == 9.5
    column.put(0, None)
    assert np.isnan(column.values[0])
