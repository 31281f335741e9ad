# SPDX-License-Identifier: Apache-2.0
"""Where an importer puts what it finds; at the end a Reading."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta, tzinfo

import numpy as np
from numpy.typing import NDArray

from unclench.diary.measures import MEASURES, Merge
from unclench.errors import InputError
from unclench.intake.packing import Packed, Part
from unclench.intake.samples import EPOCH_DAY, WHOLE_DAY, OwnMeasure, Rank, Samples, Source, Workout

__all__ = ["SLEEP", "Gathering", "NeedsAnswer", "Progress", "Reading", "merge_of"]

SLEEP = "sleep"
"""The stream of sleep stages; asleep_min and in_bed_min are made of it."""

_DAY_MS = 86_400_000
_FIRST_DAY, _LAST_DAY = (date(1900, 1, 1) - EPOCH_DAY).days, (date(2200, 1, 1) - EPOCH_DAY).days
_LONGEST_SPAN_MS = 31 * _DAY_MS
_MOST_SOURCES = 10_000
_ROWS_TO_PACK = 1 << 16


def merge_of(measure: str) -> Merge:
    """How a measure's day is made; what a person added themselves is summed."""
    if measure == SLEEP:
        return Merge.SLEEP
    return MEASURES[measure].merge if measure in MEASURES else Merge.SUM


