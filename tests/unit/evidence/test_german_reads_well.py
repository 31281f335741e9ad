# SPDX-License-Identifier: Apache-2.0
"""German is short, calm, says “du”, and says neither more nor less than the English."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from tests.unit.evidence.test_german_is_complete import STEPS, pairs

from unclench.evidence import Library
from unclench.evidence.overlay import translated
from unclench.evidence.wording import MOST_WORDS, sentences

_VERBS = """
arbeite atme bade beug beweg bitte bleib bring dehne dreh drück entspann ersetz erwärm erzwing fahr frag
führ geh gib gieß greif halt halte heb hör kehr kneif komm kreise kreuz kühl lass leg lehn lies lockere mach misch neig
nimm nutze öffne prüf rechne reib richte roll ruh sag schau schieb schlaf schüttle senk setz sitz spreiz sprich
spür steh steig stell streck such teste trag trink verlagere wähl wärm warte wasch wechsle wickle wippe zieh zwing
"""
VERBS = set(_VERBS.split())
ENGLISH = re.compile(
    r"\b(the|your|you|and|with|of|to|is|are|or|if|from|it|this|that|for|by|as|do|no|we|never|only|until)\b",
    re.IGNORECASE,
)
FORMAL = re.compile(r"\b(Sie|Ihnen|Ihre?[nmrs]?)\b")
# Umlauts typed as two letters. “neue”, “Dauer”, “Quelle” and “zuerst” are words with those letters.
TYPED_OUT = re.compile(r"(?<![aeqäu])(?<!\bz)ue|ae|oe", re.IGNORECASE)
SIDES = re.compile(r"\b(link|recht)(s|e|en|er|es|em)\b", re.IGNORECASE)
NEVER = re.compile(r"\b(never|not|no)\b", re.IGNORECASE)
NIE = re.compile(r"\b(nie|niemals|nichts?|kein\w*|weder|vermeide|ohne)\b", re.IGNORECASE)
NUMBER = re.compile(r"\d+(?:[.,]\d+)?")
# The one number that is said differently: 102 degrees Fahrenheit.
CONVERTED = {"hot_tub.pregnancy": {"102": "39"}}


@pytest.fixture
def german(library: Library) -> Library:
    return translated(library, "de").library


def steps(library: Library) -> list[str]:
    return [text for row in library.remedies.values() for name in STEPS for text in getattr(row, name)]


def test_every_instruction_is_one_short_sentence(german: Library) -> None:
    for text in steps(german):
        assert len(sentences(text)) == 1, text
        assert len(text.split()) <= 14, text
        assert text.endswith("."), text


def test_every_instruction_begins_with_a_verb(german: Library) -> None:
    assert {re.sub(r"\W", "", text.split()[0]).lower() for text in steps(german)} <= VERBS


def test_the_cue_fits_on_a_phone(german: Library) -> None:
    for row in german.remedies.values():
        if row.guided:
            assert len(row.hold[0]) <= 60, row.hold[0]


def test_no_sentence_of_a_session_is_long(library: Library, german: Library) -> None:
    for where, _, text in pairs(library, german):
        if not where.endswith((".reason", ".population", ".relief_time")):
            assert all(len(part.split()) <= MOST_WORDS for part in sentences(text)), (where, text)


def test_no_sentence_is_lost(library: Library, german: Library) -> None:
    for where, english, text in pairs(library, german):
        assert len(sentences(text)) == len(sentences(english)), (where, text)


def test_nothing_shouts(library: Library, german: Library) -> None:
    for where, _, text in pairs(library, german):
        assert "!" not in text, where


def test_no_english_word_is_left_over(library: Library, german: Library) -> None:
    for where, _, text in pairs(library, german):
        assert not ENGLISH.search(text), (where, text)


def test_it_says_du(library: Library, german: Library) -> None:
    for where, _, text in pairs(library, german):
        assert not FORMAL.search(text), (where, text)


def test_umlauts_and_quotes_are_typed_as_they_should_be(library: Library, german: Library) -> None:
    for where, _, text in pairs(library, german):
        assert not TYPED_OUT.search(text), (where, text)
        assert not re.search(r"[\"'…]|\.\.\.|  ", text), (where, text)
    assert TYPED_OUT.search("fuer")
    assert TYPED_OUT.search("loesen")
    assert TYPED_OUT.search("Waerme")


def test_steps_fit_the_left_and_the_right(german: Library) -> None:
    for text in steps(german):
        assert not SIDES.search(text), text


def test_numbers_are_those_of_the_english(library: Library, german: Library) -> None:
    seen = 0
    for where, english, text in pairs(library, german):
        changed = CONVERTED.get(where, {})
        wanted = Counter(changed.get(number, number) for number in NUMBER.findall(english))
        assert Counter(number.replace(",", ".") for number in NUMBER.findall(text)) == wanted, (where, text)
        seen += bool(wanted)
    assert seen > 30


def test_what_must_not_be_done_is_still_forbidden(library: Library, german: Library) -> None:
    forbidden = 0
    for key, row in library.remedies.items():
        for name in STEPS:
            for english, text in zip(getattr(row, name), getattr(german.remedies[key], name), strict=True):
                if NEVER.search(english):
                    forbidden += 1
                    assert NIE.search(text), (english, text)
    assert forbidden > 25


def test_an_emergency_stays_one(library: Library, german: Library) -> None:
    seen = Counter[str]()
    for where, english, text in pairs(library, german):
        for word, wort in (("emergency", "Notruf"), ("urgent", "dringend"), ("tap Help", "auf Hilfe")):
            if word.lower() in english.lower():
                seen[word] += 1
                assert wort in text, (where, text)
    assert seen["emergency"] >= 2
    assert seen["tap Help"] >= 28
    assert seen["urgent"] >= 4


def test_a_correction_says_both_what_is_said_and_what_was_found(german: Library) -> None:
    for row in german.remedies.values():
        if row.often_said:
            said, found = sentences(row.often_said)
            assert re.search(r"\boft\b", said, re.IGNORECASE), row.id
            assert found.startswith("Wir "), row.id


def test_a_question_ends_as_one(german: Library) -> None:
    for row in german.conditions.values():
        assert row.question.endswith("?"), row.key


def test_the_same_english_is_the_same_german_everywhere(library: Library, german: Library) -> None:
    """One wording for one thing: somebody who knows a step knows it again elsewhere."""
    known: dict[str, str] = {}
    for where, english, text in pairs(library, german):
        assert known.setdefault(english, text) == text, where
