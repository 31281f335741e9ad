# SPDX-License-Identifier: Apache-2.0
"""What others do with the same days: each gets the exposures of today and of the day before.

Needs `requirements.txt` of this folder, in an environment of its own.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable
from typing import Any

import numpy as np

from benchmarks.triggers.measuring import Tally
from benchmarks.triggers.worlds import Floats, World

__all__ = ["PEERS"]

_DAYS_A_STRATUM = 28


def _columns(world: World) -> dict[str, Floats]:
    """Scaled, both lags; days that are not known are filled with the mean, as most apps do."""
    columns = {}
    for name, values in world.exposures.items():
        filled = np.where(np.isnan(values), np.nanmean(values), values)
        spread = filled.std() or 1.0
        scaled = (filled - filled.mean()) / spread
        columns[f"{name}@0"] = scaled
        columns[f"{name}@1"] = np.concatenate(([0.0], scaled[:-1]))
    return columns


def _any_spasm(world: World) -> Floats:
    return (world.counts > 0).astype(float)


def _adjusted(p_values: dict[str, float], share: float = 0.10) -> set[str]:
    """Benjamini-Hochberg over all columns; an exposure is shown where one of its lags is."""
    names = sorted(p_values, key=lambda name: p_values[name])
    passing = [place for place, name in enumerate(names, 1) if p_values[name] <= share * place / len(names)]
    last = max(passing, default=0)
    return {name.partition("@")[0] for name in names[:last]}


def correlation(world: World, _: Tally) -> set[str]:
    """Pearson at p < 0.05 for each column, as tracker apps do."""
    from scipy import stats

    return {
        name.partition("@")[0]
        for name, values in _columns(world).items()
        if stats.pearsonr(values, world.counts).pvalue < 0.05
    }


def fisher(world: World, _: Tally) -> set[str]:
    """Exposed or not (above the median) against any spasm or none, Fisher's test, Benjamini-Hochberg."""
    from scipy import stats

    spasm = _any_spasm(world)
    found = {}
    for name, values in _columns(world).items():
        high = values > np.median(values)
        table = [[int(np.sum((high == side) & (spasm == one))) for one in (1, 0)] for side in (True, False)]
        found[name] = float(stats.fisher_exact(table).pvalue)
    return _adjusted(found)


def poisson_glm(world: World, _: Tally) -> set[str]:
    """All columns with a quadratic trend and weekdays, Benjamini-Hochberg."""
    import statsmodels.api as sm

    columns = _columns(world)
    size = len(world.counts)
    time = np.linspace(-1, 1, size)
    weekday = np.eye(7)[np.arange(size) % 7][:, 1:]
    design = np.column_stack([np.ones(size), time, time**2, weekday, *columns.values()])
    fitted = sm.GLM(world.counts, design, family=sm.families.Poisson()).fit()
    return _adjusted(dict(zip(columns, fitted.pvalues[-len(columns) :].tolist(), strict=True)))


def conditional_logit(world: World, _: Tally) -> set[str]:
    """Time-stratified case-crossover: days of four weeks compared, one exposure at a time, Benjamini-Hochberg."""
    from statsmodels.discrete.conditional_models import ConditionalLogit

    strata = np.arange(len(world.counts)) // _DAYS_A_STRATUM
    spasm, found = _any_spasm(world), {}
    for name, values in _columns(world).items():
        fitted: Any = ConditionalLogit(spasm, values[:, None], groups=strata).fit(disp=0)
        found[name] = float(fitted.pvalues[0])
    return _adjusted({name: p for name, p in found.items() if np.isfinite(p)})


def cox(world: World, _: Tally) -> set[str]:
    """One day, one row, stratified by four weeks, each exposure alone at p < 0.05: one published headache app."""
    import pandas as pd
    from lifelines import CoxPHFitter

    strata = np.arange(len(world.counts)) // _DAYS_A_STRATUM
    found = set()
    for name, values in _columns(world).items():
        frame = pd.DataFrame({"x": values, "T": 1.0, "E": _any_spasm(world), "s": strata})
        fitted = CoxPHFitter().fit(frame, "T", "E", strata=["s"])
        if float(fitted.summary["p"].iloc[0]) < 0.05:
            found.add(name.partition("@")[0])
    return found


def l1_logistic(world: World, _: Tally) -> set[str]:
    """Logistic regression with an L1 penalty chosen by cross-validation; what is not nought is shown."""
    from sklearn.linear_model import LogisticRegressionCV

    columns = _columns(world)
    model = LogisticRegressionCV(Cs=8, cv=4, penalty="l1", solver="liblinear", random_state=0)
    model.fit(np.column_stack(list(columns.values())), _any_spasm(world))
    weights = zip(columns, model.coef_[0], strict=True)
    return {name.partition("@")[0] for name, weight in weights if abs(weight) > 1e-8}


def _quietly(method: Callable[[World, Tally], set[str]]) -> Callable[[World, Tally], set[str]]:
    def run(world: World, tally: Tally) -> set[str]:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            try:
                return method(world, tally)
            except Exception:  # a method that breaks down on a diary shows nothing there
                return set()

    return run


PEERS: dict[str, Callable[[World, Tally], set[str]]] = {
    "correlation, p < 0.05": _quietly(correlation),
    "Fisher + BH": _quietly(fisher),
    "Poisson GLM, trend, weekday + BH": _quietly(poisson_glm),
    "case-crossover (ConditionalLogit) + BH": _quietly(conditional_logit),
    "Cox per exposure, p < 0.05": _quietly(cox),
    "L1 logistic": _quietly(l1_logistic),
}
