# SPDX-License-Identifier: Apache-2.0
"""Spasms between two moments, for pages that show a day, a month or a year.

These verbs trust person_id: get it from `persons`, which knows whose it is.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID

from unclench.diary import Episode
from unclench.diary.columns import Known
from unclench.diary.day import Boundary
from unclench.store import models, rows
from unclench.store.day_columns import columns
from unclench.store.faults import explained

__all__ = ["anything_before", "between", "of_days"]

_FURTHEST_CLOCK = timedelta(hours=15)
"""No wall clock is further from UTC."""


@explained
def between(person_id: UUID, begin: datetime, end: datetime) -> list[Episode]:
    """Episodes with an onset from begin to before end (aware), oldest first, without the deleted ones."""
    found = models.Episode.objects.filter(
        person_id=person_id, deleted=False, onset_at__gte=begin, onset_at__lt=end
    )
    return rows.episodes_of(found.order_by("onset_at", "episode_id"))


def of_days(person_id: UUID, first: date, last: date, boundary: Boundary) -> list[Episode]:
    """Episodes of the days from first to last (inclusive), by the wall clock where each began, oldest first."""
    begin = datetime.combine(first, time(), UTC) - _FURTHEST_CLOCK
    end = datetime.combine(last + timedelta(days=2), time(), UTC) + _FURTHEST_CLOCK
    return [one for one in between(person_id, begin, end) if first <= boundary.day_of_episode(one) <= last]


@explained
def anything_before(person_id: UUID, day: date) -> bool:
    """Whether the diary had begun before a day: a spasm, or anything said or told of an earlier day."""
    begin = datetime.combine(day, time(12), UTC)
    if models.Episode.objects.filter(person_id=person_id, deleted=False, onset_at__lt=begin).exists():
        return True
    kept = models.DayColumn.objects.filter(person_id=person_id)
    if kept.filter(year__lt=day.year).exists():
        return True
    if day.timetuple().tm_yday == 1:
        return False
    earlier = columns(person_id, day.replace(month=1, day=1), day - timedelta(days=1))
    return any(bool((column.known != Known.NOT_ASKED).any()) for column in earlier.by_id.values())
