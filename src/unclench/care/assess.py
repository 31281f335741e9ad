# SPDX-License-Identifier: Apache-2.0
"""From findings to an assessment: the highest level that holds, why, and what could still raise it."""

from __future__ import annotations

from collections.abc import Iterable

from unclench.care.answering import Known, Standing, grounds_of, known_from, standing_of
from unclench.care.asking import asked_areas, level_so_far, questions
from unclench.care.book import BookRule, RuleBook
from unclench.care.entities import LEVELS, Assessment, Block, Findings, Fired, rank
from unclench.care.words import answer_in_words, would_raise
from unclench.evidence import UrgencyLevel

__all__ = ["assess"]

MOST_MEANWHILE = 8


def assess(findings: Findings, book: RuleBook) -> Assessment:
    """How soon somebody is needed. Never fails, whatever the findings; the same findings give the same answer.

    The level is the highest of the rules that hold. What is not known never lowers it.
    """
    known = known_from(findings.values, book)
    standing = standing_of(known, book)
    reached = level_so_far(standing, book)
    holding = _holding(standing, reached, book)
    level = LEVELS[reached]
    return Assessment(
        level=level,
        within=_within(holding, reached, book),
        fired=tuple(_fired(rule, known, findings, book) for rule in holding),
        ask_next=questions(findings, known, standing, book, areas=asked_areas(findings, book)),
        blocked_relief=_blocks(holding),
        meanwhile=_meanwhile(holding),
        would_change=would_raise(findings, known, reached, book)
        if reached < rank(UrgencyLevel.EMERGENCY)
        else (),
        unknown_keys=_unknown(known, standing, reached, book),
        medicines_read=findings.medicines_read,
        not_understood=findings.not_understood,
        rules_version=book.version,
    )


def _holding(standing: Standing, reached: int, book: RuleBook) -> list[BookRule]:
    """The rules that hold, the most urgent first. One that reassures is silent as soon as another warns."""
    holding = (book.rules[place] for place in standing.holds)
    return sorted(
        (rule for rule in holding if rule.rank or not reached), key=lambda rule: (-rule.rank, rule.gravity)
    )


def _within(holding: Iterable[BookRule], reached: int, book: RuleBook) -> str:
    """The time frame of the first rule of the level that has its own, else the level's."""
    own = next((rule.within for rule in holding if rule.rank == reached and rule.within), "")
    return own or book.vocabulary.levels[LEVELS[reached]].within


def _fired(rule: BookRule, known: Known, findings: Findings, book: RuleBook) -> Fired:
    because = tuple(
        answer_in_words(book.keys[key], findings, book.vocabulary.sentences)
        for key in grounds_of(rule.when, known, findings, book)
    )
    return Fired(rule.id, rule.level, rule.danger, rule.reason, because, rule.sources)


def _blocks(holding: Iterable[BookRule]) -> tuple[Block, ...]:
    """One line for each kind of relief, with the gravest reason."""
    found: dict[str, Block] = {}
    for rule in holding:
        for kind in rule.blocks:
            found.setdefault(kind, Block(kind, rule.reason, rule.id))
    return tuple(found.values())


def _meanwhile(holding: Iterable[BookRule]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text for rule in holding for text in rule.meanwhile))[:MOST_MEANWHILE]


def _unknown(known: Known, standing: Standing, reached: int, book: RuleBook) -> tuple[str, ...]:
    """The keys of rules that are open and above the level, in the order of the vocabulary."""
    above = (book.rules[place].names for place in standing.open if book.rules[place].rank > reached)
    return tuple(sorted(set().union(*above) - known.keys(), key=book.places.__getitem__))
