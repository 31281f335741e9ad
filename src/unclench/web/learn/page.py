# SPDX-License-Identifier: Apache-2.0
"""The shape of a page in the library."""

from __future__ import annotations

from dataclasses import dataclass

from unclench.evidence import Certainty, Evidence, Reference, certainty_in_words

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


def certainty_mark(evidence: Evidence, *, from_guidance: bool = False) -> Mark:
    """The mark of a body of evidence.

    from_guidance: a danger, a visit or a meaning of a word is not something that a trial tests. Where no effect was
    measured, the mark says that it rests on guidance instead of calling it untested.
    """
    level = evidence.certainty
    word, sentence = CERTAINTY_WORDS[level], certainty_in_words(evidence)
    if from_guidance and evidence.citations and not evidence.effects and _DOTS[level] < _DOTS[Certainty.LOW]:
        word, sentence = "From guidance", "Clinical guidance says so. Nobody graded studies on it for us."
    return Mark(level.value, word, _DOTS[level], sentence)
