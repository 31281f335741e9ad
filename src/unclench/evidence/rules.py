# SPDX-License-Identifier: Apache-2.0
"""The rules of red flags: words such as "a and (b or not c)" as a small tree, answered with yes, no or not known.

There is no evaluation of code here: a rule is names, and, or, not and brackets, and nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

__all__ = ["AllOf", "AnyOf", "Named", "Not", "Rule", "RuleFault", "names_in", "parse", "truth"]

_TOKEN = re.compile(r"\s*(?:(?P<word>[a-z][a-z0-9_]*)|(?P<sign>[()])|(?P<other>\S))")
_WORDS = frozenset({"and", "or", "not"})


class RuleFault(ValueError):
    """The words are not a rule; the message says what is wrong."""


@dataclass(frozen=True, slots=True)
class Named:
    """True where the question of this id is answered with yes."""

    name: str


@dataclass(frozen=True, slots=True)
class Not:
    rule: Rule


@dataclass(frozen=True, slots=True)
class AllOf:
    rules: tuple[Rule, ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    rules: tuple[Rule, ...]


Rule = Named | Not | AllOf | AnyOf


@cache
def parse(text: str) -> Rule:
    """The tree of a rule; `not` binds before `and`, `and` before `or`. Raises RuleFault.

    >>> parse("a or not b")
    AnyOf(rules=(Named(name='a'), Not(rule=Named(name='b'))))
    """
    words = _tokens(text)
    rule = _any(words)
    if words:
        raise RuleFault(f"“{words[-1]}” stands where the rule should end")
    return rule


def names_in(rule: Rule) -> frozenset[str]:
    """The ids that a rule asks for."""
    if isinstance(rule, Named):
        return frozenset({rule.name})
    inner = (rule.rule,) if isinstance(rule, Not) else rule.rules
    return frozenset().union(*(names_in(one) for one in inner))


def truth(rule: Rule, answers: Mapping[str, bool | None]) -> bool | None:
    """Whether the rule holds: True, False, or None where that hangs on an answer that is not known.

    >>> truth(parse("a and b"), {"a": False}) is False, truth(parse("a and b"), {"a": True}) is None
    (True, True)
    """
    if isinstance(rule, Named):
        return answers.get(rule.name)
    if isinstance(rule, Not):
        inner = truth(rule.rule, answers)
        return None if inner is None else not inner
    values = [truth(one, answers) for one in rule.rules]
    decides = isinstance(rule, AnyOf)  # one yes decides an "or", one no decides an "and"
    if decides in values:
        return decides
    return None if None in values else not decides


def _tokens(text: str) -> list[str]:
    """The words of a rule, last first, so that the next one is taken from the end."""
    words: list[str] = []
    place = 0
    text = text.strip()
    while place < len(text):
        found = _TOKEN.match(text, place)
        if found is None or found["other"]:
            raise RuleFault(f"“{text[place:].strip()[:1]}” means nothing in a rule")
        words.append(found["word"] or found["sign"])
        place = found.end()
    return words[::-1]


def _any(words: list[str]) -> Rule:
    rules = [_all(words)]
    while words and words[-1] == "or":
        words.pop()
        rules.append(_all(words))
    return rules[0] if len(rules) == 1 else AnyOf(tuple(rules))


def _all(words: list[str]) -> Rule:
    rules = [_one(words)]
    while words and words[-1] == "and":
        words.pop()
        rules.append(_one(words))
    return rules[0] if len(rules) == 1 else AllOf(tuple(rules))


def _one(words: list[str]) -> Rule:
    if not words:
        raise RuleFault("the rule ends too early")
    word = words.pop()
    if word == "not":
        return Not(_one(words))
    if word == "(":
        rule = _any(words)
        if not words or words.pop() != ")":
            raise RuleFault("a bracket is not closed")
        return rule
    if word == ")" or word in _WORDS:
        raise RuleFault(f"“{word}” stands where a question id should")
    return Named(word)