class NeedsAnswer(InputError):
    """The file can be read in more than one way, and only the person knows which.

    field: the name of the answer. options: what can be answered, each with words for it.
    """

    code = "needs_answer"

    def __init__(self, what: str, *, why: str, field: str, options: Mapping[str, str]) -> None:
        self.options = dict(options)
        super().__init__(what, why=why, todo="Choose one of: " + ", ".join(options) + ".", field=field)


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a reading is. share: 0 to 1 of the bytes; found: samples by measure so far."""

    share: float
    found: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Reading:
    """All that one file told.

    samples: by measure, plus SLEEP; unpacked when asked for. exported_at: when the file was made, None where it does
    not say. covers: by measure the first and last civil day (since 1970-01-01) the file speaks for. rejected: how
    many by reason. unknown_types: how many by the file's own name. notes: sentences for the person.
    adds: the file holds a part of what its maker knows (one activity), so it replaces nothing that was told before.
    """

    importer: str
    exported_at: datetime | None
    sources: tuple[Source, ...]
    samples: Mapping[str, Samples]
    workouts: tuple[Workout, ...]
    own: Mapping[str, OwnMeasure]
    covers: Mapping[str, tuple[int, int]]
    rejected: Mapping[str, int]
    unknown_types: Mapping[str, int]
    notes: tuple[str, ...]
    adds: bool = False

    @property
    def days(self) -> tuple[date, date] | None:
        """The first and the last civil day anything is said of; None where nothing is."""
        if not self.covers:
            return None
        first, last = min(one[0] for one in self.covers.values()), max(one[1] for one in self.covers.values())
        return EPOCH_DAY + timedelta(days=first), EPOCH_DAY + timedelta(days=last)


@dataclass(slots=True)
class Gathering:
    """Takes what an importer finds. Values that are no numbers, or end before they begin, are counted and left out.

    zone: the wall clock of times that a file writes without one. answers: what the person answered to NeedsAnswer.
    """

    importer: str
    zone: tzinfo = UTC
    answers: Mapping[str, str] = field(default_factory=dict)
    on_progress: Callable[[Progress], None] | None = None
    exported_at: datetime | None = None
    rejected: Counter[str] = field(default_factory=Counter)
    unknown_types: Counter[str] = field(default_factory=Counter)
    workouts: list[Workout] = field(default_factory=list)
    own: dict[str, OwnMeasure] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    adds: bool = False
    _sources: dict[str, int] = field(default_factory=dict)
    _ranks: list[Source] = field(default_factory=list)
    _rows: dict[str, list[tuple[int, int, int, int, float, int, int]]] = field(
        default_factory=lambda: defaultdict(list)
    )
    _parts: dict[str, list[Part]] = field(default_factory=lambda: defaultdict(list))
    _found: Counter[str] = field(default_factory=Counter)
    _spread: dict[tuple[str, int, int], list[float]] = field(default_factory=dict)

    def source(self, name: str, rank: Rank) -> int:
        """The index of a source; the best rank it was ever named with counts."""
        known = self._sources.get(name)
        if known is None and len(self._ranks) >= _MOST_SOURCES:
            name, known = "others", self._sources.get("others")
        if known is None:
            known = self._sources[name] = len(self._ranks)
            self._ranks.append(Source(name, rank))
        elif rank < self._ranks[known].rank:
            self._ranks[known] = Source(name, rank)
        return known

    def answer(self, name: str, what: str, why: str, options: Mapping[str, str]) -> str:
        """What the person answered; NeedsAnswer where they were not asked yet."""
        given = self.answers.get(name)
        if given is None or given not in options:
            raise NeedsAnswer(what, why=why, field=name, options=options)
        return given

    def reject(self, reason: str, count: int = 1) -> None:
        """Leave something out and say why: a few plain words, the same for the same reason."""
        self.rejected[reason] += count

    def span(
        self, measure: str, source: int, start: datetime, end: datetime, value: float, changed_ms: int = 0
    ) -> None:
        """An amount that came about between start and end (aware): SWEEP and SUM measures, own ones, and SLEEP."""
        if not math.isfinite(value):
            return self.reject("not a number")
        if end < start:
            return self.reject("ends before it begins")
        if not _FIRST_DAY <= _day(start.date()) < _LAST_DAY:
            return self.reject("a date that cannot be")
        offset_min = _offset_minutes(start)
        start_ms, end_ms = _ms(start), _ms(end)
        if end_ms - start_ms > _LONGEST_SPAN_MS:
            return self.reject("lasts longer than a month")
        row = (_day(start.date()), start_ms, end_ms, offset_min, value, source, changed_ms)
        if merge_of(measure) is Merge.SWEEP and end_ms > start_ms:
            self._rows[measure].extend(_split_at_midnight(row))
        else:
            self._rows[measure].append(row)
        if len(self._rows[measure]) >= _ROWS_TO_PACK:
            self._pack(measure)
        return None

    def instant(self, measure: str, source: int, at: datetime, value: float, changed_ms: int = 0) -> None:
        """An amount at one moment (aware)."""
        self.span(measure, source, at, at, value, changed_ms)

    def day_total(self, measure: str, source: int, day: date, value: float, changed_ms: int = 0) -> None:
        """A civil day's value, of which the hours are not known."""
        if not math.isfinite(value):
            return self.reject("not a number")
        if not _FIRST_DAY <= _day(day) < _LAST_DAY:
            return self.reject("a date that cannot be")
        self._rows[measure].append((_day(day), WHOLE_DAY, WHOLE_DAY, 0, value, source, changed_ms))
        return None

    def reading_of(self, measure: str, source: int, at: datetime, value: float) -> None:
        """One of many readings a day (a heart rate): kept as the day's mean, least, most and number."""
        if not math.isfinite(value):
            return self.reject("not a number")
        if not _FIRST_DAY <= _day(at.date()) < _LAST_DAY:
            return self.reject("a date that cannot be")
        self._spread_over((measure, source, _day(at.date())), 1, value, value, value)
        return None

    def readings_of(
        self, measure: str, source: NDArray[np.int64], day: NDArray[np.int64], value: NDArray[np.float64]
    ) -> None:
        """Many readings at once, finite ones: by reading its source's index, its civil day and its value."""
        if not len(value):
            return
        key = source << 32 | (day - _FIRST_DAY)
        order = np.argsort(key, kind="stable")
        begins = np.flatnonzero(np.concatenate([[True], np.diff(key[order]) != 0]))
        value = value[order]
        counts = np.diff(np.append(begins, len(value)))
        told = (
            key[order][begins], counts, np.add.reduceat(value, begins), np.minimum.reduceat(value, begins),
            np.maximum.reduceat(value, begins),
        )  # fmt: skip
        for one, count, total, least, most in zip(*(column.tolist() for column in told), strict=True):
            self._spread_over(
                (measure, one >> 32, (one & 0xFFFFFFFF) + _FIRST_DAY), count, total, least, most
            )

    def extend(self, measure: str, samples: Samples) -> None:
        """Many samples at once, checked and split by whoever made them."""
        if len(samples):
            self._parts[measure].append(Part.of(samples))
            self._found[measure] += len(samples)

    def progress(self, share: float) -> None:
        """Tell how far it is, where somebody listens."""
        if self.on_progress is not None:
            found = self._found + Counter({key: len(rows) for key, rows in self._rows.items()})
            self.on_progress(Progress(min(1.0, share), found))

    def reading(self) -> Reading:
        """What was found. InputError where that is nothing at all."""
        self._close_spreads()
        for key in list(self._rows):
            self._pack(key)
        samples = Packed(self._parts)
        if not samples and not self.workouts:
            raise InputError(
                "Nothing in this file can be used.", why=_why_nothing(self.rejected, self.unknown_types),
                todo="Export it again, or choose another file.", field="file",
            )  # fmt: skip
        return Reading(
            importer=self.importer,
            exported_at=self.exported_at,
            sources=tuple(self._ranks),
            samples=samples,
            workouts=tuple(sorted(self.workouts, key=lambda one: one.start)),
            own=dict(self.own),
            covers={key: samples.days(key) for key in samples},
            rejected=dict(self.rejected),
            unknown_types=dict(self.unknown_types),
            notes=tuple(self.notes),
            adds=self.adds,
        )

    def _spread_over(
        self, key: tuple[str, int, int], count: float, total: float, least: float, most: float
    ) -> None:
        kept = self._spread.get(key)
        if kept is None:
            self._spread[key] = [count, total, least, most]
        else:
            kept[0] += count
            kept[1] += total
            kept[2] = min(kept[2], least)
            kept[3] = max(kept[3], most)

    def _close_spreads(self) -> None:
        """heart_rate becomes heart_rate_mean, _min, _max and _samples; any other measure its mean.

        They count as changed when the file was made: a later file knows more of a day.
        """
        changed_ms = 0 if self.exported_at is None else _ms(self.exported_at)
        for (measure, source, day), (count, total, least, most) in self._spread.items():
            told = {measure: total / count}
            if measure == "heart_rate":
                told = {"heart_rate_mean": total / count, "heart_rate_min": least, "heart_rate_max": most,
                        "heart_rate_samples": count}  # fmt: skip
            for key, value in told.items():
                self._rows[key].append((day, WHOLE_DAY, WHOLE_DAY, 0, value, source, changed_ms))
        self._spread.clear()

    def _pack(self, measure: str) -> None:
        rows = self._rows.pop(measure, None)
        if rows:
            columns = zip(zip(*rows, strict=True), _KINDS, strict=True)
            self.extend(measure, Samples(*(np.array(column, dtype=kind) for column, kind in columns)))


