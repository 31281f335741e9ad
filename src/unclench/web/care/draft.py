# SPDX-License-Identifier: Apache-2.0
"""A look at the warning signs that is under way: kept in the browser's server session, never in an address.

A screen is a list of questions. Its answers can be changed at any time; what was asked after it is then asked anew, as
another answer may lead elsewhere.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from uuid6 import uuid7

__all__ = ["LASTS", "UNSURE", "Draft", "fresh", "keep", "open_draft"]

LASTS = timedelta(hours=2)
"""After this long the questions begin anew: a sign may have come or gone."""

UNSURE = "unsure"
_SLOT = "care"

Said = bool | float | str
"""Yes, no, a number, or UNSURE."""


@dataclass(frozen=True, slots=True)
class Draft:
    """screens: the keys that were asked, screen by screen. said: what was answered. way: where the person came from."""

    id: UUID
    person: str
    area: str
    way: str
    began_at: datetime
    screens: tuple[tuple[str, ...], ...] = ()
    said: Mapping[str, Said] | None = None
    text: str = ""

    @property
    def answers(self) -> dict[str, Said]:
        return dict(self.said or {})

    @property
    def asked(self) -> frozenset[str]:
        return frozenset(key for screen in self.screens for key in screen)

    @property
    def known(self) -> dict[str, bool | float]:
        """The answers that say something: unsure stays unknown."""
        return {key: value for key, value in self.answers.items() if not isinstance(value, str)}

    def up_to(self, screens: int) -> Draft:
        """The look as it stood after so many screens."""
        kept = self.screens[:screens]
        keys = {key for screen in kept for key in screen}
        said = {key: value for key, value in self.answers.items() if key in keys}
        return replace(self, screens=kept, said=said)

    def answered(self, number: int, keys: Sequence[str], said: Mapping[str, Said], text: str) -> Draft:
        """With screen `number` (from 1) answered, and whatever was asked after it forgotten."""
        screens = (*self.screens[: number - 1], tuple(keys))
        kept = {key for screen in screens for key in screen}
        merged = {key: value for key, value in (self.answers | dict(said)).items() if key in kept}
        return replace(self, screens=screens, said=merged, text=text)


def fresh(person: str, area: str, way: str, now: datetime) -> Draft:
    """A look that begins now."""
    return Draft(UUID(int=uuid7().int), person, area, way, now)


def open_draft(request: HttpRequest, person: str, area: str, now: datetime) -> Draft | None:
    """The look that is under way for this person and area; None where there is none, or it is too old."""
    raw = request.session.get(_SLOT)
    if not isinstance(raw, dict) or (raw.get("person"), raw.get("area")) != (person, area):
        return None
    began = datetime.fromisoformat(raw["began_at"])
    if not timedelta() <= now - began <= LASTS:
        return None
    screens = tuple(tuple(screen) for screen in raw["screens"])
    return Draft(UUID(raw["id"]), person, area, raw["way"], began, screens, raw["said"], raw["text"])


def keep(request: HttpRequest, draft: Draft) -> None:
    """Remember the look in this browser's session."""
    raw: dict[str, Any] = {
        "id": str(draft.id),
        "person": draft.person,
        "area": draft.area,
        "way": draft.way,
        "began_at": draft.began_at.isoformat(),
        "screens": [list(screen) for screen in draft.screens],
        "said": draft.answers,
        "text": draft.text,
    }
    request.session[_SLOT] = raw
