# SPDX-License-Identifier: Apache-2.0
"""What somebody writes in own words may raise a sign by a word list. It never lowers one, and never says no."""

from __future__ import annotations

import pytest
from tests.unit.care.conftest import Asked

from unclench.care import RuleBook, read
from unclench.care.free_text import heard_in


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("My calf is swollen since the flight", "leg_swollen"),
        ("calf hot and swollen since the flight", "leg_swollen"),
        ("Calf swollen. No pain.", "leg_swollen"),
        ("I have no idea why my leg is swollen", "leg_swollen"),
        ("no fever but the calf is swollen", "leg_swollen"),
        ("I am short of breath", "breathless"),
        ("the cramp does not stop, short of breath", "breathless"),
        ("I'm 30 weeks pregnant", "pregnant"),
    ],
)
def test_a_sign_is_heard(book: RuleBook, text: str, key: str) -> None:
    assert key in heard_in(text, book.word_list)
    assert read({"text": text}, book).findings.values[key] is True


@pytest.mark.parametrize(
    "text",
    ["no swelling, leg not swollen", "not short of breath", "never short of breath", "denies short of breath",
     "leg swollen: no", "keine geschwollene Wade", "without swollen calf", "I am not pregnant", "nicht schwanger", "",
     "...", "the weather is fine"],
)  # fmt: skip
def test_a_denied_sign_is_neither_a_yes_nor_a_no(book: RuleBook, text: str) -> None:
    values = read({"text": text}, book).findings.values
    for key in ("leg_swollen", "breathless", "pregnant"):
        assert key not in values


def test_text_never_takes_back_what_was_answered(book: RuleBook, asked: Asked) -> None:
    reading = read(
        {"text": "leg not swollen, no chest pain", "leg_swollen": True, "chest_pressure": True}, book
    )
    assert reading.findings.values["leg_swollen"] is True
    assert (
        asked(text="I feel fine, it is only a cramp, nothing else", chest_pressure=True).level == "emergency"
    )


def test_text_raises_over_a_no(book: RuleBook) -> None:
    reading = read({"text": "calf swollen", "leg_swollen": False}, book)
    assert reading.findings.values["leg_swollen"] is True


def test_the_answer_quotes_the_words(asked: Asked) -> None:
    found = asked(text="My calf is swollen since the flight")
    assert found.level in ("urgent", "emergency")
    quoted = [answer.words for fired in found.fired for answer in fired.because]
    assert any(words.startswith("You wrote: “calf swollen") for words in quoted), quoted


def test_every_phrase_of_the_list_raises_its_key(book: RuleBook) -> None:
    for key in book.keys.values():
        for phrase in key.words:
            assert key.id in heard_in(phrase, book.word_list), f"{key.id}: {phrase}"
