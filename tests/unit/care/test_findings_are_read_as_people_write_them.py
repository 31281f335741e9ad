# SPDX-License-Identifier: Apache-2.0
"""A flat mapping in, findings out: other names, words for yes and no, numbers with units; nothing is dropped."""

from __future__ import annotations

import json
from typing import Any

import pytest
from tests.unit.care.conftest import Asked

from unclench.care import RuleBook, assess, read
from unclench.care.answering import known_from


def values(book: RuleBook, **said: Any) -> dict[str, Any]:
    reading = read(said, book)
    assert reading.not_understood == ()
    return dict(reading.findings.values)


@pytest.mark.parametrize(
    "word", [True, "yes", "Yes", "y", "ja", "JA", "true", 1, "yes, since Monday", "mild", "severe"]
)
def test_a_yes_may_be_said_in_many_ways(book: RuleBook, word: Any) -> None:
    assert values(book, leg_swollen=word)["leg_swollen"] is True


@pytest.mark.parametrize("word", [False, "no", "No.", "n", "nein", "false", 0, "none", "no, not at all"])
def test_a_no_too(book: RuleBook, word: Any) -> None:
    assert values(book, leg_swollen=word) == {"leg_swollen": False}


@pytest.mark.parametrize("word", [None, "", "unknown", "not sure", "?", "weiß nicht", "Unknown.", "N/A"])
def test_not_known_is_no_answer_and_no_mistake(book: RuleBook, word: Any) -> None:
    assert values(book, leg_swollen=word, age_years=word, medicines=word) == {}


@pytest.mark.parametrize(
    "name", ["calf_swollen", "swollen_leg", "leg_swollen", "Leg swollen", "leg-swollen", "legSwollen"]
)
def test_a_key_is_known_by_its_other_names(book: RuleBook, name: str) -> None:
    assert values(book, **{name: True})["leg_swollen"] is True


def test_the_questions_of_the_red_flags_are_keys_as_well(book: RuleBook, asked: Asked) -> None:
    questions = [question.id for flag in book.library.red_flags.values() for question in flag.questions]
    assert len(questions) == 104
    assert set(values(book, **dict.fromkeys(questions, False))) == set(questions)
    assert asked(ca_chest="yes").level == "emergency"


def test_each_question_of_a_red_flag_is_explained_by_plain_keys(book: RuleBook) -> None:
    for flag in book.library.red_flags.values():
        for question in flag.questions:
            assert book.keys[question.id].means is not None, question.id


@pytest.mark.parametrize(
    ("key", "said", "wanted"),
    [
        ("age_years", "70", 70), ("age_years", "70 years", 70), ("age_years", "18 months", 1.5),
        ("temperature_c", "38,5 °C", 38.5), ("temperature_c", "101.3 F", 38.5), ("temperature_c", 104, 40),
        ("systolic_mmhg", "180/110", 180), ("heart_rate_bpm", "120 bpm", 120), ("oxygen_percent", "91 %", 91),
        ("spasm_minutes", "2 h", 120), ("spasm_minutes", "90 seconds", 1.5), ("weeks_of_pain", "14 days", 2),
        ("spasms_per_week", "about 3", 3), ("pain_0_10", 8.0, 8), ("age_years", "3 Jahre", 3),
    ],
)  # fmt: skip
def test_a_number_may_have_a_comma_and_a_unit(book: RuleBook, key: str, said: Any, wanted: float) -> None:
    assert values(book, **{key: said})[key] == pytest.approx(wanted)


@pytest.mark.parametrize(
    ("key", "said"),
    [
        ("temperature_c", 3), ("temperature_c", 400), ("age_years", -1), ("age_years", "-5"), ("age_years", 300),
        ("age_years", True), ("age_years", "old"), ("age_years", float("nan")), ("age_years", float("inf")),
        ("age_years", 10**400), ("age_years", [70]), ("age_years", {"years": 70}), ("age_years", "60 or 70"),
        ("pain_0_10", 11), ("oxygen_percent", 140), ("leg_swollen", 7), ("leg_swollen", "since Monday"),
        ("leg_swollen", {"left": True}), ("medicines", 3), ("areas", {"calf": 1}), ("areas", ["calf", "elbow of Zeus"]),
    ],
)  # fmt: skip
def test_what_cannot_be_is_listed_with_its_key_and_stays_unknown(book: RuleBook, key: str, said: Any) -> None:
    reading = read({key: said}, book)
    assert any(line.startswith(key) for line in reading.not_understood), reading
    assert key in ("medicines", "areas") or key not in reading.findings.values


