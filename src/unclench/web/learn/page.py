# SPDX-License-Identifier: Apache-2.0
"""The shape of a page in the library."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from unclench.evidence import Certainty, Evidence, Reference, certainty_in_words, no_source_in_words

__all__ = ["CERTAINTY_WORDS", "LearnPage", "Link", "Mark", "Section", "certainty_mark"]

CERTAINTY_WORDS = {
    Certainty.HIGH: "Well tested",
    Certainty.MODERATE: "Fairly well tested",
    Certainty.LOW: "Little tested",
    Certainty.VERY_LOW: "Hardly tested",
    Certainty.NONE: "Not tested",
}
"""The word beside the mark; explained once, on /learn/certainty/."""

_DOTS = {Certainty.HIGH: 4, Certainty.MODERATE: 3, Certainty.LOW: 2, Certainty.VERY_LOW: 1, Certainty.NONE: 0}


@dataclass(frozen=True, slots=True)
class Mark:
    """How sure we are: a word, filled dots out of four, and the sentence."""

    level: str
    word: str
    dots: int
    sentence: str


@dataclass(frozen=True, slots=True)
class Link:
    """Where to read on. about: a quiet line beside it."""

    href: str
    label: str
    about: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with sentences, a list, or links under it."""

    heading: str
    paragraphs: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.paragraphs or self.items or self.links)


@dataclass(frozen=True, slots=True)
class LearnPage:
    """One record, ready to read.

    kind, id: its address under /learn/. kind_word: what kind it is, in words. also: other words it is found by.
    lead: the first sentence. mark: how sure; None where the record claims nothing about health. often_said: what
    people say and what was found. marks: what is unverified, in words. covers: the promises it keeps.
    """

    kind: str
    id: str
    kind_word: str
    title: str
    lead: str
    also: tuple[str, ...] = ()
    mark: Mark | None = None
    sections: tuple[Section, ...] = ()
    sources: tuple[Reference, ...] = ()
    often_said: str = ""
    marks: tuple[str, ...] = ()
    covers: tuple[str, ...] = ()
    reviewed: str = ""

    @property
    def href(self) -> str:
        return f"/learn/{self.kind}/{self.id}/"


def certainty_mark(evidence: Evidence, marks: Iterable[str] = ()) -> Mark:
    """The mark of a body of evidence. marks: of its record; one says that nobody graded the studies but we did."""
    level = evidence.certainty
    if not evidence.citations and evidence.no_source:
        return Mark(level.value, CERTAINTY_WORDS[level], _DOTS[level], no_source_in_words(evidence))
    if any(mark.startswith("graded_by_rule") for mark in marks):
        return Mark(level.value, "Graded by us", _DOTS[level], evidence.reason)
    return Mark(level.value, CERTAINTY_WORDS[level], _DOTS[level], certainty_in_words(evidence))
