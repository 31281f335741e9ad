# SPDX-License-Identifier: Apache-2.0
"""What each column of an unknown table most likely is, what stays open, and the first rows as they were understood."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from unclench.diary.measures import MEASURES, Merge
from unclench.diary.own_ids import free_own_id, own_id
from unclench.errors import InputError
from unclench.intake.archive import Archive
from unclench.intake.csv_cells import (
    NO_WORDS,
    YES_WORDS,
    decimal_of,
    duration_min,
    is_formula,
    is_nothing,
    number,
    word,
)
from unclench.intake.csv_cells import two_readings as two_numbers
from unclench.intake.csv_dates import clock, moment, order_of, two_readings
from unclench.intake.csv_headings import Heading, is_sum, names_role, read_heading, slug, unit_for, units_for
from unclench.intake.csv_mapping import SPASMS, Column, Kind, Mapping, Role, key_of
from unclench.intake.csv_sniffing import Table, date_form, sample, sniffed
from unclench.intake.csv_values import is_counted, shown, with_unit
from unclench.intake.words import means_spasm

__all__ = ["DECIMALS", "Proposal", "Question", "number_cells", "propose", "proposed"]

DECIMALS = {"comma": ",", "point": "."}
_MOST_NAMES = 300
_MOSTLY = 0.8
_KNOWN = 0.5
"""So much of a column must be as expected where its heading says already what it is."""
_SHOWN_ROWS = 5
_NO_HEADING = re.compile(r"Column \d+")
_SCALE_UNIT = re.compile(r"\d{1,3}\s*(?:-|–|to|bis)\s*\d{1,3}|/\s*\d{1,3}|skala|scale")
_SCALES = frozenset(
    {
        "pain", "pain level", "schmerz", "schmerzen", "fatigue", "muedigkeit", "erschoepfung", "energy", "energie",
        "anxiety", "angst", "mood", "stimmung", "laune", "stress", "stress level", "effort", "exertion", "anstrengung",
        "severity", "intensity", "staerke", "sleep quality", "schlafqualitaet",
    }
)  # fmt: skip
_ONLY_THIS_UNIT_FITS = {
    "asleep_min": (("h", 1.0, 24.0), ("min", 60.0, 1440.0)),
    "in_bed_min": (("h", 1.0, 24.0), ("min", 60.0, 1440.0)),
    "body_temp_c": (("°C", 30.0, 45.0), ("°F", 86.0, 115.0)),
}
"""Where the numbers alone tell the unit: nobody sleeps 7 minutes every night, nobody lives at 98 degrees Celsius."""


@dataclass(frozen=True, slots=True)
class Question:
    """What only the person knows. field: the answer's name. options: what can be answered, with words for it."""

    field: str
    what: str
    options: dict[str, str]


@dataclass(frozen=True, slots=True)
class Proposal:
    """For the page where a person says once what the columns are.

    confidence: 0 to 1 for each column. examples: for each column the first cells as they are written. rows: the first
    rows as they were understood, a text for each column.
    """

    mapping: Mapping
    confidence: tuple[float, ...]
    examples: tuple[tuple[str, ...], ...]
    rows: tuple[tuple[str, ...], ...]
    questions: tuple[Question, ...]


def propose(archive: Archive) -> Proposal:
    """What the table seems to hold. InputError where it is none, or cannot be read."""
    table = sniffed(archive)
    if table is None:
        raise InputError(
            "This is not a table that can be read.",
            why="No comma, semicolon, tab or bar divides its lines into columns.",
            todo="Save it as CSV from the program it was made in.", field="file",
        )  # fmt: skip
    return proposed(table, sample(archive, table))


def proposed(table: Table, rows: Sequence[Sequence[str]]) -> Proposal:
    """The same, of rows below the headings."""
    cells = [[row[index] for row in rows] for index in range(len(table.headings))]
    guesses = _guesses(table, cells)
    names: tuple[Column, ...] = ()
    doubts: list[Question] = []
    roles: dict[Role, int] = {one.role: index for index, (one, _, _) in enumerate(guesses)}
    if Role.NAME in roles:
        told = _told_by_name(cells, roles)
        found = _once_each([_guess(name, values) for name, values in told.items()])
        names, doubts = tuple(one for one, _, _ in found), [one for _, _, one in found if one]
    doubts = [one for _, _, one in guesses if one] + doubts
    mapping = Mapping(tuple(one for one, _, _ in guesses), names)
    dates = [] if table.date_column is None else cells[table.date_column]
    form = date_form(dates)
    order = form or order_of(dates)
    if order is None:
        doubts.append(Question("date_order", "Does the day or the month come first?", two_readings(dates)))
    numbers = number_cells(mapping, cells)
    decimal = decimal_of(numbers, "," if table.delimiter == ";" and any(map(_is_dotted, dates)) else "")
    if decimal is None:
        readings = two_numbers(numbers)
        options = {key: readings[mark] for key, mark in DECIMALS.items()}
        doubts.append(Question("decimal", "Which mark stands before the fraction of a number?", options))
    if not any(one.role is Role.SPASMS for one in (*mapping.columns, *mapping.names)):
        options = {"": "no", SPASMS: "yes, each row is one spasm"}
        doubts.append(
            Question("columns", "No column tells of spasms. Is every row of this table a spasm?", options)
        )
    mapping = replace(mapping, date_order=order or "", decimal=decimal or "")
    first = [
        tuple(_shown(mapping, row, roles, index) for index in range(len(row))) for row in rows[:_SHOWN_ROWS]
    ]
    examples = tuple(tuple(_told(one)[:3]) for one in cells)
    return Proposal(mapping, tuple(sure for _, sure, _ in guesses), examples, tuple(first), tuple(doubts))


