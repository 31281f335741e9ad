# SPDX-License-Identifier: Apache-2.0
"""Which day a moment belongs to: a day belongs to the night that follows it.

A day is named by the civil date it begins on. It runs from noon to noon on the wall clock where the person is, or from
one last wake to the next where the person's sleep is known. Wall clocks decide, so a flight or the end of daylight
saving moves no night and doubles none.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from unclench.diary.episode import Episode

__all__ = ["SMALL_HOURS", "Boundary", "DayBegins", "Span"]

SMALL_HOURS = 4.0
"""An hour before this, said of a day, is of the night that follows it: who answers in the morning means that one."""

_NOON = time(12)
_LATEST_WAKE = time(15)


class DayBegins(StrEnum):
    """What a day begins with. SLEEP: the end of the person's night, noon where that is not known."""

    NOON = "noon"
    SLEEP = "sleep"


@dataclass(frozen=True, slots=True)
class Span:
    """Where a day begins and ends, on the wall clock of the place (naive)."""

    begin: datetime
    end: datetime


@dataclass(frozen=True, slots=True)
class Boundary:
    """Where the days of one person begin. wakes: by civil date, the wall clock of the last wake of its night."""

    begins: DayBegins = DayBegins.NOON
    wakes: Mapping[date, time] | None = None

    def start_of(self, day: date) -> time:
        """The wall clock a civil date's own day begins at; what lies before belongs to the day before."""
        if self.begins is DayBegins.SLEEP and self.wakes:
            woke = self.wakes.get(day)
            if woke is not None and woke < _LATEST_WAKE:
                return woke
        return _NOON

    def day_of(self, at: datetime) -> date:
        """The day a moment belongs to. at: with the wall clock of the place; its zone is not looked at.

        >>> Boundary().day_of(datetime(2026, 11, 24, 3, 10))
        datetime.date(2026, 11, 23)
        """
        return at.date() if at.time() >= self.start_of(at.date()) else at.date() - timedelta(days=1)

    def day_of_episode(self, episode: Episode) -> date:
        """The day a spasm belongs to, by its onset on the wall clock there and then."""
        return self.day_of(episode.local_onset)

    def span(self, day: date) -> Span:
        """From where to where a day runs, on the wall clock."""
        following = day + timedelta(days=1)
        return Span(
            datetime.combine(day, self.start_of(day)), datetime.combine(following, self.start_of(following))
        )
