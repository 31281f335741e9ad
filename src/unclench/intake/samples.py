# SPDX-License-Identifier: Apache-2.0
"""What a file told, before sources are weighed against each other: samples in arrays, sources, workouts."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date, datetime
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

__all__ = ["EPOCH_DAY", "WHOLE_DAY", "OwnMeasure", "Rank", "Samples", "Source", "Workout"]

EPOCH_DAY = date(1970, 1, 1)
WHOLE_DAY = -1
"""start_ms and end_ms of a total of a civil day: it says nothing of the hours."""


class Rank(IntEnum):
    """Where a source stands until the person orders them otherwise: typed in by hand first."""

    MANUAL = 0
    WATCH = 1
    PHONE = 2
    APP = 3
    TOTALS = 4


@dataclass(frozen=True, slots=True)
class Source:
    """Who measured: its name as the file writes it, and its rank. Names that are equal are one source."""

    name: str
    rank: Rank


@dataclass(frozen=True, slots=True)
class Samples:
    """Samples of one measure; arrays of equal length, in any order.

    day: civil day where it was measured, days since 1970-01-01. start_ms, end_ms: Unix time, or WHOLE_DAY in both.
    offset_min: of the wall clock there from UTC. value: in the measure's unit; for `sleep` a SleepStage.
    source: index into the reading's sources. changed_ms: when the sample was last changed, 0 where unknown.
    A sample of SWEEP lies within one day: what crosses midnight is split before.
    """

    day: NDArray[np.int32]
    start_ms: NDArray[np.int64]
    end_ms: NDArray[np.int64]
    offset_min: NDArray[np.int16]
    value: NDArray[np.float64]
    source: NDArray[np.int16]
    changed_ms: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.day)

    @classmethod
    def none(cls) -> Samples:
        """No sample."""
        return cls.empty(0)

    @classmethod
    def empty(cls, count: int) -> Samples:
        """Room for so many samples, to be filled."""
        return cls(**{name: np.empty(count, dtype) for name, dtype in _DTYPES.items()})

    @classmethod
    def joined(cls, parts: list[Samples]) -> Samples:
        """All of them, one after the other."""
        if not parts:
            return cls.none()
        return cls(
            **{one.name: np.concatenate([getattr(part, one.name) for part in parts]) for one in fields(cls)}
        )

    def where(self, kept: NDArray[np.bool_] | NDArray[np.intp]) -> Samples:
        """Those of a mask, or in the order of an index."""
        return Samples(**{one.name: getattr(self, one.name)[kept] for one in fields(self)})


_DTYPES: dict[str, type] = {
    "day": np.int32, "start_ms": np.int64, "end_ms": np.int64, "offset_min": np.int16, "value": np.float64,
    "source": np.int16, "changed_ms": np.int64,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Workout:
    """One workout. start, end: aware, with the offset of the place. kind: "running", "cycling"... in plain lower case.

    duration_min: without pauses where the file knows them.
    """

    start: datetime
    end: datetime
    kind: str
    duration_min: float
    source: str
    energy_kcal: float | None = None
    distance_m: float | None = None


@dataclass(frozen=True, slots=True)
class OwnMeasure:
    """A column or label of the person's own, kept under `id` (own_…). kind: yes_no, quantity or scale."""

    id: str
    name: str
    kind: str
    unit: str = ""
