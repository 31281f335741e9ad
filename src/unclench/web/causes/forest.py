# SPDX-License-Identifier: Apache-2.0
"""The forest plot: how many times as many spasms with each exposure, as lines on one logarithmic axis."""

from __future__ import annotations

import math
from dataclasses import dataclass

from django.utils.formats import number_format

from unclench.triggers import Finding
from unclench.web.causes.looking import Look, ratio_of
from unclench.web.causes.words import times

__all__ = ["ForestRow", "forest_rows", "ticks"]

_LEAST, _MOST = 0.2, 5.0
_TICKS = (0.25, 0.5, 1.0, 2.0, 4.0)


@dataclass(frozen=True, slots=True)
class ForestRow:
    """One line of the plot. left, at, width: percent of the axis. cut_*: the interval goes on beyond the edge."""

    name: str
    href: str
    found: bool
    left: str
    at: str
    width: str
    cut_left: bool
    cut_right: bool
    times: str
    low: str
    high: str


def forest_rows(look: Look, findings: list[Finding]) -> list[ForestRow]:
    """A row for each finding, in their order."""
    return [_row(look, one) for one in findings]


def ticks() -> list[dict[str, object]]:
    """The marks of the axis: where, on 300 parts, and how many times as many."""
    return [{"at": _plain(3 * _place(value)), "label": number_format(f"{value:g}")} for value in _TICKS]


def _row(look: Look, finding: Finding) -> ForestRow:
    ratio = ratio_of(look, finding)
    return ForestRow(
        name=look.named(finding.name),
        href=f"/diary/causes/{finding.name}/",
        found=finding.found,
        left=_plain(_place(ratio.low)),
        at=_plain(_place(ratio.value)),
        width=_plain(_place(ratio.high) - _place(ratio.low)),
        cut_left=ratio.low < _LEAST,
        cut_right=ratio.high > _MOST,
        times=times(ratio.value),
        low=times(ratio.low),
        high=times(ratio.high),
    )


def _plain(number: float) -> str:
    """For a drawing, the same in every language."""
    return f"{number:.1f}"


def _place(ratio: float) -> float:
    share = (math.log(max(ratio, 1e-9)) - math.log(_LEAST)) / (math.log(_MOST) - math.log(_LEAST))
    return round(100 * min(1.0, max(0.0, share)), 1)
