# SPDX-License-Identifier: Apache-2.0
"""A sentence about health that stands in a template or a script's words names the record it rests on."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import unclench
from unclench.web.library import library
from unclench.web.session_words import CLAIMS, SESSION_WORDS

WEB = Path(unclench.__file__).parent / "web"
SLOT = re.compile(r'data-claim="([^"]+)"')
CLAIMS_SOMETHING = re.compile(
    r"\b\d+ ?(minutes?|hours?|days?|weeks?|litres?|percent|of 100)\b|\blasts? (seconds|minutes)\b|lets go by itself"
    r"|\b(prevents?|relieves?|causes|cures?|treats?) (cramps?|spasms?|pain)\b|\bswollen, warm\b",
    re.IGNORECASE,
)
# Learn prints records, each with its own sources; the examples of parts are no pages.
TEMPLATES = sorted(
    file
    for file in (WEB / "templates").rglob("*.html")
    if "learn" not in file.relative_to(WEB / "templates").parts
)


def untraced(template: str) -> list[str]:
    """Lines that claim something about health and name no record."""
    return [line for line in template.splitlines() if CLAIMS_SOMETHING.search(line) and not SLOT.search(line)]


@pytest.mark.parametrize("file", TEMPLATES, ids=lambda file: file.name)
def test_every_claim_in_a_template_names_its_record(file: Path) -> None:
    assert untraced(file.read_text("utf-8")) == []


def test_every_claim_of_the_session_names_its_record() -> None:
    claiming = {key for key, said in SESSION_WORDS.items() if CLAIMS_SOMETHING.search(said)}
    assert claiming == set(CLAIMS)


def test_the_records_named_are_there_and_have_sources() -> None:
    named = {slot for file in TEMPLATES for slot in SLOT.findall(file.read_text("utf-8"))} | set(
        CLAIMS.values()
    )
    assert len(named) >= 3
    for key in named:
        _, record = library().record(key)
        assert record.evidence.citations, key


def test_the_look_sees_an_untraced_claim() -> None:
    assert untraced("<p>A cramp lasts seconds.</p>\n<p>Heat prevents cramps.</p>") == [
        "<p>A cramp lasts seconds.</p>",
        "<p>Heat prevents cramps.</p>",
    ]
    assert untraced('<p data-claim="conflict_duration">Still locked after 10 minutes?</p>') == []
