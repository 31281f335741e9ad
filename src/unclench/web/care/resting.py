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
    """The kinds of relief that are not to be offered for this area now."""
    last = _last(person_id)
    if last is None or (last.area not in (area.value, ANYWHERE) and "all" not in last.blocked):
        return frozenset()
    return frozenset(last.blocked) & BLOCK_KINDS


def resting_mark(person_id: UUID) -> str:
    """Changes whenever plans must be made anew because of such answers."""
    last = _last(person_id)
    return "" if last is None or not last.blocked else str(last.id)


def _last(person_id: UUID) -> checks.Check | None:
    last = checks.latest(person_id)
    return None if last is None or datetime.now(UTC) - last.at > ANSWERS_HOLD else last
