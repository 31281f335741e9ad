# SPDX-License-Identifier: Apache-2.0
"""What the shipped content holds."""

from __future__ import annotations

from collections import Counter

import pytest

from unclench.body.areas import AREAS, Area
from unclench.errors import NotFound, UnknownArea
from unclench.evidence import CautionLevel, Library, RemedyKind, UrgencyLevel, When, check, remedies


def listed(text: str) -> list[str]:
    """The ids of a text."""
    return text.split()


REMEDIES = listed("""
calf_dorsiflexion_pull calf_weight_on_leg calf_tiptoe calf_lunge_back_leg_straight calf_press_foot_to_wall
hamstring_seated_reach hamstring_lean_forward quad_standing_heel_to_buttock back_slow_walk back_tennis_ball
back_foam_roller back_exercise_ball neck_shoulder_rolls neck_gentle_range hand_open_and_press hand_prayer_stretch
foot_toes_back light_movement_then_legs_up massage_gentle_rub massage_back_pinch_hold cold_pack heat_pad
heat_then_cold warm_bath_shower hot_tub ice_rub drink_water_during oral_rehydration_after_sweat pickle_juice_sip
trp_agonist_shot oral_nsaid oral_paracetamol topical_menthol_camphor topical_lidocaine_otc
topical_curcuma_celery_gel topical_nsaid hyperventilation calm_breathing rx_muscle_relaxant physical_therapy
spinal_manipulation massage_therapist
""")

CONDITIONS = listed("""
adhesive_allergy age_over_65 age_under_12 age_under_18 age_under_2 alcohol_sedatives anticoagulants anxiety_panic
asthma_copd balance_risk bleeding_disorder cold_hypersensitivity diabetes diabetes_neuropathy diarrhoea diuretics
driving dvt_suspected epilepsy everyone_without_prescriber fracture_suspected heart_disease
heart_failure_fluid_restriction heat_source_in_use hypertension_sodium_restriction in_water interacting_medicines
kidney_disease knee_injury liver_disease local_inflammation neck_manipulation nsaid_risk numbness osteoporosis
pacemaker peripheral_artery_disease plant_allergy pregnancy prolonged_exercise qt_prolongation radicular_pain raynaud
recent_injury recent_spine_surgery reflux skin_broken skin_fragile spinal_red_flags topical_counterirritant_on_skin
topical_lidocaine_on_skin vertigo
""")
PROMISES = listed("""
F01 F02 F03 F04 F05 F10 F11 F12 F13 F14 F20 F21 F30 F31 F32 F33 F40 F41 F45 F50 F51 F55 F56 F57 F60 F61 F62 F63 F64
F70 F71 F72 F75 F76 F77 F78 F79 F80 F81 F82 F83 F84 F90 F91 F92 F93 F94 F95 F96 F97 F98 P10 P11 P12 P13 P14 P15 V10
V11 V12 V13
""")
KEPT_BY_REMEDIES = listed("""
F10 F11 F12 F13 F14 F20 F21 F30 F31 F32 F33 F40 F41 F50 F51 F55 F56 F57 F60 F75 F76 F77 F78 F79 F83 F84
""")

OFF_BY_DEFAULT = {
    "calf_tiptoe",
    "massage_back_pinch_hold",
    "topical_curcuma_celery_gel",
    "pickle_juice_sip",
    "hyperventilation",
    "trp_agonist_shot",
}
HEAT = ("heat_pad", "heat_then_cold", "warm_bath_shower", "hot_tub")
LEGS = {"calf", "shin", "thigh_front", "hamstring", "buttock", "foot"}


def test_the_shipped_content_has_no_problem() -> None:
    assert check() == []


def test_all_42_remedies_are_there(library: Library) -> None:
    assert len(REMEDIES) == 42
    assert sorted(library.remedies) == sorted(REMEDIES)


def test_all_52_conditions_are_there(library: Library) -> None:
    assert len(CONDITIONS) == 52
    assert sorted(library.conditions) == CONDITIONS


