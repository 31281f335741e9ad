# SPDX-License-Identifier: Apache-2.0
"""Days as columns of numbers: one exposure, one value a day, with how it is known. What is not known is NaN."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from unclench.diary.checkin import Answer, AnswerState

__all__ = ["Column", "Columns", "Known", "known_of", "overlaid"]


class Known(IntEnum):
    """How the value of a day is known. TOLD: by a device or a file. The others as the check-in keeps them."""

    NOT_ASKED = 0
    UNTOUCHED = 1
    NO = 2
    YES = 3
    TOLD = 4


_STATES = {
    AnswerState.NOT_ASKED: Known.NOT_ASKED,
    AnswerState.UNTOUCHED: Known.UNTOUCHED,
    AnswerState.NO: Known.NO,
    AnswerState.YES: Known.YES,
}


@dataclass(frozen=True, slots=True)
class Column:
    """One exposure over days without gaps. values: NaN where not known. known: Known. hours: of a yes, NaN else."""

    values: NDArray[np.float64]
    known: NDArray[np.uint8]
    hours: NDArray[np.float32]

    @classmethod
    def empty(cls, days: int) -> Column:
        """Nothing is known of any day."""
        return cls(
            np.full(days, np.nan), np.zeros(days, dtype=np.uint8), np.full(days, np.nan, dtype=np.float32)
        )

    def put(self, row: int, answer: Answer | None) -> None:
        """Set a day to what was said of it; None: nothing was."""
        state = Known.NOT_ASKED if answer is None else _STATES[answer.state]
        yes = answer is not None and state is Known.YES
        self.known[row] = state
        self.values[row] = (
            (answer.value if yes and answer and answer.value is not None else 1.0) if yes else np.nan
        )
        if state is Known.NO:
            self.values[row] = 0.0
        self.hours[row] = answer.hour if answer and yes and answer.hour is not None else np.nan


@dataclass(frozen=True, slots=True)
class Columns:
    """Columns of the same days, by exposure id. first: the day of row 0; days: how many rows each has."""

    first: date
    days: int
    by_id: Mapping[str, Column]

    def row(self, day: date) -> int:
        """The row of a day; IndexError outside."""
        row = (day - self.first).days
        if not 0 <= row < self.days:
            raise IndexError(f"{day} is outside")
        return row

    def day(self, row: int) -> date:
        """The day of a row."""
        return self.first + timedelta(days=row)


def known_of(answer: Answer) -> Known:
    """How a single answer is known."""
    return _STATES[answer.state]


def overlaid(said: Column, told: Column) -> Column:
    """What was said by hand wins; elsewhere what was told counts."""
    by_hand = (said.known == Known.YES) | (said.known == Known.NO)
    from_told = ~by_hand & ~np.isnan(told.values)
    return Column(
        values=np.where(by_hand, said.values, told.values),
        known=np.where(from_told, np.uint8(Known.TOLD), said.known).astype(np.uint8),
        hours=said.hours,
    )
