# SPDX-License-Identifier: Apache-2.0
"""What each column of a person's table is, once settled: kept as JSON under a signature of its headings."""

from __future__ import annotations

import hashlib
import json
import math
import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import Any

from unclench.diary.measures import MEASURES, OWN_PREFIX
from unclench.errors import InputError
from unclench.intake.csv_headings import slug

__all__ = ["SPASMS", "Column", "Kind", "Mapping", "Role", "key_of", "signature_of"]

SPASMS = "spasms"
_OWN_ID = re.compile(rf"{OWN_PREFIX}[a-z0-9_]{{1,60}}")
_MOST_CHARACTERS = 400_000
_MOST_COLUMNS = 500


class Role(StrEnum):
    """What a column is for. NAME, VALUE and UNIT: a long table, one thing a row, named in a cell."""

    IGNORE = "ignore"
    DATE = "date"
    TIME = "time"
    NAME = "name"
    VALUE = "value"
    UNIT = "unit"
    MEASURE = "measure"
    SPASMS = "spasms"
    OWN = "own"


class Kind(StrEnum):
    """What the person's own column holds; as in OwnMeasure."""

    YES_NO = "yes_no"
    QUANTITY = "quantity"
    SCALE = "scale"


@dataclass(frozen=True, slots=True)
class Column:
    """One column, or one name in a long table.

    heading: as it is written. target: the measure's id, or own_…. factor, offset: from the written unit to the
    measure's (value * factor + offset); factor None where each cell names its own unit. kind, name, unit: of an own
    column. yes, no: the words for it in a column of yes and no, and of spasms.
    """

    heading: str
    role: Role = Role.IGNORE
    target: str = ""
    factor: float | None = 1.0
    offset: float = 0.0
    kind: Kind | None = None
    name: str = ""
    unit: str = ""
    yes: tuple[str, ...] = ()
    no: tuple[str, ...] = ()

    @property
    def is_used(self) -> bool:
        """Whether it becomes values of days."""
        return self.role in (Role.MEASURE, Role.SPASMS, Role.OWN)


@dataclass(frozen=True, slots=True)
class Mapping:
    """The columns of a table, and the names in its name column where it is a long one.

    each_row: what every row counts once as ("spasms", own_…), for a table that is a list of events. date_order,
    decimal: csv_dates and csv_cells; used where a file does not decide itself, "" where nobody said.
    """

    columns: tuple[Column, ...]
    names: tuple[Column, ...] = ()
    each_row: str = ""
    date_order: str = ""
    decimal: str = ""
    signature: str = field(default="", compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "signature", signature_of(one.heading for one in self.columns))

    @property
    def is_usable(self) -> bool:
        """Whether days come out of it: one column of dates, and something to count."""
        dated = sum(one.role is Role.DATE for one in self.columns) == 1
        return dated and bool(self.each_row or any(one.is_used for one in (*self.columns, *self.names)))

    def as_json(self) -> str:
        """Everything, to be kept or sent."""
        return json.dumps(asdict(self), ensure_ascii=False, allow_nan=False)

    @classmethod
    def from_json(cls, text: str) -> Mapping:
        """What as_json made, or a page. InputError, which names the column, where it is not one."""
        if len(text) > _MOST_CHARACTERS:
            raise _wrong("It is far too long.")
        try:
            told = json.loads(text)
        except (ValueError, RecursionError):
            raise _wrong("It is not JSON.") from None
        if not isinstance(told, dict):
            raise _wrong("It is not a JSON object.")
        columns = _columns(told.get("columns"), "columns")
        if not columns:
            raise _wrong("It has no columns.")
        each_row = _text(told, "each_row", "the table")
        if each_row not in ("", SPASMS) and not _OWN_ID.fullmatch(each_row):
            raise _wrong("What each row is, is neither spasms nor a thing of your own.")
        return cls(
            columns=columns,
            names=_columns(told.get("names", []), "names"),
            each_row=each_row,
            date_order=_one_of(told, "date_order", ("", "dmy", "mdy", "compact", "serial")),
            decimal=_one_of(told, "decimal", ("", ",", ".")),
        )


def key_of(heading: str) -> str:
    """Headings with the same key are one heading. What has no letters is compared as it is written."""
    return slug(heading) + "|" + re.sub(r"[\w\s]+", "", heading)


def signature_of(headings: Iterable[str]) -> str:
    """The same for tables with the same headings, whatever their case, blanks and rows."""
    return hashlib.sha256("\x1f".join(map(key_of, headings)).encode("utf-8", "replace")).hexdigest()[:16]


def _columns(told: Any, where: str) -> tuple[Column, ...]:
    if not isinstance(told, list) or len(told) > _MOST_COLUMNS:
        raise _wrong(f"Its {where} are no list, or there are more than {_MOST_COLUMNS}.")
    return tuple(_column(one) for one in told)


def _column(told: Any) -> Column:
    if not isinstance(told, dict):
        raise _wrong("A column is not a JSON object.")
    heading = _text(told, "heading", "a column")
    role, target = _text(told, "role", heading), _text(told, "target", heading)
    if role not in list(Role):
        raise _wrong(f"The role of “{heading}” is not known.")
    if role == Role.MEASURE and target not in MEASURES:
        raise _wrong(f"“{heading}” is given to a measure that does not exist.")
    if role == Role.OWN and not _OWN_ID.fullmatch(target):
        raise _wrong(f"“{heading}” has no name of its own that can be kept.")
    kind = told.get("kind")
    if (kind is not None or role == Role.OWN) and kind not in list(Kind):
        raise _wrong(f"The kind of “{heading}” is not known.")
    factor = told.get("factor", 1.0)
    return Column(
        heading=heading,
        role=Role(role),
        target=SPASMS if role == Role.SPASMS else target,
        factor=None if factor is None else _number(factor, heading, never_zero=True),
        offset=_number(told.get("offset", 0.0), heading),
        kind=None if kind is None else Kind(kind),
        name=_text(told, "name", heading),
        unit=_text(told, "unit", heading),
        yes=_words(told.get("yes", []), heading),
        no=_words(told.get("no", []), heading),
    )


def _number(told: Any, heading: str, *, never_zero: bool = False) -> float:
    if isinstance(told, bool) or not isinstance(told, int | float) or not abs(told) <= 1e12:
        raise _wrong(f"The unit of “{heading}” is not a number.")
    if not math.isfinite(told) or (never_zero and told == 0):
        raise _wrong(f"The unit of “{heading}” would make all of it nothing.")
    return float(told)


def _text(told: dict[str, Any], key: str, where: str) -> str:
    value = told.get(key, "")
    if not isinstance(value, str) or len(value) > 500:
        raise _wrong(f"“{key}” of {where} is not a short text.")
    return value


def _one_of(told: dict[str, Any], key: str, known: tuple[str, ...]) -> str:
    value = _text(told, key, "the table")
    if value not in known:
        raise _wrong(f"“{key}” of the table is not known.")
    return value


def _words(told: Any, heading: str) -> tuple[str, ...]:
    fine = isinstance(told, list | tuple) and len(told) <= 50
    if not fine or not all(isinstance(one, str) and len(one) <= 100 for one in told):
        raise _wrong(f"The words for yes and no of “{heading}” are no short list.")
    return tuple(told)


def _wrong(why: str) -> InputError:
    return InputError(
        "The columns cannot be read as they were given.", why=why, todo="Choose what each column is once more.",
        field="columns",
    )  # fmt: skip
