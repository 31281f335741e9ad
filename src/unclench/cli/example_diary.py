# SPDX-License-Identifier: Apache-2.0
"""Three months of an example diary: for the demo, for screenshots, and for tests that need a diary with a past.

The same person, day and seed give the same events, down to their ids. Nothing in it happened to anybody.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from random import Random
from typing import Any
from uuid import UUID

from unclench.body.areas import Area, Side
from unclench.diary import Doing, Event, EventKind, Recorded
from unclench.evidence import Library, load

__all__ = ["EXAMPLE_DAYS", "example_diary", "uuid7_of"]

EXAMPLE_DAYS = 90


@dataclass(frozen=True, slots=True)
class _Habit:
    """How spasms of one kind go.

    times: how many there are. hours: of the onset; past midnight counts on. minutes: usual length. pain: 0 to 10.
    """

    area: Area
    side: Side
    times: int
    hours: tuple[float, float]
    minutes: float
    pain: int
    doing: tuple[Doing, ...]


_HABITS = (
    _Habit(Area.CALF, Side.LEFT, 17, (23.0, 29.5), 2.5, 7, (Doing.ASLEEP, Doing.ASLEEP, Doing.WAKING)),
    _Habit(Area.CALF, Side.RIGHT, 11, (23.5, 29.5), 2.0, 6, (Doing.ASLEEP, Doing.ASLEEP, Doing.WAKING)),
    _Habit(Area.FOOT, Side.LEFT, 3, (21.0, 26.0), 1.5, 5, (Doing.RESTING, Doing.ASLEEP)),
    _Habit(Area.FOOT, Side.RIGHT, 2, (18.0, 25.0), 1.5, 5, (Doing.AFTER_EXERCISE, Doing.RESTING)),
    _Habit(Area.NECK, Side.BOTH, 3, (10.0, 19.0), 6.0, 4, (Doing.WORKING, Doing.SITTING)),
    _Habit(
        Area.LOWER_BACK, Side.BOTH, 4, (7.0, 20.0), 7.0, 5, (Doing.STANDING, Doing.WORKING, Doing.SITTING)
    ),
)
_DIFFERENT = (
    "Long walk in the afternoon", "Hardly drank anything all day", "Gardening until the evening", "New shoes",
    "Two glasses of wine with dinner", "Very hot day", "Slept badly the night before", "Football with the children",
)  # fmt: skip


def example_diary(
    person_id: UUID, today: date, seed: int = 1, *, zone: tzinfo = UTC, library: Library | None = None
) -> list[Event]:
    """About 40 episodes in the 90 days before `today`, oldest first, as the events that tell of them.

    person_id: whose diary it is; two persons get events with different ids. zone: of the wall clock. library: where
    the steps come from; without one, the content that ships with Unclench.
    """
    known = library or load()
    dice = Random(f"{person_id}/{today}/{seed}")  # noqa: S311  (an example, not a secret)
    drawn = [
        (habit, habit is _HABITS[0] and number == 0) for habit in _HABITS for number in range(habit.times)
    ]
    onsets = sorted(
        ((_onset(dice, today, habit, zone, last_night=last), habit) for habit, last in drawn),
        key=lambda pair: pair[0],
    )
    return [event for onset, habit in onsets for event in _episode(dice, onset, habit, known)]


def _onset(dice: Random, today: date, habit: _Habit, zone: tzinfo, *, last_night: bool) -> datetime:
    """A moment before today, more often after a weekend's exercise, and a little more often lately.

    Never in the hours of today, which may not have come yet.
    """
    days_ago = min(2 + int(dice.triangular(0, EXAMPLE_DAYS - 2, 15)), EXAMPLE_DAYS)
    day = today - timedelta(days=days_ago)
    if dice.random() < 0.35:
        day -= timedelta(days=(day.weekday() - 5) % 7)  # back to the Saturday before
    day = max(day, today - timedelta(days=EXAMPLE_DAYS))
    hour = dice.uniform(*habit.hours)
    if last_night:  # so that the diary's first line is of yesterday
        day, hour = today - timedelta(days=2), max(hour, 25.0)
    return datetime.combine(day, time(), zone) + timedelta(seconds=round(hour * 3600))


def _episode(dice: Random, onset: datetime, habit: _Habit, library: Library) -> Iterator[Event]:
    length = timedelta(seconds=round(min(dice.lognormvariate(0, 0.55) * habit.minutes, 20) * 60))
    make = _EventMaker(dice, uuid7_of(dice, onset))
    answers = _answers(dice, habit)
    if dice.random() < 0.15:
        told = {
            "area": habit.area.value,
            "side": habit.side.value,
            "recorded": Recorded.FORM.value,
            "let_go": True,
        }
        yield make(EventKind.LOGGED, onset, **told, ended_at=(onset + length).isoformat(), **answers)
        return
    yield make(
        EventKind.STARTED,
        onset,
        area=habit.area.value,
        side=habit.side.value,
        recorded=Recorded.SESSION.value,
    )
    yield from _steps(dice, make, onset, length, _remedies(habit.area, library))
    end = onset + length
    if answers:
        yield make(EventKind.TOLD, end + timedelta(seconds=20), **answers)
    yield make(EventKind.ENDED, end + timedelta(seconds=40))


def _steps(
    dice: Random, make: _EventMaker, onset: datetime, length: timedelta, remedies: list[str]
) -> Iterator[Event]:
    """Steps of about 70 seconds until the spasm's length is over; one in fifteen sessions is just stopped."""
    tried = min(len(remedies), 1 + int(length.total_seconds() // 70))
    for number, remedy in enumerate(remedies[:tried]):
        start = onset + length * number / tried
        yield make(EventKind.STEP_STARTED, start, step=number, remedy=remedy)
        if number + 1 < tried:
            over = onset + length * (number + 1) / tried
            yield make(EventKind.STEP_ENDED, over, step=number, result="moved_on")
    if dice.random() < 1 / 15:
        yield make(EventKind.STEP_ENDED, onset + length, step=tried - 1, result="stopped")
    else:
        yield make(EventKind.LET_GO, onset + length, step=tried - 1)


def _remedies(area: Area, library: Library) -> list[str]:
    offered = (library.remedies[key] for key in library.plans[area.value].during)
    return [remedy.id for remedy in offered if remedy.guided and remedy.on_by_default]


def _answers(dice: Random, habit: _Habit) -> dict[str, Any]:
    """What the person said afterwards; half asleep, not everything."""
    answers: dict[str, Any] = {}
    if dice.random() < 0.9:
        answers["pain"] = max(1, min(10, round(dice.gauss(habit.pain, 1.3))))
    if dice.random() < 0.8:
        answers["doing"] = dice.choice(habit.doing).value
    if dice.random() < 0.3:
        answers["different"] = dice.choice(_DIFFERENT)
    return answers


@dataclass(frozen=True, slots=True)
class _EventMaker:
    """Makes the events of one episode."""

    dice: Random
    episode_id: UUID

    def __call__(self, kind: EventKind, at: datetime, **data: Any) -> Event:
        return Event(uuid7_of(self.dice, at), self.episode_id, kind, at, data)


def uuid7_of(dice: Random, at: datetime) -> UUID:
    """A UUID of version 7 whose chance comes from the dice."""
    milliseconds = int(at.timestamp() * 1000)
    bits = milliseconds << 80 | 0x7 << 76 | dice.getrandbits(12) << 64 | 0b10 << 62 | dice.getrandbits(62)
    return UUID(int=bits)
