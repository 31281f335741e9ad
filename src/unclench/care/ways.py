# SPDX-License-Identifier: Apache-2.0
"""How an open rule could still come to hold: which answers it takes, and how many at least."""

from __future__ import annotations

from collections.abc import Mapping, Set

from unclench.care.vocabulary import Key
from unclench.evidence.rules import AllOf, Compared, Named, Rule, truth

__all__ = ["Usual", "Ways", "usual_of", "ways"]

Ways = tuple[int, dict[str, int]]
"""How many answers it takes at least, and at least with each key that can be asked."""

Usual = Mapping[str, tuple[tuple[tuple[int, int, int], int], ...]]
"""Key -> where it leads while nothing is known, best first: (-rank, answers, gravity), place of the rule."""


def ways(
    rule: Rule, known: Mapping[str, bool | float], silent: Set[str], keys: Mapping[str, Key]
) -> Ways | None:
    """The ways of a rule, given what is known; None where no answer could make it hold.

    silent: keys that are not asked. What they would say may still be worked out from others.
    """
    if isinstance(rule, Named | Compared):
        return _way(rule, known, silent, keys)
    parts = [ways(part, known, silent, keys) for part in getattr(rule, "rules", ())]
    possible = [part for part in parts if part is not None]
    by_key: dict[str, int] = {}
    if not isinstance(rule, AllOf):
        if any(least == 0 for least, _ in possible):
            return 0, {}  # it holds already: nothing in it needs an answer
        for _, inner in possible:
            for key, answers in inner.items():
                by_key[key] = min(by_key.get(key, answers), answers)
        return (min(least for least, _ in possible), by_key) if possible else None
    if len(possible) < len(parts):
        return None
    total = sum(least for least, _ in possible)
    for least, inner in possible:
        for key, answers in inner.items():
            # One answer may serve several parts: it is paid for once.
            before = by_key.get(key)
            here = total - least + answers if before is None else before - least + answers - 1
            by_key[key] = here if before is None else min(before, here)
    return min((total, *by_key.values())), by_key


def _way(
    atom: Named | Compared, known: Mapping[str, bool | float], silent: Set[str], keys: Mapping[str, Key]
) -> Ways | None:
    answer = truth(atom, known)
    if answer is not None:
        return (0, {}) if answer else None
    key = keys[atom.name]
    if key.is_asked and key.id not in silent:
        return 1, {key.id: 1}
    return None if key.means is None else ways(key.means, known, silent, keys)


def usual_of(rules: list[tuple[int, int, Rule]], above: int, keys: Mapping[str, Key]) -> Usual:
    """The ways of all rules above a rank while nothing is known, so that an answer only works out what it changes.

    rules: (rank, gravity, tree) in the order of the book; rank 0 where no question is asked for it.
    """
    found: dict[str, list[tuple[tuple[int, int, int], int]]] = {}
    for place, (rank, gravity, tree) in enumerate(rules):
        if rank > above:
            for key, answers in (ways(tree, {}, frozenset(), keys) or (0, {}))[1].items():
                found.setdefault(key, []).append(((-rank, answers, gravity), place))
    return {key: tuple(sorted(one)) for key, one in found.items()}