_KINDS = (np.int32, np.int64, np.int64, np.int16, np.float64, np.int16, np.int64)


def _split_at_midnight(
    row: tuple[int, int, int, int, float, int, int],
) -> Iterator[tuple[int, int, int, int, float, int, int]]:
    """The parts of a span in each civil day of its own wall clock, with their share of the value."""
    day, start_ms, end_ms, offset_min, value, source, changed_ms = row
    at, length = start_ms, end_ms - start_ms
    while True:
        midnight = (day + 1) * _DAY_MS - offset_min * 60_000
        until = min(end_ms, midnight)
        yield (day, at, until, offset_min, value * (until - at) / length, source, changed_ms)
        if until >= end_ms:
            return
        day, at = day + 1, until


def _day(day: date) -> int:
    return (day - EPOCH_DAY).days


def _ms(at: datetime) -> int:
    return round(at.timestamp() * 1000)


def _offset_minutes(at: datetime) -> int:
    offset = at.utcoffset()
    return 0 if offset is None else round(offset.total_seconds() / 60)


def _why_nothing(rejected: Mapping[str, int], unknown: Mapping[str, int]) -> str:
    left_out = sum(rejected.values())
    if left_out:
        return f"{left_out} entries were left out: {', '.join(sorted(rejected)[:3])}."
    if unknown:
        return "It holds only kinds of entries that Unclench does not use."
    return "It holds no entries."
