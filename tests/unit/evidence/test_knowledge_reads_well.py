# SPDX-License-Identifier: Apache-2.0
"""Whatever advises is short, kind and plain, in every kind of record."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any

import pytest
from tests.unit.evidence.test_words_are_short_and_kind import BLAME, DOSE, grade

from unclench.evidence import Library
from unclench.evidence.shapes import parts_of
from unclench.evidence.wording import MOST_WORDS, sentences


def advice(value: Any) -> Iterator[str]:
    """Every text of a record that a person reads as advice, parts included."""
    if isinstance(value, tuple):
        for one in value:
            yield from advice(one)
    elif is_dataclass(value):
        spoken = {part.name for part in parts_of(type(value)) if part.spoken}
        for part in fields(value):
            said = getattr(value, part.name)
            if part.name in spoken:
                yield from said if isinstance(said, tuple) else (said,) if said else ()
            else:
                yield from advice(said)


def all_advice(library: Library) -> list[tuple[str, str]]:
    kinds = [(kind, rows) for kind, rows in library.all_kinds() if kind != "remedies"]
    return [(row.id, text) for _, rows in kinds for row in rows.values() for text in advice(row)]


def test_there_is_much_advice_to_hold_to_the_rules(library: Library) -> None:
    assert len(all_advice(library)) > 1000


def test_no_sentence_of_advice_is_long(library: Library) -> None:
    for key, text in all_advice(library):
        assert all(len(part.split()) <= MOST_WORDS for part in sentences(text)), f"{key}: {text}"


def test_nothing_shouts_blames_or_gives_a_dose(library: Library) -> None:
    for key, text in all_advice(library):
        assert "!" not in text, key
        assert not BLAME.search(text), key
        assert not DOSE.search(text), f"{key}: {text}"


INSTRUCTIONS = {
    "triggers": lambda row: row.change,
    "standing": lambda row: row.what_to_do,
    "prevention": lambda row: row.how,
    "aids": lambda row: row.safety,
}


@pytest.mark.parametrize("kind", INSTRUCTIONS)
def test_a_child_of_eleven_can_read_the_instructions(library: Library, kind: str) -> None:
    assert grade(text for row in library.kind(kind).values() for text in INSTRUCTIONS[kind](row)) <= 4


@pytest.mark.parametrize(
    "kind",
    ["triggers", "standing", "prevention", "red_flags", "see_doctor", "statements", "conflicts", "definitions",
     "epidemiology", "differential", "ingredients", "visit", "house_rules", "aids"],
)  # fmt: skip
def test_what_a_kind_claims_can_be_read_at_school(library: Library, kind: str) -> None:
    assert grade(row.claim for row in library.kind(kind).values()) <= 6


def test_the_questions_of_red_flags_stay_readable(library: Library) -> None:
    assert grade(question.text for flag in library.red_flags.values() for question in flag.questions) <= 7


def test_an_instruction_is_one_sentence_and_ends_as_one(library: Library) -> None:
    for kind, texts in INSTRUCTIONS.items():
        for row in library.kind(kind).values():
            for text in texts(row):
                assert text.endswith("."), f"{row.id}: {text}"
                assert len(sentences(text)) <= 2, f"{row.id}: {text}"


def test_what_is_often_said_stands_beside_what_we_found(library: Library) -> None:
    for row in library.prevention.values():
        if row.often_said:
            said, found = sentences(row.often_said)
            assert "often" in said, row.id
            assert found.startswith("We "), row.id
