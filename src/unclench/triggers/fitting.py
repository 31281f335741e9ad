# SPDX-License-Identifier: Apache-2.0
"""One whole fit: table in, background, forms and their contest out. Nothing here speaks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from unclench.triggers import checks
from unclench.triggers.background import Background, Parts, calendar_of, fit_background, parts_of
from unclench.triggers.competing import Bench, Contest, compete
from unclench.triggers.finding import Answer, Form
from unclench.triggers.forms import LINEAR, THREE_DAYS, Column, Forms, columns_of, forms_of
from unclench.triggers.hours import AtRisk, at_risk
from unclench.triggers.looking import Layout, layout_of
from unclench.triggers.names import is_negative_control, is_remedy
from unclench.triggers.outside import Belief
from unclench.triggers.products import product, times
from unclench.triggers.table import Days, Floats

__all__ = ["Fitted", "fit_days"]

_CANNOT_MATTER = 1e-6  # belief in a negative control
_FEWEST_TO_SHARE = 4  # exposures
_MORE_THAN_CHANCE = 1.4  # of the largest share that independent exposures would have
_TURNS = 40
_LONGEST_BURST = 2.0  # spreads above the mean of a day with spasms; more counts as this many


@dataclass(frozen=True, slots=True)
class Fitted:
    """Everything a fit learned. By exposure: columns, prior, memory (yes/no items), answering, remedies, controls.

    By form: upward, slopes, shift (None where recall needs none).
    """

    columns: tuple[Column, ...]
    parts: Parts
    start: Background
    layout: Layout
    contest: Contest
    prior: Floats
    upward: Floats
    slopes: Floats
    shift: Floats | None
    recall: checks.Recall
    answering: tuple[Answer, ...]
    memory: tuple[bool, ...]
    remedies: tuple[bool, ...]
    controls: tuple[bool, ...]


def fit_days(
    days: Days, counts: Floats, beliefs: list[Belief], controls: tuple[str, ...], remedies: Mapping[str, bool]
) -> Fitted:
    """counts: those of the table that may be used, NaN elsewhere. controls: names of what cannot matter."""
    columns = columns_of(days.exposures)
    parts = parts_of(_drawn_in(counts), _intensity(days), days.first.weekday(), _shared(columns))
    start = fit_background(parts)
    used = tuple(
        remedies.get(column.name, is_remedy(column.name)) and column.name not in days.timed
        for column in columns
    )
    control = [column.name in controls or is_negative_control(column.name) for column in columns]
    answering = tuple(checks.answers_the_spasm(columns, parts, start))
    lags: list[tuple[int, ...]] = [
        (1,) if remedy or (answer is Answer.YES and column.name not in days.timed) else (0, 1)
        for column, remedy, answer in zip(columns, used, answering, strict=True)
    ]
    forms = forms_of(columns, lags, len(days))
    forms, timed = _with_hours(forms, columns, days)
    layout = layout_of(forms, timed, calendar_of(parts))
    prior = np.array([belief.probability for belief in beliefs])
    prior[control] = _CANNOT_MATTER
    upward = np.array([belief.upward for belief in beliefs])[forms.owner] if beliefs else np.zeros(0)
    bench = Bench(layout, parts, start, upward)
    contest = compete(bench, prior)
    memory = tuple(column.binary and column.name not in days.timed for column in columns)
    inside = [owner for owner, _ in contest.together]
    recall = checks.recall_shift(contest.seen, forms, parts, contest.fit, list(memory), control, inside)
    shift: Floats | None = None
    if recall.shift > 0.02:
        concerned = np.array(memory)[forms.owner] & (forms.lag == 0)
        shift = np.where(concerned, recall.shift, 0.0)
        contest = compete(bench, prior, shift)
    return Fitted(
        tuple(columns), parts, start, layout, contest, prior, upward, _slopes(forms, columns), shift, recall,
        answering, memory, used, tuple(control),
    )  # fmt: skip


def _drawn_in(counts: Floats) -> Floats:
    """A burst of many spasms on one day counts as a bad day, not as many."""
    known = counts[~np.isnan(counts)]
    some = known[known > 0]
    if len(some) == 0:
        return counts
    usual = float(some.mean())
    most = max(2.0, float(np.ceil(usual + _LONGEST_BURST * np.sqrt(usual))))
    return np.minimum(counts, most)


def _shared(columns: list[Column]) -> Floats | None:
    """What most exposures have in common, today and the day before; None where they share no more than by chance."""
    usable = [column.values for column in columns if column.usable]
    if len(usable) < _FEWEST_TO_SHARE:
        return None
    stacked = np.array(usable)
    known = ~np.isnan(stacked)
    stacked = np.where(known, stacked, 0.0)
    count = np.maximum(known.sum(axis=1), 1)[:, None]
    stacked = np.where(known, stacked - stacked.sum(axis=1, keepdims=True) / count, 0.0)
    stacked /= np.sqrt(np.maximum((stacked**2).sum(axis=1, keepdims=True), 1e-12))
    many, size = stacked.shape
    together = product(stacked, stacked.T)
    by_chance = (1.0 + np.sqrt(many / size)) ** 2
    if float(np.abs(together).sum(axis=1).max()) < _MORE_THAN_CHANCE * by_chance:
        return None  # no eigenvalue is larger than a row
    # The strongest common part by repeated multiplication: where it is clear, that is quick, and else not wanted.
    leading = together[int(np.argmax((together**2).sum(axis=1)))]
    for _ in range(_TURNS):
        leading = times(together, leading / np.sqrt(leading @ leading))
    largest = float(np.sqrt(leading @ leading))
    leading = leading / largest
    if largest < _MORE_THAN_CHANCE * by_chance or np.max(leading**2) > 0.45:
        return None  # two twins are no crowd
    factor = times(stacked.T, leading)
    factor = (factor - factor.mean()) / max(float(factor.std()), 1e-12)
    return np.array([factor, np.concatenate(([0.0], factor[:-1]))])


def _intensity(days: Days) -> Floats:
    """The share of columns that were filled in each day; nought where it is a consequence of how the day went."""
    if days.quiet_by_logging:
        return np.zeros(len(days))
    if not days.exposures:
        return np.zeros(len(days))
    filled = np.array([~np.isnan(values) for values in days.exposures.values()], dtype=float)
    return filled[filled.any(axis=1)].mean(axis=0) if filled.any() else np.zeros(len(days))


def _with_hours(forms: Forms, columns: list[Column], days: Days) -> tuple[Forms, dict[int, AtRisk]]:
    """Exposures with hours keep one form of the same day: the one that ends at the first spasm."""
    if not days.timed or not days.onset_hours:
        return forms, {}
    timed = np.array([column.name in days.timed for column in columns])
    linear = np.array([forms.kind_of(form) is Form.LINEAR for form in range(len(forms.owner))])
    keep = ~timed[forms.owner] | linear | ((forms.lag == 1) & (forms.kind != THREE_DAYS))
    owner = forms.owner[keep]
    totals = np.bincount(owner, weights=forms.weight[keep], minlength=len(columns))
    kept = Forms(
        forms.rows[keep], forms.mask[keep], owner, forms.kind[keep], forms.lag[keep],
        forms.weight[keep] / totals[owner], forms.slab[keep],
        np.searchsorted(owner, np.arange(len(columns))).astype(np.intp),
    )  # fmt: skip
    risks = {}
    for form in range(len(kept.owner)):
        column = columns[kept.owner[form]]
        if column.name in days.timed and kept.lag[form] == 0:
            raw = days.exposures[column.name]
            zero = float(np.nanmean(column.values) - np.nanmean(raw) / column.unit)
            risks[form] = at_risk(days, column.name, raw, (zero, 1.0 / column.unit))
    return kept, risks


def _slopes(forms: Forms, columns: list[Column]) -> Floats:
    """By form: what an effect of 1 in the form is, for one unit of the column at that lag."""
    if not len(forms.owner):
        return np.zeros(0)
    units = np.array([max(column.unit, 1e-300) for column in columns])[forms.owner]
    other = np.flatnonzero(forms.kind != LINEAR)  # in proportion it is the column itself
    values = np.array([column.values for column in columns])[forms.owner[other]]
    later = np.flatnonzero(forms.lag[other] == 1)
    values[later, 1:] = values[later, :-1]
    values[later, :1] = np.nan
    both = ~np.isnan(values) & (forms.mask[other] > 0)
    values = np.where(both, values, 0.0)
    centre = values.sum(axis=1) / np.maximum(both.sum(axis=1), 1)
    moved = np.where(both, values - centre[:, None], 0.0)
    slope = np.ones(len(units))
    slope[other] = (forms.rows[other] * moved).sum(axis=1) / np.maximum((moved**2).sum(axis=1), 1e-12)
    answer: Floats = slope / units
    return answer
