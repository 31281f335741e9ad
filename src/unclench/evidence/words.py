# SPDX-License-Identifier: Apache-2.0
"""Evidence in words a tired person understands."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from unclench.evidence.entities import Certainty, Evidence, GuidelineSupport, Remedy

if TYPE_CHECKING:
    from unclench.evidence.kinds.record import Record

__all__ = [
    "MARKS",
    "REVIEW",
    "WITHOUT_SOURCE",
    "certainty_in_words",
    "mark_in_words",
    "no_source_in_words",
    "review_in_words",
]

# What each mark says; a detail after a colon in the record follows these words.
MARKS: dict[str, str] = {
    "assumed": "Part of this is our assumption",
    "code_not_verified": "Part of the codes was not checked against a public table",
    "derived": "We worked out part of this from published numbers",
    "design_choice": "Part of this is our own choice",
    "article_only": "Only the source article or popular pages say so",
    "graded_by_rule": "We graded this by a fixed rule, because nobody has graded the studies behind it",
    "label_seen": "Part of this was read on a label, which shows what is done and not what is right",
    "needs_sign_off": "A clinician must still agree to this",
    "number_not_seen": "The number was not shown where we read it",
    "sources_disagree": "The sources disagree",
    "unverified": "No page was read for this",
    "area_widened": "We use it for more parts of the body than the sources name",
    "by_analogy": "The source speaks of something close to a cramp, not of a cramp",
    "ci_not_shown": "How far the effect may lie from the truth was not shown where we read it",
    "from_memory": "Part of this is from memory and was not checked against a source",
    "passage_not_seen": "We did not see the passage itself",
    "precaution_added": "We added a precaution to those the sources name",
    "press_numbers": "Some numbers come from press reports, not from the paper",
    "secondary_source": "Part of this comes from a page that reports the source",
    "single_popular_source": "Only one popular article describes it",
    "uncited_precaution": "Some cautions are common sense with no page behind them",
}

# Why a claim stands without a source.
WITHOUT_SOURCE: dict[str, str] = {
    "assumed": "We assume this; no source says so.",
    "from_memory": "This is from memory; no page was read for it.",
    "none_found": "We looked for a source and found none.",
    "not_searched": "Nobody has looked for a source yet.",
    "our_rule": "This is a rule of ours and not a finding.",
}

REVIEW: dict[str, str] = {
    "nobody": "No clinician has reviewed this text yet.",
    "somebody": "Reviewed by {name} on {date}.",
}

# GRADE's certainty is about the answer, not about its sign: a good answer may be "it helps little".
_TESTED = {
    Certainty.HIGH: "Studies answer this well.",
    Certainty.MODERATE: "Studies answer this fairly well, though new ones could change how much it helps.",
    Certainty.LOW: "A few studies give a first answer, and new ones may well change it.",
    Certainty.VERY_LOW: "Only small or indirect studies touch on this, so we cannot be sure.",
    Certainty.NONE: "Studies touch on this, and none of them says whether it helps.",
}
_ADVISED = {
    GuidelineSupport.STRONG: "Clinicians advise it.",
    GuidelineSupport.SOME: "Some clinicians advise it.",
    GuidelineSupport.WEAK: "Few clinicians advise it.",
    GuidelineSupport.NONE: "We found no clinical advice for it.",
    GuidelineSupport.UNKNOWN: "We did not look for clinical advice on it.",
}


def certainty_in_words(evidence: Evidence) -> str:
    """How sure we are, who advises it and, where something was measured, in whom: short sentences.

    Where certainty is very low or none and no effect was measured, the plain truth is that nobody tested it. The
    people studied are named because most numbers come from back pain or the laboratory, not from a cramp at night.
    """
    untested = evidence.certainty in (Certainty.VERY_LOW, Certainty.NONE) and not evidence.effects
    first = "No study has tested this." if untested else _TESTED[evidence.certainty]
    studied = f"Studied in: {evidence.population}." if evidence.effects and evidence.population else ""
    return " ".join(part for part in (first, _ADVISED[evidence.guideline_support], studied) if part)


def mark_in_words(mark: str, said: Mapping[str, str] = MARKS, content: Callable[[str], str] = str) -> str:
    """A mark of a record as a sentence; raises KeyError for a mark that content may not hold.

    said: the words of another language. content: how the record's own detail stands among them.

    >>> mark_in_words("area_widened: shoulder")
    'We use it for more parts of the body than the sources name: shoulder.'
    """
    key, _, detail = mark.partition(":")
    return f"{said[key]}: {content(detail.strip())}." if detail.strip() else f"{said[key]}."


def no_source_in_words(evidence: Evidence, said: Mapping[str, str] = WITHOUT_SOURCE) -> str:
    """Why a claim has no source, or nothing where it has one."""
    return said[evidence.no_source] if evidence.no_source else ""


def review_in_words(record: Remedy | Record, said: Mapping[str, str] = REVIEW) -> str:
    """Who reviewed the record, or that nobody has."""
    if not record.reviewed_by:
        return said["nobody"]
    return said["somebody"].format(name=record.reviewed_by, date=record.reviewed_on)
