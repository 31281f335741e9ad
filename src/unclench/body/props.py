# SPDX-License-Identifier: Apache-2.0
"""The things in a picture: what they are called, where a hand takes hold of them, how they are drawn."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence

from unclench.body.outline import Circle, Point, hull, number
from unclench.body.pose import Prop
from unclench.body.skeleton import FLOOR_Y

__all__ = ["IN_FRONT", "KINDS", "LAID_ON", "grip", "prop_svg"]

Places = Mapping[str, Point]

# Drawn over the body: what is held, laid on or what the person is in. All else stands behind.
LAID_ON = frozenset({"ice_pack", "heat_pad"})
IN_FRONT = LAID_ON | frozenset(
    {"ball", "strap", "glass", "tube", "bath_water", "spray", "sports_bottle", "breath"}
)

CHAIR_BACK = 46.0


def grip(kind: str, props: Sequence[Prop]) -> Point:
    """Where a hand takes hold of a thing: the top of a chair's back, the face of a wall."""
    for prop in props:
        if prop.kind == kind and isinstance(prop.at, Point):
            if kind == "chair":
                side = {"left": -17, "right": 17}.get(prop.facing, 0)
                return Point(prop.at.x + side, prop.at.y - CHAIR_BACK + 2)
            return prop.at
    raise KeyError(kind)


def prop_svg(prop: Prop, places: Places) -> str:
    """One thing as SVG elements, themed only by class."""
    return KINDS[prop.kind](prop, place(prop.at, prop.offset, places), places)


def place(at: str | Point, offset: Point, places: Places) -> Point:
    """A joint's or a thing's place in the picture."""
    found = at if isinstance(at, Point) else places[at]
    return Point(found.x + offset.x, found.y + offset.y)


def _n(*values: float) -> str:
    return " ".join(number(value) for value in values)


def _rect(css: str, x: float, y: float, width: float, height: float, round_: float = 2) -> str:
    return (
        f'<rect class="{css}" x="{number(x)}" y="{number(y)}" width="{number(width)}"'
        f' height="{number(height)}" rx="{number(round_)}"/>'
    )


def _line(css: str, data: str) -> str:
    return f'<path class="{css}" d="{data}"/>'


def _floor(prop: Prop, at: Point, places: Places) -> str:
    return _line("prop-line", f"M4 {number(at.y)}H196")


def _bed(prop: Prop, at: Point, places: Places) -> str:
    end = place(prop.to, Point(0, 0), places) if prop.to is not None else Point(192, at.y)
    foot = "" if prop.facing != "footboard" else _line("prop-line", f"M{_n(end.x, at.y - 26)}V{number(FLOOR_Y)}")
    legs = _line("prop-line", f"M{_n(at.x + 6, at.y + 16)}V{number(FLOOR_Y)}M{_n(end.x - 6, at.y + 16)}V{number(FLOOR_Y)}")
    return legs + _rect("prop-soft", at.x, at.y, end.x - at.x, 17, 5) + foot


def _chair(prop: Prop, at: Point, places: Places) -> str:
    """Seen from the side; `facing` says on which side of the seat the back is, none for a stool."""
    left, right = at.x - 17, at.x + 17
    legs = f"M{_n(left + 2, at.y + 2)}V{number(FLOOR_Y)}M{_n(right - 2, at.y + 2)}V{number(FLOOR_Y)}"
    post = {"left": left, "right": right}.get(prop.facing)
    if post is not None:
        legs += f"M{_n(post, at.y)}V{number(at.y - CHAIR_BACK)}"
    return _line("prop-line", legs) + _rect("prop", left - 2, at.y, 38, 5)


def _stool(prop: Prop, at: Point, places: Places) -> str:
    """A seat seen from the front."""
    legs = f"M{_n(at.x - 22, at.y + 2)}V{number(FLOOR_Y)}M{_n(at.x + 22, at.y + 2)}V{number(FLOOR_Y)}"
    return _line("prop-line", legs) + _rect("prop", at.x - 25, at.y, 50, 6)


def _table(prop: Prop, at: Point, places: Places) -> str:
    legs = f"M{_n(at.x - 14, at.y + 2)}V{number(FLOOR_Y)}M{_n(at.x + 26, at.y + 2)}V{number(FLOOR_Y)}"
    return _line("prop-line", legs) + _rect("prop", at.x - 18, at.y, 48, 4)


