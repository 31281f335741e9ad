# SPDX-License-Identifier: Apache-2.0
"""Voice, tone, vibration and wake lock: used well where they exist, missed in words where not."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.phone import Phone

RECORD_SPEECH = """
    window.said = [];
    Object.defineProperty(window, 'speechSynthesis', { configurable: true, value: {
        speak: (words) => window.said.push(words.text), cancel: () => {}, getVoices: () => [],
    }});
"""
RECORD_WAKE_LOCK = """
    window.locks = [];
    Object.defineProperty(Navigator.prototype, 'wakeLock', { configurable: true, value: {
        request: async (kind) => {
            const lock = { kind, released: false, release: async () => { lock.released = true; } };
            window.locks.push(lock);
            return lock;
        },
    }});
"""
WITHOUT_EXTRAS = """
    for (const name of ['speechSynthesis', 'SpeechSynthesisUtterance', 'AudioContext', 'webkitAudioContext'])
        Object.defineProperty(window, name, { configurable: true, value: undefined });
    for (const name of ['wakeLock', 'vibrate'])
        Object.defineProperty(Navigator.prototype, name, { configurable: true, value: undefined });
"""


def said(phone: Phone) -> list[str]:
    spoken: list[str] = phone.page.evaluate("window.said")
    return spoken


def open_by_a_tap(phone: Phone) -> None:
    """Browsers speak only after a tap, so here the session is opened by one."""
    phone.goto()
    phone.page.locator('svg a.zone[data-area="calf"][data-side="left"]').click()
    expect(phone.slot("say")).not_to_be_empty()


@pytest.fixture
def speaking(phone: Phone) -> Phone:
    phone.page.add_init_script(RECORD_SPEECH)
    phone.stop_the_clock()
    return phone


def test_the_stop_signs_are_spoken_before_the_first_instruction(speaking: Phone) -> None:
    open_by_a_tap(speaking)
    plan = speaking.plan()
    assert plan["stop"]["full"] is True
    first = plan["steps"][plan["orders"]["up"][0]]["ready"][0]
    assert said(speaking)[:2] == [plan["stop"]["text"], first]


def test_each_sentence_is_spoken_once_and_shown_on_the_screen(speaking: Phone) -> None:
    open_by_a_tap(speaking)
    script = speaking.plan()["steps"][speaking.plan()["orders"]["up"][0]]["script"]
    shown = set()
    for _ in range(script["ready_seconds"] + script["hold_seconds"]):
        shown.add(speaking.slot("say").inner_text())
        speaking.passes(1)
    spoken = said(speaking)[1:]
    assert len(spoken) == len(set(spoken))
    assert shown <= set(spoken)
    assert len(shown) >= 2
    expect(speaking.slot("say")).to_have_attribute("aria-live", "polite")
    expect(speaking.slot("clock")).to_have_attribute("aria-live", "off")


def test_the_spoken_countdown_is_not_a_countdown(speaking: Phone) -> None:
    """Nobody wants every second called out at three at night."""
    open_by_a_tap(speaking)
    speaking.passes(60)
    assert len(said(speaking)) <= 15
    assert not any(sentence.strip().rstrip(".").isdigit() for sentence in said(speaking))


def test_a_session_opened_by_its_address_speaks_from_the_first_tap_on(speaking: Phone) -> None:
    speaking.open_session()
    assert said(speaking) == []
    speaking.tap("longer")
    assert len(said(speaking)) >= 1


def test_it_let_go_is_spoken(speaking: Phone) -> None:
    open_by_a_tap(speaking)
    speaking.tap("let_go")
    assert said(speaking)[-1].startswith("It let go.")


def test_ten_minutes_are_spoken(speaking: Phone) -> None:
    open_by_a_tap(speaking)
    speaking.passes(25)
    speaking.locked_for(10 * 60)
    assert "Still locked after 10 minutes." in said(speaking)


def test_mute_is_one_tap_and_remembered(speaking: Phone) -> None:
    open_by_a_tap(speaking)
    mute = speaking.page.locator('[data-do="mute"]')
    expect(mute).to_have_attribute("aria-pressed", "false")
    mute.click()
    expect(mute).to_have_attribute("aria-pressed", "true")
    before = len(said(speaking))
    speaking.passes(60)
    assert len(said(speaking)) == before
    speaking.page.reload()
    expect(mute).to_have_attribute("aria-pressed", "true")
    speaking.passes(10)
    assert said(speaking) == []
    mute.click()
    speaking.tap("next")
    assert len(said(speaking)) == 1


def test_the_screen_stays_awake_while_the_session_runs(phone: Phone) -> None:
    phone.page.add_init_script(RECORD_WAKE_LOCK)
    open_by_a_tap(phone)
    assert phone.page.evaluate("window.locks.map(lock => lock.released)") == [False]


@pytest.mark.parametrize("path", ["", "relief/calf/left/"], ids=["by a tap", "by address"])
def test_without_any_extra_the_session_runs_and_says_what_is_missing(phone: Phone, path: str) -> None:
    phone.page.add_init_script(WITHOUT_EXTRAS)
    phone.goto(path)
    if not path:
        phone.page.locator('svg a.zone[data-area="calf"][data-side="left"]').click()
    expect(phone.slot("say")).not_to_be_empty()
    words = phone.plan()["words"]
    for missing in ("no_voice", "no_tone", "no_vibration", "no_wake_lock"):
        expect(phone.slot("extras")).to_contain_text(words[missing])
    for kind in ("mute", "next", "pause", "let_go", "came_back", "let_go"):
        phone.tap(kind)
    phone.episodes_when(1)
    assert phone.trouble == []


def test_where_nothing_is_missing_nothing_is_said(phone: Phone) -> None:
    phone.page.add_init_script(RECORD_SPEECH + RECORD_WAKE_LOCK)
    phone.open_session()
    expect(phone.slot("extras")).to_be_hidden()


def test_closed_storage_is_said_and_the_guidance_still_runs(phone: Phone) -> None:
    """A private window may refuse every store."""
    phone.page.add_init_script(
        """
        const no = () => { throw new DOMException('no', 'SecurityError'); };
        Object.defineProperty(window, 'localStorage', { get: no });
        Object.defineProperty(window, 'indexedDB', { value: { open: no } });
        """
    )
    phone.open_session()
    phone.tap("next")
    phone.tap("let_go")
    expect(phone.page.locator("[data-after]")).to_be_visible()
    expect(phone.slot("kept")).to_contain_text("This browser cannot keep entries.")
