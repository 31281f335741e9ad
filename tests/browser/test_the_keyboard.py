# SPDX-License-Identifier: Apache-2.0
"""With the keyboard alone: everything is reached, the focus is always seen, and Enter does what a finger does."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.phone import Phone

MOST_STOPS = 160

NAMES = """() => {
    const named = (it) => it.matches('input[type=radio]') ? `radio ${it.name}`
        : `${it.tagName} ${it.dataset.do ?? it.getAttribute('href') ?? it.name ?? ''} `
            + (it.getAttribute('aria-label') ?? it.textContent).trim().slice(0, 40);
    return [...document.querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea, summary')]
        .filter(it => it.checkVisibility({ visibilityProperty: true }) && !it.disabled).map(named);
}"""

FOCUSED = """() => {
    const it = document.activeElement;
    if (!it || it === document.body) return null;
    const named = it.matches('input[type=radio]') ? `radio ${it.name}`
        : `${it.tagName} ${it.dataset.do ?? it.getAttribute('href') ?? it.name ?? ''} `
            + (it.getAttribute('aria-label') ?? it.textContent).trim().slice(0, 40);
    const shown = it.matches('.zone') ? it.querySelector('.zone-hit')
        : it.matches('input[type=radio]') && getComputedStyle(it).opacity === '0' ? it.nextElementSibling : it;
    const style = getComputedStyle(shown);
    const ring = (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2)
        || (shown !== it && style.stroke !== 'none' && parseFloat(style.strokeWidth) >= 2);
    const box = shown.getBoundingClientRect();
    const points = [[0.5, 0.5], [0.1, 0.2], [0.9, 0.2], [0.1, 0.8], [0.9, 0.8]];
    const open = points.some(([x, y]) => {
        const under = document.elementFromPoint(box.x + box.width * x, box.y + box.height * y);
        return under && (under === it || it.contains(under) || under.contains(shown) && under.tagName === 'LABEL'
            || shown.contains(under) || it.labels?.[0]?.contains(under));
    });
    return { named, ring, open, html: it.outerHTML.slice(0, 120) };
}"""


def walk(page: Page) -> tuple[set[str], list[str]]:
    """Tab once round: what was reached, and where the focus could not be seen."""
    ringed: dict[
        str, bool
    ] = {}  # a date has several stops, of which only the first draws the ring of the whole
    covered: set[str] = set()
    first, left_the_page = "", False
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        focus = page.evaluate(FOCUSED)
        if focus is None:
            left_the_page = True
            continue
        if left_the_page and focus["named"] == first:
            break
        first = first or focus["named"]
        ringed[focus["named"]] = ringed.get(focus["named"], False) or focus["ring"]
        if not focus["open"] and "skip" not in focus["html"]:
            covered.add(focus["named"])
    hidden = [f"no ring: {name}" for name, ring in ringed.items() if not ring]
    return set(ringed), hidden + [f"covered: {name}" for name in covered]


def assert_walkable(page: Page) -> None:
    wanted = set(page.evaluate(NAMES))
    reached, hidden = walk(page)
    assert wanted - reached == set()
    assert hidden == []


@pytest.mark.parametrize(
    "path", ["", "relief/calf/", "help/calf/", "diary/", "diary/add/", "you/", "you/who/"]
)
def test_every_action_of_a_page_is_reached_and_seen(phone: Phone, path: str) -> None:
    phone.goto(path)
    assert_walkable(phone.page)


def test_every_action_of_the_session_is_reached_and_seen(phone: Phone) -> None:
    phone.open_session()
    assert_walkable(phone.page)


def test_every_action_after_it_let_go_is_reached_and_seen(phone: Phone) -> None:
    phone.open_session()
    phone.tap("let_go")
    assert_walkable(phone.page)


def test_a_whole_session_without_a_finger(phone: Phone) -> None:
    phone.goto()
    phone.page.locator('svg a.zone[data-area="calf"][data-side="left"]').focus()
    phone.page.keyboard.press("Enter")
    expect(phone.slot("say")).not_to_be_empty()
    phone.page.locator('[data-do="next"]').focus()
    phone.page.keyboard.press("Enter")
    phone.page.locator('[data-do="let_go"]').focus()
    phone.page.keyboard.press("Space")
    expect(phone.slot("after-title")).to_be_focused()
    phone.page.locator('input[name=pain][value="0"]').focus()
    for _ in range(3):
        phone.page.keyboard.press("ArrowRight")
    phone.page.locator('[data-do="finish"]').focus()
    phone.page.keyboard.press("Enter")
    expect(phone.page).to_have_url(phone.base)
    (episode,) = phone.episodes_when(1)
    assert (episode["let_go"], episode["pain"]) == (True, 3)


def test_the_first_stop_skips_to_the_content(phone: Phone) -> None:
    phone.goto("help/")
    phone.page.keyboard.press("Tab")
    expect(phone.page.locator(".skip")).to_be_focused()
    expect(phone.page.locator(".skip")).to_be_in_viewport()
    phone.page.keyboard.press("Enter")
    expect(phone.page.locator("main")).to_be_focused()


def test_the_error_summary_takes_the_focus_and_leads_to_the_field(phone: Phone) -> None:
    phone.goto("diary/add/")
    phone.page.get_by_role("button", name="Keep it").click()
    expect(phone.page.locator(".error-summary")).to_be_focused()
    link = phone.page.locator(".error-summary a").first
    target = link.get_attribute("href")
    assert target is not None
    link.focus()
    phone.page.keyboard.press("Enter")
    expect(phone.page.locator(target)).to_be_focused()
