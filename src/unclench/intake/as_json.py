# SPDX-License-Identifier: Apache-2.0
"""What an import would bring, as plain data: for the command line, the API and whoever wants to check it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from unclench.intake.gathering import SLEEP, Reading
from unclench.intake.merging import standing, totals
from unclench.intake.nights import nights
from unclench.intake.samples import EPOCH_DAY, Workout

__all__ = ["dry_run"]

_NIGHTLY = ("asleep_min", "in_bed_min")


def dry_run(reading: Reading, order: Sequence[str] | None = None) -> dict[str, Any]:
    """Every daily total, workout and night of a reading, with what was left out and why. Nothing is kept.

    order: source names, best first, as the person put them. Ids and units: docs/formats/imports.md.
    """
    told = totals(reading.samples, reading.sources, order)
    days: dict[str, dict[str, float]] = {}
    for measure, values in told.items():
        for day, value in values.items():
            days.setdefault(_iso(day), {})[measure] = _short(value)
    return {
        "importer": reading.importer,
        "exported_at": None if reading.exported_at is None else reading.exported_at.isoformat(),
        "sources": [{"name": one.name, "rank": one.rank.name.lower()} for one in reading.sources],
        "days": dict(sorted(days.items())),
        "workouts": [_workout(one) for one in reading.workouts],
        "sleep": _sleep(reading, told, order),
        "rejected": dict(sorted(reading.rejected.items())),
        "unknown_types": dict(sorted(reading.unknown_types.items())),
        "notes": list(reading.notes),
    }


def _sleep(
    reading: Reading, told: Mapping[str, Mapping[int, float]], order: Sequence[str] | None
) -> list[dict[str, Any]]:
    """One entry a day: the merged minutes, and the source of the longest sleep of that day."""
    longest: dict[int, tuple[float, str]] = {}
    if SLEEP in reading.samples:
        for one in nights(reading.samples[SLEEP], standing(reading.sources, order)):
            name = reading.sources[one.source].name if one.source is not None else ""
            length = one.asleep_min or one.in_bed_min or 0.0
            longest[one.day] = max(longest.get(one.day, (-1.0, "")), (length, name))
    days = sorted({day for key in _NIGHTLY for day in told.get(key, {})})
    nightly: list[dict[str, Any]] = []
    for day in days:
        values = {key: told.get(key, {}).get(day) for key in _NIGHTLY}
        shown = {key: None if value is None else _short(value) for key, value in values.items()}
        nightly.append({"day": _iso(day), **shown, "source": longest[day][1] if day in longest else None})
    return nightly


def _workout(one: Workout) -> dict[str, Any]:
    told: dict[str, Any] = {
        "start": _time(one.start), "end": _time(one.end), "kind": one.kind, "duration_min": _short(one.duration_min),
        "source": one.source,
    }  # fmt: skip
    for key, value in (("energy_kcal", one.energy_kcal), ("distance_m", one.distance_m)):
        told[key] = None if value is None else _short(value)
    return told


def _time(at: datetime) -> str:
    return at.isoformat(timespec="seconds")


def _iso(day: int) -> str:
    at: date = EPOCH_DAY + timedelta(days=day)
    return at.isoformat()


def _short(value: float) -> float:
    """To a millionth: what is left of dividing and adding is no information."""
    return round(float(value), 6)
