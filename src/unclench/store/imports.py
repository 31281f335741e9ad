# SPDX-License-Identifier: Apache-2.0
"""What files told of a person's days: taken in once, replaced by newer exports, weighed by the order of sources.

Samples are kept as they were told, packed by month; the told columns of days are made of them and made anew whenever
a file, the order of sources or what is hidden changes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any
from uuid import UUID

import numpy as np
from django.db import transaction

from unclench.diary.settings import DiarySettings
from unclench.errors import NotFound
from unclench.intake.blocks import by_month, month_of, packed, unpacked
from unclench.intake.gathering import SLEEP, Reading
from unclench.intake.merging import OrderEffect, effect_of_order, totals
from unclench.intake.samples import EPOCH_DAY, Rank, Samples, Source, Workout
from unclench.store import models, settings
from unclench.store.day_columns import put_told
from unclench.store.faults import explained
from unclench.store.recording import lock

__all__ = ["Imported", "effect", "files", "hide", "set_order", "sources", "take", "workouts"]

_NIGHTS = ("asleep_min", "in_bed_min")


@dataclass(frozen=True, slots=True)
class Imported:
    """One file that was read. days: first and last it told of. already: the same file had been taken in before.

    report: found (days by measure), workouts, sources, rejected, unknown_types, notes.
    """

    id: UUID
    importer: str
    name: str
    sha256: str
    read_at: datetime
    exported_at: datetime | None
    days: tuple[date, date] | None
    report: Mapping[str, Any]
    hidden: bool = False
    already: bool = False


@explained
def take(person_id: UUID, reading: Reading, *, name: str, sha256: str, now: datetime) -> Imported:
    """Keep what a file told, all or nothing; when it returns, all is on the disk.

    The same file twice changes nothing. A newer export replaces what its importer told of the days it covers; an
    older one fills in days of which nothing is told yet. A file that holds one activity (FIT) only adds. name: the
    file's own, without its folder. NotFound: no such person.
    """
    with transaction.atomic():
        lock(person_id)
        twin = models.ImportedFile.objects.filter(person_id=person_id, sha256=sha256, hidden=False).first()
        if twin is not None:
            return _entity(twin, already=True)
        numbers = _numbers(person_id, reading.sources)
        _keep_own(person_id, reading)
        _keep_workouts(person_id, reading)
        for measure in reading.samples:
            _keep_blocks(person_id, reading, measure, numbers)
            _tell(person_id, measure, *(EPOCH_DAY + timedelta(days=day) for day in reading.covers[measure]))
        days = reading.days
        row = models.ImportedFile.objects.create(
            person_id=person_id, file_id=models.new_id(), importer=reading.importer, name=name[:200], sha256=sha256,
            read_at=now, exported_at=reading.exported_at, first_day=days and days[0], last_day=days and days[1],
            report=_report(reading),
        )  # fmt: skip
    return _entity(row)


@explained
def files(person_id: UUID) -> list[Imported]:
    """Every file that was read, the latest first."""
    found = models.ImportedFile.objects.filter(person_id=person_id).order_by("-read_at", "-pk")
    return [_entity(row) for row in found]


@explained
def sources(person_id: UUID) -> tuple[Source, ...]:
    """Every source any file named, in the order they were first seen; a sample's source is an index into it."""
    found = models.DataSource.objects.filter(person_id=person_id).order_by("number")
    return tuple(Source(row.name, Rank(row.rank)) for row in found)


@explained
def hide(person_id: UUID, importer: str, *, hidden: bool) -> None:
    """Take out all that an importer brought, or bring it back. NotFound where it brought nothing."""
    with transaction.atomic():
        lock(person_id)
        blocks = models.SampleBlock.objects.filter(person_id=person_id, importer=importer)
        if not models.ImportedFile.objects.filter(person_id=person_id, importer=importer).update(
            hidden=hidden
        ):
            raise NotFound("Nothing of this kind was read.", todo="Choose one of the list.")
        blocks.update(hidden=hidden)
        models.ImportedWorkout.objects.filter(person_id=person_id, importer=importer).update(hidden=hidden)
        _tell_all(person_id, set(blocks.values_list("measure", flat=True)))


