# SPDX-License-Identifier: Apache-2.0
"""One look at every form of every exposure against a fitted background: how far the days agree with an effect.

The likelihood of one effect b of a form with known values v is conditional in the days it is known on:
`l(b) = t [b U - k N (K(b) - b m)]`, K the log of the mean of exp(b v) under the background, m its first derivative at
nought, U the score, k what the background leaves of the information, t the tempering.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from unclench.triggers.background import Background, Parts
from unclench.triggers.forms import Forms
from unclench.triggers.hours import AtRisk
from unclench.triggers.products import product, times
from unclench.triggers.slab import log_bayes_factor
from unclench.triggers.table import Floats

__all__ = ["LEVELS", "Layout", "Look", "judged", "layout_of", "log_likelihood", "look", "part_of"]

LEVELS = np.linspace(-3.0, 3.0, 25)
_STEP = 0.25
_FARTHEST = 4.0  # log rate ratio
_NEWTON_STEPS = 6
_NEIGHBOURS = 5
_MORE_THAN_CHANCE = 1.5
_FEW = 1.25  # spasms that the background costs, about


@dataclass(frozen=True, slots=True)
class Layout:
    """What does not change between looks. place: the level of each form on each day, as one running number.

    rows: the forms without what the calendar alone says of them.
    """

    forms: Forms
    rows: Floats
    place: NDArray[np.intp]
    timed: dict[int, AtRisk]  # by form


@dataclass(frozen=True, slots=True)
class Look:
    """By form. score, information: of the effect at nought. temper: 1 where days are independent, lower where not.

    root: signed root of twice the tempered log likelihood ratio. log_odds: log Bayes factor against no effect.
    clean: the forms with mean and background taken out. spasms: those on the days the form is known. known: False
    where the days say nothing of the form.
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
    known: NDArray[np.bool_]


def layout_of(forms: Forms, timed: dict[int, AtRisk], calendar: tuple[Floats, ...] = ()) -> Layout:
    """Made once a fit. timed: by form, the shares of days at risk for exposures with hours.

    calendar: groups of rows at right angles, such as weekdays or slow waves, that rule what is done as they may rule
    the spasms. A diary has many days and few spasms: the exposure itself shows best how far it follows them.
    """
    level = np.clip(np.rint((forms.rows - LEVELS[0]) / _STEP), 0, len(LEVELS) - 1)
    place = level + np.arange(len(level))[:, None] * len(LEVELS)
    rows = _without(calendar, forms) if calendar and len(forms.rows) else forms.rows
    return Layout(forms, rows, place.astype(np.intp).ravel(), timed)


def _without(calendar: tuple[Floats, ...], forms: Forms) -> Floats:
    """Rows less their part in each group, as far as that part is more than chance (James and Stein's share)."""
    rows, mask = forms.rows, forms.mask
    known = np.maximum(mask.sum(axis=1), 1.0)
    centred = (rows - (rows.sum(axis=1) / known)[:, None]) * mask
    whole = np.einsum("fn,fn->f", centred, centred)
    stacked = np.vstack(calendar)
    size = np.maximum(product(mask, (stacked**2).T), 1e-9)
    parts = product(centred, stacked.T) / size
    begin = 0
    for group in calendar:
        here = slice(begin, begin + len(group))
        inside = np.minimum((parts[:, here] ** 2 * size[:, here]).sum(axis=1), whole)
        by_chance = (whole - inside) / np.maximum(known - len(group), 1.0) * len(group)
        share = 1.0 - _MORE_THAN_CHANCE * by_chance / np.maximum(inside, 1e-12)
        parts[:, here] *= np.maximum(share, 0.0)[:, None]
        begin += len(group)
    answer: Floats = rows - product(parts, stacked) * mask
    return answer


def part_of(layout: Layout, rows: slice) -> Layout:
    """The layout of some neighbouring forms, all of one exposure."""
    forms, days = layout.forms, layout.forms.rows.shape[1]
    some = Forms(
        forms.rows[rows], forms.mask[rows], np.zeros(rows.stop - rows.start, dtype=np.intp), forms.kind[rows],
        forms.lag[rows], forms.weight[rows], forms.slab[rows], np.zeros(1, dtype=np.intp),
    )  # fmt: skip
    place = layout.place[rows.start * days : rows.stop * days] - rows.start * len(LEVELS)
    timed = {form - rows.start: risk for form, risk in layout.timed.items() if rows.start <= form < rows.stop}
    return Layout(some, layout.rows[rows], place, timed)


