# SPDX-License-Identifier: Apache-2.0
"""What could fool us, asked one by one. Each check answers yes, no or cannot say."""

from __future__ import annotations

import numpy as np

from unclench.triggers.background import Background, Parts
from unclench.triggers.finding import Answer, Warning
from unclench.triggers.forms import Column, Forms
from unclench.triggers.looking import Look
from unclench.triggers.products import times
from unclench.triggers.table import Floats

__all__ = [
    "FEWEST_SPASMS",
    "FEWEST_SWITCHES",
    "Recall",
    "answers_the_spasm",
    "few_spasms",
    "one_day_carries_it",
    "rare",
    "recall_shift",
    "told_apart",
    "unstable",
]

FEWEST_SPASMS = 8
_FEW_SPASMS = 15
FEWEST_SWITCHES = 6
_FEWEST_TO_FOLLOW = 30  # days
_FOLLOWS = 3.0  # standard errors
_RECALL = 1.3  # standard errors, the highest item left out
_RECALL_BESIDE = 1.65  # the same beside items that are in: none is left out then
_SOME_RECALL = 0.3  # from here on part of the shift is taken out, without a warning
_FOR_FELLOWS = 4.0
_CONTROL = 2.8
_CHANGED = 2.8
_ALIKE = 0.7  # correlation
_RIVAL = 0.1
_LEFT_OF_A_RESULT = 1.4  # standard errors that must be left without the strongest day


class Recall:
    """Whether forgetting explains part of it. shift: the log rate ratio that all yes/no items share on the same day."""

    __slots__ = ("answer", "shift")

    def __init__(self, answer: Answer, shift: float) -> None:
        self.answer = answer
        self.shift = shift

    def warning(self, *, concerned: bool) -> Warning:
        said = {
            Answer.YES: "Things look ticked more often on days with spasms, as if forgotten on others.",
            Answer.NO: "Nothing suggests that things are forgotten more on quiet days.",
            Answer.CANNOT_SAY: "Too few yes or no items to see whether things are forgotten on quiet days.",
        }
        if self.answer is Answer.YES and not concerned:
            return Warning(
                "recall_bias", Answer.NO, "This one does not hang on memory as the yes or no items do."
            )
        return Warning("recall_bias", self.answer, said[self.answer])


