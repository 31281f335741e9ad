# SPDX-License-Identifier: Apache-2.0
"""The questions about warning signs and every card in German: no English sentence that is not marked as English."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from tests.people import Browser
from tests.web.test_language import GERMAN, english_in, said_by

from unclench.care import rule_book
from unclench.web import library

pytestmark = pytest.mark.django_db

CARDS = [
    ("calf", "no", {"chest_pressure"}, "emergency", "Hol jetzt Notfallhilfe"),
    ("calf", "no", {"leg_swollen"}, "urgent", "Hol dir heute ärztlichen Rat"),
    ("calf", "unsure", set(), "urgent", "Hol dir heute ärztlichen Rat"),
    ("calf", "no", {"wasting"}, "doctor", "Mach einen Termin in einer Arztpraxis"),
    ("lower_back", "no", set(), "self_care", "Du kannst dir selbst helfen"),
    ("anywhere", "no", {"dark_urine"}, "emergency", "Hol jetzt Notfallhilfe"),
]


def get(browser: Browser, address: str) -> str:
    answer = browser.client.get(address, headers=GERMAN)
    assert answer.status_code == 200, address
    return str(answer.content.decode())


def walk(browser: Browser, place: str, rest: str, yes: set[str], **more: Any) -> tuple[list[str], str]:
    """Every screen of questions on the way to the card, and the card."""
    here, screens = f"/help/{place}/", []
    while not here.endswith("/answer/"):
        page = get(browser, here)
        screens.append(page)
        keys = re.findall(r'name="shown" value="([a-z0-9_]+)"', page)
        form = {"shown": keys, "rest": rest, "yes": [key for key in keys if key in yes]} | more
        reply = browser.client.post(here, form, headers=browser.csrf() | GERMAN)
        assert reply.status_code == 302
        here = str(reply["Location"])
    return screens, get(browser, here)


@pytest.mark.parametrize(("place", "rest", "yes", "level", "heading"), CARDS)
def test_the_questions_and_the_card_are_german(
    household: Browser, place: str, rest: str, yes: set[str], level: str, heading: str
) -> None:
    screens, card = walk(household, place, rest, yes, text="die Wade zwickt")
    for page in (*screens, card):
        assert said_by(page).lang == "de"
        assert not english_in(page)
        assert "noch nicht übersetzt" not in page
    assert f'data-level="{level}"' in card
    assert heading in card


def test_the_phone_holds_the_rules_in_german(household: Browser) -> None:
    told = json.loads(get(household, "/help/rules.json"))
    asked = [key[1] for key in told["keys"] if key[1]]
    assert len(asked) > 200
    assert "Ist ein Bein stärker geschwollen als das andere?" in asked
    assert told["levels"]["urgent"]["within"] == "heute"
    assert told["said"]["cr_breath_alone"]["reason"] == "Neue Atemnot braucht heute ärztliche Hilfe."


def test_nothing_of_care_is_still_english_on_a_german_page() -> None:
    english = rule_book(library.library())
    assert not {key.ask for key in english.keys.values() if key.is_asked} & library.still_english("de")
    assert not {rule.reason for rule in english.rules} & library.still_english("de")
