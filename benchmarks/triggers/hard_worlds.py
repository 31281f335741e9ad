# SPDX-License-Identifier: Apache-2.0
"""More diaries with a known truth: odd scales, rare and monthly exposures, twins, hidden times, much missing."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from benchmarks.triggers.worlds import Floats, World, drawn, exposures_of, habit_of, later, season_of, step_of

__all__ = ["HARD_EFFECTS", "HARD_NULLS"]

Dice = np.random.Generator


def _any(dice: Dice, size: int, many: int) -> dict[str, Floats]:
    """Yes/no common and rare, amounts and counts, on scales from a millionth to a million, some with habits."""
    found: dict[str, Floats] = {}
    for place in range(many):
        habit = float(dice.choice([0.0, 0.3, 0.7]))
        own = habit_of(dice, size, habit)
        kind = dice.integers(4)
        scale = 10.0 ** dice.uniform(-6, 6)
        if kind == 0:
            found[f"item_{place}"] = (own > dice.uniform(-0.8, 1.6)).astype(float)
        elif kind == 1:
            found[f"amount_{place}"] = scale * np.exp(own * dice.uniform(0.2, 1.2))
        elif kind == 2:
            found[f"count_{place}"] = dice.poisson(np.exp(0.4 * own + dice.uniform(-1, 1.5))).astype(float)
        else:
            found[f"level_{place}"] = scale * (own + dice.uniform(-20, 20))
    return found


def _with(
    dice: Dice, exposures: dict[str, Floats], spasms: float, ratio: float, names: list[str],
    base: Floats, wild: float = 0.0,
) -> World:  # fmt: skip
    """Some exposures matter at one lag; wild: shape of the gamma days, none at nought."""
    log_rate, effects, lags = base, {}, {}
    size = len(base)
    for name in names:
        values = exposures[name]
        step = step_of(values)
        power = float(np.log(ratio) / step * (1.0 if step == 1.0 else 0.6))
        lags[name] = int(dice.random() < 0.4)
        effects[name] = power
        log_rate = log_rate + power * later(values, lags[name])
    if wild:
        log_rate = log_rate + np.log(dice.gamma(wild, 1 / wild, size) + 1e-9)
    counts, chance = drawn(dice, log_rate, spasms)
    return World(counts, exposures, effects, chance, lags=lags)


def _state(dice: Dice, size: int, stay: float = 0.95, high: float = 1.6) -> Floats:
    """A bad time and a good time that nobody sees."""
    state, now = np.zeros(size), float(dice.random() < 0.3)
    for day in range(size):
        now = now if dice.random() < stay else 1.0 - now
        state[day] = now
    return high * state


def _common(exposures: dict[str, Floats]) -> list[str]:
    return sorted(name for name, values in exposures.items() if np.mean(values == np.median(values)) < 0.9)


def _mixed(many: int, days: int, spasms: float, ratio: float, matter: int) -> Callable[[Dice, int], World]:
    def made(dice: Dice, _: int) -> World:
        exposures = _any(dice, days, many)
        common = _common(exposures)
        names = [str(name) for name in dice.choice(common, min(matter, len(common)), replace=False)]
        return _with(dice, exposures, spasms, ratio, names, season_of(dice, days, 0.4))

    return made


def _strong_calendar(dice: Dice, size: int) -> World:
    """Season, weekday and trend rule both the spasms and what is done."""
    days = np.arange(size)
    wave = np.sin(2 * np.pi * (days / 365 + dice.random()))
    week = dice.standard_normal(7)[days % 7]
    trend = days / size - 0.5
    exposures = exposures_of(dice, size)
    for name in sorted(exposures)[::2]:
        moved = dice.standard_normal(3) @ np.array([wave, week, trend]) + 0.8 * dice.standard_normal(size)
        exposures[name] = (moved > 0).astype(float) if name.startswith("item") else np.exp(0.5 * moved)
    counts, chance = drawn(dice, 0.8 * wave + 0.5 * week + 1.0 * trend, size / 4)
    return World(counts, exposures, {}, chance)


def _hidden(dice: Dice, size: int) -> World:
    exposures = exposures_of(dice, size, habit=0.5)
    counts, chance = drawn(dice, _state(dice, size), size / 5)
    return World(counts, exposures, {}, chance)


def _monthly(dice: Dice, size: int) -> World:
    """Drugs whose dose changes about once a month, while the rate drifts."""
    exposures = exposures_of(dice, size, many=6)
    for place in range(4):
        doses = dice.choice([0.0, 10.0, 20.0], size // 30 + 2)
        exposures[f"drug_{place}"] = np.repeat(doses, 30)[int(dice.integers(30)) :][:size]
    counts, chance = drawn(dice, 0.5 * habit_of(dice, size, 0.95) + season_of(dice, size, 0.4), size / 5)
    return World(counts, exposures, {}, chance)


def _rare(dice: Dice, size: int) -> World:
    exposures = {f"item_{place}": (dice.random(size) < dice.uniform(0.02, 0.08)) * 1.0 for place in range(10)}
    counts, chance = drawn(
        dice, season_of(dice, size, 0.3) + np.log(dice.gamma(1.0, 1.0, size) + 1e-9), size / 6
    )
    return World(counts, exposures, {}, chance)


def _remedies(dice: Dice, size: int) -> World:
    """Massage and a painkiller after the spasm of the same day, some on other days."""
    exposures = exposures_of(dice, size, many=6)
    counts, chance = drawn(dice, season_of(dice, size, 0.3), size / 5)
    for name, used in (("massage", 0.7), ("painkiller", 0.5)):
        exposures[name] = (((counts > 0) & (dice.random(size) < used)) | (dice.random(size) < 0.08)).astype(
            float
        )
    return World(counts, exposures, {}, chance)


def _forgotten(items: int, quiet: float, bad: float) -> Callable[[Dice, int], World]:
    """Yes/no items forgotten more on quiet days, amounts as they were."""

    def made(dice: Dice, size: int) -> World:
        exposures = exposures_of(dice, size, many=8)
        exposures = {name: values for name, values in exposures.items() if not name.startswith("item")}
        counts, chance = drawn(dice, season_of(dice, size, 0.3), size / 5)
        forgets = np.where(counts > 0, bad, quiet)
        for place in range(items):
            happened = dice.random(size) < dice.uniform(0.2, 0.6)
            exposures[f"item_{place}"] = (happened & (dice.random(size) > forgets)).astype(float)
        return World(counts, exposures, {}, chance)

    return made


def _gaps(share: float, ratio: float, days: int, spasms: float) -> Callable[[Dice, int], World]:
    """Missing cells, part of them in whole weeks without a log."""

    def made(dice: Dice, _: int) -> World:
        exposures = exposures_of(dice, days)
        names = [str(name) for name in dice.choice(sorted(exposures), 2, replace=False)] if ratio > 1 else []
        world = _with(dice, exposures, spasms, ratio, names, season_of(dice, days, 0.3))
        away = np.repeat(dice.random(days // 7 + 1) < share / 2, 7)[:days]
        for name, values in exposures.items():
            exposures[name] = np.where(away | (dice.random(days) < share / 2), np.nan, values)
        return world

    return made


def _twins(ratio: float) -> Callable[[Dice, int], World]:
    def made(dice: Dice, size: int) -> World:
        exposures = exposures_of(dice, size, many=8)
        steps = np.exp(0.5 * dice.standard_normal(size)) * 6000
        exposures |= {"steps": steps, "energy": steps * 0.04 * np.exp(0.08 * dice.standard_normal(size))}
        names = ["steps"] if ratio > 1 else []
        world = _with(dice, exposures, size / 4, ratio, names, season_of(dice, size, 0.3))
        world.alike = {"energy"} if names else set()
        return world

    return made


def _noisy(wild: float, state: bool, ratio: float, days: int, spasms: float) -> Callable[[Dice, int], World]:
    def made(dice: Dice, _: int) -> World:
        exposures = exposures_of(dice, days, habit=0.2)
        names = [str(name) for name in dice.choice(sorted(exposures), 2, replace=False)]
        base = season_of(dice, days, 0.3) + (_state(dice, days) if state else 0.0)
        return _with(dice, exposures, spasms, ratio, names, base, wild)

    return made


def _ended(dice: Dice, size: int) -> World:
    exposures = exposures_of(dice, size)
    name = sorted(exposures)[int(dice.integers(len(exposures)))]
    values = exposures[name]
    scaled = (values - values.mean()) / values.std()
    log_rate = 0.9 * scaled * (np.arange(size) < 0.6 * size) + season_of(dice, size, 0.3)
    counts, chance = drawn(dice, log_rate, size / 4)
    return World(counts, exposures, {name: 1.0}, chance, comparable=False)


HARD_NULLS: dict[str, Callable[[Dice, int], World]] = {
    "any scale, 10 exposures": _mixed(10, 180, 30, 1.0, 0),
    "any scale, 30 exposures, 90 days, 15 spasms": _mixed(30, 90, 15, 1.0, 0),
    "any scale, 30 exposures, 730 days, 200 spasms": _mixed(30, 730, 200, 1.0, 0),
    "any scale, 2 exposures, 90 days, 60 spasms": _mixed(2, 90, 60, 1.0, 0),
    "strong season, weekday, trend": _strong_calendar,
    "hidden good and bad times": _hidden,
    "monthly drugs": _monthly,
    "rare exposures": _rare,
    "remedies of the same day": _remedies,
    "recall bias, few forgotten": _forgotten(6, 0.3, 0.05),
    "recall bias, many forgotten": _forgotten(6, 0.6, 0.2),
    "half missing": _gaps(0.6, 1.0, 180, 40),
    "twins": _twins(1.0),
}
HARD_EFFECTS: dict[str, Callable[[Dice, int], World]] = {
    "any scale, RR 3, 365 days, 80 spasms": _mixed(12, 365, 80, 3.0, 2),
    "any scale, 30 exposures, RR 2, 730 days, 200 spasms": _mixed(30, 730, 200, 2.0, 3),
    "protective, RR 0.4, 365 days, 80 spasms": _mixed(8, 365, 80, 0.4, 2),
    "half missing, RR 3, 365 days, 80 spasms": _gaps(0.6, 3.0, 365, 80),
    "twins, one with RR 3": _twins(3.0),
    "wild days, RR 2.5, 365 days, 80 spasms": _noisy(0.6, False, 2.5, 365, 80),
    "hidden times, RR 2.5, 365 days, 80 spasms": _noisy(0.0, True, 2.5, 365, 80),
    "an effect that ends": _ended,
}
