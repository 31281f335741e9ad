# SPDX-License-Identifier: Apache-2.0
"""An interval that says 95 in 100 holds the truth about that often: not less, and not always."""

from __future__ import annotations

import numpy as np
from tests.unit.triggers.diaries import diary

from unclench import triggers
from unclench.triggers import Finding


def of_many_people(ratio: float) -> list[Finding]:
    """Ten exposures of each of some people; the first multiplies the rate by `ratio`."""
    found = []
    for seed in range(14):
        dice = np.random.default_rng(seed)
        items = {f"item_{place}": (dice.random(240) < 0.4).astype(float) for place in range(10)}
        counts = dice.poisson(0.15 * ratio ** items["item_0"]).astype(float)
        found += triggers.fit(diary(counts, **items), priors=False).findings_.values()
    return found


def test_no_effect_lies_in_the_interval_of_what_does_not_matter_about_95_times_in_100() -> None:
    holds = [one.effect.low <= 0.0 <= one.effect.high for one in of_many_people(1.0)]
    assert 0.92 <= np.mean(holds) < 1.0


def test_the_true_ratio_lies_in_the_interval_of_what_matters() -> None:
    holds = [
        one.effect.low <= np.log(3) <= one.effect.high for one in of_many_people(3.0) if one.name == "item_0"
    ]
    assert np.mean(holds) >= 0.85  # of fourteen


def test_what_is_shown_but_may_still_be_chance_has_an_interval_that_says_so() -> None:
    shown = [one for one in of_many_people(2.2) if one.found and one.effect.probability < 0.97]
    assert shown
    assert all(one.effect.low <= 0.0 <= one.effect.high for one in shown)
