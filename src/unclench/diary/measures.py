# SPDX-License-Identifier: Apache-2.0
"""What a device or a file can tell of a day: each measure's unit, and how a day's value is made of what was told.

Words for people stand in content (exposures.yaml) under the same ids; a test holds the two lists equal.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

__all__ = ["MEASURES", "OWN_PREFIX", "Measure", "Merge", "SleepStage"]

OWN_PREFIX = "own_"
"""What a person added themselves begins with this; its id is the rest of the name in plain letters."""


class Merge(StrEnum):
    """How a civil day's value comes from several sources.

    SWEEP: at each instant the best source counts, a value spread evenly over its span. SUM: everything taken in,
    exact repeats once. SLEEP: minutes of the best source of a night, on the date of its last wake. BEST: one value a
    day, of the best source that has one.
    """

    SWEEP = "sweep"
    SUM = "sum"
    SLEEP = "sleep"
    BEST = "best"


class SleepStage:
    """Values of the samples of `sleep`."""

    IN_BED = 0.0
    AWAKE = 1.0
    ASLEEP = 2.0
    LIGHT = 3.0
    DEEP = 4.0
    REM = 5.0


@dataclass(frozen=True, slots=True)
class Measure:
    """One thing a day can hold. unit: UCUM. The id carries the unit where one could be mistaken."""

    id: str
    unit: str
    merge: Merge


def _of(merge: Merge, **units: str) -> list[Measure]:
    return [Measure(key, unit, merge) for key, unit in units.items()]


MEASURES: dict[str, Measure] = {
    one.id: one
    for one in [
        *_of(
            Merge.SWEEP, steps="{steps}", distance_m="m", active_energy_kcal="kcal", basal_energy_kcal="kcal",
            flights="{count}", exercise_min="min", stand_min="min", workout_min="min",
        ),
        *_of(
            Merge.SUM, water_ml="mL", caffeine_mg="mg", sodium_mg="mg", magnesium_mg="mg", potassium_mg="mg",
            calcium_mg="mg", alcohol_drinks="{drinks}", spasms="{count}",
        ),
        *_of(Merge.SLEEP, asleep_min="min", in_bed_min="min"),
        *_of(
            Merge.BEST, heart_rate_mean="/min", heart_rate_min="/min", heart_rate_max="/min",
            heart_rate_samples="{count}", resting_heart_rate="/min", hrv_sdnn_ms="ms", hrv_rmssd_ms="ms",
            mass_kg="kg", body_temp_c="Cel", wrist_temp_c="Cel", menstrual_flow="{score}", effort="{score}",
            mood="{score}", stress="{score}", air_temp_max_c="Cel", air_temp_min_c="Cel", feels_like_max_c="Cel",
            humidity_pct="%",
        ),
    ]
}  # fmt: skip
"""By id. menstrual_flow: 0 none, 1 light, 2 medium, 3 heavy. effort, mood, stress: 0 to 10."""
