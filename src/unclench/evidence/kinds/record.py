# SPDX-License-Identifier: Apache-2.0
"""What every record of every kind carries."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any

from unclench.evidence.entities import Evidence
from unclench.evidence.schema import AdviceText, CoverageIds

__all__ = ["Claimed", "Record", "Shape"]


class Shape:
    """Comparison and print for every kind, once: made anew for each dataclass they cost a session its first second."""

    __slots__ = ()

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self) and self._values() == other._values()

    def __hash__(self) -> int:
        return hash(self._values())

    def __repr__(self) -> str:
        said = (f"{part.name}={getattr(self, part.name)!r}" for part in fields(self))  # type: ignore[arg-type]
        return f"{type(self).__name__}({', '.join(said)})"

    def _values(self) -> tuple[Any, ...]:
        return tuple(getattr(self, part.name) for part in fields(self))  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Record(Shape):
    """Something content says.

    id: unique over all kinds, stays for ever. covers: promises of coverage.yaml that it keeps. checked: pages read
    for it. marks: ids of what is unverified, assumed, derived or from memory; `mark_in_words` says each.
    reviewed_by, reviewed_on: the clinician and the date, both or neither.
    """

    id: str
    covers: CoverageIds = ()
    checked: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()
    reviewed_by: str = ""
    reviewed_on: str = ""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Claimed(Record):
    """A record that says something about health. claim: what it says, in one or two short sentences."""

    claim: AdviceText
    evidence: Evidence
