# SPDX-License-Identifier: Apache-2.0
"""Help must list every danger that is looked for in an area, life threats first."""

from __future__ import annotations

import pytest

from unclench.evidence import Library, UrgencyLevel

# The dangers screened for in each area; shin, buttock and upper arm borrow from the parts next to them.
DANGERS = {
    "calf": "dvt acute_limb_ischaemia compartment claudication pregnancy_dvt",
    "shin": "dvt acute_limb_ischaemia compartment claudication pregnancy_dvt",
    "thigh_front": "dvt acute_limb_ischaemia compartment claudication pregnancy_dvt",
    "hamstring": "dvt cauda_equina",
    "buttock": "dvt cauda_equina",
    "foot": "acute_limb_ischaemia compartment hypocalcaemia claudication",
    "hand": "acute_limb_ischaemia compartment hypocalcaemia cardiac cord_neck",
    "forearm": "acute_limb_ischaemia compartment hypocalcaemia cardiac cord_neck",
    "upper_arm": "acute_limb_ischaemia compartment cardiac cord_neck",
    "shoulder": "cardiac cord_neck acute_limb_ischaemia",
    "neck": "tetanus acute_dystonia meningitis cardiac dissection spine_fracture spine_infection spine_cancer "
    "cord_neck",
    "upper_back": "acute_dystonia meningitis cardiac dissection spine_fracture spine_infection spine_cancer",
    "lower_back": "cauda_equina tetanus acute_dystonia aaa dissection spine_fracture spine_infection spine_cancer "
    "renal_colic toxin",
    "abdomen": "tetanus aaa renal_colic toxin",
}
ANYWHERE = (
    "rhabdomyolysis heat_illness hyponatraemia tetanus meningitis stroke seizure mnd statin_myopathy preeclampsia "
    "electrolyte toxin quinine_reaction"
)
# Every sign by its danger: emergencies, then urgent ones. A sign lost, moved or lowered must be seen here.
SIGNS = {
    "cardiac": ("chest_pressure heart_spread", "heart_effort"),
    "dvt": ("clot_lung", "clot_swollen clot_skin clot_after_rest clot_risk"),
    "pregnancy_dvt": ("clot_lung_pregnant", "clot_pregnant"),
    "acute_limb_ischaemia": ("limb_cold limb_numb", ""),
    "compartment": ("pressure_hard pressure_numb pressure_cause pressure_injury", ""),
    "cauda_equina": ("saddle_numb bladder_change bowel_change sexual_change both_legs", ""),
    "aaa": ("vessel_faint vessel_pulse_pain vessel_risk", "vessel_pulse"),
    "dissection": ("tear_ripping tear_still tear_signs tear_risk", ""),
    "spine_fracture": ("spine_accident", "spine_knock"),
    "spine_infection": ("spine_fever_weak", "spine_fever"),
    "spine_cancer": ("", "spine_cancer spine_weight spine_night"),
    "renal_colic": ("stone_fever", "stone_waves"),
    "toxin": ("poison_bite poison_taken", ""),
    "tetanus": ("lockjaw lockjaw_spread", "lockjaw_wound"),
    "acute_dystonia": ("drug_airway drug_twist drug_fever", ""),
    "meningitis": ("stiff_neck_ill rash_ill", ""),
    "cord_neck": ("neck_vessel neck_injury_weak", "neck_cord neck_injury"),
    "hypocalcaemia": ("lock_severe lock_risk", "lock_bent tingle_risk"),
    "claudication": ("", "rest_pain foot_sores"),
    "rhabdomyolysis": ("dark_urine", "muscle_breakdown"),
    "heat_illness": ("heat_brain heat_not_better", "heat_cramps_long"),
    "hyponatraemia": ("overdrinking", "overdrinking_mild"),
    "stroke": ("stroke", ""),
    "seizure": ("fit_long", "fit_any"),
    "mnd": ("weakness_spreads speech_breath", ""),
    "statin_myopathy": ("statin_dark", "statin_muscle"),
    "preeclampsia": ("pregnant_fit", "pregnant_signs"),
    "electrolyte": ("salts_heart", "salts_no_drink salts_many"),
    "quinine_reaction": ("quinine_bleed quinine_other", ""),
}
ORDER = [UrgencyLevel.EMERGENCY, UrgencyLevel.URGENT]


@pytest.mark.parametrize("area", DANGERS)
def test_an_area_lists_each_of_its_dangers(library: Library, area: str) -> None:
    assert {sign.flag for sign in library.stop_signs[area].signs} >= {
        f"flag_{name}" for name in DANGERS[area].split()
    }


@pytest.mark.parametrize("area", DANGERS)
def test_life_threats_come_first(library: Library, area: str) -> None:
    levels = [ORDER.index(sign.level) for sign in library.stop_signs[area].signs]
    assert levels == sorted(levels)
    assert levels[0] == 0


@pytest.mark.parametrize("area", DANGERS)
def test_with_those_of_everyone_no_danger_is_missing(library: Library, area: str) -> None:
    seen = {sign.flag for sign in (*library.stop_signs[area].signs, *library.everyone_signs)}
    assert seen >= {f"flag_{name}" for name in ANYWHERE.split()}


def test_every_area_has_its_signs(library: Library) -> None:
    assert set(library.stop_signs) == set(library.areas) == set(DANGERS)


def test_only_for_neck_and_back_the_full_line_always_stays(library: Library) -> None:
    always = {area for area, row in library.stop_signs.items() if row.always_full}
    assert always == {"neck", "upper_back", "lower_back"}


@pytest.mark.parametrize("area", ["neck", "upper_back", "lower_back"])
@pytest.mark.parametrize("word", ["injury", "fever", "weak", "bladder", "chest pain"])
def test_the_line_of_neck_and_back_names_the_five_things(library: Library, area: str, word: str) -> None:
    assert word in library.stop_signs[area].full
    assert word in library.stop_signs[area].short.lower()


@pytest.mark.parametrize("area", ["calf", "shin", "thigh_front", "hamstring", "buttock", "foot"])
def test_on_a_leg_swelling_cold_and_numbness_are_named_first(library: Library, area: str) -> None:
    for word in ("injury", "swollen", "cold", "numb", "Help"):
        assert word in library.stop_signs[area].full, word


def test_the_line_that_stays_is_shorter(library: Library) -> None:
    for area, row in library.stop_signs.items():
        assert len(row.short) < len(row.full), area
        assert row.short.endswith("Help."), area


def test_no_sign_is_lost_moved_to_another_danger_or_lowered(library: Library) -> None:
    signs = {sign.id: sign for row in library.stop_signs.values() for sign in row.signs}
    signs |= {sign.id: sign for sign in library.everyone_signs}
    for danger, (emergencies, urgent) in SIGNS.items():
        of_it = [sign for sign in signs.values() if sign.flag == f"flag_{danger}"]
        assert {sign.id for sign in of_it if sign.level is UrgencyLevel.EMERGENCY} == set(
            emergencies.split()
        ), danger
        assert {sign.id for sign in of_it if sign.level is UrgencyLevel.URGENT} == set(urgent.split()), danger
    assert len(signs) == sum(len(text.split()) for pair in SIGNS.values() for text in pair)
