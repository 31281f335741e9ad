# SPDX-License-Identifier: Apache-2.0
"""What people lie on, sit on and lean against."""

from __future__ import annotations

from unclench.body.drawn import Spot, box, path, pill, turned
from unclench.body.outline import Circle, hull
from unclench.body.skeleton import FLOOR_Y

__all__ = [
    "CHAIR_BACK_HEIGHT", "CHAIR_HALF_WIDTH", "bath_water", "bed", "chair", "exercise_ball", "floor", "pillow",
    "shower_pipe", "step", "stool", "table", "wall",
]  # fmt: skip

CHAIR_BACK_HEIGHT = 46.0
CHAIR_HALF_WIDTH = 17.0


def floor(spot: Spot) -> str:
    return path("prop-line", "M", 4, spot.at.y, "H", 196)


def bed(spot: Spot) -> str:
    x, y = spot.at.x, spot.at.y
    right = spot.end.x if spot.end else 192
    legs = path("prop-line", "M", x + 6, y + 17, "V", FLOOR_Y, "M", right - 6, y + 17, "V", FLOOR_Y)
    return legs + pill("prop-soft", x, y, right - x, 17, 5)


def chair(spot: Spot) -> str:
    """Seen from the side; `facing` says on which side of the seat the back is, none for a stool."""
    x, y, half = spot.at.x, spot.at.y, CHAIR_HALF_WIDTH
    steps: list[str | float] = [
        "M",
        x - half + 2,
        y + 2,
        "V",
        FLOOR_Y,
        "M",
        x + half - 2,
        y + 2,
        "V",
        FLOOR_Y,
    ]
    if spot.facing in ("left", "right"):
        steps += ["M", x - half if spot.facing == "left" else x + half, y, "v", -CHAIR_BACK_HEIGHT]
    return path("prop-line", *steps) + box("prop", x - half - 1, y + 1, 2 * half + 2, 3)


def stool(spot: Spot) -> str:
    """A seat seen from the front."""
    x, y = spot.at.x, spot.at.y
    legs = path("prop-line", "M", x - 22, y + 2, "V", FLOOR_Y, "M", x + 22, y + 2, "V", FLOOR_Y)
    return legs + box("prop", x - 25, y + 1, 50, 4)


def table(spot: Spot) -> str:
    x, y = spot.at.x, spot.at.y
    legs = path("prop-line", "M", x - 14, y + 2, "V", FLOOR_Y, "M", x + 26, y + 2, "V", FLOOR_Y)
    return legs + box("prop", x - 18, y, 48, 3)


def wall(spot: Spot) -> str:
    x, y = spot.at.x, spot.at.y
    return box("prop-soft", x, y, 10, FLOOR_Y - y) + path("prop-line", "M", x, y, "V", FLOOR_Y)


def step(spot: Spot) -> str:
    return box("prop", spot.at.x, spot.at.y, 34, FLOOR_Y - spot.at.y)


def pillow(spot: Spot) -> str:
    wide = 30 * spot.size
    return turned(spot, pill("prop-soft", spot.at.x - wide / 2, spot.at.y - 6, wide, 12, 6))


def exercise_ball(spot: Spot) -> str:
    at, r = spot.at, spot.size
    shine = path("prop-line", "M", at.x - r * 0.6, at.y - r * 0.3, "q", r * 0.1, -r * 0.3, r * 0.4, -r * 0.4)
    return f'<path class="prop-soft" d="{hull([Circle(at, r)])}"/>' + shine


def bath_water(spot: Spot) -> str:
    """A bath drawn over the person, so that one sits in it; the water lets the body through.

    A size above one makes it a hot tub: it bubbles.
    """
    x, y = spot.at.x, spot.at.y
    right = spot.end.x if spot.end else 190
    low = FLOOR_Y - 5
    waves: list[str | float] = ["q", 5, -4, 10, 0]
    for _ in range(int((right - x - 6) / 10) - 1):
        waves += ["t", 10, 0]
    water = path("prop-bath", "M", x + 3, y + 7, *waves, "H", right - 3, "V", low - 2, "H", x + 3, "z")
    tub = path(
        "prop-line",
        *("M", x, y, "V", low - 12, "q", 0, 12, 12, 12, "H", right - 12, "q", 12, 0, 12, -12, "V", y),
        *("M", x + 16, low, "v", 4, "M", right - 16, low, "v", 4),
    )
    return water + (_bubbles(spot, right, low) if spot.size > 1 else "") + tub


def _bubbles(spot: Spot, right: float, low: float) -> str:
    steps: list[str | float] = []
    for share, height, radius in (
        (0.5, 14, 2.4),
        (0.62, 34, 3),
        (0.74, 20, 2),
        (0.84, 40, 2.6),
        (0.9, 12, 3),
    ):
        x = spot.at.x + (right - spot.at.x) * share
        steps += ["M", x, low - height, "a", radius, radius, "0 1 1", 2 * radius, 0]
        steps += ["a", radius, radius, "0 1 1", -2 * radius, 0]
    return path("prop-steam", *steps)


def shower_pipe(spot: Spot) -> str:
    end = spot.end or spot.at
    return path("prop-line", "M", spot.at.x, FLOOR_Y, "V", end.y, "H", end.x)
