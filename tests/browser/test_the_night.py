# SPDX-License-Identifier: Apache-2.0
"""At night the screen stays dark, from its first paint on; who wants stillness gets it."""

from __future__ import annotations

import base64
import io
import time
from collections.abc import Callable
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import BrowserContext, CDPSession, expect

from tests.browser.house import Server
from tests.browser.phone import Phone

DARKEST_ALLOWED = 0.12


def mean_luminance(picture: bytes) -> float:
    """Relative luminance (WCAG), 0 to 1, averaged over the picture."""
    pixels = Image.open(io.BytesIO(picture)).convert("RGB").resize((98, 211))

    def linear(value: int) -> float:
        share = value / 255
        return share / 12.92 if share <= 0.04045 else float(((share + 0.055) / 1.055) ** 2.4)

    table = [linear(value) for value in range(256)]
    total = sum(
        0.2126 * table[r] + 0.7152 * table[g] + 0.0722 * table[b] for r, g, b in pixels.get_flattened_data()
    )
    return total / (pixels.width * pixels.height)


def frames_while(phone: Phone, work: Callable[[], Any]) -> list[bytes]:
    """Every frame that Chromium paints meanwhile, the first of the new page included.

    A recording begins with a copy of what stood on the screen before, which a busy machine may hand over late.
    """
    frames: list[bytes] = []
    session: CDPSession = phone.context.new_cdp_session(phone.page)
    phone.page.screenshot()  # what was asked for before is on the screen now
    began = time.time()

    def take(frame: dict[str, Any]) -> None:
        if frame["metadata"]["timestamp"] >= began:
            frames.append(base64.b64decode(frame["data"]))
        session.send("Page.screencastFrameAck", {"sessionId": frame["sessionId"]})

    session.on("Page.screencastFrame", take)
    session.send("Page.startScreencast", {"format": "png"})
    work()
    frames.append(phone.page.screenshot())
    session.detach()
    return frames


@pytest.fixture
def dark(server: Server, contexts: Callable[..., BrowserContext]) -> Phone:
    phone = Phone.of_a_new_person(server, contexts(color_scheme="dark"))
    phone.goto("help/")
    return phone


def test_a_session_in_the_dark_is_dark_from_its_first_paint(dark: Phone) -> None:
    frames = frames_while(dark, lambda: dark.open_session())
    assert max(mean_luminance(frame) for frame in frames) <= DARKEST_ALLOWED


@pytest.mark.parametrize("path", ["", "diary/", "relief/neck/both/", "you/"])
def test_every_page_in_the_dark_is_dark(dark: Phone, path: str) -> None:
    frames = frames_while(dark, lambda: dark.goto(path))
    assert max(mean_luminance(frame) for frame in frames) <= DARKEST_ALLOWED


def test_the_switch_is_remembered_and_does_not_flash(
    server: Server, contexts: Callable[..., BrowserContext]
) -> None:
    phone = Phone.of_a_new_person(server, contexts(color_scheme="light"))
    phone.goto("help/")
    assert mean_luminance(phone.page.screenshot()) > 0.5
    phone.page.get_by_role("button", name="Switch between day and night").click()
    expect(phone.page.locator("html")).to_have_attribute("data-theme", "night")
    frames = frames_while(phone, lambda: phone.open_session())
    expect(phone.page.locator("html")).to_have_attribute("data-theme", "night")
    assert max(mean_luminance(frame) for frame in frames) <= DARKEST_ALLOWED
    phone.goto("help/")
    phone.page.get_by_role("button", name="Switch between day and night").click()
    phone.page.reload()
    expect(phone.page.locator("html")).to_have_attribute("data-theme", "day")


MOVING = """() => [...document.querySelectorAll('*')].flatMap((it) => {
    const style = getComputedStyle(it);
    const still = style.animationName === 'none' && /^0s(, 0s)*$/.test(style.transitionDuration);
    const named = `${it.tagName}.${it.getAttribute('class')}`;
    return still ? [] : [`${named}: ${style.animationName} ${style.transitionDuration}`];
})"""


@pytest.mark.parametrize("path", ["", "relief/calf/left/", "help/"])
def test_who_wants_stillness_sees_nothing_move(
    server: Server, contexts: Callable[..., BrowserContext], path: str
) -> None:
    phone = Phone.of_a_new_person(server, contexts(reduced_motion="reduce"))
    phone.goto(path)
    if path.startswith("relief"):
        expect(phone.slot("say")).not_to_be_empty()
    assert phone.page.evaluate(MOVING) == []
    assert phone.page.evaluate("document.getAnimations().length") == 0
    assert phone.page.locator("animate, animateTransform, animateMotion").count() == 0


def test_elsewhere_the_figure_moves(phone: Phone) -> None:
    """Else the test above would prove nothing."""
    phone.open_session()
    assert phone.page.evaluate(MOVING) != []
