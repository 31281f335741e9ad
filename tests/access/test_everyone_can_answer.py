# SPDX-License-Identifier: Apache-2.0
"""The questions about warning signs and each card that answers them, with the same eyes as the other pages."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.access.test_everyone_can_use_each_page import assert_fit_for_everyone
from tests.browser.phone import Phone

Opener = Callable[[str], Page]

CARDS = {"emergency": "chest_pressure", "urgent": "fever", "self_care": ""}
"""Level -> a sign that brings it at the lower back."""


def test_everyone_can_use_the_second_screen(opened: Opener) -> None:
    page = opened("help/lower_back/")
    page.get_by_role("button", name="The rest is not true").click()
    expect(page.get_by_text("screen 2")).to_be_visible()
    assert_fit_for_everyone(page)


@pytest.mark.parametrize("level", CARDS)
def test_everyone_can_read_the_card(opened: Opener, walker: Phone, level: str) -> None:
    page = opened("help/lower_back/")
    for _ in range(4):
        for said in page.locator("input[name=yes]:checked").all():
            said.uncheck()
        sign = page.locator(f'input[name=yes][value="{CARDS[level]}"]')
        if sign.count():
            sign.check()
        before = page.locator("input[name=shown]").first.get_attribute("value")
        page.get_by_role("button", name="The rest is not true").click()
        walker.until("(before) => document.querySelector('input[name=shown]')?.value !== before", before)
        if page.locator("main [data-level]").count():
            break
    expect(page.locator("main [data-level]")).to_have_attribute("data-level", level)
    assert_fit_for_everyone(page)


def test_everyone_can_correct_a_number(opened: Opener) -> None:
    page = opened("help/calf/")
    page.locator("form[data-care]").evaluate(
        """(form) => { for (const [name, value] of [['shown', 'temperature_c'], ['n_temperature_c', 'x']])
            form.append(Object.assign(document.createElement('input'), { type: 'hidden', name, value })); }"""
    )
    page.get_by_role("button", name="The rest is not true").click()
    expect(page.get_by_role("heading", name="There is a problem")).to_be_visible()
