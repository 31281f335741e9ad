# SPDX-License-Identifier: Apache-2.0
"""What a day can hold: content in words and in German, the measures of devices, and a person's own things."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from unclench import evidence
from unclench.diary.exposures import Exposure, ExposureKind, exposures, own_exposure, with_own
from unclench.diary.measures import MEASURES
from unclench.errors import ContentError, InputError

SHOWN = exposures(evidence.load())
GERMAN = exposures(evidence.load(), "de")


def test_every_measure_of_a_device_has_words_and_its_unit() -> None:
    assert set(MEASURES) <= set(SHOWN)
    assert {key: SHOWN[key].ucum for key in MEASURES if SHOWN[key].kind is ExposureKind.AMOUNT} == {
        key: measure.unit for key, measure in MEASURES.items() if SHOWN[key].kind is ExposureKind.AMOUNT
    }


def test_what_tells_the_same_exists() -> None:
    assert {other for one in SHOWN.values() for other in one.told_by} <= set(SHOWN)


def test_a_question_has_keys_that_its_limit_allows() -> None:
    for one in SHOWN.values():
        if one.question and one.kind is ExposureKind.AMOUNT:
            assert one.keys, one.id
            assert all(0 < key <= one.most for key in one.keys), one.id
            assert list(one.keys) == sorted(one.keys)
        assert bool(one.choices) == (one.kind is ExposureKind.CHOICE), one.id


def test_german_has_every_name_every_question_and_every_choice_and_nothing_else() -> None:
    assert list(GERMAN) == list(SHOWN)
    for key, english in SHOWN.items():
        german = GERMAN[key]
        assert bool(german.question) == bool(english.question), key
        assert not german.question or german.question != english.question, key
        assert [(one.id, one.counts) for one in german.choices] == [
            (one.id, one.counts) for one in english.choices
        ]
        assert all(
            one.label != other.label for one, other in zip(german.choices, english.choices, strict=True)
        ), key
        assert (german.keys, german.kind, german.most) == (english.keys, english.kind, english.most)
    said = " ".join(text for one in GERMAN.values() for text in (one.name, one.question, one.unit))
    assert not re.search(r"\b(the|you|your|drinks|cups|times|of|and|steps|floors|a minute)\b", said)
    assert not re.search(r"\b(Sie|Ihnen|Ihre?[nmrs]?)\b", said), "the person is called du"


def test_a_choice_left_out_of_a_translation_is_named(tmp_path: Path) -> None:
    (tmp_path / "de").mkdir()
    (tmp_path / "de" / "exposures.yaml").write_text(
        "exposures:\n  - {id: sleep_position, name: Lage, choices: [Rücken]}\n", "utf-8"
    )
    with pytest.raises(ContentError) as caught:
        exposures(evidence.load(), "de", tmp_path)
    assert (caught.value.record, "choices" in caught.value.reason) == ("sleep_position", True)


def test_something_of_ones_own_is_asked_by_its_name_and_never_takes_another_id() -> None:
    choir = own_exposure("  Choir   practice ", ExposureKind.YES_NO, "", SHOWN)
    assert (choir.id, choir.name, choir.question) == (
        "own_choir_practice",
        "Choir practice",
        "Choir practice",
    )
    again = own_exposure("Choir practice", ExposureKind.AMOUNT, "h", [*SHOWN, choir.id])
    assert again.id == "own_choir_practice_2"
    assert own_exposure("???", ExposureKind.SCALE, "", SHOWN).id == "own_thing"


@pytest.mark.parametrize("name", ["", "   ", "x" * 61, "a\x00b"])
def test_a_name_that_cannot_be_kept_is_refused(name: str) -> None:
    with pytest.raises(InputError) as caught:
        own_exposure(name, ExposureKind.YES_NO, "", ())
    assert caught.value.field == "name"


def test_ones_own_stand_behind_those_of_content() -> None:
    row = {"id": "own_tea", "name": "Tea", "kind": "quantity", "unit": "cups"}
    known = with_own({"hot_day": SHOWN["hot_day"]}, [row])
    assert list(known) == ["hot_day", "own_tea"]
    assert known["own_tea"].kind is ExposureKind.AMOUNT
    assert known["own_tea"].is_own


@pytest.mark.parametrize(
    ("one", "value", "taken"),
    [(SHOWN["sitting_h"], 24.0, 24.0), (SHOWN["sitting_h"], None, 1.0), (SHOWN["hot_day"], 7.0, 1.0),
     (SHOWN["stress"], 0.0, 0.0)],
)  # fmt: skip
def test_an_amount_within_its_limit_is_taken(one: Exposure, value: float | None, taken: float) -> None:
    assert one.checked(value) == taken


def test_an_amount_past_its_limit_is_a_slip_of_the_finger() -> None:
    with pytest.raises(InputError) as caught:
        SHOWN["sitting_h"].checked(24.5)
    assert caught.value.field == "sitting_h"
    assert "0 to 24" in caught.value.why
