# SPDX-License-Identifier: Apache-2.0
"""What the last answers about warning signs rule out, until they are a day old or given anew."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import UUID

from unclench.body.areas import Area
from unclench.relief.blocked import BLOCK_KINDS
from unclench.store import checks
from unclench.web.care import ANYWHERE

__all__ = ["ANSWERS_HOLD", "resting", "resting_mark"]

ANSWERS_HOLD = timedelta(days=1)


def resting(person_id: UUID, area: Area) -> frozenset[str]:
    """The kinds of relief that are not to be offered for this area now: answers about another one lift nothing."""
    kinds = [
        last.blocked
        for last in _standing(person_id)
        if last.area in (area.value, ANYWHERE) or "all" in last.blocked
    ]
    return frozenset(kind for blocked in kinds for kind in blocked) & BLOCK_KINDS


def resting_mark(person_id: UUID) -> str:
    """Changes whenever plans must be made anew because of such answers."""
    return "|".join(str(last.id) for last in _standing(person_id) if last.blocked)


def _standing(person_id: UUID) -> list[checks.Check]:
    """The newest answers about each area, not older than a day."""
    now = datetime.now(UTC)
    newest: dict[str, checks.Check] = {}
    for check in checks.recent(person_id):
        if now - check.at <= ANSWERS_HOLD:
            newest.setdefault(check.area, check)
    return list(newest.values())
