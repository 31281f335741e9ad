# SPDX-License-Identifier: Apache-2.0
"""Packed years of an exposure: reading them as columns, and writing single days or whole spans."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from uuid import UUID

import numpy as np

from unclench.diary.checkin import Answer
from unclench.diary.columns import Column, Columns, overlaid
from unclench.store import models
from unclench.store.faults import explained

__all__ = ["SAID", "TOLD", "columns", "put_said", "put_told", "reach"]

SAID, TOLD = "said", "told"
_YEAR_DAYS = 366


@explained
def columns(person_id: UUID, first: date, last: date, exposures: Collection[str] | None = None) -> Columns:
    """The days from first to last (inclusive) of these exposures, or of all; what was said by hand wins."""
    days = (last - first).days + 1
    layers: dict[str, dict[str, Column]] = {SAID: {}, TOLD: {}}
    found = models.DayColumn.objects.filter(person_id=person_id, year__gte=first.year, year__lte=last.year)
    if exposures is not None:
        found = found.filter(exposure__in=exposures)
    places = {year: _place(first, last, year) for year in range(first.year, last.year + 1)}
    for layer, exposure, year, *packed in found.values_list(
        "layer", "exposure", "year", "values", "known", "hours"
    ):
        column = layers[layer].get(exposure)
        if column is None:
            column = layers[layer][exposure] = Column.empty(days)
        _copy(column, packed, *places[year])
    by_id: dict[str, Column] = {}
    for exposure in sorted({*layers[SAID], *layers[TOLD]}):
        said, told = layers[SAID].get(exposure), layers[TOLD].get(exposure)
        if told is None:
            assert said is not None
            by_id[exposure] = said
        else:
            by_id[exposure] = overlaid(Column.empty(days) if said is None else said, told)
    return Columns(first, days, by_id)


@explained
def reach(person_id: UUID) -> tuple[int, int] | None:
    """The first and the last year anything is known of; None where nothing is."""
    years = sorted(set(models.DayColumn.objects.filter(person_id=person_id).values_list("year", flat=True)))
    return (years[0], years[-1]) if years else None


def put_said(person_id: UUID, day: date, answers: Mapping[str, Answer], gone: Iterable[str] = ()) -> None:
    """Set what was said of one day; gone: exposures of which nothing is said any more. Within a transaction."""
    keys = {*answers, *gone}
    kept = models.DayColumn.objects.filter(person_id=person_id, layer=SAID, year=day.year, exposure__in=keys)
    rows = {row.exposure: row for row in kept}
    changed = []
    for key in sorted(keys):
        row = rows.get(key) or models.DayColumn(person_id=person_id, layer=SAID, exposure=key, year=day.year)
        column = _unpacked([row.values, row.known, row.hours]) if row.pk else Column.empty(_YEAR_DAYS)
        column.put(day.timetuple().tm_yday - 1, answers.get(key))
        changed.append(_packed(row, column))
    _save(changed)


def put_told(person_id: UUID, exposure: str, first: date, last: date, values: Mapping[date, float]) -> None:
    """Set what devices and files tell of the days from first to last; a day without a value is not known.

    Within a transaction.
    """
    rows = {
        row.year: row
        for row in models.DayColumn.objects.filter(
            person_id=person_id, layer=TOLD, exposure=exposure, year__gte=first.year, year__lte=last.year
        )
    }
    by_year: dict[int, dict[int, float]] = {}
    for day, value in values.items():
        by_year.setdefault(day.year, {})[day.timetuple().tm_yday - 1] = value
    changed = []
    for year in range(first.year, last.year + 1):
        row = rows.get(year)
        if row is None and year not in by_year:
            continue
        if row is None:
            row = models.DayColumn(person_id=person_id, layer=TOLD, exposure=exposure, year=year)
            column = Column.empty(_YEAR_DAYS)
        else:
            column = _unpacked([row.values, row.known, row.hours])
        begin = max(first, date(year, 1, 1)).timetuple().tm_yday - 1
        end = min(last, date(year, 12, 31)).timetuple().tm_yday
        column.values[begin:end] = np.nan
        for at, value in by_year.get(year, {}).items():
            column.values[at] = value
        changed.append(_packed(row, column))
    _save(changed)


def _place(first: date, last: date, year: int) -> tuple[int, int, int]:
    """Where the days of a year begin in a column from first to last, where in the year, and how many there are."""
    begin, end = max(first, date(year, 1, 1)), min(last, date(year, 12, 31))
    return (begin - first).days, begin.timetuple().tm_yday - 1, (end - begin).days + 1


def _copy(column: Column, packed: Iterable[bytes | memoryview], to: int, source: int, size: int) -> None:
    """Put days of a packed year into a column, without unpacking the others."""
    values, known, hours = packed
    column.values[to : to + size] = np.frombuffer(values, "<f8", size, source * 8)
    column.known[to : to + size] = np.frombuffer(known, "u1", size, source)
    column.hours[to : to + size] = np.frombuffer(hours, "<f4", size, source * 4)


def _unpacked(packed: Iterable[bytes | memoryview]) -> Column:
    column = Column.empty(_YEAR_DAYS)
    _copy(column, packed, 0, 0, _YEAR_DAYS)
    return column


def _packed(row: models.DayColumn, column: Column) -> models.DayColumn:
    row.values = column.values.astype("<f8").tobytes()
    row.known = column.known.tobytes()
    row.hours = column.hours.astype("<f4").tobytes()
    return row


def _save(rows: list[models.DayColumn]) -> None:
    for row in rows:
        row.pk = None  # so that the unique key decides whether it is new
    models.DayColumn.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["person", "layer", "exposure", "year"],
        update_fields=["values", "known", "hours"],
    )  # fmt: skip
