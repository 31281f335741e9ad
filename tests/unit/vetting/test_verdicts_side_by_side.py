# SPDX-License-Identifier: Apache-2.0
"""Everything a person takes adds up; products compare; a shelf says what changed; things have verdicts too."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.unit.vetting.making import adult, amount_mg, library, pill, rub, strength, supplement, verdict

from unclench.errors import InputError, NotFound
from unclench.vetting import ADULT, aid_named, compare, judge_aid, profile_of, together, what_changed
from unclench.vetting.label import Directions, Region
from unclench.vetting.quantities import Amount, Between, Per
from unclench.vetting.trials import STUDIED

MORNING = supplement(amount_mg("magnesium", 200, 200), name="Morning")
EVENING = supplement(amount_mg("magnesium", 200, (200, 200)), name="Evening")
UNSAID = supplement(amount_mg("magnesium", 200), name="Unsaid")


def test_two_products_that_are_fine_alone_are_too_much_together() -> None:
    found = together((MORNING, EVENING), ADULT, library())
    assert [(row.nutrient, row.total_mg.high, row.level_mg, row.over) for row in found] == [
        ("magnesium", 400, 350, True)
    ]
    assert "R_OVER_UL" not in verdict(MORNING).rules
    assert "R_OVER_UL" in verdict(MORNING, also_takes=[EVENING]).rules


def test_what_nobody_says_is_not_added_and_is_named() -> None:
    row = together((MORNING, UNSAID), ADULT, library())[0]
    assert (row.total_mg.high, row.unknown) == (200, ("Unsaid",))


@pytest.mark.parametrize(
    ("region", "age", "level"),
    [
        (Region.US, 40, 350),
        (Region.EU, 40, 250),
        (Region.UK, 40, 250),
        (Region.UNKNOWN, 40, 250),
        (Region.US, 5, 110),
        (Region.US, 2, 65),
    ],
)
def test_the_level_is_that_of_the_region_and_age_and_the_strictest_where_nobody_knows(
    region: Region, age: int, level: float
) -> None:
    assert together((MORNING,), adult(age=age, region=region), library())[0].level_mg == level


@pytest.mark.parametrize(
    ("mcg_k", "region", "over"), [(11, Region.UK, True), (11, Region.EU, False), (99, Region.US, False)]
)
def test_vitamin_b6_has_three_levels(mcg_k: float, region: Region, over: bool) -> None:
    b6 = supplement(amount_mg("vitamin_b_complex", mcg_k, mcg_k, written="Vitamin B6", part="B6"))
    assert ("R_OVER_UL" in verdict(b6, adult(region=region)).rules) is over


@pytest.mark.parametrize(
    ("mg", "condition", "word"),
    [
        (400, (), "suitable_with_cautions"),
        (700, (), "suitable_with_cautions"),
        (701, (), "not_recommended"),
        (400, ("kidney_disease",), "avoid"),
    ],
)
def test_the_more_the_worse_and_weak_kidneys_change_everything(
    mg: float, condition: tuple[str, ...], word: str
) -> None:
    found = verdict(supplement(amount_mg("magnesium", mg, mg)), adult(*condition)).word
    assert found is not None
    assert found.value == word


def test_too_much_b6_with_tingling_is_to_be_avoided() -> None:
    b6 = supplement(amount_mg("vitamin_b_complex", 150, 150, written="Vitamin B6", part="B6"))
    words = [verdict(b6, adult(*condition)).word for condition in ((), ("tingling",))]
    assert [word.value for word in words if word] == ["suitable_with_cautions", "avoid"]


def test_vitamin_d_is_counted_in_micrograms_also_where_the_label_counts_in_iu() -> None:
    drops = amount_mg("vitamin_d", None)
    for iu, over in ((4000, False), (4400, True)):
        label = supplement(
            replace(drops, amount=Amount(written=f"{iu} IU", value=iu, unit="IU", per=Per.SERVING))
        )
        once_a_day = replace(label, directions=Directions(servings_per_day=Between(1, 1)))
        found = verdict(once_a_day)
        assert ("R_OVER_UL" in found.rules) is over
        assert not over or "110 mcg of vitamin D" in found.because[0]


def test_one_serving_above_the_level_needs_no_directions() -> None:
    assert "R_OVER_UL" in verdict(supplement(amount_mg("magnesium", 500))).rules


def test_four_products_stand_side_by_side_and_five_do_not() -> None:
    given = [(label.name, verdict(label)) for label in (MORNING, EVENING, UNSAID)]
    rows = {row.what: row for row in compare(given)}
    assert rows["name"].cells == ("Morning", "Evening", "Unsaid")
    assert rows["verdict"].cells == ("suitable", "suitable", "suitable_with_cautions")
    assert rows["verdict"].differ
    assert not rows["brand"].differ
    with pytest.raises(InputError):
        compare(given * 2)


def test_the_shelf_says_what_a_new_profile_changed() -> None:
    before = verdict(MORNING)
    after = verdict(MORNING, adult("kidney_disease"))
    change = what_changed(before, after)
    assert (change.before, change.now, change.worse) == ("suitable", "avoid", True)
    assert "R_MAGNESIUM_KIDNEY" in change.new_rules
    assert change.because
    assert change.anything
    assert what_changed(after, before).worse is False
    assert not what_changed(before, before).anything
    assert what_changed(before, replace(before, content_version="other")).content_changed


@pytest.mark.parametrize(
    ("said", "aid"),
    [
        ("band", "aid_resistance_band"),
        ("Foam roller", "aid_foam_roller"),
        ("foam rollers", "aid_foam_roller"),
        ("tennis ball", "aid_massage_ball"),
        ("heat", "aid_heating_pad"),
        ("ice", "aid_ice_pack"),
        ("compresion stockings", "aid_compression_stockings"),
        ("Kinesio tape", "aid_kinesio_tape"),
        ("TENS", "aid_electrical_devices"),
    ],
)
def test_a_thing_is_known_by_what_people_call_it(said: str, aid: str) -> None:
    assert aid_named(said, library()).id == aid


def test_a_thing_nobody_knows_is_said_to_be_unknown() -> None:
    with pytest.raises(NotFound):
        aid_named("magnet bracelet", library())


@pytest.mark.parametrize(
    ("said", "profile", "word"),
    [
        ("roller", adult(), "suitable"),
        ("roller", adult("deep_vein_thrombosis_suspected"), "avoid"),
        ("roller", adult(drugs=("warfarin",)), "suitable_with_cautions"),
        ("band", adult("latex_allergy"), "avoid"),
        ("heat", adult(drugs=("zolpidem",)), "avoid"),
        ("heat", profile_of(library(), conditions=["topical_counterirritant_on_skin"]), "avoid"),
        ("ice", adult("raynaud_or_cold_urticaria"), "avoid"),
        ("stockings", adult("heart_failure"), "suitable_with_cautions"),
        ("magnesium spray", adult("kidney_disease"), "suitable_with_cautions"),
    ],
)
def test_a_thing_is_judged_for_the_person(said: str, profile: object, word: str) -> None:
    found = judge_aid(aid_named(said, library()), profile, library=library())  # type: ignore[arg-type]
    assert found.word.value == word
    assert found.use
    assert found.safety


def test_stockings_prevent_cramps_only_in_the_words_of_sellers() -> None:
    found = judge_aid(aid_named("stockings", library()), library=library())
    assert {claim: worth.value for claim, worth in found.claims}["Prevents cramps"] == "plausible_unproven"
    assert "rabe2020" in found.sources


def test_a_medicine_taken_twice_is_too_much_also_from_another_product() -> None:
    tablet = pill(amount_mg("ibuprofen", 200, 1200))
    assert "R_DUPLICATE_ACTIVE" in verdict(rub(strength("diclofenac_topical", 1)), also_takes=[tablet]).rules
    assert "R_DUPLICATE_ACTIVE" not in verdict(tablet, also_takes=[MORNING]).rules


def test_what_was_tried_names_sources_and_ingredients_content_knows() -> None:
    for row in STUDIED:
        assert row.ingredient in library().ingredients
        assert all(library().reference(key).id for key in row.sources)
        assert not row.claim or row.claim in library().claim_types
