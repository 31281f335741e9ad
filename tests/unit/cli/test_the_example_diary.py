# SPDX-License-Identifier: Apache-2.0
"""Three months that look like a life, and are the same every time."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from itertools import groupby
from uuid import UUID

from unclench.body.areas import Area, Side
from unclench.cli.example_diary import EXAMPLE_DAYS, example_diary
from unclench.diary import Episode, Event, event_json, fold, parse_event
from unclench.evidence import load

PERSON = UUID("01912d9f-7b32-7c3a-8f00-3b1e6c1a2b4d")
OTHER = UUID("01912d9f-7b32-7c3a-8f00-3b1e6c1a2b4e")
TODAY = date(2026, 11, 22)
ZONE = timezone(timedelta(hours=1))


def episodes(events: list[Event]) -> list[Episode]:
    grouped = groupby(sorted(events, key=lambda event: event.episode_id), key=lambda event: event.episode_id)
    told = [fold(list(group), PERSON) for _, group in grouped]
    return sorted((one for one in told if one is not None), key=lambda one: one.onset_at)


def test_the_same_person_day_and_seed_give_the_same_events() -> None:
    assert example_diary(PERSON, TODAY, 3) == example_diary(PERSON, TODAY, 3)
    assert example_diary(PERSON, TODAY, 3) != example_diary(PERSON, TODAY, 4)


def test_two_persons_share_no_event() -> None:
    mine, theirs = ({event.id for event in example_diary(who, TODAY)} for who in (PERSON, OTHER))
    assert mine.isdisjoint(theirs)
    assert len(mine) == len(example_diary(PERSON, TODAY))


def test_each_event_is_one_that_a_device_could_send() -> None:
    now = datetime(2026, 11, 22, tzinfo=ZONE)
    for event in example_diary(PERSON, TODAY, zone=ZONE):
        assert parse_event(event_json(event), now) == event


def test_it_is_about_forty_episodes_in_the_ninety_days_before_today() -> None:
    for seed in range(20):
        found = episodes(example_diary(PERSON, TODAY, seed, zone=ZONE))
        assert len(found) == 40
        assert found[0].local_onset.date() >= TODAY - timedelta(days=EXAMPLE_DAYS)
        assert found[-1].local_onset.date() == TODAY - timedelta(days=1)


def test_most_are_calves_at_night() -> None:
    found = episodes(example_diary(PERSON, TODAY, zone=ZONE))
    calves = [one for one in found if one.area is Area.CALF]
    assert {one.side for one in calves} == {Side.LEFT, Side.RIGHT}
    assert len(calves) > len(found) / 2
    assert all(one.local_onset.hour >= 23 or one.local_onset.hour < 6 for one in calves)
    assert {one.area for one in found} == {Area.CALF, Area.FOOT, Area.NECK, Area.LOWER_BACK}


def test_lengths_pain_and_steps_are_plausible() -> None:
    known = load().remedies
    found = episodes(example_diary(PERSON, TODAY, zone=ZONE))
    lengths = [one.duration for one in found if one.duration is not None]
    assert all(timedelta(seconds=5) < length <= timedelta(minutes=20) for length in lengths)
    assert all(one.pain is None or 1 <= one.pain <= 10 for one in found)
    assert any(one.pain is None for one in found)
    assert any(one.ended_at is None for one in found)
    tried = [step.remedy for one in found for step in one.steps]
    assert tried
    assert all(known[remedy].guided and known[remedy].on_by_default for remedy in tried)


def test_without_a_zone_it_is_utc() -> None:
    assert all(event.at.tzinfo is UTC for event in example_diary(PERSON, TODAY))
