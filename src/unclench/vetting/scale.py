# SPDX-License-Identifier: Apache-2.0
"""The words of a verdict and which of two is worse.

CANNOT_JUDGE has no rank in the facts. It stands between: what is known to be bad stays bad whatever else is missing,
and what is missing may never pass as good.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from unclench.evidence.kinds.products import ConcernLevel, Judgement, ProductVerdict

__all__ = ["Confidence", "best_judgement", "floor_of", "is_worse", "worst"]

_FROM_BEST = (
    ProductVerdict.SUITABLE,
    ProductVerdict.SUITABLE_WITH_CAUTIONS,
    ProductVerdict.CANNOT_JUDGE,
    ProductVerdict.NOT_RECOMMENDED,
    ProductVerdict.AVOID,
)
_RANK = {word: rank for rank, word in enumerate(_FROM_BEST)}

_WORTH = (
    Judgement.SUPPORTED,
    Judgement.SUPPORTED_NARROWER,
    Judgement.PLAUSIBLE_UNPROVEN,
    Judgement.UNSUPPORTED,
    Judgement.CONTRADICTED,
    Judgement.NOT_PERMITTED,
)


class Confidence(StrEnum):
    """HIGH: all three questions answered. MEDIUM: a part is missing. LOW: only part of the label could be read."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


def worst(words: Iterable[ProductVerdict]) -> ProductVerdict:
    """The worst of these; SUITABLE where there are none."""
    return max(words, key=_RANK.__getitem__, default=ProductVerdict.SUITABLE)


def is_worse(one: ProductVerdict, other: ProductVerdict) -> bool:
    """Whether the first is worse than the second."""
    return _RANK[one] > _RANK[other]


def floor_of(level: ConcernLevel) -> ProductVerdict:
    """The verdict a level of concern still allows: avoid is avoid, everything else is used with care."""
    return ProductVerdict.AVOID if level is ConcernLevel.AVOID else ProductVerdict.SUITABLE_WITH_CAUTIONS


def best_judgement(found: Iterable[Judgement]) -> Judgement:
    """What a claim is worth where any of several ingredients may carry it. Raises ValueError without any."""
    return min(found, key=_WORTH.index)
