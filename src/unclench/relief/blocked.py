# SPDX-License-Identifier: Apache-2.0
"""Which remedies rest while a warning sign stands: care names kinds of relief, a plan holds remedies."""

from __future__ import annotations

from collections.abc import Callable

from unclench.body.areas import Area
from unclench.evidence.entities import Remedy, RemedyKind

__all__ = ["BLOCK_KINDS", "rests"]

_WARM = frozenset({"heat_pack", "bath_or_shower", "hot_tub"})
_COLD = frozenset({"cold_pack", "ice"})
_HANDS_ON = frozenset({RemedyKind.STRETCH, RemedyKind.MOVEMENT, RemedyKind.MASSAGE})

_KINDS: dict[str, Callable[[Remedy, Area], bool]] = {
    "all": lambda remedy, area: True,
    "stretch": lambda remedy, area: remedy.kind is RemedyKind.STRETCH,
    "movement": lambda remedy, area: remedy.kind is RemedyKind.MOVEMENT,
    "massage": lambda remedy, area: remedy.kind is RemedyKind.MASSAGE,
    "heat": lambda remedy, area: _thermal(remedy, _WARM),
    "cold": lambda remedy, area: _thermal(remedy, _COLD),
    "fluid": lambda remedy, area: remedy.kind is RemedyKind.FLUID,
    "oral": lambda remedy, area: remedy.kind is RemedyKind.ORAL,
    "topical": lambda remedy, area: remedy.kind is RemedyKind.TOPICAL,
    "breathing": lambda remedy, area: remedy.kind is RemedyKind.BREATHING,
    "neck": lambda remedy, area: area is Area.NECK and remedy.kind in _HANDS_ON,
}

BLOCK_KINDS = frozenset(_KINDS)
"""The kinds of relief a warning sign can block."""


def rests(remedy: Remedy, area: Area, blocked: frozenset[str]) -> bool:
    """Whether a remedy is not to be offered for this area while these kinds are blocked. Raises KeyError."""
    return any(_KINDS[kind](remedy, area) for kind in blocked)


def _thermal(remedy: Remedy, things: frozenset[str]) -> bool:
    return remedy.kind is RemedyKind.THERMAL and bool(things & {*remedy.needs, *remedy.helps})
