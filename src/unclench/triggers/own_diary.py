# SPDX-License-Identifier: Apache-2.0
"""From the table of a person's own diary to the days an analysis looks at."""

from __future__ import annotations

import numpy as np

from unclench.diary.table import DayTable
from unclench.triggers.table import Days, TimedExposure

__all__ = ["days_of"]

_HOURS_KNOWN = 0.8
"""Share of an exposure's days whose hour must be known before hours are used at all: days without one would be lost."""


def days_of(table: DayTable) -> Days:
    """The days of a diary; the last one is asked for its risk while nobody knows how it went.

    A day with spasms whose hours are not known (told by another diary) has none in `onset_hours`.
    """
    asked = np.zeros(len(table.spasm_count), dtype=bool)
    asked[-1] = bool(np.isnan(table.spasm_count[-1]))
    timed = {}
    for name, hours in table.hours.items():
        taken = np.flatnonzero(table.exposures[name] > 0).tolist()
        if taken and len(hours) >= _HOURS_KNOWN * len(taken):
            values = table.exposures[name]
            timed[name] = TimedExposure(
                {row: ((hours[row], float(values[row])),) for row in taken if row in hours}
            )
    return Days(
        first=table.first,
        counts=table.spasm_count,
        exposures=dict(table.exposures),
        asked=asked,
        onset_hours=dict(table.onset_hours),
        timed=timed,
        quiet_by_logging=True,
    )
