# SPDX-License-Identifier: Apache-2.0
"""The report in German: every word of ours, numbers as Germans write them, and English content marked as English."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from tests.unit.evidence.test_german_reads_well import ENGLISH, FORMAL, TYPED_OUT
from tests.unit.reports.anna import ANNA, NOW, nights, spasm

from unclench import care
from unclench.errors import InputError
from unclench.evidence import Library
from unclench.evidence.overlay import interface
from unclench.reports import visit
from unclench.reports.speech import SECTIONS, visit_texts

SAME = {"Name", "Person", "Ferritin", "Tests", "April", "August", "September", "November"}


def test_every_word_of_the_report_is_german(library: Library) -> None:
    sections = {"report": SECTIONS["report"], "visit": visit_texts(library)}
    found = interface("de", sections)
    assert found.missing == ()
    for section, english in sections.items():
        for key, text in found.words[section].items():
            bare = re.sub(r"\{\w+\}", "", text)
            assert text != english[key] or text in SAME or not re.search("[a-z]{4}", bare), key
            assert not ENGLISH.search(bare.replace("in {n}", "")), text
            assert not FORMAL.search(bare), text
            assert not TYPED_OUT.search(bare.replace("aktuell", "")), text


def test_german_says_the_same_numbers_as_the_content(library: Library) -> None:
    german = interface("de", {"visit": visit_texts(library)}).words["visit"]
    for key, english in visit_texts(library).items():
        assert sorted(re.findall(r"\d+", german[key])) == sorted(re.findall(r"\d+", english)), key


def test_numbers_and_days_are_written_as_in_germany(library: Library) -> None:
    made = visit(ANNA, nights(20), None, NOW, library, language="de")
    assert made.pattern is not None
    assert made.pattern.summary == "20 Krämpfe eingetragen, etwa 3,5 pro Woche, am häufigsten: Linke Wade."
    assert made.period == "2. Dezember 2025 bis 1. März 2026, 90 Tage"
    assert made.about.still_english == ""


def test_one_is_said_in_the_singular(library: Library) -> None:
    made = visit(ANNA, [spasm(20, minutes=12)], None, NOW, library, language="de")
    assert made.pattern is not None
    assert made.pattern.summary.startswith("1 Krampf eingetragen")
    assert any("1 dauerte über 10 Minuten" in fact.more for fact in made.pattern.facts)


def test_what_care_found_is_told_in_german_whoever_judged(library: Library) -> None:
    book = care.rule_book(library)
    findings = care.read({"leg_swollen": True, "recent_operation": True, "temperature_c": 39.5,
                          "medicines": "Lipitor"}, book).findings  # fmt: skip
    made = visit(ANNA, [], care.assess(findings, book), NOW, library, language="de", findings=findings)
    assert made.flags is not None
    assert {text.language for text in made.flags.reasons} == {"de"}
    assert "Ein Gerinnsel im Bein" in made.flags.reasons[0].words
    assert {sign.text.language for sign in made.flags.signs} == {"de"}
    assert made.profile is not None
    assert ("Lipitor (Statine)", "de") in [(one.words, one.language) for one in made.profile.medicines]
    assert made.about.still_english == ""


def test_what_is_not_translated_is_marked_and_the_reader_is_told(library: Library) -> None:
    with_gout = replace(ANNA, conditions=frozenset({"gout"}))
    made = visit(with_gout, [], None, NOW, library, language="de")
    assert made.profile is not None
    assert {text.language for text in made.profile.conditions} == {"en"}
    assert "(en)" in made.about.still_english
    assert visit(with_gout, [], None, NOW, library, language="en").about.still_english == ""


def test_content_that_is_translated_is_german(library: Library) -> None:
    made = visit(ANNA, [], None, NOW, library, language="de")
    assert made.profile is not None
    assert ("Entwässerungstabletten", "de") in [(one.words, one.language) for one in made.profile.medicines]
    assert made.questions is not None
    assert {one.text.language for one in made.questions.items} == {"de"}


def test_a_language_content_does_not_speak_is_refused(library: Library) -> None:
    with pytest.raises(InputError, match="no content in the language"):
        visit(ANNA, [], None, NOW, library, language="../de")
