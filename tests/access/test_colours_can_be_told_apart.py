# SPDX-License-Identifier: Apache-2.0
"""The colours of tokens.css: text 7:1 or more on each ground it stands on, the edges of controls 3:1."""

from __future__ import annotations

import re

import pytest

from unclench.web.assets import STATIC_FOLDER

SHEET = (STATIC_FOLDER / "css" / "tokens.css").read_text("utf-8")
DAY, NIGHT = 0, 1


def colour(name: str, theme: int) -> str:
    found = re.search(rf"--{name}: (?:light-dark\((#\w+), (#\w+)\)|(#\w+));", SHEET)
    assert found, f"tokens.css has no --{name}"
    return found[3] or (found[1], found[2])[theme]


def luminance(colour_: str) -> float:
    shares = [int(colour_[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (
        share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """WCAG's contrast ratio.

    >>> contrast("#000000", "#ffffff")
    21.0
    """
    brighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (brighter + 0.05) / (darker + 0.05)


TEXT = [
    (ink, ground)
    for ink, grounds in {
        "text": ("ground", "surface", "glow", "sunk"),
        "quiet": ("ground", "surface"),
        "link": ("ground", "surface"),
        "accent-ink": ("accent",),
        "danger-ink": ("danger-fill",),
    }.items()
    for ground in grounds
]
EDGES = [
    (edge, ground)
    for edge in ("edge", "accent", "danger", "focus", "care-blue")
    for ground in ("ground", "surface")
]


@pytest.mark.parametrize("theme", [DAY, NIGHT], ids=["day", "night"])
@pytest.mark.parametrize(("ink", "ground"), TEXT)
def test_text_stands_out(ink: str, ground: str, theme: int) -> None:
    assert contrast(colour(ink, theme), colour(ground, theme)) >= 7


@pytest.mark.parametrize("theme", [DAY, NIGHT], ids=["day", "night"])
@pytest.mark.parametrize("ground", ["ground", "surface"])
def test_danger_can_be_read_where_it_is_text(ground: str, theme: int) -> None:
    assert contrast(colour("danger", theme), colour(ground, theme)) >= 4.5


@pytest.mark.parametrize("theme", [DAY, NIGHT], ids=["day", "night"])
@pytest.mark.parametrize(("edge", "ground"), EDGES)
def test_controls_have_an_edge(edge: str, ground: str, theme: int) -> None:
    assert contrast(colour(edge, theme), colour(ground, theme)) >= 3


def test_the_formula_is_the_published_one() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)
