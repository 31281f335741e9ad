# SPDX-License-Identifier: Apache-2.0
"""What a night looks like in the diary."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from uuid6 import uuid7

from unclench.body.areas import Area, Side, title
from unclench.diary import Event, fold, parse_event
from unclench.web import words

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
EPISODE = str(uuid7())


def event(kind: str, at: str, **data: Any) -> Event:
    return parse_event({"id": str(uuid7()), "episode": EPISODE, "kind": kind, "at": at, "data": data}, NOW)


def test_a_night_in_four_lines() -> None:
    night = [
        event("started", "2026-03-01T02:13:00+01:00", area="calf", side="left", recorded="session"),
        event("step_started", "2026-03-01T02:13:00+01:00", step=0, remedy="calf_dorsiflexion_pull"),
        event("let_go", "2026-03-01T02:15:10+01:00", step=0),
        event("told", "2026-03-01T02:15:30+01:00", pain=7, doing="asleep"),
    ]
    episode = fold(night, uuid7())
    assert episode is not None
    assert title(episode.area, episode.side) == "Left calf"
    assert words.clock(episode.local_onset) == "02:13"
    assert words.lasted(episode.duration) == "2 min 10 s"
    assert (episode.pain, episode.doing, episode.let_go_with) == (7, "asleep", "calf_dorsiflexion_pull")


def test_an_entry_written_abroad_keeps_the_clock_on_that_wall() -> None:
    episode = fold([event("logged", "2026-02-27T23:40:00-05:00", area="foot", side="right")], uuid7())
    assert episode is not None
    assert words.clock(episode.local_onset) == "23:40"
    assert words.lasted(episode.duration) == "length not known"


@pytest.mark.parametrize(
    ("day", "heading"),
    [
        (date(2026, 3, 2), "Today"),
        (date(2026, 3, 1), "Yesterday"),
        (date(2026, 2, 22), "Sunday 22 February"),
        (date(2025, 12, 31), "Wednesday 31 December 2025"),
    ],
)
def test_days_have_headings_people_use(day: date, heading: str) -> None:
    assert words.day_heading(day, date(2026, 3, 2)) == heading


@pytest.mark.parametrize(
    ("span", "said"),
    [(5, "5 s"), (60, "1 min"), (95, "1 min 35 s"), (601, "10 min"), (3600, "1 h"), (3720, "1 h 2 min")],
)
def test_spans_are_said_as_people_say_them(span: int, said: str) -> None:
    assert words.lasted(timedelta(seconds=span)) == said


@pytest.mark.parametrize(
    ("area", "side", "said"),
    [
        (Area.CALF, Side.LEFT, "Left calf"),
        (Area.HAMSTRING, Side.RIGHT, "Right back of thigh"),
        (Area.NECK, Side.BOTH, "Neck"),
        (Area.LOWER_BACK, Side.LEFT, "Left lower back"),
        (Area.CALF, Side.BOTH, "Both calves"),
    ],
)
def test_places_are_said_with_their_side(area: Area, side: Side, said: str) -> None:
    assert title(area, side) == said
