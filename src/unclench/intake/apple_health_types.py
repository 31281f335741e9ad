# SPDX-License-Identifier: Apache-2.0
"""Which kinds of Apple Health entries become which measure, and what their units are worth."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from unclench.diary.measures import SleepStage
from unclench.intake.gathering import SLEEP

__all__ = ["KINDS", "Factor", "Kind", "Way", "workout_kind"]

_QUANTITY, _CATEGORY = "HKQuantityTypeIdentifier", "HKCategoryTypeIdentifier"


class Way(Enum):
    """AMOUNT came about over a span or at an instant. READING: one of many a day, only their mean, least, most and
    number are kept. VALUE: one of few a day. STAGE: a span whose value is a word."""

    AMOUNT = "amount"
    READING = "reading"
    VALUE = "value"
    STAGE = "stage"


@dataclass(frozen=True, slots=True)
class Factor:
    """What one unit is worth in ours: value * times + plus."""

    times: float
    plus: float = 0.0


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of entry. units: by the unit's name in the file. words: by the value's name, for values that are words.

    signed: whether it may lie below zero.
    """

    measure: str
    way: Way
    units: Mapping[str, Factor]
    words: Mapping[str, float]
    signed: bool = False


def _units(**times: float) -> dict[str, Factor]:
    return {name: Factor(value) for name, value in times.items()}


_COUNT = _units(count=1)
_LENGTH = _units(m=1, km=1000, cm=0.01, mi=1609.344, ft=0.3048, yd=0.9144)
_ENERGY = _units(kcal=1, Cal=1, kJ=1 / 4.184, J=1 / 4184, cal=0.001)
_TIME = _units(min=1, s=1 / 60, hr=60, ms=1 / 60_000, d=1440)
_VOLUME = _units(
    mL=1, cL=10, dL=100, L=1000, fl_oz_us=29.5735295625, fl_oz_imp=28.4130625, cup_us=236.5882365,
    cup_imp=284.130625, pt_us=473.176473, pt_imp=568.26125,
)  # fmt: skip
_DOSE = _units(mg=1, g=1000, mcg=0.001, kg=1e6, oz=28_349.523125)
_MASS = _units(kg=1, g=0.001, lb=0.45359237, st=6.35029318, oz=0.028349523125)
_RATE = {"count/min": Factor(1), "count/s": Factor(60)}
_MOMENT = _units(ms=1, s=1000)
_WARMTH = {"degC": Factor(1), "degF": Factor(5 / 9, -160 / 9), "K": Factor(1, -273.15)}
_EFFORT = _units(appleEffortScore=1, count=1)

_STAGES = {
    f"HKCategoryValueSleepAnalysis{name}": stage
    for name, stage in {
        "InBed": SleepStage.IN_BED, "Awake": SleepStage.AWAKE, "Asleep": SleepStage.ASLEEP,
        "AsleepUnspecified": SleepStage.ASLEEP, "AsleepCore": SleepStage.LIGHT, "AsleepDeep": SleepStage.DEEP,
        "AsleepREM": SleepStage.REM,
    }.items()
}  # fmt: skip
_FLOW = {
    f"HKCategoryValue{name}{amount}": score
    for name in ("MenstrualFlow", "VaginalBleeding")
    for amount, score in {"None": 0.0, "Light": 1.0, "Medium": 2.0, "Heavy": 3.0}.items()
}

_AMOUNTS = {
    "StepCount": ("steps", _COUNT),
    "DistanceWalkingRunning": ("distance_m", _LENGTH),
    "ActiveEnergyBurned": ("active_energy_kcal", _ENERGY),
    "BasalEnergyBurned": ("basal_energy_kcal", _ENERGY),
    "FlightsClimbed": ("flights", _COUNT),
    "AppleExerciseTime": ("exercise_min", _TIME),
    "AppleStandTime": ("stand_min", _TIME),
    "DietaryWater": ("water_ml", _VOLUME),
    "DietaryCaffeine": ("caffeine_mg", _DOSE),
    "DietarySodium": ("sodium_mg", _DOSE),
    "DietaryMagnesium": ("magnesium_mg", _DOSE),
    "DietaryPotassium": ("potassium_mg", _DOSE),
    "DietaryCalcium": ("calcium_mg", _DOSE),
    "NumberOfAlcoholicBeverages": ("alcohol_drinks", _COUNT),
}
_READINGS = {
    "HeartRate": ("heart_rate", _RATE),
    "HeartRateVariabilitySDNN": ("hrv_sdnn_ms", _MOMENT),
}
_VALUES = {
    "RestingHeartRate": ("resting_heart_rate", _RATE),
    "BodyMass": ("mass_kg", _MASS),
    "WorkoutEffortScore": ("effort", _EFFORT),
    "EstimatedWorkoutEffortScore": ("effort", _EFFORT),
}
_WARM = {
    "BodyTemperature": "body_temp_c",
    "BasalBodyTemperature": "body_temp_c",
    "AppleSleepingWristTemperature": "wrist_temp_c",
}

KINDS: dict[str, Kind] = {
    **{_QUANTITY + name: Kind(measure, Way.AMOUNT, units, {}) for name, (measure, units) in _AMOUNTS.items()},
    **{
        _QUANTITY + name: Kind(measure, Way.READING, units, {})
        for name, (measure, units) in _READINGS.items()
    },
    **{_QUANTITY + name: Kind(measure, Way.VALUE, units, {}) for name, (measure, units) in _VALUES.items()},
    **{
        _QUANTITY + name: Kind(measure, Way.VALUE, _WARMTH, {}, signed=True)
        for name, measure in _WARM.items()
    },
    _CATEGORY + "SleepAnalysis": Kind(SLEEP, Way.STAGE, {}, _STAGES),
    _CATEGORY + "MenstrualFlow": Kind("menstrual_flow", Way.VALUE, {}, _FLOW),
}
"""By the name in the file. What is not in it is counted as unknown and left out."""


def workout_kind(name: str) -> str:
    """HKWorkoutActivityTypeTraditionalStrengthTraining -> "traditional strength training"."""
    bare = name.removeprefix("HKWorkoutActivityType")[:60]
    spaced = "".join(f" {sign}" if sign.isupper() else sign for sign in bare)
    return " ".join(spaced.split()).lower() or "other"
