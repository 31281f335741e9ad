# SPDX-License-Identifier: Apache-2.0
"""How long and how thick the parts of the drawn person are."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["FLOOR_Y", "FRAME_HEIGHT", "FRAME_WIDTH", "PERSON", "Frame", "Skeleton"]

# One picture is 200 by 164 figure units; the floor, where there is one, is always at the same height.
FRAME_WIDTH = 200.0
FRAME_HEIGHT = 164.0
FLOOR_Y = 158.0


@dataclass(frozen=True, slots=True)
class Frame:
    """The part of the picture that is shown, in figure units; its height follows from the width."""

    x: float = 0.0
    y: float = 0.0
    width: float = 200.0


@dataclass(frozen=True, slots=True)
class Skeleton:
    """Segment lengths and half-thicknesses in figure units; standing, the person is about 150 units high.

    One figure unit is therefore a little more than one centimetre of a grown-up. Lengths run from joint
    to joint; a `_radius` is half the thickness of the flesh at that joint.
    """

    pelvis: float = 20.0
    chest: float = 24.0
    neck: float = 9.0
    head: float = 9.0
    shoulder_drop: float = 3.0
    shoulder_half_width: float = 15.0
    hip_half_width: float = 7.5
    upper_arm: float = 26.0
    forearm: float = 24.0
    palm: float = 6.0
    fingers: float = 6.0
    thigh: float = 37.0
    shin: float = 35.0
    sole_below_ankle: float = 6.0
    heel: float = 4.5
    foot: float = 13.0
    toes: float = 5.5

    pelvis_radius: float = 11.0
    waist_radius: float = 9.5
    chest_radius: float = 10.5
    neck_radius: float = 5.0
    head_radius: float = 10.0
    shoulder_radius: float = 6.5
    elbow_radius: float = 4.6
    wrist_radius: float = 3.4
    hand_radius: float = 3.9
    fingers_radius: float = 2.5
    hip_radius: float = 9.8
    knee_radius: float = 6.6
    ankle_radius: float = 4.2


PERSON = Skeleton()
