# SPDX-License-Identifier: Apache-2.0
"""From CSV text to days: the diary, the onsets, and exposures with their hours. Says which line is wrong."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import numpy as np

from unclench.errors import InputError
from unclench.triggers.table import (
    COUNT,
    DATE,
    Days,
    TimedExposure,
    day_of,
    gathered,
    number_of,
)

__all__ = ["read_diary"]

_NOON = timedelta(hours=12)
# How the diary's date may name the day of a time stamp: its calendar day; the evening of its noon-to-noon day; the
# morning of it.
_DAY_STARTS = {"midnight": timedelta(0), "noon before": _NOON, "noon after": -_NOON}


def read_diary(diary: str, events: str | None = None, exposures: str | None = None) -> Days:
    """The days of a diary as CSV text, with onsets and exposures of known hours where given. Raises InputError."""
    days = _diary(diary)
    onsets = [_stamp(row, line, "onset", "events") for line, row in _rows(events, ("onset",), "events")]
    timed = [
        (row["exposure"].strip(), _stamp(row, line, "time", "exposures"),
         number_of(row["value"], line, "value", "line of the exposures,"))
        for line, row in _rows(exposures, ("exposure", "time", "value"), "exposures")
    ]  # fmt: skip
    if not onsets and not timed:
        return days
    shift, name = _day_start(days, onsets)
    return _with_hours(days, onsets, timed, shift, name)


def _diary(text: str) -> Days:
    dates, numbers = [], {}  # type: ignore[var-annotated]
    for line, row in _rows(text, (DATE, COUNT), "diary"):
        dates.append(day_of(row[DATE], line, "line"))
        for name, value in row.items():
            if name and name != DATE:
                numbers.setdefault(name, []).append(number_of(value, line, name, "line"))
    return gathered(dates, numbers)


def _rows(text: str | None, needed: tuple[str, ...], what: str) -> Iterator[tuple[int, dict[str, str]]]:
    """Line number and cells of every row that is not empty."""
    if text is None:
        return
    text = text.removeprefix("\ufeff")
    first = text.partition("\n")[0]
    mark = ";" if ";" in first and "," not in first else ","  # as spreadsheets of many countries save it
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=mark)
    try:
        heads = [head.strip() for head in next(reader, [])]
        _check_heads(heads, needed, what)
        for cells in reader:
            if not any(cell.strip() for cell in cells):
                continue
            if len(cells) > len(heads) and any(cell.strip() for cell in cells[len(heads) :]):
                raise InputError(
                    f"Line {reader.line_num} of the {what} has {len(cells)} cells, the first line {len(heads)}.",
                    todo="Look for a comma too many, or put the text into quotation marks.",
                )
            padded = cells + [""] * (len(heads) - len(cells))
            yield reader.line_num, dict(zip(heads, padded, strict=False))
    except csv.Error as error:
        raise InputError(
            f"Line {reader.line_num} of the {what} is not CSV.",
            why=str(error),
            todo="Save it as CSV in UTF-8.",
        ) from error


def _check_heads(heads: list[str], needed: tuple[str, ...], what: str) -> None:
    missing = [name for name in needed if name not in heads]
    if missing:
        raise InputError(
            f"Line 1 of the {what} lacks the column “{missing[0]}”.",
            why=f"It holds: {', '.join(heads)[:200]}." if any(heads) else "It is empty.",
            todo=f"Begin with: {', '.join(needed)}.", field=missing[0],
        )  # fmt: skip
    twice = [name for name, times in Counter(heads).items() if times > 1]
    if twice:
        raise InputError(
            f"Line 1 of the {what} names “{twice[0][:40]}” twice.", todo="Give every column its own name."
        )


def _stamp(row: dict[str, str], line: int, column: str, what: str) -> datetime:
    try:
        stamp = datetime.fromisoformat(row[column].strip())
    except ValueError as error:
        raise InputError(
            f"The time in line {line} of the {what} cannot be read: “{row[column][:30]}”.",
            todo="Write it as 2026-01-31T03:20.", field=column,
        ) from error  # fmt: skip
    return stamp.replace(tzinfo=None)  # the clock on the wall is what a night goes by


def _day_start(days: Days, onsets: list[datetime]) -> tuple[timedelta, str]:
    """Where a day of this diary begins: the way of counting that agrees best with its own spasm counts."""

    def disagreement(shift: timedelta) -> float:
        counted = np.zeros(len(days))
        outside = 0
        for onset in onsets:
            row = ((onset - shift).date() - days.first).days
            if 0 <= row < len(days):
                counted[row] += 1
            else:
                outside += 1
        return float(np.nansum(np.abs(counted - days.counts))) + outside

    name = min(_DAY_STARTS, key=lambda one: disagreement(_DAY_STARTS[one]))
    return _DAY_STARTS[name], name


def _with_hours(
    days: Days, onsets: list[datetime], timed: list[tuple[str, datetime, float]], shift: timedelta, name: str
) -> Days:
    def placed(stamp: datetime) -> tuple[int, float]:
        moved = stamp - shift
        return (moved.date() - days.first).days, moved.hour + moved.minute / 60 + moved.second / 3600

    hours: dict[int, list[float]] = {}
    for onset in onsets:
        row, hour = placed(onset)
        if 0 <= row < len(days):
            hours.setdefault(row, []).append(hour)
    by_name: dict[str, dict[int, list[tuple[float, float]]]] = {}
    for exposure, stamp, value in timed:
        row, hour = placed(stamp)
        if 0 <= row < len(days) and not np.isnan(value):
            by_name.setdefault(exposure, {}).setdefault(row, []).append((hour, value))
    columns: dict[str, Any] = dict(days.exposures)
    notes = [*days.notes, f"A day begins at {name.split()[0]}, as the spasm counts say."]
    for exposure in by_name:
        if exposure not in columns:
            notes.append(f"“{exposure}” stands only in the exposures: days without a time count as none.")
            columns[exposure] = np.array(
                [sum(value for _, value in by_name[exposure].get(row, ())) for row in range(len(days))], dtype=float
            )  # fmt: skip
    return replace(
        days,
        exposures=columns,
        onset_hours={row: tuple(sorted(found)) for row, found in hours.items()},
        timed={
            exposure: TimedExposure({row: tuple(sorted(found)) for row, found in rows.items()})
            for exposure, rows in by_name.items()
        },
        notes=tuple(notes),
    )