def number_cells(mapping: Mapping, cells: Sequence[Sequence[str]]) -> list[str]:
    """The cells in which a mark before a fraction can stand."""
    used = [
        index
        for index, one in enumerate(mapping.columns)
        if (one.is_used and not is_counted(one)) or one.role is Role.VALUE
    ]
    return [cell for index in used if index < len(cells) for cell in cells[index]]


_Guess = tuple[Column, float, Question | None]


def _guesses(table: Table, cells: list[list[str]]) -> list[_Guess]:
    """A guess for each column: first the plain roles, then what is left as measures, spasms, own or nothing."""
    roles: dict[int, Role] = {} if table.date_column is None else {table.date_column: Role.DATE}
    for index, heading in enumerate(table.headings):
        told = _told(cells[index])
        if index in roles or not told:
            continue
        if (
            Role.TIME not in roles.values()
            and names_role(heading, "time")
            and _share(told, _is_clock) >= _MOSTLY
        ):
            roles[index] = Role.TIME
        elif Role.NAME not in roles.values() and names_role(heading, "name") and _are_names(told):
            roles[index] = Role.NAME
    guesses = [
        (Column(heading, roles[index]), 0.95, None) if index in roles else _guess(heading, cells[index])
        for index, heading in enumerate(table.headings)
    ]
    if Role.NAME not in roles.values():
        return _once_each(guesses)
    name = next(index for index, role in roles.items() if role is Role.NAME)
    value = next(
        (index for index, one in enumerate(table.headings) if _is_free(index, one, roles, "value")), None
    )
    unit = next(
        (index for index, one in enumerate(table.headings) if _is_free(index, one, roles, "unit")), None
    )
    if value is None and any(one.is_used for one, _, _ in guesses):
        guesses[name] = (Column(table.headings[name]), 0.5, None)
        return _once_each(guesses)
    for index, heading in enumerate(table.headings):
        if index not in roles:
            role = Role.VALUE if index == value else Role.UNIT if index == unit else Role.IGNORE
            guesses[index] = (Column(heading, role), 0.9, None)
    return guesses


def _guess(heading: str, cells: Sequence[str]) -> _Guess:
    told = [one for one in _told(cells) if not is_formula(one)]
    if not told or names_role(heading, "ignore") or is_formula(heading):
        return Column(heading), 0.5 if not told else 0.9, None
    if _NO_HEADING.fullmatch(heading):
        return Column(heading), 0.2, None
    read = read_heading(heading)
    words, numbers = _share(told, _is_word), _share(told, _is_number)
    where = read.unit.isalpha() and means_spasm(f"{read.name} {read.unit}")
    if means_spasm(read.name) or where:
        whole = is_sum(read.unit) or where
        if whole and _share(told, lambda one: _is_word(one) or _is_count(one)) >= _KNOWN:
            sure = 0.95 if words >= _MOSTLY else 0.75
            return Column(heading, Role.SPASMS, SPASMS, yes=YES_WORDS, no=NO_WORDS), sure, None
    if words >= _MOSTLY and numbers < 1:
        return _own(heading, read, Kind.YES_NO, ""), 0.9, None
    if read.measure and _share(told, lambda one: _is_number(one) or _is_duration(one)) >= _KNOWN:
        return _measure(heading, read, told)
    if numbers >= _MOSTLY:
        units = Counter(found[1] for one in told if (found := number(one, ".")))
        unit = read.unit or units.most_common(1)[0][0]
        is_scale = bool(_SCALE_UNIT.search(read.unit.casefold())) or slug(read.name) in _SCALES
        return _own(heading, read, Kind.SCALE if is_scale else Kind.QUANTITY, unit), 0.8, None
    return Column(heading), 0.6, None


