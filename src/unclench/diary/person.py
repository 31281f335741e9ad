# SPDX-License-Identifier: Apache-2.0
"""Whose diary it is, and what the plan must know about them."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

__all__ = ["Person"]


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with a diary of their own; a household has several.

    conditions: keys of content's conditions that hold for them. equipment: keys of the things they have at home.
    turned_on: remedies that are off by default and that they chose to see. Nothing is assumed of what was not asked.
    """

    id: UUID
    name: str
    conditions: frozenset[str] = frozenset()
    equipment: frozenset[str] = frozenset()
    turned_on: frozenset[str] = frozenset()
