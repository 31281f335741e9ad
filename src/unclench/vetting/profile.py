# SPDX-License-Identifier: Apache-2.0
"""The person a product is judged for: what is known about them, and what follows from it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from unclench.vetting.label import Region

__all__ = ["ADULT", "CHILD_AGES", "NEUROPATHY", "Goal", "Profile", "whole"]


class Goal(StrEnum):
    """What the person wants it for. ANY: cramps in every way, the safe reading where nobody asked."""

    ANY = "any"
    RELIEF = "relief"
    AFTER_ACHE = "after_ache"
    PREVENTION = "prevention"


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """Nothing is assumed of what was not said, except that somebody without an age is grown up.

    age: in years. conditions: ids of content. said: the narrower words some conditions were named by. drug_classes:
    ids of content. medicines: ingredients (ids of content) that the person already takes. children_at_home: somebody
    there is a child. not_understood: words nobody could read.
    """

    age: float | None = None
    sex: str = ""
    region: Region = Region.UNKNOWN
    conditions: frozenset[str] = frozenset()
    said: frozenset[str] = frozenset()
    drug_classes: frozenset[str] = frozenset()
    medicines: frozenset[str] = frozenset()
    children_at_home: bool = False
    goal: Goal = Goal.ANY
    not_understood: tuple[str, ...] = ()


ADULT = Profile(age=40, region=Region.US)
"""Whom a product is judged for where nobody said: a healthy adult in the US who wants help with cramps."""

CHILD_AGES = {"age_under_2": 2, "age_under_6": 6, "age_under_12": 12, "age_under_18": 18}
_OLDER_AGES = {"age_over_60": 60, "age_over_65": 65}

NEUROPATHY = frozenset({"neuropathy", "diabetes_neuropathy", "numbness", "radicular_pain"})
"""Any sign of a nerve in trouble: then vitamin B6 above its level is no longer a small thing."""

# What one condition says about others.
_FOLLOWS = {
    "pregnancy_20w_plus": ("pregnancy",),
    "age_over_65": ("age_over_60",),
    "age_under_2": ("age_under_6",),
    "age_under_6": ("age_under_12",),
    "age_under_12": ("age_under_18",),
    "quinine_reaction": ("thrombocytopenia",),
}
# The profile asks about some medicines as a group. Which one is not known, so each counts.
_CLASSES_OF = {
    "anticoagulants": ("vitamin_k_antagonist", "doac"),
    "diuretics": ("diuretic_potassium_sparing", "diuretic_thiazide", "diuretic_loop"),
    "alcohol_sedatives": ("sedative",),
    "interacting_medicines": ("quinolone_or_tetracycline", "bisphosphonate", "levothyroxine"),
}
_CONDITIONS_OF_CLASSES = {"qt_prolonging": "qt_prolongation"}


def whole(profile: Profile) -> Profile:
    """The same person with everything that follows from what was said: ages, pregnancy, groups of medicines."""
    conditions, classes = set(profile.conditions), set(profile.drug_classes)
    if profile.age is not None:
        conditions |= {key for key, years in CHILD_AGES.items() if profile.age < years}
        conditions |= {key for key, years in _OLDER_AGES.items() if profile.age >= years}
    waiting = list(conditions)
    while waiting:
        for key in _FOLLOWS.get(waiting.pop(), ()):
            if key not in conditions:
                conditions.add(key)
                waiting.append(key)
    for key in tuple(conditions):
        classes.update(_CLASSES_OF.get(key, ()))
    conditions |= {condition for key, condition in _CONDITIONS_OF_CLASSES.items() if key in classes}
    children = profile.children_at_home or "age_under_12" in conditions
    return replace(
        profile, conditions=frozenset(conditions), drug_classes=frozenset(classes), children_at_home=children
    )
