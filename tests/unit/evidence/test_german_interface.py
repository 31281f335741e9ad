# SPDX-License-Identifier: Apache-2.0
"""The words of the screens in German: the same keys, the same placeholders, and every part of the body said right."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from tests.unit.evidence.test_german_reads_well import ENGLISH, FORMAL, TYPED_OUT

from unclench.body.areas import Area
from unclench.errors import ContentError, InputError
from unclench.evidence import Library
from unclench.evidence.overlay import interface, translated
from unclench.web.session_words import SESSION_WORDS
from unclench.web.words import SECTIONS

SAME = {"April", "August", "September", "November", "Pause"}


def spoil(content: Path, old: str, new: str) -> None:
    path = content / "de" / "interface.yaml"
    text = path.read_text("utf-8")
    assert text.count(old) == 1, old
    path.write_text(text.replace(old, new), "utf-8")


def test_every_word_of_the_screens_is_german() -> None:
    found = interface("de", SECTIONS)
    assert found.missing == ()
    assert len(SECTIONS["titles"]) == 42
    for section, english in SECTIONS.items():
        words = found.words[section]
        assert list(words) == list(english)
        for key, text in words.items():
            assert text, key
            assert text != english[key] or text in SAME or not re.search("[a-z]{4}", text), key
            bare = re.sub(r"\{\w+\}", "", text)
            assert not ENGLISH.search(bare), text
            assert not FORMAL.search(bare), text
            assert not TYPED_OUT.search(bare), text
            assert all(len(part.split()) <= 20 for part in re.split(r"(?<=[.?:])\s", text)), text


def test_placeholders_fit_into_the_words() -> None:
    """Every German sentence can be filled with what the English one is filled with."""
    for section, english in SECTIONS.items():
        for key, text in interface("de", SECTIONS).words[section].items():
            names = re.findall(r"\{(\w+)\}", english[key])
            filled = text.format(**dict.fromkeys(names, "7"))
            assert filled.count("7") == len(names), key


@pytest.mark.parametrize(
    ("key", "said"),
    [
        ("calf left", "Linke Wade"),
        ("calf both", "Beide Waden"),
        ("shin left", "Linkes Schienbein"),
        ("thigh_front right", "Rechter Oberschenkel vorn"),
        ("hamstring both", "Beide Oberschenkel hinten"),
        ("buttock both", "Beide Gesäßhälften"),
        ("foot both", "Beide Füße"),
        ("shoulder right", "Rechte Schulter"),
        ("neck both", "Nacken"),
        ("lower_back both", "Unterer Rücken"),
        ("lower_back left", "Unterer Rücken links"),
    ],
)
def test_a_part_of_the_body_is_said_in_good_german(key: str, said: str) -> None:
    assert interface("de", SECTIONS).words["titles"][key] == said


def test_left_is_left_and_right_is_right() -> None:
    for key, text in interface("de", SECTIONS).words["titles"].items():
        side = key.split()[1]
        assert bool(re.search(r"\blink", text, re.IGNORECASE)) == (side == "left"), key
        assert bool(re.search(r"\brecht", text, re.IGNORECASE)) == (side == "right"), key


def test_an_adjective_agrees_with_its_noun() -> None:
    endings = {"Wade": "e", "Hand": "e", "Schulter": "e", "Gesäßhälfte": "e", "Schienbein": "es"}
    for key, text in interface("de", SECTIONS).words["titles"].items():
        first, _, noun = text.partition(" ")
        if first.startswith(("Linke", "Rechte")):
            assert re.sub("^(Link|Recht)", "", first) == endings.get(noun, "er"), key


def test_titles_say_the_same_as_the_labels_of_content(library: Library) -> None:
    titles = interface("de", SECTIONS).words["titles"]
    for area in (Area.NECK, Area.UPPER_BACK, Area.LOWER_BACK, Area.ABDOMEN):
        assert translated(library, "de").library.areas[area].label == titles[f"{area} both"]


def test_english_needs_no_file(tmp_path: Path) -> None:
    assert interface("en", SECTIONS, tmp_path).words == SECTIONS


def test_only_the_sections_asked_for_are_given() -> None:
    assert set(interface("de", {"session": SESSION_WORDS}).words) == {"session"}


def test_a_missing_word_is_english_and_listed(content: Path) -> None:
    spoil(content, "  rest: Lass den Muskel weich werden.\n", "")
    found = interface("de", SECTIONS, content)
    assert found.missing == ("session.rest",)
    assert found.words["session"]["rest"] == "Let the muscle go soft."


def test_an_empty_word_counts_as_missing(content: Path) -> None:
    spoil(content, "  rest: Lass den Muskel weich werden.\n", "  rest: ''\n")
    found = interface("de", SECTIONS, content)
    assert found.missing == ("session.rest",)
    assert found.words["session"]["rest"] == "Let the muscle go soft."


def test_a_missing_section_and_a_missing_file_are_english_and_listed(content: Path) -> None:
    found = interface("de", {"weather": {"rain": "Rain"}}, content)
    assert (found.words["weather"]["rain"], found.missing) == ("Rain", ("weather.rain",))
    (content / "de" / "interface.yaml").unlink()
    assert len(interface("de", SECTIONS, content).missing) == sum(map(len, SECTIONS.values()))


@pytest.mark.parametrize(
    ("old", "new", "record", "words"),
    [
        ("  go_on: Fortsetzen\n", "  goon: Fortsetzen\n", "session.goon", "unknown key"),
        ("Seit dem Beginn: {span}", "Seit dem Beginn: {spanne}", "session.since", "the English ones: {span}"),
        ("Seit dem Beginn: {span}", "Seit dem Beginn", "session.since", "the English ones: {span}"),
        ("Halten {n} von {of}", "Halten {n} von {n}", "session.hold_of", "the English ones: {n}, {of}"),
        ("resting: Ausruhen\n  switching", "resting: Ruh {n}\n  switching", "session.resting", "ones: none"),
        ("calf left: Linke Wade", "calf left: 5", "titles.calf left", "must be text"),
        ("Es hat sich gelöst.", "Es hat sich gelöst!", "session.let_go", "an exclamation mark"),
        ("doing:\n  asleep: Schlafen\n", "doing: Schlafen\nother:\n", "doing", "must be a section"),
    ],
)
def test_a_mistake_is_named(old: str, new: str, record: str, words: str, content: Path) -> None:
    spoil(content, old, new)
    with pytest.raises(ContentError) as caught:
        interface("de", SECTIONS, content)
    assert (caught.value.file, caught.value.record) == ("de/interface.yaml", record)
    assert words in caught.value.reason


def test_a_file_that_is_no_record_is_named(content: Path) -> None:
    (content / "de" / "interface.yaml").write_text("- Hallo\n", "utf-8")
    with pytest.raises(ContentError, match="must hold sections"):
        interface("de", SECTIONS, content)


def test_a_language_nobody_wrote_is_refused() -> None:
    with pytest.raises(InputError, match="no content in the language"):
        interface("../de", SECTIONS)
