# SPDX-License-Identifier: Apache-2.0
"""Which questions would be out of place: because of who somebody is, or because it was said already."""

from __future__ import annotations

from collections.abc import Iterator

from unclench.care.answering import Known
from unclench.care.book import RuleBook
from unclench.care.entities import Findings
from unclench.care.vocabulary import Key, Vocabulary
from unclench.evidence.rules import AnyOf, Named, Rule, names_in

__all__ = ["groups", "out_of_place"]

_PREGNANCY = ("pregnan", "postpartum", "gave_birth", "breastfeeding")
_NOBODY_PREGNANT_BELOW_YEARS = 10
_NOBODY_PREGNANT_FROM_YEARS = 60


def out_of_place(findings: Findings, known: Known, book: RuleBook) -> frozenset[str]:
    """Keys that need no question. Their answers stay not known: this saves a question and lowers nothing."""
    found: set[str] = set()
    if _cannot_be_pregnant(known):
        found |= _about(book, "pregnancy")
    if _all_medicines_said(findings):
        found |= _about(book, "medicines")
    for key, value in findings.values.items():
        if value is False:
            found |= _listed(book, key)
    return frozenset(found)


def _cannot_be_pregnant(known: Known) -> bool:
    years = known.get("age_years")
    by_age = years is not None and not _NOBODY_PREGNANT_BELOW_YEARS <= years < _NOBODY_PREGNANT_FROM_YEARS
    return by_age or known.get("sex_female") is False or known.get("sex_male") is True


def _all_medicines_said(findings: Findings) -> bool:
    """Whether the person listed what they take, and every word of it was recognised."""
    listed = isinstance(findings.values.get("medicines"), tuple)
    return listed and not any(_names_medicines(text) for text in findings.not_understood)


def _names_medicines(text: str) -> bool:
    """Whether a line of what was not understood is about a medicine; the key may go by another of its names."""
    return text.lower().startswith(("medic", "med", "drug", "new_", "started", "recently"))


_held: dict[int, tuple[RuleBook, dict[str, frozenset[str]]]] = {}


def groups(book: RuleBook) -> dict[str, frozenset[str]]:
    """The keys about pregnancy and about medicines, and for each question that is a plain list what it lists."""
    held = _held.get(id(book))
    if held is None or held[0] is not book:
        _held.clear()
        held = _held[id(book)] = (book, _made(book.vocabulary))
    return held[1]


def _about(book: RuleBook, what: str) -> frozenset[str]:
    return groups(book)[what]


def _listed(book: RuleBook, key: str) -> frozenset[str]:
    return groups(book).get(f"listed {key}", frozenset())


def _made(words: Vocabulary) -> dict[str, frozenset[str]]:
    pregnancy = {key for key in words.keys if key.startswith(_PREGNANCY)}
    medicines = {one.key for one in words.medicines}
    found = {
        "pregnancy": frozenset(pregnancy | set(_made_of(pregnancy, words))),
        "medicines": frozenset(medicines | set(_made_of(medicines, words))),
    }
    for key in words.keys.values():
        if (parts := _parts(key, words)) is not None:
            found[f"listed {key.id}"] = parts
    return found


def _made_of(some: set[str], words: Vocabulary) -> Iterator[str]:
    """The questions that are about these keys and nothing else."""
    for key in words.keys.values():
        if key.means is not None and names_in(key.means) <= some:
            yield key.id


def _parts(key: Key, words: Vocabulary) -> frozenset[str] | None:
    """What a key lists, where its rule is “this or that”: then a no to it is a no to each, and to their parts."""
    names = _listed_in(key.means) if key.means is not None else None
    if names is None:
        return None
    inner = (_parts(words.keys[name], words) or frozenset() for name in names)
    return frozenset(names).union(*inner)


def _listed_in(rule: Rule) -> tuple[str, ...] | None:
    if isinstance(rule, Named):
        return (rule.name,)
    if not isinstance(rule, AnyOf):
        return None
    parts = [_listed_in(part) for part in rule.rules]
    return None if None in parts else tuple(name for part in parts for name in part or ())
