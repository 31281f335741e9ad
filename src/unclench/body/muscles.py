# SPDX-License-Identifier: Apache-2.0
"""Where the marked muscle lies on the drawn body."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from unclench.body.areas import Area
from unclench.body.outline import Circle, Point, hull
from unclench.body.pose import View

__all__ = ["can_be_seen", "muscle_place", "muscle_shape"]


@dataclass(frozen=True, slots=True)
class _Band:
    """A muscle lies between two joints, from a share of the way to another, on one flank of the bone.

    flank_units: how far toward the front of the body it lies (negative: toward the back), side view only.
    first_radius, last_radius: half its thickness at both ends, in figure units.
    """

    joints: tuple[str, str]
    first_share: float
    last_share: float
    flank_units: float
    first_radius: float
    last_radius: float


_SIDE: dict[Area, _Band] = {
    Area.CALF: _Band(("this_knee", "this_ankle"), 0.14, 0.62, -2.6, 4.4, 2.6),
    Area.SHIN: _Band(("this_knee", "this_ankle"), 0.16, 0.8, 2.2, 3.2, 2.2),
    Area.THIGH_FRONT: _Band(("this_hip", "this_knee"), 0.2, 0.86, 3.6, 5.2, 3.4),
    Area.HAMSTRING: _Band(("this_hip", "this_knee"), 0.24, 0.88, -3.8, 5.0, 3.2),
    Area.BUTTOCK: _Band(("this_hip", "waist"), -0.22, 0.22, -5.6, 6.2, 5.6),
    Area.FOOT: _Band(("this_heel", "this_ball"), 0.1, 1.0, 1.8, 2.4, 2.4),
    Area.HAND: _Band(("this_wrist", "this_fingers"), 0.3, 0.9, 0.0, 3.2, 2.4),
    Area.FOREARM: _Band(("this_elbow", "this_wrist"), 0.12, 0.8, 0.0, 3.8, 2.6),
    Area.UPPER_ARM: _Band(("this_shoulder", "this_elbow"), 0.28, 0.85, 0.0, 4.6, 3.8),
    Area.SHOULDER: _Band(("this_shoulder", "this_elbow"), -0.02, 0.2, 0.0, 5.8, 5.0),
    Area.NECK: _Band(("chest", "throat"), -0.15, 1.0, -3.4, 3.8, 3.0),
    Area.UPPER_BACK: _Band(("waist", "chest"), 0.3, 0.85, -6.0, 4.4, 4.4),
    Area.LOWER_BACK: _Band(("hip", "waist"), 0.5, 1.15, -6.0, 4.2, 4.2),
    Area.ABDOMEN: _Band(("hip", "waist"), 0.35, 1.1, 5.0, 4.8, 4.8),
}

# Seen from the front the muscle lies along the middle of its bone; only what can be seen from there.
_FRONT: dict[Area, _Band] = {
    Area.SHOULDER: _Band(("this_shoulder", "this_elbow"), -0.02, 0.2, 0.0, 5.8, 5.0),
    Area.UPPER_ARM: _SIDE[Area.UPPER_ARM],
    Area.FOREARM: _SIDE[Area.FOREARM],
    Area.HAND: _SIDE[Area.HAND],
    Area.THIGH_FRONT: _Band(("this_hip", "this_knee"), 0.2, 0.86, 0.0, 5.6, 4.2),
    Area.SHIN: _Band(("this_knee", "this_ankle"), 0.15, 0.8, 0.0, 3.6, 2.6),
    Area.FOOT: _Band(("this_heel", "this_ball"), 0.1, 1.0, 0.0, 3.4, 3.2),
    # The band from the neck to the shoulder: what shows of the neck's muscles from there.
    Area.NECK: _Band(("throat", "this_shoulder"), 0.3, 0.72, 0.0, 3.4, 2.8),
    Area.ABDOMEN: _Band(("hip", "waist"), 0.3, 0.95, 0.0, 7.0, 7.0),
}


def muscle_place(area: Area, view: View, places: Mapping[str, Point]) -> Point:
    """The middle of a muscle in the picture: where a rubbing hand or a pack goes."""
    first, last = _circles(area, view, places)
    return first.centre.between(last.centre, 0.5)


def muscle_shape(area: Area, view: View, places: Mapping[str, Point]) -> str:
    """SVG path data of the marked muscle."""
    return hull(_circles(area, view, places))


def can_be_seen(area: Area, view: View) -> bool:
    """Whether a muscle can be marked in this view; a calf cannot be seen from the front."""
    return area in (_SIDE if view is View.SIDE else _FRONT)


def _circles(area: Area, view: View, places: Mapping[str, Point]) -> tuple[Circle, Circle]:
    band = (_SIDE if view is View.SIDE else _FRONT)[area]
    start, end = (places[name] for name in band.joints)
    along = start.toward(end)
    front = _front_of(along, band.joints)
    flank = band.flank_units
    first = start.between(end, band.first_share).moved(front, flank)
    last = start.between(end, band.last_share).moved(front, flank)
    return Circle(first, band.first_radius), Circle(last, band.last_radius)


def _front_of(along: Point, joints: tuple[str, str]) -> Point:
    """The direction of the belly, the kneecap or the top of the foot, seen along the bone."""
    runs_down = joints[0].startswith("this_") and joints[1] != "waist"
    return Point(along.y, -along.x) if runs_down else Point(-along.y, along.x)
