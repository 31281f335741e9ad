# SPDX-License-Identifier: Apache-2.0
"""What would have happened anyway: a smooth trend, the weekday, the last spasms, and a week that was odd.

Log-linear counts. How far each part may bend is learned by its marginal likelihood: a variance per part, moved to
where it stands still (Fellner and Schall's step), one Newton step each.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from unclench.triggers.products import gram, times
from unclench.triggers.table import Floats

__all__ = ["Background", "Parts", "calendar_of", "fit_background", "parts_of"]

_DAYS_A_BEND = 18
_MOST_BENDS = 44
_DAYS_A_SLOW_WAVE = 45
_FORGETTING = 0.6  # of a spasm's trace is left each day
_LONGEST_TRACE = 40  # days; less than a millionth is left then
_ODD_LOG_ODDS = 5.0  # how surprising a week must be, as a log likelihood ratio
_MOST_ODD_WEEKS = 3
_AROUND = 45  # days on each side of the middle of a week
_FIXED_SPREAD = 2.0
_SHARED_SPREAD = 0.5  # of the log rate, for a standard deviation of what exposures share
_STEPS = 10
_SETTLED = 0.01  # of a coefficient; a Newton step squares it
_FREE = 1e-6  # precision of what is not penalised


@dataclass(frozen=True, slots=True)
class Parts:
    """The columns of the background (a row each). group: which variance a row shares; -1 where it is fixed.

    rough: how strongly a row is held, beside its group. observed: 1 on days with a count. counts: 0 elsewhere.
    """

    rows: Floats
    group: NDArray[np.intp]
    rough: Floats
    observed: Floats
    counts: Floats


@dataclass(frozen=True, slots=True)
class Background:
    """A fitted background. mean: spasms expected on each day. spread: covariance of the coefficients."""

    rows: Floats
    coefficients: Floats
    spread: Floats
    mean: Floats
    variances: Floats
    precision: Floats


def parts_of(counts: Floats, intensity: Floats, first_weekday: int, shared: Floats | None = None) -> Parts:
    """counts: NaN where not recorded. intensity: how much was logged that day. first_weekday: Monday is 0.

    shared: rows of what many exposures have in common; one of them must not stand for all.
    """
    size = len(counts)
    observed = (~np.isnan(counts)).astype(float)
    filled = np.where(observed > 0, counts, 0.0)
    days = np.arange(size)
    bends = int(min(_MOST_BENDS, max(2, size // _DAYS_A_BEND)))
    trend = _waves(size, bends)
    weekday = np.eye(7)[(days + first_weekday) % 7].T - 1 / 7
    rows = [np.ones((1, size)), trend, weekday, _memory(filled, observed)[None]]
    group = [np.full(1, -1), np.zeros(bends), np.ones(7), np.full(1, 2)]
    rough = [np.full(1, _FREE), np.arange(1, bends + 1) ** 2.0, np.ones(7), np.ones(1)]
    if float(intensity.std()) > 0:
        rows.append(((intensity - intensity.mean()) / intensity.std())[None])
        group.append(np.full(1, 3))
        rough.append(np.ones(1))
    if shared is not None:
        rows.append(shared)
        group.append(np.full(len(shared), -1))
        rough.append(np.full(len(shared), _SHARED_SPREAD**-2))
    for odd in _odd_weeks(filled, observed):
        rows.append(odd[None])
        group.append(np.full(1, -1))
        rough.append(np.full(1, _FIXED_SPREAD**-2))
    return Parts(
        np.vstack(rows), np.concatenate(group).astype(np.intp), np.concatenate(rough), observed, filled
    )


def calendar_of(parts: Parts) -> tuple[Floats, Floats]:
    """The weekdays and the slow waves among the parts."""
    waves = parts.rows[parts.group == 0]
    slow = max(2, parts.rows.shape[1] // _DAYS_A_SLOW_WAVE)
    return (parts.rows[parts.group == 1] + 1 / 7, waves[:slow])


def _waves(size: int, many: int) -> Floats:
    """Cosines of half a turn, a whole turn and so on, each from the two before it."""
    waves = np.ones((many + 1, size))
    waves[1] = np.cos(np.pi * (np.arange(size) + 0.5) / size)
    for one in range(2, many + 1):
        waves[one] = 2.0 * waves[1] * waves[one - 1] - waves[one - 2]
    return waves[1:]


def _memory(filled: Floats, observed: Floats) -> Floats:
    usual = float(filled.sum() / max(1.0, observed.sum()))
    felt = (np.minimum(filled, 3.0) - usual) * observed
    trace = np.convolve(felt, _FORGETTING ** np.arange(_LONGEST_TRACE))[: len(filled)]
    return np.concatenate(([0.0], trace[:-1]))


def _odd_weeks(filled: Floats, observed: Floats) -> list[Floats]:
    """Weeks with far more spasms than the months around them, the oddest first."""
    size = len(filled)
    found: list[Floats] = []
    if size < 42:
        return found
    taken = np.zeros(size)
    capped = np.minimum(filled, 3.0)
    for _ in range(_MOST_ODD_WEEKS):
        keep = observed * (1 - taken)
        seen, near_seen = _windows(capped * keep)
        days, near_days = _windows(keep)
        usual = (near_seen - seen + 0.5) / np.maximum(near_days - days, 1.0)
        expected = usual * days
        expected = np.maximum(expected, 1e-3)
        more = seen * np.log(np.maximum(seen, 1e-9) / expected) - (seen - expected)
        surprise = np.where(seen > 2 * expected, more, 0.0)
        top = int(np.argmax(surprise))
        if surprise[top] < _ODD_LOG_ODDS:
            break
        odd = np.zeros(size)
        odd[max(0, top - 1) : top + 8] = 1.0  # a window of seven may miss its edges
        taken = np.maximum(taken, odd)
        found.append(odd)
    return found


def _windows(values: Floats) -> tuple[Floats, Floats]:
    """Sums over every week, and over the months around it as far as the diary goes."""
    total = np.concatenate(([0.0], np.cumsum(values)))
    first = np.arange(len(values) - 6)
    near = total[np.minimum(first + 4 + _AROUND, len(values))] - total[np.maximum(first + 3 - _AROUND, 0)]
    return total[7:] - total[:-7], near


def fit_background(
    parts: Parts, extra: Floats | None = None, extra_precision: Floats | None = None, start: Background | None = None
) -> Background:  # fmt: skip
    """The fit with some exposures beside the parts. extra: a row each, 0 where not known; extra_precision: of its slab.

    start: a fit of the same parts whose variances are kept, for a few quick steps.
    """
    rows, group, rough = parts.rows, parts.group, parts.rough
    if extra is not None and extra_precision is not None and len(extra):
        rows = np.vstack([rows, extra])
        group = np.concatenate([group, np.full(len(extra), -1)])
        rough = np.concatenate([rough, extra_precision])
    counts, observed = parts.counts, parts.observed
    groups = int(parts.group.max()) + 1
    members = [np.flatnonzero(group == one) for one in range(groups)]
    usual = (counts.sum() + 0.5) / max(1.0, observed.sum())
    coefficients = np.zeros(len(rows))
    coefficients[0] = np.log(usual)
    variances = np.full(groups, 0.1)
    steps = _STEPS
    if start is not None:
        coefficients[: len(parts.rows)] = start.coefficients[: len(parts.rows)]
        variances = start.variances
        steps = 3
    spread = np.eye(len(rows))
    settled = False
    for step in range(steps):
        precision = np.where(group >= 0, rough / variances[np.maximum(group, 0)], rough)
        mean = np.exp(np.clip(_level(coefficients, rows), -12.0, 4.0)) * observed
        spread = np.linalg.inv(gram(rows, mean) + np.diag(precision))
        move = spread @ (times(rows, counts - mean) - precision * coefficients)
        coefficients = coefficients + np.clip(move, -2.0, 2.0)
        if start is not None:
            settled = float(np.abs(move).max()) < _SETTLED
            if settled:
                break
            continue
        if step >= 2:
            variances = _moved(variances, members, rough, coefficients, spread)
    precision = np.where(group >= 0, rough / variances[np.maximum(group, 0)], rough)
    mean = np.exp(np.clip(_level(coefficients, rows), -12.0, 4.0))
    if not settled:  # else the last step's is as good
        spread = np.linalg.inv(gram(rows, mean * observed) + np.diag(precision))
    return Background(rows, coefficients, spread, mean, variances, precision)


def _level(coefficients: Floats, rows: Floats) -> Floats:
    return times(rows.T, coefficients)


def _moved(
    variances: Floats, members: list[NDArray[np.intp]], rough: Floats, coefficients: Floats, spread: Floats
) -> Floats:
    moved = variances.copy()
    diagonal = np.diag(spread)
    for one, at in enumerate(members):
        if not len(at):
            continue
        used = len(at) - float((diagonal[at] * rough[at]).sum()) / variances[one]
        size = float((coefficients[at] ** 2 * rough[at]).sum())
        moved[one] = min(4.0, max(1e-4, size / max(used, 1e-3)))
    return moved
