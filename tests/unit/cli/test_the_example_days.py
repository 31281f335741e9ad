# SPDX-License-Identifier: Apache-2.0
"""The days around the example's spasms: the same every time, with gaps, and never quiet where there was one."""

from __future__ import annotations

from datetime import UTC, date, timedelta, timezone
from uuid import UUID

from unclench.cli.example_days import FOLLOWED, example_days, example_watch
from unclench.cli.example_diary import EXAMPLE_DAYS
from unclench.diary.checkin import QUIET, AnswerState
from unclench.diary.exposures import exposures
from unclench.evidence import load
from unclench.intake.gathering import SLEEP

PERSON = UUID("01912d9f-7b32-7c3a-8f00-3b1e6c1a2b4d")
TODAY = date(2026, 11, 22)
ZONE = timezone(timedelta(hours=1))
HAD_ONE = {TODAY - timedelta(days=ago) for ago in range(1, 91, 3)}


def test_the_same_person_day_and_seed_give_the_same_days() -> None:
    assert example_days(PERSON, TODAY, HAD_ONE, 3) == example_days(PERSON, TODAY, HAD_ONE, 3)
    assert example_days(PERSON, TODAY, HAD_ONE, 3) != example_days(PERSON, TODAY, HAD_ONE, 4)
    one, again = example_watch(PERSON, TODAY), example_watch(PERSON, TODAY)
    assert one.workouts == again.workouts
    assert one.samples["steps"].value.tolist() == again.samples["steps"].value.tolist()


def test_there_are_gaps_and_quiet_days_and_hours() -> None:
    for seed in range(5):
        said = example_days(PERSON, TODAY, HAD_ONE, seed, zone=ZONE)
        assert 40 <= len(said) <= 80
        assert len({one.day for one in said}) == len({one.id for one in said}) == len(said)
        assert all(TODAY - timedelta(days=EXAMPLE_DAYS) <= one.day < TODAY for one in said)
        quiet = [
            one.day for one in said if QUIET in one.answers and one.answers[QUIET].state is AnswerState.YES
        ]
        assert len(quiet) >= 15
        assert HAD_ONE.isdisjoint(quiet)
        assert any(answer.hour is not None for one in said for answer in one.answers.values())


def test_each_answer_is_one_that_the_check_in_takes() -> None:
    known = exposures(load())
    assert set(FOLLOWED) <= set(known)
    for one in example_days(PERSON, TODAY, HAD_ONE):
        for key, answer in one.answers.items():
            assert key == QUIET or known[key].checked(answer.value) >= 0


def test_the_watch_tells_of_steps_nights_and_runs() -> None:
    told = example_watch(PERSON, TODAY, zone=UTC)
    assert {"steps", SLEEP, "workout_min"} <= set(told.samples)
    assert told.workouts
    days = told.days
    assert days is not None
    assert days[1] <= TODAY
    assert not told.rejected
