# SPDX-License-Identifier: Apache-2.0
"""A few questions, then one card: life threats first, answers changeable, nothing reassured by a doubt."""

from __future__ import annotations

import re
from typing import Any

import pytest
from tests.people import Browser

from unclench.care.emergency import emergency_numbers
from unclench.diary import Sex
from unclench.store import checks, persons
from unclench.web.care.asked import SCREENS

pytestmark = pytest.mark.django_db

PLACES = ["calf", "hamstring", "lower_back", "neck", "hand", "abdomen", "anywhere"]
"""One of each list of content/care/screens.yaml."""


def asked(page: str) -> list[str]:
    """The keys of the questions on a page."""
    return re.findall(r'name="shown" value="([a-z0-9_]+)"', page)


def level_of(page: str) -> str:
    found = re.search(r'data-level="(\w+)"', page)
    assert found, "no card"
    return found[1]


def get(browser: Browser, address: str) -> str:
    answer = browser.client.get(address, follow=True)
    assert answer.status_code == 200, address
    return str(answer.content.decode())


def send(browser: Browser, address: str, page: str, *, rest: str = "no", **more: Any) -> str:
    """Answer the screen on this page, as a browser without a script does; the page that follows."""
    form = {"shown": asked(page), "rest": rest, "from": "session"} | more
    answer = browser.client.post(address, form, headers=browser.csrf())
    assert answer.status_code == 302, answer.content.decode()[:400]
    return str(answer["Location"])


def walk(
    browser: Browser, place: str, *, rest: str = "no", yes: frozenset[str] = frozenset()
) -> tuple[int, str]:
    """Answer until the card stands: how many screens it took, and the card."""
    here, screens = f"/help/{place}/", 0
    while not here.endswith("/answer/"):
        page = get(browser, here)
        screens += 1
        here = send(browser, here, page, rest=rest, yes=[key for key in asked(page) if key in yes])
    return screens, get(browser, here)


@pytest.mark.parametrize("place", PLACES)
def test_life_threats_come_first_and_four_screens_lead_to_an_answer(household: Browser, place: str) -> None:
    first = get(household, f"/help/{place}/")
    assert "Is any of this true now?" in first
    assert {"chest_pressure", "breathless"} <= set(asked(first))
    screens, card = walk(household, place)
    assert screens <= SCREENS
    assert level_of(card) == "self_care"


@pytest.mark.parametrize("key", ["chest_pressure", "limb_cold"])
def test_one_sign_of_danger_is_answered_at_once(household: Browser, key: str) -> None:
    screens, card = walk(household, "calf", yes=frozenset({key}))
    assert screens <= 2
    assert level_of(card) == "emergency"
    assert 'href="tel:112"' in card
    assert "Because:" in card


def test_the_number_is_that_of_the_persons_country(household: Browser) -> None:
    me = household.person.id
    persons.save_about(None, me, birth_year=1960, sex=Sex.MALE, country="JP", medicines=[])
    _, card = walk(household, "calf", yes=frozenset({"chest_pressure"}))
    assert f'href="tel:{emergency_numbers()["JP"].number}"' in card
    assert 'href="tel:112"' not in card


def test_a_doubt_about_a_sign_of_danger_is_for_today(household: Browser) -> None:
    """Not known never reassures."""
    _, card = walk(household, "calf", rest="unsure")
    assert level_of(card) == "urgent"
    assert "You were not sure about these." in card


def test_answers_are_kept_and_a_second_click_keeps_one(household: Browser) -> None:
    walk(household, "calf")
    (kept,) = checks.recent(household.person.id)
    assert (kept.way, kept.area, kept.level) == ("session", "calf", "self_care")
    assert kept.findings
    page = get(household, f"/help/calf/{SCREENS}/") if len(kept.findings) > 18 else ""
    if page:
        send(household, f"/help/calf/{SCREENS}/", page)
    assert len(checks.recent(household.person.id)) == 1


