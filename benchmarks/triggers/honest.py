# SPDX-License-Identifier: Apache-2.0
"""How often people without any trigger are told one: measured here, written to where the page reads it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.triggers.forecasts import weekly_looks
from benchmarks.triggers.measuring import Tally, measure

__all__ = ["MODULE", "NUMBERS", "honesty", "module_text"]

NUMBERS = Path(__file__).parent / "results" / "honesty.json"
MODULE = Path(__file__).parents[2] / "src/unclench/triggers/honesty.py"
_DAYS = 180
_LOOKS_SHARE = 4  # one diary in four is looked at weekly: that takes twenty fits
_KINDS = {
    "nothing": "Nothing matters",
    "correlated": "Nothing matters, and habits go together",
    "habits and drift": "Nothing matters, and habits and spasms come in phases",
    "bursts": "One spasm brings the next",
    "odd week": "One odd week",
    "answers the spasm": "Habits that follow a spasm",
    "recall bias": "Things are forgotten on quiet days",
}
_HEAD = '''# SPDX-License-Identifier: Apache-2.0
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


'''


def honesty(seeds: range) -> Iterator[str]:
    """Lines of a table; at the end the numbers and the module are written."""
    command = f"python -m benchmarks.triggers honesty --first {seeds.start} --diaries {len(seeds)}"
    yield "| diary without a trigger | told “worth testing” at one look | ever told “likely” in weekly looks |"
    yield "|---|---|---|"
    rows = []
    for name, words in _KINDS.items():
        once = [float(share > 0) for share in measure(name, seeds, size=_DAYS).false_share]
        weekly = weekly_looks(name, seeds[: max(1, len(seeds) // _LOOKS_SHARE)])
        (told, told_error), (ever, ever_error) = Tally.share(once), Tally.share(weekly)
        rows.append(
            {
                "kind": words, "worth_testing": round(told, 4), "worth_testing_error": round(told_error, 4),
                "diaries": len(once), "ever_likely": round(ever, 4), "ever_likely_error": round(ever_error, 4),
                "diaries_weekly": len(weekly),
            }
        )  # fmt: skip
        yield f"| {words} | {told:.3f} ± {told_error:.3f} | {ever:.3f} ± {ever_error:.3f} |"
    numbers = {"command": command, "days": _DAYS, "rows": rows}
    NUMBERS.write_text(json.dumps(numbers, indent=1) + "\n", encoding="utf-8")
    MODULE.write_text(module_text(numbers), encoding="utf-8")


def module_text(numbers: dict[str, Any]) -> str:
    """The module that holds these numbers."""
    lines = [_HEAD + f'COMMAND = "{numbers["command"]}"\nDAYS = {numbers["days"]}\nFALSE_SHARES = (']
    for row in numbers["rows"]:
        cells = ", ".join(f'"{value}"' if isinstance(value, str) else repr(value) for value in row.values())
        lines.append(f"    FalseShare({cells}),")
    return "\n".join(lines) + "\n)\n"
