# SPDX-License-Identifier: Apache-2.0
"""Anna, 71, whose calf cramps at night, and the diary she takes to her doctor on 1 March 2026."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from typing import Any
from uuid import UUID

from unclench.body.areas import Area, Side
from unclench.diary import Doing, Episode, Person, Recorded, StepResult, StepTried

__all__ = ["ANNA", "NOW", "night", "nights", "spasm", "tried_in"]

ZONE = timezone(timedelta(hours=1))
NOW = datetime(2026, 3, 1, 9, 0, tzinfo=ZONE)
ANNA = Person(
    UUID(int=7),
    "Anna Beispiel",
    frozenset({"diuretics", "diabetes", "age_over_65", "hypertension_sodium_restriction"}),
)


def spasm(days_ago: float = 1, *, hour: float = 2.5, minutes: float | None = 2, **more: Any) -> Episode:
    """A cramp in the left calf so many days before the visit, at an hour of the wall's clock."""
    midnight = datetime(2026, 3, 1, tzinfo=ZONE) - timedelta(days=days_ago)
    onset = (midnight + timedelta(hours=hour)).astimezone(UTC)
    ended = None if minutes is None else onset + timedelta(minutes=minutes)
    told: dict[str, Any] = {
        "id": UUID(int=int(days_ago * 1_000_000) + round(hour * 10_000) + 1), "person_id": ANNA.id, "area": Area.CALF,
        "side": Side.LEFT, "utc_offset_minutes": 60, "recorded": Recorded.SESSION, "let_go": True,
    }  # fmt: skip
    return Episode(**(told | {"onset_at": onset, "ended_at": ended} | more))


def night(days_ago: float, **more: Any) -> Episode:
    """A cramp that woke her."""
    told: dict[str, Any] = {"doing": Doing.ASLEEP, "pain": 6}
    return spasm(days_ago, **(told | more))


def nights(count: int, every: float = 2.0, **more: Any) -> list[Episode]:
    """So many of them, the last one yesterday."""
    return [night(1 + number * every, **more) for number in range(count)]


def tried_in(episode_days_ago: float, *steps: tuple[str, StepResult], **more: Any) -> Episode:
    """A cramp with what was tried in it, a minute each."""
    whole = night(episode_days_ago, **more)
    tried = tuple(
        StepTried(remedy, whole.onset_at + timedelta(minutes=number), result)
        for number, (remedy, result) in enumerate(steps)
    )
    return night(episode_days_ago, steps=tried, **more)
