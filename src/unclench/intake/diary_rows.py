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
from unclench.intake.gathering import Gathering
from unclench.intake.whole import beginning, whole

__all__ = ["Row", "day_of", "find", "number_of", "rows"]

Row = dict[str, str]

_MOST_BYTES = 64 * 2**20
_YEARS = range(1900, 2201)
_MONTHS = (
    ("jan",), ("feb",), ("mar", "mär", "mrz", "mae"), ("apr",), ("may", "mai"), ("jun",), ("jul",), ("aug",),
    ("sep",), ("oct", "okt"), ("nov",), ("dec", "dez"),
)  # fmt: skip
"""How the names of months begin, in English and German."""


def find(archive: Archive, *wanted: frozenset[str]) -> str:
    """The first member whose heading holds all of one of these sets of columns; "" where none does."""
    for name in archive.ending(".csv", ".txt") if archive.is_zip else archive.names:
        heading = set(_heading(_text(beginning(archive, name)).splitlines()[:1]))
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
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text.splitlines()[:1]))
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
    iso = re.match(r"\s*(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)", text)
    if iso:
        return _day(int(iso[1]), int(iso[2]), int(iso[3]))
    named = re.search(r"[^\W\d_]{3,}", re.sub(r"(?<=\d)(?:st|nd|rd|th)\b", "", text.lower()))
    numbers = [int(one) for one in re.findall(r"\d{1,4}", f"{text} {year}", re.ASCII)]
    if named is None or len(numbers) < 2:
        return None
    month = next((place for place, names in enumerate(_MONTHS, 1) if named[0].startswith(names)), 0)
    return _day(max(numbers[:2]), month, min(numbers[:2]))


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


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if year in _YEARS else None
    except ValueError:
        return None


def _text(data: bytes) -> str:
    """UTF-8, or UTF-16 by its mark; what is neither was saved by an old spreadsheet."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", "replace")
    try:
        return codecs.getincrementaldecoder("utf-8-sig")().decode(data)
    except UnicodeDecodeError:
        return data.removeprefix(codecs.BOM_UTF8).decode("cp1252", "replace")


def _delimiter(first: list[str]) -> str:
    return max(",;\t", key=first[0].count) if first else ","


def _heading(first: list[str]) -> list[str]:
    if not first:
        return []
    try:
        return [value.strip().lower() for value in next(csv.reader(first, delimiter=_delimiter(first)), [])]
    except csv.Error:
        return []
