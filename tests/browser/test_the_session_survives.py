# SPDX-License-Identifier: Apache-2.0
"""A lock, a reload, a closed tab: the session goes on, and its clock is right. The length of a spasm calls for help."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.house import Server
from tests.browser.phone import Phone

SEVEN_MINUTES = 7 * 60


def open_alert(phone: Phone) -> str:
    box = phone.slot("alert")
    return box.inner_text() if box.is_visible() else ""


def test_the_clock_is_right_after_the_phone_was_locked(phone: Phone) -> None:
    phone.stop_the_clock()
    phone.open_session()
    phone.passes(25)
    phone.locked_for(SEVEN_MINUTES)
    expect(phone.slot("say")).to_have_text("Has it let go? If not, hold on, or tap Next.")
    expect(phone.slot("clock")).to_have_text("7:25")


def test_a_lock_in_the_middle_of_a_hold_shows_what_is_left_of_it(phone: Phone) -> None:
    phone.stop_the_clock()
    phone.open_session()
    script = phone.plan()["steps"][phone.plan()["orders"]["up"][0]]["script"]
    phone.passes(1)
    phone.locked_for(script["ready_seconds"] + 9)
    expect(phone.slot("clock")).to_have_text(f"0:{script['hold_seconds'] - 10:02}")


def test_a_reload_goes_on_without_a_tap(phone: Phone) -> None:
    phone.stop_the_clock()
    phone.open_session()
    phone.passes(25)
    phone.tap("next")
    phone.passes(3)
    shown, phase = phone.clock_seconds(), phone.slot("phase").inner_text()
    phone.page.reload()
    expect(phone.page.locator("[data-stage]")).to_be_visible()
    expect(phone.slot("phase")).to_have_text(phase)
    assert phone.clock_seconds() == shown
    phone.locked_for(SEVEN_MINUTES)
    phone.tap("let_go")
    expect(phone.slot("after-title")).to_have_text("It let go after 7:28")
    phone.episodes_when(1)


def test_a_pause_outlasts_a_reload(phone: Phone) -> None:
    phone.stop_the_clock()
    phone.open_session()
    phone.passes(3)
    phone.tap("pause")
    shown = phone.clock_seconds()
    phone.locked_for(SEVEN_MINUTES)
    phone.page.reload()
    expect(phone.slot("name")).to_have_text("Paused")
    assert phone.clock_seconds() == shown
    expect(phone.slot("since")).to_have_text("Since it began: 7:03")


def test_another_page_leads_back_with_one_tap(phone: Phone) -> None:
    phone.stop_the_clock()
    phone.open_session()
    phone.passes(25)
    phone.page.locator("[data-help]").click()
    expect(phone.page).to_have_url(phone.base + "help/calf/")
    banner = phone.page.locator("[data-resume]")
    expect(banner).to_contain_text("Left calf")
    phone.locked_for(SEVEN_MINUTES)
    banner.get_by_role("link").click()
    expect(phone.slot("clock")).to_have_text("7:25")


def test_a_closed_tab_is_resumed_within_two_taps(phone: Phone) -> None:
    phone.stop_the_clock()
    phone.open_session()
    phone.passes(25)
    phone.page.close()
    page: Page = phone.context.new_page()
    phone.page = page
    phone.goto()
    page.locator("[data-resume-link]").click()  # tap one of two
    expect(phone.slot("say")).not_to_be_empty()
    expect(phone.slot("since")).to_contain_text("0:2")


def test_what_happened_before_a_crash_is_on_the_phone(phone: Phone) -> None:
    """The tap is written down before the next one can come."""
    phone.open_session()
    phone.tap("next")
    phone.page.close()
    phone.page = phone.context.new_page()
    phone.goto("diary/")
    (episode,) = phone.episodes_when(1)
    assert [step["result"] for step in episode["steps"]] == ["moved_on", "unknown"]


def test_another_spot_closes_the_session_before(phone: Phone) -> None:
    phone.stop_the_clock()
    phone.open_session()
    phone.passes(25)
    phone.open_session("relief/neck/both/")
    phone.passes(25)
    first, second = sorted(phone.episodes_when(2), key=lambda row: row["area"])
    assert (first["area"], second["area"]) == ("calf", "neck")


def test_another_person_does_not_get_this_session(
    phone: Phone, server: Server, contexts: Callable[..., BrowserContext]
) -> None:
    phone.stop_the_clock()
    phone.open_session()
    phone.passes(25)
    phone.await_sent()
    other = Phone.of_a_new_person(server, phone.context)  # the same browser, now another diary
    other.goto("relief/calf/left/")
    expect(other.slot("since")).to_have_text("Since it began: 0:00")
    assert other.episodes() == []


class TestLength:
    def test_ten_minutes_lead_to_the_warning_signs(self, phone: Phone) -> None:
        phone.stop_the_clock()
        phone.open_session()
        phone.passes(30)
        phone.locked_for(10 * 60 - 31)
        assert open_alert(phone) == ""
        phone.locked_for(1)
        expect(phone.slot("alert")).to_be_visible()
        assert open_alert(phone).startswith("Still locked after 10 minutes.")
        phone.slot("alert").get_by_role("link").click()
        expect(phone.page).to_have_url(phone.base + "help/calf/")

    def test_fifteen_minutes_call_for_advice_the_same_day(self, phone: Phone) -> None:
        phone.stop_the_clock()
        phone.open_session()
        phone.passes(30)
        phone.locked_for(15 * 60 - 30)
        assert "Get medical advice today." in open_alert(phone)

    def test_the_prompt_comes_after_a_reload_too(self, phone: Phone) -> None:
        phone.stop_the_clock()
        phone.open_session()
        phone.passes(30)
        phone.locked_for(11 * 60)
        phone.page.reload()
        expect(phone.slot("alert")).to_contain_text("Still locked after 10 minutes.")

    def test_a_paused_session_is_asked_as_well(self, phone: Phone) -> None:
        phone.stop_the_clock()
        phone.open_session()
        phone.tap("pause")
        phone.locked_for(10 * 60)
        expect(phone.slot("alert")).to_contain_text("Still locked after 10 minutes.")

    def test_nothing_is_asked_once_it_has_let_go(self, phone: Phone) -> None:
        phone.stop_the_clock()
        phone.open_session()
        phone.passes(30)
        phone.tap("let_go")
        phone.locked_for(20 * 60)
        expect(phone.slot("alert")).to_be_hidden()
        assert "minutes" not in phone.slot("after-title").inner_text()

    def test_a_spasm_that_came_back_counts_from_its_first_onset(self, phone: Phone) -> None:
        """It is still one spasm."""
        phone.stop_the_clock()
        phone.open_session()
        phone.passes(30)
        phone.tap("let_go")
        phone.locked_for(10 * 60)
        phone.tap("came_back")
        expect(phone.slot("alert")).to_contain_text("Still locked after 10 minutes.")
