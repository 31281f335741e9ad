# SPDX-License-Identifier: Apache-2.0
"""From joint angles to places in the picture, and back where a hand reaches for something."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace

from unclench.body.muscles import muscle_place
from unclench.body.outline import Point
from unclench.body.pose import Arm, Leg, Pose, Reach, View
from unclench.body.props import grip
from unclench.body.skeleton import FLOOR_Y, Skeleton

__all__ = ["Posed", "pose_body"]


@dataclass(frozen=True, slots=True)
class Posed:
    """A pose with every joint in its place and every angle known, also those that follow from reaching.

    pose: the pose, its reaching limbs now with angles. places: joint name to place, in figure units.
    """

    pose: Pose
    places: Mapping[str, Point]


def pose_body(pose: Pose, skeleton: Skeleton) -> Posed:
    """Put every joint in its place; a body that stands is moved until its lowest foot is on the floor."""
    if pose.hip_y is not None:
        return _place(pose, skeleton, pose.hip_y)
    first = _place(pose, skeleton, FLOOR_Y - skeleton.thigh - skeleton.shin)
    # Two rounds: where a leg reaches for a place on the floor, moving the hip changes the leg.
    for _ in range(2):
        lowest = max(
            point.y for name, point in first.places.items() if name.endswith(("sole", "heel", "ball", "toes"))
        )
        hip_y = first.places["hip"].y + FLOOR_Y - lowest
        first = _place(pose, skeleton, hip_y)
    return first


def _place(pose: Pose, skeleton: Skeleton, hip_y: float) -> Posed:
    places = _trunk(pose, skeleton, Point(pose.hip_x, hip_y))
    limb = _Limbs(pose, skeleton, places)
    other_leg = limb.leg("other", pose.other_leg)
    this_leg = limb.leg("this", pose.this_leg)
    this_arm = limb.arm("this", pose.this_arm)
    other_arm = limb.arm("other", pose.other_arm)
    known = replace(pose, this_leg=this_leg, other_leg=other_leg, this_arm=this_arm, other_arm=other_arm)
    return Posed(known, places)


def _trunk(pose: Pose, s: Skeleton, hip: Point) -> dict[str, Point]:
    lower = _up(pose.lean_degrees)
    upper = _up(pose.lean_degrees + pose.spine_degrees)
    neck = _up(pose.lean_degrees + pose.spine_degrees + pose.neck_degrees * 0.6)
    head = _up(pose.lean_degrees + pose.spine_degrees + pose.neck_degrees)
    waist = hip.moved(lower, s.pelvis)
    chest = waist.moved(upper, s.chest)
    throat = chest.moved(neck, s.neck)
    places = {
        "hip": hip,
        "waist": waist,
        "chest": chest,
        "throat": throat,
        "head": throat.moved(head, s.head),
    }
    shoulder = chest.moved(upper, pose.shoulders_up - s.shoulder_drop)
    across_chest, across_hip = _right(upper), _right(lower)
    if pose.view is View.SIDE:
        shoulder = shoulder.moved(across_chest, pose.shoulders_forward)
        return places | {
            "this_shoulder": shoulder,
            "other_shoulder": shoulder,
            "this_hip": hip,
            "other_hip": hip,
        }
    wide = s.shoulder_half_width
    return places | {
        "this_shoulder": shoulder.moved(across_chest, wide),
        "other_shoulder": shoulder.moved(across_chest, -wide),
        "this_hip": hip.moved(across_hip, s.hip_half_width),
        "other_hip": hip.moved(across_hip, -s.hip_half_width),
    }


def _up(degrees: float) -> Point:
    """Upward, tipped forward by some degrees."""
    return Point(math.sin(math.radians(degrees)), -math.cos(math.radians(degrees)))


def _right(up: Point) -> Point:
    """Forward in a side view, toward this side in a front view."""
    return Point(-up.y, up.x)


@dataclass(slots=True)
class _Limbs:
    """Places limbs one after the other, so that a later one can reach for an earlier one."""

    pose: Pose
    skeleton: Skeleton
    places: dict[str, Point]

    def arm(self, whose: str, arm: Arm) -> Arm:
        upper, fore = self.skeleton.upper_arm * arm.upper_arm_seen, self.skeleton.forearm * arm.forearm_seen
        chest_lean = self.pose.lean_degrees + self.pose.spine_degrees
        sign, tip = self._sign(whose), self._tip(whose, chest_lean)
        start = self.places[f"{whose}_shoulder"]
        bend = -1 if (self.pose.view is View.FRONT) != arm.turned else 1
        if arm.reach is not None:
            goal = self._goal(arm.reach)
            at_wrist = goal
            for _ in range(8):
                first, second = _two_bones(start, at_wrist, upper, fore, bend, sign)
                hand = _down(second + bend * arm.wrist_degrees, sign)
                at_wrist = goal.moved(hand, -self.skeleton.palm)
            arm = replace(arm, shoulder_degrees=first + tip, elbow_degrees=bend * (second - first))
        first = arm.shoulder_degrees - tip
        second = first + bend * arm.elbow_degrees
        third = second + bend * arm.wrist_degrees
        elbow = start.moved(_down(first, sign), upper)
        wrist = elbow.moved(_down(second, sign), fore)
        hand_at = wrist.moved(_down(third, sign), self.skeleton.palm)
        fingers = hand_at.moved(_down(third + bend * arm.fingers_degrees, sign), self.skeleton.fingers)
        self._keep(whose, elbow=elbow, wrist=wrist, hand=hand_at, fingers=fingers)
        return arm

    def leg(self, whose: str, leg: Leg) -> Leg:
        s = self.skeleton
        thigh, shin = s.thigh * leg.thigh_seen, s.shin * leg.shin_seen
        sign, tip = self._sign(whose), self._tip(whose, self.pose.lean_degrees)
        start = self.places[f"{whose}_hip"]
        bend = 1 if leg.turned else -1
        if leg.reach is not None:
            first, second = _two_bones(start, self._goal(leg.reach), thigh, shin, bend, sign)
            leg = replace(leg, hip_degrees=first + tip, knee_degrees=bend * (second - first))
        first = leg.hip_degrees - tip
        second = first + bend * leg.knee_degrees
        if leg.flat:
            leg = replace(leg, ankle_degrees=-second)
        knee = start.moved(_down(first, sign), thigh)
        ankle = knee.moved(_down(second, sign), shin)
        self._keep(whose, knee=knee, ankle=ankle)
        if self.pose.view is View.FRONT:
            self._foot_from_front(whose, leg, ankle, second, sign)
        else:
            self._foot_from_side(whose, leg, ankle, second)
        return leg

    def _foot_from_side(self, whose: str, leg: Leg, ankle: Point, shin_degrees: float) -> None:
        s = self.skeleton
        along = _down(shin_degrees + 90 + leg.ankle_degrees, 1)
        under = _down(shin_degrees + leg.ankle_degrees, 1)
        sole = ankle.moved(under, s.sole_below_ankle)
        ball = sole.moved(along, s.foot)
        toe = ball.moved(_down(shin_degrees + 90 + leg.ankle_degrees + leg.toes_degrees, 1), s.toes)
        self._keep(whose, sole=sole, heel=sole.moved(along, -s.heel), ball=ball, toes=toe)

    def _foot_from_front(self, whose: str, leg: Leg, ankle: Point, shin_degrees: float, sign: int) -> None:
        s = self.skeleton
        seen = 0.45 if leg.foot_seen is None else leg.foot_seen
        along = _down(shin_degrees + leg.ankle_degrees, sign)
        ball = ankle.moved(along, s.foot * seen)
        toe = ball.moved(_down(shin_degrees + leg.ankle_degrees - leg.toes_degrees, sign), s.toes * seen)
        heel = ankle.moved(along, -s.heel * (seen if leg.foot_seen else 0))
        # Half a foot's thickness below its middle is where it meets the floor.
        self._keep(whose, sole=Point(toe.x, toe.y + 4.4), heel=heel, ball=ball, toes=toe)

    def _sign(self, whose: str) -> int:
        return -1 if self.pose.view is View.FRONT and whose == "other" else 1

    def _tip(self, whose: str, lean_degrees: float) -> float:
        """How much the trunk's own lean turns a limb that hangs from it."""
        return lean_degrees * self._sign(whose)

    def _keep(self, whose: str, **points: Point) -> None:
        self.places.update({f"{whose}_{name}": point for name, point in points.items()})

    def _goal(self, reach: Reach) -> Point:
        if isinstance(reach.target, Point):
            place = reach.target
        elif reach.target == "muscle" and self.pose.muscle is not None:
            place = muscle_place(self.pose.muscle, self.pose.view, self.places)
        elif reach.target in self.places:
            place = self.places[reach.target]
        else:
            place = grip(reach.target, self.pose.props)
        return Point(place.x + reach.offset.x, place.y + reach.offset.y)


def _down(degrees: float, sign: int) -> Point:
    """Downward, swung forward (side view) or outward (front view) by some degrees."""
    return Point(sign * math.sin(math.radians(degrees)), math.cos(math.radians(degrees)))


def _two_bones(
    start: Point, goal: Point, first: float, second: float, bend: int, sign: int
) -> tuple[float, float]:
    """Swing of the two bones of a limb, in degrees, so that it ends at the goal or points straight at it."""
    apart = max(1e-6, min(start.distance(goal), first + second - 1e-6))
    apart = max(apart, abs(first - second) + 1e-6)
    line = math.degrees(math.atan2(sign * (goal.x - start.x), goal.y - start.y))
    cosine = (first * first + apart * apart - second * second) / (2 * first * apart)
    near = math.degrees(math.acos(max(-1.0, min(1.0, cosine))))
    cosine = (second * second + apart * apart - first * first) / (2 * second * apart)
    far = math.degrees(math.acos(max(-1.0, min(1.0, cosine))))
    return line - bend * near, line + bend * far
