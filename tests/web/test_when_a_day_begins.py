# SPDX-License-Identifier: Apache-2.0
"""A day may follow the person's sleep; and in a household one touch changes whose day it is."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from tests.people import Browser

from unclench.diary.day import DayBegins
from unclench.intake.gathering import Gathering
from unclench.intake.samples import Rank
from unclench.store import imports, persons, settings

pytestmark = pytest.mark.django_db


def keep(me: Browser, **said: str) -> int:
    form = {"person": str(persons.first(None).id), **said}
    return int(me.client.post("/diary/begins/", form, headers=me.csrf()).status_code)


def test_a_day_that_follows_sleep_ends_when_the_person_woke(household: Browser) -> None:
    person = persons.first(None)
    into = Gathering("apple_health")
    slept = datetime(2026, 3, 2, 0, 30, tzinfo=UTC)
    into.span("sleep", into.source("Watch", Rank.WATCH), slept, slept + timedelta(hours=6), 2.0)
    imports.take(person.id, into.reading(), name="x", sha256="x", now=slept)
    before = household.client.get("/diary/day/2026-03-01/").content.decode()
    assert "12:00 to 12:00" in before
    assert keep(household, begins="sleep", zone="Europe/Berlin") == 302
    kept = settings.of(person.id)
    assert (kept.begins, kept.zone) == (DayBegins.SLEEP, "Europe/Berlin")
    assert "12:00 to 06:30" in household.client.get("/diary/day/2026-03-01/").content.decode()


def test_a_zone_that_is_none_changes_nothing_and_is_said(household: Browser) -> None:
    form = {"person": str(persons.first(None).id), "begins": "sleep", "zone": "Mars/Olympus"}
    answer = household.client.post("/diary/begins/", form, headers=household.csrf())
    assert answer.status_code == 422
    assert "There is no time zone" in answer.content.decode()
    assert settings.of(persons.first(None).id).begins is DayBegins.NOON


def test_one_touch_opens_the_diary_of_another_person_on_the_same_page(household: Browser) -> None:
    persons.first(None)
    other = persons.add(None, "Otto")
    page = household.client.get("/diary/").content.decode()
    assert f'name="person" value="{other.id}"' in page
    form = {"person": str(other.id), "next": "/diary/"}
    answer = household.client.post("/you/who/choose/", form, headers=household.csrf())
    assert (answer.status_code, answer["Location"]) == (302, "/diary/")
    assert f'data-person="{other.id}"' in household.client.get("/diary/").content.decode()


def test_the_way_back_never_leads_to_another_host(household: Browser) -> None:
    person = persons.first(None)
    form = {"person": str(person.id), "next": "//elsewhere.example/"}
    assert household.client.post("/you/who/choose/", form, headers=household.csrf())["Location"] == "/"
