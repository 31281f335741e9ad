# SPDX-License-Identifier: Apache-2.0
"""Answers and changes in sentences."""

from __future__ import annotations

from unclench.care.answering import Known, known_from
from unclench.care.book import BookRule, RuleBook
from unclench.care.entities import Answer, Findings
from unclench.care.sentences import ENGLISH, Sentences
from unclench.care.vocabulary import Key, KeyKind
from unclench.care.ways import ways

__all__ = ["MOST_CHANGES", "answer_in_words", "in_unit", "would_raise"]

MOST_CHANGES = 6


def answer_in_words(key: Key, findings: Findings, say: Sentences = ENGLISH) -> Answer:
    """An answer as a sentence, with where it came from: said, written in free text, or a medicine that was named."""
    value = findings.values[key.id]
    assert not isinstance(value, tuple), "words are no ground of a rule"
    if key.kind is KeyKind.NUMBER:
        return Answer(key.id, value, f"{key.meaning.rstrip('.')}: {in_unit(value, key.unit, say)}.")
    heard = findings.heard.get(key.id)
    named = next((one for one in findings.medicines_read if one.key == key.id), None)
    if heard:
        words = say.heard.format(heard=heard)
    elif named is not None:
        words = say.takes.format(name=named.name, label=named.label)
    elif key.flag:
        words = say.said_yes.format(ask=key.ask)
    else:
        words = key.meaning
    return Answer(key.id, value, words)


def in_unit(number: float, unit: str, say: Sentences = ENGLISH) -> str:
    """A number as a person reads it.

    >>> in_unit(39.5, "Cel"), in_unit(3.0, "/wk")
    ('39.5 °C', '3 a week')
    """
    return f"{f'{number:g}'.replace('.', say.decimal)} {say.unit(unit)}".strip()


def would_raise(findings: Findings, known: Known, reached: int, book: RuleBook) -> tuple[str, ...]:
    """Signs that would raise the level if they came, the gravest first, and then those that everybody watches for.

    A sign that is not there now may come, so a no counts here as not known.
    """
    said = {
        key: value for key, value in findings.values.items() if value is not False or key not in book.later
    }
    now = known_from(said, book)
    near = {place for key, value in known.items() if value is True for place in book.touching.get(key, ())}
    rules = (book.rules[place] for place in sorted(near) if book.rules[place].rank > reached)
    own: dict[str, None] = {}
    for rule in sorted(rules, key=lambda rule: (-rule.rank, rule.gravity)):
        if len(own) < MOST_CHANGES // 2:
            for key in _missing_signs(rule, now, book):
                own[book.keys[key].meaning] = None
    everybody = book.vocabulary.no_rule.would_change
    return tuple(dict.fromkeys((*tuple(own)[: MOST_CHANGES // 2], *everybody)))[:MOST_CHANGES]


def _missing_signs(rule: BookRule, known: Known, book: RuleBook) -> list[str]:
    """The signs each of which would by itself complete the rule, were it to come, in the order of the vocabulary."""
    found = ways(rule.when, known, book.questions, book.keys)
    if found is None or found[0] != 1:
        return []
    return sorted(
        (key for key, answers in found[1].items() if answers == 1 and key in book.later),
        key=book.places.__getitem__,
    )
