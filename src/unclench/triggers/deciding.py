# SPDX-License-Identifier: Apache-2.0
"""From a fit to findings: for every exposure the effect, the layer, the checks, and what is still needed."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import numpy as np

from unclench.triggers import checks
from unclench.triggers.competing import Standing
from unclench.triggers.finding import Answer, Effect, Finding, Form, Layer, Warning
from unclench.triggers.fitting import Fitted
from unclench.triggers.forms import THREE_DAYS
from unclench.triggers.layers import LIKELY, p_value, worth_testing
from unclench.triggers.posterior import Summaries, joined, mixtures_of
from unclench.triggers.products import times
from unclench.triggers.words import layer_sentence, twin_sentence

__all__ = ["findings_of"]

_LEAST_BELIEF = 0.25  # below it, nothing is shown, whatever the p value
_BELIEF_DESPITE_RECALL = 0.7
_LEFT_OUT = 0.025
_CLEAR_EFFECT = math.log(2)
_CLEAR_ROOT = 3.0  # standard errors that settle it
_DAYS_A_WEEK = 7
ASSUMPTIONS = (
    "A day's exposure came before its spasm, where no hours are known.",
    "An effect acts on the same day, the day after, or over three days.",
    "Trend, weekday and the last spasms were taken out first.",
    "What nobody wrote down and moves with an exposure cannot be taken out.",
)


@dataclass(frozen=True, slots=True)
class _Weighed:
    """An exposure after its look, before the layers are dealt out."""

    effect: Effect
    by_lag: dict[int, Effect]
    form: Form
    lag: int
    best: int
    p: float


def findings_of(fitted: Fitted) -> dict[str, Finding]:
    """By the name of the column, in the order of the table."""
    weighed = _weighed(fitted)
    tested = sorted(weighed)
    p_values = np.array([weighed[owner].p for owner in tested])
    beliefs = np.array([fitted.prior[owner] for owner in tested])
    weights = beliefs / beliefs.mean() if len(beliefs) else beliefs
    standing = dict(zip(tested, worth_testing(p_values, weights), strict=True))
    found = [
        _finding(fitted, owner, weighed[owner], bh=standing[owner])
        if owner in weighed
        else _nothing(fitted, owner)
        for owner in range(len(fitted.columns))
    ]
    for one in list(found):
        if one.found and one.twins:
            _speak_for(one, found)
    return {one.name: one for one in found}


def _speak_for(leading: Finding, found: list[Finding]) -> None:
    """The twins of what is shown point to it and are not shown themselves."""
    for place, twin in enumerate(found):
        if twin.name in leading.twins and not twin.found:
            apart = checks.told_apart(leading.name, 1.0, 0.0)
            found[place] = replace(
                twin, layer=Layer.CANNOT_SAY_YET, sentence=twin_sentence(twin.name, leading.name), needed_weeks=None,
                twins=(leading.name, *(name for name in leading.twins if name != twin.name)),
                warnings=tuple(apart if one.kind == apart.kind else one for one in twin.warnings),
            )  # fmt: skip


def _weighed(fitted: Fitted) -> dict[int, _Weighed]:
    """By exposure; those that share a look are weighed together."""
    sharing: dict[int, list[int]] = {}
    for owner, standing in enumerate(fitted.contest.standings):
        if standing is not None:
            sharing.setdefault(id(standing.seen), []).append(owner)
    forms, order = fitted.layout.forms, [owner for owners in sharing.values() for owner in owners]
    standings = {
        owner: standing for owner in order if (standing := fitted.contest.standings[owner]) is not None
    }
    if not order:
        return {}
    mixed = joined(
        [
            mixtures_of(standings[owners[0]].seen, forms, owners, fitted.upward, fitted.slopes)
            for owners in sharing.values()
        ]
    )
    there = mixed.forms >= 0
    at_one_time = there & (forms.kind[mixed.forms] != THREE_DAYS)
    later = forms.lag[mixed.forms] == 1
    whole, *lags = mixed.over([there, at_one_time & ~later, at_one_time & later])
    weighed = {}
    for place, (owner, best) in enumerate(zip(order, mixed.best().tolist(), strict=True)):
        chance, lag = standings[owner].probability, int(forms.lag[best])
        by_lag = {
            one: _effect(part, place, chance, chance * float(part.share[place]))
            for one, part in enumerate(lags) if part.share[place] > 0
        }  # fmt: skip
        at_its_time = whole if forms.kind[best] == THREE_DAYS else lags[lag]
        weighed[owner] = _Weighed(
            _effect(at_its_time, place, chance, chance), by_lag, forms.kind_of(best), lag, best,
            _p_value(fitted, owner, standings[owner]),
        )  # fmt: skip
    return weighed


def _p_value(fitted: Fitted, owner: int, standing: Standing) -> float:
    """If it is nothing, a rival may matter instead: chance must then be asked with the rival in."""
    forms, upward = fitted.layout.forms, fitted.upward
    rows = forms.of(owner)
    rivals = sum(belief for belief, _ in standing.instead)
    p = (1.0 - rivals) * p_value(standing.seen, forms, rows, upward)
    alone = slice(0, rows.stop - rows.start)
    return p + sum(belief * p_value(other, forms, alone, upward, rows) for belief, other in standing.instead)


def _effect(summaries: Summaries, place: int, matters: float, said: float) -> Effect:
    """What may be shown was chosen for being far from nought: its interval holds “no effect” until that is unlikely."""
    low, high = float(summaries.low[place]), float(summaries.high[place])
    if _LEAST_BELIEF <= matters < 1.0 - _LEFT_OUT:
        low, high = min(low, 0.0), max(high, 0.0)
    return Effect(float(summaries.mean[place]), low, high, said)


def _finding(fitted: Fitted, owner: int, weighed: _Weighed, *, bh: bool) -> Finding:
    column = fitted.columns[owner]
    contest, forms = fitted.contest, fitted.layout.forms
    standing = contest.standings[owner]
    assert standing is not None
    spasms = float(standing.seen.spasms[weighed.best])
    warnings = _checks(fitted, owner, weighed, spasms)
    said_yes = {one.kind for one in warnings if one.answer is Answer.YES}
    stopped = said_yes & {"rare_exposure", "one_day_carries_it"} or (
        spasms < checks.FEWEST_SPASMS and "too_few_spasms"
    )
    probability = standing.probability
    information = float(standing.seen.information[weighed.best] * standing.seen.temper[weighed.best])
    needed, settled = _needed(fitted, weighed, information)
    if fitted.controls[owner]:
        layer = Layer.NOT_FOUND
    elif stopped:
        layer = Layer.CANNOT_SAY_YET
    elif bh and probability >= (_BELIEF_DESPITE_RECALL if "recall_bias" in said_yes else _LEAST_BELIEF):
        unsure = said_yes & {"unstable_over_time", "answers_the_spasm", "recall_bias"}
        layer = Layer.LIKELY if probability >= LIKELY and not unsure else Layer.WORTH_TESTING
    else:
        layer = Layer.NOT_FOUND if settled else Layer.CANNOT_SAY_YET
    twins = tuple(fitted.columns[one].name for one in standing.twins)
    if twins and layer is Layer.LIKELY:
        layer = Layer.WORTH_TESTING  # one of them is likely; which one, no diary tells
    if "rare_exposure" in said_yes or layer.shown:
        needed = None
    step = column.unit
    ratio = tuple(
        _times(value * step)
        for value in (weighed.effect.log_rate_ratio, weighed.effect.low, weighed.effect.high)
    )
    obstacle = next((one.sentence for one in warnings if one.answer is Answer.YES), "")
    recorded = int(forms.mask[weighed.best] @ fitted.parts.observed)
    return Finding(
        name=column.name, effect=weighed.effect, rate_ratio=_times(weighed.effect.log_rate_ratio),
        layer=layer, lag_days=weighed.lag, form=weighed.form, by_lag=weighed.by_lag, days_used=recorded,
        days_missing=len(column.values) - recorded, spasms_used=int(spasms), p_value=weighed.p,
        assumptions=ASSUMPTIONS, warnings=warnings,
        sentence=layer_sentence(
            column.name, layer, weighed.form, weighed.lag, (ratio[0], ratio[1], ratio[2]), step, column.binary,
            needed, obstacle, twins,
        ),
        needed_weeks=needed, twins=twins,
    )  # fmt: skip


def _times(log_ratio: float) -> float:
    return math.exp(min(max(log_ratio, -20.0), 20.0))


def _checks(fitted: Fitted, owner: int, weighed: _Weighed, spasms: float) -> tuple[Warning, ...]:
    column = fitted.columns[owner]
    standing = fitted.contest.standings[owner]
    assert standing is not None
    seen = standing.seen
    row, temper = seen.clean[weighed.best], float(seen.temper[weighed.best])
    concerned = fitted.memory[owner] and fitted.recall.answer is Answer.YES
    found = [
        checks.few_spasms(spasms),
        checks.rare(column),
        _answering(fitted.answering[owner]),
        fitted.recall.warning(concerned=concerned),
        _apart(fitted, owner, weighed),
    ]
    if standing.probability > 0.2:
        found.append(checks.unstable(row, fitted.parts, standing.fit, temper, weighed.effect.log_rate_ratio))
        found.append(checks.one_day_carries_it(row, fitted.parts, standing.fit, temper))
    else:
        found.append(
            Warning("unstable_over_time", Answer.CANNOT_SAY, "There is no effect to follow over time.")
        )
        found.append(
            Warning("one_day_carries_it", Answer.CANNOT_SAY, "There is no result for a day to carry.")
        )
    if fitted.remedies[owner]:
        found.append(
            Warning(
                "used_against_spasms",
                Answer.YES,
                "It is used against spasms; without its hour the same day does not count.",
            )
        )
    return tuple(found)


def _answering(answer: Answer) -> Warning:
    said = {
        Answer.YES: "It follows spasms, so the same day does not count.",
        Answer.NO: "It does not follow spasms.",
        Answer.CANNOT_SAY: "Too few days to see whether it follows spasms.",
    }
    return Warning("answers_the_spasm", answer, said[answer])


def _apart(fitted: Fitted, owner: int, weighed: _Weighed) -> Warning:
    """The nearest other exposure at the same lag, by how its form moves, and how much of the belief it takes."""
    standing = fitted.contest.standings[owner]
    assert standing is not None
    if standing.probability < 0.2 and standing.odds < 1.0:
        return Warning("cannot_be_told_apart", Answer.CANNOT_SAY, "There is no effect to tell apart.")
    forms, clean = fitted.layout.forms, standing.seen.clean
    mine = clean[weighed.best]
    size = np.sqrt(np.maximum((clean**2).sum(axis=1) * float(mine @ mine), 1e-12))
    alike = np.abs(times(clean, mine)) / size
    alike[forms.owner == owner] = 0.0
    nearest = int(np.argmax(alike)) if len(alike) else 0
    rival = standing.rival if standing.rival is not None and standing.rival_share > 0.1 else None
    if rival is None and (len(alike) == 0 or alike[nearest] <= 0):
        return checks.told_apart(None, 0.0, 0.0)
    other = rival if rival is not None else int(forms.owner[nearest])
    return checks.told_apart(fitted.columns[other].name, float(alike[nearest]), standing.rival_share)


def _needed(fitted: Fitted, weighed: _Weighed, information: float) -> tuple[int | None, bool]:
    """About how many more weeks settle it, at the rate information came in so far; and whether it is settled."""
    forms = fitted.layout.forms
    used = float(forms.mask[weighed.best] @ fitted.parts.observed)
    scale = float(forms.slab[weighed.best])
    wanted = (_CLEAR_ROOT / (_CLEAR_EFFECT * scale)) ** 2
    if information >= wanted:
        return None, True
    if information <= 1e-6 or used <= 0:
        return None, False
    weeks = used / _DAYS_A_WEEK * (wanted / information - 1.0)
    return max(1, math.ceil(weeks)), False


def _nothing(fitted: Fitted, owner: int) -> Finding:
    """A column that never changes, or was hardly recorded."""
    column = fitted.columns[owner]
    why = (
        "It was hardly recorded." if column.days_recorded < 10
        else "It was the same on every day." if not column.usable
        else "The same day does not count for it, and no other was recorded."
    )  # fmt: skip
    none = Effect(0.0, -math.log(20), math.log(20), 0.0)
    return Finding(
        name=column.name, effect=none, rate_ratio=1.0, layer=Layer.CANNOT_SAY_YET, lag_days=0, form=Form.LINEAR,
        by_lag={0: none, 1: none}, days_used=0, days_missing=len(column.values) - column.days_recorded, spasms_used=0,
        p_value=1.0, assumptions=ASSUMPTIONS,
        warnings=(Warning("nothing_to_compare", Answer.YES, why),),
        sentence=f"Nothing can be said about {column.name.replace('_', ' ')} yet. {why}", needed_weeks=None,
    )  # fmt: skip
