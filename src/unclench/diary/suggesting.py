# SPDX-License-Identifier: Apache-2.0
"""Which exposures are worth following for a person, and why: by where it hurts, by the profile, by what is known."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from unclench.body.areas import Area
from unclench.diary.checkin import MOST_ASKED
from unclench.diary.exposures import Exposure
from unclench.diary.person import Person, Sex
from unclench.evidence import Certainty
from unclench.evidence.kinds.triggers import Trigger

__all__ = ["Reason", "Suggestion", "concerns", "followed_by", "suggested"]

_GRADE = {
    Certainty.HIGH: 4, Certainty.MODERATE: 3, Certainty.LOW: 2, Certainty.VERY_LOW: 1, Certainty.NONE: 0,
}  # fmt: skip
_ANY_AREA = 0.5
_OF_THE_ARTICLE = 0.5
_DIALYSIS, _DOSE, _BLEEDING = "dialysis", "dose_missed", "menstrual_flow"


class Reason(StrEnum):
    """Why it is suggested. PROFILE: something about the person. AREA: spasms where it is said to matter."""

    PROFILE = "profile"
    AREA = "area"
    ARTICLE = "article"


@dataclass(frozen=True, slots=True)
class Suggestion:
    """areas: those of the person's that the trigger names, the most frequent first; empty where it names none."""

    exposure: Exposure
    reason: Reason
    areas: tuple[Area, ...]
    certainty: Certainty


def concerns(exposure: Exposure, person: Person) -> bool:
    """Whether it makes sense to offer this person the question at all. What was not said is no reason to hide it."""
    return exposure.id != _BLEEDING or person.sex is not Sex.MALE


def suggested(
    shown: Iterable[Exposure],
    triggers: Mapping[str, Trigger],
    spasms: Mapping[Area, int],
    person: Person,
    most: int = MOST_ASKED,
) -> list[Suggestion]:
    """What to suggest, the best first. spasms: how many the diary holds, by area.

    An order of ours, not a finding: what the profile asks for; then the share of the person's spasms that lie where
    the trigger is said to matter (half where it names no area), times its grade of certainty from 0 to 4. A question
    of the source article counts half a grade more, and all there is while the diary holds no spasm.
    """
    total = sum(spasms.values())
    ordered = sorted(spasms, key=lambda area: (-spasms[area], area.value))
    found: list[tuple[float, Suggestion]] = []
    for one in shown:
        trigger = triggers.get(one.trigger)
        if trigger is None or not one.question or one.control or not _may_be_suggested(one, person):
            continue
        areas = tuple(area for area in ordered if area.value in trigger.areas)
        certainty = trigger.evidence.certainty
        reason = _reason(one, areas)
        share = 0.0 if not total else sum(spasms[area] for area in areas) / total
        if total and not trigger.areas:
            share = _ANY_AREA
        score = share * _GRADE[certainty] + (_OF_THE_ARTICLE if one.article else 0.0)
        if reason is Reason.PROFILE:
            score += len(_GRADE)
        if score > 0:
            found.append((score, Suggestion(one, reason, areas, certainty)))
    found.sort(key=lambda pair: -pair[0])
    return [suggestion for _, suggestion in found[:most]]


def followed_by(
    chosen: Sequence[str], known: Mapping[str, Exposure], suggestions: Sequence[Suggestion]
) -> list[Exposure]:
    """What the check-in asks about, in order: what the person chose, and what is suggested while they chose nothing."""
    mine = [known[key] for key in chosen if key in known]
    return mine or [one.exposure for one in suggestions]


def _may_be_suggested(exposure: Exposure, person: Person) -> bool:
    if exposure.id == _DIALYSIS:
        return "kidney_disease" in person.conditions
    if exposure.id == _DOSE:
        return bool(person.medicines)
    return concerns(exposure, person)


def _reason(exposure: Exposure, areas: Sequence[Area]) -> Reason:
    if exposure.id == _DIALYSIS:
        return Reason.PROFILE
    return Reason.ARTICLE if exposure.article and not areas else Reason.AREA
