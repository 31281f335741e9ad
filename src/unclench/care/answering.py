# SPDX-License-Identifier: Apache-2.0
"""What follows from what was answered: yes, no, a number, or not known; and which answers made a rule hold."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from unclench.care.book import RuleBook
from unclench.care.entities import Findings, Value
from unclench.evidence.rules import AllOf, Compared, Named, Rule, truth

__all__ = ["Known", "Standing", "grounds_of", "known_from", "standing_of"]

Known = dict[str, bool | float]
"""Answers with all that follows from them, by key. What is not in it is not known."""


def known_from(values: Mapping[str, Value], book: RuleBook) -> Known:
    """The answers and what they mean for other keys.

    A yes stands however it came: said, implied by another yes, or worked out. A no stands where it was said or worked
    out and nothing says yes.
    """
    known: Known = {
        key: value for key, value in values.items() if key in book.keys and not isinstance(value, tuple)
    }
    for step in book.steps:
        if known.get(step.key) is True or step.needs.isdisjoint(known):
            continue
        worked_out = truth(step.means, known) if step.means is not None else None
        if worked_out is True or any(known.get(key) is True for key in step.implied_by):
            known[step.key] = True
        elif worked_out is False:
            known[step.key] = False
    return known


@dataclass(frozen=True, slots=True)
class Standing:
    """How the rules stand, as places in the book. holds: in order. open: hang on something that is not known."""

    holds: tuple[int, ...]
    open: frozenset[int]


def standing_of(known: Known, book: RuleBook) -> Standing:
    """Which rules hold, and which may still."""
    near: set[int] = set().union(*(book.touching.get(key, ()) for key in known))
    holds: list[int] = []
    touched: set[int] = set()
    for place in sorted(near):
        answer = truth(book.rules[place].when, known)
        if answer:
            holds.append(place)
        elif answer is None:
            touched.add(place)
    return Standing(tuple(holds), book.all_places - near | touched)


def grounds_of(rule: Rule, known: Known, findings: Findings, book: RuleBook) -> tuple[str, ...]:
    """The keys that were answered and make the rule hold, down to what was really said."""
    return tuple(dict.fromkeys(_grounds(rule, known, findings, book)))


def _grounds(rule: Rule, known: Known, findings: Findings, book: RuleBook) -> Iterator[str]:
    if isinstance(rule, Named | Compared):
        if truth(rule, known):
            yield from _said(rule.name, known, findings, book)
        return
    for part in getattr(rule, "rules", ()):
        if isinstance(rule, AllOf) or truth(part, known):
            yield from _grounds(part, known, findings, book)


def _said(key: str, known: Known, findings: Findings, book: RuleBook) -> Iterator[str]:
    value = findings.values.get(key)
    if value is True or (value is not None and value is not False):
        yield key
        return
    step = book.step_of[key]
    if step.means is not None and truth(step.means, known):
        yield from _grounds(step.means, known, findings, book)
    for other in step.implied_by:
        if known.get(other) is True:
            yield from _said(other, known, findings, book)
