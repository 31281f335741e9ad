# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

import pytest
from uuid6 import uuid7

from unclench.body.areas import AREAS, Area, Side
from unclench.diary import Episode, Person, Recorded, StepResult, StepTried
from unclench.evidence import Library
from unclench.relief import Circumstances, ReliefPlan, Where, likely_where, plan
from unclench.relief.plan import FIRST_SESSIONS, LEG_AREAS

ME = Person(uuid7(), "Me")
EVERY_PLACE = [(area, where) for area in Area for where in Where]


def planned(
    library: Library,
    area: Area,
    *,
    person: Person = ME,
    where: Where = Where.UP,
    history: tuple[Episode, ...] = (),
) -> ReliefPlan:
    side = Side.LEFT if AREAS[area].paired else Side.BOTH
    return plan(area, side, person, Circumstances(where=where), history, library)


def let_go_with(remedy: str, area: Area = Area.CALF) -> Episode:
    onset = datetime(2026, 3, 1, 2, tzinfo=UTC)
    return Episode(
        id=uuid7(), person_id=ME.id, area=area, side=Side.LEFT, onset_at=onset, utc_offset_minutes=60,
        recorded=Recorded.SESSION, ended_at=onset + timedelta(minutes=2), let_go=True,
        steps=(StepTried(remedy, onset, StepResult.LET_GO),),
    )  # fmt: skip


def ids(made: ReliefPlan) -> list[str]:
    return [step.remedy.id for step in made.steps]


@pytest.mark.parametrize(("area", "where"), EVERY_PLACE)
def test_every_area_has_a_plan_wherever_the_person_is(library: Library, area: Area, where: Where) -> None:
    made = planned(library, area, where=where)
    assert made.steps
    assert all(step.script.hold_seconds > 0 and step.remedy.guided for step in made.steps)


@pytest.mark.parametrize("area", list(Area))
def test_in_bed_no_standing_step_comes_first(library: Library, area: Area) -> None:
    made = planned(library, area, where=Where.IN_BED)
    in_bed = [step.remedy.in_bed for step in made.steps]
    assert in_bed == sorted(in_bed, reverse=True), "what can be done in bed comes before what cannot"
    assert in_bed[0]


def test_sitting_keeps_the_person_in_the_chair_first(library: Library) -> None:
    made = planned(library, Area.THIGH_FRONT, where=Where.SITTING)
    assert ids(made)[-1] == "quad_standing_heel_to_buttock"
    assert made.steps[0].reason == "First, because you can do it where you sit."


def test_every_step_and_everything_left_out_says_why(library: Library) -> None:
    for area in Area:
        made = planned(library, area)
        assert all(step.reason for step in made.steps)
        assert all(row.reason for row in made.left_out)


def test_what_the_fact_base_does_not_know_is_said(library: Library) -> None:
    assert "shin" in planned(library, Area.SHIN).note
    assert planned(library, Area.CALF).note == ""


def test_a_roller_is_offered_only_to_those_who_have_one_and_never_for_the_low_back(library: Library) -> None:
    with_things = replace(ME, equipment=frozenset({"ball", "foam_roller"}))
    assert "back_tennis_ball" not in ids(planned(library, Area.UPPER_BACK))
    assert "back_tennis_ball" in ids(planned(library, Area.UPPER_BACK, person=with_things))
    assert "back_foam_roller" not in ids(planned(library, Area.LOWER_BACK, person=with_things))
    lacking = [
        row for row in planned(library, Area.UPPER_BACK).left_out if row.remedy.id == "back_tennis_ball"
    ]
    assert lacking[0].reason == "It needs a tennis ball or another small ball."


def test_what_is_off_by_default_comes_only_when_turned_on(library: Library) -> None:
    assert "calf_tiptoe" not in ids(planned(library, Area.CALF))
    assert "calf_tiptoe" in ids(
        planned(library, Area.CALF, person=replace(ME, turned_on=frozenset({"calf_tiptoe"})))
    )


def test_pregnancy_removes_the_tiptoe_even_when_turned_on(library: Library) -> None:
    person = replace(ME, turned_on=frozenset({"calf_tiptoe"}), conditions=frozenset({"pregnancy"}))
    made = planned(library, Area.CALF, person=person)
    assert "calf_tiptoe" not in ids(made)
    gone = next(row for row in made.left_out if row.remedy.id == "calf_tiptoe")
    assert gone.by_condition
    assert "toes" in gone.reason


def test_what_needs_a_clinicians_word_is_left_out_and_says_so(library: Library) -> None:
    made = planned(library, Area.CALF, person=replace(ME, conditions=frozenset({"pregnancy"})))
    assert "massage_gentle_rub" not in ids(made)
    gone = next(row for row in made.left_out if row.remedy.id == "massage_gentle_rub")
    assert gone.reason.startswith("Ask a clinician first (")


def test_blood_thinners_keep_the_rub_with_a_caution_on_the_step(library: Library) -> None:
    made = planned(library, Area.CALF, person=replace(ME, conditions=frozenset({"anticoagulants"})))
    rub = next(step for step in made.steps if step.remedy.id == "massage_gentle_rub")
    assert rub.cautions == ("Press lightly only; it can leave bruises.",)


