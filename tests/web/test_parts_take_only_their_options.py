# SPDX-License-Identifier: Apache-2.0
"""A part says what it takes; a page that hands it anything else is a mistake that shows at once."""

from __future__ import annotations

import re

import pytest
from django.template import Context, Template
from tests.access.examples import EXAMPLES

from unclench.errors import ContentError
from unclench.web import parts

NAMES = [part.name for part in parts.all_parts()]


@pytest.mark.parametrize("name", NAMES)
def test_an_unknown_option_is_refused(name: str) -> None:
    with pytest.raises(ContentError, match="no option “colour_of_the_moon”"):
        parts.render_part(name, {"colour_of_the_moon": "blue"})


def test_an_unknown_option_is_refused_in_a_template_too() -> None:
    page = Template('{% load unclench %}{% part "stop_signs" txt="Stop." %}')
    with pytest.raises(ContentError, match="no option “txt”"):
        page.render(Context())


def test_an_unknown_part_is_refused() -> None:
    with pytest.raises(ContentError, match="no_such_part"):
        parts.render_part("no_such_part", {})


@pytest.mark.parametrize("name", NAMES)
def test_every_option_says_its_type_its_meaning_and_since_when(name: str) -> None:
    part = parts.part_named(name)
    assert part.meaning.endswith(".")
    for option in part.options.values():
        assert set(option) == {"type", "meaning", "since"}
        assert all(isinstance(value, str) and value for value in option.values())


@pytest.mark.parametrize("name", NAMES)
def test_every_option_is_used(name: str) -> None:
    template = (parts.PARTS / name / "template.html").read_text("utf-8")
    unused = [
        option for option in parts.part_named(name).options if not re.search(rf"\b{option}\b", template)
    ]
    assert unused == []


@pytest.mark.parametrize(("name", "example"), sorted(EXAMPLES))
def test_every_example_draws(name: str, example: str) -> None:
    assert parts.render_part(name, EXAMPLES[name, example]).strip()


@pytest.mark.parametrize("name", NAMES)
def test_every_part_lies_in_the_style_sheet(name: str) -> None:
    own = (parts.PARTS / name / "style.css").read_text("utf-8").strip()
    assert own in parts.style_sheet()[0]


def test_what_a_person_typed_never_becomes_markup() -> None:
    drawn = parts.render_part(
        "episode_row", {"href": "#", "time": "<b>", "title": "<script>", "facts": ["<i>"]}
    )
    assert not re.search(r"<(b|script|i)>", drawn)
