# SPDX-License-Identifier: Apache-2.0
"""In which order keys are worked out from each other, so that one pass is enough."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter

from unclench.care.vocabulary import Key
from unclench.errors import ContentError
from unclench.evidence.catalogue import SHEETS
from unclench.evidence.rules import Rule, names_in

__all__ = ["Step", "steps_of", "supports_of"]


@dataclass(frozen=True, slots=True)
class Step:
    """How one key is worked out. means: its rule. implied_by: keys whose yes is a yes here. needs: both together."""

    key: str
    means: Rule | None
    implied_by: tuple[str, ...]
    needs: frozenset[str]


def steps_of(keys: Mapping[str, Key], problems: list[ContentError]) -> tuple[Step, ...]:
    """A step for each key that can be worked out; each stands after those it needs. A circle is a problem."""
    implied_by: dict[str, list[str]] = {}
    for key in keys.values():
        for name in key.implies:
            implied_by.setdefault(name, []).append(key.id)
    steps = {}
    for key in keys.values():
        sources = tuple(implied_by.get(key.id, ()))
        if key.means is not None or sources:
            asked = names_in(key.means) if key.means is not None else frozenset()
            steps[key.id] = Step(key.id, key.means, sources, asked.union(sources))
    sorter = TopologicalSorter({step.key: sorted(step.needs) for step in steps.values()})
    try:
        order = [*sorter.static_order()]
    except CycleError as error:
        circle = " - ".join(error.args[1])
        file = SHEETS["care_findings"].file
        problems.append(ContentError(file, error.args[1][0], f"is worked out from itself: {circle}"))
        return ()
    return tuple(steps[key] for key in order if key in steps)


def supports_of(keys: Mapping[str, Key], steps: tuple[Step, ...]) -> dict[str, frozenset[str]]:
    """For each key, every key that it can be worked out from, near or far."""
    found: dict[str, frozenset[str]] = {}
    for step in steps:
        found[step.key] = step.needs.union(*(found.get(key, frozenset()) for key in step.needs))
    return found
