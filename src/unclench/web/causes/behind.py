# SPDX-License-Identifier: Apache-2.0
"""The days behind a finding: counted plainly, without any model, so that anyone can check them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from unclench.triggers import Finding
from unclench.web.causes.looking import Look

__all__ = ["Group", "behind", "latest_with"]

Floats = NDArray[np.float64]

_MOST_SHOWN = 30


@dataclass(frozen=True, slots=True)
class Group:
    """Days of one kind. days: how many; spasms: on them (or on the days after, where the finding looks a day back)."""

    days: int
    spasms: int

    @property
    def per_ten(self) -> float:
        """Spasms in ten such days; 0 where there is none."""
        return 10 * self.spasms / self.days if self.days else 0.0


def behind(look: Look, finding: Finding) -> tuple[Group, Group, float]:
    """Days with more of it, days with less of it, and the edge between them (more is above the edge)."""
    values, counts = _aligned(look, finding)
    both = ~np.isnan(values) & ~np.isnan(counts)
    edge = _edge(values[both])
    more = both & (values > edge)
    return _group(counts, more), _group(counts, both & ~more), edge


def latest_with(look: Look, finding: Finding) -> list[tuple[date, float, float, bool]]:
    """The latest days with more of it: the day of the exposure, its value, the spasms that count, and whether any."""
    values, counts = _aligned(look, finding)
    both = ~np.isnan(values) & ~np.isnan(counts)
    rows = np.flatnonzero(both & (values > _edge(values[both])))[::-1][:_MOST_SHOWN]
    first = look.table.first - timedelta(days=finding.lag_days)
    return [
        (first + timedelta(days=row), float(values[row]), float(counts[row]), bool(counts[row] > 0))
        for row in rows.tolist()
    ]


def _aligned(look: Look, finding: Finding) -> tuple[Floats, Floats]:
    """The exposure beside the spasms it may have to do with, row by row."""
    values, counts = look.table.exposures[finding.name], look.table.spasm_count
    if finding.lag_days == 1:
        values = np.concatenate([[np.nan], values[:-1]])
    return values, counts


def _edge(values: Floats) -> float:
    """Above nought where most days have none of it, else above the middle day."""
    if not len(values) or float(np.mean(values > 0)) <= 0.5:
        return 0.0
    return float(np.median(values)) if len(np.unique(values)) > 2 else float(values.min())


def _group(counts: Floats, chosen: NDArray[np.bool_]) -> Group:
    return Group(int(chosen.sum()), int(counts[chosen].sum()))
