# SPDX-License-Identifier: Apache-2.0
"""Every text this room shows to a person, so that a page knows which of them are not in its language yet."""

from __future__ import annotations

from collections.abc import Iterator

from unclench.care.book import RuleBook, rule_book
from unclench.evidence import Library

__all__ = ["spoken_texts"]


def spoken_texts(library: Library) -> frozenset[str]:
    """Questions, meanings, reasons, what to do meanwhile and the words of the cards, as a library says them."""
    return frozenset(text for text in _texts(rule_book(library)) if text)


def _texts(book: RuleBook) -> Iterator[str]:
    for key in book.keys.values():
        yield from (key.ask, key.meaning)
    for rule in book.rules:
        yield from (rule.reason, rule.within, *rule.meanwhile)
    for level in book.vocabulary.levels.values():
        yield from (level.heading, level.within, *level.do_now)
    nothing = book.vocabulary.no_rule
    yield from (nothing.heading, nothing.say, *nothing.would_change)
