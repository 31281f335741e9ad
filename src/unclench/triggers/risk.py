# SPDX-License-Identifier: Apache-2.0
"""The chance of a spasm on a day asked for. Silent where it did not beat the own average on days held back."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from unclench.triggers.finding import NightRisk
from unclench.triggers.fitting import Fitted
from unclench.triggers.products import times
from unclench.triggers.table import Days, Floats
from unclench.triggers.words import night_sentence

__all__ = ["nights_to_come"]

Rows = NDArray[np.intp]

_CUTS = (0.5, 0.67, 0.83, 1.0)  # of the days kept: fit before, forecast after
_FEWEST_DAYS, _FEWEST_SPASM_DAYS = 60, 12
_MEMORIES = ((np.inf, 0.6), (6.0, 0.25), (3.0, 0.15))  # half-life in months, belief before looking
_AHEAD_DAYS = 30
_DAMPING_DAYS = 45.0
_SHRINKS = (1.0, 0.75, 0.5, 0.25)
_CAUTION = 1.3  # standard errors by which a forecast must have beaten the average before it speaks


def nights_to_come(
    days: Days, counts: Floats, fitted: Fitted, refit: Callable[[Floats], Fitted]
) -> tuple[NightRisk, ...]:
    """counts: those that may be used. refit: the whole fit again with fewer of them, to test the forecast."""
    known = np.flatnonzero(~np.isnan(counts))
    happened = (np.nan_to_num(counts) > 0).astype(float)
    average = _average(happened[known])
    if not len(known):
        said = night_sentence(average, 0.0, 1.0, average, silent=True)
        asked = np.flatnonzero(days.asked).tolist()
        return tuple(NightRisk(days.day(row), average, 0.0, 1.0, average, None, True, said) for row in asked)
    shrink, skill, surely = _tested(known, counts, happened, refit)
    silent = not surely
    log_odds, spread = _forecast(fitted, known, happened)
    middle = _logit(np.array([average]))[0]
    nights = []
    for row in np.flatnonzero(days.asked).tolist():
        moved = middle + (0.0 if silent else shrink * (log_odds[row] - middle))
        probability = average if silent else float(_share(np.array([moved]))[0])
        wide = 1.96 * float(np.hypot(spread[row], 1.0 / np.sqrt(max(1.0, happened[known].sum()))))
        low, high = _share(np.array([moved - wide, moved + wide])).tolist()
        nights.append(
            NightRisk(
                days.day(row), probability, low, high, average, skill, silent,
                night_sentence(probability, low, high, average, silent=silent),
            )
        )  # fmt: skip
    return tuple(nights)


def _tested(
    known: Rows, counts: Floats, happened: Floats, refit: Callable[[Floats], Fitted]
) -> tuple[float, float | None, bool]:  # fmt: skip
    """How far it may leave the average, the Brier skill at that, and whether that is clear; from the past only."""
    if len(known) < _FEWEST_DAYS or happened[known].sum() < _FEWEST_SPASM_DAYS:
        return 0.0, None, False
    gains: list[Floats] = []
    usual_loss = 0.0
    for begin, end in pairwise(_CUTS):
        past, ahead = known[: int(begin * len(known))], known[int(begin * len(known)) : int(end * len(known))]
        masked = np.full(len(counts), np.nan)
        masked[past] = counts[past]
        log_odds, _ = _forecast(refit(masked), past, happened)
        average = _average(happened[past])
        middle = _logit(np.array([average]))[0]
        usual = (average - happened[ahead]) ** 2
        usual_loss += float(usual.sum())
        shares = _share(middle + np.array(_SHRINKS)[:, None] * (log_odds[ahead] - middle))
        gains.append(usual - (shares - happened[ahead]) ** 2)
    gain = np.hstack(gains)
    best = int(np.argmax(gain.sum(axis=1)))
    skill = float(gain[best].sum()) / max(usual_loss, 1e-9)
    surely = float(gain[best].mean()) > _CAUTION * float(gain[best].std()) / np.sqrt(gain.shape[1])
    return _SHRINKS[best], skill, surely


def _forecast(fitted: Fitted, known: Rows, happened: Floats) -> tuple[Floats, Floats]:  # fmt: skip
    """Log odds of at least one spasm on every day, right on average over the days known; and their spread."""
    fit, contest = fitted.contest.fit, fitted.contest
    belief = np.ones(len(fit.rows))
    size = len(fitted.parts.rows)
    for place, (owner, _) in enumerate(contest.together):
        standing = contest.standings[owner]
        belief[size + place] = standing.probability if standing is not None else 0.0
    days = np.arange(fit.rows.shape[1])
    past = np.maximum(0, days - known[-1])
    log_mean = times(fit.rows.T, fit.coefficients * belief)
    bends = np.flatnonzero(fitted.parts.group == 0)
    trend = times(fit.rows[bends].T, fit.coefficients[bends])
    kept = np.exp(-past / _DAMPING_DAYS)
    log_mean = log_mean - trend + trend[known[-1]] * (past > 0) * kept + trend * (past == 0)
    log_odds = _logit(1.0 - np.exp(-np.exp(np.clip(log_mean, -12, 3))))
    for _ in range(8):  # the level at which the past comes out right
        share = _share(log_odds[known])
        gap = float(happened[known].mean() - share.mean())
        log_odds = log_odds + gap / max(float((share * (1 - share)).mean()), 1e-3)
    spread = np.sqrt(np.maximum(np.einsum("pn,pq,qn->n", fit.rows, fit.spread, fit.rows, optimize=True), 0.0))
    return log_odds, spread


def _average(happened: Floats) -> float:
    """The own average: of all days, or of the last months where those have told the days after them better.

    Averages that forget half in some months are weighed by how well each foretold the days a month ahead.
    """
    size = len(happened)
    if not size:
        return 0.5
    ages = np.arange(size)
    found, worth = [], []
    for months, belief in _MEMORIES:
        kept = 0.5 ** (ages / (30.4 * months))
        share = (np.convolve(happened, kept)[:size] + 0.5) / (np.cumsum(kept) + 1.0)
        said, came = share[:-_AHEAD_DAYS], happened[_AHEAD_DAYS:]
        told = np.where(came > 0, np.log(said), np.log1p(-said))[_AHEAD_DAYS:]
        found.append(float(share[-1]))
        worth.append(float(told.sum()) + float(np.log(belief)))
    weight = np.exp(np.array(worth) - max(worth))
    return float(weight @ np.array(found) / weight.sum())


def _logit(share: Floats) -> Floats:
    safe = np.clip(share, 1e-4, 1 - 1e-4)
    answer: Floats = np.log(safe / (1 - safe))
    return answer


def _share(log_odds: Floats) -> Floats:
    answer: Floats = 1.0 / (1.0 + np.exp(-np.clip(log_odds, -30, 30)))
    return answer