def _wall(prop: Prop, at: Point, places: Places) -> str:
    return _rect("prop-soft", at.x, at.y, 10, FLOOR_Y - at.y, 0) + _line(
        "prop-line", f"M{_n(at.x, at.y)}V{number(FLOOR_Y)}"
    )


def _strap(prop: Prop, at: Point, places: Places) -> str:
    """A towel from the hands round the foot."""
    hand = at
    foot = place(prop.to or "this_ball", Point(0, 0), places)
    toes, sole = places["this_toes"], places["this_sole"]
    along = foot.toward(toes)
    under = places["this_ankle"].toward(sole)
    out = foot.moved(under, 1.5)
    top = foot.moved(under, -5).moved(along, 1)
    return _line("prop-strap", f"M{_n(hand.x, hand.y)}L{_n(out.x, out.y)}L{_n(top.x, top.y)}")


def _ball(prop: Prop, at: Point, places: Places) -> str:
    return _line("prop", hull([Circle(at, prop.size)]))


def _soft_ball(prop: Prop, at: Point, places: Places) -> str:
    r = prop.size
    shine = f"M{_n(at.x - r * 0.6, at.y - r * 0.35)}A{_n(r * 0.7, r * 0.7)} 0 0 1 {_n(at.x - r * 0.1, at.y - r * 0.7)}"
    return _line("prop-soft", hull([Circle(at, r)])) + _line("prop-line", shine)


def _roller(prop: Prop, at: Point, places: Places) -> str:
    return _line("prop", hull([Circle(at, prop.size)])) + _line("prop-soft", hull([Circle(at, prop.size * 0.4)]))


def _turned(prop: Prop, at: Point, inner: str) -> str:
    if not prop.turn_degrees:
        return inner
    return f'<g transform="rotate({_n(prop.turn_degrees, at.x, at.y)})">{inner}</g>'


def _pillow(prop: Prop, at: Point, places: Places) -> str:
    wide = 30 * prop.size
    return _turned(prop, at, _rect("prop-pillow", at.x - wide / 2, at.y - 6, wide, 12, 6))


def _ice_pack(prop: Prop, at: Point, places: Places) -> str:
    """A wrapped pack with a six-armed star of ice."""
    arms = "".join(
        f"M{_n(at.x - 3.6 * math.cos(a), at.y - 3.6 * math.sin(a))}L{_n(at.x + 3.6 * math.cos(a), at.y + 3.6 * math.sin(a))}"
        for a in (math.pi / 2, math.pi / 6, -math.pi / 6)
    )
    return _turned(prop, at, _rect("prop-cold", at.x - 9, at.y - 6, 18, 12, 4) + _line("prop-mark", arms))


def _heat_pad(prop: Prop, at: Point, places: Places) -> str:
    """A pad with three rising waves."""
    waves = "".join(f"M{_n(at.x + dx, at.y + 3.5)}q-2 -2 0 -3.5t0 -3.5" for dx in (-4.5, 0, 4.5))
    return _turned(prop, at, _rect("prop-heat", at.x - 9, at.y - 6, 18, 12, 3) + _line("prop-mark", waves))


def _glass(prop: Prop, at: Point, places: Places) -> str:
    x, y = at.x, at.y
    glass = f"M{_n(x - 4.5, y - 8)}l1.5 15h6l1.5 -15z"
    water = f"M{_n(x - 4, y - 3)}l1 10h6l1 -10z"
    return _turned(prop, at, _line("prop-water", water) + _line("prop-line", glass))


def _sports_bottle(prop: Prop, at: Point, places: Places) -> str:
    x, y = at.x, at.y
    body = _rect("prop-water", x - 4.5, y - 7, 9, 17, 2.5) + _rect("prop", x - 2.5, y - 12, 5, 5, 1)
    return _turned(prop, at, body + _line("prop-mark", f"M{_n(x - 2.5, y + 2)}h5M{_n(x, y - 0.5)}v5"))


