# SPDX-License-Identifier: Apache-2.0
"""How a text table is laid out: its delimiter, the row of headings below any title, the column of dates."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice

from unclench.errors import InputError
from unclench.intake.archive import Archive
from unclench.intake.csv_cells import is_nothing, number
from unclench.intake.csv_dates import form_of_integers, looks_dated
from unclench.intake.csv_headings import names_role
from unclench.intake.csv_stream import DELIMITERS, lines_of, rows_in, tables

__all__ = ["MOST_BLANK", "Table", "date_form", "records", "sample", "sniffed"]

_LOOKED_AT = 200
_MOSTLY = 0.6
_SAMPLE_ROWS = 5_000
_SAMPLE_CELLS = 60_000
_SAMPLE_CHARACTERS = 2_000_000
MOST_BLANK = 1_100_000
"""Blank rows one after the other: a spreadsheet has at most 1,048,576 rows, and some programs write all of them."""


@dataclass(frozen=True, slots=True)
class Table:
    """name: the member of the archive. skipped: rows up to and with the headings. date_column: None where none is.

    others: members that look like tables of days, too.
    """

    name: str
    encoding: str
    delimiter: str
    skipped: int
    headings: tuple[str, ...]
    date_column: int | None
    others: tuple[str, ...] = ()


def sniffed(archive: Archive) -> Table | None:
    """The first table with dates in it; else the first that is a table at all; None where there is none.

    InputError where what would be a table is damaged or beyond every bound.
    """
    dated: list[Table] = []
    other: Table | None = None
    refusal: InputError | None = None
    for name, encoding, lines in tables(archive):
        best: tuple[tuple[bool, float, int], Table] | None = None
        for delimiter in DELIMITERS:
            try:
                found = _laid_out(name, encoding, delimiter, lines)
            except InputError as problem:
                refusal = problem
                continue
            if found and (best is None or found[0] > best[0]):
                best = found
        if best and best[1].date_column is not None:
            dated.append(best[1])
        elif best:
            other = other or best[1]
    if dated:
        first = dated[0]
        return Table(first.name, first.encoding, first.delimiter, first.skipped, first.headings, first.date_column,
                     tuple(one.name for one in dated[1:]))  # fmt: skip
    if refusal and other is None:
        raise refusal
    return other


def records(
    archive: Archive, table: Table, reject: Callable[[str], None], at: Callable[[int], None]
) -> Iterator[list[str]]:
    """The rows below the headings, each as wide as these; blank rows are passed over."""
    width = len(table.headings)
    rows = rows_in(lines_of(archive, table.name, table.encoding, at), table.delimiter, reject)
    blank = 0
    for row in islice(rows, table.skipped, None):
        if not any(row) or not any(map(str.strip, row)):
            blank += 1
            if blank > MOST_BLANK:
                raise InputError(
                    "This table does not end.", why=f"It has more than {MOST_BLANK:,} blank rows.", field="file",
                    todo="Delete the blank rows and save it again.",
                )  # fmt: skip
            continue
        if len(row) > width:
            if table.delimiter == "," and any(map(str.strip, row[width:])):
                reject(
                    "more cells than headings"
                )  # 2,6 without quotation marks: everything behind it is shifted
                continue
            del row[width:]
        elif len(row) < width:
            row.extend([""] * (width - len(row)))
        yield row


def sample(archive: Archive, table: Table) -> list[list[str]]:
    """The first rows, many enough to see what a column holds, few enough to be quick.

    InputError where not one row fits the headings.
    """
    rows, characters = [], 0
    left_out: Counter[str] = Counter()
    for row in records(archive, table, lambda reason: left_out.update([reason]), lambda _: None):
        rows.append(row)
        characters += sum(map(len, row))
        full = len(rows) >= min(_SAMPLE_ROWS, max(50, _SAMPLE_CELLS // len(row)))
        if full or characters > _SAMPLE_CHARACTERS:
            break
    if left_out and not rows:
        raise InputError(
            "No row of this table can be read.", why=f"All of them have the same trouble: {', '.join(left_out)}.",
            todo="Where commas stand in numbers, save it with semicolons between the columns.", field="file",
        )  # fmt: skip
    return rows


def date_form(cells: list[str]) -> str | None:
    """ "" for dates as people write them, COMPACT or SERIAL for whole numbers; None where these are no dates."""
    told = [one for one in cells[: 5 * _LOOKED_AT] if not is_nothing(one)]
    if told and sum(map(looks_dated, told)) >= _MOSTLY * len(told):
        return ""
    return form_of_integers(told)


def _laid_out(
    name: str, encoding: str, delimiter: str, lines: list[str]
) -> tuple[tuple[bool, float, int], Table] | None:
    """The table that one delimiter makes of it, and how well it fits."""
    rows = list(islice(rows_in(iter(lines), delimiter, lambda _: None), _LOOKED_AT))
    filled = [row for row in rows if any(map(str.strip, row))]
    if not filled:
        return None
    widths = Counter(map(len, filled))
    width, often = max(widths.items(), key=lambda one: (one[1], one[0]))
    even = often / len(filled)
    found = _dates(rows, max(widths))
    if found is None:
        if width < 2 or even < 0.8 or len(filled) < 2:
            return None
        header = next(index for index, row in enumerate(rows) if len(row) == width)
        return (False, even, width), Table(
            name, encoding, delimiter, header + 1, _headings(rows[header], width), None
        )
    column, header_row = found
    widest = max(width if header_row is None else len(rows[header_row]), column + 1)
    if widest < 2:
        return None
    skipped = 0 if header_row is None else header_row + 1
    headings = _headings([] if header_row is None else rows[header_row], widest, max(2, column + 1))
    return (True, even, widest), Table(name, encoding, delimiter, skipped, headings, column)


def _dates(rows: list[list[str]], width: int) -> tuple[int, int | None] | None:
    """The column of dates and the row of headings, if any: one that is called so before others, else the first."""
    found: list[tuple[bool, int, int | None]] = []
    for column in range(width):
        cells = [row[column] if column < len(row) else "" for row in rows]
        first = next((index for index, cell in enumerate(cells) if looks_dated(cell)), None)
        if first is not None and date_form(cells[first:]) == "":
            header = _header_above(rows, first)
            called = header is not None and names_role(_cell(rows[header], column), "date")
            found.append((not called, column, header))
            continue
        named = next((index for index, cell in enumerate(cells[:20]) if names_role(cell, "date")), None)
        if named is not None and date_form(cells[named + 1 :]):
            found.append((False, column, named))
    if not found:
        return None
    _, column, header = min(found, key=lambda one: one[:2])
    return column, header


def _header_above(rows: list[list[str]], first: int) -> int | None:
    """The fullest row above the first date, the upper one of equals: titles are short, a bad day is not above them."""
    best, most = None, 0
    for index, row in enumerate(rows[:first]):
        told = [cell for cell in row if cell.strip()]
        numbers = sum(number(cell, ".") is not None for cell in told)
        if len(told) > most and numbers * 2 <= len(told):
            best, most = index, len(told)
    return best


def _headings(row: list[str], width: int, least: int = 2) -> tuple[str, ...]:
    """Each heading once; a column without one is called by its number. Blank columns at the end are none."""
    cells = [" ".join(_cell(row, index).replace("\ufeff", "").split())[:200] for index in range(width)]
    while len(cells) > least and row and not cells[-1]:
        cells.pop()
    seen: Counter[str] = Counter()
    told = []
    for index, cell in enumerate(cells, 1):
        heading = cell or f"Column {index}"
        seen[heading] += 1
        told.append(heading if seen[heading] == 1 else f"{heading} #{seen[heading]}")
    return tuple(told)


def _cell(row: list[str], column: int) -> str:
    return row[column] if column < len(row) else ""
