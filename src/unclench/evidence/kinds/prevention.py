# SPDX-License-Identifier: Apache-2.0
"""What may keep spasms from coming, and how much water is adequate."""

from __future__ import annotations

from enum import StrEnum

from unclench.evidence.entities import Caution
from unclench.evidence.kinds.record import Claimed, Record, Shape, shape
from unclench.evidence.schema import AdviceText, AdviceTexts, AreaIds, RecordId, SourceId

__all__ = ["Belief", "Prevention", "PreventionKind", "Routine", "WaterNeed"]


class PreventionKind(StrEnum):
    BEHAVIOUR = "behaviour"
    BREATHING = "breathing"
    FLUID = "fluid"
    MOVEMENT = "movement"
    ORAL = "oral"
    PROFESSIONAL = "professional"
    STRETCH = "stretch"
    WORN = "worn"


@shape
class Routine(Shape):
    """When and how long. basis: where the numbers come from. Zero or None means that the sources do not say."""

    basis: str
    times_per_day: int | None = None
    days_per_week: int | None = None
    weeks: int | None = None
    days: int | None = None
    minutes: int | None = None
    hold_seconds: int | None = None
    repeats: int | None = None
    rest_seconds: int | None = None


@shape
class Prevention(Claimed):
    """Something a person can do ahead of time.

    on_by_default: False until the person turns it on. self_trial: False where it must never be part of a
    self-trial, with the reason in why_no_self_trial. how: instructions, one sentence each. often_said: what is often
    said and what we found.
    """

    name: AdviceText
    kind: PreventionKind
    areas: AreaIds = ()
    on_by_default: bool
    self_trial: bool
    why_no_self_trial: AdviceText = ""
    how: AdviceTexts
    routine: Routine | None = None
    cautions: tuple[Caution, ...] = ()
    often_said: AdviceText = ""


@shape
class WaterNeed(Claimed):
    """The adequate total water of a group, food included. total_l, drinks_l: litres a day. body: whose table.

    ounces and glasses: as the source article printed them, None where it did not.
    """

    body: str
    group: str
    total_l: float
    drinks_l: float | None = None
    drinks_basis: str = ""
    ounces: float | None = None
    glasses: float | None = None


@shape
class Belief(Record):
    """Where a self-trial of a prevention starts from, before the person's own nights speak.

    about: the prevention. scale: what the number is. derived: worked out or chosen by us, not published.
    source: the trial behind it, where there is one.
    """

    about: RecordId
    scale: str
    value: float
    low: float | None = None
    high: float | None = None
    derived: bool
    note: str
    source: SourceId = ""
