# SPDX-License-Identifier: Apache-2.0
"""The value that a cell has in its column, in the unit of the column's measure; or why it has none."""

from __future__ import annotations

from unclench.diary.measures import MEASURES
from unclench.intake.csv_cells import (
    NO_WORDS,
    YES_WORDS,
    duration_min,
    is_formula,
    is_nothing,
    number,
    word,
)
from unclench.intake.csv_headings import unit_for
from unclench.intake.csv_mapping import Column, Kind, Role

__all__ = ["is_counted", "shown", "value_of", "with_unit"]

_MOST = 1e9
_MOST_SPASMS = 1000
_DAY_MIN = 1440
_BELOW_ZERO = frozenset(key for key, one in MEASURES.items() if one.unit == "Cel")


def value_of(column: Column, cell: str, decimal: str) -> float | str | None:
    """The value; None where nothing was recorded; a few plain words where it cannot be taken."""
    if column.role is Role.OWN and column.kind is Kind.YES_NO:
        return _yes_no(column, cell)
    if column.role is Role.SPASMS:
        return _spasms(column, cell, decimal)
    if is_nothing(cell):
        return None
    if is_formula(cell):
        return "a formula"
    found = _amount(column, cell, decimal)
    if isinstance(found, str):
        return found
    if not abs(found) <= _MOST:
        return "far too large a number"
    if found < 0 and column.role is Role.MEASURE and column.target not in _BELOW_ZERO:
        return "less than nothing"
    if found > _DAY_MIN and column.role is Role.MEASURE and MEASURES[column.target].unit == "min":
        return "more than a day"
    return found


def is_counted(column: Column) -> bool:
    """Whether it holds whole things, of which there is no fraction: 7.523 steps are seven thousand."""
    return column.role is Role.SPASMS or (
        column.role is Role.MEASURE and MEASURES[column.target].unit in ("{steps}", "{count}")
    )


def with_unit(cell: str, unit: str) -> str:
    """A cell of a long table with the unit that stands in a cell beside it."""
    unit = unit.strip()
    found = number(cell, ".") if unit and not is_nothing(unit) else None
    return f"{cell.strip()} {unit}" if found and not found[1] else cell


def shown(column: Column, cell: str, decimal: str) -> str:
    """What was understood of a cell, for the person to look at."""
    value = value_of(column, cell, decimal)
    if value is None or isinstance(value, str):
        return value or ""
    if column.kind is Kind.YES_NO:
        return "yes" if value else "no"
    unit = MEASURES[column.target].unit if column.role is Role.MEASURE else column.unit
    if column.kind is Kind.SCALE:
        unit = ""
    return f"{value:.6g} {unit}".strip() if "{" not in unit else f"{value:.6g}"


def _amount(column: Column, cell: str, decimal: str) -> float | str:
    in_minutes = column.role is Role.MEASURE and MEASURES[column.target].unit == "min"
    if in_minutes and (minutes := duration_min(cell)) is not None:
        return minutes
    found = number(cell, ("," if "." in cell else ".") if is_counted(column) else decimal)
    if found is None:
        return "not a number"
    value, unit = found
    if column.role is Role.OWN:
        return value if not unit or word(unit) == word(column.unit) else "a unit that is not known"
    scale = unit_for(column.target, unit) if unit else None
    if unit and scale is None:
        return "a unit that is not known"
    if scale is not None:
        return value * scale.factor + scale.offset
    return "no unit" if column.factor is None else value * column.factor + column.offset


def _yes_no(column: Column, cell: str) -> float | str | None:
    said = word(cell)
    if said in map(word, column.yes or YES_WORDS):
        return 1.0
    if said in map(word, column.no or NO_WORDS):
        return 0.0
    if is_nothing(cell):
        return None
    return "a formula" if is_formula(cell) else "neither yes nor no"


def _spasms(column: Column, cell: str, decimal: str) -> float | str | None:
    """Yes is one, no is none, a number is how many."""
    said = _yes_no(column, cell)
    if said != "neither yes nor no":
        return said
    found = number(cell, decimal)
    if found is None or found[1] not in ("", "x", "×"):
        return said
    value = found[0]
    return value if 0 <= value <= _MOST_SPASMS and value == int(value) else "not a count of spasms"
