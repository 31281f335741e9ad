# SPDX-License-Identifier: Apache-2.0
"""Every way an exposure may act: the same day or the day before, in proportion, on high or low days, over three days.

One row a form, in the unit its slab is written in: a step of 0 to 1, or a standard deviation.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from unclench.triggers.finding import Form
from unclench.triggers.table import Floats

__all__ = ["THREE_DAYS", "Column", "Forms", "column_of", "forms_of"]

_TAIL = 0.01  # of a column at each end is drawn in
_FAR_SPREADS = 5.0
_HIGH, _LOW = 0.75, 0.25
_FEWEST_VALUES = 10  # recorded days
_KINDS = (Form.LINEAR, Form.HIGH_DAY, Form.LOW_DAY, Form.THREE_DAYS)
THREE_DAYS = _KINDS.index(Form.THREE_DAYS)
# What is believed before looking. An effect on the same day is a little likelier than one of the day before.
_WEIGHTS = {
    (Form.LINEAR, 0): 0.34, (Form.HIGH_DAY, 0): 0.13, (Form.LOW_DAY, 0): 0.07,
    (Form.LINEAR, 1): 0.22, (Form.HIGH_DAY, 1): 0.08, (Form.LOW_DAY, 1): 0.04, (Form.THREE_DAYS, 0): 0.12,
}  # fmt: skip
_STEP_SLAB, _SPREAD_SLAB = 1.0, 0.6


@dataclass(frozen=True, slots=True)
class Column:
    """An exposure made ready. values: winsorised and scaled, NaN where not recorded. unit: of the column, in a step.

    usable: False where it never changes or was hardly recorded. switches: how often it changed sides.
    """

    name: str
    values: Floats
    unit: float
    binary: bool
    usable: bool
    switches: int
    days_recorded: int


@dataclass(frozen=True, slots=True)
class Forms:
    """Rows of forms. owner: the exposure's place. mask: 1 where the form is known. slab: the scale of its slab."""

    rows: Floats
    mask: Floats
    owner: NDArray[np.intp]
    kind: NDArray[np.intp]
    lag: NDArray[np.intp]
    weight: Floats
    slab: Floats
    starts: NDArray[np.intp]

    def kind_of(self, form: int) -> Form:
        """The name of a form's kind."""
        return _KINDS[int(self.kind[form])]

    def of(self, owner: int) -> slice:
        """The rows of one exposure."""
        first = int(self.starts[owner])
        last = int(self.starts[owner + 1]) if owner + 1 < len(self.starts) else len(self.owner)
        return slice(first, last)


def column_of(name: str, raw: Floats) -> Column:
    """A column of the table, made ready."""
    known = raw[~np.isnan(raw)]
    days = len(known)
    low, high = (float(known.min()), float(known.max())) if days else (0.0, 0.0)
    binary = days > 0 and high > low and bool(np.all((known == low) | (known == high)))
    if binary:
        values, unit = (raw - low) / (high - low), high - low
        side = (known - low) / (high - low)
    else:
        values, unit = _drawn_in(raw, known)
        middle = _quantiles(known, (0.5,))[0] if days else 0.0
        side = (known > middle).astype(float)
        if days and high > low and not np.any(side):
            side = (known >= middle).astype(float)
    switches = int(np.sum(np.diff(side) != 0)) if days > 1 else 0
    usable = days >= _FEWEST_VALUES and high > low and unit > 0
    return Column(name, values, unit, binary, usable, switches, days)


def _quantiles(known: Floats, at: tuple[float, ...]) -> list[float]:
    """As numpy's own, which takes longer and loads masked arrays."""
    ordered = np.sort(known)
    found: list[float] = np.interp(np.array(at) * (len(known) - 1), np.arange(len(known)), ordered).tolist()
    return found


