# SPDX-License-Identifier: Apache-2.0
"""What care and a doctor must know is asked once, kept as it was said, and refused whole where it cannot be."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from tests.people import Browser

from unclench.diary import Medicine, Sex
from unclench.store import persons

pytestmark = pytest.mark.django_db

FORM: dict[str, Any] = {
    "name": "Me",
    "birth_year": "1951",
    "sex": "female",
    "country": "DE",
    "medicine": ["amlodipine", "", "Sortis 20 mg"],
    "since": ["2026-02-01", "", ""],
    "conditions": ["diabetes"],
}


def save(browser: Browser, **changes: Any) -> Any:
    return browser.client.post("/you/", FORM | changes, headers=browser.csrf())


def test_it_is_kept_as_it_was_said(household: Browser) -> None:
    assert save(household).status_code == 302
    me = persons.get(None, household.person.id)
    assert (me.birth_year, me.sex, me.country) == (1951, Sex.FEMALE, "DE")
    assert me.medicines == (Medicine("amlodipine", date(2026, 2, 1)), Medicine("Sortis 20 mg"))
    page = household.client.get("/you/").content.decode()
    assert 'value="1951"' in page
    assert 'value="Sortis 20 mg"' in page
    assert '<option value="DE" selected>' in page


def test_nothing_is_assumed_of_what_was_not_said(household: Browser) -> None:
    assert save(household, birth_year="", sex="", country="", medicine=[""], since=[""]).status_code == 302
    me = persons.get(None, household.person.id)
    assert (me.birth_year, me.sex, me.country, me.medicines) == (None, None, "", ())


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"birth_year": "51"}, "This year of birth cannot be right."),
        ({"birth_year": "1800"}, "This year of birth cannot be right."),
        ({"country": "XX"}, "This country is not on the list."),
        ({"since": ["yesterday", "", ""]}, "This day cannot be read."),
        ({"medicine": ["a" * 101], "since": [""]}, "This medicine cannot be kept."),
        ({"medicine": [f"m{n}" for n in range(41)]}, "These are too many medicines."),
    ],
)
def test_what_cannot_be_kept_changes_nothing_and_stays_in_the_form(
    household: Browser, changes: dict[str, Any], said: str
) -> None:
    save(household)
    before = persons.get(None, household.person.id)
    answer = save(household, name="Somebody", conditions=["epilepsy"], **changes)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert said in page
    assert 'value="Somebody"' in page
    assert persons.get(None, household.person.id) == before


def test_the_country_brings_its_emergency_number(household: Browser) -> None:
    save(household, country="CH")
    page = household.client.get("/help/").content.decode()
    assert 'href="tel:144"' in page
    assert 'href="tel:911"' not in page
