# SPDX-License-Identifier: Apache-2.0
"""Rows of numbers out of Health Connect, thousands at once, checked and made into samples."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta, tzinfo

import numpy as np
from numpy.typing import NDArray

from unclench.diary.measures import MEASURES, Merge
from unclench.intake.gathering import Gathering
from unclench.intake.health_connect_apps import Apps
from unclench.intake.samples import EPOCH_DAY, Samples

__all__ = ["Hearts", "add_rows", "offsets_s"]

_DAY_MS = 86_400_000
_EARLIEST_MS, _LATEST_MS = -2_208_988_800_000, 7_289_654_400_000
_LONGEST_MS = 2 * _DAY_MS
_MOST = 1e9
_MOST_BEATS = 1000
_MOST_APPS = 2**40
_DAYS = 1 << 20
_LEAST = 1e-300
_MOST_OFFSET_S = 18 * 3600
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def add_rows(
    measure: str,
    rows: Sequence[tuple[float | None, ...]],
    apps: Apps,
    into: Gathering,
    *,
    factor: float,
    zero: bool,
) -> None:
    """Rows of (start ms, end ms, offset s, value, app, recording method, changed ms); None where nothing stands.

    factor: from the value's unit to the measure's. zero: whether 0 is an answer (no steps) or an empty field.
    """
    start, end, offset, value, app, method, changed = np.array(rows, dtype=np.float64).T
    kept = _kept(into, start, end, value, zero=zero, flow=measure == "menstrual_flow")
    start, end, value, app, method = (one[kept] for one in (start, end, value, app, method))
    if not len(start):
        return
    offset_ms = offsets_s(offset[kept], end, into.zone) * 1000
    changed = np.nan_to_num(changed[kept], nan=0.0)
    day = np.floor((start + offset_ms) / _DAY_MS)
    samples = Samples(
        day=day.astype(np.int32),
        start_ms=start.astype(np.int64),
        end_ms=end.astype(np.int64),
        offset_min=np.round(offset_ms / 60_000).astype(np.int16),
        value=value * factor,
        source=_sources(app, method, apps),
        changed_ms=np.clip(changed, 0, _LATEST_MS).astype(np.int64),
    )
    if MEASURES[measure].merge is Merge.SWEEP:
        samples = Samples.joined(list(_within_days(samples)))
    into.extend(measure, samples)


class Hearts:
    """Heart rates, millions of them, kept as what each source told of each day: number, sum, least and most."""

    def __init__(self, apps: Apps, into: Gathering) -> None:
        self._apps = apps
        self._into = into
        self._days: dict[int, tuple[float, float, float, float]] = {}

    def add(self, rows: Sequence[tuple[float | None, ...]]) -> None:
        """Rows of (at ms, beats a minute, offset s, app, recording method)."""
        at, beats, offset, app, method = np.array(rows, dtype=np.float64).T
        kept = (at >= _EARLIEST_MS) & (at < _LATEST_MS) & (beats > 0) & (beats < _MOST_BEATS)
        if wrong := int((~kept).sum()):
            self._into.reject("a heart rate that cannot be", wrong)
        if not kept.any():
            return
        at, beats, app, method = (one[kept] for one in (at, beats, app, method))
        day = np.floor((at + offsets_s(offset[kept], at, self._into.zone) * 1000) / _DAY_MS).astype(np.int64)
        source = _sources(app, method, self._apps).astype(np.int64)
        keys, which = np.unique(source * _DAYS + day + _DAYS // 2, return_inverse=True)
        least, most = np.full(len(keys), np.inf), np.full(len(keys), -np.inf)
        np.minimum.at(least, which, beats)
        np.maximum.at(most, which, beats)
        found = zip(
            keys.tolist(), np.bincount(which).tolist(), np.bincount(which, beats).tolist(), least.tolist(),
            most.tolist(), strict=True,
        )  # fmt: skip
        for key, count, total, low, high in found:
            known = self._days.get(key, (0.0, 0.0, np.inf, -np.inf))
            self._days[key] = (known[0] + count, known[1] + total, min(known[2], low), max(known[3], high))

    def tell(self) -> None:
        """Hand the days over."""
        for key, (count, total, least, most) in self._days.items():
            source, day = divmod(key, _DAYS)
            civil = EPOCH_DAY + timedelta(days=day - _DAYS // 2)
            self._into.day_total("heart_rate_mean", source, civil, total / count)
            self._into.day_total("heart_rate_min", source, civil, least)
            self._into.day_total("heart_rate_max", source, civil, most)
            self._into.day_total("heart_rate_samples", source, civil, count)


def _sources(app: NDArray[np.float64], method: NDArray[np.float64], apps: Apps) -> NDArray[np.int16]:
    """By record the index of its source. An app's number that cannot be one is nobody's."""
    number = np.where(np.abs(app) < _MOST_APPS, app, -1.0).astype(np.int64)
    how = np.where((method >= 0) & (method < 8), method, 0.0).astype(np.int64)
    told, which = np.unique(number * 8 + how, return_inverse=True)
    return np.array([apps.source(one // 8, one % 8) for one in told.tolist()], dtype=np.int16)[which]


def offsets_s(
    offset: Sequence[float | None] | NDArray[np.float64], at_ms: object, zone: tzinfo
) -> NDArray[np.float64]:
    """Offsets from UTC in seconds; where none stands, or one that no place has, that of `zone` at the time."""
    given = np.array(offset, dtype=np.float64)
    missing = ~(np.abs(given) <= _MOST_OFFSET_S)
    if missing.any():
        times = np.array(at_ms, dtype=np.float64)[missing].tolist()
        ours = [(_EPOCH + timedelta(milliseconds=one)).astimezone(zone).utcoffset() for one in times]
        given[missing] = [0.0 if one is None else one.total_seconds() for one in ours]
    return given


def _kept(
    into: Gathering,
    start: NDArray[np.float64],
    end: NDArray[np.float64],
    value: NDArray[np.float64],
    *,
    zero: bool,
    flow: bool,
) -> NDArray[np.bool_]:
    """Which rows are samples; the others are counted by the first thing wrong with them."""
    nothing = np.isnan(value) | ((value > 0) & (value < _LEAST)) | ((value == 0) & (not zero))
    kept: NDArray[np.bool_] = ~nothing
    wrong = (
        ("no readable date", np.isnan(start) | np.isnan(end)),
        (
            "a date before 1900 or after 2200",
            ~((start >= _EARLIEST_MS) & (start < _LATEST_MS) & (end >= _EARLIEST_MS) & (end < _LATEST_MS)),
        ),
        ("ends before it begins", end < start),
        ("lasts longer than two days", end - start > _LONGEST_MS),
        ("less than nothing", value < 0),
        ("a number beyond all reason", ~(value <= (3 if flow else _MOST))),
    )
    for reason, these in wrong:
        if count := int((kept & these).sum()):
            into.reject(reason, count)
        kept &= ~these
    return kept


def _within_days(samples: Samples) -> list[Samples]:
    """The samples, those over midnight as a part for each civil day with its share of the value."""
    parts = []
    rest = samples
    while len(rest):
        midnight = (rest.day.astype(np.int64) + 1) * _DAY_MS - rest.offset_min.astype(np.int64) * 60_000
        over = rest.end_ms > midnight
        parts.append(rest.where(~over))
        rest, midnight = rest.where(over), midnight[over]
        if not len(rest):
            break
        share = (midnight - rest.start_ms) / (rest.end_ms - rest.start_ms)
        parts.append(replace(rest, end_ms=midnight, value=rest.value * share))
        rest = replace(rest, day=rest.day + np.int32(1), start_ms=midnight, value=rest.value * (1 - share))
    return parts
