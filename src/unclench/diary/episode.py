# SPDX-License-Identifier: Apache-2.0
"""An episode: one spasm, from its onset to its end, with what was tried."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from enum import StrEnum
from uuid import UUID

from unclench.body.areas import Area, Side

__all__ = ["DOING_LABELS", "Doing", "Episode", "Recorded", "StepResult", "StepTried"]


class StepResult(StrEnum):
    """How a step ended. LET_GO: the spasm ended during it."""

    LET_GO = "let_go"
    MOVED_ON = "moved_on"
    STOPPED = "stopped"
    UNKNOWN = "unknown"


class Doing(StrEnum):
    """What the person was doing at the onset."""

    ASLEEP = "asleep"
    WAKING = "waking"
    RESTING = "resting"
    SITTING = "sitting"
    STANDING = "standing"
    WALKING = "walking"
    EXERCISING = "exercising"
    AFTER_EXERCISE = "after_exercise"
    WORKING = "working"
    OTHER = "other"


DOING_LABELS: dict[Doing, str] = {
    Doing.ASLEEP: "Asleep",
    Doing.WAKING: "Waking or stretching in bed",
    Doing.RESTING: "Resting",
    Doing.SITTING: "Sitting",
    Doing.STANDING: "Standing",
    Doing.WALKING: "Walking",
    Doing.EXERCISING: "Exercising",
    Doing.AFTER_EXERCISE: "After exercise",
    Doing.WORKING: "Working with my hands",
    Doing.OTHER: "Something else",
}


class Recorded(StrEnum):
    """How the episode came into the diary."""

    SESSION = "session"
    TERMINAL = "terminal"
    FORM = "form"
    COMMAND = "command"


@dataclass(frozen=True, slots=True)
class StepTried:
    """One remedy tried in an episode: when it began (aware) and how it ended."""

    remedy: str
    started_at: datetime
    result: StepResult


@dataclass(frozen=True, slots=True)
class Episode:
    """One spasm of one person.

    onset_at and ended_at are UTC and aware; ended_at is None while it lasts or where nobody said. utc_offset_minutes
    is the offset of the place at the onset, so that the night it belongs to can be told later. pain: 0 to 10.
    let_go: True where the person said that it let go. deleted: taken out of every list, kept for undo.
    revision: grows with every event that is taken in; two readers with equal revisions have seen the same.
    """

    id: UUID
    person_id: UUID
    area: Area
    side: Side
    onset_at: datetime
    utc_offset_minutes: int
    recorded: Recorded
    ended_at: datetime | None = None
    let_go: bool = False
    steps: tuple[StepTried, ...] = ()
    pain: int | None = None
    doing: Doing | None = None
    different: str = ""
    note: str = ""
    deleted: bool = False
    revision: int = 0

    @property
    def duration(self) -> timedelta | None:
        """From onset to end; None while it lasts or where the end is not known."""
        return None if self.ended_at is None else self.ended_at - self.onset_at

    @property
    def local_onset(self) -> datetime:
        """The onset as the clock on the wall showed it."""
        return self.onset_at.astimezone(timezone(timedelta(minutes=self.utc_offset_minutes)))

    @property
    def let_go_with(self) -> str | None:
        """The remedy during which it let go, if it is known."""
        return next((step.remedy for step in self.steps if step.result is StepResult.LET_GO), None)
