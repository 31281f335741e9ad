# SPDX-License-Identifier: Apache-2.0
"""The finger-sized zones of the body map: where each is touched and what is drawn there."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from unclench.body.areas import Area, Side
from unclench.body.outline import Circle, Point, hull

__all__ = ["MAP_HEIGHT", "MAP_WIDTH", "MapView", "Zone", "silhouette", "zones"]

# One view of the map. On a phone 320 pixels wide both views stand side by side and one unit is one pixel.
MAP_WIDTH = 144
MAP_HEIGHT = 420


class MapView(StrEnum):
    """FRONT is seen as in a mirror, BACK from behind: the person's left is at the left in both."""

    FRONT = "front"
    BACK = "back"


@dataclass(frozen=True, slots=True)
class Zone:
    """One zone: the box that takes the tap, in map units (x, y, width, height), and the shape seen in it.

    shape: SVG path data; it may be slimmer than the box, which is always at least 44 by 44.
    """

    area: Area
    side: Side
    view: MapView
    x: float
    y: float
    width: float
    height: float
    shape: str


# A shape is a skin round circles (x, y, radius), written down for the left and mirrored.
_Rounds = tuple[tuple[float, float, float], ...]


@dataclass(frozen=True, slots=True)
class _Drawn:
    """A zone as written down: for a paired area, the left one."""

    area: Area
    view: MapView
    box: tuple[float, float, float, float]
    rounds: _Rounds


_FRONT, _BACK = MapView.FRONT, MapView.BACK

_ZONES = (
    _Drawn(Area.UPPER_ARM, _FRONT, (0, 88, 46, 46), ((36, 108, 9), (30, 131, 7))),
    _Drawn(Area.FOREARM, _FRONT, (0, 135, 46, 45), ((27, 147, 7), (21, 173, 5))),
    _Drawn(Area.HAND, _FRONT, (0, 181, 46, 48), ((19, 190, 5), (17, 206, 6))),
    _Drawn(Area.ABDOMEN, _FRONT, (47, 146, 50, 62), ((72, 168, 19), (72, 182, 22))),
    _Drawn(Area.THIGH_FRONT, _FRONT, (20, 230, 51, 64), ((55, 239, 14), (57, 281, 10))),
    _Drawn(Area.SHIN, _FRONT, (20, 295, 51, 58), ((57, 306, 9), (58, 343, 6))),
    _Drawn(Area.FOOT, _FRONT, (20, 354, 51, 52), ((58, 369, 6), (53, 388, 8))),
    _Drawn(Area.NECK, _BACK, (47, 48, 50, 44), ((72, 72, 9), (72, 82, 12))),
    _Drawn(Area.SHOULDER, _BACK, (0, 82, 46, 50), ((42, 100, 10), (32, 118, 8))),
    _Drawn(Area.UPPER_BACK, _BACK, (47, 93, 50, 53), ((72, 115, 20), (72, 129, 16))),
    _Drawn(Area.LOWER_BACK, _BACK, (47, 147, 50, 46), ((63, 170, 17), (81, 170, 17))),
    _Drawn(Area.BUTTOCK, _BACK, (24, 194, 47, 46), ((57, 208, 12), (56, 219, 13))),
    _Drawn(Area.HAMSTRING, _BACK, (20, 241, 51, 54), ((55, 251, 13), (57, 284, 10))),
    _Drawn(Area.CALF, _BACK, (20, 296, 51, 58), ((56, 310, 10), (58, 343, 6))),
    _Drawn(Area.FOOT, _BACK, (20, 355, 51, 51), ((58, 370, 6), (55, 388, 8))),
)


def zones(view: MapView) -> tuple[Zone, ...]:
    """The zones of one view, from head to foot, left before right."""
    found: list[Zone] = []
    for drawn in _ZONES:
        if drawn.view is not view:
            continue
        x, y, width, height = drawn.box
        if x < MAP_WIDTH / 2 < x + width:
            found.append(Zone(drawn.area, Side.BOTH, view, x, y, width, height, _skin(drawn.rounds)))
            continue
        mirrored = MAP_WIDTH - x - width
        found.append(Zone(drawn.area, Side.LEFT, view, x, y, width, height, _skin(drawn.rounds)))
        found.append(
            Zone(drawn.area, Side.RIGHT, view, mirrored, y, width, height, _skin(_mirrored(drawn.rounds)))
        )
    return tuple(found)


_MIDDLE: tuple[_Rounds, ...] = (
    ((72, 43, 19), (72, 55, 13)),
    ((72, 66, 9), (98, 97, 11), (46, 97, 11)),
    ((48, 98, 12), (96, 98, 12), (88, 166, 12), (56, 166, 12)),
    ((72, 160, 28), (72, 204, 36)),
)
_LEFT_LIMBS: tuple[_Rounds, ...] = (
    ((41, 98, 12), (22, 168, 7)),
    ((23, 164, 7), (17, 206, 9)),
    ((54, 222, 18), (57, 294, 12)),
    ((57, 302, 12), (58, 358, 8)),
    ((58, 360, 8), (53, 389, 11)),
)


def silhouette() -> str:
    """Path data of the whole body: what lies under the zones, and between them."""
    parts = [*_MIDDLE]
    for limb in _LEFT_LIMBS:
        parts += [limb, _mirrored(limb)]
    return "".join(_skin(part) for part in parts)


def _skin(rounds: _Rounds) -> str:
    return hull([Circle(Point(x, y), radius) for x, y, radius in rounds], steps_per_unit=1)


def _mirrored(rounds: _Rounds) -> _Rounds:
    """The other side's circles, again clockwise."""
    return tuple((MAP_WIDTH - x, y, radius) for x, y, radius in reversed(rounds))
