# SPDX-License-Identifier: Apache-2.0
"""The chance of a spasm on days asked for: it speaks only where it beat the person's own average."""

from __future__ import annotations

import numpy as np
from tests.unit.triggers.diaries import with_coffee

from unclench.triggers import fit


def asked(ratio: float, seed: int = 1) -> dict[str, object]:
    table = with_coffee(ratio=ratio, days=500, seed=seed)
    return {**table, "predict": (np.arange(500) >= 490).astype(float)}


def test_days_with_strong_coffee_have_the_higher_risk() -> None:
    table = asked(6.0)
    nights = fit(table, priors=False).risk_
    coffee = np.asarray(table["coffee_cups"])[490:]
    with_it = [night.probability for night, cups in zip(nights, coffee, strict=True) if cups]
    without = [night.probability for night, cups in zip(nights, coffee, strict=True) if not cups]
    assert len(nights) == 10
    assert not nights[0].silent
    assert min(with_it) > max(without)
    assert all(night.low <= night.probability <= night.high for night in nights)


def test_without_a_trigger_the_forecast_is_silent_and_gives_the_average() -> None:
    nights = fit(asked(1.0), priors=False).risk_
    assert nights[0].silent
    assert all(night.probability == nights[0].average for night in nights) or nights[0].skill is None
    assert "cannot do better than your own average" in nights[0].sentence


def test_the_spasms_of_a_day_asked_for_are_not_looked_at() -> None:
    table = asked(6.0)
    counts = np.asarray(table["spasm_count"]).copy()
    counts[490:] = 9
    assert fit({**table, "spasm_count": counts}, priors=False).risk_ == fit(table, priors=False).risk_


def test_months_that_differ_from_the_years_before_count_more_than_those() -> None:
    dice = np.random.default_rng(3)
    table = with_coffee(ratio=1.0, days=500)
    table["spasm_count"] = dice.poisson(np.where(np.arange(500) < 250, 0.05, 0.5)).astype(float)
    nights = fit({**table, "predict": (np.arange(500) >= 495).astype(float)}, priors=False).risk_
    whole = float((np.asarray(table["spasm_count"])[:495] > 0).mean())
    assert nights[0].average > whole + 0.05
