# SPDX-License-Identifier: Apache-2.0
"""The shape of a page in the library."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from unclench.evidence import Certainty, Evidence, Reference, no_source_in_words
from unclench.web import words
from unclench.web.learn.wording import as_html, holds_english, shown

__all__ = ["LearnPage", "Link", "Mark", "Section", "certainty_mark", "certainty_word"]

_WORDS = {
    Certainty.HIGH: _("Well tested"),
    Certainty.MODERATE: _("Fairly well tested"),
    Certainty.LOW: _("Little tested"),
    Certainty.VERY_LOW: _("Hardly tested"),
    Certainty.NONE: _("Not tested"),
}
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
    """One record, ready to read, in the language that was active when it was made.

    kind, id: its address under /learn/. kind_word: what kind it is, in words. also: other words it is found by.
    lead: the first sentence. mark: how sure; None where the record claims nothing about health. often_said: what
    people say and what was found. marks: what is unverified, in words. covers: the promises it keeps. reviewed: who
    read it, in words; unreviewed: no clinician did.
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
    unreviewed: bool = False

    @property
    def href(self) -> str:
        return f"/learn/{self.kind}/{self.id}/"

    def holds_english(self) -> bool:
        """Whether something on it is not translated yet. Sources are called as they were published, so they are not."""
        told = (self.title, self.lead, self.mark, self.sections, self.often_said, self.marks)
        return holds_english(*told)


def certainty_word(level: Certainty) -> str:
    """The word beside the mark; explained once, on /learn/certainty/."""
    return gettext(_WORDS[level])


def certainty_mark(evidence: Evidence, marks: Iterable[str] = ()) -> Mark:
    """The mark of a body of evidence. marks: of its record; one says that nobody graded the studies but we did."""
    level = evidence.certainty
    word, sentence = certainty_word(level), as_html(words.certainty(evidence, shown))
    if not evidence.citations and evidence.no_source:
        sentence = as_html(no_source_in_words(evidence, words.spoken("no_source")))
    elif any(mark.startswith("graded_by_rule") for mark in marks):
        word, sentence = gettext("Graded by us"), shown(evidence.reason)
    return Mark(level.value, word, _DOTS[level], sentence)
