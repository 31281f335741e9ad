# SPDX-License-Identifier: Apache-2.0
"""One look at a person's diary for what goes with their spasms; made anew on every visit."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from unclench.diary import Person
from unclench.diary.exposures import Exposure, ExposureKind
from unclench.diary.settings import DiarySettings
from unclench.diary.table import DayTable
from unclench.store import settings, tables
from unclench.triggers import Finding, Triggers
from unclench.triggers.own_diary import days_of
from unclench.web.days.suggesting import known, local_now, now

__all__ = ["Look", "Ratio", "look", "ratio_of", "step_of"]

_MADE = {
    "medicine_new": ("trg_med_started", 1),
    "dose_missed": ("trg_med_missed", 1),
}
"""Columns that are made of the notes about medicines, and the trigger each measures."""


@dataclass(frozen=True, slots=True)
class Ratio:
    """How many times as many spasms, with the ends of the 95 % interval, for a step people can picture.

    step: of the exposure's unit; 1 where it is a yes or no.
    """

    value: float
    low: float
    high: float
    step: float


@dataclass(frozen=True, slots=True)
class Look:
    """What a page of causes is made of. exposures: by id, in the page's language. plain: without outside knowledge or
    the person's own suspicions, whichever were switched off.
    """

    asked: DiarySettings
    table: DayTable
    fitted: Triggers
    exposures: Mapping[str, Exposure]
    priors: bool
    suspicions: bool

    def named(self, key: str) -> str:
        """How people call an exposure."""
        one = self.exposures.get(key)
        return one.name if one is not None else key.replace("_", " ")


def look(person: Person, *, priors: bool = True, suspicions: bool = True) -> Look | None:
    """The look, or None where the diary holds no day or no exposure yet."""
    asked, moment = settings.of(person.id), now()
    exposures = known(asked)
    shown = tables.looked_at(exposures, asked)
    table = tables.table(person.id, asked, shown, local_now(asked, moment))
    if table is None or not table.exposures:
        return None
    told = {key: one.direction for key, one in asked.suspicions.items() if one.before_look}
    meant = {key: (one.trigger, one.more_is) for key, one in shown.items() if one.trigger} | _MADE
    fitted = Triggers(
        priors=priors,
        suspicions=told if suspicions else {},
        negative_controls=tuple(key for key, one in shown.items() if one.control and key in table.exposures),
        remedies=dict.fromkeys(table.exposures, False),
        meant=meant,
    ).fit(days_of(table))
    return Look(asked, table, fitted, exposures, priors, suspicions)


def step_of(look: Look, key: str) -> float:
    """A step people can picture: yes instead of no, or the usual difference between two of the person's own days."""
    values = look.table.exposures[key]
    known_values = values[~np.isnan(values)]
    one = look.exposures.get(key)
    if (one is not None and one.kind is ExposureKind.YES_NO) or set(np.unique(known_values).tolist()) <= {
        0.0,
        1.0,
    }:
        return 1.0
    spread = float(np.std(known_values)) if len(known_values) else 0.0
    if not spread > 0:
        return 1.0
    tens = 10.0 ** math.floor(math.log10(spread))
    return float(min((tens, 2 * tens, 5 * tens, 10 * tens), key=lambda step: abs(math.log(step / spread))))


def ratio_of(look: Look, finding: Finding) -> Ratio:
    """The effect of a finding for that step."""
    step = step_of(look, finding.name)
    effect = finding.effect
    value, low, high = (
        math.exp(max(-20.0, min(20.0, step * one)))
        for one in (effect.log_rate_ratio, effect.low, effect.high)
    )
    return Ratio(value, low, high, step)