def test_reduced_feeling_takes_heat_and_cold_out_of_the_aftercare(library: Library) -> None:
    healthy = {step.remedy.id for step in planned(library, Area.CALF).after}
    careful = planned(library, Area.CALF, person=replace(ME, conditions=frozenset({"diabetes_neuropathy"})))
    assert {"heat_pad", "cold_pack"} <= healthy
    assert not {"heat_pad", "cold_pack"} & {step.remedy.id for step in careful.after}


def test_a_cream_on_the_skin_blocks_heat_now(library: Library) -> None:
    now = Circumstances(conditions=frozenset({"topical_counterirritant_on_skin"}))
    made = plan(Area.CALF, Side.LEFT, ME, now, (), library)
    assert "heat_pad" not in {step.remedy.id for step in made.after}


def test_when_conditions_remove_everything_the_plan_says_so(library: Library) -> None:
    person = replace(ME, conditions=frozenset(library.conditions))
    made = planned(library, Area.CALF, person=person)
    assert all(step.remedy.id == "calm_breathing" for step in made.steps)
    assert len(made.left_out) >= 6


def test_what_let_go_before_comes_first_next_time(library: Library) -> None:
    history = (let_go_with("calf_press_foot_to_wall"), let_go_with("calf_press_foot_to_wall"))
    made = planned(library, Area.CALF, history=history)
    assert ids(made)[0] == "calf_press_foot_to_wall"
    assert made.steps[0].reason == "It let go with this 2 of the 2 times you tried it here."
    assert ids(planned(library, Area.CALF, history=history[:1]))[0] != "calf_press_foot_to_wall", (
        "once is chance"
    )


@pytest.mark.parametrize(("area", "where"), EVERY_PLACE)
def test_the_first_thing_is_an_instruction_and_never_a_question(
    library: Library, area: Area, where: Where
) -> None:
    history = tuple(let_go_with("massage_gentle_rub", area) for _ in range(9))
    assert not planned(library, area, where=where, history=history).steps[0].script.clot_question


def test_what_worked_before_does_not_get_a_person_out_of_bed(library: Library) -> None:
    history = tuple(let_go_with("calf_weight_on_leg") for _ in range(5))
    assert planned(library, Area.CALF, where=Where.IN_BED, history=history).steps[0].remedy.in_bed
    assert ids(planned(library, Area.CALF, where=Where.UP, history=history))[0] == "calf_weight_on_leg"


def test_another_area_teaches_this_one_nothing(library: Library) -> None:
    history = tuple(let_go_with("massage_gentle_rub", Area.FOOT) for _ in range(5))
    assert ids(planned(library, Area.CALF, history=history))[0] == "calf_dorsiflexion_pull"


def test_stop_signs_stand_in_full_at_first_and_shrink_later(library: Library) -> None:
    known = tuple(let_go_with("calf_dorsiflexion_pull") for _ in range(FIRST_SESSIONS))
    first, later = planned(library, Area.CALF, history=known[:-1]), planned(library, Area.CALF, history=known)
    assert first.stop_signs_full
    assert not later.stop_signs_full
    assert len(later.stop_signs) < len(first.stop_signs)


@pytest.mark.parametrize("area", [Area.NECK, Area.UPPER_BACK, Area.LOWER_BACK])
def test_neck_and_back_keep_their_full_line(library: Library, area: Area) -> None:
    made = planned(library, area, history=tuple(let_go_with("calm_breathing", area) for _ in range(9)))
    assert made.stop_signs_full


@pytest.mark.parametrize("area", list(Area))
def test_rubbing_a_leg_waits_for_the_clot_question(library: Library, area: Area) -> None:
    for step in planned(library, area).steps:
        massage = step.remedy.kind == "massage"
        assert step.script.clot_question == (massage and area in LEG_AREAS)


def test_both_calves_are_stretched_one_after_the_other(library: Library) -> None:
    one = plan(Area.CALF, Side.LEFT, ME, Circumstances(), (), library).steps[0].script
    both = plan(Area.CALF, Side.BOTH, ME, Circumstances(), (), library).steps[0].script
    assert (one.switch, both.switch) == (False, True)


@pytest.mark.parametrize(
    ("clock", "where"),
    [(time(21, 59), Where.UP), (time(22), Where.IN_BED), (time(3), Where.IN_BED), (time(7), Where.UP)],
)
def test_at_night_the_person_is_taken_to_be_in_bed(clock: time, where: Where) -> None:
    assert likely_where(clock) is where


def test_rubbing_a_leg_afterwards_says_when_to_leave_it(library: Library) -> None:
    rub = {
        area: next((s for s in planned(library, area).after if s.remedy.kind == "massage"), None)
        for area in Area
    }
    assert any("swollen" in caution for caution in rub[Area.CALF].cautions)  # type: ignore[union-attr]
    assert not any("swollen" in caution for caution in rub[Area.NECK].cautions)  # type: ignore[union-attr]