def _drawn_in(raw: Floats, known: Floats) -> tuple[Floats, float]:
    if len(known) < 2:
        return raw, 0.0
    low, first, middle, third, high = _quantiles(known, (_TAIL, 0.25, 0.5, 0.75, 1 - _TAIL))
    if third > first:
        reach = _FAR_SPREADS * (third - first) / 1.349
        low, high = max(low, middle - reach), min(high, middle + reach)
    if high <= low:
        low, high = float(known.min()), float(known.max())
    drawn = np.clip(raw, low, high)
    inside = drawn[~np.isnan(drawn)]
    spread = float(inside.std())
    # Rounding alone must not pass for a change.
    if spread <= 1e-9 * max(1.0, float(np.abs(inside).max())):
        return raw, 0.0
    return (drawn - inside.mean()) / spread, spread


def forms_of(columns: list[Column], lags: list[tuple[int, ...]], days: int) -> Forms:
    """Every form of every usable column over some days, at the lags it may count at."""
    rows: list[Floats] = []
    about: list[tuple[int, int, int, float, float]] = []
    starts = []
    for place, (column, allowed) in enumerate(zip(columns, lags, strict=True)):
        starts.append(len(rows))
        if not column.usable:
            continue
        for kind, lag, row in _forms_of_one(column):
            if lag in allowed and (kind is not Form.THREE_DAYS or 0 in allowed):
                rows.append(row)
                slab = _STEP_SLAB if column.binary or kind in (Form.HIGH_DAY, Form.LOW_DAY) else _SPREAD_SLAB
                about.append((place, _KINDS.index(kind), lag, _WEIGHTS[kind, lag], slab))
    stacked = np.array(rows) if rows else np.zeros((0, days))
    mask = (~np.isnan(stacked)).astype(float)
    table = np.array(about, dtype=float).reshape(-1, 5)
    owner = table[:, 0].astype(np.intp)
    totals = np.bincount(owner, weights=table[:, 3], minlength=len(columns))
    return Forms(
        np.where(mask > 0, stacked, 0.0), mask, owner, table[:, 1].astype(np.intp), table[:, 2].astype(np.intp),
        table[:, 3] / totals[owner] if len(owner) else table[:, 3], table[:, 4], np.array(starts, dtype=np.intp),
    )  # fmt: skip


def _forms_of_one(column: Column) -> list[tuple[Form, int, Floats]]:
    same = column.values
    before = _later(same, 1)
    found = [(Form.LINEAR, 0, same), (Form.LINEAR, 1, before)]
    if not column.binary:
        known = same[~np.isnan(same)]
        low, high = _quantiles(known, (_LOW, _HIGH))
        for kind, step in (
            (Form.HIGH_DAY, _step(same, known, high, above=True)),
            (Form.LOW_DAY, _step(same, known, low, above=False)),
        ):
            if step is not None:
                found += [(kind, 0, step), (kind, 1, _later(step, 1))]
    found.append((Form.THREE_DAYS, 0, _mean_of_three(same)))
    return found


def _step(values: Floats, known: Floats, edge: float, *, above: bool) -> Floats | None:
    """1 on high (or low) days. None where nearly all days or nearly none would be."""
    chosen = values > edge if above else values < edge
    share = float(np.mean(known > edge if above else known < edge))
    if share == 0.0:
        chosen = values >= edge if above else values <= edge
        share = float(np.mean(known >= edge if above else known <= edge))
    if not 0.03 <= share <= 0.6:
        return None
    return np.where(np.isnan(values), np.nan, chosen.astype(float))


def _later(values: Floats, days: int) -> Floats:
    moved = np.full_like(values, np.nan)
    moved[days:] = values[:-days]
    return moved


def _mean_of_three(values: Floats) -> Floats:
    """The mean of today and two days before, where at least two are known."""
    three = np.array([values, _later(values, 1), _later(values, 2)])
    known = ~np.isnan(three)
    count = known.sum(axis=0)
    total = np.where(known, three, 0.0).sum(axis=0)
    mean = np.full_like(values, np.nan)
    enough = count >= 2
    mean[enough] = total[enough] / count[enough]
    return mean
