# SPDX-License-Identifier: Apache-2.0
"""While a warning sign stands, a plan leaves out what would harm and says so."""

from __future__ import annotations

import pytest
from uuid6 import uuid7

from unclench import evidence
from unclench.body.areas import AREAS, Area, Side
from unclench.diary import Person
from unclench.relief import Circumstances, ReliefPlan, plan
from unclench.relief.blocked import BLOCK_KINDS, rests

LIBRARY = evidence.load()
ME = Person(uuid7(), "Me", equipment=frozenset(key for key in LIBRARY.equipment))


def plan_with(blocked: set[str], area: Area = Area.CALF) -> ReliefPlan:
    return plan(area, Side.LEFT, ME, Circumstances(blocked=frozenset(blocked)), (), LIBRARY)


def names(made: ReliefPlan) -> set[str]:
    return {step.remedy.id for step in (*made.steps, *made.after)}


def test_a_possible_clot_takes_the_hands_off_the_calf() -> None:
    free, careful = plan_with(set()), plan_with({"massage"})
    kinds = {step.remedy.kind.value for step in (*careful.steps, *careful.after)}
    assert "massage" in {step.remedy.kind.value for step in (*free.steps, *free.after)}
    assert "massage" not in kinds
    assert "stretch" in kinds
    assert any("warning signs" in row.reason for row in careful.left_out)


def test_when_everything_rests_the_plan_points_at_the_help_that_was_named() -> None:
    resting = plan_with({"all"})
    assert not resting.steps
    assert not resting.after
    assert "Get the help they named" in resting.note


@pytest.mark.parametrize("kind", sorted(BLOCK_KINDS - {"all"}))
def test_each_kind_rests_some_remedy_and_not_every_one(kind: str) -> None:
    resting = {
        (area, remedy.id)
        for area in AREAS
        for remedy in LIBRARY.remedies.values()
        if rests(remedy, area, frozenset({kind}))
    }
    assert 0 < len(resting) < len(AREAS) * len(LIBRARY.remedies)


def test_heat_and_cold_rest_one_by_one() -> None:
    warm, cold = LIBRARY.remedies["heat_pad"], LIBRARY.remedies["cold_pack"]
    assert rests(warm, Area.CALF, frozenset({"heat"}))
    assert not rests(cold, Area.CALF, frozenset({"heat"}))
    assert rests(cold, Area.CALF, frozenset({"cold"}))
    assert not rests(warm, Area.CALF, frozenset({"cold"}))
    assert rests(LIBRARY.remedies["heat_then_cold"], Area.CALF, frozenset({"cold"}))


def test_an_injured_neck_is_not_moved_but_a_calf_is() -> None:
    turning = next(
        r for r in LIBRARY.remedies.values() if "neck" in r.areas and r.kind.value in ("stretch", "movement")
    )
    assert rests(turning, Area.NECK, frozenset({"neck"}))
    assert not plan_with({"neck"}).left_out or names(plan_with({"neck"})) == names(plan_with(set()))
