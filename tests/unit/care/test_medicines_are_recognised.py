# SPDX-License-Identifier: Apache-2.0
"""By name, brand, class and everyday word, also misspelt; and never where a word only looks a little like one."""

from __future__ import annotations

import pytest
from tests.unit.care.conftest import Asked

from unclench.care import RuleBook, read
from unclench.care.answering import known_from


@pytest.mark.parametrize(
    ("said", "key"),
    [
        ("atorvastatin", "takes_statin"), ("atorvastatine", "takes_statin"), ("Lipitor 20mg", "takes_statin"),
        ("lipitro", "takes_statin"), ("Simvastatin 40 mg at night", "takes_statin"), ("a statin", "takes_statin"),
        ("ATORVASTATIN", "takes_statin"), ("rosuvastatn", "takes_statin"), ("Sortis", "takes_statin"),
        ("water tablet", "takes_diuretic"), ("water tablets", "takes_diuretic"), ("furosemide", "takes_diuretic"),
        ("frusemide", "takes_diuretic_loop"), ("hydrochlorothiazid", "takes_diuretic_thiazide"),
        ("blood thinner", "takes_anticoagulant"), ("blood thinners", "takes_anticoagulant"),
        ("warfarin", "takes_anticoagulant"), ("warfrin", "takes_anticoagulant"), ("Eliquis", "takes_anticoagulant"),
        ("Marcumar", "takes_anticoagulant"), ("apixiban", "takes_anticoagulant"),
        ("Blutverdünner", "takes_anticoagulant"),
        ("salmeterol", "takes_laba"), ("haloperidol", "takes_antipsychotic"), ("haldol", "takes_antipsychotic"),
        ("olanzapin", "takes_antipsychotic"), ("metoclopramide", "takes_antiemetic_dopamine"),
        ("metoclopamide", "takes_antiemetic_dopamine"), ("sertraline", "takes_ssri_snri"),
        ("setraline", "takes_ssri_snri"),
        ("prednisolon", "takes_corticosteroid_oral"), ("ciprofloxacin 500", "takes_quinolone"),
        ("quinine", "takes_quinine"),
    ],
)  # fmt: skip
def test_a_medicine_answers_the_key_of_its_class(book: RuleBook, said: str, key: str) -> None:
    reading = read({"medicines": [said]}, book)
    assert reading.not_understood == ()
    assert known_from(reading.findings.values, book)[key] is True
    assert {one.said for one in reading.findings.medicines_read} == {said}


@pytest.mark.parametrize(
    "said",
    ["sunscreen", "station", "letters", "later", "the pill box", "walking", "statue", "water", "salad", "aspect", "xyz",
     "herbal tea", "iron man", "lotion", "ginger", "metal", "lemon"],
)  # fmt: skip
def test_an_everyday_word_is_no_medicine(book: RuleBook, said: str) -> None:
    reading = read({"medicines": [said]}, book)
    assert [one for one in reading.findings.medicines_read if not one.exactly] == []


def test_what_is_not_recognised_is_listed(book: RuleBook) -> None:
    reading = read({"medicines": "Lipitor 20mg, zzyzx forte and warfarin"}, book)
    assert reading.not_understood == ("medicines: zzyzx forte",)
    assert {one.key for one in reading.findings.medicines_read} == {"takes_statin", "takes_anticoagulant"}


@pytest.mark.parametrize(
    "said", ["none", "no medicines", "keine", [], ["None."], "no statin", "not on blood thinners"]
)
def test_nothing_taken_is_nothing_raised_and_nothing_strange(book: RuleBook, said: object) -> None:
    reading = read({"medicines": said}, book)
    assert reading.not_understood == ()
    assert [key for key, value in reading.findings.values.items() if value is True] == []


def test_every_name_of_every_class_is_recognised_as_it(book: RuleBook) -> None:
    for one in book.vocabulary.medicines:
        for name in (*one.names, *one.brands, *one.also):
            read_as = read({"medicines": [name]}, book).findings.medicines_read
            assert one.key in {found.key for found in read_as}, f"{one.id}: {name}"
            assert all(found.exactly for found in read_as), name


def test_a_slip_of_one_letter_never_turns_one_class_into_another_alone(book: RuleBook) -> None:
    """What a slip is taken for is the name itself or nothing; where two names are as near, the right class is there."""
    for one in book.vocabulary.medicines:
        for name in one.names:
            if len(name) >= 8 and name.isalpha():
                slip = f"{name[:4]}{name[5:]}"
                found = {each.key for each in read({"medicines": [slip]}, book).findings.medicines_read}
                assert one.key in found, f"{name}: {slip}: {found}"


def test_a_class_said_as_a_key_is_a_medicine_too(book: RuleBook) -> None:
    assert read({"takes_statin": True}, book).findings.values["takes_statin"] is True
    reading = read({"on_atorvastatin": True}, book)
    assert reading.findings.values["takes_statin"] is True
    assert reading.not_understood == ("on_atorvastatin",)


def test_a_new_medicine_is_new_and_of_its_class(book: RuleBook) -> None:
    findings = read({"new_medicines": ["rosuvastatin"]}, book).findings
    assert findings.values["takes_statin"] is True
    assert findings.values["new_statin"] is True
    assert findings.values["new_medicine"] is True


def test_the_answer_says_which_medicine_did_it(asked: Asked) -> None:
    found = asked(medicines=["Lipitor 20mg"], dark_urine=True)
    assert found.level == "emergency"
    words = [answer.words for fired in found.fired for answer in fired.because]
    assert "You take lipitor (statins)." in words
    assert [one.said for one in found.medicines_read] == ["Lipitor 20mg"]
