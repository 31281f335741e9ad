# SPDX-License-Identifier: Apache-2.0
"""Whose diary it is, and what the plan must know about them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

__all__ = ["Medicine", "Person", "Sex"]


class Sex(StrEnum):
    """Kept only where somebody said so: some signs mean more in one of them."""

    FEMALE = "female"
    MALE = "male"


@dataclass(frozen=True, slots=True)
class Medicine:
    """A medicine as it is written on the box. since: the day it was started or its dose changed, where known."""

    name: str
    since: date | None = None


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with a diary of their own; a household has several.

    conditions: keys of content's conditions that hold for them. equipment: keys of the things they have at home.
    turned_on: remedies that are off by default and that they chose to see. country: ISO 3166-1 alpha-2, "" where it
    was not said. Nothing is assumed of what was not asked.
    """

    id: UUID
    name: str
    conditions: frozenset[str] = frozenset()
    equipment: frozenset[str] = frozenset()
    turned_on: frozenset[str] = frozenset()
    birth_year: int | None = None
    sex: Sex | None = None
    country: str = ""
    medicines: tuple[Medicine, ...] = ()

    def age_years(self, today: date) -> int | None:
        """The age from the year of birth alone, so possibly one year too high; None where it was not said."""
        return None if self.birth_year is None else today.year - self.birth_year
