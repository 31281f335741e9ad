# SPDX-License-Identifier: Apache-2.0
"""The sweep over samples agrees with looking at every single second of the day and asking who is best."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from unclench.intake.merging import totals
from unclench.intake.samples import Rank, Samples, Source
from unclench.intake.sweeping import best_first, in_time, shares

SECONDS = 40
FIRST = 20_000
SOURCES = (Source("watch", Rank.WATCH), Source("phone", Rank.PHONE), Source("app", Rank.APP))
ORDERS = (None, ["phone"], ["app", "watch", "phone"])


@dataclass(frozen=True)
class One:
    """A sample in whole seconds of its day."""

    day: int
    start: int
    length: int
    value: int
    source: int
    changed: int


ones = st.lists(
    st.builds(
        One, st.integers(0, 1), st.integers(0, SECONDS - 1), st.integers(0, 12), st.integers(0, 50),
        st.integers(0, 2), st.integers(0, 3),
    ),
    min_size=1, max_size=14,
)  # fmt: skip


def samples_of(told: list[One]) -> Samples:
    begin = [((FIRST + one.day) * 86_400 + one.start) * 1000 for one in told]
    end = [at + min(one.length, SECONDS - one.start) * 1000 for at, one in zip(begin, told, strict=True)]
    return Samples(
        np.array([FIRST + one.day for one in told], np.int32), np.array(begin), np.array(end),
        np.zeros(len(told), np.int16), np.array([float(one.value) for one in told]),
        np.array([one.source for one in told], np.int16), np.array([one.changed for one in told], np.int64),
    )  # fmt: skip


def slowly(told: list[One], order: list[str] | None) -> dict[int, float]:
    """Second by second: of all that lie over it, the best counts; an instant counts if nothing better is there."""
    names = [one.name for one in SOURCES]
    stand = [*(order or []), *(name for name in names if name not in (order or []))]

    def key(one: One) -> tuple[int, ...]:
        length = min(one.length, SECONDS - one.start)
        return (stand.index(names[one.source]), -one.changed, -one.start, one.start + length, -one.value)

    days = {FIRST + one.day: 0.0 for one in told}
    for day in (0, 1):
        today = [one for one in told if one.day == day]
        for second in range(SECONDS):
            over = [
                one for one in today
                if one.start <= second < one.start + min(one.length, SECONDS - one.start)
            ]  # fmt: skip
            best = min(over, key=key, default=None)
            if best is not None:
                days[FIRST + day] += best.value / min(best.length, SECONDS - best.start)
            instants = [
                one for one in today if one.start == second and not min(one.length, SECONDS - one.start)
            ]
            first = min(instants, key=key, default=None)
            if first is not None and (best is None or key(first) < key(best)):
                days[FIRST + day] += first.value
    return days


@settings(max_examples=150, deadline=None)
@given(ones, st.sampled_from(ORDERS))
def test_a_day_is_what_every_second_of_it_says(told: list[One], order: list[str] | None) -> None:
    fast = totals({"steps": samples_of(told)}, SOURCES, order)["steps"]
    assert fast == pytest.approx(slowly(told, order))


@settings(max_examples=60, deadline=None)
@given(ones, st.randoms(use_true_random=False))
def test_the_order_in_which_samples_come_does_not_matter(told: list[One], dice: np.random.Generator) -> None:
    mixed = list(told)
    dice.shuffle(mixed)
    assert totals({"steps": samples_of(mixed)}, SOURCES) == {
        "steps": pytest.approx(totals({"steps": samples_of(told)}, SOURCES)["steps"])
    }


@settings(max_examples=60, deadline=None)
@given(ones, st.integers(1, 5))
def test_the_size_of_the_pieces_does_not_matter(told: list[One], size: int) -> None:
    samples = samples_of(told)
    whole, _ = shares(
        samples.start_ms, samples.end_ms, best_first(samples, samples.source.astype(np.intp)), 0, 2**62
    )
    by_pieces, since = 0.0, 0
    for part, until in in_time(samples, size):
        share, _ = shares(
            part.start_ms, part.end_ms, best_first(part, part.source.astype(np.intp)), since, until
        )
        by_pieces, since = by_pieces + float((share * part.value).sum()), until
    assert by_pieces == pytest.approx(float((whole * samples.value).sum()))