def test_a_key_that_nobody_knows_is_listed_and_the_others_still_count(book: RuleBook) -> None:
    reading = read({"colour_of_the_cat": "black", "chest_pressure": True, "mood": None, "x": {}}, book)
    assert set(reading.not_understood) == {"colour_of_the_cat", "mood", "x"}
    assert assess(reading.findings, book).level == "emergency"
    assert set(assess(reading.findings, book).not_understood) == {"colour_of_the_cat", "mood", "x"}


def test_an_unknown_key_that_says_something_grave_raises_it_all_the_same(asked: Asked) -> None:
    assert asked(calf_hot_and_swollen=True).level in ("urgent", "emergency")
    assert asked(what_happened="my calf is swollen since the flight").level in ("urgent", "emergency")
    assert asked(calf_hot_and_swollen=False).level == "self_care"


@pytest.mark.parametrize(
    ("said", "key"),
    [
        (["diabetes"], "diabetes"), ("Diabetes, asthma", "diabetes"), (["type 2 diabetes"], "diabetes"),
        (["pregnancy"], "pregnant"), (["kidney_disease"], "kidney_disease"), (["Kidney disease"], "kidney_disease"),
        (["chronic kidney disease stage 3"], "kidney_disease"), (["osteoporosis"], "osteoporosis"),
        (["osteoporoses"], "osteoporosis"), (["weak bones"], "osteoporosis"), (["epilepsy"], "epilepsy"),
    ],
)  # fmt: skip
def test_an_illness_is_known_by_key_label_or_plain_name(book: RuleBook, said: Any, key: str) -> None:
    assert known_from(values(book, conditions=said), book)[key] is True


@pytest.mark.parametrize(
    "said", [["no diabetes"], ["mother has diabetes"], "none", [], ["family history: diabetes"]]
)
def test_an_illness_of_nobody_or_somebody_else_is_not_theirs(book: RuleBook, said: Any) -> None:
    assert "diabetes" not in read({"conditions": said}, book).findings.values


def test_every_condition_of_the_profile_is_understood(book: RuleBook) -> None:
    for condition in (*book.library.conditions.values(), *book.library.product_conditions.values()):
        assert read({"conditions": [condition.key]}, book).not_understood == (), condition.key
        assert read({"conditions": [condition.label]}, book).not_understood == (), condition.label


@pytest.mark.parametrize(
    "area", ["calf", "Calf", "charley horse", "lower_back", "Lower back", "neck", "sole"]
)
def test_an_area_is_known_by_id_label_or_everyday_word(book: RuleBook, area: str) -> None:
    findings = read({"areas": [area]}, book).findings
    assert read({"areas": area}, book).not_understood == ()
    assert set(findings.values["areas"]) <= set(book.library.areas)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("said", "female"), [("f", True), ("Female", True), ("weiblich", True), ("m", False), ("male", False)]
)
def test_the_sex_is_read_from_a_word(book: RuleBook, said: str, female: bool) -> None:
    assert values(book, sex=said)["sex_female"] is female


def test_the_order_of_the_keys_changes_nothing(book: RuleBook) -> None:
    said: dict[str, Any] = {
        "age": 66, "age_years": 70, "leg_swollen": False, "calf_swollen": True, "medicines": ["Lipitor", "warfarin"],
        "text": "chest is tight", "temp": 3, "unknown_thing": 1,
    }  # fmt: skip
    backwards = dict(reversed(said.items()))
    assert read(said, book) == read(backwards, book)
    found = read(said, book)
    assert found.findings.values["leg_swollen"] is True
    assert found.findings.values["age_years"] == 70
    assert any("age" in line for line in found.not_understood)


def test_a_file_from_json_is_read_as_it_is(book: RuleBook) -> None:
    text = '{"leg_swollen": true, "age": 7e1, "text": null, "medicines": [], "nested": {"a": [1, {"b": 2}]}, "": 1}'
    reading = read(json.loads(text), book)
    assert reading.findings.values == {"leg_swollen": True, "age_years": 70.0, "medicines": ()}
    assert set(reading.not_understood) == {"nested", ""}


def test_a_medicine_may_stand_as_a_key_of_its_own(book: RuleBook) -> None:
    said = read({"warfarin": True, "prednisolone": False}, book).findings
    assert said.values.get("takes_anticoagulant") is True
    assert "takes_corticosteroid_oral" not in said.values


def test_a_list_of_symptoms_under_a_strange_name_raises_what_it_names_and_is_listed(book: RuleBook) -> None:
    reading = read({"symptoms": ["calf pain", "leg swollen", "no fever"]}, book)
    assert reading.findings.values["leg_swollen"] is True
    assert reading.findings.values.get("fever") is not True
    assert "symptoms" in reading.not_understood
