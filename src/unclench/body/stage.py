# SPDX-License-Identifier: Apache-2.0
"""Puts posed people and their things on a stage: one over the other to fade, or side by side."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from unclench.body.areas import Side
from unclench.body.arrows import arrow_svg
from unclench.body.joints import Posed
from unclench.body.muscles import muscle_place
from unclench.body.outline import Point, units
from unclench.body.person import person_svg
from unclench.body.pose import Prop
from unclench.body.props import IN_FRONT, place, prop_svg
from unclench.body.skeleton import FRAME_HEIGHT, FRAME_WIDTH, PERSON, Frame

__all__ = ["places_of", "still_pair", "still_stack"]

_MARGIN = 14.0
_GAP = 26.0


def still_stack(frame: Frame, posed: Sequence[Posed], side: Side, label: str) -> str:
    """All key poses in the same place. Things that stay where they are are drawn once, outside the poses."""
    shared = _shared(posed)
    behind = _things(posed[0], [prop for prop in shared if prop.kind not in IN_FRONT])
    before = _things(posed[0], [prop for prop in shared if prop.kind in IN_FRONT])
    poses = [_pose(one, shared) for one in posed]
    if len(poses) == 2:
        poses = [f'<g class="pose pose-{name}">{pose}</g>' for name, pose in zip("ab", poses, strict=True)]
    drawing = _mirrored("".join((behind, *poses, before)), side, 2 * frame.x + frame.width)
    return _svg(frame, label, drawing + _side_word(frame, side))


def still_pair(frame: Frame, posed: Sequence[Posed], side: Side, label: str) -> str:
    """The key poses next to each other, an arrow between; wide poses stand one under the other."""
    if len(posed) == 1:
        return still_stack(frame, posed, side, label)
    window = _window(frame, posed)
    wide, high = window[2:]
    stacked = wide > 1.35 * high
    room_wide = wide if stacked else 2 * wide + _GAP
    # The word has its own band above, large enough to read on a phone.
    word = room_wide * 0.05
    band = word * 1.6
    step = Point(0, high + _GAP) if stacked else Point(wide + _GAP, 0)
    tiles = [_tile(one, side, window, Point(step.x * i, step.y * i + band)) for i, one in enumerate(posed)]
    middle = Point(wide / 2, high + _GAP / 2) if stacked else Point(wide + _GAP / 2, high / 2)
    arrow = arrow_svg(Point(middle.x, middle.y + band), 180 if stacked else 90, 14)
    room = Frame(0, 0, room_wide)
    height = band + (2 * high + _GAP if stacked else high)
    return _svg(room, label, "".join(tiles) + arrow + _side_word(room, side, word), height)


def _tile(one: Posed, side: Side, window: tuple[float, float, float, float], at: Point) -> str:
    left, _, wide, high = window
    whole = _things(one, [prop for prop in one.pose.props if prop.kind not in IN_FRONT])
    whole += _pose(one, [prop for prop in one.pose.props if prop.kind not in IN_FRONT])
    box = " ".join(units(value) for value in window)
    return (
        f'<svg x="{units(at.x)}" y="{units(at.y)}" width="{units(wide)}" height="{units(high)}"'
        f' viewBox="{box}">{_mirrored(whole, side, 2 * left + wide)}</svg>'
    )


def _pose(one: Posed, drawn_elsewhere: Sequence[Prop]) -> str:
    own = [prop for prop in one.pose.props if prop not in drawn_elsewhere]
    places = places_of(one)
    arrows = "".join(
        arrow_svg(
            place(arrow.at, arrow.offset, places),
            arrow.toward_degrees,
            arrow.length,
            arrow.bend_degrees,
            arrow.both_ways,
        )
        for arrow in one.pose.arrows
    )
    behind = "".join(prop_svg(prop, places) for prop in own if prop.kind not in IN_FRONT)
    before = "".join(prop_svg(prop, places) for prop in own if prop.kind in IN_FRONT)
    return behind + person_svg(one, PERSON) + before + arrows


def _things(one: Posed, props: Sequence[Prop]) -> str:
    places = places_of(one)
    return "".join(prop_svg(prop, places) for prop in props)


def places_of(one: Posed) -> dict[str, Point]:
    """The joints, and the marked muscle as one more place."""
    places = dict(one.places)
    if one.pose.muscle is not None:
        places["muscle"] = muscle_place(one.pose.muscle, one.pose.view, one.places)
    if one.pose.aside is not None:
        places["aside"] = one.pose.aside
    return places


def _shared(posed: Sequence[Posed]) -> list[Prop]:
    """Things that are the same in every pose and do not hang on a joint that moves."""
    return [
        prop
        for prop in posed[0].pose.props
        if isinstance(prop.at, Point)
        and not isinstance(prop.to, str)
        and all(prop in one.pose.props for one in posed)
    ]


def _window(frame: Frame, posed: Sequence[Posed]) -> tuple[float, float, float, float]:
    """The part of the frame that both poses need: left, top, width, height in figure units."""
    points = [point for one in posed for point in one.places.values()]
    for one in posed:
        points += [point for prop in one.pose.props for point in _reach_of(prop, one.pose.hip_x)]
        places = places_of(one)
        points += [place(arrow.at, arrow.offset, places) for arrow in one.pose.arrows]
    points = [point for point in points if frame.x <= point.x <= frame.x + frame.width]
    left = max(frame.x, min(point.x for point in points) - _MARGIN)
    right = min(frame.x + frame.width, max(point.x for point in points) + _MARGIN)
    top = max(frame.y, min(point.y for point in points) - _MARGIN)
    bottom = frame.y + frame.width * FRAME_HEIGHT / FRAME_WIDTH
    return left, top, right - left, min(bottom, max(point.y for point in points) + _MARGIN) - top


def _reach_of(prop: Prop, hip_x: float) -> list[Point]:
    """Places a still must not cut off. A floor goes on for ever, so only its height counts."""
    found = [at for at in (prop.at, prop.to) if isinstance(at, Point)]
    if prop.kind == "floor":
        return [Point(hip_x, at.y) for at in found]
    wide = {"chair": 10.0, "stool": 14.0, "exercise_ball": 16.0, "bed": 0.0}.get(prop.kind, 0.0)
    low = 10.0 if prop.kind == "bed" else 0.0
    return [Point(at.x + aside, at.y + low) for at in found for aside in (-wide, wide)]


def _mirrored(drawing: str, side: Side, twice_the_middle: float) -> str:
    if side is not Side.LEFT:
        return drawing
    return f'<g transform="matrix(-1 0 0 1 {units(twice_the_middle)} 0)">{drawing}</g>'


def _side_word(frame: Frame, side: Side, size: float = 0) -> str:
    """Left stands at the left edge and Right at the right edge, and neither is ever mirrored."""
    if side is Side.BOTH:
        return ""
    size = size or frame.width * 0.06
    left = side is Side.LEFT
    x = frame.x + size / 2 if left else frame.x + frame.width - size / 2
    anchor = "" if left else ' text-anchor="end"'
    return (
        f'<text class="fig-side" x="{units(x)}" y="{units(frame.y + size * 1.2)}"'
        f' font-size="{units(size)}"{anchor}>{side.value.capitalize()}</text>'
    )


def _svg(frame: Frame, label: str, inner: str, height: float | None = None) -> str:
    high = frame.width * FRAME_HEIGHT / FRAME_WIDTH if height is None else height
    box = " ".join(units(value) for value in (frame.x, frame.y, frame.width, high))
    return f'<svg class="fig" viewBox="{box}" role="img" aria-label="{escape(label)}">{inner}</svg>'
