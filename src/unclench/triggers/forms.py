# SPDX-License-Identifier: Apache-2.0
"""Every way an exposure may act: the same day or the day before, in proportion, on high or low days, over three days.

One row a form, in the unit its slab is written in: a step of 0 to 1, or a standard deviation.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from unclench.triggers.finding import Form
from unclench.triggers.table import Floats

__all__ = ["LINEAR", "THREE_DAYS", "Column", "Forms", "columns_of", "forms_of"]

_TAIL = 0.01  # of a column at each end is drawn in
_FAR_SPREADS = 5.0
_HIGH, _LOW = 0.75, 0.25
_FEWEST_VALUES = 10  # recorded days
_KINDS = (Form.LINEAR, Form.HIGH_DAY, Form.LOW_DAY, Form.THREE_DAYS)
LINEAR = _KINDS.index(Form.LINEAR)
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

    usable: False where it never changes or was hardly recorded. switches: how often it changed sides. high, low: 1 on
    high (low) days, NaN where not recorded; None where nearly all days or nearly none would be.
    """

    name: str
    values: Floats
    unit: float
    binary: bool
    usable: bool
    switches: int
    days_recorded: int
    high: Floats | None = None
    low: Floats | None = None


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


def columns_of(table: Mapping[str, Floats]) -> list[Column]:
    """The columns of a table, made ready, all at once."""
    if not table:
        return []
    raw = np.array(list(table.values()), dtype=float)
    known = ~np.isnan(raw)
    days = known.sum(axis=1)
    ordered = np.sort(raw, axis=1)  # what is not known comes last
    at = np.maximum(days - 1, 0)
    least, most = ordered[:, 0], np.take_along_axis(ordered, at[:, None], 1)[:, 0]
    edges = _quantiles(ordered, at, (_TAIL, _LOW, 0.5, _HIGH, 1 - _TAIL))
    varies = (days > 0) & (most > least)
    ends = (raw == least[:, None]) | (raw == most[:, None])
    binary = varies & (ends | ~known).all(axis=1)
    drawn, centre, unit = _drawn_in(raw, known, days, least, most, edges)
    centre, unit = np.where(binary, least, centre), np.where(binary, most - least, unit)
    safe = np.where(unit > 0, unit, 1.0)
    values = np.where(
        (unit > 0)[:, None], (np.where(binary[:, None], raw, drawn) - centre[:, None]) / safe[:, None], raw
    )
    switches = _switches(raw, known, binary, least, edges[2], varies)
    usable = (days >= _FEWEST_VALUES) & varies & (unit > 0)
    high = _steps(drawn, known, days, edges[3], above=True)
    low = _steps(drawn, known, days, edges[1], above=False)
    stepped = usable & ~binary
    return [
        Column(
            name, values[place], float(unit[place]), bool(binary[place]), bool(usable[place]), int(switches[place]),
            int(days[place]), high[0][place] if stepped[place] and high[1][place] else None,
            low[0][place] if stepped[place] and low[1][place] else None,
        )
        for place, name in enumerate(table)
    ]  # fmt: skip


def _quantiles(ordered: Floats, last: NDArray[np.intp], at: tuple[float, ...]) -> list[Floats]:
    """As numpy's own, of the known part of every row."""
    found = []
    for share in at:
        place = share * last
        below = place.astype(np.intp)
        above = np.minimum(below + 1, last)
        first = np.take_along_axis(ordered, below[:, None], 1)[:, 0]
        second = np.take_along_axis(ordered, above[:, None], 1)[:, 0]
        found.append(first + (place - below) * (second - first))
    return found


def _drawn_in(
    raw: Floats, known: NDArray[np.bool_], days: NDArray[np.intp], least: Floats, most: Floats, edges: list[Floats]
) -> tuple[Floats, Floats, Floats]:  # fmt: skip
    """Rows with their far ends drawn in, their mean and their spread; nought where a row does not change."""
    low, first, middle, third, high = edges
    reach = _FAR_SPREADS * (third - first) / 1.349
    apart = third > first
    low, high = (
        np.where(apart, np.maximum(low, middle - reach), low),
        np.where(apart, np.minimum(high, middle + reach), high),
    )
    flat = ~(high > low)
    low, high = np.where(flat, least, low), np.where(flat, most, high)
    drawn = np.clip(raw, low[:, None], high[:, None])
    filled = np.where(known, drawn, 0.0)
    many = np.maximum(days, 1)
    mean = filled.sum(axis=1) / many
    away = np.where(known, drawn - mean[:, None], 0.0)
    farthest = np.abs(away).max(
        axis=1
    )  # taken out first: squares of very large or small units leave what numbers hold
    share = away / np.where(farthest > 0, farthest, 1.0)[:, None]
    spread = farthest * np.sqrt((share**2).sum(axis=1) / many)
    # Rounding alone must not pass for a change.
    spread = np.where(spread <= 1e-9 * np.maximum(1.0, np.abs(filled).max(axis=1)), 0.0, spread)
    return drawn, mean, np.where(days < 2, 0.0, spread)


