# SPDX-License-Identifier: Apache-2.0
"""The parts of the body Unclench speaks of, and their sides."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from unclench.errors import InputError, UnknownArea

__all__ = ["AREAS", "Area", "AreaInfo", "Side", "area_named", "info", "side_named", "sides_of", "title"]


class Area(StrEnum):
    """A finger-sized part of the body; the value is its id in content, in the store and in addresses."""

    CALF = "calf"
    SHIN = "shin"
    THIGH_FRONT = "thigh_front"
    HAMSTRING = "hamstring"
    BUTTOCK = "buttock"
    FOOT = "foot"
    HAND = "hand"
    FOREARM = "forearm"
    UPPER_ARM = "upper_arm"
    SHOULDER = "shoulder"
    NECK = "neck"
    UPPER_BACK = "upper_back"
    LOWER_BACK = "lower_back"
    ABDOMEN = "abdomen"


class Side(StrEnum):
    """Whose left and right: always the person's own. BOTH stands for the middle and for both sides."""

    LEFT = "left"
    RIGHT = "right"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class AreaInfo:
    """How an area is called and whether it comes in pairs.

    label: the name on buttons. also: everyday words for it, used by search and the command line.
    paired: True where a left and a right one exist; midline areas know only Side.BOTH.
    """

    area: Area
    label: str
    also: tuple[str, ...]
    paired: bool


AREAS: dict[Area, AreaInfo] = {
    row.area: row
    for row in (
        AreaInfo(Area.CALF, "Calf", ("charley horse", "lower leg back", "wade"), True),
        AreaInfo(Area.SHIN, "Shin", ("front of lower leg",), True),
        AreaInfo(Area.THIGH_FRONT, "Front of thigh", ("thigh", "quad", "quadriceps"), True),
        AreaInfo(Area.HAMSTRING, "Back of thigh", ("hamstrings",), True),
        AreaInfo(Area.BUTTOCK, "Buttock", ("bottom", "glute", "hip"), True),
        AreaInfo(Area.FOOT, "Foot and toes", ("toes", "toe", "sole", "arch"), True),
        AreaInfo(Area.HAND, "Hand", ("fingers", "thumb"), True),
        AreaInfo(Area.FOREARM, "Forearm", ("lower arm", "wrist"), True),
        AreaInfo(Area.UPPER_ARM, "Upper arm", ("arm", "biceps", "triceps"), True),
        AreaInfo(Area.SHOULDER, "Shoulder", ("shoulder blade",), True),
        AreaInfo(Area.NECK, "Neck", ("nape",), False),
        AreaInfo(Area.UPPER_BACK, "Upper back", ("between the shoulder blades",), False),
        AreaInfo(Area.LOWER_BACK, "Lower back", ("back", "low back", "loin"), False),
        AreaInfo(Area.ABDOMEN, "Belly", ("abdomen", "stomach", "side stitch"), False),
    )
}


def area_named(text: str) -> Area:
    """The area a person means by its id, its label or an everyday word.

    >>> area_named("Back of thigh")
    <Area.HAMSTRING: 'hamstring'>
    """
    wanted = text.strip().lower().replace("-", " ").replace("_", " ")
    for row in AREAS.values():
        if wanted in (row.area.value.replace("_", " "), row.label.lower(), *row.also):
            return row.area
    known = ", ".join(AREAS)
    raise UnknownArea(
        f"There is no area called “{text[:40]}”.", why="Unclench knows these: " + known + ".",
        todo="Choose one of them.", field="area",
    )  # fmt: skip


def sides_of(area: Area) -> tuple[Side, ...]:
    """The sides an area can have: left and right, or the middle only."""
    return (Side.LEFT, Side.RIGHT) if AREAS[area].paired else (Side.BOTH,)


def side_named(text: str | None, area: Area) -> Side:
    """The side a person means; BOTH where the area has no sides or none was said.

    A side said for a midline area ("left" for the lower back) is kept: pain may sit on one side of it.
    """
    if text is None or text.strip() == "":
        return Side.BOTH
    try:
        return Side(text.strip().lower())
    except ValueError:
        raise InputError(
            f"There is no side called “{text[:20]}”.", why="A side is left, right or both.",
            todo="Choose one of them.", field="side",
        ) from None  # fmt: skip


def info(area: Area) -> AreaInfo:
    """The row of an area."""
    return AREAS[area]


def title(area: Area, side: Side) -> str:
    """How an area and its side are said together.

    >>> title(Area.CALF, Side.LEFT), title(Area.NECK, Side.BOTH), title(Area.CALF, Side.BOTH)
    ('Left calf', 'Neck', 'Both calves')
    """
    label = AREAS[area].label
    if side is Side.BOTH:
        return _PLURAL.get(area, label) if AREAS[area].paired else label
    return f"{side.value.capitalize()} {label[0].lower()}{label[1:]}"


_PLURAL = {
    Area.CALF: "Both calves",
    Area.SHIN: "Both shins",
    Area.THIGH_FRONT: "Front of both thighs",
    Area.HAMSTRING: "Back of both thighs",
    Area.BUTTOCK: "Both buttocks",
    Area.FOOT: "Both feet",
    Area.HAND: "Both hands",
    Area.FOREARM: "Both forearms",
    Area.UPPER_ARM: "Both upper arms",
    Area.SHOULDER: "Both shoulders",
}
