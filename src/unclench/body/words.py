# SPDX-License-Identifier: Apache-2.0
"""What an angle, a thing and a muscle are called."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from unclench.body.areas import Area
from unclench.body.pose_record import Wrong

__all__ = ["AngleWords", "angle_words", "muscle_words"]

ANGLES = ("lean", "spine", "neck", "hip", "knee", "ankle", "heel", "toes", "shoulder", "wrist")


@dataclass(frozen=True, slots=True)
class AngleWords:
    """For each joint, which range of degrees is said how; an empty word is not said at all."""

    ranges: Mapping[str, tuple[tuple[float, str], ...]]

    def say(self, joint: str, degrees: float) -> str:
        """The words for an angle.

        >>> AngleWords({"knee": ((20, "straight"), (999, "bent"))}).say("knee", 90)
        'bent'
        """
        for up_to_degrees, words in self.ranges[joint]:
            if degrees <= up_to_degrees:
                return words
        return self.ranges[joint][-1][1]


def angle_words(raw: Any) -> AngleWords:
    """The words of the figures file; every joint needs rising ranges."""
    if not isinstance(raw, Mapping):
        raise Wrong("words must name the joints")
    ranges: dict[str, tuple[tuple[float, str], ...]] = {}
    for joint in ANGLES:
        rows = raw.get(joint)
        if not isinstance(rows, list) or not rows:
            raise Wrong(f"the words for {joint} are missing")
        pairs = tuple((float(row["up_to"]), str(row["say"])) for row in rows)
        if [pair[0] for pair in pairs] != sorted(pair[0] for pair in pairs):
            raise Wrong(f"the ranges for {joint} must rise")
        ranges[joint] = pairs
    return AngleWords(ranges)


_MUSCLES = {
    Area.CALF: "calf of the {side} leg",
    Area.SHIN: "shin of the {side} leg",
    Area.THIGH_FRONT: "front of the {side} thigh",
    Area.HAMSTRING: "back of the {side} thigh",
    Area.BUTTOCK: "{side} buttock",
    Area.FOOT: "sole of the {side} foot",
    Area.HAND: "{side} hand",
    Area.FOREARM: "{side} forearm",
    Area.UPPER_ARM: "{side} upper arm",
    Area.SHOULDER: "{side} shoulder",
    Area.NECK: "neck",
    Area.UPPER_BACK: "upper back",
    Area.LOWER_BACK: "lower back",
    Area.ABDOMEN: "belly",
}


def muscle_words(area: Area, side: str) -> str:
    """Where the mark is, in words."""
    return _MUSCLES[area].format(side=side)
