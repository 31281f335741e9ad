# SPDX-License-Identifier: Apache-2.0
"""What people hold, drink, lay on a muscle or lie on with it."""

from __future__ import annotations

from unclench.body.drawn import Spot, box, path, pill, turned
from unclench.body.outline import Circle, Point, hull

__all__ = [
    "ball",
    "glass",
    "heat_pad",
    "ice_pack",
    "jar",
    "roller",
    "sports_bottle",
    "spray",
    "steam",
    "strap",
    "tube",
]


def strap(spot: Spot) -> str:
    """A towel from the hands round the ball of this foot."""
    hand, places = spot.at, spot.places
    foot = spot.end or places["this_ball"]
    under = places["this_ankle"].toward(places["this_sole"])
    along = places["this_sole"].toward(places["this_ball"])
    out = foot.moved(under, 1.5)
    top = foot.moved(under, -5).moved(along, 1)
    return path("prop-strap", "M", hand.x, hand.y, "L", out.x, out.y, "L", top.x, top.y)


def ball(spot: Spot) -> str:
    return f'<path class="prop" d="{hull([Circle(spot.at, spot.size)])}"/>'


def roller(spot: Spot) -> str:
    hole = hull([Circle(spot.at, spot.size * 0.4)])
    return ball(spot) + f'<path class="prop-soft" d="{hole}"/>'


def ice_pack(spot: Spot) -> str:
    """A wrapped pack with a six-armed star of ice."""
    x, y = spot.at.x, spot.at.y
    star = ("M", x, y - 4, "v", 8, "M", x - 3.5, y - 2, "l", 7, 4, "M", x + 3.5, y - 2, "l", -7, 4)
    return turned(spot, pill("prop-cold", x - 9, y - 6, 18, 12, 4) + path("prop-mark", *star))


def heat_pad(spot: Spot) -> str:
    """A pad with three rising waves."""
    x, y = spot.at.x, spot.at.y
    waves: list[str | float] = []
    for aside in (-4.5, 0, 4.5):
        waves += ["M", x + aside, y + 3.5, "q", -2, -2, 0, -3.5, "t", 0, -3.5]
    return turned(spot, pill("prop-heat", x - 9, y - 6, 18, 12, 3) + path("prop-mark", *waves))


def glass(spot: Spot) -> str:
    x, y = spot.at.x, spot.at.y
    water = path("prop-water", "M", x - 4, y - 3, "l", 1, 10, "h", 6, "l", 1, -10, "z")
    return turned(spot, water + path("prop-line", "M", x - 4.5, y - 8, "l", 1.5, 15, "h", 6, "l", 1.5, -15))


def sports_bottle(spot: Spot) -> str:
    """A bottle with a plus on it: a drink with salts."""
    x, y = spot.at.x, spot.at.y
    body = pill("prop-water", x - 5, y - 7, 10, 17, 2.5) + box("prop", x - 2, y - 12, 4, 4)
    return turned(spot, body + path("prop-mark", "M", x - 2.5, y + 2, "h", 5, "M", x, y - 0.5, "v", 5))


def jar(spot: Spot) -> str:
    x, y = spot.at.x, spot.at.y
    glass_and_lid = pill("prop-water", x - 7, y - 8, 14, 18, 3) + box("prop", x - 7, y - 11, 14, 3)
    return glass_and_lid + pill("prop-green", x - 3, y - 4, 6, 12, 3)


def tube(spot: Spot) -> str:
    """A tube of cream, its cap downward."""
    x, y = spot.at.x, spot.at.y
    body = path("prop-soft", "M", x - 5, y - 9, "h", 10, "l", -2, 14, "h", -6, "z") + box(
        "prop", x - 2, y + 6, 4, 3
    )
    return turned(spot, body + path("prop-mark", "M", x - 2.5, y - 4, "h", 5))


def spray(spot: Spot) -> str:
    """A shower head and its water, which falls onto the muscle."""
    at = spot.at
    end = spot.end or spot.places["this_shoulder"]
    along = at.toward(end)
    across = Point(-along.y, along.x)
    drops: list[str | float] = []
    for spread in (-5.0, 0.0, 5.0):
        start = at.moved(along, 7).moved(across, spread * 0.7)
        stop = end.moved(along, -4).moved(across, spread * 1.5)
        drops += ["M", start.x, start.y, "L", stop.x, stop.y]
    head = hull([Circle(at.moved(across, -6), 2.4), Circle(at.moved(across, 6), 2.4)])
    return path("prop-drops", *drops) + f'<path class="prop" d="{head}"/>'


def steam(spot: Spot) -> str:
    waves: list[str | float] = []
    for aside in (-10, 0, 10):
        waves += ["M", spot.at.x + aside, spot.at.y, "q", -4, -5, 0, -9, "t", 0, -9]
    return path("prop-steam", *waves)
