# SPDX-License-Identifier: Apache-2.0
"""At each instant the best source counts: what each sample adds to its day, however samples overlap."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from unclench.intake.samples import Samples

__all__ = ["CHUNK", "best_first", "in_time", "shares"]

CHUNK = 1 << 16
"""Samples swept at once: about a month of one busy measure, so memory stays small however many years there are."""

Ints = NDArray[np.int64]


def best_first(samples: Samples, standing: NDArray[np.intp]) -> NDArray[np.intp]:
    """The samples' order from the best to the least.

    By where the source stands (0 is best), then changed last, then what began later, ended sooner, says more:
    whatever the order they came in, the same one counts.
    """
    return np.lexsort((-samples.value, samples.end_ms, -samples.start_ms, -samples.changed_ms, standing))


def in_time(samples: Samples, size: int = CHUNK) -> Iterator[tuple[Samples, int]]:
    """The samples in pieces by their start, each with the instant at which the next piece begins.

    What reaches into the next piece is handed on in it too; `shares` counts each millisecond in one piece only.
    """
    order = np.argsort(samples.start_ms, kind="stable")
    begin, carried = 0, np.empty(0, np.intp)
    while begin < len(order):
        end = min(begin + size, len(order))
        if end < len(order):
            last = samples.start_ms[order[end - 1]]
            end = int(np.searchsorted(samples.start_ms, last, "right", sorter=order))
        until = int(samples.start_ms[order[end]]) if end < len(order) else np.iinfo(np.int64).max
        chosen = np.concatenate([carried, order[begin:end]])
        yield samples.where(chosen), until
        carried = chosen[samples.end_ms[chosen] > until]
        begin = end


def shares(
    start: Ints, end: Ints, best: NDArray[np.intp], since: int, until: int
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """For each sample the share of it that counts (0 to 1), and for how many milliseconds it counted.

    best: the samples' order, best first. Only instants of [since, until) are looked at. A span counts where no better
    one lies; an instant counts whole where nothing better lies at it.
    """
    place = np.empty(len(best), np.int64)
    place[best] = np.arange(len(best))
    lower, upper = np.clip(start, since, until), np.clip(end, since, until)
    spans = np.flatnonzero(upper > lower)
    share, counted = np.zeros(len(best)), np.zeros(len(best))
    bounds, winner = _winners(lower[spans], upper[spans], place[spans], len(best))
    won = winner < len(best)
    lengths = np.diff(bounds)[won].astype(np.float64)
    counted += np.bincount(best[winner[won]], lengths, minlength=len(best))
    length = np.maximum(end - start, 1)
    share += counted / length
    instants = np.flatnonzero((start == end) & (start >= since) & (start < until))
    share[instants[_uncovered(start[instants], place[instants], bounds, winner)]] = 1.0
    return share, counted


def _winners(lower: Ints, upper: Ints, place: Ints, nobody: int) -> tuple[Ints, Ints]:
    """The instants at which anything begins or ends, and who is best between each and the next; `nobody` if none.

    Every span is laid over two blocks whose length is a power of two (as in a sparse table), and each block hands
    its best down to its halves: n log n, however deep the spans lie over each other.
    """
    bounds = np.sort(np.concatenate([lower, upper]))
    bounds = bounds[np.concatenate([[True], np.diff(bounds) != 0])] if len(bounds) else bounds
    if len(bounds) < 2:
        return bounds, np.empty(0, np.int64)
    left, right = np.searchsorted(bounds, lower), np.searchsorted(bounds, upper)
    level = np.frexp((right - left).astype(np.float64))[1] - 1
    winner = np.full(len(bounds) - 1, nobody, np.int64)
    for power in range(int(level.max()), -1, -1):
        if power < level.max():
            halves = winner.copy()
            np.minimum(halves[1 << power :], winner[: -(1 << power)], out=halves[1 << power :])
            winner = halves
        here = np.flatnonzero(level == power)
        np.minimum.at(winner, left[here], place[here])
        np.minimum.at(winner, right[here] - (1 << power), place[here])
    return bounds, winner


def _uncovered(at: Ints, place: Ints, bounds: Ints, winner: Ints) -> NDArray[np.intp]:
    """Which instants have nothing better at them: no span, and no other instant."""
    order = np.lexsort((place, at))
    first = np.ones(len(order), np.bool_)
    first[1:] = at[order][1:] != at[order][:-1]
    kept = order[first]
    if not len(winner):
        return kept
    segment = np.searchsorted(bounds, at[kept], "right") - 1
    inside = (segment >= 0) & (segment < len(winner))
    covered = inside & (winner[np.clip(segment, 0, len(winner) - 1)] < place[kept])
    return kept[~covered]
