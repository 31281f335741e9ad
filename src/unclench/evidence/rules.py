# SPDX-License-Identifier: Apache-2.0
"""The rules of red flags: words such as "a and (b or not c)" as a small tree, answered with yes, no or not known.

There is no evaluation of code here: a rule is names, numbers compared with >=, <=, > or <, and, or, not and brackets,
and nothing else.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache

__all__ = [
    "AllOf",
    "AnyOf",
    "Compared",
    "Named",
    "Not",
    "Rule",
    "RuleFault",
    "atoms_in",
    "names_in",
    "parse",
    "truth",
    "written",
]

_TOKEN = re.compile(
    r"\s*(?:(?P<word>[a-z][a-z0-9_]*)|(?P<number>\d+(?:\.\d+)?(?![\w.]))|(?P<sign>[()]|[<>]=?)|(?P<other>\S))"
)
_WORDS = frozenset({"and", "or", "not"})
_HOLDS: dict[str, Callable[[float, float], bool]] = {
    ">=": operator.ge,
    "<=": operator.le,
    ">": operator.gt,
    "<": operator.lt,
}


class RuleFault(ValueError):
    """The words are not a rule; the message says what is wrong."""


@dataclass(frozen=True, slots=True)
class Named:
    """True where the question of this id is answered with yes."""

    name: str


@dataclass(frozen=True, slots=True)
class Compared:
    """True where the number of this name stands so to the limit. sign: one of >=, <=, >, <."""

    name: str
    sign: str
    limit: float


@dataclass(frozen=True, slots=True)
class Not:
    rule: Rule


@dataclass(frozen=True, slots=True)
class AllOf:
    rules: tuple[Rule, ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    rules: tuple[Rule, ...]


Rule = Named | Compared | Not | AllOf | AnyOf


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
    return frozenset(atom.name for atom in atoms_in(rule))


def atoms_in(rule: Rule) -> tuple[Named | Compared, ...]:
    """The names and comparisons of a rule, in the order of its words."""
    if isinstance(rule, Named | Compared):
        return (rule,)
    inner = (rule.rule,) if isinstance(rule, Not) else rule.rules
    return tuple(atom for one in inner for atom in atoms_in(one))


def written(rule: Rule) -> str:
    """The rule in words again, with brackets where they matter; `parse` makes the same tree of it.

    >>> written(parse("a and ((b) or c >= 65)"))
    'a and (b or c >= 65)'
    """
    if isinstance(rule, Named):
        return rule.name
    if isinstance(rule, Compared):
        return f"{rule.name} {rule.sign} {rule.limit:g}"
    if isinstance(rule, Not):
        inner = written(rule.rule)
        return f"not {inner}" if isinstance(rule.rule, Named | Compared) else f"not ({inner})"
    word = " and " if isinstance(rule, AllOf) else " or "
    return word.join(
        f"({written(one)})" if isinstance(one, AllOf | AnyOf) else written(one) for one in rule.rules
    )


def truth(rule: Rule, answers: Mapping[str, bool | float | None]) -> bool | None:
    """Whether the rule holds: True, False, or None where that hangs on an answer that is not known.

    A comparison is answered by a number alone, and a name by yes or no alone: anything else is not known.

    >>> truth(parse("a and b"), {"a": False}) is False, truth(parse("a and b"), {"a": True}) is None
    (True, True)
    >>> truth(parse("age_years >= 65"), {"age_years": 65})
    True
    """
    kind = type(rule)
    if kind is Named:
        said = answers.get(rule.name)  # type: ignore[union-attr]
        return said if said is True or said is False else None
    if kind is Compared:
        return _compares(rule, answers.get(rule.name))  # type: ignore[arg-type, union-attr]
    if kind is Not:
        inner = truth(rule.rule, answers)  # type: ignore[union-attr]
        return None if inner is None else not inner
    decides = kind is AnyOf  # one yes decides an "or", one no decides an "and"
    result: bool | None = not decides
    for one in rule.rules:  # type: ignore[union-attr]
        value = truth(one, answers)
        if value is decides:
            return decides
        if value is None:
            result = None
    return result


def _compares(rule: Compared, number: bool | float | None) -> bool | None:
    known = number is not None and number is not True and number is not False
    return _HOLDS[rule.sign](number, rule.limit) if known else None  # type: ignore[arg-type]


def _tokens(text: str) -> list[str]:
    """The words of a rule, last first, so that the next one is taken from the end."""
    words: list[str] = []
    place = 0
    text = text.strip()
    while place < len(text):
        found = _TOKEN.match(text, place)
        if found is None or found["other"]:
            raise RuleFault(f"“{text[place:].strip()[:1]}” means nothing in a rule")
        words.append(found["word"] or found["sign"] or found["number"])
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
    if word in _WORDS or not word[0].isalpha():
        raise RuleFault(f"“{word}” stands where a question id should")
    return _compared(word, words) if words and words[-1] in _HOLDS else Named(word)


def _compared(name: str, words: list[str]) -> Rule:
    sign = words.pop()
    if not words or not words[-1][0].isdigit():
        raise RuleFault(f"“{name} {sign}” must be followed by a number")
    return Compared(name, sign, float(words.pop()))
