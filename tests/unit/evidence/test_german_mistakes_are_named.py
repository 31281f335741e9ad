# SPDX-License-Identifier: Apache-2.0
"""Each mistake a translator can make, made once: the check names the file, the record and the reason."""

from __future__ import annotations

from pathlib import Path

import pytest

from unclench.errors import ContentError
from unclench.evidence import Library
from unclench.evidence.overlay import check_overlay, translated

CALF, BACK = "de/remedies/calf.yaml", "de/remedies/back.yaml"
SIGNS, WORDS, PLANS = "de/stop_signs.yaml", "de/vocabulary.yaml", "de/plans.yaml"
SWING = "      - Lass die Arme schwingen.\n"

# file, what stands there, what replaces it, the record, words of the message
BROKEN = {
    "a remedy English does not know": (
        BACK, "- id: back_slow_walk\n", "- id: back_fast_walk\n", "back_fast_walk", "unknown id “back_fast_walk”",
    ),
    "a sign English does not know": (
        SIGNS, "- id: stroke\n", "- id: strike\n", "strike", "unknown id “strike”",
    ),
    "an area English does not know": (
        PLANS, "- area: neck\n", "- area: nacken\n", "nacken", "unknown id “nacken”",
    ),
    "a condition English does not know": (
        WORDS, "{id: pregnancy,", "{id: schwanger,", "schwanger", "unknown id “schwanger”",
    ),
    "a field without meaning": (
        BACK, "    name: Geh langsam und gleichmäßig\n", "    name: Geh langsam\n    nahme: Geh\n",
        "back_slow_walk", "unknown field “nahme”",
    ),
    "a field that is not words": (
        BACK, "    name: Geh langsam und gleichmäßig\n", "    name: Geh langsam\n    guided: false\n",
        "back_slow_walk", "unknown field “guided”",
    ),
    "a level in a sign": (
        SIGNS, "  - id: stroke\n", "  - id: stroke\n    level: doctor\n", "stroke", "unknown field “level”",
    ),
    "a caution English does not have": (
        BACK, "      balance_risk: Du könntest vom Ball fallen.\n",
        "      balance_risk: Du könntest vom Ball fallen.\n      driving: Nur geparkt.\n",
        "back_exercise_ball", "unknown field “driving”",
    ),
    "a certainty in the reasons": (
        BACK, "      population: Erwachsene mit akuten Schmerzen", "      certainty: high\n      population: Alle",
        "back_slow_walk", "unknown field “certainty”",
    ),
    "a sentence too few": (
        BACK, SWING, "", "back_slow_walk", "“hold” holds 2 sentences, and the English record 3",
    ),
    "a sentence too many": (
        BACK, SWING, SWING + "      - Summ ein Lied.\n",
        "back_slow_walk", "“hold” holds 4 sentences, and the English record 3",
    ),
    "two sentences in one": (
        BACK, SWING, "      - Lass die Arme schwingen. Summ ein Lied.\n",
        "back_slow_walk", "one instruction, one sentence",
    ),
    "a step of more than 20 words": (
        BACK, SWING, "      - Lass die Arme" + " hin und her" * 6 + " schwingen.\n", "back_slow_walk", "more than 20",
    ),
    "a stop line of more than 20 words": (
        SIGNS, "Druck, Enge, Schwere oder Zusammenschnüren in der Brust.", "Druck" + " in der Brust" * 7 + ".",
        "chest_pressure", "more than 20",
    ),
    "an exclamation mark": (
        BACK, SWING, "      - Lass die Arme schwingen!\n", "back_slow_walk", "an exclamation mark",
    ),
    "an exclamation mark in a reason": (
        BACK, "population: Erwachsene mit akuten Schmerzen", "population: Alle! Erwachsene mit akuten Schmerzen",
        "back_slow_walk", "an exclamation mark",
    ),
    "a dose": (
        BACK, SWING, "      - Trink 250 ml Wasser.\n", "back_slow_walk", "a dose",
    ),
    "a text English does not have": (
        BACK, "    name: Geh langsam und gleichmäßig\n", "    name: Geh langsam\n    why_not_guided: Einfach so.\n",
        "back_slow_walk", "“why_not_guided” translates nothing",
    ),
    "a note English does not have": (
        PLANS, "- area: neck\n", "- area: calf\n    note: Alles gut.\n\n  - area: neck\n",
        "calf", "“note” translates nothing",
    ),
    "the same record twice": (
        BACK, "- id: back_tennis_ball\n", "- id: back_slow_walk\n", "back_slow_walk", "stands twice",
    ),
    "the same record in two files": (
        BACK, "- id: back_slow_walk\n", "- id: calf_tiptoe\n", "calf_tiptoe", "stands also in de/remedies/back.yaml",
    ),
    "a number where text belongs": (
        BACK, "name: Geh langsam und gleichmäßig", "name: 5", "back_slow_walk", "“name” must be text",
    ),
    "a list nobody knows": (
        PLANS, "plans:\n", "pläne:\n", "pläne", "is not a list of this file",
    ),
    "what is no YAML": (
        PLANS, "plans:\n", "plans: [\n", "line", "is not YAML",
    ),
}  # fmt: skip


@pytest.mark.parametrize("mistake", BROKEN)
def test_a_mistake_is_named(mistake: str, library: Library, content: Path) -> None:
    file, old, new, record, words = BROKEN[mistake]
    path = content / file
    text = path.read_text("utf-8")
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {file}"
    path.write_text(text.replace(old, new), "utf-8")

    found = check_overlay(library, "de", content)
    told = [row for row in found if words in row.reason and row.record.startswith(record)]
    assert told, [str(row) for row in found]
    assert told[0].file == (CALF if "also in" in words else file)
    with pytest.raises(ContentError):
        translated(library, "de", content)


def test_the_untouched_copy_is_whole(library: Library, content: Path) -> None:
    assert check_overlay(library, "de", content) == []


def test_a_file_nobody_reads_is_named(library: Library, content: Path) -> None:
    (content / "de" / "stopsigns.yaml").write_text("signs: []\n", "utf-8")
    (problem,) = check_overlay(library, "de", content)
    assert (problem.file, problem.reason) == ("de/stopsigns.yaml", "is not a file of an overlay")


def test_an_empty_file_is_named(library: Library, content: Path) -> None:
    (content / "de" / "plans.yaml").write_text("", "utf-8")
    (problem,) = check_overlay(library, "de", content)
    assert "must hold a list under “plans”" in problem.reason


def test_a_mistake_is_not_remembered_once_it_is_put_right(library: Library, content: Path) -> None:
    path = content / PLANS
    good = path.read_text("utf-8")
    path.write_text(good.replace("nie vorn.", "nie vorn!"), "utf-8")
    with pytest.raises(ContentError, match="exclamation"):
        translated(library, "de", content)
    path.write_text(good, "utf-8")
    assert translated(library, "de", content).missing == ()
