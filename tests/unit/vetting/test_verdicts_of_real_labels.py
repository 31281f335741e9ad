# SPDX-License-Identifier: Apache-2.0
"""Real labels get the verdict a careful pharmacist would give, also for people for whom it changes."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from tests.unit.vetting.making import TODAY, adult, library

from unclench.vetting import ADULT, Label, Profile, Verdict, judge, read_label, verdict_json
from unclench.vetting.label import Region

LABELS = Path(__file__).parents[2] / "samples" / "labels"
EXAMPLES: list[dict[str, Any]] = yaml.safe_load((LABELS / "examples.yaml").read_text("utf-8"))["examples"]
JUDGED = [one for one in EXAMPLES if one["verdict"] is not None]


@cache
def read(file: str) -> Label:
    return read_label((LABELS / file).read_bytes(), library=library())


def judged(file: str, profile: Profile = ADULT) -> Verdict:
    return judge(read(file), profile, library(), today=TODAY)


@pytest.mark.parametrize("example", JUDGED, ids=lambda one: one["file"])
def test_a_real_label_gets_the_verdict_of_a_careful_pharmacist(example: dict[str, Any]) -> None:
    found = judged(example["file"])
    assert found.word is not None
    assert found.word.value in example.get("accept", [example["verdict"]])
    assert found.confidence is not None
    assert found.confidence.value == example["confidence"]
    assert set(example["rules"]) <= set(found.rules)
    assert not set(example["not_rules"]) & set(found.rules)


@pytest.mark.parametrize("example", JUDGED, ids=lambda one: one["file"])
def test_its_claims_are_worth_what_the_pharmacist_says(example: dict[str, Any]) -> None:
    found = judged(example["file"])
    said = {(claim.claim.removeprefix("claim_"), claim.judgement.value) for claim in found.claims}
    assert {(one["claim"], one["judgement"]) for one in example["claims"]} <= said
    assert example["claims"] or not said


@pytest.mark.parametrize("example", JUDGED, ids=lambda one: one["file"])
def test_the_ingredients_keep_the_ids_of_the_facts(example: dict[str, Any]) -> None:
    label = read(example["file"])
    shape = verdict_json(judge(label, ADULT, library(), today=TODAY), label)
    assert {one["id"] for one in example["actives"]} <= set(shape["harm"]["ingredients"])


def child(**more: Any) -> Profile:
    return adult(age=8, **more)


WHO = [
    ("openfda_dch_menthol4.json", child(), "avoid", "R_CHILD_LABEL_AGE"),
    ("openfda_dch_menthol4.json", adult("broken_skin"), "avoid", "R_BROKEN_SKIN"),
    ("openfda_dch_menthol4.json", adult("pregnancy"), "suitable_with_cautions", "R_PREGNANCY_ASK"),
    ("openfda_dch_menthol4.json", adult("kidney_disease"), "suitable_with_cautions", "R_HEAT_OR_OCCLUSION"),
    ("openfda_magnesium_citrate_oral_solution.json", adult("kidney_disease"), "avoid", "R_MAGNESIUM_KIDNEY"),
    (
        "openfda_theraworx_muscle_cramps_rollon.json",
        adult("kidney_disease"),
        "not_recommended",
        "R_CLAIM_HOMEOPATHIC",
    ),
    ("dailymed_biofreeze_cream_menthol10.json", child(), "avoid", "R_CHILD_LABEL_AGE"),
    (
        "dailymed_biofreeze_cream_menthol10.json",
        adult("pregnancy"),
        "suitable_with_cautions",
        "R_PREGNANCY_ASK",
    ),
    (
        "dailymed_salonpas_pain_relief_patch.json",
        adult("aspirin_or_nsaid_allergy"),
        "avoid",
        "R_SALICYLATE_ALLERGY",
    ),
    (
        "dailymed_salonpas_pain_relief_patch.json",
        adult(drugs=("warfarin",)),
        "avoid",
        "R_SALICYLATE_ANTICOAGULANT",
    ),
    ("dailymed_salonpas_pain_relief_patch.json", adult("pregnancy_20w_plus"), "avoid", "R_PERSON_CONDITION"),
    (
        "dailymed_salonpas_pain_relief_patch.json",
        adult("kidney_disease"),
        "suitable_with_cautions",
        "R_NSAID_PERSON",
    ),
    (
        "dailymed_salonpas_pain_relief_patch.json",
        adult("hypertension"),
        "suitable_with_cautions",
        "R_NSAID_PERSON",
    ),
    (
        "dailymed_salonpas_pain_relief_patch.json",
        adult("heart_disease"),
        "suitable_with_cautions",
        "R_NSAID_PERSON",
    ),
    (
        "dailymed_salonpas_pain_relief_patch.json",
        adult(drugs=("furosemide",)),
        "suitable_with_cautions",
        "R_PERSON_INTERACTION",
    ),
    (
        "dailymed_icyhot_lidocaine_patch.json",
        adult(drugs=("amiodarone",)),
        "suitable_with_cautions",
        "R_PERSON_INTERACTION",
    ),
    (
        "dailymed_icyhot_lidocaine_patch.json",
        adult("heart_block_or_bradycardia"),
        "suitable_with_cautions",
        "R_PERSON_CONDITION",
    ),
    (
        "dailymed_icyhot_lidocaine_patch.json",
        adult("liver_disease"),
        "suitable_with_cautions",
        "R_PERSON_CONDITION",
    ),
    ("dailymed_icyhot_lidocaine_patch.json", child(), "avoid", "R_CHILD_LABEL_AGE"),
    (
        "dailymed_icyhot_lidocaine_patch.json",
        adult("household with children"),
        "suitable_with_cautions",
        "R_CHILD_RESISTANT",
    ),
    ("dailymed_hylands_leg_cramps_tablets.json", adult("thrombocytopenia"), "avoid", "R_QUININE_ANY"),
    ("dailymed_hylands_leg_cramps_tablets.json", adult("earlier quinine reaction"), "avoid", "R_QUININE_ANY"),
    ("dailymed_diclofenac_gel_1pct.json", adult("aspirin_or_nsaid_allergy"), "avoid", "R_NSAID_PERSON"),
    ("dailymed_diclofenac_gel_1pct.json", adult("heart_surgery_recent"), "avoid", "R_NSAID_PERSON"),
    ("dailymed_diclofenac_gel_1pct.json", adult("pregnancy_20w_plus"), "avoid", "R_NSAID_PERSON"),
    ("dailymed_diclofenac_gel_1pct.json", adult(age=67), "not_recommended", "R_NSAID_PERSON"),
    ("dailymed_diclofenac_gel_1pct.json", adult(drugs=("warfarin",)), "not_recommended", "R_NSAID_PERSON"),
    (
        "off_pickle_juice_sport_drink.json",
        adult("hypertension"),
        "suitable_with_cautions",
        "R_PERSON_CONDITION",
    ),
    (
        "off_pickle_juice_sport_drink.json",
        adult("heart_failure"),
        "suitable_with_cautions",
        "R_PERSON_CONDITION",
    ),
    (
        "off_pickle_juice_sport_drink.json",
        adult("low_sodium_diet"),
        "suitable_with_cautions",
        "R_PERSON_CONDITION",
    ),
    (
        "off_pickle_juice_sport_drink.json",
        adult("kidney_disease"),
        "suitable_with_cautions",
        "R_PERSON_CONDITION",
    ),
    ("off_magnesium_citrate_200mg.json", adult("kidney_disease"), "avoid", "R_MAGNESIUM_KIDNEY"),
    ("off_magnesium_citrate_200mg.json", adult(age=70), "not_recommended", "R_CLAIM_UNSUPPORTED"),
    (
        "off_magnesium_citrate_200mg.json",
        adult(drugs=("doxycycline",)),
        "suitable_with_cautions",
        "R_PERSON_INTERACTION",
    ),
    (
        "off_magnesium_citrate_200mg.json",
        adult(drugs=("alendronate",)),
        "suitable_with_cautions",
        "R_PERSON_INTERACTION",
    ),
    (
        "off_magnesium_citrate_200mg.json",
        adult(drugs=("levothyroxine",)),
        "suitable_with_cautions",
        "R_PERSON_INTERACTION",
    ),
    *(
        ("off_tonic_water_quinine_hcl.json", adult(key), "avoid", "R_QUININE_BEVERAGE")
        for key in ("thrombocytopenia", "earlier quinine reaction", "g6pd_deficiency", "long_qt", "pregnancy")
    ),
    ("dsld_kirkman_magnesium_citrate_powder.json", adult("kidney_disease"), "avoid", "R_MAGNESIUM_KIDNEY"),
    (
        "dsld_kirkman_magnesium_citrate_powder.json",
        adult("pregnancy"),
        "suitable_with_cautions",
        "R_PREGNANCY_ASK",
    ),
    (
        "dsld_kirkman_magnesium_citrate_powder.json",
        adult(region=Region.EU),
        "suitable_with_cautions",
        "R_OVER_UL",
    ),
]


@pytest.mark.parametrize(("file", "profile", "word", "rule"), WHO)
def test_it_changes_for_those_for_whom_it_should(file: str, profile: Profile, word: str, rule: str) -> None:
    found = judged(file, profile)
    assert found.word is not None
    assert (found.word.value, rule in found.rules) == (word, True)


def test_an_aspirin_allergy_changes_nothing_where_no_salicylate_is() -> None:
    file = "dailymed_biofreeze_cream_menthol10.json"
    assert judged(file, adult("aspirin_or_nsaid_allergy")).rules == judged(file).rules


def test_the_brand_answer_names_what_was_seen() -> None:
    seen = {
        one.check: one.state.value for one in judged("dailymed_hylands_leg_cramps_tablets.json").brand.signals
    }
    assert (seen["B_HOMEO_DISCLOSURE"], seen["B_CONTACT"]) == ("found", "found")
    assert {
        one.check
        for one in judged("dailymed_salonpas_pain_relief_patch.json").brand.signals
        if one.state.value == "found"
    } >= {"B_NDA", "B_CONTACT"}


def test_a_recall_record_is_no_label_and_gets_no_verdict() -> None:
    found = judged("openfda_enforcement_arthritis_cream_2014.json")
    assert (found.word, found.confidence, found.rules) == (None, None, ())
    assert "recall record" in found.because[0]
