# SPDX-License-Identifier: Apache-2.0
"""A table of days as arrays on an unbroken calendar: what was not recorded is NaN, never nought."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

import numpy as np
from numpy.typing import NDArray

from unclench.errors import InputError

__all__ = ["COUNT", "DATE", "PREDICT", "Days", "Floats", "TimedExposure", "day_of", "days_from", "number_of"]

DATE, COUNT, PREDICT = "date", "spasm_count", "predict"
Floats = NDArray[np.float64]
_LONGEST_YEARS = 60


@dataclass(frozen=True, slots=True)
class TimedExposure:
    """One exposure with its hours: by day, the hours (0 to 24 from the day's start) and what was taken then."""

    by_day: Mapping[int, tuple[tuple[float, float], ...]]


@dataclass(frozen=True, slots=True)
class Days:
    """One row a day from `first` on, without gaps.

    counts: spasms, NaN where not recorded. exposures: a column by name. asked: days whose risk is wanted; their
    counts are not used. onset_hours: by day, the hours of its spasms from the day's start. notes: what was done with
    the table before anything was fitted. quiet_by_logging: a quiet day is known only because somebody logged it, so how
    much was logged follows how the day went and must explain nothing.
    """

    first: date
    counts: Floats
    exposures: Mapping[str, Floats]
    asked: NDArray[np.bool_]
    onset_hours: Mapping[int, tuple[float, ...]] = field(default_factory=dict)
    timed: Mapping[str, TimedExposure] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    quiet_by_logging: bool = False

    def __len__(self) -> int:
        return len(self.counts)

    def day(self, row: int) -> date:
        """The date of a row."""
        return self.first + timedelta(days=int(row))


def days_from(table: Any) -> Days:
    """The days of a pandas or polars table, or of a mapping from column to values. Raises InputError.

    >>> len(days_from({"date": ["2026-01-01", "2026-01-03"], "spasm_count": [0, 1], "coffee": [1, None]}))
    3
    """
    if isinstance(table, Days):
        return table
    columns = _columns(table)
    for needed in (DATE, COUNT):
        if needed not in columns:
            raise InputError(
                f"The table has no column “{needed}”.",
                why=f"It has these: {', '.join(map(str, columns))[:200]}.",
                todo="Give one row a day: date, spasm_count, and a column for each exposure.",
                field=needed,
            )
    dates = [day_of(value, row) for row, value in enumerate(columns[DATE], 1)]
    numbers = {str(name): _numbers(values, str(name)) for name, values in columns.items() if name != DATE}
    return gathered(dates, numbers)


def gathered(dates: Sequence[date], numbers: Mapping[str, Sequence[float]]) -> Days:
    """Rows in any order, put on the calendar. Two rows of one day that disagree leave that cell not recorded."""
    if not dates:
        raise InputError(
            "The table holds no day.", todo="Give at least one row: date, spasm_count, exposures.", field=DATE
        )
    first, last = min(dates), max(dates)
    if (last - first).days > _LONGEST_YEARS * 366:
        raise InputError(
            f"The days run from {first} to {last}.", why=f"That is more than {_LONGEST_YEARS} years.",
            todo="Look for a mistyped year.", field=DATE,
        )  # fmt: skip
    size = (last - first).days + 1
    rows = np.array([(day - first).days for day in dates])
    notes = []
    twice = len(rows) - len(set(rows.tolist()))
    columns: dict[str, Floats] = {}
    clashes: list[str] = []
    for name, values in numbers.items():
        columns[name], clashing = _placed(rows, np.asarray(values, dtype=float), size, repeated=twice > 0)
        clashes += [f"{name} on {first + timedelta(days=int(row))}" for row in clashing]
    if twice:
        notes.append(f"{twice} rows repeat a day that another row holds; they were joined.")
    if clashes:
        notes.append(f"Rows of one day disagree, so this counts as not recorded: {', '.join(clashes[:5])}.")
    if size > len(set(rows.tolist())):
        notes.append(f"{size - len(set(rows.tolist()))} days between the first and the last have no row.")
    counts = columns.pop(COUNT)
    if np.any(counts < 0):
        bad = int(np.argmax(counts < 0))
        raise InputError(
            f"The spasm count of {first + timedelta(days=bad)} is below nought.",
            todo="Give 0, 1, 2 or more, or leave it empty.", field=COUNT,
        )  # fmt: skip
    asked = np.nan_to_num(columns.pop(PREDICT, np.zeros(size))) > 0
    return Days(first, counts, columns, asked, notes=tuple(notes))


def _placed(rows: NDArray[Any], values: Floats, size: int, *, repeated: bool) -> tuple[Floats, list[int]]:
    placed = np.full(size, math.nan)
    if not repeated:
        placed[rows] = values
        return placed, []
    clashing: list[int] = []
    for row, value in zip(rows.tolist(), values.tolist(), strict=True):
        if math.isnan(value) or row in clashing:
            continue
        if math.isnan(placed[row]) or placed[row] == value:
            placed[row] = value
        else:
            placed[row] = math.nan
            clashing.append(row)
    return placed, clashing


def day_of(value: Any, row: int, what: str = "row") -> date:
    """A date, a time stamp or text that begins with one. Raises InputError that names the row."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(str(value).strip()[:10])
    except ValueError as error:
        raise InputError(
            f"The date of {what} {row} cannot be read: “{str(value)[:30]}”.", why="It is not a date.",
            todo="Write it as 2026-01-31.", field=DATE,
        ) from error  # fmt: skip


def _numbers(values: Any, name: str) -> Sequence[float]:
    try:
        whole = np.array(values, dtype=float)  # None becomes NaN
    except (TypeError, ValueError):
        whole = np.array([np.inf])
    if whole.ndim == 1 and not np.isinf(whole).any():
        answer: Sequence[float] = whole  # type: ignore[assignment]
        return answer
    return [number_of(value, row, name) for row, value in enumerate(values, 1)]


_WORDS = {"yes": 1.0, "true": 1.0, "y": 1.0, "no": 0.0, "false": 0.0, "n": 0.0}
_EMPTY = ("", "na", "nan", "none", "null", "n/a", "<na>")


def number_of(value: Any, row: int, name: str, what: str = "row") -> float:
    """A number; NaN where nothing was recorded. Yes and no count as 1 and 0. Raises InputError with the row."""
    if value is None:
        return math.nan
    if isinstance(value, int | float):
        number = float(value)
    else:
        text = str(value).strip()
        try:
            number = float(text)
        except ValueError as error:
            word = text.lower()
            if word in _EMPTY:
                return math.nan
            if word in _WORDS:
                return _WORDS[word]
            raise InputError(
                f"“{name[:40]}” in {what} {row} is not a number: “{text[:30]}”.",
                todo="Write a number, or leave the cell empty where nothing was recorded.", field=name,
            ) from error  # fmt: skip
    if math.isinf(number):
        raise InputError(
            f"“{name[:40]}” in {what} {row} is infinite.",
            todo="Write a number, or leave it empty.",
            field=name,
        )
    return number


def _listed(values: Any) -> Any:
    """Numbers stay the array they are."""
    return values if isinstance(values, np.ndarray) and values.dtype.kind in "fiub" else list(values)


def _columns(table: Any) -> dict[Any, Any]:
    """Columns of whatever has them; pandas and polars are asked, never imported."""
    if isinstance(table, Mapping):
        columns = {name: _listed(values) for name, values in table.items()}
    elif hasattr(table, "columns") and hasattr(table, "__getitem__"):
        columns = {name: _listed(table[name]) for name in table.columns}
        index = getattr(table, "index", None)
        if DATE not in columns and getattr(index, "name", None) == DATE:
            columns[DATE] = list(index)  # type: ignore[arg-type]
    else:
        raise InputError(
            f"A table of days was asked for, not {type(table).__name__}.",
            todo="Give a pandas or polars table, or a mapping from column to values.",
        )
    lengths = {len(values) for values in columns.values()}
    if len(lengths) > 1:
        raise InputError("The columns differ in length.", todo="Give every column one value a day.")
    return columns
