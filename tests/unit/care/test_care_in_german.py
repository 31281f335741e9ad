# SPDX-License-Identifier: Apache-2.0
"""The rules in German: every text is there, says the same, and decides exactly what the English ones decide."""

from __future__ import annotations

import random
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from unclench.care import RuleBook, assess, check_book, next_screen, read, rule_book, spoken_texts
from unclench.care.vocabulary import Group
from unclench.cli.content import beside_the_records
from unclench.evidence import Library
from unclench.evidence.overlay import translated
from unclench.evidence.sources import OURS
from unclench.evidence.wording import sentences

MOST_WORDS = 15
ENGLISH = re.compile(
    r"\b(the|your|you|and|with|of|to|is|are|or|if|from|it|this|that|for|by|as|do|no|we|never|only|until)\b",
    re.I,
)
FORMAL = re.compile(r"\b(Sie|Ihnen|Ihre?[nmrs]?)\b(?! kann)")
TYPED_OUT = re.compile(r"(?<![aeqäu])(?<!\bz)ue|ae|oe", re.I)
NUMBER = re.compile(r"\d+(?:[.,]\d+)?")
DENIED = re.compile(r"\b(do not|never|nothing|no more|take no|change no|do no)\b", re.I)
VERNEINT = re.compile(r"\b(nicht|nichts|nie|kein\w*|niemanden|weder)\b", re.I)
WHEN = {"emergency": r"\b(sofort|Rettungsdienst)\b", "urgent": r"\bheute\b"}

DRAFT = """levels:
  - {id: urgent, heading: Heute, do_now: [Ruf an.]}
rules:
  - {id: cr_time_locked_15, claim: 'Das ist eine Aussage mit viel zu vielen Wörtern, die niemand in Eile am Telefon oder
      im Dunkeln noch lesen mag.', meanwhile: [Warte.]}
  - {id: cr_no_such_rule, claim: Nichts.}
findings:
  - {id: leg_swollen, ask: Ist ein Bein dick, level: urgent}
words: {heard: 'Du hast {said} geschrieben.'}
"""


@pytest.fixture(scope="module")
def german(library: Library) -> RuleBook:
    return rule_book(translated(library, "de").library)


def texts(book: RuleBook) -> Iterator[tuple[str, str]]:
    """Everything the book says, by where it stands."""
    for key in book.keys.values():
        yield f"{key.id}.ask", key.ask
        yield f"{key.id}.meaning", key.meaning
    for rule in book.rules:
        yield f"{rule.id}.reason", rule.reason
        yield f"{rule.id}.within", rule.within
        for place, line in enumerate(rule.meanwhile):
            yield f"{rule.id}.meanwhile.{place}", line
    for level, words in book.vocabulary.levels.items():
        yield f"{level}.heading", words.heading
        yield f"{level}.within", words.within
        for place, line in enumerate(words.do_now):
            yield f"{level}.do_now.{place}", line
    nothing = book.vocabulary.no_rule
    for place, line in enumerate((nothing.heading, nothing.say, *nothing.would_change)):
        yield f"no_rule.{place}", line


def test_no_text_of_the_cards_and_questions_is_still_english(
    library: Library, book: RuleBook, german: RuleBook
) -> None:
    assert spoken_texts(library) & spoken_texts(german.library) == set()
    assert [where for where, _ in texts(german)] == [where for where, _ in texts(book)]
    for (where, english), (_, said) in zip(texts(book), texts(german), strict=True):
        assert bool(english) == bool(said), where
        assert not ENGLISH.search(said), (where, said)


def test_german_says_du_and_is_short(german: RuleBook) -> None:
    for where, said in texts(german):
        assert not FORMAL.search(said), (where, said)
        assert not TYPED_OUT.search(re.sub(r"neue|Dauer|Aneurysma|Israel", "", said)), (where, said)
        assert "!" not in said, where
        key = german.keys.get(where.partition(".")[0])
        if (
            key is None or key.group is not Group.FLAG_QUESTION
        ):  # questions of red flags are asked by simpler ones
            assert all(len(part.split()) <= MOST_WORDS for part in sentences(said)), (where, said)


def test_no_number_and_no_denial_is_lost(book: RuleBook, german: RuleBook) -> None:
    for (where, english), (_, said) in zip(texts(book), texts(german), strict=True):
        told = english.replace(" (104 F)", "").replace("3-4", "3 bis 4")
        assert sorted(NUMBER.findall(told)) == sorted(NUMBER.findall(said)), (where, said)
        if ".meanwhile." in where or ".do_now." in where:
            assert bool(DENIED.search(english)) == bool(VERNEINT.search(said)), (where, said)


def test_a_reason_is_no_less_urgent_in_german(book: RuleBook, german: RuleBook) -> None:
    for rule, regel in zip(book.rules, german.rules, strict=True):
        if re.search(r"\bneeds? help now\b|\bambulance\b", rule.reason):
            assert re.search(WHEN["emergency"], regel.reason), regel
        if re.search(r"\btoday\b", rule.reason):
            assert re.search(WHEN["urgent"], regel.reason), regel


