# SPDX-License-Identifier: Apache-2.0
"""Stages of sleep put together into nights: each of its best source, on the date of the last wake."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from unclench.diary.measures import SleepStage
from unclench.intake.samples import WHOLE_DAY, Samples

__all__ = ["NIGHT_GAP_MS", "Night", "nights"]

NIGHT_GAP_MS = 2 * 3_600_000
"""Nobody recorded anything for longer than this: what follows is another sleep (a nap, the next night)."""

_DAY_MS = 86_400_000
_ASLEEP = (SleepStage.ASLEEP, SleepStage.LIGHT, SleepStage.DEEP, SleepStage.REM)


@dataclass(frozen=True, slots=True)
class Night:
    """One sleep, a night or a nap. day: civil date of the last wake, since 1970-01-01; source: index of the source
    of the minutes asleep (else in bed). None: nobody recorded it."""

    day: int
    asleep_min: float | None
    in_bed_min: float | None
    source: int | None


def nights(samples: Samples, standing: NDArray[np.intp]) -> Iterator[Night]:
    """The nights of stages of sleep, in time. standing: by source, 0 is best. A stage longer than a day is no stage."""
    length = samples.end_ms - samples.start_ms
    one = samples.where((length > 0) & (length <= _DAY_MS) & (samples.start_ms != WHOLE_DAY))
    if not len(one):
        return
    one = one.where(np.argsort(one.start_ms, kind="stable"))
    latest = np.maximum.accumulate(one.end_ms)
    breaks = np.flatnonzero(one.start_ms[1:] - latest[:-1] > NIGHT_GAP_MS) + 1
    asleep = np.isin(one.value, _ASLEEP)
    in_bed = one.value == SleepStage.IN_BED
    for begin, end in zip([0, *breaks.tolist()], [*breaks.tolist(), len(one)], strict=True):
        night = slice(begin, end)
        slept = _of_best(one, night, asleep, standing)
        lay = _of_best(one, night, in_bed, standing)
        known = slept or lay
        if known is not None:
            yield Night(known[2], slept and slept[0], lay and lay[0], known[1])


def _of_best(
    one: Samples, night: slice, kind: NDArray[np.bool_], standing: NDArray[np.intp]
) -> tuple[float, int, int] | None:
    """Of the best source that has this kind in the night: the minutes covered, the source, the day of the last end."""
    chosen = np.arange(night.start, night.stop)[kind[night]]
    if not len(chosen):
        return None
    stand = standing[one.source[chosen]]
    chosen = chosen[stand == stand.min()]
    start, end = one.start_ms[chosen], one.end_ms[chosen]
    reached = np.concatenate([[start[0]], np.maximum.accumulate(end)[:-1]])
    covered = np.maximum(end - np.maximum(start, reached), 0).sum()
    last = chosen[np.argmax(end)]
    local_ms = int(one.end_ms[last]) + int(one.offset_min[last]) * 60_000
    return float(covered) / 60_000, int(one.source[last]), local_ms // _DAY_MS
