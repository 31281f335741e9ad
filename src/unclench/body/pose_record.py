# SPDX-License-Identifier: Apache-2.0
"""One pose as written in the figures file, read field by field."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any, TypeVar

from unclench.body.areas import Area
from unclench.body.muscles import can_be_seen
from unclench.body.outline import Point
from unclench.body.pose import Arm, Arrow, Leg, Pose, Posture, Prop, Reach, View
from unclench.body.props import KINDS

__all__ = ["Wrong", "area_of", "keys_of", "mapping_of", "number_of", "pose_of"]

_POSE_KEYS = {
    "view", "posture", "hip", "lean", "spine", "neck", "shoulders_up", "shoulders_forward", "muscle",
    "this_arm", "other_arm", "this_leg", "other_leg", "props", "arrows", "other_arm_in_front", "aside",
}  # fmt: skip
_ARM_KEYS = {"shoulder", "elbow", "wrist", "fingers", "reach", "offset", "where", "turned", "seen"}
_LEG_KEYS = {"hip", "knee", "ankle", "toes", "reach", "offset", "where", "turned", "seen"}
_JOINTS = frozenset({"hip", "waist", "chest", "throat", "head", "muscle", "aside"}) | {
    f"{whose}_{joint}"
    for whose in ("this", "other")
    for joint in (
        "shoulder", "elbow", "wrist", "hand", "fingers", "hip", "knee", "ankle", "sole", "heel", "ball", "toes",
    )
}  # fmt: skip

_Choice = TypeVar("_Choice", bound=StrEnum)


class Wrong(Exception):
    """What is wrong with the record at hand; the loader adds which file and record it is."""


def mapping_of(raw: Any, what: str) -> Mapping[str, Any]:
    """The value as named fields."""
    if not isinstance(raw, Mapping):
        raise Wrong(f"{what} must be named fields, not {type(raw).__name__}")
    return raw


def keys_of(row: Mapping[str, Any], known: set[str], what: str) -> None:
    """Refuse a field nobody would read: a slip of the pen would otherwise pass in silence."""
    if unknown := sorted(set(row) - known):
        raise Wrong(f"{what} has an unknown field {unknown[0]!r}")


def number_of(row: Mapping[str, Any], key: str) -> float:
    """A number that must be there."""
    if key not in row:
        raise Wrong(f"{key} is missing")
    return _number(row[key], key)


def area_of(raw: Any) -> Area:
    """An area by its id."""
    return _choice(Area, raw, "area")


def pose_of(row: Mapping[str, Any], area: Area | None) -> Pose:
    """A whole pose. `area` is the muscle to mark where the record does not name one itself."""
    keys_of(row, _POSE_KEYS, "the pose")
    view = _choice(View, row.get("view"), "view")
    muscle = area_of(row["muscle"]) if row.get("muscle") else area
    if muscle is not None and not can_be_seen(muscle, view):
        raise Wrong(f"{muscle} cannot be seen from the {view}")
    hip = row.get("hip")
    if not isinstance(hip, list) or len(hip) != 2:
        raise Wrong("hip must be a place [x, y] or [x, floor]")
    props = tuple(_prop(mapping_of(value, "a prop")) for value in row.get("props", []))
    return Pose(
        view=view,
        posture=_choice(Posture, row.get("posture"), "posture"),
        hip_x=_number(hip[0], "hip"),
        hip_y=None if hip[1] == "floor" else _number(hip[1], "hip"),
        lean_degrees=number_of(row, "lean"),
        spine_degrees=number_of(row, "spine"),
        neck_degrees=number_of(row, "neck"),
        this_arm=_arm(row, "this_arm"),
        other_arm=_arm(row, "other_arm"),
        this_leg=_leg(row, "this_leg"),
        other_leg=_leg(row, "other_leg"),
        muscle=muscle,
        shoulders_up=_number(row.get("shoulders_up", 0), "shoulders_up"),
        shoulders_forward=_number(row.get("shoulders_forward", 0), "shoulders_forward"),
        props=props,
        arrows=tuple(_arrow(mapping_of(value, "an arrow")) for value in row.get("arrows", [])),
        other_arm_in_front=bool(row.get("other_arm_in_front", False)),
        aside=_point(row["aside"], "aside") if "aside" in row else None,
    )


def _arm(pose: Mapping[str, Any], key: str) -> Arm:
    row = mapping_of(pose.get(key), key)
    keys_of(row, _ARM_KEYS, key)
    seen = _seen(row, 2, key)
    reach = _reach(row, key)
    return Arm(
        shoulder_degrees=0.0 if reach else _angle(row, "shoulder", key),
        elbow_degrees=0.0 if reach else _angle(row, "elbow", key),
        wrist_degrees=_number(row.get("wrist", 0), "wrist"),
        fingers_degrees=_number(row.get("fingers", 0), "fingers"),
        reach=reach,
        where=str(row.get("where", "")),
        turned=bool(row.get("turned", False)),
        upper_arm_seen=1.0 if seen is None else seen[0],
        forearm_seen=1.0 if seen is None else seen[1],
    )


def _leg(pose: Mapping[str, Any], key: str) -> Leg:
    row = mapping_of(pose.get(key), key)
    keys_of(row, _LEG_KEYS, key)
    seen = _seen(row, 3, key)
    reach = _reach(row, key)
    flat = row.get("ankle") == "flat"
    return Leg(
        hip_degrees=0.0 if reach else _angle(row, "hip", key),
        knee_degrees=0.0 if reach else _angle(row, "knee", key),
        ankle_degrees=0.0 if flat else _angle(row, "ankle", key),
        toes_degrees=_number(row.get("toes", 0), "toes"),
        flat=flat,
        reach=reach,
        where=str(row.get("where", "")),
        turned=bool(row.get("turned", False)),
        thigh_seen=1.0 if seen is None else seen[0],
        shin_seen=1.0 if seen is None else seen[1],
        foot_seen=None if seen is None else seen[2],
    )


def _angle(row: Mapping[str, Any], joint: str, limb: str) -> float:
    if joint not in row:
        raise Wrong(f"{limb}: the angle of the {joint} is missing")
    return _number(row[joint], f"{limb}: {joint}")


def _reach(row: Mapping[str, Any], limb: str) -> Reach | None:
    if "reach" not in row:
        return None
    return Reach(_place(row["reach"], limb, also=frozenset(KINDS)), _offset(row, limb))


def _prop(row: Mapping[str, Any]) -> Prop:
    keys_of(row, {"kind", "at", "offset", "to", "size", "turn", "facing"}, "a prop")
    kind = row.get("kind")
    if kind not in KINDS:
        raise Wrong(f"there is no prop {kind!r}; known are {', '.join(sorted(KINDS))}")
    return Prop(
        kind=kind,
        at=_place(row.get("at"), f"prop {kind}"),
        offset=_offset(row, f"prop {kind}"),
        to=None if "to" not in row else _place(row["to"], f"prop {kind}"),
        size=_number(row.get("size", 1), "size"),
        turn_degrees=_number(row.get("turn", 0), "turn"),
        facing=str(row.get("facing", "right")),
    )


def _arrow(row: Mapping[str, Any]) -> Arrow:
    keys_of(row, {"at", "offset", "toward", "length", "bend", "both_ways", "says"}, "an arrow")
    return Arrow(
        at=_place(row.get("at"), "arrow"),
        toward_degrees=number_of(row, "toward"),
        length=number_of(row, "length"),
        offset=_offset(row, "arrow"),
        bend_degrees=_number(row.get("bend", 0), "bend"),
        both_ways=bool(row.get("both_ways", False)),
        says=str(row.get("says", "")),
    )


def _offset(row: Mapping[str, Any], what: str) -> Point:
    return _point(row.get("offset", [0, 0]), f"{what}: offset")


def _point(raw: Any, what: str) -> Point:
    found = _place(raw, what)
    if isinstance(found, Point):
        return found
    raise Wrong(f"{what} must be [x, y]")


def _place(raw: Any, what: str, also: frozenset[str] = frozenset()) -> str | Point:
    if isinstance(raw, list) and len(raw) == 2:
        return Point(_number(raw[0], what), _number(raw[1], what))
    if isinstance(raw, str) and raw in _JOINTS | also:
        return raw
    raise Wrong(f"{what}: {raw!r} is neither a joint nor a place [x, y]")


def _seen(row: Mapping[str, Any], count: int, what: str) -> list[float] | None:
    if "seen" not in row:
        return None
    shares = row["seen"]
    if not isinstance(shares, list) or len(shares) != count:
        raise Wrong(f"{what}: seen must be {count} numbers between 0 and 1.2")
    return [_number(share, f"{what}: seen") for share in shares]


def _number(raw: Any, what: str) -> float:
    if isinstance(raw, bool) or not isinstance(raw, int | float):
        raise Wrong(f"{what} must be a number, not {raw!r}")
    return float(raw)


def _choice(choices: type[_Choice], raw: Any, what: str) -> _Choice:
    try:
        return choices(raw)
    except ValueError:
        raise Wrong(f"there is no {what} {raw!r}; known are {', '.join(choices)}") from None