def test_the_same_answers_lead_to_the_same_level_rules_and_questions(
    book: RuleBook, german: RuleBook
) -> None:
    dice = random.Random(20)
    keys = [key for key in book.keys.values() if key.kind != "words"]
    areas = sorted(book.library.areas)
    for _ in range(30):
        said: dict[str, Any] = {
            key.id: dice.choice([True, False, None]) if key.kind == "yes_no" else dice.randint(0, 120)
            for key in dice.sample(keys, dice.randint(0, 9))
        }
        said["areas"] = dice.choice(areas)
        said["medicines"] = dice.choice(["", "Lipitor 20 mg", "warfarin, metoclopramide", "water tablet"])
        said["conditions"] = dice.choice(["", "Kidney disease", "heart disease and asthma"])
        said["text"] = dice.choice(
            ["", "my calf is hot and swollen", "plötzlich starker Schmerz, kein Fieber"]
        )
        one, other = read(said, book).findings, read(said, german).findings
        assert one.values == other.values
        english, deutsch = assess(one, book), assess(other, german)
        assert english.level is deutsch.level
        assert [row.rule_id for row in english.fired] == [row.rule_id for row in deutsch.fired]
        assert [row.key for row in english.ask_next] == [row.key for row in deutsch.ask_next]
        assert [row.kind for row in english.blocked_relief] == [row.kind for row in deutsch.blocked_relief]
        assert len(english.meanwhile) == len(deutsch.meanwhile)
        assert english.rules_version == deutsch.rules_version
        asked = [
            [
                row.key
                for row in next_screen(
                    found, which, area=said["areas"], at_most=7, asked=frozenset(), way="session"
                )
            ]
            for found, which in ((one, book), (other, german))
        ]
        assert asked[0] == asked[1]


def test_answers_are_repeated_in_german(german: RuleBook) -> None:
    said = {"areas": "Wade", "temperature_c": 39.5, "text": "die Wade ist geschwollen", "medicines": "Lipitor",
            "muscle_pain_unexplained": True, "dvt_swollen": True, "spasms_per_week": 4, "leg_warm": True}  # fmt: skip
    result = assess(read(said, german).findings, german)
    words = " ".join(ground.words for row in result.fired for ground in row.because)
    assert "39,5 °C" in words
    assert "Du nimmst lipitor (Statine)." in words
    assert "Du hast Ja gesagt: Ist Wade oder Bein dicker" in words
    assert "Du hast geschrieben: „" in words
    assert not ENGLISH.search(words)
    assert result.within == "jetzt" if result.level == "emergency" else "heute"


def test_names_of_areas_and_illnesses_are_understood_in_both_languages(
    book: RuleBook, german: RuleBook
) -> None:
    found = read({"areas": "Wade", "conditions": "Nierenkrankheit"}, german).findings.values
    assert found["area_calf"] is True
    assert found["kidney_disease"] is True
    places = [said for area in book.library.areas.values() for said in (area.id, area.label, *area.also)]
    names = [
        one.label
        for shelf in (book.library.conditions, book.library.product_conditions)
        for one in shelf.values()
    ]
    for said in [{"areas": place} for place in places] + [{"conditions": name} for name in names]:
        one, other = read(said, german), read(said, book)
        assert (one.findings.values, one.not_understood) == (other.findings.values, other.not_understood)


@pytest.fixture
def spoilt(library: Library, tmp_path: Path) -> Callable[[str], list[str]]:
    """Puts a file more among the German ones of care, in place of the others, and says what the check finds."""

    def spoil(text: str) -> list[str]:
        content = Path(shutil.copytree(OURS, tmp_path / "content"))
        shutil.rmtree(content / "de" / "care")
        (content / "de" / "care").mkdir()
        (content / "de" / "care" / "draft.yaml").write_text(text, "utf-8")
        return [problem.sentence for problem in check_book(translated(library, "de", content).library)]

    return spoil


def test_each_mistake_of_a_translation_is_named(spoilt: Callable[[str], list[str]]) -> None:
    found = spoilt(DRAFT)
    for record, why in (
        ("urgent", "“do_now” holds 1 lines, and the English record 5"),
        ("cr_time_locked_15", "more than 20"),
        ("cr_time_locked_15", "“meanwhile” holds 1 lines, and the English record 2"),
        ("cr_no_such_rule", "unknown id “cr_no_such_rule”"),
        ("leg_swollen", "unknown field “level”"),
        ("words", "the placeholders of “heard” must be those of"),
    ):
        assert [line for line in found if "de/care/draft.yaml" in line and record in line and why in line], (
            why
        )
    assert len(found) == 6, found


def test_what_is_not_translated_stays_english(library: Library, tmp_path: Path, book: RuleBook) -> None:
    content = Path(shutil.copytree(OURS, tmp_path / "content"))
    shutil.rmtree(content / "de" / "care")
    bare = translated(library, "de", content).library
    assert dict(texts(rule_book(bare))) == dict(texts(book))
    assert spoken_texts(bare) == spoken_texts(library)


def test_content_check_names_a_wrong_translation(library: Library, tmp_path: Path) -> None:
    content = Path(shutil.copytree(OURS, tmp_path / "content"))
    assert beside_the_records(library, content) == []
    (content / "de" / "care" / "draft.yaml").write_text("rules:\n  - {id: cr_gone, claim: Weg.}\n", "utf-8")
    (found,) = beside_the_records(library, content)
    assert "de/care/draft.yaml" in found.sentence
    assert "unknown id “cr_gone”" in found.sentence
