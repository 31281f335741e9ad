# SPDX-License-Identifier: Apache-2.0
"""What is believed of an exposure before looking: how likely it matters, and which way. From content and the person."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from unclench.triggers.names import trigger_meant

__all__ = ["Belief", "beliefs_of"]

_USUAL = 0.10  # of exposures matter, for one person; a design of ours
_EXPECTED_TRIGGERS = 1.5  # of many exposures
_MOST = 0.4
_BY_CERTAINTY = {"high": 4.0, "moderate": 3.0, "low": 2.2, "very_low": 1.3, "none": 1.0}
_UPWARD = {"raises": 0.9, "probably_raises": 0.8, "lowers": 0.1, "none": 0.5, "mixed": 0.5, "unknown": 0.5}
_SUSPECTED_ODDS, _SUSPECTED_UPWARD = 2.0, 0.8


@dataclass(frozen=True, slots=True)
class Belief:
    """probability: that it matters. upward: that it raises, if it does. source: what it leans on, "" for nothing."""

    probability: float
    upward: float
    source: str


def beliefs_of(
    names: list[str], suspicions: Mapping[str, int], *, priors: bool, meant: Mapping[str, tuple[str, int]]
) -> list[Belief]:
    """By column. suspicions: 1 raises, -1 lowers, 0 either, as the person said before the first look. meant: the
    trigger of content a column measures, where the caller knows better than the name.
    """
    usual = min(_USUAL, _EXPECTED_TRIGGERS / max(1, len(names)))
    told = {name: meant.get(name) or trigger_meant(name) for name in names} if priors else {}
    known = _content() if any(told.values()) else {}
    return [_belief(name, usual, told.get(name), known, suspicions.get(name)) for name in names]


def _belief(
    name: str, usual: float, meant: tuple[str, int] | None, known: Mapping[str, tuple[str, str]], suspected: int | None
) -> Belief:  # fmt: skip
    odds, upward, source = usual / (1 - usual), 0.5, ""
    if meant is not None and meant[0] in known:
        certainty, direction = known[meant[0]]
        odds *= _BY_CERTAINTY.get(certainty, 1.0)
        upward = _UPWARD.get(direction, 0.5)
        upward = upward if meant[1] > 0 else 1.0 - upward
        source = meant[0]
    if suspected is not None:
        odds *= _SUSPECTED_ODDS
        told = (0.5, _SUSPECTED_UPWARD, 1 - _SUSPECTED_UPWARD)[suspected]
        both = upward * told
        upward = both / (both + (1 - upward) * (1 - told))
        source = f"{source}, your suspicion" if source else "your suspicion"
    return Belief(min(_MOST, odds / (1 + odds)), upward, source)


def _content() -> dict[str, tuple[str, str]]:
    from unclench.evidence import load

    return {
        key: (record.evidence.certainty.value, record.direction.value)
        for key, record in load().kind("triggers").items()
    }
