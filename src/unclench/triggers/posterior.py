# SPDX-License-Identifier: Apache-2.0
"""From a look to effects: the mixture over forms and effects, per one unit of the column, with its interval.

All exposures at once: a row each, padded to the most forms an exposure has.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from unclench.triggers.forms import Forms
from unclench.triggers.looking import Look, log_likelihood
from unclench.triggers.slab import log_prior
from unclench.triggers.table import Floats

__all__ = ["Mixtures", "Summaries", "joined", "mixtures_of"]

_POINTS = 49
_OPEN = 2.5  # spread of the log rate ratio for a step, where only the days shall speak
_REACH = 5.5  # standard deviations of the posterior
_MOST_FORMS = 7
_ENDS = (0.0175, 0.9825)  # a little beyond 95 %: the time it acts at was chosen by the same days


@dataclass(frozen=True, slots=True)
class Summaries:
    """By exposure. mean, low, high: log rate ratio a unit of the column, if it matters. share: of the belief."""

    mean: Floats
    low: Floats
    high: Floats
    share: Floats


@dataclass(frozen=True, slots=True)
class Mixtures:
    """By exposure and form, effects a unit of the column and the mass on each. forms: number of each form, or -1.

    mass: as believed, drawn towards no effect by the slab. open: within a form as the days alone would have it, so that
    an interval holds a large effect as often as a small one.
    """

    units: Floats
    mass: Floats
    open: Floats
    forms: NDArray[np.intp]

    def best(self) -> NDArray[np.intp]:
        """By exposure the number of the form that is believed most."""
        top = self.mass.sum(axis=2).argmax(axis=1)
        answer: NDArray[np.intp] = self.forms[np.arange(len(top)), top]
        return answer

    def over(self, choices: list[NDArray[np.bool_]]) -> list[Summaries]:
        """The mixture over some of the forms. choices: by exposure and form; where none is, the share is nought."""
        chosen, many = np.concatenate(choices)[:, :, None], len(self.units)
        units = np.tile(self.units, (len(choices), 1, 1))
        mass = np.tile(self.mass, (len(choices), 1, 1)) * chosen
        share = mass.sum(axis=(1, 2))
        whole = np.maximum(share, 1e-300)
        mean = (units * mass).sum(axis=(1, 2)) / whole
        units = np.where(chosen, units, np.inf).reshape(len(chosen), -1)
        mass = (np.tile(self.open, (len(choices), 1, 1)) * chosen).reshape(len(chosen), -1)
        order = np.argsort(units, axis=1)
        units = np.take_along_axis(units, order, 1)
        mass = np.take_along_axis(mass, order, 1) / whole[:, None]
        below = np.cumsum(mass, axis=1) - 0.5 * mass
        last = np.maximum(chosen.sum(axis=(1, 2)) * self.units.shape[2] - 1, 0)
        low, high = (_where(below, units, last, end) for end in _ENDS)
        return [
            Summaries(*(part[begin : begin + many] for part in (mean, low, high, share)))
            for begin in range(0, len(chosen), many)
        ]


def joined(parts: list[Mixtures]) -> Mixtures:
    """One after the other."""
    if len(parts) == 1:
        return parts[0]
    return Mixtures(
        *(np.concatenate([getattr(part, of) for part in parts]) for of in ("units", "mass", "open", "forms"))
    )


def _where(below: Floats, units: Floats, last: NDArray[np.intp], share: float) -> Floats:
    """By row the unit at which `below` reaches a share, between two points in proportion."""
    after = np.clip((below < share).sum(axis=1), 1, np.maximum(last, 1))[:, None]
    before = after - 1
    left, right = np.take_along_axis(below, before, 1), np.take_along_axis(below, after, 1)
    first, second = np.take_along_axis(units, before, 1), np.take_along_axis(units, after, 1)
    part = np.clip((share - left) / np.maximum(right - left, 1e-300), 0.0, 1.0)
    with np.errstate(invalid="ignore"):
        answer: Floats = (first + part * (second - first))[:, 0]
    return np.where(last > 0, answer, 0.0)


def mixtures_of(seen: Look, forms: Forms, owners: list[int], upward: Floats, slopes: Floats) -> Mixtures:
    """For some exposures. slopes: by form, what an effect of 1 in the form is, for one unit of the column."""
    rows_of: list[int] = []
    places: list[int] = []
    table = np.full((len(owners), _MOST_FORMS), -1, dtype=np.intp)
    for at, owner in enumerate(owners):
        rows = forms.of(owner)
        many = rows.stop - rows.start
        table[at, :many] = np.arange(rows.start, rows.stop)
        rows_of += [at] * many
        places += range(many)
    row, place = np.array(rows_of, dtype=np.intp), np.array(places, dtype=np.intp)
    chosen = table[row, place]
    slab = forms.slab[chosen]
    known = seen.information[chosen] * seen.temper[chosen]
    wide = (slab * _OPEN) ** -2
    spread = 1.0 / np.sqrt(known + wide)
    middle = np.clip(seen.score[chosen] / np.maximum(seen.information[chosen], 1e-9), -3.0, 3.0)
    middle = middle * known / (known + wide)
    effects = middle[:, None] + spread[:, None] * np.linspace(-_REACH, _REACH, _POINTS)
    likely = log_likelihood(seen, effects, chosen)
    heights = likely + log_prior(effects, slab[:, None], upward[chosen][:, None])
    heights += np.log(forms.weight[chosen] * spread)[:, None]
    units = np.zeros((len(owners), _MOST_FORMS, _POINTS))
    mass = np.full((len(owners), _MOST_FORMS, _POINTS), -np.inf)
    units[row, place] = effects * slopes[chosen][:, None]
    mass[row, place] = heights
    mass -= mass.max(axis=(1, 2), keepdims=True)
    np.exp(mass, out=mass)
    mass /= mass.sum(axis=(1, 2), keepdims=True)
    likely -= 0.5 * wide[:, None] * effects**2
    likely = np.exp(likely - likely.max(axis=1, keepdims=True))
    opened = np.zeros((len(owners), _MOST_FORMS, _POINTS))
    opened[row, place] = likely / likely.sum(axis=1, keepdims=True)
    opened *= mass.sum(axis=2, keepdims=True)
    return Mixtures(units, mass, opened, table)
