# SPDX-License-Identifier: Apache-2.0
"""A person writes about themselves in keys or plain words; what nobody can read is said."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from tests.unit.vetting.making import adult, amount_mg, food, library, listed, verdict

import unclench
from unclench.errors import InputError
from unclench.evidence.spelling import distance
from unclench.vetting import profile_of, read_profile
from unclench.vetting.close_names import named, plain
from unclench.vetting.label import Region
from unclench.vetting.profile import whole
from unclench.vetting.profile_words import OWN_CONDITIONS, SAID, condition_names


def test_the_mapped_words_are_those_of_the_vocabulary() -> None:
    file = Path(unclench.__file__).parent / "content" / "vocabulary.yaml"
    rows = yaml.load(file.read_text("utf-8"), yaml.CSafeLoader)["mapped_conditions"]
    assert {row["said"]: tuple(row["conditions"]) for row in rows} == SAID


def test_every_name_leads_to_something_content_knows() -> None:
    known = {*library().conditions, *library().product_conditions, *OWN_CONDITIONS, *SAID}
    assert set(condition_names(library()).values()) <= known


@pytest.mark.parametrize(
    ("said", "key"),
    [
        ("kidney_disease", "kidney_disease"),
        ("Kidney disease", "kidney_disease"),
        ("kidny disease", "kidney_disease"),
        ("CKD", "kidney_disease"),
        ("hypertension", "hypertension_sodium_restriction"),
        ("high blood presure", "hypertension_sodium_restriction"),
        ("age_65_plus", "age_over_65"),
        ("long_qt", "qt_prolongation"),
        ("broken_skin", "skin_broken"),
        ("pregnant", "pregnancy"),
        ("earlier quinine reaction", "quinine_reaction"),
        ("asthma", "asthma_copd"),
        ("Raynaud", "raynaud"),
    ],
)
def test_a_condition_is_known_by_key_by_name_and_with_a_slip(said: str, key: str) -> None:
    profile = profile_of(library(), conditions=[said])
    assert key in profile.conditions
    assert profile.not_understood == ()


@pytest.mark.parametrize(
    ("said", "key"),
    [
        ("warfarin", "vitamin_k_antagonist"),
        ("Warfarin 5 mg", "vitamin_k_antagonist"),
        ("warfarin sodium", "vitamin_k_antagonist"),
        ("warferin", "vitamin_k_antagonist"),
        ("Coumadin", "vitamin_k_antagonist"),
        ("vitamin_k_antagonist", "vitamin_k_antagonist"),
        ("rivaroxaban", "doac"),
        ("Advil", "nsaid"),
        ("ibuprofen 400", "nsaid"),
        ("spironolacton", "diuretic_potassium_sparing"),
        ("levothyroxin", "levothyroxine"),
        ("cyclosporine", "calcineurin_inhibitor"),
    ],
)
def test_a_medicine_is_known_by_class_name_brand_and_with_a_slip(said: str, key: str) -> None:
    assert key in profile_of(library(), drugs=[said]).drug_classes


def test_aspirin_is_two_things_at_once() -> None:
    assert profile_of(library(), drugs=["aspirin"]).drug_classes == {"antiplatelet", "nsaid"}


@pytest.mark.parametrize("said", ["hypotension", "omeprazole", "purple", "x", ".."])
def test_what_nobody_can_read_is_said_and_never_guessed(said: str) -> None:
    profile = profile_of(library(), conditions=[said], drugs=[said])
    assert profile.not_understood == (said,)
    assert not profile.conditions
    assert not profile.drug_classes


def test_a_medicine_among_the_conditions_is_taken_too() -> None:
    assert "vitamin_k_antagonist" in profile_of(library(), conditions=["warfarin"]).drug_classes


@pytest.mark.parametrize(
    ("age", "holds"),
    [
        (1, {"age_under_2", "age_under_6", "age_under_12", "age_under_18"}),
        (12, {"age_under_18"}),
        (18, set()),
        (60, {"age_over_60"}),
        (65, {"age_over_60", "age_over_65"}),
    ],
)
def test_an_age_says_which_groups_hold(age: int, holds: set[str]) -> None:
    assert {key for key in whole(adult(age=age)).conditions if key.startswith("age_")} == holds


def test_what_follows_from_a_word_is_known_too() -> None:
    assert "pregnancy" in whole(adult("pregnancy_20w_plus")).conditions
    assert "qt_prolongation" in whole(adult(drugs=("methadone",))).conditions
    assert {"vitamin_k_antagonist", "doac"} <= whole(adult("anticoagulants")).drug_classes


def test_high_blood_pressure_and_a_low_salt_diet_differ_for_a_salty_drink() -> None:
    drink = food(amount_mg("electrolyte_mix", None), inactives=(listed("pickle_juice"),))
    words = [verdict(drink, adult(key)).word for key in ("hypertension", "low_sodium_diet")]
    assert [word.value for word in words if word] == ["suitable_with_cautions", "avoid"]
    both = verdict(drink, adult("hypertension", "low_sodium_diet")).word
    assert both is not None
    assert both.value == "avoid"


def test_a_profile_file_is_read_with_what_it_lacks_and_what_is_odd() -> None:
    profile = read_profile(
        {"age": "41", "region": "Germany", "conditions": ["gout", "??"], "drugs": None}, library()
    )
    assert (profile.age, profile.region, profile.conditions) == (41.0, Region.EU, frozenset({"gout"}))
    assert profile.not_understood == ("??",)
    odd = read_profile({"age": -3, "region": "Mars", "goal": "sleep"}, library())
    assert (odd.age, odd.region) == (None, Region.UNKNOWN)
    assert odd.not_understood == ("age: -3", "region: Mars")


@pytest.mark.parametrize("raw", [[], "adult", 3, None, {"conditions": 3}, {"drugs": {"a": 1}}])
def test_a_profile_of_the_wrong_shape_is_refused_in_words(raw: object) -> None:
    with pytest.raises(InputError):
        read_profile(raw, library())


def test_a_near_name_is_taken_only_where_one_is_nearest() -> None:
    assert named("digoxine", {"digoxin": "digoxin"}) == "digoxin"
    assert named("abcdefgz", {"abcdefgh": "one", "abcdefgk": "other"}) is None
    assert plain("  Café-Crème_2 ") == "cafe creme 2"


def slow_distance(one: str, other: str) -> int:
    """The same by its definition, without any shortcut."""
    if not one or not other:
        return len(one) + len(other)
    best = min(
        slow_distance(one[1:], other) + 1,
        slow_distance(one, other[1:]) + 1,
        slow_distance(one[1:], other[1:]) + (one[0] != other[0]),
    )
    if len(one) > 1 and len(other) > 1 and one[0] == other[1] and one[1] == other[0]:
        best = min(best, slow_distance(one[2:], other[2:]) + 1)
    return best


@pytest.mark.parametrize(
    ("one", "other"),
    [("abc", "acb"), ("ab", "ba"), ("abcd", "bacd"), ("", "abc"), ("kitt", "sit"), ("aab", "aba")],
)
def test_the_quick_distance_agrees_with_the_slow_one(one: str, other: str) -> None:
    assert distance(one, other, 9) == slow_distance(one, other)
