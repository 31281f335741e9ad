# SPDX-License-Identifier: Apache-2.0
"""What may help, how sure we are, and what a spasm must not be mistaken for. Knows content/ and nothing else.

What a session needs stands here. The other kinds of records stand in `unclench.evidence.kinds` and are made only when
`Library.triggers` and its like are asked for; `numbers` says effects in words, `claims` lists every claim, `rules`
answers those of red flags, `beliefs` says where a diary starts from.
"""

from unclench.evidence.entities import (
    AreaName,
    Caution,
    CautionLevel,
    Certainty,
    Condition,
    DrugClass,
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
from unclench.evidence.words import certainty_in_words, mark_in_words, no_source_in_words, review_in_words

__all__ = [
    "AreaName",
    "Caution",
    "CautionLevel",
    "Certainty",
    "Condition",
    "DrugClass",
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
    "no_source_in_words",
    "remedies",
    "review_in_words",
]
