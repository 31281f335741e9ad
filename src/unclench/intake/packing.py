# SPDX-License-Identifier: Apache-2.0
"""Samples held small in memory: years of them fit where they would not if each number took eight bytes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from typing import Any

import numpy as np
from numpy.typing import NDArray

from unclench.intake.samples import Samples

__all__ = ["Packed", "Part", "PartColumn"]

_SECOND_MS = 1000


@dataclass(frozen=True, slots=True)
class PartColumn:
    """Whole numbers as what they lie above `least`, in steps of `step` (no data: all are it); others as they
    are (step 0)."""

    data: bytes
    kind: str
    least: int
    step: int

    @classmethod
    def of(cls, values: NDArray[Any]) -> PartColumn:
        if values.dtype.kind == "f":
            return cls(values.tobytes(), values.dtype.str, 0, 0)
        least = int(values.min())
        above = (values.astype(np.int64) - least).astype(np.uint64)
        seconds = above // np.uint64(_SECOND_MS)
        whole = bool((seconds * np.uint64(_SECOND_MS) == above).all())
        above, step = (seconds, _SECOND_MS) if whole else (above, 1)
        most = int(above.max())
        small = np.min_scalar_type(most)
        data = above.astype(small).tobytes() if most else b""
        return cls(data, small.str, least, step)

    def write(self, into: NDArray[Any]) -> None:
        """Put the values back where there is room for them."""
        if not self.data:
            into[:] = self.least
            return
        raw = np.frombuffer(self.data, self.kind)
        if not self.step:
            into[:] = raw
        else:
            into[:] = raw.astype(np.int64) * self.step + self.least


@dataclass(frozen=True, slots=True)
class Part:
    """Some samples of one measure. first_day, last_day: since 1970-01-01."""

    count: int
    first_day: int
    last_day: int
    columns: Mapping[str, PartColumn]

    @classmethod
    def of(cls, samples: Samples) -> Part:
        """Pack samples, of which there must be any. The end is kept as what follows the start.

        What is soon unpacked again is only made narrow; compressing it too would be three times the work.
        """
        told = {one.name: getattr(samples, one.name) for one in fields(samples)}
        told["end_ms"] = samples.end_ms - samples.start_ms
        columns = {name: PartColumn.of(values) for name, values in told.items()}
        return cls(len(samples), int(samples.day.min()), int(samples.day.max()), columns)


class Packed(Mapping[str, Samples]):
    """Samples by measure; each is unpacked when it is asked for, and not kept."""

    def __init__(self, parts: Mapping[str, list[Part]]) -> None:
        self._parts = {key: parts[key] for key in sorted(parts) if parts[key]}

    def __getitem__(self, measure: str) -> Samples:
        parts = self._parts[measure]
        whole = Samples.empty(sum(part.count for part in parts))
        begin = 0
        for part in parts:
            for name, column in part.columns.items():
                column.write(getattr(whole, name)[begin : begin + part.count])
            begin += part.count
        whole.end_ms[:] += whole.start_ms
        return whole

    def __iter__(self) -> Iterator[str]:
        return iter(self._parts)

    def __len__(self) -> int:
        return len(self._parts)

    def count(self, measure: str) -> int:
        """How many samples of a measure."""
        return sum(part.count for part in self._parts[measure])

    def days(self, measure: str) -> tuple[int, int]:
        """The first and the last civil day of a measure, since 1970-01-01."""
        parts = self._parts[measure]
        return min(part.first_day for part in parts), max(part.last_day for part in parts)
