# SPDX-License-Identifier: Apache-2.0
"""Bodies in the pictures are bodies: joined, standing on the floor, holding what they hold."""

from dataclasses import replace
from math import isclose

import pytest

from unclench.body.areas import Area
from unclench.body.joints import pose_body
from unclench.body.outline import Point
from unclench.body.pose import Arm, Leg, Pose, Posture, Reach, View
from unclench.body.props import grip
from unclench.body.skeleton import FLOOR_Y, PERSON

CLOSE = 1.5
BOTH = ("this", "other")


def all_poses(figures):
    scenes = {**{(k, ""): v for k, v in figures.general.items()}, **figures.by_area}
    for name, scene in scenes.items():
        for pose in scene.poses:
            yield name, pose, pose_body(pose, PERSON)


def upright(**changes) -> Pose:
    still = Pose(
        View.SIDE, Posture.STANDING, 100, None, 0, 0, 0, Arm(), Arm(), Leg(flat=True), Leg(flat=True)
    )
    return replace(still, **changes)


def test_limbs_are_joined_and_never_longer_than_a_limb(figures):
    s = PERSON
    bones = {("shoulder", "elbow"): s.upper_arm, ("elbow", "wrist"): s.forearm, ("wrist", "hand"): s.palm}
    bones |= {("hip", "knee"): s.thigh, ("knee", "ankle"): s.shin}
    for name, pose, body in all_poses(figures):
        for whose in BOTH:
            limbs = (getattr(pose, f"{whose}_arm"), getattr(pose, f"{whose}_leg"))
            seen = {"elbow": limbs[0].upper_arm_seen, "wrist": limbs[0].forearm_seen, "hand": 1.0}
            seen |= {"knee": limbs[1].thigh_seen, "ankle": limbs[1].shin_seen}
            for (start, end), length in bones.items():
                drawn = body.places[f"{whose}_{start}"].distance(body.places[f"{whose}_{end}"])
                assert isclose(drawn, length * seen[end], abs_tol=0.01), (name, whose, end)


def test_knees_and_elbows_bend_only_the_way_they_can(figures):
    for name, pose, body in all_poses(figures):
        if pose.view is View.FRONT:
            continue
        for whose in BOTH:
            assert -1 <= getattr(body.pose, f"{whose}_leg").knee_degrees <= 150, (name, whose)
            assert -1 <= getattr(body.pose, f"{whose}_arm").elbow_degrees <= 170, (name, whose)


def test_nobody_sinks_into_the_floor(figures):
    for name, _, body in all_poses(figures):
        feet = [p for joint, p in body.places.items() if joint.endswith(("sole", "heel", "ball", "toes"))]
        assert max(p.y for p in feet) <= FLOOR_Y + CLOSE, name


def test_a_standing_body_has_a_foot_on_the_floor(figures):
    for name, pose, body in all_poses(figures):
        if pose.posture in (Posture.STANDING, Posture.WALKING):
            feet = [p for joint, p in body.places.items() if joint.endswith(("sole", "heel", "ball", "toes"))]
            assert max(p.y for p in feet) >= FLOOR_Y - CLOSE, name


def test_a_flat_foot_lies_on_the_floor_or_on_the_bed(figures):
    for name, pose, body in all_poses(figures):
        under = min((p.at.y for p in pose.props if p.kind == "bed"), default=FLOOR_Y)
        for whose in BOTH:
            if getattr(pose, f"{whose}_leg").flat:
                assert abs(body.places[f"{whose}_sole"].y - under) <= CLOSE, (name, whose)
                assert abs(body.places[f"{whose}_toes"].y - under) <= CLOSE, (name, whose)


def test_a_lying_body_lies_on_what_is_under_it(figures):
    for name, pose, body in all_poses(figures):
        bed = [p.at.y for p in pose.props if p.kind == "bed"]
        if pose.posture is Posture.LYING and bed:
            assert isclose(body.places["hip"].y + PERSON.pelvis_radius, bed[0], abs_tol=CLOSE), name


def test_hands_get_to_what_they_reach_for(figures):
    for name, pose, body in all_poses(figures):
        for whose in BOTH:
            reach = getattr(pose, f"{whose}_arm").reach
            if reach is None or reach.target == "muscle":
                continue
            if isinstance(reach.target, Point):
                goal = reach.target
            else:
                goal = body.places.get(reach.target) or grip(reach.target, pose.props)
            goal = Point(goal.x + reach.offset.x, goal.y + reach.offset.y)
            assert body.places[f"{whose}_hand"].distance(goal) < 2.5, (name, whose, reach.target)


def test_the_towel_runs_from_the_hand_to_the_foot(figures):
    for pose in figures.general["calf_dorsiflexion_pull"].poses:
        strap = next(prop for prop in pose.props if prop.kind == "strap")
        assert (strap.at, strap.to) == ("this_hand", "this_ball")
        assert pose.this_leg.knee_degrees == 0


def test_the_toes_come_nearer_to_the_head_when_they_are_pulled(figures):
    relaxed, pulled = (pose_body(p, PERSON).places for p in figures.general["calf_dorsiflexion_pull"].poses)
    assert pulled["this_toes"].distance(pulled["head"]) < relaxed["this_toes"].distance(relaxed["head"]) - 5


def test_a_right_angle_at_the_knee_is_a_right_angle_in_the_picture():
    places = pose_body(upright(hip_y=80, this_leg=Leg(hip_degrees=90, knee_degrees=90)), PERSON).places
    hip, knee, ankle, toes = (places[f"this_{j}"] for j in ("hip", "knee", "ankle", "toes"))
    assert isclose(hip.y, knee.y, abs_tol=0.01)
    assert isclose(knee.x, ankle.x, abs_tol=0.01)
    assert toes.x > ankle.x


def test_toes_pulled_up_rise_and_toes_pointed_away_sink():
    level, up, down = (
        pose_body(upright(hip_y=80, this_leg=Leg(ankle_degrees=d)), PERSON).places["this_toes"].y
        for d in (0, 20, -20)
    )
    assert up < level < down


def test_a_hand_on_a_muscle_follows_the_muscle():
    def hand(knee_degrees: float) -> Point:
        leg = Leg(hip_degrees=80, knee_degrees=knee_degrees)
        pose = upright(hip_y=100, this_leg=leg, muscle=Area.THIGH_FRONT, this_arm=Arm(reach=Reach("muscle")))
        return pose_body(replace(pose, lean_degrees=knee_degrees / 10), PERSON).places["this_hand"]

    assert hand(0).distance(hand(90)) > 1


@pytest.mark.parametrize("side_degrees", [-30, 30])
def test_a_tilted_head_moves_to_the_side_it_is_tilted_to(side_degrees):
    places = pose_body(upright(view=View.FRONT, neck_degrees=side_degrees), PERSON).places
    assert (places["head"].x - places["chest"].x) * side_degrees > 0