def recall_shift(
    seen: Look, forms: Forms, parts: Parts, fit: Background, memory: list[bool], controls: list[bool], inside: list[int]
) -> Recall:  # fmt: skip
    """All yes/no items leaning the same way on the same day, beside those found, is forgetting, not a trigger."""
    same = [
        form for form in range(len(forms.owner))
        if forms.lag[form] == 0 and forms.kind[form] == 0
        and (memory[forms.owner[form]] or controls[forms.owner[form]])
        and forms.owner[form] not in inside and seen.information[form] > 1.0
    ]  # fmt: skip
    control = [form for form in same if controls[forms.owner[form]]]
    if control:
        worst = max(control, key=lambda form: seen.root[form])
        if seen.root[worst] > _CONTROL:
            return Recall(Answer.YES, float(max(0.0, seen.score[worst] / seen.information[worst])))
    if len(same) < 4:
        return Recall(Answer.NO if control else Answer.CANNOT_SAY, 0.0)
    alone = not any(memory[owner] for owner in inside)  # else the highest, maybe a trigger, is out already
    ordered = sorted(same, key=lambda form: float(seen.root[form]))
    kept = np.array(ordered[:-1] if alone else ordered, dtype=np.intp)
    weight = np.ones(len(kept))
    together = times(seen.clean[kept].T, weight)
    mean = fit.mean * parts.observed
    worth = float((together**2) @ mean) / float(np.sort(seen.temper[kept])[len(kept) // 2])
    size = float(weight @ seen.score[kept]) / max(np.sqrt(worth), 1e-9)
    # Items that move together on quiet days too would all lean with one true trigger.
    size -= _FOR_FELLOWS * max(0.0, _fellowship(seen.clean[kept] * (parts.counts == 0)) - 0.03)
    enough = _RECALL if alone else _RECALL_BESIDE
    part = min(1.0, max(0.0, (size - _SOME_RECALL) / (enough - _SOME_RECALL)))
    shift = part * max(0.0, float(seen.score[kept].sum() / seen.information[kept].sum()))
    return Recall(Answer.YES if size > enough else Answer.NO, shift)


def _fellowship(rows: Floats) -> float:
    """The mean correlation of rows with each other."""
    size = np.sqrt(np.maximum((rows**2).sum(axis=1), 1e-12))
    scaled = rows / size[:, None]
    many = len(rows)
    return float((np.sum(scaled.sum(axis=0) ** 2) - many) / max(1, many * (many - 1)))


def answers_the_spasm(columns: list[Column], parts: Parts, fit: Background) -> list[Answer]:
    """Whether the exposure of the day after follows the spasm of the day before, beyond its own habit."""
    if not columns:
        return []
    table = np.array([column.values for column in columns])
    now, after = table[:, :-1], table[:, 1:]
    mean = (fit.mean * parts.observed)[:-1]
    residual = parts.counts[:-1] - mean
    known = ~np.isnan(now) & ~np.isnan(after) & (parts.observed[:-1] > 0)
    weight = np.where(known, mean, 0.0)
    whole = np.maximum(weight.sum(axis=1, keepdims=True), 1e-12)
    now, after = np.where(known, now, 0.0), np.where(known, after, 0.0)
    now = np.where(known, now - (weight * now).sum(axis=1, keepdims=True) / whole, 0.0)
    after = np.where(known, after - (weight * after).sum(axis=1, keepdims=True) / whole, 0.0)
    habit = (weight * now * after).sum(axis=1) / np.maximum((weight * now**2).sum(axis=1), 1e-12)
    left = after - habit[:, None] * now
    spread = np.sqrt((left**2 * np.maximum(residual**2, mean)).sum(axis=1))
    size = np.abs(times(left, residual)) / np.maximum(spread, 1e-9)
    return [
        Answer.CANNOT_SAY if not column.usable or days < _FEWEST_TO_FOLLOW
        else Answer.YES if far > _FOLLOWS else Answer.NO
        for column, days, far in zip(columns, known.sum(axis=1).tolist(), size.tolist(), strict=True)
    ]  # fmt: skip


def few_spasms(spasms: float) -> Warning:
    if spasms < _FEW_SPASMS:
        return Warning("too_few_spasms", Answer.YES, "Only a few spasms stand behind this.")
    return Warning("too_few_spasms", Answer.NO, "Enough spasms were recorded to look.")


def rare(column: Column) -> Warning:
    if column.switches < FEWEST_SWITCHES:
        return Warning("rare_exposure", Answer.YES, "It changed too rarely for a diary; test it in a trial.")
    return Warning("rare_exposure", Answer.NO, "It changed often enough.")


def told_apart(name: str | None, alike: float, share: float) -> Warning:
    """name: the nearest rival. alike: how strongly they move together. share: of the belief that goes to it."""
    if name is not None and (alike > _ALIKE or share > _RIVAL):
        return Warning("cannot_be_told_apart", Answer.YES, f"It cannot be told apart from “{name}” so far.")
    return Warning("cannot_be_told_apart", Answer.NO, "Nothing else in the diary moves with it that closely.")


def unstable(row: Floats, parts: Parts, fit: Background, temper: float, effect: float) -> Warning:
    """row: the form with the background taken out, the effect not in the fit. Compares the first and second half."""
    observed = np.flatnonzero(parts.observed > 0)
    half = observed[len(observed) // 2] if len(observed) else 0
    residual = (parts.counts - fit.mean) * parts.observed
    mean = fit.mean * parts.observed
    scores = np.array([float(row[:half] @ residual[:half]), float(row[half:] @ residual[half:])])
    worth = np.array([float(row[:half] ** 2 @ mean[:half]), float(row[half:] ** 2 @ mean[half:])])
    if worth.min() < 2.0:
        return Warning("unstable_over_time", Answer.CANNOT_SAY, "Too early to see whether it stays the same.")
    ratios = scores / worth
    size = float(abs(ratios[0] - ratios[1]) * np.sqrt(temper / (1 / worth).sum()))
    if size > _CHANGED:
        return Warning("unstable_over_time", Answer.YES, "It was clearly different in one half of the diary.")
    return Warning("unstable_over_time", Answer.NO, "It was much the same in both halves of the diary.")


def one_day_carries_it(row: Floats, parts: Parts, fit: Background, temper: float) -> Warning:
    """Whether the result is gone without its strongest day."""
    residual = (parts.counts - fit.mean) * parts.observed
    pieces = row * residual
    total = float(pieces.sum())
    left = abs(total) - float(np.max(pieces * np.sign(total))) if total else 0.0
    worth = float(row**2 @ (fit.mean * parts.observed))
    size = left * np.sqrt(temper / max(worth, 1e-9))
    if abs(total) > 0 and size < _LEFT_OF_A_RESULT:
        return Warning("one_day_carries_it", Answer.YES, "One single day carries this result.")
    return Warning("one_day_carries_it", Answer.NO, "It does not hang on one single day.")
