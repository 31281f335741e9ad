# SPDX-License-Identifier: Apache-2.0
"""Evidence in words a tired person understands."""

from __future__ import annotations

from unclench.evidence.entities import Certainty, Evidence, GuidelineSupport, Remedy

__all__ = ["MARKS", "certainty_in_words", "mark_in_words", "review_in_words"]

# What each mark says; a detail after a colon in the record follows these words.
MARKS: dict[str, str] = {
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


def mark_in_words(mark: str) -> str:
    """A mark of a record as a sentence; raises KeyError for a mark that content may not hold.

    >>> mark_in_words("area_widened: shoulder")
    'We use it for more parts of the body than the sources name: shoulder.'
    """
    key, _, detail = mark.partition(":")
    return f"{MARKS[key]}: {detail.strip()}." if detail.strip() else f"{MARKS[key]}."


def review_in_words(remedy: Remedy) -> str:
    """Who reviewed the record, or that nobody has."""
    if not remedy.reviewed_by:
        return "No clinician has reviewed this text yet."
    return f"Reviewed by {remedy.reviewed_by} on {remedy.reviewed_on}."