def look(
    layout: Layout, parts: Parts, background: Background, upward: Floats, shift: Floats | None = None
) -> Look:
    """upward: by form, the belief that it raises. shift: by form, a log rate ratio that recall alone would make."""
    forms, mask = layout.forms, layout.forms.mask
    mean = background.mean * parts.observed
    weights = mask * mean
    expected = np.maximum(weights.sum(axis=1), 1e-9)
    spasms = times(mask, parts.counts)
    adjust = np.maximum(spasms, 0.5) / expected
    centre = times(layout.rows, mean) / expected
    centred = (layout.rows - centre[:, None]) * mask
    score = times(centred, parts.counts)
    masses = np.bincount(layout.place, weights=weights.ravel(), minlength=mask.shape[0] * len(LEVELS))
    shares = masses.reshape(mask.shape[0], len(LEVELS)) / expected[:, None]
    shared = product(centred, (background.rows * mean).T)
    leak = product(shared, background.spread)
    clean = product(leak, background.rows)
    np.subtract(centred, clean, out=clean)
    clean *= mask
    centred *= centred
    left = times(centred, mean) - (leak * shared).sum(axis=1)
    information = np.maximum(left, 1e-9) * np.minimum(adjust, 3.0)
    for form, risk in layout.timed.items():
        _timed(form, risk, mean, score, information, shares, spasms)
    temper = _temper(clean, parts.counts - mean, mean, parts.observed)
    temper = temper / (1.0 + _FEW / np.maximum(spasms, 1.0))
    first = times(shares, LEVELS)
    second = times(shares, LEVELS**2) - first**2
    kept = information / np.maximum(spasms * second, 1e-9)
    known = (information > 1e-6) & (spasms > 0) & (second > 1e-9)
    information = np.where(known, information, 1e-9)
    nothing = np.zeros(len(score))
    seen = Look(score, information, temper, spasms, first, kept, shares, nothing, nothing, clean, known)
    return judged(seen, forms, upward, shift)


def judged(seen: Look, forms: Forms, upward: Floats, shift: Floats | None = None) -> Look:
    """The roots and odds of a look that has none yet. shift: as for `look`; it may be taken out only once."""
    score = seen.score if shift is None else seen.score - seen.information * shift
    total = seen.kept * seen.spasms
    best = _best(score, total, seen.shares, seen.mean)
    gain = _at(best[:, None], score, total, seen.shares, seen.mean)[:, 0]
    root = np.where(seen.known, np.sign(best) * np.sqrt(2.0 * np.maximum(seen.temper * gain, 0.0)), 0.0)
    odds = log_bayes_factor(root, seen.information * seen.temper, forms.slab, upward)
    return replace(seen, score=score, root=root, log_odds=np.where(seen.known, odds, 0.0))


def log_likelihood(seen: Look, effects: Floats, chosen: slice | NDArray[np.intp]) -> Floats:
    """The tempered log likelihood of some forms at effects (a row each, in the form's own unit)."""
    return seen.temper[chosen][:, None] * _at(
        effects,
        seen.score[chosen],
        (seen.kept * seen.spasms)[chosen],
        seen.shares[chosen],
        seen.mean[chosen],
    )


def _at(effects: Floats, score: Floats, total: Floats, shares: Floats, first: Floats) -> Floats:
    swell = np.exp(effects * _STEP)
    whole = np.repeat(shares[:, -1:], effects.shape[1], axis=1)
    for level in range(
        len(LEVELS) - 2, -1, -1
    ):  # levels are evenly spaced: a polynomial, from its highest power
        whole *= swell
        whole += shares[:, level : level + 1]
    log_mean = np.log(np.maximum(whole, 1e-300)) + effects * LEVELS[0]
    answer: Floats = effects * score[:, None] - total[:, None] * (log_mean - effects * first[:, None])
    return answer


def _best(score: Floats, total: Floats, shares: Floats, first: Floats) -> Floats:
    """The effect that agrees best with the days, by Newton's steps kept within bounds."""
    effect = np.zeros(len(score))
    for _ in range(_NEWTON_STEPS):
        swell = shares * np.exp(effect[:, None] * LEVELS)
        whole = np.maximum(swell.sum(axis=1), 1e-300)
        mean = times(swell, LEVELS) / whole
        spread = np.maximum(times(swell, LEVELS**2) / whole - mean**2, 1e-4)
        move = (score / np.maximum(total, 1e-9) - (mean - first)) / spread
        effect = np.clip(effect + np.clip(move, -1.0, 1.0), -_FARTHEST, _FARTHEST)
    return effect


def _temper(clean: Floats, residual: Floats, mean: Floats, observed: Floats) -> Floats:
    """What the variance of the score over all shifts says: how much less the days tell than they seem to.

    Two things make it larger: spasms that vary more than chance (one number for the whole diary, counted only as far as
    it is more than its own chance), and waves that a form and the spasms share (counted in full).
    """
    days = clean.shape[1]
    size = _even_length(days)
    seen = clean if observed.all() else clean * observed
    waves = np.fft.rfft(seen, n=size, axis=1)
    power = waves.real**2
    power += waves.imag**2
    heard = _folded(np.abs(np.fft.rfft(residual, n=size)) ** 2, size)
    variance = times(power, heard) / (size * days)
    recorded = max(1.0, float(observed.sum()))
    usual = float(mean.sum()) / recorded
    white = np.einsum("fn,fn->f", seen, seen) * usual * float(observed.mean())
    ratio = np.where(white > 1e-9, variance / np.maximum(white, 1e-9), 1.0)
    level = max(float(residual @ residual) / max(usual * recorded, 1e-9), 1e-9)
    answer: Floats = 1.0 / (_more_than_chance(level, recorded) * np.maximum(1.0, ratio / level))
    return answer


def _more_than_chance(level: float, days: float) -> float:
    """A variance over its mean, drawn to 1 as far as that many independent days could make it (James and Stein)."""
    more = max(level - 1.0, 0.0)
    return 1.0 + max(0.0, more - 2.0 / days / max(more, 1e-9))


@lru_cache(maxsize=8)
def _even_length(days: int) -> int:
    """The next length of twos, threes and fives: a prime takes a transform many times as long."""
    length = days
    while True:
        left = length
        for part in (2, 3, 5):
            while left % part == 0:
                left //= part
        if left == 1:
            return length
        length += 1


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
