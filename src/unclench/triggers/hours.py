# SPDX-License-Identifier: Apache-2.0
"""Exposures whose hours are known: only what began before the first spasm of the day counts.

At the hour of each first spasm, the day it fell on is compared with all days still waiting for theirs at that hour
(Cox's risk sets, by hour of the day). Nothing that came later can enter.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from unclench.triggers.table import Days, Floats

__all__ = ["AtRisk", "at_risk"]


@dataclass(frozen=True, slots=True)
class AtRisk:
    """A row for each first spasm. waiting: 1 for days still at risk at its hour, itself among them.

    exposed: what each day had taken by that hour, in steps. own: the same for the day of the spasm.
    """

    waiting: Floats
    exposed: Floats
    own: Floats


def at_risk(days: Days, name: str, values: Floats, step_of: tuple[float, float]) -> AtRisk:
    """The exposure `name` of a table. values: the column as recorded. step_of: what nought and one unit become.

    A day with a spasm of unknown hour, or an exposure of unknown hour, says nothing of before and after.
    """
    size = len(days)
    timed = days.timed[name].by_day
    onset = np.full(size, 24.0)
    known = ~np.isnan(values) & ~np.isnan(days.counts) & ~days.asked
    for day in range(size):
        hours = days.onset_hours.get(day)
        if hours:
            onset[day] = hours[0]
        known[day] &= (days.counts[day] > 0) == bool(hours) and (day in timed or values[day] == 0)
    firsts = [day for day in sorted(days.onset_hours) if known[day]]
    hours_of = onset[firsts][:, None]
    waiting = ((onset[None, :] >= hours_of) & known[None, :]).astype(float)
    taken = np.zeros((len(firsts), size))
    for day, doses in timed.items():
        for hour, amount in doses:
            taken[:, day] += amount * (hour < onset[firsts])
        if values[day] > 0:
            taken[:, day] = np.minimum(taken[:, day], values[day])
    zero, unit = step_of
    exposed = zero + unit * taken
    return AtRisk(waiting, exposed, exposed[np.arange(len(firsts)), firsts])
