# SPDX-License-Identifier: Apache-2.0
"""Without a script every plan reads, help opens, and a spasm can be written down."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.browser.house import Server
from tests.browser.phone import Phone
from unclench.web.views.offline import offline_pages

PLANS = [page for page in offline_pages() if page.startswith("/relief/")]


@pytest.fixture
def plain(server: Server, contexts: Callable[..., BrowserContext]) -> Phone:
    return Phone.of_a_new_person(server, contexts(java_script_enabled=False))


def test_every_plan_reads(plain: Phone) -> None:
    assert len(PLANS) >= 24
    for plan in PLANS:
        plain.goto(plan[1:])
        first = plain.page.locator(".step-sentences li").first
        expect(first).to_be_visible()
        assert first.inner_text().strip()
        expect(plain.page.locator(".stop-signs").last).to_be_visible()
        assert plain.page.locator("[data-stage]").is_hidden()
        assert plain.page.locator(".needs-js:visible").count() == 0
        help_link = plain.page.locator(".reading .stop-help")
        assert help_link.get_attribute("href") == f"/help/{plan.split('/')[2]}/"


def test_a_touch_on_the_map_leads_to_the_plan(plain: Phone) -> None:
    plain.goto()
    plain.page.locator('svg a.zone[data-area="calf"][data-side="left"]').click()
    expect(plain.page).to_have_url(plain.base + "relief/calf/left/")
    expect(plain.page.locator(".step-sentences li").first).to_be_visible()


def test_a_spasm_is_written_down_corrected_deleted_and_brought_back(plain: Phone) -> None:
    page = plain.page
    plain.goto("relief/calf/left/")
    page.get_by_role("link", name="Write this spasm down").click()
    assert page.locator("#area").input_value() == "calf"
    page.locator('input[name=side][value="left"]').check()
    page.locator("#date").fill("2026-03-01")
    page.locator("#time").fill("02:13")
    page.locator("#minutes").fill("2")
    page.locator("#pain").select_option("7")
    page.locator("#note").fill("Woke me up.")
    page.get_by_role("button", name="Keep it").click()
    (episode,) = plain.episodes()
    assert (episode["area"], episode["side"], episode["pain"]) == ("calf", "left", 7)
    expect(page).to_have_url(f"{plain.base}diary/{episode['id']}/")

    page.get_by_role("link", name="Correct").click()
    page.locator("#pain").select_option("5")
    page.get_by_role("button", name="Keep it").click()
    assert plain.episodes()[0]["pain"] == 5
    page.get_by_role("button", name="Delete").click()
    assert plain.episodes() == []
    page.get_by_role("button", name="Undo").click()
    assert len(plain.episodes()) == 1


def test_a_mistake_is_shown_at_the_top_and_at_the_field(plain: Phone) -> None:
    plain.goto("diary/add/?area=neck")
    plain.page.locator("#date").fill("2026-03-01")
    plain.page.locator("#time").fill("02:13")
    plain.page.locator("#minutes").fill("many")
    plain.page.get_by_role("button", name="Keep it").click()
    expect(plain.page).to_have_title("Error: Write down a spasm - Unclench")
    summary = plain.page.locator(".error-summary")
    expect(summary).to_contain_text("There is a problem")
    words = plain.page.locator("#minutes-error").inner_text()
    expect(summary).to_contain_text(words)
    assert plain.page.locator("#minutes").input_value() == "many"
