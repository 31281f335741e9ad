# SPDX-License-Identifier: Apache-2.0
"""What stands on real labels is what is read from them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from unclench.evidence import load
from unclench.vetting import Label, read_label
from unclench.vetting.label import LabelFormat, MarkKind, Missing, ProductKind, Region, Route, WarningTopic
from unclench.vetting.quantities import Between, Per, Scale

SAMPLES = Path(__file__).parents[2] / "samples" / "labels"


def sample(name: str) -> Label:
    return read_label((SAMPLES / name).read_bytes(), library=load())


def strengths(label: Label) -> list[tuple[str, float | None]]:
    """Each active with its percentage, or its number where it has none."""
    return [
        (
            one.ingredient.removeprefix("ingredient_"),
            (one.amount.percent or one.amount.value) if one.amount else None,
        )
        for one in label.actives
    ]


@pytest.mark.parametrize(
    ("file", "expected"),
    [
        ("openfda_dch_menthol4.json", [("menthol", 4)]),
        ("dailymed_biofreeze_cream_menthol10.json", [("menthol", 10)]),
        ("dailymed_salonpas_pain_relief_patch.json", [("menthol", 3), ("methyl_salicylate", 10)]),
        ("dailymed_icyhot_lidocaine_patch.json", [("lidocaine", 4), ("menthol", 1)]),
        ("dailymed_diclofenac_gel_1pct.json", [("diclofenac_topical", 1)]),
        ("openfda_theraworx_muscle_cramps_rollon.json", [("magnesium_sulfate_topical", 0.05)]),
        ("off_pickle_juice_sport_drink.json", [("pickle_juice", None)]),
        ("off_tonic_water_quinine_hcl.json", [("quinine", None)]),
        ("off_magnesium_citrate_200mg.json", [("magnesium", 200)]),
        ("dsld_kirkman_magnesium_citrate_powder.json", [("magnesium", 200)]),
        ("openfda_enforcement_arthritis_cream_2014.json", []),
    ],
)
def test_the_actives_have_the_strengths_that_are_printed(
    file: str, expected: list[tuple[str, float | None]]
) -> None:
    label = sample(file)
    assert strengths(label) == expected
    assert label.contradictions == ()


@pytest.mark.parametrize(
    ("file", "complete"),
    [
        ("dailymed_biofreeze_cream_menthol10.json", True),
        ("dailymed_icyhot_lidocaine_patch.json", True),
        ("dailymed_hylands_leg_cramps_tablets.json", True),
        ("spl_otc_triaminic.xml", True),
        ("openfda_dch_menthol4.json", False),
        ("dailymed_diclofenac_gel_1pct.json", False),
        ("dsld_kirkman_magnesium_citrate_powder.json", False),
        ("off_magnesium_citrate_200mg.json", False),
    ],
)
def test_a_label_says_whether_it_is_whole(file: str, complete: bool) -> None:
    assert sample(file).complete is complete


def test_a_caller_may_say_that_a_whole_looking_label_is_cut() -> None:
    data = (SAMPLES / "dailymed_biofreeze_cream_menthol10.json").read_bytes()
    assert read_label(data, incomplete=True, library=load()).complete is False


def test_a_warning_about_heat_counts_wherever_it_stands() -> None:
    label = sample("dailymed_biofreeze_cream_menthol10.json")
    assert "heat" not in label.warnings[0].text
    assert {WarningTopic.HEAT, WarningTopic.BANDAGE, WarningTopic.BROKEN_SKIN} <= label.topics
    assert label.directions.youngest_years == 12
    assert label.directions.servings_per_day == Between(3, 4)


def test_a_patch_of_an_nsaid_keeps_its_warnings() -> None:
    label = sample("dailymed_salonpas_pain_relief_patch.json")
    assert {WarningTopic.ASPIRIN_ALLERGY, WarningTopic.BLEEDING, WarningTopic.EXERCISE_SWEAT} <= label.topics
    assert label.directions.most_days == 3
    assert label.identity.ndcs == ("46581-675", "46581-675-09", "46581-675-99")
    assert label.firm == "Hisamitsu Pharmaceutical Co., Inc."


def test_the_same_strength_as_another_salt_is_no_contradiction() -> None:
    (gel,) = sample("dailymed_diclofenac_gel_1pct.json").actives
    assert [amount.percent for amount in gel.others] == [0.93]


def test_homeopathic_actives_have_dilutions_and_no_doses() -> None:
    label = sample("dailymed_hylands_leg_cramps_tablets.json")
    assert label.kind is ProductKind.HOMEOPATHIC
    quinine = [one for one in label.actives if one.ingredient == "ingredient_quinine"]
    assert [(one.dilution.scale, one.dilution.steps) for one in quinine if one.dilution] == [(Scale.X, 3)]
    others = [one for one in label.actives if one.ingredient == "ingredient_homeopathic_cramp_remedies"]
    assert len(others) == 6
    assert not any(one.amount or one.daily_mg for one in label.actives)
    assert WarningTopic.QUININE_SENSITIVE in label.topics
    assert label.has_mark(MarkKind.HOMEOPATHIC_DISCLAIMER)
    assert not label.has_mark(MarkKind.SUPPLEMENT_DISCLAIMER)


def test_a_dilution_beside_a_percentage_keeps_both() -> None:
    (magnesium,) = sample("openfda_theraworx_muscle_cramps_rollon.json").actives
    assert magnesium.dilution is not None
    assert magnesium.dilution.parts_log10 == 6
    assert magnesium.amount is not None
    assert magnesium.amount.percent == 0.05
    assert magnesium.elemental_mg is None


def test_silver_is_found_among_the_other_substances() -> None:
    label = sample("openfda_theraworx_muscle_cramps_rollon.json")
    assert [one.ingredient for one in label.inactives if one.ingredient] == ["ingredient_colloidal_silver"]
    assert "warnings" in label.cut


def test_a_thickener_is_no_magnesium_for_the_skin() -> None:
    label = sample("openfda_dch_menthol4.json")
    thickener = next(one for one in label.inactives if one.written == "magnesium sulfate")
    assert thickener.ingredient == ""


def test_a_laxative_by_the_ounce_holds_a_range_of_magnesium() -> None:
    (salt,) = sample("openfda_magnesium_citrate_oral_solution.json").actives
    assert salt.amount is not None
    assert (salt.amount.value, salt.amount.unit, salt.amount.per_unit) == (1.745, "g", "fl oz")
    assert salt.elemental_mg is not None
    assert 190 < salt.elemental_mg.low < 193
    assert 279 < salt.elemental_mg.high < 280
    assert salt.daily_mg is None


def test_a_mineral_and_its_salt_on_one_pack_are_one_dose() -> None:
    label = sample("off_magnesium_citrate_200mg.json")
    (magnesium,) = label.actives
    assert label.kind is ProductKind.SUPPLEMENT
    assert magnesium.elemental_mg == Between(200, 200)
    assert [amount.mg for amount in magnesium.others] == [1440]
    assert [one.written for one in label.inactives if one.aid] == ["stéarate de magnésium"]
    assert Missing.DAILY_AMOUNT in label.missing


def test_a_powder_is_counted_by_the_spoons_a_day() -> None:
    label = sample("dsld_kirkman_magnesium_citrate_powder.json")
    (magnesium,) = label.actives
    assert magnesium.amount is not None
    assert magnesium.amount.per is Per.SERVING
    assert magnesium.form == "Magnesium Citrate"
    assert magnesium.elemental_stated
    assert magnesium.daily_mg == Between(200, 400)


def test_the_disclaimer_of_a_supplement_is_a_mark_and_no_claim() -> None:
    label = sample("dsld_kirkman_magnesium_citrate_powder.json")
    assert label.has_mark(MarkKind.SUPPLEMENT_DISCLAIMER)
    assert not label.has_mark(MarkKind.HOMEOPATHIC_DISCLAIMER)
    assert not any("cure" in claim.text for claim in label.claims)
    assert any("relaxes nerves and muscles" in claim.text for claim in label.claims)


def test_the_salt_of_a_drink_is_a_nutrient() -> None:
    label = sample("off_pickle_juice_sport_drink.json")
    sodium = next(one for one in label.nutrients if one.written == "sodium")
    assert label.kind is ProductKind.FOOD
    assert sodium.amount is not None
    assert sodium.amount.mg == 342
    potassium = next(one for one in label.inactives if one.written == "potassium")
    assert potassium.amount is None


def test_a_recall_is_a_recall_and_no_label() -> None:
    label = sample("openfda_enforcement_arthritis_cream_2014.json")
    assert label.format is LabelFormat.OPENFDA_RECALL
    assert label.recall is not None
    assert label.recall.number == "D-462-2014"
    assert label.recall.classification == "Class II"
    assert label.recall.reported == date(2014, 1, 22)
    assert label.identity.lots == ("0106072/2298",)


def test_a_structured_label_is_read_from_its_xml() -> None:
    label = sample("spl_otc_triaminic.xml")
    assert label.name == "TRIAMINIC Childrens Night Time Cold and Cough"
    assert label.firm == "Novartis Consumer Health, Inc."
    assert (label.route, label.region, label.dosage_form) == (Route.MOUTH, Region.US, "SYRUP")
    first, second = label.actives
    assert first.ingredient == "ingredient_diphenhydramine"
    assert first.amount is not None
    assert (first.amount.mg, first.amount.per_value, first.amount.per_unit) == (6.25, 5, "mL")
    assert (second.written, second.ingredient) == ("PHENYLEPHRINE HYDROCHLORIDE", "")
    assert label.directions.youngest_years == 6
    assert label.identity.ndcs == ("0067-6344", "0067-6344-04", "0067-6344-08")
    assert {mark.kind for mark in label.marks} >= {
        MarkKind.MONOGRAPH, MarkKind.CHILD_RESISTANT, MarkKind.TAMPER_EVIDENT, MarkKind.CONTACT,
    }  # fmt: skip
