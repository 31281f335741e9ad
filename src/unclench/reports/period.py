# SPDX-License-Identifier: Apache-2.0
"""Which days a report is about, and which spasms fall into them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from unclench.diary import Episode
from unclench.errors import InputError

__all__ = ["LONGEST_DAYS", "SHORTEST_DAYS", "Period", "period"]

SHORTEST_DAYS = 7
LONGEST_DAYS = 730


@dataclass(frozen=True, slots=True)
class Period:
    """The days from first_day to last_day, both within. spasms: of these days, oldest first, without deleted ones.

    onset_days: the day of each on the wall there; a traveller's wall may already show tomorrow, which counts as the
    last day. began_on: the day of the diary's first spasm, which may lie before first_day; None where it is empty.
    """

    first_day: date
    last_day: date
    days: int
    spasms: tuple[Episode, ...]
    onset_days: tuple[date, ...]
    began_on: date | None

    @property
    def diary_from(self) -> date | None:
        """The first day of the period on which there was a diary."""
        return None if self.began_on is None else max(self.first_day, self.began_on)

    @property
    def diary_days(self) -> int:
        """Days of the period since the diary began."""
        return 0 if self.diary_from is None else (self.last_day - self.diary_from).days + 1


def period(episodes: Iterable[Episode], now: datetime, days: int) -> Period:
    """The last `days` days up to the day of `now` (aware, in the person's zone), each spasm on its own wall's day.

    Raises InputError where days is not from 7 to 730.
    """
    if not SHORTEST_DAYS <= days <= LONGEST_DAYS:
        raise InputError(
            f"A report cannot be about {days} days.", why=f"It holds {SHORTEST_DAYS} to {LONGEST_DAYS} days.",
            todo="Choose a number between them.", field="days",
        )  # fmt: skip
    last = now.date()
    first = last - timedelta(days=days - 1)
    kept = [(min(one.local_onset.date(), last), one) for one in episodes if not one.deleted]
    within = sorted(
        (pair for pair in kept if pair[0] >= first), key=lambda pair: (pair[1].onset_at, pair[1].id)
    )
    return Period(
        first_day=first,
        last_day=last,
        days=days,
        spasms=tuple(one for _, one in within),
        onset_days=tuple(day for day, _ in within),
        began_on=min((day for day, _ in kept), default=None),
    )
