# SPDX-License-Identifier: Apache-2.0
"""What the access tests look at on a page: axe's rules, sizes of targets, the width, what sits where."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Literal

import axe_playwright_python
from playwright.sync_api import Page

__all__ = ["EVERY_LOOK", "ONE_LOOK_A_WIDTH", "TAGS", "axe_version", "problems", "quick_look", "show", "small_targets",
           "too_wide"]  # fmt: skip

Looks = tuple[tuple[int, Literal["light", "dark"]], ...]

TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
ONE_LOOK_A_WIDTH: Looks = ((320, "light"), (1280, "dark"))
"""Enough, because a theme changes colours alone and a width none: tests/access/test_what_a_look_changes.py."""
EVERY_LOOK: Looks = ((320, "light"), (320, "dark"), (1280, "light"), (1280, "dark"))
_OF_COLOUR = ("color-contrast", "link-in-text-block")

_AXE = Path(axe_playwright_python.__file__).with_name("axe.min.js")
_SCRIPT = _AXE.read_text("utf-8")
_HEIGHTS = {320: 640, 390: 844, 768: 1024, 1280: 800}

_RUN = """async (asked) => {
    const runOnly = { type: asked[0].includes('-') ? 'rule' : 'tag', values: asked };
    const found = await axe.run(document, { runOnly, resultTypes: ['violations'] });
    return found.violations.map(v =>
        [v.id, v.impact, v.nodes.slice(0, 4).map(n => [n.html.slice(0, 160), n.failureSummary])]);
}"""

_TARGETS = """([least, key]) => {
    const seen = (it) => it.checkVisibility({ opacityProperty: false, visibilityProperty: true })
        && !it.closest('.visually-hidden, .skip');
    const inSentence = (it) => {
        if (it.tagName !== 'A' || getComputedStyle(it).display !== 'inline') return false;
        return [...it.parentElement.childNodes].some(n => n.nodeType === 3 && n.textContent.trim().length > 1);
    };
    const box = (it) => {
        const label = it.matches('input[type=checkbox], input[type=radio]') ? it.closest('label') : null;
        const rects = [it, ...(label ? [label] : [])].map(e => e.getBoundingClientRect());
        return { width: Math.max(...rects.map(r => r.width)), height: Math.max(...rects.map(r => r.height)) };
    };
    const targets = [...document.querySelectorAll(
        'a[href], button, input:not([type=hidden]), select, textarea, summary, [role=button], [tabindex="0"]')];
    return targets.filter(seen).flatMap((it) => {
        const { width, height } = box(it);
        const wanted = inSentence(it) ? 24 : it.matches('[data-stage] .key, .key') ? key : least;
        return width + 0.01 >= wanted && height + 0.01 >= wanted ? []
            : [`${it.outerHTML.slice(0, 110)} is ${width.toFixed(1)} x ${height.toFixed(1)}, not ${wanted}`];
    });
}"""

_TOO_WIDE = """() => {
    const root = document.documentElement;
    if (root.scrollWidth <= root.clientWidth) return [];
    return [...document.querySelectorAll('body *')]
        .filter(it => it.getBoundingClientRect().right > root.clientWidth + 0.5)
        .slice(0, 5).map(it => `${it.outerHTML.slice(0, 100)} ends at ${it.getBoundingClientRect().right}`)
        .concat(`the page is ${root.scrollWidth} wide in ${root.clientWidth}`);
}"""


def axe_version(page: Page) -> str:
    page.evaluate(_SCRIPT)
    return str(page.evaluate("axe.version"))


def problems(
    page: Page, looks: Looks = ONE_LOOK_A_WIDTH, widths: tuple[int, ...] = tuple(_HEIGHTS)
) -> list[str]:
    """Everything wrong with the open page: axe in these looks, small targets at each width, scrolling sideways at 320.

    The page is brought to each width once. axe looks for everything in the first look (in each of EVERY_LOOK), and in
    others for colours: that is all another theme or width changes (tests/access/test_what_a_look_changes.py).
    """
    page.evaluate(_SCRIPT)
    found: list[str] = []
    for width in widths:
        show(page, width)
        found += [f"{width} px: {row}" for row in page.evaluate(_TARGETS, [44, 64])]
        if width == 320:
            found += page.evaluate(_TOO_WIDE)
        schemes = [scheme for narrow_or_wide, scheme in looks if narrow_or_wide == width]
        if schemes:
            _grow(page, width)
        for scheme in schemes:
            page.emulate_media(color_scheme=scheme)
            first = (width, scheme) == looks[0] or looks == EVERY_LOOK
            rows = page.evaluate(_RUN, list(TAGS if first else _OF_COLOUR))
            found += [f"{width} px, {scheme}: {json.dumps(row, indent=1)}" for row in rows]
    return found


def quick_look(page: Page, width: int = 320) -> list[str]:
    """The same for hundreds of pages: each is laid out once, and of the dark theme only colours are looked at.

    What lies where does not depend on the theme.
    """
    show(page, width)
    _grow(page, width)
    page.evaluate(_SCRIPT)
    found = [json.dumps(row, indent=1) for row in page.evaluate(_RUN, list(TAGS))]
    found += [*page.evaluate(_TOO_WIDE), *page.evaluate(_TARGETS, [44, 64])]
    page.emulate_media(color_scheme="dark")
    return found + [f"dark: {json.dumps(row, indent=1)}" for row in page.evaluate(_RUN, list(_OF_COLOUR))]


def _grow(page: Page, width: int) -> None:
    """As tall as the page: what lies under the sticky bar can be scrolled to; tests/browser walks that."""
    height = 0
    for _ in range(4):  # a taller screen may be laid out differently, and so be taller again
        before, height = height, page.evaluate("Math.max(innerHeight, document.documentElement.scrollHeight)")
        if height == before:
            return
        page.set_viewport_size({"width": width, "height": height})


def show(page: Page, width: int, scheme: Any = "light") -> None:
    """Bring the open page to a width and a theme."""
    page.set_viewport_size({"width": width, "height": _HEIGHTS[width]})
    page.emulate_media(color_scheme=scheme)


def small_targets(page: Page, widths: tuple[int, ...] = (320, 390, 768, 1280)) -> list[str]:
    """Targets a finger misses: under 44 x 44 (keys of a session 64 x 64, a link within a sentence 24 x 24)."""
    found: list[str] = []
    for width in widths:
        show(page, width)
        found += [f"{width} px: {row}" for row in page.evaluate(_TARGETS, [44, 64])]
    return found


def too_wide(page: Page, width: int = 320) -> list[str]:
    """What makes the page scroll sideways."""
    show(page, width)
    return list(page.evaluate(_TOO_WIDE))
