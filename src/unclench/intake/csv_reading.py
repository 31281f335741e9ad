# SPDX-License-Identifier: Apache-2.0
"""The rows of a table on their way into a gathering, once it is settled what the columns are."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime

from unclench.errors import InputError
from unclench.intake.archive import Archive
from unclench.intake.csv_cells import decimal_of, is_nothing
from unclench.intake.csv_cells import two_readings as two_numbers
from unclench.intake.csv_dates import Moment, clock, moment, order_of, two_readings
from unclench.intake.csv_days import MOST_VALUES, Days, too_many_values
from unclench.intake.csv_mapping import SPASMS, Column, Kind, Mapping, Role, key_of
from unclench.intake.csv_proposal import DECIMALS, number_cells
from unclench.intake.csv_sniffing import Table, date_form, records
from unclench.intake.csv_values import value_of, with_unit
from unclench.intake.gathering import Gathering, NeedsAnswer
from unclench.intake.samples import OwnMeasure, Rank

__all__ = ["MOST_LOST", "MOST_ROWS", "TableReading"]

MOST_ROWS = 20_000_000
MOST_LOST = 200_000
"""So many rows one after the other without a date: no table any more, whatever it began as."""
_MOST_UNKNOWN = 300
_REMEMBERED = 1000
"""Cells of a column whose value is known without reading them again; most columns hold a few words or numbers."""
_YEARS = range(1900, 2201)
_ROWS_FOR_SURE = 1.2
"""Rows for each day up to which a table has a row a day, and a row told twice is one pasted twice."""


@dataclass(frozen=True, slots=True)
class _Places:
    """Where in a row each thing stands; None where nowhere."""

    date: int
    time: int | None
    name: int | None
    value: int | None
    unit: int | None


class TableReading:
    """Takes the rows in. The first of them, `rows`, tell the order of dates and the decimal mark.

    Raises NeedsAnswer where no column holds dates, nothing usable stands beside it, or two readings are open.
    """

    def __init__(self, table: Table, mapping: Mapping, rows: list[list[str]], into: Gathering) -> None:
        self.table, self.into = table, into
        self.columns = _matched(table, mapping, into)
        settled = replace(mapping, columns=self.columns)
        if not settled.is_usable:
            raise _which_columns(settled)
        self.places = _places(self.columns)
        self.used = [(index, one) for index, one in enumerate(self.columns) if one.is_used]
        self.names = {key_of(one.heading): one for one in mapping.names}
        self.each_row = _each_row(mapping.each_row)
        dates = [row[self.places.date] for row in rows]
        self.order = self._order(dates, mapping.date_order)
        cells = [[row[index] for row in rows] for index in range(len(self.columns))]
        self.decimal = self._decimal(number_cells(settled, cells), mapping.decimal)
        self.pasted_twice = self._row_of_day(dates)
        self.values_a_character = self._density(rows, dates)
        self.days = Days()
        self.unknown_names = 0
        self.values_of: dict[str, set[float]] = {}
        self.known: dict[int, dict[str, float | str | None]] = {}

    def all_of(self, archive: Archive) -> None:
        """Read to the end, then hand over."""
        size = max(1, archive.size(self.table.name))
        if (
            size / (2 if self.table.encoding.startswith("utf-16") else 1) * self.values_a_character
            > 2 * MOST_VALUES
        ):
            raise too_many_values()  # said at once, not after all the work
        lost = 0
        rows = records(archive, self.table, self.into.reject, lambda at: self.into.progress(at / size))
        for count, row in enumerate(rows):
            if count >= MOST_ROWS or lost >= MOST_LOST:
                raise _too_long()
            lost = 0 if self._row(row) else lost + 1
        source = self.into.source(_source_name(self.table), Rank.MANUAL)
        self._own_ones()
        self._notes()
        self.days.put_into(self.into, source)

    def _row(self, row: list[str]) -> bool:
        """Take a row in; whether it has a date."""
        when = self._when(row)
        if when is None:
            return False
        day, at = when
        if self.pasted_twice is not None and at is None:
            mark = hash(tuple(row))
            if self.pasted_twice.get(day) == mark:
                self.into.reject("a row that repeats another")
                return True
            self.pasted_twice.setdefault(day, mark)
        for index, column in self.used:
            self._cell(column, row[index], day, at)
        if self.each_row is not None:
            self.days.add(self.each_row, day, at, 1.0)
        if self.places.name is not None:
            self._named(row, day, at)
        return True

    def _named(self, row: list[str], day: date, at: datetime | None) -> None:
        """A row of a long table: what is named in one cell has the value in another; without one it counts once."""
        places = self.places
        name = row[places.name] if places.name is not None else ""
        if is_nothing(name):
            return
        column = self.names.get(key_of(name))
        if column is None:
            self.unknown_names += 1
            known = " ".join(name.split())[:80]
            if len(self.into.unknown_types) < _MOST_UNKNOWN or known in self.into.unknown_types:
                self.into.unknown_types[known] += 1
        elif column.is_used:
            cell = "1" if places.value is None else row[places.value]
            unit = "" if places.unit is None else row[places.unit]
            self._cell(column, with_unit(cell, unit), day, at)

    def _cell(self, column: Column, cell: str, day: date, at: datetime | None) -> None:
        known = self.known.setdefault(id(column), {})
        if cell in known:
            value = known[cell]
        else:
            value = value_of(column, cell, self.decimal)
            if len(known) < _REMEMBERED:
                known[cell] = value
        if isinstance(value, str):
            self.into.reject(value)
        elif value is not None:
            seen = self.values_of.setdefault(column.target, set())
            if len(seen) < 2:
                seen.add(value)
            self.days.add(column, day, at, value)

    def _when(self, row: list[str]) -> tuple[date, datetime | None] | None:
        cell = row[self.places.date]
        found = moment(cell, self.order)
        if found is None:
            self.into.reject("no date" if is_nothing(cell) else "a date that cannot be read")
            return None
        if found.day.year not in _YEARS:
            self.into.reject("a day before 1900 or after 2200")
            return None
        place = self.places.time
        if place is not None and found.at is None and not is_nothing(row[place]):
            told = clock(row[place])
            if told is None:
                self.into.reject("a time that cannot be read")
            else:
                found = Moment(found.day, *told)
        if found.at is None:
            return found.day, None
        return found.day, datetime.combine(found.day, found.at, found.zone or self.into.zone)

    def _order(self, dates: list[str], told: str) -> str:
        form = date_form(dates)
        if form:
            return form
        order = order_of(dates, told)
        if order is not None:
            return order
        return self.into.answer(
            "date_order", "The dates in this table can be read in two ways.",
            "No day in it is later than the 12th where that would tell, so day and month could change places.",
            two_readings(dates),
        )  # fmt: skip

    def _decimal(self, cells: list[str], told: str) -> str:
        mark = decimal_of(cells, told)
        if mark is not None:
            return mark
        readings = two_numbers(cells)
        return DECIMALS[
            self.into.answer(
                "decimal", "The numbers in this table can be read in two ways.",
                "A comma or a point stands before three digits, and nothing tells whether thousands or a fraction.",
                {key: readings[mark] for key, mark in DECIMALS.items()},
            )
        ]  # fmt: skip

    def _row_of_day(self, dates: list[str]) -> dict[date, int] | None:
        """An empty place for the first row of each day, in a table that has a row a day; None for lists of events."""
        told = [found.day for cell in dates if (found := moment(cell, self.order))]
        long = self.places.name is not None or self.each_row is not None
        return None if long or len(told) > _ROWS_FOR_SURE * len(set(told)) + 1 else {}

    def _density(self, rows: list[list[str]], dates: list[str]) -> float:
        """How many values of days the first rows hold for each of their characters."""
        characters = sum(len(cell) + 1 for row in rows for cell in row)
        told = sum(not is_nothing(row[index]) for row in rows for index, _ in self.used)
        days = {found.day for cell in dates if (found := moment(cell, self.order))}
        return told * len(days) / len(rows) / characters if rows else 0.0

    def _own_ones(self) -> None:
        each = [] if self.each_row is None else [self.each_row]
        for column in (*self.columns, *self.names.values(), *each):
            if column.role is Role.OWN and (column.target in self.values_of or column in each):
                kind = column.kind or Kind.QUANTITY
                name = column.name or column.heading
                self.into.own[column.target] = OwnMeasure(column.target, name, str(kind), column.unit)

    def _notes(self) -> None:
        """What the person would like to know, as a sentence each."""
        for column in self.columns:
            only = self.values_of.get(column.target)
            marks = column.role is Role.SPASMS or column.kind is Kind.YES_NO
            if marks and only == {1.0}:
                self.into.notes.append(
                    f"“{column.heading}” never says no. Days on which it is empty count as not recorded."
                )
        if self.table.others:
            self.into.notes.append(
                f"Only the table “{self.table.name}” was read; there are more in this file."
            )


def _matched(table: Table, mapping: Mapping, into: Gathering) -> tuple[Column, ...]:
    """The columns of this table as the mapping knows them by their headings; others are left out and counted."""
    known: dict[str, list[Column]] = {}
    for column in mapping.columns:
        known.setdefault(key_of(column.heading), []).append(column)
    told = []
    for heading in table.headings:
        found = known.get(key_of(heading))
        if not found:
            into.unknown_types[heading[:80]] += 1
        told.append(found.pop(0) if found else Column(heading))
    return tuple(told)


def _places(columns: tuple[Column, ...]) -> _Places:
    first: dict[Role, int] = {}
    for index, column in enumerate(columns):
        first.setdefault(column.role, index)
    return _Places(
        first[Role.DATE],
        first.get(Role.TIME),
        first.get(Role.NAME),
        first.get(Role.VALUE),
        first.get(Role.UNIT),
    )


def _each_row(target: str) -> Column | None:
    if not target:
        return None
    if target == SPASMS:
        return Column("", Role.SPASMS, SPASMS)
    return Column(
        "", Role.OWN, target, kind=Kind.QUANTITY, name=target.removeprefix("own_").replace("_", " ")
    )


def _source_name(table: Table) -> str:
    """The same for the next export of the same table, whatever the file is called then."""
    return f"Table: {', '.join(table.headings)}"[:80]


def _which_columns(mapping: Mapping) -> NeedsAnswer:
    dated = any(one.role is Role.DATE for one in mapping.columns)
    why = (
        "No column beside the dates could be understood." if dated else "No single column of dates was found."
    )
    asked = NeedsAnswer(
        "Unclench does not know what the columns of this table are.", why=why, field="columns",
        options={one.heading: f"now: {one.role}" for one in mapping.columns[:50]},
    )  # fmt: skip
    asked.todo = "Say once what each column is; it is remembered for the next time."
    asked.args = (asked.sentence,)
    return asked


def _too_long() -> InputError:
    return InputError(
        "This table does not end.", why=f"It has over {MOST_ROWS:,} rows, or {MOST_LOST:,} in a row without a date.",
        todo="Export a shorter time, or choose another file.", field="file",
    )  # fmt: skip
