# SPDX-License-Identifier: Apache-2.0
"""Workouts of an Apple Health export, put together from their tag and the tags inside it; and what lies in a
correlation, which stands in the file a second time."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from datetime import datetime

from unclench.intake.apple_health_scan import Tag
from unclench.intake.apple_health_types import KINDS, Factor, workout_kind
from unclench.intake.gathering import Gathering
from unclench.intake.samples import Rank, Workout

__all__ = ["Outline", "date_of", "source_name", "source_rank"]

_MODEL = re.compile(r"model:\s*([^,>]*)")
_DISTANCES = ("DistanceWalkingRunning", "DistanceCycling", "DistanceSwimming", "DistanceWheelchair")
_PREFIX = "HKQuantityTypeIdentifier"
_LENGTH = KINDS[_PREFIX + "DistanceWalkingRunning"].units
_ENERGY = KINDS[_PREFIX + "ActiveEnergyBurned"].units
_TIME = KINDS[_PREFIX + "AppleExerciseTime"].units
_LONGEST_MIN = 7 * 24 * 60


def source_name(name: str, *, by_hand: bool) -> str:
    """What was typed in stands for itself: the same app may also measure."""
    name = name[:200] or "unknown"
    return f"{name} (typed in)" if by_hand else name


def source_rank(name: str, device: str, *, by_hand: bool) -> Rank:
    """Where a source stands: by the model in `device`, else by its name."""
    if by_hand:
        return Rank.MANUAL
    model = _MODEL.search(device)
    said = model[1] if model is not None and model[1].strip() else name
    if "watch" in said.lower():
        return Rank.WATCH
    return Rank.PHONE if re.search(r"iphone|ipad|ipod", said, re.IGNORECASE) else Rank.APP


def date_of(text: str) -> datetime | None:
    """An aware time; None where it is none of 1900 to 2200."""
    try:
        at = datetime.strptime(text, "%Y-%m-%d %H:%M:%S %z")
    except ValueError:
        return None
    return at if 1900 < at.year < 2200 else None


class Outline:
    """Follows the rare tags through the file, in order."""

    def __init__(self, into: Gathering) -> None:
        self._into = into
        self._workout: dict[str, str] | None = None
        self._inside: list[dict[str, str]] = []
        self._by_hand = False
        self.correlated_since: int | None = None

    def block_begins(self) -> None:
        """Places count from the start of the block."""
        if self.correlated_since is not None:
            self.correlated_since = 0

    def tag(self, tag: Tag) -> tuple[int, int] | None:
        """Take the next tag; where a correlation ends with it: from where to where it reached."""
        if tag.name == "ExportDate":
            self._into.exported_at = date_of(tag.attributes.get("value", "")) or self._into.exported_at
        elif tag.name == "WorkoutStatistics":
            self._inside.append(dict(tag.attributes))
        elif tag.name == "Workout":
            self.close()
            self._workout = dict(tag.attributes)
            if tag.closed:
                self.close()
        elif tag.name == "/Workout":
            self.close()
        if self.correlated_since is not None and tag.name in ("/Correlation", "Correlation", "Workout"):
            reached = (self.correlated_since, tag.place)
            self.correlated_since = tag.place if tag.name == "Correlation" and not tag.closed else None
            return reached
        if tag.name == "Correlation" and not tag.closed:
            self.correlated_since = tag.place
        return None

    @property
    def in_workout(self) -> bool:
        """Whether a workout is open."""
        return self._workout is not None

    def typed_in(self) -> None:
        """The open workout says it was typed in."""
        self._by_hand = True

    def close(self) -> None:
        """The open workout is whole."""
        told, inside, by_hand = self._workout, self._inside, self._by_hand
        self._workout, self._inside, self._by_hand = None, [], False
        if told is None:
            return None
        start, end = date_of(told.get("startDate", "")), date_of(told.get("endDate", ""))
        if start is None or end is None:
            return self._into.reject("a date that cannot be read")
        if end < start:
            return self._into.reject("ends before it begins")
        minutes = _in(told.get("duration"), told.get("durationUnit", "min"), _TIME)
        lasted = (end - start).total_seconds() / 60
        if minutes is None or not 0 <= minutes <= lasted + 1:
            minutes = lasted
        if lasted > _LONGEST_MIN:
            return self._into.reject("lasts longer than a week")
        name = source_name(told.get("sourceName", ""), by_hand=by_hand)
        source = self._into.source(name, source_rank(name, told.get("device", ""), by_hand=by_hand))
        changed = date_of(told.get("creationDate", ""))
        changed_ms = 0 if changed is None else round(changed.timestamp() * 1000)
        energy = _in(told.get("totalEnergyBurned"), told.get("totalEnergyBurnedUnit", ""), _ENERGY)
        distance = _in(told.get("totalDistance"), told.get("totalDistanceUnit", ""), _LENGTH)
        for one in inside:
            kind = one.get("type", "").removeprefix(_PREFIX)
            if kind == "ActiveEnergyBurned":
                energy = _first(_in(one.get("sum"), one.get("unit", ""), _ENERGY), energy)
            elif kind in _DISTANCES:
                distance = _first(_in(one.get("sum"), one.get("unit", ""), _LENGTH), distance)
        self._into.workouts.append(
            Workout(
                start, end, workout_kind(told.get("workoutActivityType", "")), minutes, name, energy, distance
            )
        )
        self._into.span("workout_min", source, start, end, minutes, changed_ms)
        return None


def _in(text: str | None, unit: str, units: Mapping[str, Factor]) -> float | None:
    """A total in our unit; None where it is none."""
    factor = units.get(unit)
    if text is None or factor is None:
        return None
    try:
        value = float(text) * factor.times
    except ValueError:
        return None
    return value if math.isfinite(value) and value >= 0 else None


def _first(one: float | None, other: float | None) -> float | None:
    return other if one is None else one
