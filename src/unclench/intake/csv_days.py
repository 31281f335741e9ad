# SPDX-License-Identifier: Apache-2.0
"""Values of a table gathered by day, in memory that grows with the days and not with the rows."""

from __future__ import annotations

import math
from array import array
from collections.abc import Callable
from datetime import date, datetime

import numpy as np

from unclench.diary.measures import MEASURES, Merge
from unclench.errors import InputError
from unclench.intake.csv_mapping import Column, Kind, Role
from unclench.intake.gathering import Gathering
from unclench.intake.samples import EPOCH_DAY, WHOLE_DAY, Samples

__all__ = ["MOST_TIMED", "MOST_VALUES", "Days", "adds_up", "too_many_values"]

MOST_TIMED = 500_000
"""Entries with an hour, of one thing. More is the log of a device: it is kept as sums of days."""
MOST_VALUES = 1_000_000
"""A hundred columns for 27 years."""
_EPOCH = EPOCH_DAY.toordinal()


def adds_up(column: Column) -> bool:
    """Whether several values of a day are added; else they are one thing read several times."""
    if column.role is Role.MEASURE:
        return MEASURES[column.target].merge is not Merge.BEST
    return column.role is Role.SPASMS or column.kind is Kind.QUANTITY


def too_many_values() -> InputError:
    """The refusal of a table that is larger than any diary."""
    return InputError(
        "This table is too large.", why=f"It has more than {MOST_VALUES:,} values of days.",
        todo="Choose fewer columns, or a shorter time.", field="file",
    )  # fmt: skip


class _Timed:
    """Amounts at moments, a few bytes each."""

    def __init__(self) -> None:
        self.day, self.at_ms, self.offset_min, self.value = array("i"), array("q"), array("h"), array("d")


class Days:
    """What the rows said so far, by target and day."""

    def __init__(self) -> None:
        self._kept: dict[str, dict[int, float]] = {}
        self._count: dict[str, dict[int, int]] = {}
        self._timed: dict[str, _Timed] = {}
        self._by_day_only: set[str] = set()
        self._values = 0

    def add(self, column: Column, day: date, at: datetime | None, value: float) -> None:
        """One value. at: aware, where the hour is known; it matters only for what adds up."""
        if at is not None and adds_up(column) and column.target not in self._by_day_only:
            self._add_timed(column.target, day, at, value)
        else:
            self._add(column.target, day.toordinal() - _EPOCH, value, _together(column))

    def put_into(self, into: Gathering, source: int) -> None:
        """All of it as samples. A day of which only some entries know their hour becomes one sum."""
        for target in list(self._timed):
            timed = self._timed[target]
            known = self._kept.get(target, {})
            rest = _Timed()
            for row, day in enumerate(timed.day):
                if day in known:
                    known[day] += timed.value[row]
                else:
                    rest.day.append(day)
                    rest.at_ms.append(timed.at_ms[row])
                    rest.offset_min.append(timed.offset_min[row])
                    rest.value.append(timed.value[row])
            del self._timed[target]
            self._extend(into, target, source, rest.day, rest.at_ms, rest.offset_min, rest.value)
        for target in list(self._kept):
            told, counts = self._kept.pop(target), self._count.get(target, {})
            values = [value / counts.get(day, 1) for day, value in told.items()]
            whole = array("q", [WHOLE_DAY]) * len(told)
            self._extend(
                into, target, source, array("i", told), whole, array("h", bytes(2 * len(told))), values
            )

    def _add(
        self, target: str, day: int, value: float, together: Callable[[float, float], float] | None
    ) -> None:
        kept = self._kept.setdefault(target, {})
        known = kept.get(day)
        if known is None:
            kept[day] = value
            self._values += 1
            if self._values > MOST_VALUES:
                raise too_many_values()
        else:
            kept[day] = together(known, value) if together else known + value
        if together is None:
            counts = self._count.setdefault(target, {})
            counts[day] = counts.get(day, 0) + 1

    def _add_timed(self, target: str, day: date, at: datetime, value: float) -> None:
        timed = self._timed.get(target)
        if timed is None:
            timed = self._timed[target] = _Timed()
        offset = at.utcoffset()
        timed.day.append(day.toordinal() - _EPOCH)
        timed.at_ms.append(round(at.timestamp() * 1000))
        timed.offset_min.append(0 if offset is None else round(offset.total_seconds() / 60))
        timed.value.append(value)
        if len(timed.day) > MOST_TIMED:
            self._by_day_only.add(target)
            for row, known in enumerate(timed.day):
                self._add(target, known, timed.value[row], _sum)
            del self._timed[target]

    @staticmethod
    def _extend(
        into: Gathering, target: str, source: int, day: array[int], at_ms: array[int], offset_min: array[int],
        value: array[float] | list[float],
    ) -> None:  # fmt: skip
        values = np.array(value, np.float64)
        fine = np.isfinite(values)
        if not fine.all():
            into.reject("not a number", int((~fine).sum()))
        if not fine.any():
            return
        at = np.array(at_ms, np.int64)
        samples = Samples(
            day=np.array(day, np.int32), start_ms=at, end_ms=at, offset_min=np.array(offset_min, np.int16),
            value=values, source=np.full(len(values), source, np.int16), changed_ms=np.zeros(len(values), np.int64),
        )  # fmt: skip
        into.extend(target, samples.where(fine))


def _together(column: Column) -> Callable[[float, float], float] | None:
    """How two values of a day become one; None for their mean."""
    if adds_up(column):
        return _sum
    if column.kind is Kind.YES_NO or column.target.endswith("_max") or column.target == "menstrual_flow":
        return max
    return min if column.target.endswith("_min") and column.role is Role.MEASURE else None


def _sum(a: float, b: float) -> float:
    return math.fsum((a, b))
