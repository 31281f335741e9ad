# SPDX-License-Identifier: Apache-2.0
"""Small diaries whose truth is known."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import numpy as np
from numpy.typing import NDArray

__all__ = ["FIRST", "as_csv", "diary", "with_coffee"]

FIRST = date(2025, 1, 6)
Floats = NDArray[np.float64]


def diary(counts: Floats, **exposures: Floats) -> dict[str, Any]:
    """A table of days from the first on."""
    dates = [FIRST + timedelta(days=day) for day in range(len(counts))]
    return {"date": dates, "spasm_count": counts, **exposures}


def with_coffee(ratio: float = 3.0, days: int = 365, seed: int = 1, others: int = 4) -> dict[str, Any]:
    """Somebody for whom coffee multiplies the rate of spasms by `ratio`, and nothing else matters."""
    dice = np.random.default_rng(seed)
    coffee = (dice.random(days) < 0.4).astype(float)
    rest = {f"other_{place}": dice.gamma(2.0, 3.0, days).round(2) for place in range(others)}
    rate = 0.13 * ratio**coffee
    return diary(dice.poisson(rate).astype(float), coffee_cups=coffee, **rest)


def as_csv(table: dict[str, Any]) -> str:
    """The table as a person would save it; what is NaN stays empty."""
    lines = [",".join(table)]
    for row in zip(*table.values(), strict=True):
        lines.append(
            ",".join("" if isinstance(cell, float) and np.isnan(cell) else str(cell) for cell in row)
        )
    return "\n".join(lines) + "\n"
