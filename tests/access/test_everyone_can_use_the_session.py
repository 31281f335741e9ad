# SPDX-License-Identifier: Apache-2.0
"""The guided session in each of its states, with the same eyes as the pages; and where its keys lie."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.access import looks
from tests.access.test_everyone_can_use_each_page import assert_fit_for_everyone
from tests.browser.phone import AFTERNOON, Phone

Opener = Callable[[str], Page]


def start(walker: Phone, opened: Opener) -> None:
    # The clock runs on (axe needs it), and can be put forward.
    walker.page.clock.install(time=AFTERNOON)
    opened("relief/calf/left/")
    expect(walker.slot("say")).not_to_be_empty()


def to_hold(walker: Phone) -> None:
    step = walker.plan()["steps"][walker.plan()["orders"]["up"][0]]
    walker.locked_for(step["script"]["ready_seconds"])
    expect(walker.slot("name")).to_contain_text("Hold")
    walker.tap("longer")
    walker.tap("longer")
    walker.tap("longer")


def to_pause(walker: Phone) -> None:
    walker.tap("pause")
    expect(walker.slot("name")).to_have_text("Paused")


def to_question(walker: Phone) -> None:
    walker.locked_for(300)
    expect(walker.slot("say")).to_contain_text("Has it let go?")


def to_clot(walker: Phone) -> None:
    for _ in range(12):
        if walker.slot("question").is_visible():
            return
        walker.tap("next")
    raise AssertionError("no step asks the clot question")


def to_alert(walker: Phone) -> None:
    walker.locked_for(10 * 60)
    expect(walker.slot("alert")).to_be_visible()


def to_same_day(walker: Phone) -> None:
    walker.locked_for(15 * 60)
    expect(walker.slot("alert")).to_contain_text("today")


def to_let_go(walker: Phone) -> None:
    walker.tap("let_go")
    expect(walker.page.locator("[data-after]")).to_be_visible()


STATES: dict[str, Callable[[Phone], None]] = {
    "get ready": lambda walker: None,
    "hold": to_hold,
    "paused": to_pause,
    "has it let go": to_question,
    "clot question": to_clot,
    "ten minutes": to_alert,
    "fifteen minutes": to_same_day,
    "it let go": to_let_go,
}


@pytest.mark.parametrize("state", STATES)
def test_everyone_can_use_the_session(walker: Phone, opened: Opener, state: str) -> None:
    start(walker, opened)
    STATES[state](walker)
    assert_fit_for_everyone(walker.page)


KEYS_BELOW = """() => [...document.querySelectorAll('[data-stage] .key')].flatMap((it) => {
    if (!it.checkVisibility()) return [];
    const box = it.getBoundingClientRect();
    const under = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
    const reachable = under && (it === under || it.contains(under));
    return box.top >= innerHeight / 2 && box.bottom <= innerHeight && reachable ? []
        : [`${it.textContent.trim()}: ${box.top} to ${box.bottom} of ${innerHeight}, reachable: ${reachable}`];
})"""


@pytest.mark.parametrize("state", [state for state in STATES if state != "it let go"])
def test_the_keys_lie_in_the_lower_half_under_the_thumb(walker: Phone, opened: Opener, state: str) -> None:
    start(walker, opened)
    STATES[state](walker)
    assert walker.page.evaluate(KEYS_BELOW) == []


@pytest.mark.parametrize(("width", "height"), [(844, 390), (320, 568), (768, 1024)])
@pytest.mark.parametrize("state", ["get ready", "clot question", "ten minutes"])
def test_the_keys_stay_reachable_however_the_phone_is_held(
    walker: Phone, opened: Opener, state: str, width: int, height: int
) -> None:
    start(walker, opened)
    STATES[state](walker)
    walker.page.set_viewport_size({"width": width, "height": height})
    for key in walker.page.locator("[data-stage] .key").all():
        if key.is_visible():
            expect(key).to_be_in_viewport(ratio=0.99)
    expect(walker.page.locator("[data-help]")).to_be_in_viewport()


def test_the_way_to_help_is_one_tap_in_every_state(walker: Phone, opened: Opener) -> None:
    for state, reach in STATES.items():
        start(walker, opened)
        reach(walker)
        links = walker.page.locator('a[href^="/help/"]:visible')
        assert links.count() >= 1, state


SPACED = """() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync('* { line-height: 1.5 !important; letter-spacing: 0.12em !important;'
        + ' word-spacing: 0.16em !important; } p { margin-bottom: 2em !important; }');
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
}"""
CUT_OFF = """() => [...document.querySelectorAll('body *')].filter((it) => {
    if (!it.checkVisibility() || it.closest('svg, .visually-hidden, .skip, select, input, textarea')) return false;
    if (!it.textContent.trim()) return false;
    const style = getComputedStyle(it);
    const hides = ['hidden', 'clip'].includes(style.overflowX) || ['hidden', 'clip'].includes(style.overflowY);
    const button = it.matches('button, .button');
    return (hides || button) && (it.scrollWidth > it.clientWidth + 1 || it.scrollHeight > it.clientHeight + 1);
}).map(it => `${it.outerHTML.slice(0, 90)} holds ${it.scrollWidth} x ${it.scrollHeight}`
    + ` in ${it.clientWidth} x ${it.clientHeight}`)"""


@pytest.mark.parametrize(
    "path", ["", "relief/calf/", "help/calf/", "diary/", "diary/add/", "diary/{episode}/", "you/", "you/who/"]
)
def test_wider_text_spacing_loses_nothing(opened: Opener, path: str) -> None:
    page = opened(path)
    page.evaluate(SPACED)
    for width in (320, 1280):
        looks.show(page, width)
        assert looks.too_wide(page, width) == []
        assert page.evaluate(CUT_OFF) == []


@pytest.mark.parametrize("state", STATES)
def test_wider_text_spacing_loses_nothing_of_the_session(walker: Phone, opened: Opener, state: str) -> None:
    start(walker, opened)
    STATES[state](walker)
    walker.page.evaluate(SPACED)
    assert looks.too_wide(walker.page) == []
    assert walker.page.evaluate(CUT_OFF) == []
