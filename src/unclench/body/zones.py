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


# A limb's shape is a skin round circles (x, y, radius), written down for the left and mirrored.
_Rounds = tuple[tuple[float, float, float], ...]


@dataclass(frozen=True, slots=True)
class _Drawn:
    """A zone as written down: for a paired area, the left one."""

    area: Area
    view: MapView
    box: tuple[float, float, float, float]
    rounds: _Rounds


_FRONT, _BACK = MapView.FRONT, MapView.BACK
_THIGH: _Rounds = ((55, 238, 15), (57, 282, 11))
_LOWER_LEG: _Rounds = ((56, 304, 10.5), (57.5, 344, 7))
_SHOULDER: _Rounds = ((37, 101, 11), (30, 117, 8.5))

_ZONES = (
    _Drawn(Area.UPPER_ARM, _FRONT, (0, 88, 46, 46), ((30, 112, 9), (24, 134, 7.5))),
    _Drawn(Area.FOREARM, _FRONT, (0, 135, 46, 45), ((22, 149, 7.5), (17.5, 176, 5.5))),
    _Drawn(Area.HAND, _FRONT, (0, 181, 46, 48), ((16, 190, 6), (15, 204, 6.5), (17, 212, 4.5))),
    _Drawn(Area.ABDOMEN, _FRONT, (47, 146, 50, 62), ((57, 162, 9), (87, 162, 9), (87, 190, 11), (57, 190, 11))),
    _Drawn(Area.THIGH_FRONT, _FRONT, (20, 230, 51, 64), _THIGH),
    _Drawn(Area.SHIN, _FRONT, (20, 295, 51, 58), _LOWER_LEG),
    _Drawn(Area.FOOT, _FRONT, (20, 354, 51, 52), ((58, 368, 7), (53, 386, 8), (52, 388, 8))),
    _Drawn(Area.NECK, _BACK, (47, 48, 50, 44), ((67, 66, 7), (77, 66, 7), (80, 82, 6), (64, 82, 6))),
    _Drawn(Area.SHOULDER, _BACK, (0, 82, 46, 50), _SHOULDER),
    _Drawn(Area.UPPER_BACK, _BACK, (47, 93, 50, 53), ((57, 105, 9), (87, 105, 9), (86, 134, 9), (58, 134, 9))),
    _Drawn(Area.LOWER_BACK, _BACK, (47, 147, 50, 46), ((58, 158, 8), (86, 158, 8), (87, 180, 9), (57, 180, 9))),
    _Drawn(Area.BUTTOCK, _BACK, (24, 194, 47, 46), ((56, 210, 14), (56, 219, 14))),
    _Drawn(Area.HAMSTRING, _BACK, (20, 241, 51, 54), ((55, 250, 13.5), (57, 284, 10.5))),
    _Drawn(Area.CALF, _BACK, (20, 296, 51, 58), ((56, 309, 11), (57.5, 344, 6.5))),
    _Drawn(Area.FOOT, _BACK, (20, 355, 51, 51), ((58, 368, 6.5), (55, 388, 8))),
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


_HEAD: _Rounds = ((72, 36, 18), (72, 46, 14))
_NECK: _Rounds = ((72, 56, 8.5), (72, 84, 10))
_TRUNK: _Rounds = ((46, 96, 13), (98, 96, 13), (92, 176, 13), (93, 212, 17), (51, 212, 17), (52, 176, 13))
_LEFT_LIMBS: tuple[_Rounds, ...] = (
    ((38, 98, 12.5), (24, 140, 9)),
    ((24, 140, 9), (17, 180, 6.5)),
    ((17, 182, 7), (15, 205, 8), (18, 214, 6)),
    ((54, 222, 18), (57, 294, 12.5)),
    ((57, 292, 12.5), (55.5, 312, 13), (58, 356, 8)),
    ((58, 360, 8.5), (52, 389, 10)),
)


def silhouette() -> str:
    """Path data of the whole body: what lies under the zones, and between them."""
    parts = [_HEAD, _NECK, _TRUNK]
    for limb in _LEFT_LIMBS:
        parts += [limb, _mirrored(limb)]
    return "".join(_skin(part) for part in parts)


def _skin(rounds: _Rounds) -> str:
    return hull([Circle(Point(x, y), radius) for x, y, radius in rounds])


def _mirrored(rounds: _Rounds) -> _Rounds:
    """The other side's circles, again clockwise."""
    return tuple((MAP_WIDTH - x, y, radius) for x, y, radius in reversed(rounds))
