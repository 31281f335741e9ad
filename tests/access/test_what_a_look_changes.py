# SPDX-License-Identifier: Apache-2.0
"""A theme changes colours alone, a width changes none: so axe need not see every width in every theme."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from unclench.web.assets import STATIC_FOLDER

SHEETS = sorted([*STATIC_FOLDER.rglob("*.css"), *STATIC_FOLDER.parent.rglob("templates/**/*.css")])
SWITCHES = {
    ':root[data-theme="day"] { color-scheme: light; }',
    ':root[data-theme="night"] { color-scheme: dark; }',
}
OF_COLOUR = re.compile(
    r"(?<![\w-])(?:color|background[\w-]*|fill|stroke|opacity|filter|mix-blend-mode|--[\w-]+)\s*:"
)
HIDDEN_BY_SIZE = {".evidence-table thead", ".keys:not(.keys-question) .icon"}
"""Seen at some sizes only: tests/access/test_everyone_can_use_each_page.py shows both to axe in every look."""


def by_size(css: str) -> list[str]:
    """What stands within each @media or @container that asks for a size."""
    found = []
    for asked in re.finditer(r"@(?:media|container)[^{]*(?:width|height|orientation)[^{]*\{", css):
        depth, end = 1, asked.end()
        while depth:
            depth += {"{": 1, "}": -1}.get(css[end], 0)
            end += 1
        found.append(css[asked.end() : end - 1])
    return found


def wrong_by_theme(css: str) -> list[str]:
    """Rules of a theme that are none of the two switches; light-dark() itself can only be a colour."""
    rules = re.findall(r"@[^{;]*prefers-color-scheme[^{]*|[^{};\n]*data-theme[^{}]*\{[^{}]*\}", css)
    return [rule.strip() for rule in rules if rule.strip() not in SWITCHES]


def wrong_by_size(css: str) -> list[str]:
    """Colours that depend on a size, and what a size hides without being known for it."""
    found = []
    for block in by_size(css):
        found += OF_COLOUR.findall(block)
        hidden = re.findall(r"([^{}]+)\{[^{}]*(?:display: none|visibility: hidden)", block)
        found += [name.strip() for name in hidden if name.strip() not in HIDDEN_BY_SIZE]
    return found


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: f"{sheet.parent.name}/{sheet.name}")
def test_a_theme_changes_colours_alone_and_a_width_changes_none(sheet: Path) -> None:
    css = sheet.read_text("utf-8")
    assert wrong_by_theme(css) == []
    assert wrong_by_size(css) == []


def test_all_sheets_are_looked_at_and_those_that_hide_are_known() -> None:
    assert {"tokens.css", "page.css", "figures.css", "style.css"} == {sheet.name for sheet in SHEETS}
    everything = "".join(block for sheet in SHEETS for block in by_size(sheet.read_text("utf-8")))
    assert all(name in everything for name in HIDDEN_BY_SIZE)


@pytest.mark.parametrize(
    "rule",
    [
        "@media (min-width: 9px) { a { color: red; } }",
        "@media (max-width: 9px) { .x { display: none; } }",
        "@container (min-width: 9px) { a { margin: 0; } b { background-color: red; } }",
        "@media (orientation: portrait) { a { --text: red; } }",
    ],
)
def test_a_size_that_changes_or_hides_is_found(rule: str) -> None:
    assert len(wrong_by_size(rule)) == 1


@pytest.mark.parametrize(
    "rule",
    [
        "@media (prefers-color-scheme: dark) { a { margin: 0; } }",
        ':root[data-theme="night"] .x { display: none; }',
    ],
)
def test_a_theme_that_changes_more_than_colours_is_found(rule: str) -> None:
    assert len(wrong_by_theme(rule)) == 1
