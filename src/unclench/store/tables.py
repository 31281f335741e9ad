# SPDX-License-Identifier: Apache-2.0
"""The table of days an analysis starts from, read in a few questions however long the diary is."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from uuid import UUID

from unclench.diary.exposures import Exposure
from unclench.diary.settings import DiarySettings
from unclench.diary.table import DayTable, day_table
from unclench.store import day_columns, episodes, medicines, models, told_spans
from unclench.store.faults import explained

__all__ = ["looked_at", "table"]

_MOST_EPISODES = 50_000


@explained
def table(
    person_id: UUID, asked: DiarySettings, shown: Mapping[str, Exposure], now: datetime
) -> DayTable | None:
    """Every day from the first anything is known of to the one it is now; None where nothing is known of any.

    shown: the exposures that are looked at, by id. now: aware, with the offset of the place the person is at.
    """
    spasms = episodes.since(person_id, datetime(1900, 1, 1, tzinfo=UTC), limit=_MOST_EPISODES)
    begins = [one.local_onset.date() - timedelta(days=1) for one in spasms[-1:]]
    said = (
        models.CheckIn.objects.filter(person_id=person_id)
        .order_by("day")
        .values_list("day", flat=True)
        .first()
    )
    told = models.ImportedFile.objects.filter(person_id=person_id, hidden=False, first_day__isnull=False)
    earliest = told.order_by("first_day").values_list("first_day", flat=True).first()
    begins += [day for day in (said, earliest) if day is not None]
    if not begins:
        return None
    first = min(begins)
    borders = told_spans.boundary(person_id, asked, first, now.date())
    columns = day_columns.columns(person_id, first, max(borders.day_of(now), first))
    return day_table(columns, spasms, borders, shown, medicines.courses(person_id))


def looked_at(exposures: Mapping[str, Exposure], asked: DiarySettings) -> dict[str, Exposure]:
    """What a look for triggers takes in: what measures a trigger of content, what is followed, the person's own.

    Everything a watch can measure would be too many questions for one diary.
    """
    return {
        key: one
        for key, one in exposures.items()
        if one.trigger or one.is_own or one.control or key in asked.followed
    }