@explained
def set_order(
    person_id: UUID, order: Sequence[str], by_measure: Mapping[str, Sequence[str]] | None = None
) -> None:
    """Put the sources in another order, best first, and make the days anew. by_measure: None leaves it as it is."""

    def changed(before: DiarySettings) -> DiarySettings:
        other = before.order_by_measure if by_measure is None else by_measure
        kept = {key: tuple(names) for key, names in other.items() if names}
        return replace(before, source_order=tuple(order), order_by_measure=kept)

    with transaction.atomic():
        settings.change(person_id, changed)
        kept = models.SampleBlock.objects.filter(person_id=person_id)
        _tell_all(person_id, set(kept.values_list("measure", flat=True)))


@explained
def effect(
    person_id: UUID, measure: str, day: date, orders: Iterable[Sequence[str]]
) -> tuple[dict[str, float], tuple[OrderEffect, ...]]:
    """What each source alone tells of a day, and what each order of them would make of it."""
    number = (day - EPOCH_DAY).days
    samples = _samples(person_id, _kept_as(measure), month_of(number - 1), month_of(number + 1))
    return effect_of_order(_kept_as(measure), samples, sources(person_id), number, orders)


@explained
def workouts(person_id: UUID, begin: datetime, end: datetime) -> list[Workout]:
    """Workouts that began between two moments (aware), earliest first; of two that cover the same time, the first."""
    found = models.ImportedWorkout.objects.filter(
        person_id=person_id, hidden=False, start_at__gte=begin, start_at__lt=end
    ).order_by("start_at", "pk")
    kept: list[Workout] = []
    for row in found:
        there = timezone(timedelta(minutes=row.utc_offset_minutes))
        one = Workout(
            row.start_at.astimezone(there), row.end_at.astimezone(there), row.kind, row.duration_min, row.source,
            row.energy_kcal, row.distance_m,
        )  # fmt: skip
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    return kept


def _numbers(person_id: UUID, told: Sequence[Source]) -> np.ndarray[Any, np.dtype[np.int16]]:
    """By a reading's index, the number a source has here; a better rank than it had counts."""
    known = {row.name: row for row in models.DataSource.objects.filter(person_id=person_id)}
    fresh = max((row.number for row in known.values()), default=-1) + 1
    numbers = []
    for one in told:
        name = one.name[:200]
        row = known.get(name)
        if row is None:
            row = known[name] = models.DataSource(
                person_id=person_id, number=fresh, name=name, rank=int(one.rank)
            )
            fresh += 1
            row.save()
        elif int(one.rank) < row.rank:
            row.rank = int(one.rank)
            row.save(update_fields=["rank"])
        numbers.append(row.number)
    return np.array(numbers, dtype=np.int16)


def _keep_own(person_id: UUID, reading: Reading) -> None:
    if not reading.own:
        return
    rows = tuple(
        {"id": one.id, "name": one.name, "kind": one.kind, "unit": one.unit} for one in reading.own.values()
    )

    def added(before: DiarySettings) -> DiarySettings:
        known = {one["id"] for one in before.own}
        return replace(before, own=(*before.own, *(row for row in rows if row["id"] not in known)))

    settings.change(person_id, added)


def _keep_blocks(
    person_id: UUID,
    reading: Reading,
    measure: str,
    numbers: np.ndarray[Any, np.dtype[np.int16]],
) -> None:
    first, last = reading.covers[measure]
    kept = {
        row.month: row
        for row in models.SampleBlock.objects.filter(
            person_id=person_id, importer=reading.importer, measure=measure,
            month__gte=month_of(first), month__lte=month_of(last),
        )
    }  # fmt: skip
    written: list[models.SampleBlock] = []
    told = dict(by_month(reading.samples[measure]))
    for month in sorted({*told, *kept}):
        samples = told.get(month, Samples.none())
        samples = Samples(**{**_fields(samples), "source": numbers[samples.source]})
        row, exported_at = kept.get(month), reading.exported_at
        if row is not None and not row.hidden:
            samples = _joined(unpacked(bytes(row.packed)), samples, reading, row.exported_at, (first, last))
            exported_at = max(filter(None, (row.exported_at, exported_at)), default=None)
        if len(samples):
            written.append(
                models.SampleBlock(
                    person_id=person_id, importer=reading.importer, measure=measure, month=month,
                    packed=packed(samples), count=len(samples), exported_at=exported_at,
                )
            )  # fmt: skip
        elif row is not None:
            row.delete()
    models.SampleBlock.objects.bulk_create(
        written, batch_size=100, update_conflicts=True, unique_fields=["person", "importer", "measure", "month"],
        update_fields=["packed", "count", "exported_at", "hidden"],
    )  # fmt: skip