def test_what_holds_only_at_the_moment_is_never_kept(library: Library) -> None:
    momentary = {key for key, row in library.conditions.items() if not row.lasting}
    assert momentary >= {
        "recent_injury",
        "in_water",
        "driving",
        "dvt_suspected",
        "fracture_suspected",
        "skin_broken",
    }
    assert not momentary & {
        "pregnancy",
        "anticoagulants",
        "diabetes_neuropathy",
        "kidney_disease",
        "numbness",
    }


def test_all_61_promises_are_there(library: Library) -> None:
    assert len(PROMISES) == 61
    assert sorted(library.promises) == PROMISES


def test_the_remedies_keep_the_promises_about_remedies(library: Library) -> None:
    kept = {point for row in library.remedies.values() for point in row.covers}
    assert sorted(kept) == KEPT_BY_REMEDIES


def test_the_areas_are_those_of_the_body(library: Library) -> None:
    assert list(library.areas) == [area.value for area in Area]
    for area, row in AREAS.items():
        assert (library.areas[area].label, library.areas[area].also) == (row.label, row.also)


def test_what_lacks_evidence_or_may_harm_is_off_until_turned_on(library: Library) -> None:
    assert {key for key, row in library.remedies.items() if not row.on_by_default} == OFF_BY_DEFAULT


def test_fast_breathing_is_never_guided(library: Library) -> None:
    row = library.remedies["hyperventilation"]
    assert not row.guided
    assert row.timing is None
    assert row.why_not_guided


def test_what_is_taken_applied_or_done_by_others_is_information_only(library: Library) -> None:
    for row in library.remedies.values():
        if row.kind in (RemedyKind.ORAL, RemedyKind.TOPICAL, RemedyKind.PROFESSIONAL):
            assert not row.guided, row.id


def test_the_foam_roller_stays_on_the_upper_back(library: Library) -> None:
    assert library.remedies["back_foam_roller"].areas == ("upper_back",)


def test_nobody_is_told_to_rub_the_belly(library: Library) -> None:
    for row in library.remedies.values():
        if row.kind in (RemedyKind.MASSAGE, RemedyKind.THERMAL):
            assert row.areas, row.id
            assert "abdomen" not in row.areas, row.id


@pytest.mark.parametrize("topical", ["topical_menthol_camphor", "topical_lidocaine_otc"])
def test_no_heat_goes_over_a_pain_cream(library: Library, topical: str) -> None:
    assert set(library.remedies[topical].never_with) == set(HEAT)


@pytest.mark.parametrize("heat", HEAT)
def test_heat_is_left_out_for_numb_skin_and_for_skin_with_a_cream(library: Library, heat: str) -> None:
    avoided = {row.condition for row in library.remedies[heat].cautions if row.level is CautionLevel.AVOID}
    assert avoided >= {
        "topical_counterirritant_on_skin",
        "topical_lidocaine_on_skin",
        "numbness",
        "diabetes_neuropathy",
    }


@pytest.mark.parametrize("cold", ["cold_pack", "heat_then_cold", "ice_rub"])
def test_cold_is_left_out_for_skin_that_cannot_feel_it(library: Library, cold: str) -> None:
    avoided = {row.condition for row in library.remedies[cold].cautions if row.level is CautionLevel.AVOID}
    assert avoided >= {"numbness", "diabetes_neuropathy", "raynaud"}


def test_whatever_is_guided_on_a_leg_is_left_out_where_a_clot_is_possible(library: Library) -> None:
    for row in library.remedies.values():
        if row.guided and LEGS & set(row.areas):
            avoided = {part.condition for part in row.cautions if part.level is CautionLevel.AVOID}
            assert "dvt_suspected" in avoided, row.id


def test_in_pregnancy_no_muscle_is_rubbed_before_somebody_was_asked(library: Library) -> None:
    for row in library.remedies.values():
        if row.guided and row.kind is RemedyKind.MASSAGE:
            levels = {part.level for part in row.cautions if part.condition == "pregnancy"}
            assert levels & {CautionLevel.AVOID, CautionLevel.ASK_FIRST}, row.id


def test_aftercare_names_water_early(library: Library) -> None:
    for area, plan in library.plans.items():
        assert "drink_water_during" in plan.after[:6], area


def test_cold_and_heat_end_after_20_minutes_at_most(library: Library) -> None:
    for row in library.remedies.values():
        if row.kind is RemedyKind.THERMAL:
            assert row.timing is not None, row.id
            assert row.timing.max_seconds is not None, row.id
            assert row.timing.max_seconds <= 1200, row.id


