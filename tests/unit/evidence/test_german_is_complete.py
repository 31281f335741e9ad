# SPDX-License-Identifier: Apache-2.0
"""German says everything a session, the stop signs and the lists of choices say, and changes nothing but words."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from unclench.errors import InputError
from unclench.evidence import Library, Remedy
from unclench.evidence.overlay import check_overlay, languages, translated
from unclench.evidence.sources import OURS

# Words that are the same in both languages.
SAME = {"Diabetes", "Hand"}
STEPS = ("ready", "hold", "ease")
TEXTS = ("name", "after_tip", "why_not_guided", "relief_time", "often_said")


@pytest.fixture
def german(library: Library) -> Library:
    return translated(library, "de").library


def pairs(english: Library, german: Library) -> Iterator[tuple[str, str, str]]:
    """Every text, by where it stands, in English and in German."""
    for key, one in english.remedies.items():
        other = german.remedies[key]
        for name in TEXTS:
            yield f"{key}.{name}", getattr(one, name), getattr(other, name)
        for name in STEPS:
            for place, (said, gesagt) in enumerate(
                zip(getattr(one, name), getattr(other, name), strict=True)
            ):
                yield f"{key}.{name}.{place}", said, gesagt
        for part, teil in zip(one.cautions, other.cautions, strict=True):
            yield f"{key}.{part.condition}", part.why, teil.why
        yield f"{key}.reason", one.evidence.reason, other.evidence.reason
        yield f"{key}.population", one.evidence.population, other.evidence.population
    for area, line in english.stop_signs.items():
        yield f"{area}.full", line.full, german.stop_signs[area].full
        yield f"{area}.short", line.short, german.stop_signs[area].short
        for sign, zeichen in zip(line.signs, german.stop_signs[area].signs, strict=True):
            yield sign.id, sign.text, zeichen.text
    for sign, zeichen in zip(english.everyone_signs, german.everyone_signs, strict=True):
        yield sign.id, sign.text, zeichen.text
    for area, plan in english.plans.items():
        yield f"{area}.note", plan.note, german.plans[area].note
    for key, condition in english.conditions.items():
        yield f"{key}.label", condition.label, german.conditions[key].label
        yield f"{key}.question", condition.question, german.conditions[key].question
    for key, thing in english.equipment.items():
        yield f"{key}.label", thing.label, german.equipment[key].label
    for key, area_name in english.areas.items():
        yield f"{key}.label", area_name.label, german.areas[key].label


def wordless(remedy: Remedy) -> Remedy:
    """A remedy without its words: what must be the same in every language."""
    return replace(
        remedy,
        **dict.fromkeys(TEXTS, ""),
        **{name: tuple("" for _ in getattr(remedy, name)) for name in STEPS},
        cautions=tuple(replace(part, why="") for part in remedy.cautions),
        evidence=replace(remedy.evidence, reason="", population=""),
    )


def test_nothing_is_wrong_and_nothing_is_missing(library: Library) -> None:
    assert check_overlay(library, "de") == []
    assert translated(library, "de").missing == ()


def test_no_text_is_english_still(library: Library, german: Library) -> None:
    told = list(pairs(library, german))
    assert len(told) > 1300
    for where, english, other in told:
        assert bool(english) == bool(other), where
        assert english != other or english in SAME or not english, where


def test_every_file_of_remedies_has_its_twin(library: Library) -> None:
    names = {path.name for path in (OURS / "remedies").glob("*.yaml")}
    assert {path.name for path in (OURS / "de" / "remedies").glob("*.yaml")} == names
    for name in names:
        ids = [[line for line in (place / "remedies" / name).read_text("utf-8").splitlines() if "- id:" in line]
               for place in (OURS, OURS / "de")]  # fmt: skip
        assert ids[0] == ids[1], name


def test_what_is_done_is_the_same_in_every_language(library: Library, german: Library) -> None:
    for key, remedy in library.remedies.items():
        assert wordless(german.remedies[key]) == wordless(remedy), key
    for area, line in library.stop_signs.items():
        other = german.stop_signs[area]
        assert [(row.id, row.level, row.flag) for row in other.signs] == [
            (row.id, row.level, row.flag) for row in line.signs
        ]
        assert other.always_full == line.always_full
    for area, plan in library.plans.items():
        assert replace(german.plans[area], note=plan.note) == plan
    assert german.references == library.references
    assert german.promises == library.promises


def test_as_many_instructions_as_in_english(library: Library, german: Library) -> None:
    for key, remedy in library.remedies.items():
        for name in STEPS:
            assert len(getattr(german.remedies[key], name)) == len(getattr(remedy, name)), (key, name)


def test_a_moved_caution_keeps_its_own_words(library: Library, german: Library) -> None:
    remedy = library.remedies["calf_weight_on_leg"]
    turned = replace(
        library, remedies={remedy.id: replace(remedy, cautions=remedy.cautions[::-1])}, version="x"
    )
    problems = check_overlay(turned, "de")
    assert {problem.record for problem in problems} == set(library.remedies) - {remedy.id}
    whole = replace(library, version="y", remedies={**library.remedies, **turned.remedies})
    other = translated(whole, "de").library.remedies[remedy.id]
    assert other.cautions == german.remedies[remedy.id].cautions[::-1]


def test_english_is_the_library_itself(library: Library) -> None:
    english = translated(library, "en")
    assert english.library is library
    assert english.missing == ()
    assert check_overlay(library, "en") == []


def test_the_same_files_are_read_once_and_an_edit_is_seen(library: Library, content: Path) -> None:
    first = translated(library, "de", content)
    assert translated(library, "de", content) is first
    path = content / "de" / "plans.yaml"
    path.write_text(path.read_text("utf-8").replace("nie vorn.", "niemals vorn."), "utf-8")
    second = translated(library, "de", content)
    assert "niemals vorn." in second.library.plans["neck"].note
    assert len({library.version, first.library.version, second.library.version}) == 3


def test_a_newer_library_is_not_given_the_old_words(library: Library, german: Library) -> None:
    newer = translated(replace(library, version="newer"), "de").library
    assert newer.version not in (german.version, "newer")


def test_the_languages_are_found(content: Path) -> None:
    assert languages() == ("en", "de")
    (content / "pt-BR").mkdir()
    assert languages(content) == ("en", "de", "pt-BR")
    shutil.rmtree(content / "de")
    assert languages(content) == ("en", "pt-BR")


def test_a_language_nobody_wrote_is_refused(library: Library) -> None:
    for name in ("fr", "", "..", "../de", "de/", "remedies", "DE"):
        with pytest.raises(InputError, match="Content speaks these: en, de"):
            translated(library, name)


def test_an_empty_language_falls_back_and_says_so(library: Library, content: Path) -> None:
    (content / "fr").mkdir()
    french = translated(library, "fr", content)
    assert french.library.remedies == library.remedies
    assert french.library.stop_signs == library.stop_signs
    for key, remedy in library.remedies.items():
        told = {entry for entry in french.missing if entry.startswith(f"remedies.{key}.")}
        assert len([entry for entry in told if ".cautions." in entry]) == len(remedy.cautions)
        assert {f"remedies.{key}.name", f"remedies.{key}.evidence.reason"} <= told
        assert (f"remedies.{key}.ready" in told) == bool(remedy.ready)
    assert len(french.missing) == len(set(french.missing)) > 800


def test_one_missing_text_is_english_and_listed(library: Library, content: Path) -> None:
    path = content / "de" / "remedies" / "calf.yaml"
    text = path.read_text("utf-8")
    assert text.count("    ease:\n      - Lass langsam locker.\n") == 1
    path.write_text(text.replace("    ease:\n      - Lass langsam locker.\n", ""), "utf-8")
    found = translated(library, "de", content)
    assert found.missing == ("remedies.calf_dorsiflexion_pull.ease",)
    assert found.library.remedies["calf_dorsiflexion_pull"].ease == ("Ease off slowly.",)
    assert found.library.remedies["calf_dorsiflexion_pull"].name == "Zieh die Zehen zu dir"


def test_a_missing_file_is_english_and_listed(library: Library, content: Path) -> None:
    (content / "de" / "stop_signs.yaml").unlink()
    found = translated(library, "de", content)
    assert found.library.stop_signs == library.stop_signs
    assert {f"stop_lines.{area}.full" for area in library.areas} <= set(found.missing)
    assert "signs.stroke.text" in found.missing
