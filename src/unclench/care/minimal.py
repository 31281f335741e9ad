# SPDX-License-Identifier: Apache-2.0
"""The smallest sets of conditions that make a rule hold."""

from __future__ import annotations

from unclench.evidence.rules import AllOf, AnyOf, Compared, Named, Rule

__all__ = ["Atom", "minimal_sets"]

Atom = Named | Compared


def minimal_sets(rule: Rule) -> tuple[frozenset[Atom], ...]:
    """Each set that fires a rule without “not”, and from which nothing can be taken away.

    >>> from unclench.evidence.rules import parse
    >>> [sorted(atom.name for atom in one) for one in minimal_sets(parse("a and (b or c)"))]
    [['a', 'b'], ['a', 'c']]
    """
    return _smallest(_sets(rule))


def _sets(rule: Rule) -> tuple[frozenset[Atom], ...]:
    if isinstance(rule, AnyOf):
        return _smallest(tuple(one for part in rule.rules for one in _sets(part)))
    if isinstance(rule, AllOf):
        found: tuple[frozenset[Atom], ...] = (frozenset(),)
        for part in rule.rules:
            found = _smallest(tuple(one | other for one in found for other in _sets(part)))
        return found
    assert isinstance(rule, Named | Compared), "a rule of care has no “not” once it stands in the book"
    return (frozenset({rule}),)


def _smallest(sets: tuple[frozenset[Atom], ...]) -> tuple[frozenset[Atom], ...]:
    kept: list[frozenset[Atom]] = []
    for one in sorted(dict.fromkeys(sets), key=len):
        if not any(other <= one for other in kept):
            kept.append(one)
    order = {one: place for place, one in enumerate(sets)}
    return tuple(sorted(kept, key=order.__getitem__))