def _switches(
    raw: Floats, known: NDArray[np.bool_], binary: NDArray[np.bool_], least: Floats, middle: Floats,
    varies: NDArray[np.bool_],
) -> NDArray[np.intp]:  # fmt: skip
    """How often each row changed sides between days it is known on."""
    side = raw > np.where(binary, least, middle)[:, None]
    lower = varies & ~side.any(axis=1)  # the middle is the highest there is
    if lower.any():
        side[lower] = raw[lower] >= middle[lower, None]
    days = np.arange(raw.shape[1])
    latest = np.maximum.accumulate(np.where(known, days, -1), axis=1)[:, :-1]
    before = np.take_along_axis(side, np.maximum(latest, 0), 1)
    changed: NDArray[np.intp] = (known[:, 1:] & (latest >= 0) & (side[:, 1:] != before)).sum(axis=1)
    return changed


def _steps(
    drawn: Floats, known: NDArray[np.bool_], days: NDArray[np.intp], edge: Floats, *, above: bool
) -> tuple[Floats, NDArray[np.bool_]]:
    """1 on high (or low) days; and for which rows that is neither nearly all days nor nearly none."""
    line = edge[:, None]
    chosen = drawn > line if above else drawn < line
    none = ~chosen.any(axis=1)
    if none.any():
        chosen[none] = (drawn >= line)[none] if above else (drawn <= line)[none]
    share = chosen.sum(axis=1) / np.maximum(days, 1)
    return np.where(known, chosen.astype(float), np.nan), (share >= 0.03) & (share <= 0.6)


def forms_of(columns: list[Column], lags: list[tuple[int, ...]], days: int) -> Forms:
    """Every form of every usable column over some days, at the lags it may count at."""
    rows: list[Floats] = []
    about: list[tuple[int, int, int, float, float]] = []
    starts = []
    for place, (column, allowed) in enumerate(zip(columns, lags, strict=True)):
        starts.append(len(rows))
        if not column.usable:
            continue
        for kind, source in zip(_KINDS[:3], (column.values, column.high, column.low), strict=True):
            if source is None:
                continue
            slab = _STEP_SLAB if column.binary or kind is not Form.LINEAR else _SPREAD_SLAB
            for lag in allowed:
                rows.append(source)
                about.append((place, _KINDS.index(kind), lag, _WEIGHTS[kind, lag], slab))
        if 0 in allowed:
            rows.append(column.values)
            slab = _STEP_SLAB if column.binary else _SPREAD_SLAB
            about.append((place, THREE_DAYS, 0, _WEIGHTS[Form.THREE_DAYS, 0], slab))
    stacked = np.array(rows) if rows else np.zeros((0, days))
    table = np.array(about, dtype=float).reshape(-1, 5)
    owner, kinds, lagged = (table[:, column].astype(np.intp) for column in range(3))
    later = np.flatnonzero(lagged == 1)
    stacked[later, 1:] = stacked[later, :-1]
    stacked[later, :1] = np.nan
    three = np.flatnonzero(kinds == THREE_DAYS)
    stacked[three] = _mean_of_three(stacked[three])
    mask = (~np.isnan(stacked)).astype(float)
    totals = np.bincount(owner, weights=table[:, 3], minlength=len(columns))
    return Forms(
        np.where(mask > 0, stacked, 0.0), mask, owner, kinds, lagged,
        table[:, 3] / totals[owner] if len(owner) else table[:, 3], table[:, 4], np.array(starts, dtype=np.intp),
    )  # fmt: skip


def _mean_of_three(values: Floats) -> Floats:
    """The mean of today and two days before, where at least two are known."""
    known = ~np.isnan(values)
    total, count = np.where(known, values, 0.0), known.astype(float)
    filled, seen = total.copy(), count.copy()
    for lag in (1, 2):
        total[:, lag:] += filled[:, :-lag]
        count[:, lag:] += seen[:, :-lag]
    return np.where(count >= 2, total / np.maximum(count, 1.0), np.nan)
