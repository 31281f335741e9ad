# SPDX-License-Identifier: Apache-2.0
"""A guided session in German on a real phone: what is shown, what is spoken, and the switch between languages."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.browser.house import Server
from tests.browser.phone import Phone

RECORD_SPEECH = """
    window.said = [];
    Object.defineProperty(window, 'speechSynthesis', { configurable: true, value: {
        speak: (words) => window.said.push([words.lang, words.text]), cancel: () => {}, getVoices: () => [],
        addEventListener: () => {}, speaking: false, pending: false,
    }});
"""


@pytest.fixture
def german_phone(server: Server, contexts: Callable[..., BrowserContext]) -> Phone:
    phone = Phone.of_a_new_person(server, contexts(locale="de-DE"))
    phone.page.add_init_script(RECORD_SPEECH)
    return phone


def spoken(phone: Phone) -> list[list[str]]:
    found: list[list[str]] = phone.page.evaluate("window.said")
    return found


def test_a_session_is_german_from_the_first_touch(german_phone: Phone) -> None:
    phone = german_phone
    phone.stop_the_clock()
    phone.goto()
    expect(phone.page.locator("h1")).to_have_text("Wo tut es weh?")
    phone.page.get_by_role("link", name="Linke Wade").first.click()
    plan = phone.plan()
    first = plan["steps"][plan["orders"]["up"][0]]
    assert plan["title"] == "Linke Wade"
    expect(phone.slot("say")).to_have_text(first["ready"][0])
    expect(phone.slot("phase")).to_contain_text("Linke Wade · Schritt 1 von ")
    expect(phone.slot("name")).to_have_text("Mach dich bereit")
    for key, words in {
        "let_go": "Es hat sich gelöst",
        "next": "Weiter",
        "pause": "Pause",
        "again": "Noch mal",
    }.items():
        expect(phone.page.locator(f'[data-do="{key}"]')).to_have_text(words)
    said = spoken(phone)
    assert [text for _, text in said[:2]] == [plan["stop"]["text"], first["ready"][0]]
    assert {language for language, _ in said} == {"de"}
    assert "Hilfe" in said[0][1]
    phone.tap("pause")
    expect(phone.slot("name")).to_have_text("Pausiert")
    expect(phone.slot("pause")).to_have_text("Fortsetzen")
    phone.tap("let_go")
    expect(phone.slot("after-title")).to_contain_text("Es hat sich nach ")
    expect(phone.slot("doing")).to_contain_text("Schlafen")
    phone.page.clock.resume()
    expect(phone.slot("kept")).to_have_text("In deinem Tagebuch eingetragen.")
    assert {language for language, _ in spoken(phone)} == {"de"}
    assert phone.trouble == []


def test_an_english_phone_speaks_english(server: Server, contexts: Callable[..., BrowserContext]) -> None:
    phone = Phone.of_a_new_person(server, contexts())
    phone.page.add_init_script(RECORD_SPEECH)
    phone.goto()
    phone.page.get_by_role("link", name="Left calf").first.click()
    expect(phone.page.locator('[data-do="next"]')).to_have_text("Next")
    assert {language for language, _ in spoken(phone)} == {"en"}


def test_the_switch_works_and_is_remembered(phone: Phone) -> None:
    phone.goto("help/calf/")
    expect(phone.page.locator("html")).to_have_attribute("lang", "en")
    phone.page.get_by_role("button", name="Deutsch").click()
    expect(phone.page).to_have_title("Wade: Warnzeichen - Unclench")
    assert phone.page.url.endswith("/help/calf/")
    phone.goto("you/")
    expect(phone.page.locator("h1")).to_have_text("Du")
    phone.page.get_by_role("button", name="English").first.click()
    expect(phone.page.locator("h1")).to_have_text("You")
    assert phone.trouble == []


def test_the_switch_needs_no_script(server: Server, contexts: Callable[..., BrowserContext]) -> None:
    context = contexts(java_script_enabled=False)
    page = context.new_page()
    page.goto(server.url + "help/")
    page.get_by_role("button", name="Deutsch").click()
    expect(page.locator("html")).to_have_attribute("lang", "de")
    expect(page.locator("h1")).to_have_text("Soll ich zu jemandem gehen?")


def test_the_offline_copy_follows_the_choice(server: Server, contexts: Callable[..., BrowserContext]) -> None:
    phone = Phone.of_a_new_person(server, contexts(service_workers="allow"))
    phone.goto()
    phone.await_offline_copy()
    phone.page.get_by_role("button", name="Deutsch").click()
    expect(phone.page.locator("h1")).to_have_text("Wo tut es weh?")
    phone.await_offline_copy()
    phone.context.set_offline(True)
    phone.goto("help/calf/")
    expect(phone.page).to_have_title("Wade: Warnzeichen - Unclench")


def test_what_waits_to_be_sent_is_told_in_german(german_phone: Phone) -> None:
    phone = german_phone
    phone.open_session()
    phone.page.route("**/api/**", lambda route: route.abort())
    phone.tap("let_go")
    phone.tap("finish")
    expect(phone.page.locator("[data-outbox]")).to_contain_text("darauf, gesendet zu werden.")
