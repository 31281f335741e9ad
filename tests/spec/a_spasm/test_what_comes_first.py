# SPDX-License-Identifier: Apache-2.0
"""Touch the spot, and the first step is one you can do where you are."""

from __future__ import annotations

import pytest
from uuid6 import uuid7

from unclench import evidence
from unclench.body.areas import AREAS, Area, Side
from unclench.diary import Person
from unclench.relief import Circumstances, ReliefPlan, Where, plan


def planned(area: str, where: str, *conditions: str) -> ReliefPlan:
    place = Area(area)
    side = Side.LEFT if AREAS[place].paired else Side.BOTH
    me = Person(uuid7(), "Me", conditions=frozenset(conditions))
    return plan(place, side, me, Circumstances(where=Where(where)), (), evidence.load())


@pytest.mark.parametrize(
    ("area", "where", "first"),
    [
        ("calf", "in_bed", "calf_dorsiflexion_pull"),
        ("calf", "up", "calf_dorsiflexion_pull"),
        ("thigh_front", "in_bed", "calm_breathing"),
        ("thigh_front", "up", "quad_standing_heel_to_buttock"),
        ("hamstring", "in_bed", "hamstring_seated_reach"),
        ("foot", "sitting", "foot_toes_back"),
        ("hand", "sitting", "hand_open_and_press"),
        ("neck", "sitting", "neck_shoulder_rolls"),
        ("lower_back", "in_bed", "massage_gentle_rub"),
        ("abdomen", "in_bed", "calm_breathing"),
    ],
)
def test_the_first_step_fits_the_place(area: str, where: str, first: str) -> None:
    assert planned(area, where).steps[0].remedy.id == first


@pytest.mark.parametrize(
    ("condition", "area", "gone", "word"),
    [
        ("pregnancy", "calf", "massage_gentle_rub", "Ask a clinician first"),
        ("balance_risk", "calf", "calf_weight_on_leg", "Ask a clinician first"),
        ("knee_injury", "thigh_front", "quad_standing_heel_to_buttock", "Not for you"),
        ("vertigo", "hamstring", "hamstring_lean_forward", "Not for you"),
    ],
)
def test_what_is_not_for_you_is_left_out_and_says_why(
    condition: str, area: str, gone: str, word: str
) -> None:
    made = planned(area, "up", condition)
    assert gone not in [step.remedy.id for step in made.steps]
    reason = next(row.reason for row in made.left_out if row.remedy.id == gone)
    assert reason.startswith(word)
    assert evidence.load().conditions[condition].label in reason


@pytest.mark.parametrize("area", ["shin", "buttock", "forearm", "upper_arm", "abdomen"])
def test_where_nothing_is_made_for_the_spot_the_plan_says_so(area: str) -> None:
    assert planned(area, "up").note
