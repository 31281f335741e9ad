# SPDX-License-Identifier: Apache-2.0
"""Before anything rubs or presses on a leg, the session asks for the signs of a clot."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.phone import Phone

ASKED = "Is this leg swollen, warm, red, or sore all the time?"


def walk_to_the_question(phone: Phone) -> str:
    """Tap Next until it is asked; gives the name of the step it guards."""
    phone.stop_the_clock()
    phone.open_session()
    plan = phone.plan()
    order = plan["orders"]["up"]
    guarded = [number for number in order if plan["steps"][number]["script"]["clot_question"]]
    assert guarded, "the calf's plan rubs nothing any more: take another area"
    for _ in range(order.index(guarded[0])):
        phone.tap("next")
    expect(phone.slot("say")).to_have_text(ASKED)
    return str(plan["steps"][guarded[0]]["script"]["remedy"])


def remedies_of_two_rounds(phone: Phone) -> set[str]:
    """What the session offers when Next is tapped through the plan twice."""
    offered = set()
    for _ in range(2 * len((phone.saved() or {})["data"]["steps"])):
        kept = phone.saved() or {}
        here = kept["state"]["order"][kept["state"]["position"]]
        offered.add(kept["data"]["steps"][here]["script"]["remedy"])
        phone.tap("next")
        assert phone.slot("question").is_hidden()
    return offered


def test_rubbing_waits_for_the_answer(phone: Phone) -> None:
    walk_to_the_question(phone)
    expect(phone.slot("keys")).to_be_hidden()
    expect(phone.page.locator("[data-help]")).to_be_visible()
    phone.passes(120)
    expect(phone.slot("say")).to_have_text(ASKED)


def test_no_goes_on_to_the_rubbing_and_is_not_asked_twice(phone: Phone) -> None:
    remedy = walk_to_the_question(phone)
    phone.tap("answer_no")
    expect(phone.slot("name")).to_have_text("Get ready")
    assert remedy in remedies_of_two_rounds(phone)


def test_yes_leads_to_help_and_rubbing_does_not_come_back(phone: Phone) -> None:
    remedy = walk_to_the_question(phone)
    phone.tap("answer_yes")
    expect(phone.page).to_have_url(phone.base + "help/calf/")
    for screen in range(2, 6):
        phone.page.get_by_role("button", name="The rest is not true").click()
        expect(
            phone.page.get_by_text(f"screen {screen}").or_(phone.page.locator("main [data-level]"))
        ).to_be_visible()
        if phone.page.locator("main [data-level]").count():
            break
    expect(phone.page.locator("main [data-level]")).to_have_attribute("data-level", "urgent")
    phone.page.locator("[data-resume-link]").click()
    expect(phone.page.locator("[data-stage]")).to_be_visible()
    assert remedy not in remedies_of_two_rounds(phone)
    phone.page.locator('input[name=where][value="in_bed"]').check()
    assert remedy not in remedies_of_two_rounds(phone)


@pytest.mark.parametrize("area", ["neck/both", "forearm/left"])
def test_other_places_are_not_asked(phone: Phone, area: str) -> None:
    phone.stop_the_clock()
    phone.open_session(f"relief/{area}/")
    assert not any(step["script"]["clot_question"] for step in phone.plan()["steps"])
