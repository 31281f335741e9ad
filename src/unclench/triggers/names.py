# SPDX-License-Identifier: Apache-2.0
"""Which trigger of content a column's name means, and which names are of remedies: words people give their columns."""

from __future__ import annotations

import re

__all__ = ["NEGATIVE_CONTROL", "is_negative_control", "is_remedy", "trigger_meant"]

NEGATIVE_CONTROL = re.compile(r"^(control|nc|placebo)_?\d*$|neg(ative)?_?control|cannot_matter")

# Longer names first, so that “missed dose” is not a dose. -1: more of the column is less of the trigger.
_MEANT: tuple[tuple[tuple[str, ...], str, int], ...] = (
    (("missed_dose", "late_dose", "dose_missed", "med_missed"), "trg_med_missed", 1),
    (("new_medicine", "med_started", "raised_dose", "dose_raised"), "trg_med_started", 1),
    (("sleep_position",), "trg_sleep_position", 1),
    (("short_sleep", "poor_sleep", "bad_sleep"), "trg_short_sleep", 1),
    (("sleep", "sleep_hours"), "trg_short_sleep", -1),
    (("exercise_spike", "unaccustomed", "unusual_exercise"), "trg_exercise_spike", 1),
    (("exercise_intensity", "intensity", "hard_effort"), "trg_exercise_intensity", 1),
    (("exercise", "workout", "training", "run", "running", "sport", "sports", "gym", "exertion",
      "physical_work", "exercise_minutes", "exercise_load"), "trg_exercise_load", 1),
    (("low_fluid", "dehydration", "dehydrated", "thirst", "little_water"), "trg_low_fluid", 1),
    (("water", "fluid", "fluids", "hydration", "drank"), "trg_low_fluid", -1),
    (("heat", "hot", "hot_day", "temperature", "outdoor_temperature"), "trg_heat", 1),
    (("cold", "chill", "cold_legs", "cold_feet"), "trg_cold", 1),
    (("standing", "stood", "standing_hours", "standing_long"), "trg_standing_long", 1),
    (("sitting", "sat", "sitting_hours", "sitting_long", "desk", "desk_hours"), "trg_sitting_long", 1),
    (("sedentary", "inactive", "sedentary_day", "inactivity"), "trg_sedentary_day", 1),
    (("shoes", "heels", "high_heels", "tight_shoes"), "trg_tight_or_high_shoes", 1),
    (("reading_in_bed", "screen_in_bed", "screen_time"), "trg_reading_in_bed", 1),
    (("alcohol", "beer", "wine", "alcoholic_drinks"), "trg_alcohol", 1),
    (("caffeine", "coffee", "tea", "espresso"), "trg_caffeine", 1),
    (("stress", "low_mood", "stressed"), "trg_stress", 1),
    (("menstrual", "menstrual_phase", "period", "cycle"), "trg_menstrual_phase", 1),
    (("dialysis", "dialysis_day"), "trg_dialysis_day", 1),
    (("vomiting", "diarrhoea", "diarrhea"), "trg_vomiting_diarrhoea", 1),
    (("low_salt", "salt_loss", "sweat", "sweating"), "trg_salt_loss_or_low_salt", 1),
    (("lifting", "lift", "lifted", "heavy_lifting"), "trg_lifting_heavy", 1),
    (("awkward_posture", "posture", "awkward"), "trg_awkward_posture", 1),
    (("distraction", "distracted"), "trg_distraction", 1),
    (("fatigue", "tired", "tiredness"), "trg_tired_during_task", 1),
    (("slip", "fall", "trip_fall"), "trg_slip_trip_fall", 1),
    (("neck", "neck_posture"), "trg_neck_static_posture", 1),
    (("typing", "writing", "gripping", "repetitive_hand_use"), "trg_repetitive_hand_use", 1),
    (("hyperventilation", "panic", "fast_breathing"), "trg_hyperventilation", 1),
    (("travel", "flight", "long_travel", "long_drive", "car_ride"), "trg_long_travel", 1),
    (("fever", "infection", "febrile_illness", "flu"), "trg_febrile_illness", 1),
)  # fmt: skip
_REMEDIES = frozenset(
    {
        "stretch", "stretched", "stretching", "massage", "massaged", "rub", "heat_pad", "heat_pack", "warm_bath",
        "cold_pack", "ice", "ice_pack", "painkiller", "pain_tablet", "ibuprofen", "paracetamol", "remedy",
        "pickle_juice", "relief", "muscle_relaxant", "foam_roller", "magnesium", "tonic_water",
    }
)  # fmt: skip
_BESIDE = (
    "minutes",
    "min",
    "hours",
    "h",
    "count",
    "score",
    "units",
    "level",
    "day",
    "today",
    "ml",
    "mg",
    "l",
    "c",
)


def _plain(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "_", name.lower()).strip("_")


def _variants(name: str) -> tuple[str, ...]:
    plain = _plain(name)
    parts = plain.split("_")
    short = "_".join(part for part in parts if part not in _BESIDE)
    return tuple(dict.fromkeys((plain, short)))


def trigger_meant(name: str) -> tuple[str, int] | None:
    """The id of a trigger of content, and whether more of the column is more (1) or less (-1) of it.

    >>> trigger_meant("Water (ml)")
    ('trg_low_fluid', -1)
    """
    for variant in _variants(name):
        if variant.startswith("trg_"):
            return variant, 1
        for words, meant, sign in _MEANT:
            if variant in words or variant == meant.removeprefix("trg_"):
                return meant, sign
    return None


def is_remedy(name: str) -> bool:
    """Whether people use it against a spasm, so that it may follow the spasm of the same day."""
    return any(variant in _REMEDIES for variant in _variants(name))


def is_negative_control(name: str) -> bool:
    """Whether the name says that it cannot matter."""
    return NEGATIVE_CONTROL.search(_plain(name)) is not None
