# SPDX-License-Identifier: Apache-2.0
"""How often people without any trigger were told one, on made-up diaries. Written by the benchmark, never by hand."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["COMMAND", "DAYS", "FALSE_SHARES", "FalseShare"]


@dataclass(frozen=True, slots=True)
class FalseShare:
    """One kind of diary, in words. worth_testing: share of people told something false at one look after `DAYS` days.

    ever_likely: share ever told a false “likely” in weekly looks up to then. Each with its standard error, as a share,
    and the number of diaries it stands on.
    """

    kind: str
    worth_testing: float
    worth_testing_error: float
    diaries: int
    ever_likely: float
    ever_likely_error: float
    diaries_weekly: int


COMMAND = "python -m benchmarks.triggers honesty --first 520000 --diaries 200"
DAYS = 180
FALSE_SHARES = (
    FalseShare("Nothing matters", 0.06, 0.0168, 200, 0.0, 0.0, 50),
    FalseShare("Nothing matters, and habits go together", 0.115, 0.0226, 200, 0.02, 0.0198, 50),
    FalseShare("Nothing matters, and habits and spasms come in phases", 0.055, 0.0161, 200, 0.02, 0.0198, 50),
    FalseShare("One spasm brings the next", 0.06, 0.0168, 200, 0.0, 0.0, 50),
    FalseShare("One odd week", 0.08, 0.0192, 200, 0.0, 0.0, 50),
    FalseShare("Habits that follow a spasm", 0.055, 0.0161, 200, 0.0, 0.0, 50),
    FalseShare("Things are forgotten on quiet days", 0.05, 0.0154, 200, 0.0, 0.0, 50),
)
