# SPDX-License-Identifier: Apache-2.0
"""A finger that trembles sends a form twice: there is still one entry."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.phone import Phone


def write_down(phone: Phone) -> None:
    phone.goto("diary/add/?area=calf&side=left")
    phone.page.locator("#date").fill("2026-03-01")
    phone.page.locator("#time").fill("02:13")
    phone.page.get_by_role("button", name="Keep it").dblclick()
    expect(phone.page.get_by_role("heading", name="Left calf")).to_be_visible()


def test_two_clicks_on_keep_it_make_one_entry(phone: Phone) -> None:
    write_down(phone)
    assert len(phone.episodes()) == 1


def test_two_clicks_on_delete_and_on_undo(phone: Phone) -> None:
    write_down(phone)
    phone.page.get_by_role("button", name="Delete").dblclick()
    expect(phone.page.get_by_text("Deleted.")).to_be_visible()
    assert phone.episodes() == []
    phone.page.get_by_role("button", name="Undo").dblclick()
    expect(phone.page.get_by_role("heading", name="Left calf")).to_be_visible()
    assert len(phone.episodes()) == 1


def test_two_clicks_on_keep_it_after_a_correction(phone: Phone) -> None:
    write_down(phone)
    phone.page.get_by_role("link", name="Correct").click()
    phone.page.locator("#pain").select_option("4")
    phone.page.get_by_role("button", name="Keep it").dblclick()
    expect(phone.page.locator(".facts")).to_contain_text("4 of 10")
    assert [row["pain"] for row in phone.episodes()] == [4]
