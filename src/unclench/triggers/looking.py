# SPDX-License-Identifier: Apache-2.0
"""One look at every form of every exposure against a fitted background: how far the days agree with an effect.

The likelihood of one effect b of a form with known values v is conditional in the days it is known on:
`l(b) = t [b U - k N (K(b) - b m)]`, K the log of the mean of exp(b v) under the background, m its first derivative at
nought, U the score, k what the background leaves of the information, t the tempering.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from unclench.triggers.background import Background, Parts
from unclench.triggers.forms import Forms
from unclench.triggers.hours import AtRisk
from unclench.triggers.slab import log_bayes_factor
from unclench.triggers.table import Floats

__all__ = ["LEVELS", "Layout", "Look", "layout_of", "log_likelihood", "look"]

LEVELS = np.linspace(-3.0, 3.0, 25)
_STEP = 0.25
_FARTHEST = 4.0  # log rate ratio
_NEWTON_STEPS = 6
_NEIGHBOURS = 9
_FEW = 2.0  # spasms that the background and the dispersion cost, about


@dataclass(frozen=True, slots=True)
class Layout:
    """What does not change between looks. place: the level of each form on each day, as one running number."""

    forms: Forms
    place: NDArray[np.intp]
    timed: dict[int, AtRisk]  # by form


@dataclass(frozen=True, slots=True)
class Look:
    """By form. score, information: of the effect at nought. temper: 1 where days are independent, lower where not.

    root: signed root of twice the tempered log likelihood ratio. log_odds: log Bayes factor against no effect.
    clean: the forms with mean and background taken out. slope: what one step of the column's own values at that lag
    is worth in the form (a projection). spasms: those on the days the form is known.
    """

    score: Floats
    information: Floats
    temper: Floats
    spasms: Floats
    mean: Floats
    kept: Floats
    shares: Floats
    root: Floats
    log_odds: Floats
    clean: Floats


def layout_of(forms: Forms, timed: dict[int, AtRisk]) -> Layout:
    """Made once a fit. timed: by form, the shares of days at risk for exposures with hours."""
    level = np.clip(np.rint((forms.rows - LEVELS[0]) / _STEP), 0, len(LEVELS) - 1)
    place = level + np.arange(len(level))[:, None] * len(LEVELS)
    return Layout(forms, place.astype(np.intp).ravel(), timed)


def look(
    layout: Layout, parts: Parts, background: Background, upward: Floats, shift: Floats | None = None
) -> Look:
    """upward: by form, the belief that it raises. shift: by form, a log rate ratio that recall alone would make."""
    forms = layout.forms
    mean = background.mean * parts.observed
    weights = forms.mask * mean
    expected = np.maximum(weights.sum(axis=1), 1e-9)
    spasms = forms.mask @ parts.counts
    adjust = np.maximum(spasms, 0.5) / expected
    centre = (forms.rows * weights).sum(axis=1) / expected
    centred = (forms.rows - centre[:, None]) * forms.mask
    score = centred @ parts.counts
    masses = np.bincount(
        layout.place.ravel(), weights=weights.ravel(), minlength=len(forms.rows) * len(LEVELS)
    ).reshape(len(forms.rows), len(LEVELS))
    shares = masses / expected[:, None]
    weighted = centred * mean
    leak = weighted @ background.rows.T @ background.spread
    clean = (centred - leak @ background.rows) * forms.mask
    raw = (centred * weighted).sum(axis=1)
    left = raw - np.einsum("fp,fp->f", leak, weighted @ background.rows.T)
    information = np.maximum(left, 1e-9) * np.minimum(adjust, 3.0)
    for form, risk in layout.timed.items():
        _timed(form, risk, mean, score, information, shares, spasms)
    residual = parts.counts - mean
    temper = _temper(clean * parts.observed, residual, mean, parts.observed)
    temper = temper / (1.0 + _FEW / np.maximum(spasms, 1.0))
    first = shares @ LEVELS
    second = shares @ LEVELS**2 - first**2
    kept = information / np.maximum(spasms * second, 1e-9)
    if shift is not None:
        score = score - information * shift
    best = _best(score, kept * spasms, shares, first)
    root = np.sign(best) * np.sqrt(
        2.0 * np.maximum(temper * _at(best[:, None], score, kept * spasms, shares, first)[:, 0], 0.0)
    )
    known = (information > 1e-6) & (spasms > 0) & (second > 1e-9)
    root = np.where(known, root, 0.0)
    information = np.where(known, information, 1e-9)
    odds = log_bayes_factor(root, information * temper, forms.slab, upward)
    return Look(
        score, information, temper, spasms, first, kept, shares, root, np.where(known, odds, 0.0), clean
    )


def log_likelihood(seen: Look, effects: Floats, chosen: slice) -> Floats:
    """The tempered log likelihood of some forms at effects (a row each, in the form's own unit)."""
    return seen.temper[chosen][:, None] * _at(
        effects,
        seen.score[chosen],
        (seen.kept * seen.spasms)[chosen],
        seen.shares[chosen],
        seen.mean[chosen],
    )


def _at(effects: Floats, score: Floats, total: Floats, shares: Floats, first: Floats) -> Floats:
    swell = np.exp(effects[:, :, None] * LEVELS)
    log_mean = np.log(np.maximum(np.einsum("fgl,fl->fg", swell, shares), 1e-300))
    answer: Floats = effects * score[:, None] - total[:, None] * (log_mean - effects * first[:, None])
    return answer


def _best(score: Floats, total: Floats, shares: Floats, first: Floats) -> Floats:
    """The effect that agrees best with the days, by Newton's steps kept within bounds."""
    effect = np.zeros(len(score))
    for _ in range(_NEWTON_STEPS):
        swell = shares * np.exp(effect[:, None] * LEVELS)
        whole = np.maximum(swell.sum(axis=1), 1e-300)
        mean = swell @ LEVELS / whole
        spread = np.maximum(swell @ LEVELS**2 / whole - mean**2, 1e-4)
        move = (score / np.maximum(total, 1e-9) - (mean - first)) / spread
        effect = np.clip(effect + np.clip(move, -1.0, 1.0), -_FARTHEST, _FARTHEST)
    return effect


def _temper(clean: Floats, residual: Floats, mean: Floats, observed: Floats) -> Floats:
    """What the variance of the score over all shifts says: how much less the days tell than they seem to."""
    size = clean.shape[1]
    power = np.abs(np.fft.rfft(clean, axis=1)) ** 2 @ _folded(np.abs(np.fft.rfft(residual)) ** 2, size)
    variance = power / size**2
    usual = float(mean.sum() / max(1.0, observed.sum()))
    white = (clean**2).sum(axis=1) * usual * float(observed.mean())
    ratio = np.where(white > 1e-9, variance / np.maximum(white, 1e-9), 1.0)
    answer: Floats = 1.0 / np.maximum(1.0, ratio)
    return answer


def _folded(power: Floats, size: int) -> Floats:
    """A real transform holds only half of the frequencies; the others count as much."""
    twice = np.full(len(power), 2.0)
    twice[0] = 1.0
    if size % 2 == 0:
        twice[-1] = 1.0
    # Neighbouring frequencies are averaged: a single one says little, and days copied out twice make false peaks.
    even = np.convolve(power, np.ones(_NEIGHBOURS), "same") / np.convolve(
        np.ones(len(power)), np.ones(_NEIGHBOURS), "same"
    )
    answer: Floats = even[: len(power)] * twice
    return answer


def _timed(
    form: int, risk: AtRisk, mean: Floats, score: Floats, information: Floats, shares: Floats, spasms: Floats
) -> None:
    """The first spasm of a day, at risk from the exposure's hour on, in place of the day as a whole."""
    weight = risk.waiting * mean
    whole = weight.sum(axis=1)
    if not len(whole) or float(whole.min()) <= 0:
        score[form], information[form] = 0.0, 1e-9
        return
    weight = weight / whole[:, None]
    first = (weight * risk.exposed).sum(axis=1)
    second = (weight * risk.exposed**2).sum(axis=1) - first**2
    score[form] = float((risk.own - first).sum())
    information[form] = max(float(second.sum()), 1e-9)
    place = np.clip(np.rint((risk.exposed - LEVELS[0]) / _STEP), 0, len(LEVELS) - 1).astype(np.intp)
    level = np.bincount(place.ravel(), weights=weight.ravel(), minlength=len(LEVELS))
    shares[form] = level / max(level.sum(), 1e-9)
    spasms[form] = len(whole)
