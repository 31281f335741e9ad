# SPDX-License-Identifier: Apache-2.0
"""Everything content/ holds, in one frozen thing that others read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from unclench.errors import NotFound, UnknownArea
from unclench.evidence.entities import (
    AreaName,
    Condition,
    Equipment,
    Plan,
    Reference,
    Remedy,
    Sign,
    StopSigns,
)

__all__ = ["Library"]


@dataclass(frozen=True, slots=True)
class Library:
    """What is known, by id.

    version: a short digest of the content; two libraries with one version say the same. stop_signs and plans are
    by area. everyone_signs: life threats whatever the area. aliases: a second key of a source to its one id.
    promises: what content promises to hold, by coverage id.
    """

    version: str
    remedies: Mapping[str, Remedy]
    references: Mapping[str, Reference]
    conditions: Mapping[str, Condition]
    equipment: Mapping[str, Equipment]
    areas: Mapping[str, AreaName]
    stop_signs: Mapping[str, StopSigns]
    everyone_signs: tuple[Sign, ...]
    plans: Mapping[str, Plan]
    aliases: Mapping[str, str]
    promises: Mapping[str, str]

    def remedies_for(self, area: str) -> tuple[Remedy, ...]:
        """The remedies an area may use: made for it, or good for any. Raises UnknownArea."""
        if area not in self.areas:
            raise UnknownArea(
                f"There is no area called “{area[:40]}”.", why=f"Content knows these: {', '.join(self.areas)}.",
                todo="Choose one of them.", field="area",
            )  # fmt: skip
        return tuple(remedy for remedy in self.remedies.values() if not remedy.areas or area in remedy.areas)

    def reference(self, key: str) -> Reference:
        """The source with this id or alias. Raises NotFound."""
        found = self.references.get(self.aliases.get(key, key))
        if found is None:
            raise NotFound(f"There is no source called “{key[:40]}”.", todo="Look at the list of sources.")
        return found
