# SPDX-License-Identifier: Apache-2.0
"""A pose as a physiotherapist would dictate it: joint angles, what the hands reach for, what is around.

`this` is always the side that is being helped, `other` is the other one. Poses are written down for the
right side and mirrored for the left.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from unclench.body.areas import Area
from unclench.body.outline import Point

__all__ = ["Arm", "Arrow", "Leg", "Pose", "Posture", "Prop", "Reach", "View"]


_HERE = Point(0, 0)


class View(StrEnum):
    """From where the person is seen. FRONT is meant as in a mirror."""

    SIDE = "side"
    FRONT = "front"


class Posture(StrEnum):
    """What the body rests on, in one word."""

    STANDING = "standing"
    WALKING = "walking"
    SITTING = "sitting"
    LYING = "lying"


@dataclass(frozen=True, slots=True)
class Reach:
    """What a hand or an ankle goes to: a joint or a thing by name, or a bare place in the picture."""

    target: str | Point
    offset: Point = _HERE


@dataclass(frozen=True, slots=True)
class Arm:
    """Joint angles of an arm, or what it reaches for (then shoulder and elbow follow)."""

    shoulder_degrees: float = 0.0
    elbow_degrees: float = 0.0
    wrist_degrees: float = 0.0
    fingers_degrees: float = 0.0
    reach: Reach | None = None
    where: str = ""
    turned: bool = False
    upper_arm_seen: float = 1.0
    forearm_seen: float = 1.0


@dataclass(frozen=True, slots=True)
class Leg:
    """Joint angles of a leg, or where its ankle goes (then hip and knee follow).

    flat: the sole lies level on what is under it, whatever the shin does; ankle_degrees then follows.
    """

    hip_degrees: float = 0.0
    knee_degrees: float = 0.0
    ankle_degrees: float = 0.0
    toes_degrees: float = 0.0
    flat: bool = False
    reach: Reach | None = None
    where: str = ""
    turned: bool = False
    thigh_seen: float = 1.0
    shin_seen: float = 1.0
    foot_seen: float | None = None


@dataclass(frozen=True, slots=True)
class Prop:
    """A thing in the picture. `at` and `to` are joints, named places or points, in figure units."""

    kind: str
    at: str | Point
    offset: Point = _HERE
    to: str | Point | None = None
    size: float = 1.0
    turn_degrees: float = 0.0
    facing: str = "right"


@dataclass(frozen=True, slots=True)
class Arrow:
    """Which way something moves: straight toward a direction, or a turn.

    toward_degrees: 0 is up, 90 to the right of the picture, 180 down. bend_degrees: 0 is a straight arrow.
    says: the movement in words; {this} and {other} become left or right.
    """

    at: str | Point
    toward_degrees: float
    length: float
    offset: Point = _HERE
    bend_degrees: float = 0.0
    both_ways: bool = False
    says: str = ""


@dataclass(frozen=True, slots=True)
class Pose:
    """One still: the whole body, what it rests on and what moves.

    lean_degrees: the pelvis tipped forward (+) or back (-); -90 is lying on the back.
    spine_degrees: the chest bent further forward (+) or back (-). neck_degrees: the head likewise.
    In a front view these three tip toward this side (+) or the other side (-).
    aside: a free spot in the picture for a thing that is only shown.
    hip_y is None when the lowest foot stands on the floor.
    """

    view: View
    posture: Posture
    hip_x: float
    hip_y: float | None
    lean_degrees: float
    spine_degrees: float
    neck_degrees: float
    this_arm: Arm
    other_arm: Arm
    this_leg: Leg
    other_leg: Leg
    muscle: Area | None = None
    shoulders_up: float = 0.0
    shoulders_forward: float = 0.0
    props: tuple[Prop, ...] = ()
    arrows: tuple[Arrow, ...] = ()
    other_arm_in_front: bool = False
    aside: Point | None = None
