# SPDX-License-Identifier: Apache-2.0
"""Rows of the CSV files that diary apps write, by the names of their columns; and the days and numbers in them."""

from __future__ import annotations

import codecs
import csv
import io
import math
import re
from collections.abc import Iterator
from datetime import date

from unclench.errors import InputError
from unclench.intake.archive import Archive
from unclench.intake.csv_dates import moment
from unclench.intake.csv_stream import cells_of, delimiter_of
from unclench.intake.gathering import Gathering
from unclench.intake.whole import beginning, whole

__all__ = ["Row", "day_of", "find", "number_of", "rows"]

Row = dict[str, str]

_MOST_BYTES = 64 * 2**20
_LONGEST_LINE = 1 << 16
_YEARS = range(1900, 2201)
_NAMES_ITS_MONTH = re.compile(r"\s*\d{4}-|.*[^\W\d_]{3}")
"""Of 3/4/2026 nobody knows which is the month."""


def find(archive: Archive, *wanted: frozenset[str]) -> str:
    """The first member whose heading holds all of one of these sets of columns; "" where none does."""
    for name in archive.ending(".csv", ".txt") if archive.is_zip else archive.names:
        heading = {cell.lower() for cell in cells_of(_first_line(_text(beginning(archive, name))))}
        if any(columns <= heading for columns in wanted):
            return name
    return ""


def rows(archive: Archive, into: Gathering, *wanted: frozenset[str]) -> Iterator[Row]:
    """Each row of the member that `find` finds, its values by column in small letters; what a row lacks is empty.

    Raises InputError where there is none, or it is damaged. A field never closed by its quotation mark swallows rows;
    that is noted, as nobody can know where it ended.
    """
    name = find(archive, *wanted)
    if not name:
        raise _other_columns()
    text = _text(whole(archive, name, _MOST_BYTES)).replace("\0", "")
    if text.count('"') % 2:
        into.notes.append("A quotation mark is missing in this file. Entries near it may be missing too.")
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter_of(_first_line(text)))
    columns: list[str] | None = None
    while True:
        try:
            values = next(lines)
        except StopIteration:
            return
        except csv.Error:
            into.reject("a line that cannot be read")
            continue
        if not any(values):
            continue
        if columns is None:
            columns = [value.strip().lower() for value in values]
            if not any(one <= set(columns) for one in wanted):
                raise _other_columns()
            continue
        row = dict.fromkeys(columns, "")
        row.update((column, value.strip()) for column, value in zip(columns, values, strict=False) if value)
        yield row


def day_of(text: str, year: str = "") -> date | None:
    """A civil day from "2026-10-22", or from a day and a month's name with the year in it or given ("22nd Oct 2026",
    "18 May", "May 18"). None where it is none, or outside 1900 to 2200."""
    found = moment(f"{text} {year}", "") if _NAMES_ITS_MONTH.match(text) else None
    return found.day if found is not None and found.day.year in _YEARS else None


def number_of(text: str) -> float | None:
    """A plain number, with a point or a comma before its decimals; None where it is none."""
    if re.fullmatch(r"[+-]?\d{1,15}(?:[.,]\d{0,15})?", text.strip(), re.ASCII) is None:
        return None
    value = float(text.strip().replace(",", "."))
    return value if math.isfinite(value) else None


def _other_columns() -> InputError:
    return InputError(
        "This is not a file of that diary app.", why="Its columns have other names.",
        todo="Export it again as CSV, and leave the first line as it is.", field="file",
    )  # fmt: skip


def _text(data: bytes) -> str:
    """UTF-8, or UTF-16 by its mark; what is neither was saved by an old spreadsheet."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", "replace")
    try:
        return codecs.getincrementaldecoder("utf-8-sig")().decode(data)
    except UnicodeDecodeError:
        return data.removeprefix(codecs.BOM_UTF8).decode("cp1252", "replace")


def _first_line(text: str) -> str:
    return next(iter(text[:_LONGEST_LINE].splitlines()), "")
