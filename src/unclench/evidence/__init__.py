# SPDX-License-Identifier: Apache-2.0
"""What may help, how sure we are, and what a spasm must not be mistaken for. Knows content/ and nothing else."""

from unclench.evidence.entities import (
    AreaName,
    Caution,
    CautionLevel,
    Certainty,
    Condition,
    Effect,
    Equipment,
    Evidence,
    GuidelineSupport,
    Plan,
    Reference,
    Remedy,
    RemedyKind,
    Sign,
    StopSigns,
    Timing,
    UrgencyLevel,
    When,
)
from unclench.evidence.library import Library
from unclench.evidence.loading import check, load, remedies
from unclench.evidence.words import certainty_in_words, mark_in_words, review_in_words

__all__ = [
    "AreaName",
    "Caution",
    "CautionLevel",
    "Certainty",
    "Condition",
    "Effect",
    "Equipment",
    "Evidence",
    "GuidelineSupport",
    "Library",
    "Plan",
    "Reference",
    "Remedy",
    "RemedyKind",
    "Sign",
    "StopSigns",
    "Timing",
    "UrgencyLevel",
    "When",
    "certainty_in_words",
    "check",
    "load",
    "mark_in_words",
    "remedies",
    "review_in_words",
]
