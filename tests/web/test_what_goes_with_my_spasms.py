# SPDX-License-Identifier: Apache-2.0
"""Causes: what the pages say of a diary, and that they say no more than it holds."""

from __future__ import annotations

import random
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import transaction
from tests.people import Browser
from uuid6 import uuid7

from unclench.diary import Event, EventKind, Person
from unclench.diary.checkin import QUIET, Answer, AnswerState, CheckIn, CheckInKind
from unclench.store import days, episodes, persons, settings
from unclench.store.day_columns import put_told

pytestmark = pytest.mark.django_db

DAYS = 180


@pytest.fixture
def person(household: Browser) -> Person:
    """Whose first day of the diary lies half a year back."""
    return persons.first(None)


def keep(person: Person, *, trigger: bool) -> None:
    """Half a year in which every day is known. trigger: alcohol makes a spasm the same night far more probable."""
    dice = random.Random(7)
    now = datetime.now(UTC)
    first = now.date() - timedelta(days=DAYS)
    drinks: dict[date, float] = {}
    steps: dict[date, float] = {}
    said: list[CheckIn] = []
    events: list[Event] = []
    for number in range(DAYS):
        day = first + timedelta(days=number)
        drinks[day] = float(dice.random() < 0.3)
        steps[day] = dice.gauss(8000, 2500)
        chance = (0.6 if drinks[day] else 0.08) if trigger else 0.2
        if dice.random() < chance:
            onset = datetime(day.year, day.month, day.day, 23, 30, tzinfo=UTC)
            events.append(Event(uuid7(), uuid7(), EventKind.LOGGED, onset, {"area": "calf", "side": "left"}))
        else:
            # Who had a spasm has its session as the entry, and checks in on quiet days alone.
            sat = Answer(AnswerState.YES, float(dice.randint(2, 9)))
            told = {QUIET: Answer(AnswerState.YES), "sitting_h": sat}
            said.append(CheckIn(uuid7(), day, CheckInKind.ANSWERED, now, told))
    with transaction.atomic():
        for key, values in (("alcohol_drinks", drinks), ("steps", steps)):
            put_told(person.id, key, first, now.date(), values)
    days.record(person.id, said, now)
    episodes.record(person.id, events, now)


def suspect(household: Browser, said: dict[str, str] | None = None) -> None:
    household.client.post("/diary/causes/suspicions/", said or {}, headers=household.csrf())


def looked(household: Browser, where: str = "/diary/causes/") -> str:
    suspect(household)
    return household.client.get(where).content.decode()


def test_an_empty_diary_is_told_how_to_begin(household: Browser, person: Person) -> None:
    page = household.client.get("/diary/causes/").content.decode()
    assert "There are no days to look at yet." in page
    assert "/diary/now/" in page


def test_the_person_is_asked_what_they_suspect_before_they_see_anything(
    household: Browser, person: Person
) -> None:
    keep(person, trigger=True)
    answer = household.client.get("/diary/causes/")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/diary/causes/suspicions/")
    suspect(household, {"s_alcohol_drinks": "1", "s_steps": ""})
    assert household.client.get("/diary/causes/").status_code == 200
    kept = settings.of(person.id)
    assert kept.first_look_at is not None
    assert {key: (one.direction, one.before_look) for key, one in kept.suspicions.items()} == {
        "alcohol_drinks": (1, True)
    }


def test_what_is_suspected_after_the_look_does_not_count(household: Browser, person: Person) -> None:
    keep(person, trigger=False)
    looked(household)
    suspect(household, {"s_steps": "-1"})
    assert not settings.of(person.id).suspicions["steps"].before_look


def test_a_real_trigger_is_shown_with_its_range_and_its_days(household: Browser, person: Person) -> None:
    keep(person, trigger=True)
    page = looked(household)
    assert "More of this goes with more spasms: Alcohol." in page
    assert "it could be" in page
    assert "/diary/causes/alcohol_drinks/" in page
    one = household.client.get("/diary/causes/alcohol_drinks/").content.decode()
    assert "What could fool us" in one
    assert "/diary/day/" in one


def test_nothing_is_made_up_where_nothing_matters(household: Browser, person: Person) -> None:
    keep(person, trigger=False)
    page = looked(household)
    assert "Nothing stands out so far." in page
    assert "goes with more spasms" not in page


def test_no_page_says_that_anything_causes_a_spasm(household: Browser, person: Person) -> None:
    keep(person, trigger=True)
    for where in ("/diary/causes/", "/diary/causes/alcohol_drinks/"):
        page = looked(household, where).lower()
        assert "causes your" not in page
        assert "caused by" not in page


def test_what_was_known_before_can_be_switched_off_and_the_difference_is_shown(
    household: Browser, person: Person
) -> None:
    keep(person, trigger=True)
    looked(household)
    assert "What it changes" in household.client.get("/diary/causes/?priors=off").content.decode()


def test_the_rate_of_false_answers_stands_on_the_page_with_the_command_that_measures_it(
    household: Browser, person: Person
) -> None:
    from unclench.triggers.honesty import COMMAND, FALSE_SHARES

    keep(person, trigger=False)
    page = looked(household)
    assert COMMAND in page
    assert all(one.kind in page for one in FALSE_SHARES)


def test_an_exposure_nobody_recorded_has_no_page(household: Browser, person: Person) -> None:
    keep(person, trigger=False)
    looked(household)
    assert household.client.get("/diary/causes/no_such_thing/").status_code == 404


def test_another_person_of_the_household_sees_none_of_it(household: Browser, person: Person) -> None:
    keep(person, trigger=True)
    looked(household)
    other = persons.add(None, "Ben")
    household.client.post("/you/who/choose/", {"person": str(other.id)}, headers=household.csrf())
    assert "There are no days to look at yet." in household.client.get("/diary/causes/").content.decode()
