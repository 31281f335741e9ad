# SPDX-License-Identifier: Apache-2.0
"""A measured number, its target, and the table of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

__all__ = ["Row", "markdown", "quantile"]


@dataclass(frozen=True, slots=True)
class Row:
    """One line. at_least: True where more is better. value: None where it could not be measured; note says why."""

    what: str
    value: float | None
    unit: str
    target: float
    at_least: bool = False
    note: str = ""

    @property
    def passed(self) -> bool | None:
        if self.value is None:
            return None
        return self.value >= self.target if self.at_least else self.value <= self.target

    def cells(self) -> tuple[str, ...]:
        shown = "not measured" if self.value is None else f"{_short(self.value)} {self.unit}".strip()
        target = f"{'≥' if self.at_least else '≤'} {_short(self.target)} {self.unit}".strip()
        verdict = {True: "pass", False: "**fail**", None: "-"}[self.passed]
        return self.what, shown, target, verdict, self.note


def markdown(rows: Sequence[Row]) -> str:
    """The rows as a Markdown table."""
    lines = [("what", "measured", "target", "", "note"), ("---", "---:", "---:", "---", "---")]
    lines += [row.cells() for row in rows]
    return "\n".join("| " + " | ".join(cells) + " |" for cells in lines)


def quantile(values: Sequence[float], share: float) -> float:
    """The value that `share` of them do not exceed (nearest rank); the usual median for 0.5."""
    if share == 0.5:
        return median(values)
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def _short(value: float) -> str:
    return (
        f"{value:,.0f}"
        if abs(value) >= 100 or value == int(value)
        else f"{value:.1f}"
        if abs(value) >= 1
        else f"{value:.3f}"
    )
