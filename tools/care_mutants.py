# SPDX-License-Identifier: Apache-2.0
"""Every small change of a rule of care: a condition left out or turned, “and” for “or”, a limit moved, a level."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from unclench.care.book import BookRule
from unclench.care.entities import LEVELS
from unclench.evidence import UrgencyLevel
from unclench.evidence.rules import AllOf, AnyOf, Compared, Not, Rule, written

__all__ = ["Mutant", "mutants_of"]

SIGNS = (">=", ">", "<=", "<")
STEP = 0.1


@dataclass(frozen=True, slots=True)
class Mutant:
    """A rule as it is not. what: the change in words. when: None where nothing but the level changed."""

    rule_id: str
    what: str
    when: Rule
    level: UrgencyLevel


def mutants_of(rule: BookRule) -> Iterator[Mutant]:
    """All mutants of a rule, each one change away from it."""
    for tree in _changed(rule.when):
        if tree != rule.when:
            yield Mutant(rule.id, f"{written(rule.when)}  ->  {written(tree)}", tree, rule.level)
    for level in LEVELS:
        if level is not rule.level:
            yield Mutant(rule.id, f"{rule.level} -> {level}", rule.when, level)


def _changed(rule: Rule) -> Iterator[Rule]:
    yield Not(rule)
    if isinstance(rule, Compared):
        for sign in SIGNS:
            yield replace(rule, sign=sign)
        for step in (-1, -STEP, STEP, 1):
            yield replace(rule, limit=round(rule.limit + step, 3))
    if not isinstance(rule, AllOf | AnyOf):
        return
    yield AnyOf(rule.rules) if isinstance(rule, AllOf) else AllOf(rule.rules)
    for place, part in enumerate(rule.rules):
        others = (*rule.rules[:place], *rule.rules[place + 1 :])
        yield others[0] if len(others) == 1 else replace(rule, rules=others)
        for changed in _changed(part):
            yield replace(rule, rules=(*rule.rules[:place], changed, *rule.rules[place + 1 :]))
