# SPDX-License-Identifier: Apache-2.0
"""Waves that habits and spasms share make the days say less than they seem to; independent days lose nothing."""

from __future__ import annotations

import numpy as np
from benchmarks.triggers.worlds import Floats, habit_of

from unclench.triggers.background import fit_background, parts_of
from unclench.triggers.forms import columns_of, forms_of
from unclench.triggers.looking import layout_of, look

DAYS = 240


def tempers(habit: float, drift: float, spread: float = 0.0) -> Floats:
    """How much the days are believed, by diary. spread: of a rate that is another one every day."""
    found = []
    for seed in range(12):
        dice = np.random.default_rng(seed)
        wave = drift * habit_of(dice, DAYS, 0.9)
        wild = dice.gamma(1 / spread, spread, DAYS) if spread else 1.0
        counts = dice.poisson(0.5 * np.exp(wave) * wild).astype(float)
        parts = parts_of(counts, np.zeros(DAYS), 0)
        columns = columns_of({"amount": habit_of(dice, DAYS, habit)})
        forms = forms_of(columns, [(0, 1)], DAYS)
        seen = look(layout_of(forms, {}), parts, fit_background(parts), np.full(len(forms.owner), 0.5))
        found.append(float(seen.temper[0]))
    return np.array(found)


def test_independent_days_count_in_full() -> None:
    assert np.median(tempers(0.0, 0.0)) > 0.95


def test_habits_and_spasms_that_come_in_waves_count_less() -> None:
    assert np.mean(tempers(0.8, 0.9)) < np.mean(tempers(0.0, 0.0)) - 0.05


def test_spasms_that_vary_more_than_chance_count_less_for_every_exposure() -> None:
    assert np.median(tempers(0.0, 0.0, spread=2.0)) < 0.7
