# SPDX-License-Identifier: Apache-2.0
"""From a cold open to the first instruction it takes one tap; left is left wherever it is tapped."""

from __future__ import annotations

import time

import pytest
from playwright.sync_api import expect

from tests.browser.phone import AFTERNOON, Phone

COUNT_TAPS = "window.taps = 0; addEventListener('click', () => { window.taps += 1; }, true);"
LONGEST_S = 5.0  # generous; benchmarks/ measure the real time


@pytest.mark.parametrize(
    "target",
    ['svg a.zone[data-area="calf"][data-side="left"]', '.area-list a[data-area="calf"][data-side="left"]'],
    ids=["on the map", "by name"],
)
def test_one_tap_leads_to_the_first_instruction(phone: Phone, target: str) -> None:
    phone.page.add_init_script(COUNT_TAPS)
    begun = time.monotonic()
    phone.goto()
    phone.page.locator(target).click()
    expect(phone.slot("say")).not_to_be_empty()
    assert time.monotonic() - begun < LONGEST_S
    assert phone.page.evaluate("window.taps") == 1
    expect(phone.slot("say")).to_be_in_viewport(ratio=1)
    expect(phone.slot("phase")).to_contain_text("Left calf")
    expect(phone.page).to_have_url(phone.base + "relief/calf/left/")
    assert phone.page.locator("dialog[open]").count() == 0


def test_the_one_tap_needs_no_other_page(phone: Phone) -> None:
    """The address alone is enough, too: a bookmark opens the session without any tap."""
    phone.page.add_init_script(COUNT_TAPS)
    phone.goto("relief/neck/both/")
    expect(phone.slot("say")).not_to_be_empty()
    assert phone.page.evaluate("window.taps") == 0


@pytest.mark.parametrize(("hour", "where"), [(1, "in_bed"), (13, "up")])
def test_the_clock_on_the_wall_guesses_where_the_person_is(phone: Phone, hour: int, where: str) -> None:
    phone.at(AFTERNOON.replace(hour=hour))
    phone.open_session()
    expect(phone.page.locator(f'input[name=where][value="{where}"]')).to_be_checked()


@pytest.mark.parametrize("view", ["front", "back"])
@pytest.mark.parametrize("side", ["left", "right"])
def test_a_zone_opens_the_side_it_is_drawn_on(phone: Phone, view: str, side: str) -> None:
    """Seen as in a mirror: the person's left is at the left of both views."""
    phone.goto()
    zone = phone.page.locator(f'svg.bodymap-{view} a.zone[data-area="foot"][data-side="{side}"]')
    drawing = phone.page.locator(f"svg.bodymap-{view}").bounding_box()
    box = zone.bounding_box()
    assert drawing is not None
    assert box is not None
    middle_of_zone, middle = box["x"] + box["width"] / 2, drawing["x"] + drawing["width"] / 2
    assert (middle_of_zone < middle) is (side == "left")
    # A finger has no element in mind: what lies under the middle of the box must open.
    phone.page.mouse.click(middle_of_zone, box["y"] + box["height"] / 2)
    expect(phone.slot("phase")).to_contain_text(f"{side.capitalize()} foot")
    expect(phone.page).to_have_url(phone.base + f"relief/foot/{side}/")


def test_every_zone_and_every_name_opens_what_it_says(phone: Phone) -> None:
    phone.goto()
    links = phone.page.locator("a[data-area]").evaluate_all(
        "all => all.map(a => [a.getAttribute('href'), a.dataset.area, a.dataset.side, a.getAttribute('aria-label')])"
    )
    assert len(links) >= 48
    for href, area, side, label in links:
        assert href == f"/relief/{area}/{side}/"
        title = phone.context.request.get(phone.base.rstrip("/") + href).text().partition("<title>")[2]
        assert title.startswith(label)
        if side in ("left", "right"):
            assert label.lower().startswith(side)


def test_left_stands_left_of_right_among_the_named_buttons(phone: Phone) -> None:
    phone.goto()
    for row in phone.page.locator(".area-list li").all():
        boxes = [link.bounding_box() for link in row.locator("a").all()]
        labels = [link.inner_text() for link in row.locator("a").all()]
        if len(labels) == 2:
            assert labels == ["Left", "Right"]
            assert boxes[0] is not None
            assert boxes[1] is not None
            assert boxes[0]["x"] < boxes[1]["x"]


def test_an_area_without_its_side_asks_with_two_big_buttons(phone: Phone) -> None:
    phone.goto("relief/calf/")
    left = phone.page.locator('main a[data-side="left"]')
    box = left.bounding_box()
    assert box is not None
    assert min(box["width"], box["height"]) >= 64
    left.click()
    expect(phone.slot("phase")).to_contain_text("Left calf")
