# SPDX-License-Identifier: Apache-2.0
"""What a calendar says of each day: spasms, quiet, something else noted, nothing known. Missing stays missing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from uuid import UUID

import numpy as np

from unclench.diary import Episode
from unclench.diary.columns import Columns, Known
from unclench.diary.day import Boundary
from unclench.diary.settings import DiarySettings
from unclench.diary.table import SPASMS, day_table
from unclench.store import days, onsets, told_spans

__all__ = ["Counted", "DayMark", "MarkedDay", "ReadDays", "counted", "marked", "read"]


class DayMark(StrEnum):
    """What is known of a day. NOTED: something was said or told, but nothing of spasms. UNKNOWN: nothing, and the diary
    had begun. BEFORE: nothing, and it had not. AHEAD: nothing, and the day is not over or has not begun.
    """

    SPASMS = "spasms"
    QUIET = "quiet"
    NOTED = "noted"
    UNKNOWN = "unknown"
    BEFORE = "before"
    AHEAD = "ahead"


@dataclass(frozen=True, slots=True)
class MarkedDay:
    """One day of a calendar. spasms: how many; 0 unless its mark is SPASMS."""

    day: date
    mark: DayMark
    spasms: int = 0


@dataclass(frozen=True, slots=True)
class Counted:
    """What the days of a calendar come to. silent: days since the diary began that are over and of which nothing is
    known about spasms."""

    spasms: int
    with_spasms: int
    quiet: int
    silent: int


@dataclass(frozen=True, slots=True)
class ReadDays:
    """What the store holds of a span of days."""

    columns: Columns
    episodes: Sequence[Episode]
    boundary: Boundary
    marked: Sequence[MarkedDay]


def read(person_id: UUID, settings: DiarySettings, first: date, last: date, today: date) -> ReadDays:
    """The days from first to last (inclusive): only their own years and their own spasms are read."""
    boundary = told_spans.boundary(person_id, settings, first, last)
    columns = days.columns(person_id, first, last)
    found = onsets.of_days(person_id, first, last, boundary)
    shown = list(marked(columns, found, boundary, today))
    if shown[0].mark is DayMark.UNKNOWN and not onsets.anything_before(person_id, first):
        shown = _begun_later(shown)
    return ReadDays(columns, found, boundary, shown)


def marked(
    columns: Columns, episodes: Sequence[Episode], boundary: Boundary, today: date
) -> Iterator[MarkedDay]:
    """Each day of these columns with its mark; spasms are counted as the table of an analysis counts them."""
    table = day_table(columns, episodes, boundary, {})
    noted = np.zeros(columns.days, np.bool_)
    for key, column in columns.by_id.items():
        if key != SPASMS:
            noted |= column.known >= Known.NO
    for row, count in enumerate(table.spasm_count.tolist()):
        day = columns.first + timedelta(days=row)
        if count > 0:
            yield MarkedDay(day, DayMark.SPASMS, int(count))
        elif count == 0:
            yield MarkedDay(day, DayMark.QUIET)
        elif noted[row]:
            yield MarkedDay(day, DayMark.NOTED)
        else:
            yield MarkedDay(day, DayMark.UNKNOWN if day < today else DayMark.AHEAD)


def _begun_later(shown: Sequence[MarkedDay]) -> list[MarkedDay]:
    """The same days, where the diary began with the first of which anything is known."""
    begun = next((row for row, one in enumerate(shown) if one.mark is not DayMark.UNKNOWN), len(shown))
    return [MarkedDay(one.day, DayMark.BEFORE) for one in shown[:begun]] + list(shown[begun:])


def counted(shown: Sequence[MarkedDay]) -> Counted:
    """The sums of a calendar."""
    return Counted(
        spasms=sum(one.spasms for one in shown),
        with_spasms=sum(one.mark is DayMark.SPASMS for one in shown),
        quiet=sum(one.mark is DayMark.QUIET for one in shown),
        silent=sum(one.mark in (DayMark.NOTED, DayMark.UNKNOWN) for one in shown),
    )
