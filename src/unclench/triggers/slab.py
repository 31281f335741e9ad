# SPDX-License-Identifier: Apache-2.0
"""What an effect may be if there is one: a mixture of normals on the log rate ratio, leaning one way where known."""

from __future__ import annotations

import numpy as np

from unclench.triggers.table import Floats

__all__ = ["SPREADS", "log_bayes_factor", "log_prior", "normal_share_below"]

SPREADS = np.array([0.35, 0.7, 1.1])  # of the log rate ratio, for a step of 0 to 1
_WEIGHTS = np.array([0.35, 0.45, 0.2])
_TINY = 1e-300


def normal_share_below(value: Floats) -> Floats:
    """The normal distribution function, right to about 1e-7 (Abramowitz and Stegun 26.2.17)."""
    size = np.abs(value)
    t = 1.0 / (1.0 + 0.2316419 * size)
    poly = t * (0.319381530 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))))
    tail: Floats = 0.3989422804014327 * np.exp(-0.5 * size * size) * poly
    return np.where(value >= 0, 1.0 - tail, tail)


def log_bayes_factor(root: Floats, information: Floats, slab: Floats, upward: Floats) -> Floats:
    """Log odds the data give to an effect of the slab, from the signed root of twice the log likelihood ratio.

    root, information, slab (scale) and upward (the belief that it raises) broadcast against each other.
    """
    total: Floats | None = None
    top: Floats | None = None
    logs = []
    for spread, weight in zip(SPREADS.tolist(), _WEIGHTS.tolist(), strict=True):
        known = information * (slab * spread) ** 2
        share = known / (1.0 + known)
        above = normal_share_below(root * np.sqrt(share))
        side = 2.0 * (upward * above + (1.0 - upward) * (1.0 - above))
        logs.append(
            0.5 * root * root * share
            - 0.5 * np.log1p(known)
            + np.log(np.maximum(side, _TINY))
            + float(np.log(weight))
        )
    top = np.maximum(np.maximum(logs[0], logs[1]), logs[2])
    total = np.exp(logs[0] - top) + np.exp(logs[1] - top) + np.exp(logs[2] - top)
    answer: Floats = top + np.log(total)
    return answer


def log_prior(effect: Floats, slab: Floats, upward: Floats) -> Floats:
    """The log density of the slab at an effect, all broadcast."""
    density = np.zeros(np.broadcast_shapes(np.shape(effect), np.shape(slab)))
    for spread, weight in zip(SPREADS.tolist(), _WEIGHTS.tolist(), strict=True):
        wide = slab * spread
        density = density + weight * np.exp(-0.5 * (effect / wide) ** 2) / (wide * 2.5066282746310002)
    side = 2.0 * np.where(effect >= 0, upward, 1.0 - upward)
    answer: Floats = np.log(np.maximum(density * side, _TINY))
    return answer
