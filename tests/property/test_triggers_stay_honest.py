# SPDX-License-Identifier: Apache-2.0
"""What no change of form may change: names, order, units, columns that say nothing, more of the same."""

from __future__ import annotations

from datetime import timedelta
from functools import cache
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.unit.triggers.diaries import FIRST, as_csv, diary

from unclench.triggers import Finding, Triggers, read_diary

FEW = settings(max_examples=4, deadline=None)
SEEDS = st.integers(0, 30)


@cache
def table(seed: int) -> dict[str, Any]:
    """Half a year, five exposures, one of which matters in most diaries."""
    dice = np.random.default_rng(seed)
    exposures = {f"x{place}": (dice.random(180) < 0.4).astype(float) for place in range(3)}
    exposures |= {f"y{place}": dice.gamma(2.0, 2.0, 180) for place in range(2)}
    rate = 0.15 * 2.5 ** (exposures["x0"] * (seed % 3 > 0))
    return diary(dice.poisson(rate).astype(float), **exposures)


def findings(days: Any) -> dict[str, Finding]:
    return Triggers(priors=False).fit(days).findings_


def same(one: Finding, other: Finding, scale: float = 1.0) -> None:
    assert one.layer is other.layer
    for left, right in zip(
        (one.effect.log_rate_ratio, one.effect.low, one.effect.high),
        (other.effect.log_rate_ratio, other.effect.low, other.effect.high),
        strict=True,
    ):
        assert left == pytest.approx(right * scale, rel=1e-6, abs=1e-9)
    assert one.effect.probability == pytest.approx(other.effect.probability, rel=1e-6, abs=1e-9)


@FEW
@given(SEEDS, st.permutations(["x0", "x1", "x2", "y0", "y1"]))
def test_other_names_and_another_order_change_nothing(seed: int, order: list[str]) -> None:
    days = table(seed)
    renamed = {f"q_{name}": days[name] for name in order}
    before, after = findings(days), findings(diary(days["spasm_count"], **renamed))
    for name in order:
        same(after[f"q_{name}"], before[name])


@FEW
@given(SEEDS, st.sampled_from([0.01, 3.0, 1000.0]))
def test_a_column_in_other_units_has_its_effect_in_those(seed: int, factor: float) -> None:
    days = table(seed)
    before, after = findings(days), findings({**days, "y0": days["y0"] * factor, "x0": days["x0"] * factor})
    for name in ("x0", "y0"):
        same(before[name], after[name], factor)


@FEW
@given(SEEDS, st.sampled_from([0.0, 7.0]))
def test_a_column_that_never_changes_or_is_empty_does_no_harm(seed: int, value: float) -> None:
    days = table(seed)
    before = findings(days)
    after = findings({**days, "constant": np.full(180, value), "empty": np.full(180, np.nan)})
    assert not after["constant"].found
    assert not after["empty"].found
    for name, one in before.items():
        assert after[name].found == one.found or 0.0 < one.p_value < 0.05  # a border case of the false share
        assert after[name].effect.log_rate_ratio == pytest.approx(one.effect.log_rate_ratio, abs=0.05)


def test_an_unrelated_exposure_rarely_changes_a_verdict() -> None:
    changed = 0
    for seed in range(8):
        days = table(seed)
        noise = np.random.default_rng(900 + seed).random(180)
        before, after = findings(days), findings({**days, "noise": noise})
        changed += sum(before[name].found != after[name].found for name in before)
    assert changed <= 2  # of 40 verdicts


@FEW
@given(SEEDS)
def test_an_exposure_after_the_onset_never_counts(seed: int) -> None:
    """Moving what came after the spasm still later, or making more of it, leaves the same-day answer as it was."""
    days = table(seed)
    counts = np.minimum(days["spasm_count"], 1.0)
    dice = np.random.default_rng(seed)
    before = dice.random(180) < 0.3

    def answer(after_hour: float, share: float) -> Finding:
        after = (counts > 0) & (np.random.default_rng(seed + 1).random(180) < share)
        stamps = [(day, 6.0) for day in np.flatnonzero(before)] + [
            (day, after_hour) for day in np.flatnonzero(after)
        ]
        taken = "exposure,time,value\n" + "\n".join(f"tea,{stamp(int(day), hour)},1" for day, hour in stamps)
        onsets = "onset\n" + "\n".join(stamp(int(day), 12.0) for day in np.flatnonzero(counts))
        text = as_csv(diary(counts, tea=(before | after).astype(float)))
        return findings(read_diary(text, onsets, taken))["tea"]

    few, many = answer(13.0, 0.2), answer(20.0, 1.0)
    assert many.by_lag[0].log_rate_ratio == pytest.approx(few.by_lag[0].log_rate_ratio, abs=0.1)


def stamp(day: int, hour: float) -> str:
    return f"{FIRST + timedelta(days=day)}T{int(hour):02d}:00"


@FEW
@given(SEEDS)
def test_more_copies_of_the_same_days_never_widen_an_interval(seed: int) -> None:
    days = table(seed)
    widths = []
    for copies in (1, 2, 4):
        whole = diary(np.tile(days["spasm_count"], copies), x0=np.tile(days["x0"], copies))
        effect = findings(whole)["x0"].effect
        widths.append(effect.high - effect.low)
    assert widths[1] <= widths[0] * 1.02
    assert widths[2] <= widths[1] * 1.02
