# SPDX-License-Identifier: Apache-2.0
"""What a civil day comes to when several sources tell of it: one value for each measure and day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from unclench.diary.measures import Merge
from unclench.intake.gathering import SLEEP, merge_of
from unclench.intake.nights import nights
from unclench.intake.samples import WHOLE_DAY, Samples, Source
from unclench.intake.sweeping import best_first, in_time, shares

__all__ = ["OrderEffect", "effect_of_order", "standing", "totals"]

DayValues = dict[int, float]
_MINUTE_MS = 60_000.0
_DAY_MS = 86_400_000


def totals(
    samples: Mapping[str, Samples],
    sources: Sequence[Source],
    order: Sequence[str] | None = None,
    *,
    order_of: Mapping[str, Sequence[str]] | None = None,
) -> dict[str, DayValues]:
    """By measure, the value of each civil day (days since 1970-01-01) on which anything is known.

    sources: what the samples' `source` points into. order: source names, best first, as the person put them; who is
    not in it follows by rank, then in the order first seen. order_of: another order for single measures (SLEEP for
    the nights). Nights come out as asleep_min and in_bed_min, by the date of the last wake.
    """
    told: dict[str, DayValues] = {}
    for measure in samples:
        places = standing(sources, (order_of or {}).get(measure, order))
        for key, values in _of_measure(measure, samples[measure], places).items():
            told[key] = _filled(told.get(key, {}), values, stages_first=measure == SLEEP)
    return {key: dict(sorted(values.items())) for key, values in sorted(told.items()) if values}


def standing(sources: Sequence[Source], order: Sequence[str] | None = None) -> NDArray[np.intp]:
    """Where each source stands, 0 is best; sources of one name stand together."""
    ranks: dict[str, tuple[int, int, int]] = {}
    wished = {name: place for place, name in reversed(list(enumerate(order or ())))}
    for index, source in enumerate(sources):
        known = ranks.get(source.name, (len(wished), int(source.rank), index))
        ranks[source.name] = (wished.get(source.name, len(wished)), min(known[1], int(source.rank)), known[2])
    place = {name: number for number, name in enumerate(sorted(ranks, key=lambda name: ranks[name]))}
    return np.array([place[source.name] for source in sources], np.intp)


@dataclass(frozen=True, slots=True)
class OrderEffect:
    """What an order of sources makes of one day. value: the merged total. minutes: how long each source counted."""

    order: tuple[str, ...]
    value: float | None
    minutes: Mapping[str, float]


def effect_of_order(
    measure: str,
    samples: Samples,
    sources: Sequence[Source],
    day: int,
    orders: Iterable[Sequence[str]],
) -> tuple[dict[str, float], tuple[OrderEffect, ...]]:
    """What each source alone would say of a day, and what each order of them would make of it.

    day: since 1970-01-01. minutes: of that day (for SLEEP, of the night that ended on it) in which a source's own
    samples counted; empty for measures that are not weighed by the clock.
    """
    near = samples.where(np.abs(samples.day - day) <= 1)
    names = list(dict.fromkeys(sources[index].name for index in np.unique(near.source).tolist()))
    key = "asleep_min" if measure == SLEEP else measure
    alone = {}
    for name in names:
        own = near.where(np.array([sources[index].name == name for index in near.source.tolist()], np.bool_))
        value = _of_measure(measure, own, standing(sources)).get(key, {}).get(day)
        if value is not None:
            alone[name] = value
    effects = []
    for order in orders:
        places = standing(sources, order)
        value = _of_measure(measure, near, places).get(key, {}).get(day)
        effects.append(OrderEffect(tuple(order), value, _minutes(measure, near, sources, places, day)))
    return alone, tuple(effects)


def _of_measure(measure: str, samples: Samples, places: NDArray[np.intp]) -> dict[str, DayValues]:
    if not len(samples):
        return {}
    if measure == SLEEP:
        asleep: DayValues = {}
        in_bed: DayValues = {}
        for night in nights(samples, places):
            for values, minutes in ((asleep, night.asleep_min), (in_bed, night.in_bed_min)):
                if minutes is not None:
                    values[night.day] = values.get(night.day, 0.0) + minutes
        return {"asleep_min": asleep, "in_bed_min": in_bed}
    merge = merge_of(measure)
    if merge is Merge.BEST:
        return {measure: _best(measure, samples, places)}
    whole = samples.start_ms == WHOLE_DAY
    # A copy of years of samples is worth avoiding.
    timed = samples.where(~whole) if whole.any() else samples
    day_totals = samples.where(whole)
    if merge is Merge.SLEEP:
        timed = replace(
            timed,
            day=((timed.end_ms + timed.offset_min.astype(np.int64) * 60_000) // _DAY_MS).astype(np.int32),
        )
    values = _swept(timed, places) if merge is Merge.SWEEP else _summed(timed)
    if not len(day_totals):
        return {measure: values}
    finer = _finest(timed, places) if merge is Merge.SWEEP else dict.fromkeys(values, -1)
    return {measure: values | _day_totals(day_totals, places, finer)}


def _swept(samples: Samples, places: NDArray[np.intp]) -> DayValues:
    """SWEEP: at each instant the best source counts, its value spread evenly over its span."""
    if not len(samples):
        return {}
    first = int(samples.day.min())
    sums = np.zeros(int(samples.day.max()) - first + 1)
    since = int(samples.start_ms.min())
    for part, until in in_time(samples):
        share, _ = shares(part.start_ms, part.end_ms, best_first(part, places[part.source]), since, until)
        sums += np.bincount(part.day - first, share * part.value, minlength=len(sums))
        since = until
    days = np.flatnonzero(np.bincount(samples.day - first))
    return dict(zip((days + first).tolist(), sums[days].tolist(), strict=True))


def _summed(samples: Samples) -> DayValues:
    """SUM: all that was taken in, on the day of its start; an exact repeat is the same glass told twice."""
    if not len(samples):
        return {}
    order = np.lexsort((samples.value, samples.end_ms, samples.start_ms, samples.day))
    one = samples.where(order)
    fresh = np.ones(len(one), np.bool_)
    fresh[1:] = (
        (np.diff(one.start_ms) != 0)
        | (np.diff(one.end_ms) != 0)
        | (np.diff(one.value) != 0)
        | (np.diff(one.day) != 0)
    )
    return _by_day(one.day[fresh], one.value[fresh])


def _best(measure: str, samples: Samples, places: NDArray[np.intp]) -> DayValues:
    """BEST: of each day the best source; of several readings of it the mean (the most of *_max and of flow, the
    least of *_min), of day values the one changed last."""
    stand = places[samples.source]
    whole = samples.start_ms == WHOLE_DAY
    newest = np.where(whole, samples.changed_ms, np.int64(0))
    order = np.lexsort((-newest, ~whole, stand, samples.day))
    one, stand, whole, newest = samples.where(order), stand[order], whole[order], newest[order]
    new_day = np.concatenate([[True], np.diff(one.day) != 0])
    leader = np.flatnonzero(new_day)[np.cumsum(new_day) - 1]
    kept = (stand == stand[leader]) & (whole == whole[leader]) & (newest == newest[leader])
    days, group = np.unique(one.day[kept], return_inverse=True)
    values = one.value[kept]
    if measure.endswith("_max") or measure in ("menstrual_flow", "heart_rate_samples"):
        told = np.full(len(days), -np.inf)
        np.maximum.at(told, group, values)
    elif measure.endswith("_min"):
        told = np.full(len(days), np.inf)
        np.minimum.at(told, group, values)
    else:
        told = np.bincount(group, values) / np.bincount(group)
    return dict(zip(days.tolist(), told.tolist(), strict=True))


def _finest(timed: Samples, places: NDArray[np.intp]) -> DayValues:
    """By day, where the best of the sources stands that know the hours."""
    best: DayValues = {}
    for key in np.unique(timed.day.astype(np.int64) << 16 | places[timed.source]).tolist():
        best.setdefault(key >> 16, key & 0xFFFF)
    return best


def _day_totals(samples: Samples, places: NDArray[np.intp], finer: Mapping[int, float]) -> DayValues:
    """Totals of days, each where its source stands above all that know the hours: the parts of the best source that
    were changed last, each once."""
    stand = places[samples.source]
    told: dict[int, tuple[tuple[int, int], set[float]]] = {}
    rows = zip(
        samples.day.tolist(), stand.tolist(), samples.changed_ms.tolist(), samples.value.tolist(), strict=True
    )
    for day, place, changed, value in rows:
        if place >= finer.get(day, np.inf):
            continue
        rank = (place, -changed)
        known = told.get(day)
        if known is None or rank < known[0]:
            told[day] = (rank, {value})
        elif rank == known[0]:
            known[1].add(value)
    return {day: sum(sorted(values)) for day, (_, values) in told.items()}


def _filled(known: DayValues, more: DayValues, *, stages_first: bool) -> DayValues:
    """Nights made of stages stand above bare totals of the same night."""
    return known | more if stages_first else more | known


def _by_day(days: NDArray[np.int32], values: NDArray[np.float64]) -> DayValues:
    told, group = np.unique(days, return_inverse=True)
    return dict(zip(told.tolist(), np.bincount(group, values).tolist(), strict=True))


def _minutes(
    measure: str, samples: Samples, sources: Sequence[Source], places: NDArray[np.intp], day: int
) -> dict[str, float]:
    """How many minutes of a day each source counted."""
    if measure == SLEEP:
        counted: dict[str, float] = {}
        for night in nights(samples, places):
            if night.day == day and night.source is not None:
                name = sources[night.source].name
                counted[name] = counted.get(name, 0.0) + (night.asleep_min or 0.0)
        return counted
    timed = samples.where(samples.start_ms != WHOLE_DAY)
    if merge_of(measure) is not Merge.SWEEP or not len(timed):
        return {}
    best = best_first(timed, places[timed.source])
    since, until = int(timed.start_ms.min()), int(timed.end_ms.max()) + 1
    _, length = shares(timed.start_ms, timed.end_ms, best, since, until)
    counted = {}
    for index, ms in zip(
        timed.source[timed.day == day].tolist(), length[timed.day == day].tolist(), strict=True
    ):
        if ms:
            counted[sources[index].name] = counted.get(sources[index].name, 0.0) + ms / _MINUTE_MS
    return counted
