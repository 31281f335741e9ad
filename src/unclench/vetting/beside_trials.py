# SPDX-License-Identifier: Apache-2.0
"""The amount on the label beside the amount in the trials."""

from __future__ import annotations

from unclench.vetting.case import Case, Part
from unclench.vetting.findings import DoseRow
from unclench.vetting.limits import percent_of
from unclench.vetting.quantities import Between
from unclench.vetting.trials import STUDIED, Studied
from unclench.vetting.upper_levels import daily_mg, once_mg

__all__ = ["doses_beside_trials"]

_SLACK = 1e-6
_NOT_STUDIED = "no amount was studied in cramps"
_MICROGRAMS = 1000


def doses_beside_trials(case: Case) -> tuple[DoseRow, ...]:
    """A row for each ingredient and trial we know of; a row without a trial where we know of none."""
    rows: list[DoseRow] = []
    for part in case.parts:
        if part.hidden or not part.counts:
            continue
        studied = [row for row in STUDIED if row.ingredient == part.id]
        rows += [_row(part, row) for row in studied] or [_nothing(part)]
    return tuple(rows)


def _row(part: Part, studied: Studied) -> DoseRow:
    return DoseRow(
        ingredient=part.id, use=studied.use, per_serving=_serving(part), per_day=_between(daily_mg(part)),
        studied=studied.words, compared=_compared(part, studied), who=studied.who, outcome=studied.outcome,
        sources=studied.sources,
    )  # fmt: skip


def _nothing(part: Part) -> DoseRow:
    return DoseRow(
        ingredient=part.id, use="", per_serving=_serving(part), per_day=_between(daily_mg(part)),
        studied=_NOT_STUDIED, compared="unknown",
    )  # fmt: skip


def _serving(part: Part) -> str:
    amount = part.line.amount
    return amount.written if amount is not None else _between(once_mg(part))


def _compared(part: Part, studied: Studied) -> str:
    if studied.percent is not None:
        value = percent_of(part)
        return _word(value, value, studied.percent)
    a_day = daily_mg(part)
    if studied.mg_a_day is None or a_day is None:
        return "unknown"
    return _word(a_day.low, a_day.high, studied.mg_a_day)


def _word(low: float | None, high: float | None, tried: float) -> str:
    if low is None or high is None:
        return "unknown"
    if high < tried * (1 - _SLACK):
        return "less"
    return "more" if low > tried * (1 + _SLACK) else "same"


def _between(amount: Between | None) -> str:
    if amount is None:
        return ""
    if amount.high < 1:
        low, high, unit = amount.low * _MICROGRAMS, amount.high * _MICROGRAMS, "mcg"
    else:
        low, high, unit = amount.low, amount.high, "mg"
    return f"{low:g} {unit}" if low == high else f"{low:g} to {high:g} {unit}"
