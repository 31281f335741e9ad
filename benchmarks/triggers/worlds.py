# SPDX-License-Identifier: Apache-2.0
"""Diaries with a known truth. Most break what the model assumes; that is what they are for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

import numpy as np
from numpy.typing import NDArray

__all__ = [
    "EFFECTS", "NULLS", "World", "drawn", "exposures_of", "habit_of", "later", "make", "season_of", "step_of",
]  # fmt: skip

Floats = NDArray[np.float64]
_FIRST = date(2025, 1, 6)


@dataclass
class World:
    """effects: by exposure, the true log rate ratio for one unit; absent where there is none. chance: of a spasm."""

    counts: Floats
    exposures: dict[str, Floats]
    effects: dict[str, float] = field(default_factory=dict)
    chance: Floats = field(default_factory=lambda: np.zeros(0))
    comparable: bool = True  # whether an effect per unit means what the model says
    lags: dict[str, int] = field(default_factory=dict)
    alike: set[str] = field(default_factory=set)  # cannot be told apart from what matters, so not false

    def table(self, asked: int = 0) -> dict[str, Any]:
        """As `fit` takes it. asked: how many of the last days to forecast."""
        size = len(self.counts)
        table: dict[str, Any] = {
            "date": [_FIRST + timedelta(days=day) for day in range(size)],
            "spasm_count": self.counts,
            **self.exposures,
        }
        if asked:
            table["predict"] = (np.arange(size) >= size - asked).astype(float)
        return table


def exposures_of(
    dice: np.random.Generator, size: int, many: int = 10, link: float = 0.0, habit: float = 0.0
) -> dict[str, Floats]:
    """Half yes/no, half amounts. link: correlation between them. habit: of each day with the day before."""
    shared = habit_of(dice, size, habit)
    found = {}
    for place in range(many):
        own = np.sqrt(link) * shared + np.sqrt(1 - link) * habit_of(dice, size, habit)
        if place % 2 == 0:
            found[f"item_{place}"] = (own > dice.uniform(0.0, 1.0)).astype(float)
        else:
            found[f"amount_{place}"] = np.exp(0.5 * own) * dice.uniform(0.5, 50)
    return found


def habit_of(dice: np.random.Generator, size: int, habit: float) -> Floats:
    noise = dice.standard_normal(size)
    if habit:
        for day in range(1, size):
            noise[day] = habit * noise[day - 1] + np.sqrt(1 - habit**2) * noise[day]
    return noise


def step_of(values: Floats) -> float:
    return 1.0 if set(np.unique(values)) <= {0.0, 1.0} else float(values.std())


def later(values: Floats, days: int) -> Floats:
    return np.concatenate([np.full(days, values.mean()), values[:-days]]) if days else values


def drawn(dice: np.random.Generator, log_rate: Floats, spasms: float) -> tuple[Floats, Floats]:
    rate = np.exp(log_rate - log_rate.max())
    rate *= spasms / rate.sum()
    return dice.poisson(rate).astype(float), 1 - np.exp(-rate)


def _with_triggers(
    dice: np.random.Generator, size: int, spasms: float, ratio: float, *, many: int = 2, link: float = 0.0,
    habit: float = 0.0, season: float = 0.3,
) -> World:  # fmt: skip
    exposures = exposures_of(dice, size, link=link, habit=habit)
    log_rate = season_of(dice, size, season)
    effects, lags = {}, {}
    for name in dice.choice(sorted(exposures), many, replace=False):
        values = exposures[name]
        power = np.log(ratio) / step_of(values) * (1.0 if name.startswith("item") else 0.6)
        effects[str(name)] = float(power)
        lags[str(name)] = int(dice.random() < 0.4)
        log_rate = log_rate + power * later(values, lags[str(name)])
    counts, chance = drawn(dice, log_rate, spasms)
    return World(counts, exposures, effects, chance, lags=lags)


def season_of(dice: np.random.Generator, size: int, strength: float) -> Floats:
    days = np.arange(size)
    wave: Floats = strength * np.sin(2 * np.pi * (days / 365 + dice.random()))
    week = 0.3 * strength * dice.standard_normal(7)
    answer: Floats = wave + week[days % 7]
    return answer


def _null(dice: np.random.Generator, size: int, **how: float) -> World:
    exposures = exposures_of(dice, size, link=how.get("link", 0.0), habit=how.get("habit", 0.0))
    log_rate = season_of(dice, size, how.get("season", 0.3))
    log_rate = log_rate + how.get("drift", 0.0) * habit_of(dice, size, 0.9)
    if how.get("shared"):
        days = np.arange(size)
        wave = np.sin(2 * np.pi * days / 365 + 1.0) + 0.6 * (days % 7 > 4)
        log_rate = log_rate + 0.6 * wave
        for name in list(exposures)[1:6:2]:
            exposures[name] = exposures[name] * np.exp(0.5 * wave)
    if how.get("wild"):
        log_rate = log_rate + np.log(dice.gamma(0.7, 1 / 0.7, size) + 1e-9)
    counts, chance = drawn(dice, log_rate, how.get("spasms", size / 6))
    return World(counts, exposures, {}, chance)


def _bursts(dice: np.random.Generator, size: int) -> World:
    """A spasm brings the next: each raises the rate of the days after it."""
    world = _null(dice, size)
    counts, heat = np.zeros(size), 0.0
    for day in range(size):
        counts[day] = dice.poisson(0.09 + heat)
        heat = 0.45 * heat + 0.25 * min(counts[day], 4)
    return World(counts, world.exposures, {}, np.zeros(0))


def _odd_week(dice: np.random.Generator, size: int) -> World:
    world = _null(dice, size)
    at = int(dice.integers(10, size - 20))
    world.counts[at : at + 8] += dice.poisson(1.2, 8)
    for name in dice.choice(sorted(world.exposures), 4, replace=False):
        values = world.exposures[name]
        world.exposures[name][at : at + 8] = values.max() if dice.random() < 0.5 else values.min()
    return world


def _answering(dice: np.random.Generator, size: int) -> World:
    """After a spasm people rest and drink more, on the next day."""
    world = _null(dice, size)
    yesterday = np.concatenate(([0.0], np.minimum(world.counts[:-1], 1)))
    before = np.concatenate(([0.0], yesterday[:-1]))
    names = sorted(world.exposures)
    world.exposures[names[0]] *= 1 + 0.5 * yesterday
    item = next(name for name in names if name.startswith("item"))
    rested = ((yesterday + before) * dice.random(size) > 0.5).astype(float)
    world.exposures[item] = np.maximum(world.exposures[item], rested)
    log_rate = 0.6 * habit_of(dice, size, 0.7)
    world.counts += dice.poisson(0.03 * np.exp(log_rate))
    return world


def _recall(dice: np.random.Generator, size: int) -> World:
    """On quiet days half of what happened is forgotten, and stands as no."""
    world = _null(dice, size)
    forgets = np.where(world.counts > 0, 0.1, 0.4)
    for name in world.exposures:
        if name.startswith("item"):
            world.exposures[name] = world.exposures[name] * (dice.random(size) > forgets)
    for place in range(3):  # more items, as a check-in has them
        happened = dice.random(size) < 0.4
        world.exposures[f"item_more_{place}"] = (happened & (dice.random(size) > forgets)).astype(float)
    return world


def _logging(dice: np.random.Generator, size: int) -> World:
    """People log more on bad days; on days without a log nothing is known of exposures."""
    world = _null(dice, size)
    logged = dice.random(size) < np.where(world.counts > 0, 0.95, 0.65)
    for name in world.exposures:
        world.exposures[name] = np.where(logged, world.exposures[name], np.nan)
    return world


def _missing(dice: np.random.Generator, size: int) -> World:
    world = _with_triggers(dice, size, size / 6, 2.5)
    for name in world.exposures:
        world.exposures[name] = np.where(dice.random(size) < 0.25, np.nan, world.exposures[name])
    return world


def _mechanism(shape: str) -> Callable[[np.random.Generator, int], World]:
    """Effects the model does not assume."""

    def made(dice: np.random.Generator, size: int) -> World:
        exposures = exposures_of(dice, size, link=0.2, habit=0.2)
        names = sorted(exposures)
        amount, other = exposures[names[0]], exposures[names[-1]]
        ranks = np.argsort(np.argsort(amount)) / size
        if shape == "threshold":
            effect = np.log(3.5) * (ranks > 0.8)
        elif shape == "saturation":
            effect = np.log(3.5) * np.minimum(1.0, ranks / 0.35)
        elif shape == "build_up":
            effect = (
                1.0
                * sum(later((amount - amount.mean()) / amount.std(), lag) for lag in range(3))
                / np.sqrt(3)
            )
        elif shape == "interaction":
            effect = np.log(5.0) * (ranks > 0.5) * (other > np.median(other))
        elif shape == "regime":
            effect = np.log(4.0) * (ranks > 0.6) * (np.arange(size) > size / 2)
        else:
            effect = np.log(2.2) * (ranks > 0.6) + np.log(2.2) * later((ranks > 0.6).astype(float), 1)
        counts, chance = drawn(dice, np.asarray(effect) + season_of(dice, size, 0.3), size / 6)
        effects = {names[0]: 1.0} | ({names[-1]: 1.0} if shape == "interaction" else {})
        return World(counts, exposures, effects, chance, comparable=False)

    return made


NULLS: dict[str, Callable[[np.random.Generator, int], World]] = {
    "nothing": lambda dice, size: _null(dice, size),
    "few spasms": lambda dice, size: _null(dice, size, spasms=14),
    "correlated": lambda dice, size: _null(dice, size, link=0.5),
    "habits and drift": lambda dice, size: _null(dice, size, habit=0.7, drift=0.6),
    "shared season": lambda dice, size: _null(dice, size, shared=1.0),
    "wild days": lambda dice, size: _null(dice, size, wild=1.0),
    "bursts": _bursts,
    "odd week": _odd_week,
    "answers the spasm": _answering,
    "logged on bad days": _logging,
    "recall bias": _recall,
}
EFFECTS: dict[str, Callable[[np.random.Generator, int], World]] = {
    "RR 2, 365 days, 61 spasms": lambda dice, _: _with_triggers(dice, 365, 61, 2.0),
    "RR 3, 180 days, 30 spasms": lambda dice, _: _with_triggers(dice, 180, 30, 3.0),
    "correlated, RR 2.5": lambda dice, size: _with_triggers(dice, size, size / 6, 2.5, link=0.5, habit=0.3),
    "a quarter missing": _missing,
    "threshold": _mechanism("threshold"),
    "saturation": _mechanism("saturation"),
    "builds over three days": _mechanism("build_up"),
    "interaction": _mechanism("interaction"),
    "regime change": _mechanism("regime"),
    "split over two days": _mechanism("split"),
}


def make(name: str, seed: int, size: int = 180) -> World:
    """The diary of a kind with a seed; the same always."""
    from benchmarks.triggers.hard_worlds import HARD_EFFECTS, HARD_NULLS

    kinds = NULLS | EFFECTS | HARD_NULLS | HARD_EFFECTS
    return kinds[name](np.random.default_rng([list(kinds).index(name), seed]), size)
