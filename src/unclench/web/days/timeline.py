# SPDX-License-Identifier: Apache-2.0
"""The picture of a day and its night: what happened when, in lanes on one axis, numbered as in the table beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext as _

from unclench.web import words
from unclench.web.days.axis import Axis

__all__ = ["Happening", "Lane", "timeline"]

_LANE_TITLE, _ROW, _HOURS, _LEAST_APART = 22, 32, 24, 0.1
"""Heights in pixels. Two marks nearer than _LEAST_APART of the axis, their width on a phone, get rows of their own."""


class Lane(StrEnum):
    """What a happening is; each has a shape of its own, in this order from above."""

    SPASM = "spasm"
    TRIED = "tried"
    HELD = "held"
    WORKOUT = "workout"
    SLEEP = "sleep"


@dataclass(frozen=True, slots=True)
class Happening:
    """One thing on the axis. begin, end: aware. wall: what the clock there showed. href: "" where it has no page."""

    lane: Lane
    begin: datetime
    wall: datetime
    title: str
    facts: tuple[str, ...] = ()
    end: datetime | None = None
    href: str = ""


def timeline(axis: Axis, happened: Sequence[Happening], day_begins: datetime, title: str) -> dict[str, Any]:
    """What the part day_timeline shows. day_begins: aware; the axis before it still belongs to the night before."""
    ordered = sorted(happened, key=lambda one: (one.begin, list(Lane).index(one.lane)))
    numbered = [(number, one) for number, one in enumerate(ordered, 1)]
    height, lanes = 0, []
    for lane in Lane:
        own = [(number, one) for number, one in numbered if one.lane is lane]
        if own:
            marks, rows = _marks(axis, own, height + _LANE_TITLE)
            lanes.append({"title": _titles()[lane], "y": height + 16, "marks": marks})
            height += _LANE_TITLE + rows * _ROW
    return {
        "title": title,
        "alt": _in_words(axis, [one for _number, one in numbered]),
        "height": height + _HOURS,
        "floor": height,
        "hours_at": height + 17,
        "ticks": [{"x": _percent(place), "words": f"{wall:%H}"} for place, wall in axis.ticks()],
        "before": _percent(axis.place(day_begins)) if axis.place(day_begins) > 0 else "",
        "turns": [
            {"x": _percent(turn.place), "words": turn_in_words(turn.by)} for turn in axis.turns()
        ],
        "lanes": lanes,
        "rows": [
            {
                "lane": one.lane.value,
                "kind": _titles()[one.lane],
                "number": number,
                "time": words.clock(one.wall),
                "title": one.title,
                "facts": one.facts,
                "href": one.href,
            }
            for number, one in numbered
        ],
    }  # fmt: skip


def turn_in_words(by: timedelta) -> str:
    """How the clock on the wall was changed."""
    length = words.seconds(round(abs(by.total_seconds())))
    shape = _("clock put forward by %(length)s") if by > timedelta() else _("clock put back by %(length)s")
    return shape % {"length": length}


def _titles() -> dict[Lane, str]:
    return {
        Lane.SPASM: _("Spasm"),
        Lane.TRIED: _("Tried"),
        Lane.HELD: _("Noted"),
        Lane.WORKOUT: _("Workout"),
        Lane.SLEEP: _("Sleep"),
    }


def _marks(axis: Axis, own: Sequence[tuple[int, Happening]], top: int) -> tuple[list[dict[str, Any]], int]:
    """The marks of a lane and how many rows they need: what would lie on another mark goes one row down."""
    reached: list[float] = []
    marks = []
    for number, one in own:
        begin = axis.place(one.begin)
        end = begin if one.end is None else axis.place(one.end)
        row = next((place for place, over in enumerate(reached) if begin >= over), len(reached))
        reached[row : row + 1] = [max(begin + _LEAST_APART, end)]
        marks.append(
            {
                "number": number,
                "lane": one.lane.value,
                "x": _percent(begin),
                "width": _percent(end - begin) if end > begin else "",
                "y": top + row * _ROW + _ROW // 2,
                "bar": top + row * _ROW + _ROW // 2 - 6,
            }
        )
    return marks, len(reached)


def _in_words(axis: Axis, ordered: Sequence[Happening]) -> str:
    begin, end = (words.clock(axis.wall(at)) for at in (axis.begin, axis.end))
    said = [_("From %(begin)s to %(end)s.") % {"begin": begin, "end": end}]
    said += [f"{words.clock(one.wall)} {_titles()[one.lane]}: {one.title}." for one in ordered]
    return " ".join(said)


def _percent(share: float) -> str:
    return f"{share * 100:.2f}%"
