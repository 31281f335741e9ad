# SPDX-License-Identifier: Apache-2.0
"""The questions about warning signs on a phone: with network and without, one card comes out of the same rules."""

from __future__ import annotations

import json
import random
from typing import Any

from playwright.sync_api import expect

from tests.browser.phone import AFTERNOON, Phone
from unclench import care
from unclench.body.areas import AREAS
from unclench.web.library import library

LOOKS = 150

DRIVE = """async (asked) => {
    const [book, looks] = JSON.parse(asked);
    const engine = await import(document.querySelector('script[type=module]').src.replace('app.js', 'care_engine.js'));
    return looks.map(({values, area, asked, way, atMost}) => {
        const { level, fired } = engine.assess(book, values);
        const next = engine.nextScreen(book, values, { area, asked, way, atMost });
        return [level, [...fired].sort(), next.map(q => [q.key, q.could_reach])];
    });
}"""


def tick(phone: Phone, key: str) -> None:
    phone.page.locator(f'input[name=yes][value="{key}"]').check()


def go_on(phone: Phone, name: str = "The rest is not true") -> None:
    phone.page.get_by_role("button", name=name).click()


def level(phone: Phone) -> str | None:
    expect(phone.page.locator("main [data-level]")).to_be_visible()
    return phone.page.locator("main [data-level]").get_attribute("data-level")


def answer_all(phone: Phone, name: str = "The rest is not true") -> int:
    """Answer screens until the card stands; how many it took."""
    for screens in range(1, 8):
        before = phone.page.locator("input[name=shown]").first.get_attribute("value")
        go_on(phone, name)
        phone.until(
            """(before) => !!document.querySelector('main [data-level]')
                || (document.querySelector('input[name=shown]')?.value ?? before) !== before""",
            before,
        )
        if phone.page.locator("main [data-level]").count():
            return screens
    raise AssertionError("no answer after seven screens")


def test_a_sign_of_danger_is_answered_at_once_and_the_way_back_works(phone: Phone) -> None:
    phone.goto("help/calf/")
    tick(phone, "chest_pressure")
    go_on(phone)
    assert level(phone) == "emergency"
    expect(phone.page).to_have_url(phone.base + "help/calf/answer/")
    expect(phone.page.locator('.care-phones a[href^="tel:"]').first).to_be_visible()
    phone.page.go_back()
    expect(phone.page.locator('input[value="chest_pressure"][name=yes]')).to_be_checked()
    assert phone.trouble == []


def test_without_network_the_phone_answers_by_the_same_rules(visited: Phone) -> None:
    visited.goto("help/calf/")
    tick(visited, "limb_cold")
    go_on(visited)
    assert level(visited) in {"emergency", "urgent"}
    expect(visited.page.get_by_text("There is no network now.")).to_be_visible()

    visited.goto("help/lower_back/")
    assert answer_all(visited) <= 4
    assert level(visited) == "self_care"

    visited.goto("help/neck/")
    answer_all(visited, "Not sure about the rest")
    assert level(visited) == "urgent"
    expect(visited.page.get_by_text("You were not sure about these.")).to_be_visible()


def test_a_spasm_that_is_still_locked_brings_its_minutes_along(phone: Phone) -> None:
    phone.page.clock.install(time=AFTERNOON)
    phone.open_session()
    phone.tap("next")
    phone.locked_for(16 * 60)
    expect(phone.slot("alert")).to_contain_text("today")
    phone.page.locator("[data-help]").click()
    expect(phone.page.locator("input[name=n_still_locked_minutes]")).to_have_value("16")
    answer_all(phone)
    assert level(phone) == "urgent"


def test_the_rules_come_to_the_same_on_the_phone(phone: Phone) -> None:
    """The twin of unclench/care: the same level, the same rules, the same next questions."""
    book, dice = care.rule_book(library()), random.Random(7)
    looks = [random_look(book, dice) for _ in range(LOOKS)]
    phone.goto("help/calf/")
    on_the_phone = phone.page.evaluate(DRIVE, json.dumps([care.compiled_json(book), looks]))
    for look, there in zip(looks, on_the_phone, strict=True):
        assert there == here(book, look), look


def random_look(book: care.RuleBook, dice: random.Random) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for key in dice.sample(sorted(book.keys), dice.randint(0, 30)):
        kind = book.keys[key].kind
        if kind == "number":
            values[key] = float(dice.choice((0, 1, 3, 10, 15, 38, 40, 65, 80, 120)))
        elif kind == "yes_no":
            values[key] = dice.random() < 0.35
    area = dice.choice([*(area.value for area in AREAS), ""])
    asked = dice.sample(sorted(book.keys), dice.randint(0, 12))
    return {
        "values": values,
        "area": area,
        "asked": asked,
        "way": dice.choice(("session", "")),
        "atMost": dice.randint(1, 9),
    }


def here(book: care.RuleBook, look: dict[str, Any]) -> list[Any]:
    findings = care.Findings(look["values"])
    result = care.assess(findings, book)
    found = care.next_screen(
        findings, book, area=look["area"], at_most=look["atMost"], asked=look["asked"], way=look["way"]
    )
    return [
        result.level.value,
        sorted(fired.rule_id for fired in result.fired),
        [[question.key, question.could_reach.value] for question in found],
    ]
