# SPDX-License-Identifier: Apache-2.0
"""From odds to layers. Worth testing: weighted Benjamini-Hochberg at 10 %. Likely: odds that may be looked at daily."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from unclench.triggers.forms import Forms
from unclench.triggers.looking import Look
from unclench.triggers.slab import normal_share_below
from unclench.triggers.table import Floats

__all__ = ["FALSE_SHARE", "LIKELY", "p_value", "worth_testing"]

FALSE_SHARE = 0.10  # what is promised
_AIMED_AT = 0.08  # asked of p values that are a little too small where spasms are few or wild
LIKELY = 0.95  # probability
_DRAWS, _FEW_DRAWS = 2048, 256
_PLAIN_SHARE = 0.15
_USUAL_SPREAD = 0.65  # one spread stands for the slab: a p value holds for any statistic
_SURELY_NOTHING = 1.5  # no root beyond it: the p value is not worth its time


@lru_cache(maxsize=1)
def _normal_draws() -> Floats:
    """Evenly spread points of a normal distribution in eight dimensions; always the same."""
    steps = np.arange(1, _DRAWS + 1)[:, None]
    even = np.mod(steps * np.sqrt(np.array([2.0, 3, 5, 7, 11, 13, 17, 19])), 1.0)
    radius = np.sqrt(-2.0 * np.log(np.clip(even[:, :4], 1e-12, 1.0)))
    turn = 2.0 * np.pi * even[:, 4:]
    return np.hstack([radius * np.cos(turn), radius * np.sin(turn)])


def p_value(seen: Look, forms: Forms, rows: slice, upward: Floats, of: slice | None = None) -> float:
    """How often chance alone would make the odds of some forms as high, correlated as they are.

    rows: where the look has the forms of one exposure; `of`: where `forms` and `upward` have them, if elsewhere. The
    roots of the forms are taken as normal under chance, which they nearly are.
    """
    of = rows if of is None else of
    root = seen.root[rows]
    if len(root) == 0 or float(np.abs(root).max()) < _SURELY_NOTHING:
        return 1.0
    clean = seen.clean[rows]
    gram = clean @ clean.T
    size = np.sqrt(np.maximum(np.diag(gram), 1e-12))
    correlation = gram / np.outer(size, size) * (1 - 1e-6) + 1e-6 * np.eye(len(root))
    values, vectors = np.linalg.eigh(correlation)
    turned = (vectors * np.sqrt(np.maximum(values, 0.0))).T
    known = (seen.information * seen.temper)[rows] * (forms.slab[of] * _USUAL_SPREAD) ** 2
    gain = known / (1.0 + known)
    log_weight = np.log(forms.weight[of]) - 0.5 * np.log1p(known)
    lean = upward[of]
    leaning = bool(np.any(lean != 0.5))

    def told(roots: Floats) -> Floats:
        odds = np.exp(np.minimum(0.5 * gain * roots * roots + log_weight, 600.0))
        if leaning:
            above = normal_share_below(roots * np.sqrt(gain))
            odds = odds * (lean * above + (1.0 - lean) * (1.0 - above))
        answer: Floats = odds.sum(axis=-1)
        return answer

    reached = float(told(root[None])[0])
    for many in (_FEW_DRAWS, _DRAWS):
        higher = float(np.sum(told(_normal_draws()[:many, : len(root)] @ turned) >= reached))
        if higher > _PLAIN_SHARE * many:
            break  # that often by chance: a few points say it well enough
    return (1.0 + higher) / (many + 1.0)


def worth_testing(p_values: Floats, weights: Floats, share: float = _AIMED_AT) -> list[bool]:
    """Weighted Benjamini-Hochberg: which stand at a false discovery share. weights: of mean 1."""
    if not len(p_values):
        return []
    weighed = np.minimum(p_values / np.maximum(weights, 1e-6), 1.0)
    order = np.argsort(weighed, kind="stable")
    limits = share * np.arange(1, len(order) + 1) / len(order)
    passing = np.flatnonzero(weighed[order] <= limits)
    chosen = np.zeros(len(order), dtype=bool)
    if len(passing):
        chosen[order[: passing[-1] + 1]] = True
    answer: list[bool] = chosen.tolist()
    return answer
