# SPDX-License-Identifier: Apache-2.0
"""Reads content/figures.yaml and refuses what cannot be drawn, naming file, record and reason."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from unclench.body.areas import Area
from unclench.body.joints import pose_body
from unclench.body.pose import Pose
from unclench.body.pose_record import Wrong, area_of, keys_of, mapping_of, number_of, pose_of
from unclench.body.skeleton import PERSON, Frame
from unclench.body.words import AngleWords, angle_words
from unclench.errors import ContentError

__all__ = ["Figures", "Scene", "load_figures"]


# The safe loader written in C reads the file seven times faster, where it is there.
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Scene:
    """One remedy on one area: a title and one or two key poses."""

    title: str
    poses: tuple[Pose, ...]
    frame: Frame


@dataclass(frozen=True, slots=True)
class Figures:
    """Every figure of the product: the general scene of a remedy, its scenes per area, and the words."""

    general: Mapping[str, Scene]
    by_area: Mapping[tuple[str, Area], Scene]
    words: AngleWords

    def scene(self, remedy_id: str, area: Area | None) -> Scene | None:
        """The scene of a remedy on an area, or its general one; None where the remedy has no figure."""
        if area is not None and (remedy_id, area) in self.by_area:
            return self.by_area[remedy_id, area]
        return self.general.get(remedy_id)


def load_figures(path: Path) -> Figures:
    """All figures of a file, checked before the first one is drawn. Raises ContentError."""
    record = "the file"
    try:
        text = path.read_text(encoding="utf-8")
        raw = mapping_of(yaml.load(text, _Loader), "the file")  # noqa: S506 - a safe loader, see above
        keys_of(raw, {"words", "stances", "figures"}, "the file")
        record = "words"
        words = angle_words(raw.get("words"))
        stances = mapping_of(raw.get("stances", {}), "stances")
        general: dict[str, Scene] = {}
        by_area: dict[tuple[str, Area], Scene] = {}
        for record, value in mapping_of(raw.get("figures"), "figures").items():
            row = mapping_of(value, "the record")
            keys_of(row, {"title", "frame", "poses", "areas", "each_area"}, "the record")
            scenes = _scenes(row, stances)
            if not scenes:
                raise Wrong("has no pose")
            for area, scene in scenes.items():
                if area is None:
                    general[record] = scene
                else:
                    by_area[record, area] = scene
            general.setdefault(record, next(iter(scenes.values())))
    except (OSError, yaml.YAMLError) as problem:
        raise ContentError(path.name, record, f"cannot be read: {problem}") from problem
    except Wrong as wrong:
        raise ContentError(path.name, record, str(wrong), todo="Correct the record.") from wrong
    return Figures(general, by_area, words)


def _scenes(row: Mapping[str, Any], stances: Mapping[str, Any]) -> dict[Area | None, Scene]:
    """The scenes of a record; the key None is the general one."""
    scenes: dict[Area | None, Scene] = {}
    if "poses" in row:
        scenes[None] = _scene(row, row, None, stances)
    if "each_area" in row:
        each = mapping_of(row["each_area"], "each_area")
        keys_of(each, {"areas", "from", "with", "arrows", "frame"}, "each_area")
        for name in each["areas"]:
            area = area_of(name)
            pose = {"from": str(each["from"]).replace("{area}", area.value)}
            pose |= {key: each[key] for key in ("with", "arrows") if key in each}
            scenes[area] = _scene({"poses": [pose]}, row, area, stances)
    for name, value in mapping_of(row.get("areas", {}), "areas").items():
        variant = mapping_of(value, f"areas: {name}")
        keys_of(variant, {"title", "frame", "poses"}, f"areas: {name}")
        scenes[area_of(name)] = _scene(variant, row, area_of(name), stances)
    return scenes


def _scene(
    row: Mapping[str, Any], record: Mapping[str, Any], area: Area | None, stances: Mapping[str, Any]
) -> Scene:
    title = row.get("title", record.get("title"))
    if not isinstance(title, str):
        raise Wrong("has no title")
    rows = [_with_stance(mapping_of(value, "a pose"), stances) for value in row["poses"]]
    if len(rows) not in (1, 2):
        raise Wrong("needs one or two poses")
    frame = row.get("frame", record.get("frame"))
    for first in rows:
        frame = frame or first.pop("frame", None)
        first.pop("frame", None)
    poses = tuple(pose_of(value, area) for value in rows)
    for pose in poses:
        try:
            pose_body(pose, PERSON)
        except KeyError as unknown:
            raise Wrong(f"reaches for {unknown}, which is not there") from unknown
    return Scene(title, poses, _frame(frame))


def _with_stance(row: Mapping[str, Any], stances: Mapping[str, Any]) -> dict[str, Any]:
    """A pose with what it takes over from a stance; `with` adds things to those of the stance."""
    merged: dict[str, Any] = {}
    if "from" in row:
        if row["from"] not in stances:
            raise Wrong(f"takes its pose from {row['from']!r}, which is not among the stances")
        merged = _with_stance(mapping_of(stances[row["from"]], f"stance {row['from']}"), stances)
    merged |= {key: value for key, value in row.items() if key not in ("from", "with")}
    merged["props"] = [*merged.get("props", []), *row.get("with", [])]
    return merged


def _frame(raw: Any) -> Frame:
    if raw is None:
        return Frame()
    row = mapping_of(raw, "frame")
    keys_of(row, {"x", "y", "width"}, "frame")
    return Frame(*(number_of(row, key) for key in ("x", "y", "width")))