def test_an_answer_can_be_changed_and_what_followed_is_asked_anew(household: Browser) -> None:
    _, card = walk(household, "calf")
    assert level_of(card) == "self_care"
    first = get(household, "/help/calf/")
    where = send(
        household,
        "/help/calf/",
        first,
        yes=["chest_pressure"] if "chest_pressure" in asked(first) else [asked(first)[0]],
    )
    assert where == "/help/calf/answer/"
    assert level_of(get(household, where)) == "emergency"
    assert "checked" in get(household, "/help/calf/")


def test_the_way_back_shows_what_was_said(household: Browser) -> None:
    first = get(household, "/help/lower_back/")
    send(household, "/help/lower_back/", first)
    second = get(household, "/help/lower_back/2/")
    assert asked(second)
    assert not set(asked(first)) & set(asked(second))
    assert 'href="/help/lower_back/"' in second
    assert asked(get(household, "/help/lower_back/")) == asked(first)


def test_own_words_raise_and_never_lower(household: Browser) -> None:
    page = get(household, "/help/calf/")
    where = send(household, "/help/calf/", page, text="my calf is swollen and hot since the flight")
    while not where.endswith("/answer/"):
        where = send(household, where, get(household, where))
    assert level_of(get(household, where)) in {"urgent", "emergency"}


def test_a_number_that_is_none_is_refused_and_nothing_is_lost(household: Browser) -> None:
    page = get(household, "/help/calf/")
    form = {
        "shown": [*asked(page), "temperature_c"],
        "n_temperature_c": "warm",
        "rest": "no",
        "yes": asked(page)[:1],
    }
    answer = household.client.post("/help/calf/", form, headers=household.csrf())
    assert answer.status_code == 422
    shown = answer.content.decode()
    assert "This number cannot be read." in shown
    assert "checked" in shown
    assert checks.recent(household.person.id) == []


@pytest.mark.parametrize(
    "form",
    [{}, {"shown": ["<script>", "no_such_key"]}, {"shown": "x" * 5000, "rest": "maybe", "text": "\x00" * 50}],
)
def test_a_strange_form_is_no_crash(household: Browser, form: dict[str, Any]) -> None:
    answer = household.client.post("/help/calf/", form, headers=household.csrf())
    assert answer.status_code in {302, 422}


def test_what_would_harm_rests_in_the_plan_until_answered_anew(household: Browser) -> None:
    before = get(household, "/relief/calf/left/")
    assert "Some steps rest" not in before
    walk(household, "calf", yes=frozenset({"leg_swollen"}))
    (kept,) = checks.recent(household.person.id)
    assert "massage" in kept.blocked or "all" in kept.blocked
    assert "Some steps rest" in get(household, "/relief/calf/left/")
    walk(household, "calf")
    assert "Some steps rest" not in get(household, "/relief/calf/left/")


def test_answers_about_another_place_lift_nothing(household: Browser) -> None:
    """A raised flag stays up until it is answered anew."""
    walk(household, "calf", yes=frozenset({"leg_swollen"}))
    walk(household, "neck")
    assert "Some steps rest" in get(household, "/relief/calf/left/")
    assert "Some steps rest" not in get(household, "/relief/neck/both/")


def test_a_visitor_is_answered_too_and_nothing_is_kept(visitor: Browser, owner: Browser) -> None:
    _, card = walk(visitor, "calf", yes=frozenset({"chest_pressure"}))
    assert level_of(card) == "emergency"
    assert checks.recent(owner.person.id) == []


def test_an_answer_without_questions_leads_to_the_questions(household: Browser) -> None:
    assert household.client.get("/help/calf/answer/")["Location"] == "/help/calf/"
    assert household.client.get("/help/calf/3/")["Location"] == "/help/calf/"


def test_no_answer_stands_in_an_address(household: Browser) -> None:
    page = get(household, "/help/calf/")
    assert "chest" not in send(household, "/help/calf/", page, yes=[asked(page)[0]])
