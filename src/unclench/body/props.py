# SPDX-License-Identifier: Apache-2.0
"""The things a picture may show, where a hand takes hold of them, and how they are drawn."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from unclench.body import furniture, handy_things
from unclench.body.drawn import Spot
from unclench.body.outline import Point
from unclench.body.pose import Prop

__all__ = ["IN_FRONT", "KINDS", "grip", "place", "prop_svg"]

KINDS: dict[str, Callable[[Spot], str]] = {
    "ball": handy_things.ball,
    "bath_water": furniture.bath_water,
    "bed": furniture.bed,
    "chair": furniture.chair,
    "exercise_ball": furniture.exercise_ball,
    "floor": furniture.floor,
    "glass": handy_things.glass,
    "heat_pad": handy_things.heat_pad,
    "ice_pack": handy_things.ice_pack,
    "jar": handy_things.jar,
    "pillow": furniture.pillow,
    "roller": handy_things.roller,
    "shower_pipe": furniture.shower_pipe,
    "sports_bottle": handy_things.sports_bottle,
    "spray": handy_things.spray,
    "steam": handy_things.steam,
    "step": furniture.step,
    "stool": furniture.stool,
    "strap": handy_things.strap,
    "table": furniture.table,
    "tube": handy_things.tube,
    "wall": furniture.wall,
}

# Drawn over the body: what is held, laid on, or what the person is in. All else stands behind.
IN_FRONT = frozenset(
    {"ball", "bath_water", "glass", "heat_pad", "ice_pack", "sports_bottle", "spray", "strap", "tube"}
)


def grip(kind: str, props: Sequence[Prop]) -> Point:
    """Where a hand takes hold of a thing: the top of a chair's back, the place of anything else.

    Raises KeyError where the thing is not in the picture or has no place of its own.
    """
    for prop in props:
        if prop.kind == kind and isinstance(prop.at, Point):
            if kind != "chair":
                return prop.at
            side = {"left": -1, "right": 1}.get(prop.facing, 0) * furniture.CHAIR_HALF_WIDTH
            return Point(prop.at.x + side, prop.at.y - furniture.CHAIR_BACK_HEIGHT + 1)
    raise KeyError(kind)


def prop_svg(prop: Prop, places: Mapping[str, Point]) -> str:
    """One thing as SVG elements, themed only by class."""
    end = None if prop.to is None else place(prop.to, Point(0, 0), places)
    at = place(prop.at, prop.offset, places)
    return KINDS[prop.kind](Spot(at, end, prop.size, prop.turn_degrees, prop.facing, places))


def place(at: str | Point, offset: Point, places: Mapping[str, Point]) -> Point:
    """A joint's or a named place, moved by an offset."""
    found = at if isinstance(at, Point) else places[at]
    return Point(found.x + offset.x, found.y + offset.y)
