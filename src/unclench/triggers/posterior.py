# SPDX-License-Identifier: Apache-2.0
"""From a look to an effect: the mixture over forms and effects, per one unit of the column, with its interval."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from unclench.triggers.forms import Forms
from unclench.triggers.looking import Look, log_likelihood
from unclench.triggers.slab import log_prior
from unclench.triggers.table import Floats

__all__ = ["Mixture", "Summary", "mixture_of"]

_POINTS = 49
_REACH = 5.5  # standard deviations of the posterior


@dataclass(frozen=True, slots=True)
class Summary:
    """mean, low, high: log rate ratio a unit of the column, if it matters. share: of the belief in its forms."""

    mean: float
    low: float
    high: float
    share: float


@dataclass(frozen=True, slots=True)
class Mixture:
    """By form, a row of effects a unit of the column and the mass on each. forms: share of each form."""

    units: Floats
    mass: Floats
    forms: Floats

    def over(self, chosen: NDArray[np.bool_]) -> Summary:
        """The mixture over some of the forms."""
        units, mass = self.units[chosen].ravel(), self.mass[chosen].ravel()
        share = float(mass.sum())
        mass = mass / max(share, 1e-300)
        order = np.argsort(units, kind="stable")
        below = np.cumsum(mass[order]) - 0.5 * mass[order]
        low, high = np.interp([0.025, 0.975], below, units[order])
        return Summary(float(units @ mass), float(low), float(high), share)


def mixture_of(seen: Look, forms: Forms, rows: slice, upward: Floats, slopes: Floats) -> Mixture:
    """Over the forms of one exposure. slopes: by form, what an effect of 1 in the form is, a unit of the column."""
    slab = forms.slab[rows]
    known = seen.information[rows] * seen.temper[rows]
    spread = 1.0 / np.sqrt(known + (slab * 1.1) ** -2)
    middle = np.clip(seen.score[rows] / np.maximum(seen.information[rows], 1e-9), -3.0, 3.0)
    middle = middle * known / (known + (slab * 0.8) ** -2)
    effects = middle[:, None] + spread[:, None] * np.linspace(-_REACH, _REACH, _POINTS)
    heights = log_likelihood(seen, effects, rows) + log_prior(effects, slab[:, None], upward[rows][:, None])
    heights += np.log(forms.weight[rows] * spread)[:, None]
    mass = np.exp(heights - heights.max())
    mass /= mass.sum()
    return Mixture(effects * slopes[rows][:, None], mass, mass.sum(axis=1))