def _jar(prop: Prop, at: Point, places: Places) -> str:
    x, y = at.x, at.y
    body = _rect("prop-water", x - 7, y - 8, 14, 18, 3) + _rect("prop", x - 7.5, y - 12, 15, 4.5, 1.5)
    cucumber = _rect("prop-green", x - 3, y - 4, 6, 12, 3)
    return body + cucumber


def _tube(prop: Prop, at: Point, places: Places) -> str:
    x, y = at.x, at.y
    body = f"M{_n(x - 6, y - 12)}h12l-2 17h-8z"
    stripe = _line("prop-mark", f"M{_n(x - 3, y - 5)}h6")
    return _turned(prop, at, _line("prop-soft", body) + _rect("prop", x - 2.5, y + 5, 5, 5, 1) + stripe)


def _step(prop: Prop, at: Point, places: Places) -> str:
    return _rect("prop", at.x, at.y, 34, FLOOR_Y - at.y, 1)


def _bath_water(prop: Prop, at: Point, places: Places) -> str:
    """The front of a bath, drawn over the person so that one sits in it; the water lets the legs through."""
    end = place(prop.to, Point(0, 0), places) if prop.to is not None else Point(190, at.y)
    x, y, wide = at.x, at.y, end.x - at.x
    low = FLOOR_Y - 5
    water = f"M{_n(x + 3, y + 6)}q6 -4 12 0t12 0 12 0 12 0 12 0 12 0 12 0H{number(end.x - 3)}V{number(low - 4)}H{number(x + 3)}z"
    tub = f"M{_n(x, y)}V{number(low - 12)}q0 12 12 12h{number(wide - 24)}q12 0 12 -12V{number(y)}"
    feet = f"M{_n(x + 16, low)}v5M{_n(end.x - 16, low)}v5"
    return _line("prop-bath", water) + _line("prop-line prop-thick", tub + feet)


def _spray(prop: Prop, at: Point, places: Places) -> str:
    """A shower head with water that falls onto the muscle."""
    end = place(prop.to, Point(0, 0), places) if prop.to is not None else places["this_shoulder"]
    along = at.toward(end)
    across = Point(-along.y, along.x)
    drops = ""
    for spread in (-5.0, 0.0, 5.0):
        start = at.moved(along, 7).moved(across, spread * 0.7)
        stop = end.moved(along, -4).moved(across, spread * 1.5)
        drops += f"M{_n(start.x, start.y)}L{_n(stop.x, stop.y)}"
    one, two = at.moved(across, -6), at.moved(across, 6)
    head = hull([Circle(one, 2.4), Circle(two, 2.4)])
    return _line("prop-drops", drops) + _line("prop", head)


def _shower_pipe(prop: Prop, at: Point, places: Places) -> str:
    end = place(prop.to, Point(0, 0), places) if prop.to is not None else at
    return _line("prop-line", f"M{_n(at.x, FLOOR_Y)}V{number(end.y)}H{number(end.x)}")


def _steam(prop: Prop, at: Point, places: Places) -> str:
    waves = "".join(f"M{_n(at.x + dx, at.y)}q-4 -5 0 -9t0 -9" for dx in (-10, 0, 10))
    return _line("prop-steam", waves)


def _breath(prop: Prop, at: Point, places: Places) -> str:
    """Air that flows: three lines that widen away from the face."""
    x, y, s = at.x, at.y, prop.size
    lines = f"M{_n(x, y)}q{_n(6 * s, -2, 12 * s, -1)}M{_n(x, y + 4)}h{number(14 * s)}M{_n(x, y + 8)}q{_n(6 * s, 2, 12 * s, 1)}"
    return _line("prop-steam", lines)


KINDS: dict[str, Callable[[Prop, Point, Places], str]] = {
    "ball": _ball,
    "bath_water": _bath_water,
    "bed": _bed,
    "breath": _breath,
    "chair": _chair,
    "exercise_ball": _soft_ball,
    "floor": _floor,
    "glass": _glass,
    "heat_pad": _heat_pad,
    "ice_pack": _ice_pack,
    "jar": _jar,
    "pillow": _pillow,
    "roller": _roller,
    "shower_pipe": _shower_pipe,
    "sports_bottle": _sports_bottle,
    "spray": _spray,
    "steam": _steam,
    "step": _step,
    "strap": _strap,
    "stool": _stool,
    "table": _table,
    "tube": _tube,
    "wall": _wall,
}
