# SPDX-License-Identifier: Apache-2.0
"""The few shapes that things in a picture are drawn with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from unclench.body.outline import Point, units

__all__ = ["Spot", "box", "path", "pill", "turned"]


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a thing is drawn, in figure units: its place, its other end, its size and turn, and the joints."""

    at: Point
    end: Point | None
    size: float
    turn_degrees: float
    facing: str
    places: Mapping[str, Point]


def path(css_class: str, *steps: str | float) -> str:
    """A path from commands and numbers in figure units: path("prop", "M", 1, 2, "h", 3)."""
    data = ""
    for step in steps:
        text = step if isinstance(step, str) else units(step)
        needs_space = bool(data) and data[-1].isdigit() and text[0].isdigit()
        data += " " + text if needs_space else text
    return f'<path class="{css_class}" d="{data}"/>'


def box(css_class: str, x: float, y: float, width: float, height: float) -> str:
    """A box with sharp corners; the style rounds them with its line."""
    return path(css_class, "M", x, y, "h", width, "v", height, "h", -width, "z")


def pill(css_class: str, x: float, y: float, width: float, height: float, corner: float) -> str:
    """A box with round corners."""
    return (
        f'<rect class="{css_class}" x="{units(x)}" y="{units(y)}" width="{units(width)}"'
        f' height="{units(height)}" rx="{units(corner)}"/>'
    )


def turned(spot: Spot, drawing: str) -> str:
    """The drawing, turned about its place."""
    if not spot.turn_degrees:
        return drawing
    about = f"{spot.turn_degrees:g} {units(spot.at.x)} {units(spot.at.y)}"
    return f'<g transform="rotate({about})">{drawing}</g>'
