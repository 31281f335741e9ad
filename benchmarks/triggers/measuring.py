# SPDX-License-Identifier: Apache-2.0
"""Run a method over worlds and count: false share, power, coverage, Brier skill, seconds. With standard errors."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

import numpy as np

from benchmarks.triggers.worlds import World, make
from unclench.triggers import Layer, Triggers

__all__ = ["Tally", "measure", "ours", "ours_with_a_list"]


@dataclass
class Tally:
    """Lists of what each diary gave; `share` gives a mean and its standard error."""

    false_share: list[float] = field(default_factory=list)
    power: list[float] = field(default_factory=list)
    covered: list[float] = field(default_factory=list)
    covered_true: list[float] = field(default_factory=list)
    covered_lag: list[float] = field(default_factory=list)
    covered_found: list[float] = field(default_factory=list)
    warned: list[float] = field(default_factory=list)
    likely_false: list[float] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)

    @staticmethod
    def share(values: Iterable[float]) -> tuple[float, float]:
        array = np.array(list(values), dtype=float)
        if not len(array):
            return float("nan"), float("nan")
        return float(array.mean()), float(array.std() / np.sqrt(len(array)))


def ours(world: World, tally: Tally) -> set[str]:
    """`Triggers` on a world: what it shows, and how its intervals did, over all exposures and over what matters."""
    fitted = Triggers(priors=False).fit(world.table())
    found = {name for name, one in fitted.findings_.items() if one.found}
    for name, one in fitted.findings_.items() if world.comparable else ():
        if one.found and any(twin in world.effects for twin in one.twins):
            continue  # it stands for its twin; what it does by itself is nought, and no interval is about that
        truth = world.effects.get(name, 0.0)
        holds = float(one.effect.low <= truth <= one.effect.high)
        tally.covered.append(holds)
        if truth:
            tally.covered_true.append(holds)
        if name in found:
            tally.covered_found.append(holds)
        for lag, effect in one.by_lag.items():
            there = truth if world.lags.get(name) == lag else 0.0
            tally.covered_lag.append(float(effect.low <= there <= effect.high))
    tally.warned.append(
        float(any(w.kind == "recall_bias" for one in fitted.findings_.values() for w in one.raised))
    )
    true = {*world.effects, *world.alike}
    likely = {name for name, one in fitted.findings_.items() if one.layer is Layer.LIKELY}
    tally.likely_false.append(float(bool(likely - true)))
    return _credited(fitted, world)


def _credited(fitted: Triggers, world: World) -> set[str]:
    """What is shown. One that speaks for its twins too is right where it or one of them matters, and counts as that."""
    return {
        next((one for one in (name, *found.twins) if one in world.effects), name)
        for name, found in fitted.findings_.items() if found.found
    }  # fmt: skip


def ours_with_a_list(world: World, tally: Tally) -> set[str]:
    """The same with a list given before looking: what does matter, its way, and two exposures that do not."""
    suspected = dict.fromkeys(world.effects, 1)
    suspected |= dict.fromkeys([name for name in world.exposures if name not in world.effects][:2], 1)
    fitted = Triggers(priors=False, suspicions=suspected).fit(world.table())
    return _credited(fitted, world)


def measure(
    name: str, seeds: range, method: Callable[[World, Tally], set[str]] = ours, size: int = 180
) -> Tally:
    """One kind of diary, one method."""
    tally = Tally()
    for seed in seeds:
        world = make(name, seed, size)
        before = time.process_time()
        found = method(world, tally)
        tally.seconds.append(time.process_time() - before)
        false = len(found - set(world.effects) - world.alike)
        tally.false_share.append(false / max(1, len(found)))
        if world.effects:
            tally.power.append(len(found & set(world.effects)) / len(world.effects))
    return tally