def _measure(heading: str, read: Heading, told: list[str]) -> _Guess:
    """One of our measures if the unit is known: from the heading, from each cell, or where only one can be meant."""
    measure = read.measure
    scale = unit_for(measure, read.unit)
    if scale is not None:
        return Column(heading, Role.MEASURE, measure, scale.factor, scale.offset), 0.95, None
    found = [number(one, ".") for one in told]
    bare = [one for one, it in zip(told, found, strict=True) if it and not it[1]]
    known = [it for it in found if it and it[1] and unit_for(measure, it[1])]
    if not read.unit and not bare and (known or any(map(_is_duration, told))):
        return Column(heading, Role.MEASURE, measure, None), 0.9, None
    if not read.unit and measure in _ONLY_THIS_UNIT_FITS:
        values = [it[0] for one in bare if (it := number(one, decimal_of(told) or "."))]
        fits = [
            unit
            for unit, least, most in _ONLY_THIS_UNIT_FITS[measure]
            if all(least <= v <= most for v in values)
        ]
        scale = unit_for(measure, fits[0]) if len(fits) == 1 else None
        if scale is not None:
            return Column(heading, Role.MEASURE, measure, scale.factor, scale.offset), 0.8, None
    if MEASURES[measure].unit == "{score}":
        return _own(heading, read, Kind.SCALE, read.unit), 0.7, None
    units = units_for(measure)
    question = Question("columns", f"In which unit is “{heading}” written?", {unit: unit for unit in units})
    return _own(heading, read, Kind.QUANTITY, read.unit), 0.4, question


def _own(heading: str, read: Heading, kind: Kind, unit: str) -> Column:
    name = read.name or heading
    words = (YES_WORDS, NO_WORDS) if kind is Kind.YES_NO else ((), ())
    return Column(heading, Role.OWN, own_id(name), kind=kind, name=name, unit=unit, yes=words[0], no=words[1])


def _once_each(guesses: Sequence[_Guess]) -> list[_Guess]:
    """Two columns of one amount would count it twice: the second stays the person's own. Own names differ."""
    taken: set[str] = set()
    told: list[_Guess] = []
    for column, sure, question in guesses:
        one = column
        adds_up = one.role is Role.MEASURE and MEASURES[one.target].merge is not Merge.BEST
        if adds_up and one.target in taken:
            one, sure = (
                _own(one.heading, read_heading(one.heading), Kind.QUANTITY, read_heading(one.heading).unit),
                0.4,
            )
        if one.role is Role.OWN:
            one = replace(one, target=free_own_id(one.name, taken))
        taken.add(one.target)
        told.append((one, sure, question))
    return told


def _told_by_name(cells: list[list[str]], roles: dict[Role, int]) -> dict[str, list[str]]:
    """The values of a long table under each name, with the unit from the cell beside them."""
    names = cells[roles[Role.NAME]]
    values = cells[roles[Role.VALUE]] if Role.VALUE in roles else ["1"] * len(names)
    units = cells[roles[Role.UNIT]] if Role.UNIT in roles else [""] * len(names)
    written: dict[str, str] = {}
    told: dict[str, list[str]] = {}
    for name, value, unit in zip(names, values, units, strict=True):
        if is_nothing(name) or (key_of(name) not in written and len(written) >= _MOST_NAMES):
            continue
        told.setdefault(written.setdefault(key_of(name), name.strip()[:200]), []).append(
            with_unit(value, unit)
        )
    return told


def _shown(mapping: Mapping, row: Sequence[str], roles: dict[Role, int], index: int) -> str:
    column, cell = mapping.columns[index], row[index]
    if column.role is Role.DATE:
        found = moment(cell, mapping.date_order)
        if found is None:
            return ""
        return found.day.isoformat() + (f" {found.at:%H:%M}" if found.at else "")
    if column.role is Role.VALUE:
        name = key_of(row[roles[Role.NAME]])
        column = next((one for one in mapping.names if key_of(one.heading) == name), column)
        cell = with_unit(cell, row[roles[Role.UNIT]]) if Role.UNIT in roles else cell
    return shown(column, cell, mapping.decimal) if column.is_used else cell.strip()[:80]


def _is_free(index: int, heading: str, roles: dict[int, Role], role: str) -> bool:
    return index not in roles and names_role(heading, role)


def _are_names(told: list[str]) -> bool:
    return _share(told, _is_number) < 0.2 and len(set(map(key_of, told))) <= _MOST_NAMES


def _told(cells: Sequence[str]) -> list[str]:
    return [one for one in cells if not is_nothing(one)]


def _share(told: list[str], test: Callable[[str], bool]) -> float:
    return sum(map(test, told)) / len(told) if told else 0.0


def _is_word(cell: str) -> bool:
    return word(cell) in _WORDS


def _is_number(cell: str) -> bool:
    return number(cell, ".") is not None


def _is_count(cell: str) -> bool:
    found = number(cell, ".")
    return found is not None and found[0] >= 0 and found[0] == int(found[0]) and found[1] in ("", "x", "×")


def _is_duration(cell: str) -> bool:
    return duration_min(cell) is not None


def _is_clock(cell: str) -> bool:
    return clock(cell) is not None


def _is_dotted(cell: str) -> bool:
    return (
        "." in cell
        and "/" not in cell
        and moment(cell, "dmy") is not None
        and cell.strip()[:4].count(".") > 0
    )


_WORDS = frozenset(map(word, (*YES_WORDS, *NO_WORDS)))
