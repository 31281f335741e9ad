# SPDX-License-Identifier: Apache-2.0
"""The days around the spasms of the example diary: check-ins, and what an example watch told of steps and sleep.

The same person, day and seed give the same days. Nothing in them happened to anybody.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from random import Random
from uuid import UUID

from unclench.cli.example_diary import EXAMPLE_DAYS, uuid7_of
from unclench.diary.checkin import QUIET, Answer, AnswerState, CheckIn, CheckInKind
from unclench.diary.measures import SleepStage
from unclench.intake.gathering import SLEEP, Gathering, Reading
from unclench.intake.samples import Rank, Workout

__all__ = ["FOLLOWED", "example_days", "example_watch"]

FOLLOWED = ("sitting_h", "water_ml", "alcohol_drinks", "exercise_min", "new_exercise", "stress")
"""What the example person follows."""

_YES, _NO, _LEFT = AnswerState.YES, AnswerState.NO, AnswerState.UNTOUCHED


def example_days(
    person_id: UUID, today: date, spasm_days: Collection[date], seed: int = 1, *, zone: tzinfo = UTC
) -> list[CheckIn]:
    """Check-ins of about two days in three of the 90 before today, oldest first.

    spasm_days: days that had a spasm, and so were not quiet. A quarter of the days without one stay unsaid.
    """
    dice = Random(f"{person_id}/{today}/days/{seed}")  # noqa: S311  (an example, not a secret)
    return [
        CheckIn(uuid7_of(dice, at), day, CheckInKind.ANSWERED, at, answers)
        for ago in range(EXAMPLE_DAYS, 0, -1)
        for day in [today - timedelta(days=ago)]
        if dice.random() < 0.68
        for at in [datetime.combine(day, time(20, 30), zone) + timedelta(seconds=dice.randrange(3600))]
        for answers in [_answers(dice, day, had_one=day in spasm_days)]
    ]


def example_watch(person_id: UUID, today: date, seed: int = 1, *, zone: tzinfo = UTC) -> Reading:
    """Steps by the hour, nights with their stages and a run now and then, as the export of a watch tells them."""
    dice = Random(f"{person_id}/{today}/watch/{seed}")  # noqa: S311  (an example, not a secret)
    into = Gathering("example", exported_at=datetime.combine(today, time(), zone))
    watch = into.source("Example watch", Rank.WATCH)
    for ago in range(EXAMPLE_DAYS, 0, -1):
        day = today - timedelta(days=ago)
        if dice.random() < 0.07:  # it lay on its charger
            continue
        for hour, steps in ((8, 1_400), (12, 2_100), (18, 3_200)):
            start = datetime.combine(day, time(hour), zone)
            walked = round(dice.gauss(steps, 500))
            into.span("steps", watch, start, start + timedelta(minutes=50), max(40.0, walked))
        if day.weekday() in (1, 5) and dice.random() < 0.7:
            run = datetime.combine(day, time(17, 30), zone) + timedelta(minutes=dice.randrange(60))
            minutes = dice.randrange(25, 55)
            into.workouts.append(
                Workout(run, run + timedelta(minutes=minutes), "running", float(minutes), "Example watch")
            )
            into.span("workout_min", watch, run, run + timedelta(minutes=minutes), float(minutes))
        if ago > 1:
            _night(dice, into, watch, datetime.combine(day, time(23), zone))
    return into.reading()


def _night(dice: Random, into: Gathering, watch: int, evening: datetime) -> None:
    at = evening + timedelta(minutes=dice.randrange(-40, 60))
    for stage in (SleepStage.LIGHT, SleepStage.DEEP, SleepStage.LIGHT, SleepStage.REM) * 3:
        until = at + timedelta(minutes=dice.randrange(25, 50))
        into.span(SLEEP, watch, at, until, stage)
        at = until


def _answers(dice: Random, day: date, *, had_one: bool) -> dict[str, Answer]:
    """Some questions are left alone; weekends have more movement and more wine."""
    weekend = day.weekday() >= 5
    sat = float(dice.choice((3, 4, 5) if weekend else (6, 7, 8, 9)))
    told: dict[str, Answer] = {
        "sitting_h": Answer(_YES, sat),
        "water_ml": Answer(_YES, float(dice.choice((1_000, 1_500, 2_000, 2_500)))),
        "stress": Answer(_YES, float(dice.randrange(1, 5) if weekend else dice.randrange(3, 9))),
    }
    drinks = dice.random() < (0.6 if weekend else 0.2)
    told["alcohol_drinks"] = (
        Answer(_YES, float(dice.randrange(1, 4)), float(dice.randrange(18, 23))) if drinks else Answer(_NO)
    )
    moved = dice.random() < (0.6 if weekend else 0.35)
    minutes, hour = float(dice.choice((30, 45, 60, 90))), float(dice.randrange(8, 20))
    told["exercise_min"] = Answer(_YES, minutes, hour) if moved else Answer(_NO)
    told["new_exercise"] = Answer(_YES, 1.0) if moved and minutes > 60 else Answer(_NO)
    for key in told:
        if dice.random() < 0.12:
            told[key] = Answer(_LEFT)
    if had_one:
        return told
    return {QUIET: Answer(_YES, 1.0) if dice.random() < 0.75 else Answer(_LEFT), **told}
