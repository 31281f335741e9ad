# SPDX-License-Identifier: Apache-2.0
"""days.csv and check_ins.csv of an export: what is known of each day, and what was said of it word for word."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator, Mapping
from datetime import date, timedelta
from typing import Any

import numpy as np
from numpy.typing import NDArray

from unclench.diary.columns import Known
from unclench.diary.exposures import exposures, with_own
from unclench.diary.measures import MEASURES
from unclench.evidence import load
from unclench.store.safekeeping.sheets import Column, Row, local

__all__ = ["CHECK_INS", "answers", "day_columns", "days"]

CHECK_INS: tuple[Column, ...] = (
    Column("check_in_id", "its id; one check-in may have several lines", lambda row: row["check_in_id"]),
    Column("day", "the day it is about; a day goes with the night that follows it", lambda row: row["day"]),
    Column("kind", "answered; cleared: all said before is taken back; restored: a clearing is undone",
           lambda row: row["kind"]),
    Column("at", "when it was said; as the clock on the wall showed it, with the offset from UTC",
           lambda row: local(row, "at")),
    Column("item", "the exposure's id as in days.csv; quiet: whether the day was free of spasms",
           lambda row: row["item"]),
    Column("state", "yes, no, untouched (shown, left alone) or not_asked; neither of the last two is a no",
           lambda row: row["answer"].get("state")),
    Column("value", "of a yes, in the exposure's unit", lambda row: row["answer"].get("value")),
    Column("hour", "of a yes, 0 to 24 on the wall clock", lambda row: row["answer"].get("hour")),
    Column("of", "the clearing that a restored one undoes", lambda row: row["of"]),
)  # fmt: skip
"""The columns of check_ins.csv."""


def answers(rows: Iterable[Row]) -> Iterator[Row]:
    """A line for each answer of each check-in; one line where it holds none."""
    for row in rows:
        for item, answer in row["answers"].items() or [("", {})]:
            yield {**row, "item": item, "answer": answer if isinstance(answer, Mapping) else {}}


def day_columns(ids: Iterable[str], own: Iterable[Mapping[str, str]]) -> list[tuple[str, str]]:
    """The headings of days.csv after the day itself, with what each means: two for each exposure."""
    known = with_own(exposures(load()), own)
    found = []
    for key in ids:
        one, measure = known.get(key), MEASURES.get(key)
        name = one.name if one else key
        unit = (one.ucum or one.unit if one else "") or (measure.unit if measure else "")
        more = f", {unit}" if unit else ""
        found.append((key, f"{name}{more}; of yes and no: 1 and 0; empty: not known"))
        found.append((f"{key} known", "how it is known: yes or no (said), told (by a device or file), untouched; "
                      "empty: nobody asked"))  # fmt: skip
    return found


def days(rows: Iterable[Row]) -> tuple[list[str], Generator[list[Any], None, None]]:
    """The exposures that anything is known of, and a line for each day from the first known to the last."""
    by_layer: dict[tuple[str, str], dict[int, tuple[NDArray[np.float64], NDArray[np.uint8]]]] = {}
    for row in rows:
        values = np.frombuffer(bytes(row["values"]), "<f8")
        known = np.frombuffer(bytes(row["known"]), "u1")
        by_layer.setdefault((row["exposure"], row["layer"]), {})[row["year"]] = (values, known)
    reach = [day for years in by_layer.values() for day in _ends(years)]
    ids = sorted({exposure for exposure, _ in by_layer})
    return ids, _lines(by_layer, ids, min(reach), max(reach)) if reach else _lines({}, [], date.max, date.min)


def _ends(years: Mapping[int, tuple[NDArray[np.float64], NDArray[np.uint8]]]) -> Iterator[date]:
    """The first and the last day of each year that anything is known of."""
    for year, (values, known) in years.items():
        told = np.flatnonzero(known != Known.NOT_ASKED)
        at = np.union1d(np.flatnonzero(~np.isnan(values)), told)
        for day in (at[0], at[-1]) if len(at) else ():
            yield date(year, 1, 1) + timedelta(days=int(day))


def _lines(
    by_layer: Mapping[Any, Any], ids: list[str], first: date, last: date
) -> Generator[list[Any], None, None]:
    for number in range((last - first).days + 1):
        day = first + timedelta(days=number)
        line: list[Any] = [day]
        for key in ids:
            said = _cell(by_layer.get((key, "said")), day)
            told = _cell(by_layer.get((key, "told")), day)
            by_hand = said[1] in (Known.YES, Known.NO)
            value, known = said if by_hand or told[0] is None else (told[0], Known.TOLD)
            line += [value, None if known is Known.NOT_ASKED else known.name.lower()]
        yield line


def _cell(years: Mapping[int, Any] | None, day: date) -> tuple[float | None, Known]:
    """The value of a day and how it is known."""
    if not years or day.year not in years:
        return None, Known.NOT_ASKED
    values, known = years[day.year]
    at = day.timetuple().tm_yday - 1
    if at >= min(len(values), len(known)):
        return None, Known.NOT_ASKED
    value = float(values[at])
    return None if np.isnan(value) else value, Known(int(known[at]))