def test_every_area_has_a_plan_that_begins_in_bed(library: Library) -> None:
    assert set(library.plans) == set(library.areas)
    for area, plan in library.plans.items():
        first = library.remedies[plan.during[0]]
        assert first.in_bed, area
        assert first.on_by_default, area
        assert not first.needs or all(library.equipment[key].common for key in first.needs), area


def test_every_area_has_something_to_do_with_what_a_home_has(library: Library) -> None:
    for area, plan in library.plans.items():
        ready = [
            key
            for key in plan.during
            if library.remedies[key].on_by_default
            and all(library.equipment[need].common for need in library.remedies[key].needs)
        ]
        assert ready, area


def test_every_remedy_stands_in_a_plan_but_those_that_belong_in_none(library: Library) -> None:
    planned = {key for plan in library.plans.values() for key in (*plan.during, *plan.after)}
    assert set(library.remedies) - planned == {"hyperventilation", "trp_agonist_shot"}


def test_an_area_without_a_remedy_of_its_own_says_so(library: Library) -> None:
    for area in ("shin", "buttock", "forearm", "upper_arm", "shoulder", "abdomen"):
        assert library.plans[area].note.startswith("We found"), area


def test_remedies_are_found_by_area(library: Library) -> None:
    assert remedies() == tuple(library.remedies.values())
    calf = remedies(area="calf")
    assert calf == library.remedies_for("calf")
    assert {"calf_tiptoe", "calm_breathing"} <= {row.id for row in calf}
    assert "hand_open_and_press" not in {row.id for row in calf}


def test_an_unknown_area_is_said_to_be_unknown(library: Library) -> None:
    with pytest.raises(UnknownArea, match="elbow"):
        library.remedies_for("elbow")


def test_a_source_is_found_by_either_of_its_keys(library: Library) -> None:
    assert library.reference("fdaBurns2012") is library.reference("fda2012burns")
    with pytest.raises(NotFound, match="nobody1999"):
        library.reference("nobody1999")


def test_every_source_stands_once(library: Library) -> None:
    for name in ("doi", "pmid"):
        values = [getattr(row, name).lower() for row in library.references.values() if getattr(row, name)]
        assert len(values) > 50, name
        assert [value for value, count in Counter(values).items() if count > 1] == []
    assert len(library.references) == 337
    assert not set(library.aliases) & set(library.references)


def test_every_key_cited_is_the_id_of_a_source(library: Library) -> None:
    for row in library.remedies.values():
        cited = [*row.evidence.citations, *(effect.source for effect in row.evidence.effects)]
        cited += [part.source for part in row.cautions if part.source != "uncited_precaution"]
        assert set(cited) <= set(library.references), row.id
    for area in library.stop_signs.values():
        for sign in area.signs:
            assert set(sign.sources) <= set(library.references), sign.id


def test_a_widened_area_is_marked(library: Library) -> None:
    marked = {
        key
        for key, row in library.remedies.items()
        if any(mark.startswith("area_widened") for mark in row.marks)
    }
    assert marked == {
        "neck_shoulder_rolls", "hand_open_and_press", "hand_prayer_stretch", "light_movement_then_legs_up",
        "massage_gentle_rub", "heat_pad", "warm_bath_shower",
    }  # fmt: skip


def test_no_record_claims_a_review_that_did_not_happen(library: Library) -> None:
    assert {row.reviewed_by for row in library.remedies.values()} == {""}


def test_prevention_alone_is_not_aftercare(library: Library) -> None:
    for row in library.remedies.values():
        if row.after_tip:
            assert When.AFTER in row.when, row.id


def test_life_threats_that_apply_to_everyone_are_all_emergencies(library: Library) -> None:
    assert {sign.level for sign in library.everyone_signs} == {UrgencyLevel.EMERGENCY}
    flags = {sign.flag for sign in library.everyone_signs}
    assert flags >= {
        "flag_cardiac",
        "flag_stroke",
        "flag_seizure",
        "flag_meningitis",
        "flag_heat_illness",
        "flag_dvt",
    }
