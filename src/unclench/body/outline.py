# SPDX-License-Identifier: Apache-2.0
"""Points, and the one shape the figures are made of: a skin stretched round circles."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

__all__ = ["Circle", "Point", "hull", "units"]


@dataclass(frozen=True, slots=True)
class Point:
    """A place in a picture, in figure units: x to the right, y downward."""

    x: float
    y: float

    def moved(self, direction: Point, length: float) -> Point:
        """This place, moved by `length` units along a direction."""
        return Point(self.x + direction.x * length, self.y + direction.y * length)

    def distance(self, other: Point) -> float:
        """How far two places are apart, in figure units."""
        return math.hypot(self.x - other.x, self.y - other.y)

    def toward(self, other: Point) -> Point:
        """The direction from here to there, of length one."""
        apart = self.distance(other) or 1.0
        return Point((other.x - self.x) / apart, (other.y - self.y) / apart)

    def between(self, other: Point, share: float) -> Point:
        """The place `share` (0 to 1) of the way to another."""
        return Point(self.x + (other.x - self.x) * share, self.y + (other.y - self.y) * share)


@dataclass(frozen=True, slots=True)
class Circle:
    """A round of flesh about a joint, in figure units."""

    centre: Point
    radius: float


def units(length: float) -> str:
    """A figure length as pictures write it: in half units, which keeps them small and still exact to the eye.

    >>> units(3.0), units(-0.04), units(12.345)
    ('6', '0', '25')
    """
    return str(round(length * 2))


def hull(circles: Sequence[Circle], steps_per_unit: int = 2) -> str:
    """SVG path data of the skin round circles given clockwise; two circles make a tapered limb.

    All paths run the same way round, so several may be joined in one `d` without holes.
    steps_per_unit: how fine it is written; figures are written in half units.
    """
    if len(circles) == 2:
        one, two = circles
        if one.centre.distance(two.centre) <= abs(one.radius - two.radius):
            circles = [max(circles, key=lambda circle: circle.radius)]
    if len(circles) == 1:
        return _round(circles[0], steps_per_unit)
    count = len(circles)
    edges = [_tangent(circles[i - 1], circles[i]) for i in range(count)]
    pen = _Pen(steps_per_unit)
    pen.move(edges[0][1])
    for i, circle in enumerate(circles):
        leave, arrive = edges[(i + 1) % count]
        pen.arc(circle.radius, _more_than_half(circle, edges[i][1], leave), leave)
        if i + 1 < count:
            pen.line(arrive)
    return pen.path + "z"


def _round(circle: Circle, steps_per_unit: int) -> str:
    c, r = circle.centre, circle.radius
    pen = _Pen(steps_per_unit)
    pen.move(Point(c.x - r, c.y))
    pen.arc(r, True, Point(c.x + r, c.y))
    pen.arc(r, True, Point(c.x - r, c.y))
    return pen.path + "z"


class _Pen:
    """Writes path data in steps from where the pen is: shorter than places, and without drift."""

    def __init__(self, steps_per_unit: int) -> None:
        self.steps_per_unit = steps_per_unit
        self.path = ""
        self.x = self.y = 0

    def move(self, to: Point) -> None:
        self.path += f"M{self._step(to)}"

    def line(self, to: Point) -> None:
        self.path += f"l{self._step(to)}"

    def arc(self, radius: float, large: bool, to: Point) -> None:
        # The two flags may touch what follows: the grammar of paths knows they are one digit each.
        r = round(radius * self.steps_per_unit)
        self.path += f"a{r} {r} 0 {int(large)}1{self._step(to)}"

    def _step(self, to: Point) -> str:
        x, y = round(to.x * self.steps_per_unit), round(to.y * self.steps_per_unit)
        step_x, step_y = x - self.x, y - self.y
        self.x, self.y = x, y
        return f"{step_x}{step_y}" if step_y < 0 else f"{step_x} {step_y}"


def _tangent(one: Circle, two: Circle) -> tuple[Point, Point]:
    """Where the skin leaves the first circle and where it meets the next."""
    along = one.centre.toward(two.centre)
    outward = Point(along.y, -along.x)
    apart = one.centre.distance(two.centre) or 1.0
    cosine = max(-1.0, min(1.0, (one.radius - two.radius) / apart))
    sine = math.sqrt(1 - cosine * cosine)
    normal = Point(along.x * cosine + outward.x * sine, along.y * cosine + outward.y * sine)
    return one.centre.moved(normal, one.radius), two.centre.moved(normal, two.radius)


def _more_than_half(circle: Circle, arrive: Point, leave: Point) -> bool:
    c = circle.centre
    first = math.atan2(arrive.y - c.y, arrive.x - c.x)
    last = math.atan2(leave.y - c.y, leave.x - c.x)
    return (last - first) % (2 * math.pi) > math.pi
