# SPDX-License-Identifier: Apache-2.0
"""Two slow measurements: the skill of the forecast on days to come, and what weekly looks over half a year do."""

from __future__ import annotations

import numpy as np

from benchmarks.triggers.worlds import World, make
from unclench.triggers import Layer, Triggers

__all__ = ["forecast_skill", "weekly_looks"]

_ASKED_DAYS = 60
_FIRST_LOOK_DAYS, _LAST_LOOK_DAYS = 35, 180


def forecast_skill(name: str, seeds: range, size: int = 300) -> tuple[list[float], list[float], list[float]]:
    """By diary the Brier loss over that of the own average; and, over all days, the chance said and what happened."""
    skills, said, happened = [], [], []
    for seed in seeds:
        world = make(name, seed, size)
        asked = Triggers(priors=False).fit(world.table(asked=_ASKED_DAYS)).risk_
        spasm = (world.counts[-_ASKED_DAYS:] > 0).astype(float)
        average = float((world.counts[:-_ASKED_DAYS] > 0).mean())
        shares = np.array([night.probability for night in asked])
        ours, usual = float(((shares - spasm) ** 2).sum()), float(((average - spasm) ** 2).sum())
        skills.append((usual - ours) / (_ASKED_DAYS * max(average * (1 - average), 1e-3)))
        said += shares.tolist()
        happened += spasm.tolist()
    return skills, said, happened


def weekly_looks(name: str, seeds: range, every_days: int = 7) -> list[float]:
    """By person 1 where any weekly look over 180 days gave a false “likely”."""
    ever = []
    for seed in seeds:
        world = make(name, seed, _LAST_LOOK_DAYS)
        misled = False
        for days in range(_FIRST_LOOK_DAYS, _LAST_LOOK_DAYS + 1, every_days):
            so_far = World(
                world.counts[:days], {key: values[:days] for key, values in world.exposures.items()}
            )
            found = Triggers(priors=False).fit(so_far.table()).findings_
            misled |= any(
                one.layer is Layer.LIKELY and key not in world.effects for key, one in found.items()
            )
            if misled:
                break
        ever.append(float(misled))
    return ever
