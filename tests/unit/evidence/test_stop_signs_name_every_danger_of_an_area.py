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
    "neck": "tetanus acute_dystonia meningitis cardiac dissection spine_fracture spine_infection spine_cancer cord_neck",
    "upper_back": "acute_dystonia meningitis cardiac dissection spine_fracture spine_infection spine_cancer",
    "lower_back": "cauda_equina tetanus acute_dystonia aaa dissection spine_fracture spine_infection spine_cancer "
    "renal_colic toxin",
    "abdomen": "tetanus aaa renal_colic toxin",
}
ANYWHERE = (
    "rhabdomyolysis heat_illness hyponatraemia tetanus meningitis stroke seizure mnd statin_myopathy preeclampsia "
    "electrolyte toxin quinine_reaction"
)
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
