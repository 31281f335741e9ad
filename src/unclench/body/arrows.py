# SPDX-License-Identifier: Apache-2.0
"""Arrows that say which way something moves."""

from __future__ import annotations

import math

from unclench.body.outline import Point, units

__all__ = ["arrow_svg"]


def arrow_svg(
    middle: Point, toward_degrees: float, length: float, bend_degrees: float = 0.0, both_ways: bool = False
) -> str:
    """An arrow about a place: 0 degrees points up, 90 to the right; a bend makes it a turn."""
    along = Point(math.sin(math.radians(toward_degrees)), -math.cos(math.radians(toward_degrees)))
    start, end = middle.moved(along, -length / 2), middle.moved(along, length / 2)
    shaft = f"M{units(start.x)} {units(start.y)}"
    if bend_degrees:
        # An arc that leaves the straight line by the bend at both ends.
        radius = length / (2 * math.sin(math.radians(min(abs(bend_degrees), 89))))
        large = int(abs(bend_degrees) > 90)
        shaft += f"A{units(radius)} {units(radius)} 0 {large} {int(bend_degrees > 0)} {units(end.x)} {units(end.y)}"
    else:
        shaft += f"L{units(end.x)} {units(end.y)}"
    heads = _head(end, toward_degrees + bend_degrees)
    if both_ways:
        heads += _head(start, toward_degrees + 180 - bend_degrees)
    return f'<path class="fig-arrow" d="{shaft}{heads}"/>'


def _head(tip: Point, toward_degrees: float) -> str:
    one, two = (
        tip.moved(Point(math.sin(a), -math.cos(a)), 5)
        for a in (math.radians(toward_degrees + 180 - 36), math.radians(toward_degrees + 180 + 36))
    )
    return f"M{units(one.x)} {units(one.y)}L{units(tip.x)} {units(tip.y)}L{units(two.x)} {units(two.y)}"
