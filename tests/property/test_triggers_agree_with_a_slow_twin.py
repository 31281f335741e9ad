# SPDX-License-Identifier: Apache-2.0
"""The quick likelihood of one effect against brute force: at every effect the whole background fitted anew."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from unclench.triggers.background import Background, Parts, fit_background, parts_of
from unclench.triggers.forms import columns_of, forms_of
from unclench.triggers.looking import Look, layout_of, log_likelihood, look
from unclench.triggers.slab import log_bayes_factor, log_prior
from unclench.triggers.table import Floats

EFFECTS = np.linspace(-1.2, 2.0, 17)


def slow_curve(parts: Parts, fitted: Background, exposure: Floats) -> Floats:
    """Penalised log likelihood with the effect held, all else maximised by plain Newton steps, one effect a time."""
    curve = []
    for effect in EFFECTS:
        coefficients = fitted.coefficients.copy()
        for _ in range(30):
            mean = np.exp(coefficients @ parts.rows + effect * exposure)
            slope = parts.rows @ (parts.counts - mean) - fitted.precision * coefficients
            bend = (parts.rows * mean) @ parts.rows.T + np.diag(fitted.precision)
            coefficients = coefficients + np.linalg.solve(bend, slope)
        log_mean = coefficients @ parts.rows + effect * exposure
        value = parts.counts @ log_mean - np.exp(log_mean).sum() - 0.5 * fitted.precision @ coefficients**2
        curve.append(float(value))
    return np.array(curve)


def both(seed: int, *, binary: bool) -> tuple[Floats, Floats, Look]:
    dice = np.random.default_rng(seed)
    raw = (dice.random(150) < 0.4).astype(float) if binary else dice.normal(5, 2, 150)
    step = raw if binary else (raw - raw.mean()) / raw.std()
    counts = dice.poisson(0.3 * np.exp(0.6 * step)).astype(float)
    parts = parts_of(counts, np.zeros(150), 0)
    fitted = fit_background(parts)
    [column] = columns_of({"x": raw})
    forms = forms_of([column], [(0,)], 150)
    seen = look(layout_of(forms, {}), parts, fitted, np.full(len(forms.owner), 0.5))
    quick = log_likelihood(seen, EFFECTS[None, :], slice(0, 1))[0] / seen.temper[0]
    slow = slow_curve(parts, fitted, column.values)
    return quick, slow - slow[np.argmin(np.abs(EFFECTS))], seen


@settings(max_examples=8, deadline=None)
@given(st.integers(0, 10_000), st.booleans())
def test_the_quick_likelihood_is_the_slow_one(seed: int, binary: bool) -> None:
    quick, slow, _ = both(seed, binary=binary)
    near = slow > slow.max() - 3.0  # a 95 % interval ends at 2
    assert np.abs(quick - slow)[near].max() < 0.2 * (1.0 + np.abs(slow[near]).max())
    assert abs(EFFECTS[np.argmax(quick)] - EFFECTS[np.argmax(slow)]) <= 0.21


@settings(max_examples=8, deadline=None)
@given(st.integers(0, 10_000))
def test_the_quick_bayes_factor_is_the_sum_over_a_fine_grid(seed: int) -> None:
    _, _, seen = both(seed, binary=True)
    effects = np.linspace(-6.0, 6.0, 4001)
    heights = log_likelihood(seen, effects[None, :], slice(0, 1))[0] + log_prior(
        effects, np.array(1.0), np.array(0.5)
    )
    summed = float(np.log(np.exp(heights).sum() * (effects[1] - effects[0])))
    quick = log_bayes_factor(
        seen.root[:1], (seen.information * seen.temper)[:1], np.array([1.0]), np.array([0.5])
    )
    assert float(quick[0]) == pytest.approx(summed, abs=0.25 + 0.1 * abs(summed))
