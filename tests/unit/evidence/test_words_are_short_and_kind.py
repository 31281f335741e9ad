# SPDX-License-Identifier: Apache-2.0
"""Every text that a person in pain reads or hears can be read at the age of 9 to 11."""

from __future__ import annotations

import re
from collections.abc import Iterable

from unclench.evidence import Library
from unclench.evidence.wording import MOST_WORDS, faults, sentences

_VERBS = """
apply ask bend breathe bring change check choose come cool cross do drink ease expect face feel find get hold
jiggle keep lay lean leave let lie lift light look loop loosen lower make move never pause pinch place pour press
pull put reach read relax replace rest reverse rise roll rub run say set shake shift sip sit slide soak spread
stand stay steady step stop straighten stretch take tell test tilt turn use wait walk warm wash work wrap
"""
VERBS = set(_VERBS.split())
BLAME = re.compile(
    r"\b(should have|you failed|your fault|must not have|too lazy|wrong of you)\b", re.IGNORECASE
)
DOSE = re.compile(r"\d+(?:[.,]\d+)?\s*(?:mg|mcg|µg|g|ml|cl|l|iu)\b", re.IGNORECASE)


def steps(library: Library) -> list[str]:
    return [text for row in library.remedies.values() for text in (*row.ready, *row.hold, *row.ease)]


def signs(library: Library) -> list[str]:
    rows = library.stop_signs.values()
    return [text for row in rows for text in (row.full, row.short, *(sign.text for sign in row.signs))]


def syllables(word: str) -> int:
    """Groups of vowels, less a silent e at the end; rough and steady."""
    letters = re.sub(r"[^a-z]", "", word.lower())
    groups = len(re.findall(r"[aeiouy]+", letters))
    silent = letters.endswith("e") and not letters.endswith(("le", "ee")) and groups > 1
    return max(1, groups - silent)


def grade(texts: Iterable[str]) -> float:
    """The Flesch-Kincaid grade over all texts taken as one: years of school."""
    parts = [part for text in texts for part in sentences(text)]
    words = [word for part in parts for word in part.split()]
    return 0.39 * len(words) / len(parts) + 11.8 * sum(map(syllables, words)) / len(words) - 15.59


def test_the_measure_of_reading_age_tells_easy_from_hard() -> None:
    assert grade(["Sit down. Pull the toes up."]) < 2
    assert grade(["Ascertain contraindications preceding mechanotherapeutic intervention."]) > 12


def test_every_instruction_begins_with_a_verb(library: Library) -> None:
    first = {re.sub(r"\W", "", text.split()[0]).lower() for text in steps(library)}
    assert first <= VERBS


def test_every_instruction_is_one_short_sentence(library: Library) -> None:
    for text in steps(library):
        assert len(sentences(text)) == 1, text
        assert len(text.split()) <= 14, text
        assert text.endswith("."), text


def test_no_sentence_on_the_screens_of_a_session_is_long(library: Library) -> None:
    tips = [text for row in library.remedies.values() for text in (row.after_tip, row.often_said)]
    notes = [plan.note for plan in library.plans.values()]
    for text in (*tips, *notes, *signs(library)):
        assert all(len(part.split()) <= MOST_WORDS for part in sentences(text)), text


def test_a_child_of_eleven_can_read_the_steps(library: Library) -> None:
    assert grade(steps(library)) <= 4
    for row in library.remedies.values():
        assert grade((*row.ready, *row.hold, *row.ease)) <= 7, row.id


def test_a_child_of_eleven_can_read_the_stop_lines(library: Library) -> None:
    assert grade(text for row in library.stop_signs.values() for text in (row.full, row.short)) <= 6


def test_the_signs_behind_help_stay_readable(library: Library) -> None:
    assert grade(sorted(set(signs(library)))) <= 9


def test_nothing_shouts_and_nothing_blames(library: Library) -> None:
    names = [row.name for row in library.remedies.values()]
    whys = [part.why for row in library.remedies.values() for part in row.cautions]
    questions = [row.question for row in library.conditions.values()]
    for text in (*steps(library), *signs(library), *names, *whys, *questions):
        assert "!" not in text
        assert not BLAME.search(text), text


def test_no_step_tip_or_name_gives_a_dose(library: Library) -> None:
    for row in library.remedies.values():
        for text in (row.name, *row.ready, *row.hold, *row.ease, row.after_tip):
            assert not DOSE.search(text), text


def test_the_cue_fits_on_a_phone(library: Library) -> None:
    for row in library.remedies.values():
        if row.guided:
            assert len(row.hold[0]) <= 60, row.hold[0]


def test_steps_fit_the_left_and_the_right(library: Library) -> None:
    for text in steps(library):
        assert not re.search(r"\b(left|right)\b", text), text


def test_a_correction_says_both_what_is_said_and_what_was_found(library: Library) -> None:
    told = [row.often_said for row in library.remedies.values() if row.often_said]
    assert len(told) >= 15
    for text in told:
        said, found = sentences(text)
        assert "often" in said, text
        assert found.startswith("We "), text


def test_a_question_ends_as_one(library: Library) -> None:
    for row in library.conditions.values():
        assert row.question.endswith("?"), row.key


def test_faults_finds_what_it_is_for() -> None:
    assert faults("Sit down and breathe.") == []
    assert "21 words" in faults("word " * 20 + "end.")[0]
    assert "exclamation" in faults("Hold on!")[0]
    assert "dose" in faults("Drink 250 ml of water.")[0]
    assert "dose" in faults("Take 400mg.")[0]
