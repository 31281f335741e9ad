# SPDX-License-Identifier: Apache-2.0
"""The rule book as the phone keeps it, so that the check works without network (web/static/js/care_engine.js)."""

from __future__ import annotations

from typing import Any

from unclench.care.asking import is_sign
from unclench.care.book import RuleBook
from unclench.care.not_asked import groups
from unclench.care.vocabulary import Key
from unclench.evidence.rules import AllOf, Compared, Named, Rule

__all__ = ["compiled_json"]


def compiled_json(book: RuleBook) -> dict[str, Any]:
    """Keys, steps and rules as plain lists.

    A tree is a name, [sign, name, limit], ["&", tree ...] or ["|", tree ...]. keys: in order, each
    [id, question or "", is a number, areas, asked everywhere, is a sign]; steps: [key, tree or null, implied by];
    rules: [id, tree, level from 1 to 3, place of its danger, asked for]; supports: key -> what it is made of; lists:
    question -> what a no to it denies.
    """
    about = groups(book)
    return {
        "version": book.version,
        "keys": [_key(key, book) for key in book.keys.values() if key.kind != "words"],
        "steps": [[step.key, _tree(step.means), list(step.implied_by)] for step in book.steps],
        "rules": [
            [rule.id, _tree(rule.when), rule.rank, rule.gravity, int(rule.asks)] for rule in book.rules
        ],
        "screens": [[sorted(one.areas), list(one.keys)] for one in book.vocabulary.screens],
        "supports": {key: sorted(needs) for key, needs in book.supports.items() if needs},
        "area_keys": {area: key for area in book.library.areas if (key := book.vocabulary.names.get(area))},
        "about": {name: sorted(keys) for name, keys in about.items() if name in ("pregnancy", "medicines")},
        "lists": {
            name.partition(" ")[2]: sorted(keys) for name, keys in about.items() if name.startswith("listed ")
        },
    }


def _key(key: Key, book: RuleBook) -> list[Any]:
    return [
        key.id, key.ask if key.is_asked else "", int(key.kind == "number"), sorted(key.areas),
        int(key.id in book.everyone), int(is_sign(key)),
    ]  # fmt: skip


def _tree(rule: Rule | None) -> Any:
    if rule is None:
        return None
    if isinstance(rule, Named):
        return rule.name
    if isinstance(rule, Compared):
        return [rule.sign, rule.name, rule.limit]
    parts = [_tree(part) for part in getattr(rule, "rules", ())]
    return ["&" if isinstance(rule, AllOf) else "|", *parts]