def _joined(
    old: Samples, new: Samples, reading: Reading, kept_from: datetime | None, covers: tuple[int, int]
) -> Samples:
    if reading.adds:
        return _once(Samples.joined([old, new]))
    older = kept_from is not None and reading.exported_at is not None and reading.exported_at < kept_from
    if older:
        return Samples.joined([old, new.where(~np.isin(new.day, np.unique(old.day)))])
    return Samples.joined([old.where((old.day < covers[0]) | (old.day > covers[1])), new])


def _once(samples: Samples) -> Samples:
    rows = np.stack([getattr(samples, name).astype(np.float64) for name in _fields(samples)], axis=1)
    _, index = np.unique(rows, axis=0, return_index=True)
    return samples.where(np.sort(index))


def _fields(samples: Samples) -> dict[str, Any]:
    return {name: getattr(samples, name) for name in Samples.__slots__}


def _keep_workouts(person_id: UUID, reading: Reading) -> None:
    if not reading.workouts:
        return
    kept = models.ImportedWorkout.objects.filter(person_id=person_id, importer=reading.importer)
    if not reading.adds:
        kept.filter(
            start_at__gte=reading.workouts[0].start, start_at__lte=reading.workouts[-1].start
        ).delete()
    models.ImportedWorkout.objects.bulk_create(
        (
            models.ImportedWorkout(
                person_id=person_id, importer=reading.importer, start_at=one.start.astimezone(UTC),
                utc_offset_minutes=round((one.start.utcoffset() or timedelta()).total_seconds() / 60),
                end_at=one.end.astimezone(UTC), kind=one.kind[:60], duration_min=one.duration_min,
                energy_kcal=one.energy_kcal, distance_m=one.distance_m, source=one.source[:200],
            )
            for one in reading.workouts
        ),
        ignore_conflicts=True,
    )  # fmt: skip


def _tell_all(person_id: UUID, measures: Iterable[str]) -> None:
    """Make the told columns of these measures anew, over all their days."""
    for measure in sorted(measures):
        reach = models.SampleBlock.objects.filter(person_id=person_id, measure=measure).order_by("month")
        months = list(reach.values_list("month", flat=True))
        if months:
            _tell(person_id, measure, _first_of(months[0]), _first_of(months[-1] + 1) - timedelta(days=1))


def _tell(person_id: UUID, measure: str, first: date, last: date) -> None:
    """Make the told columns of a measure anew from first to last; a night may reach a day further."""
    first, last = first - timedelta(days=1), last + timedelta(days=1)
    begin, end = (first - EPOCH_DAY).days, (last - EPOCH_DAY).days
    told = _kept_as(measure)
    named = (SLEEP, *_NIGHTS) if told == SLEEP else (measure,)
    samples = {
        key: found
        for key in named
        if len(found := _samples(person_id, key, month_of(begin - 1), month_of(end + 1)))
    }
    asked = settings.of(person_id)
    values = totals(samples, sources(person_id), asked.source_order or None, order_of=asked.order_by_measure)
    for key in _NIGHTS if told == SLEEP else (measure,):
        days = {EPOCH_DAY + timedelta(days=day): value for day, value in values.get(key, {}).items()}
        put_told(person_id, key, first, last, {day: days[day] for day in days if first <= day <= last})


def _kept_as(measure: str) -> str:
    return SLEEP if measure in _NIGHTS else measure


def _samples(person_id: UUID, measure: str, first_month: int, last_month: int) -> Samples:
    found = models.SampleBlock.objects.filter(
        person_id=person_id, measure=measure, hidden=False, month__gte=first_month, month__lte=last_month
    ).order_by("month", "importer")
    return Samples.joined([unpacked(bytes(block)) for block in found.values_list("packed", flat=True)])


def _first_of(month: int) -> date:
    return date(month // 12, month % 12 + 1, 1)


def _report(reading: Reading) -> dict[str, Any]:
    found = {key: len(np.unique(reading.samples[key].day)) for key in reading.samples}
    return {
        "found": found,
        "workouts": len(reading.workouts),
        "sources": [one.name for one in reading.sources],
        "rejected": dict(reading.rejected),
        "unknown_types": dict(reading.unknown_types),
        "notes": list(reading.notes),
    }


def _entity(row: models.ImportedFile, *, already: bool = False) -> Imported:
    days = (row.first_day, row.last_day) if row.first_day and row.last_day else None
    return Imported(
        row.file_id, row.importer, row.name, row.sha256, row.read_at, row.exported_at, days, row.report, row.hidden,
        already,
    )  # fmt: skip
