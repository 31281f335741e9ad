# SPDX-License-Identifier: Apache-2.0
"""Turns the entries of one layout into samples: units, dates, sources, what crosses midnight."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone

import numpy as np
from numpy.typing import NDArray

from unclench.diary.measures import Merge
from unclench.intake.apple_health_fields import Block, Places, Rows, alike, dates, numbers
from unclench.intake.apple_health_scan import Layout, plain
from unclench.intake.apple_health_types import KINDS, Factor, Kind, Way
from unclench.intake.apple_health_workouts import source_name, source_rank
from unclench.intake.gathering import Gathering, merge_of
from unclench.intake.samples import Rank, Samples

__all__ = ["Records"]

_DAY_MS = 86_400_000
_NEEDED = ("type", "sourceName", "startDate", "endDate")
_MOST_NAME = 120
_Key = tuple[bytes, bool, bool]
"""A source's name as it is written, whether the entry has a device, and whether it was typed in."""


@dataclass(frozen=True, slots=True)
class _Wanted:
    """Entries of one kind in one layout. rows: of the layout. sources: which of rows are of which."""

    kind: Kind
    layout: Layout
    rows: Rows
    sources: list[tuple[_Key, Rows]]


class Records:
    """Takes layouts and hands samples to a Gathering. What it learnt of names and types serves the next block."""

    def __init__(self, into: Gathering) -> None:
        self._into = into
        self._types: dict[bytes, str] = {}
        self._sources: dict[_Key, int] = {}

    def take(self, layouts: Sequence[Layout], by_hand: NDArray[np.bool_]) -> None:
        """Read every entry of a block's layouts. by_hand: by row of the block, whether it was typed in."""
        wanted = [one for layout in layouts for one in self._wanted(layout, by_hand)]
        unmet = [name for one in wanted for name in self._unmet(one)]
        for _, key, name, rank in sorted(unmet, key=lambda one: one[0]):
            self._sources[key] = self._into.source(name, rank)
        for one in wanted:
            self._entries(one)

    def _wanted(self, layout: Layout, by_hand: NDArray[np.bool_]) -> Iterator[_Wanted]:
        """The entries of each kind that is used; the others are counted."""
        if any(name not in layout.begin for name in _NEEDED):
            return self._into.reject("an entry that is damaged", len(layout.rows))
        begin, end = layout.begin["type"], layout.end["type"]
        for text, rows in alike(layout.block, begin, end):
            name = self._types.get(text)
            if name is None:
                name = self._types[text] = plain(text)[:_MOST_NAME]
            kind = KINDS.get(name)
            if kind is None:
                self._into.unknown_types[name] += len(rows)
                continue
            yield _Wanted(kind, layout, rows, list(_by_source(layout, rows, by_hand)))
        return None

    def _unmet(self, one: _Wanted) -> Iterator[tuple[int, _Key, str, Rank]]:
        """Names met for the first time, with the row where, and where they stand."""
        layout = one.layout
        for key, same in one.sources:
            if key in self._sources:
                continue
            row = one.rows[same[0]]
            name = plain(_text(layout.block, layout.begin["sourceName"][row], layout.end["sourceName"][row]))
            device = ""
            if "device" in layout.begin:
                device = plain(_text(layout.block, layout.begin["device"][row], layout.end["device"][row]))
            typed = key[2]
            rank = source_rank(name, device, by_hand=typed)
            yield int(layout.rows[row]), key, source_name(name, by_hand=typed), rank

    def _entries(self, one: _Wanted) -> None:
        kind, layout, rows = one.kind, one.layout, one.rows
        block = layout.block

        value = self._values(kind, layout, rows)
        names = ["startDate", "endDate"]
        if "creationDate" in layout.begin and kind.way is not Way.READING:
            names.append("creationDate")
        begin, stop = (
            np.concatenate([told[name][rows] for name in names]) for told in (layout.begin, layout.end)
        )
        at, offsets, read = (column.reshape(len(names), -1) for column in dates(block, begin, stop))
        start, end, offset, started, ended = at[0], at[1], offsets[0], read[0], read[1]
        changed = at[2] if len(names) > 2 else np.zeros_like(start)
        good = np.isfinite(value)
        good &= self._all("a date that cannot be read", started & ended, good)
        good &= self._all("ends before it begins", end >= start, good)
        if not kind.signed:
            good &= self._all("a number below zero", ~(value < 0), good)
        if not good.any():
            return
        source = np.zeros(len(rows), np.int64)
        for key, same in one.sources:
            source[same] = self._sources[key]
        if kind.way is Way.READING:
            day = ((start + offset * 60_000) // _DAY_MS)[good]
            self._into.readings_of(kind.measure, source[good], day, value[good])
            return
        if kind.way is Way.VALUE:
            end = start
        samples = Samples(
            ((start + offset * 60_000) // _DAY_MS).astype(np.int32), start, end, offset.astype(np.int16),
            value, source.astype(np.int16), changed,
        )  # fmt: skip
        if merge_of(kind.measure) is Merge.SWEEP:
            crossing = good & ((end - 1 + offset * 60_000) // _DAY_MS > samples.day) & (end > start)
            self._one_by_one(kind.measure, samples.where(crossing))
            good &= ~crossing
        if good.any():
            self._into.extend(kind.measure, samples if good.all() else samples.where(good))

    def _one_by_one(self, measure: str, samples: Samples) -> None:
        """What crosses midnight, a few a day: split by the gathering."""
        names = ("start_ms", "end_ms", "offset_min", "value", "source", "changed_ms")
        columns = (getattr(samples, name).tolist() for name in names)
        for start, end, offset, value, source, changed in zip(*columns, strict=True):
            zone = timezone(timedelta(minutes=offset))
            self._into.span(measure, source, _at(start, zone), _at(end, zone), value, changed)

    def _all(self, reason: str, holds: NDArray[np.bool_], among: NDArray[np.bool_]) -> NDArray[np.bool_]:
        """Reject, once for its first reason, what does not hold."""
        if failing := int((among & ~holds).sum()):
            self._into.reject(reason, failing)
        return holds

    def _values(self, kind: Kind, layout: Layout, rows: Rows) -> NDArray[np.float64]:
        """In our unit; not-a-number, and counted, where it cannot be had."""
        if "value" not in layout.begin:
            self._into.reject("no value", len(rows))
            return np.full(len(rows), np.nan)
        begin, end = layout.begin["value"][rows], layout.end["value"][rows]
        if kind.words:
            return self._looked_up(layout.block, begin, end, kind.words, "a value that is not known")
        value = numbers(layout.block, begin, end)
        if "unit" not in layout.begin:
            self._into.reject("no unit", len(rows))
            return np.full(len(rows), np.nan)
        value = self._converted(kind.units, layout, rows, value)
        finite = np.isfinite(value)
        if not finite.all():
            value = np.where(finite, value, np.nan)
        return value

    def _converted(
        self, units: Mapping[str, Factor], layout: Layout, rows: Rows, value: NDArray[np.float64]
    ) -> NDArray[np.float64]:
        begin, end = layout.begin["unit"][rows], layout.end["unit"][rows]
        if bad := int((~np.isfinite(value)).sum()):
            self._into.reject("not a number", bad)
        for text, same in alike(layout.block, begin, end):
            factor = units.get(plain(text))
            if factor is None:
                self._into.reject("a unit that is not known", int(np.isfinite(value[same]).sum()))
                value[same] = np.nan
            elif factor.times != 1 or factor.plus:
                value[same] = value[same] * factor.times + factor.plus
        return value

    def _looked_up(
        self, block: Block, begin: Places, end: Places, words: Mapping[str, float], otherwise: str
    ) -> NDArray[np.float64]:
        told = np.full(len(begin), np.nan)
        for text, same in alike(block, begin, end):
            known = words.get(plain(text))
            if known is None:
                self._into.reject(otherwise, len(same))
            else:
                told[same] = known
        return told


def _by_source(layout: Layout, rows: Rows, by_hand: NDArray[np.bool_]) -> Iterator[tuple[_Key, Rows]]:
    """Which of the rows each source wrote, what was typed in apart."""
    has_device = "device" in layout.begin
    typed = by_hand[layout.rows[rows]]
    for text, same in alike(layout.block, layout.begin["sourceName"][rows], layout.end["sourceName"][rows]):
        for by, some in ((False, same[~typed[same]]), (True, same[typed[same]])):
            if len(some):
                yield (text, has_device, by), some


def _text(block: Block, begin: int, end: int) -> bytes:
    return bytes(block.bytes[begin : min(end, begin + 1000)])


def _at(ms: int, zone: timezone) -> datetime:
    return (datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=ms)).astimezone(zone)
