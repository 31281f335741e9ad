# SPDX-License-Identifier: Apache-2.0
"""The weather in somebody's days: which days lack it, and keeping what the service answered."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta
from uuid import UUID

import numpy as np
from django.db.models import Min

from unclench.diary.settings import DiarySettings, Place
from unclench.intake import weather
from unclench.intake.gathering import Gathering
from unclench.intake.samples import Rank
from unclench.store import days, imports, models, settings
from unclench.store.faults import explained
from unclench.store.imports import Imported

__all__ = ["IMPORTER", "keep", "last_asked", "missing", "switch"]

IMPORTER = "weather"
_MARK = "air_temp_max_c"
"""A day that has it has its weather."""

_WITHOUT_A_DIARY = timedelta(days=30)


def switch(person_id: UUID, place: Place | None) -> None:
    """Ask for the weather of a place from now on; None: ask nobody any more. What is known of days stays."""

    def changed(before: DiarySettings) -> DiarySettings:
        return replace(before, weather=place)

    settings.change(person_id, changed)


@explained
def missing(person_id: UUID, today: date, *, anew: bool = False) -> list[date]:
    """The days from the beginning of the diary up to yesterday that have no weather, oldest first; anew: all."""
    first, last = _first_day(person_id, today), today - timedelta(days=1)
    known = days.columns(person_id, first, last, {_MARK}).by_id.get(_MARK)
    every = [first + timedelta(days=number) for number in range((last - first).days + 1)]
    if known is None or anew:
        return every
    return [day for day, value in zip(every, known.values.tolist(), strict=True) if np.isnan(value)]


def keep(
    person_id: UUID, answers: Iterable[bytes], wanted: Collection[date], now: datetime, *, anew: bool = False
) -> Imported | None:
    """Put the service's answers into the days that wanted them; None where they tell of none of them.

    anew: they replace what was known of these days. Raises InputError: an answer is none of this service.
    """
    into = Gathering(IMPORTER, exported_at=now, adds=not anew)
    source = into.source("Open-Meteo", Rank.TOTALS)
    asked, digest, told_any = frozenset(wanted), hashlib.sha256(), False
    for answer in answers:
        digest.update(answer)
        told = weather.parse(answer)
        for measure, values in told.days.items():
            for day, value in values.items():
                if day in asked:
                    told_any = True
                    into.day_total(measure, source, day, value)
        for reason, count in told.rejected.items():
            into.reject(reason, count)
        into.unknown_types.update(told.unknown)
    if not told_any:
        return None
    into.notes.append(f"{weather.ATTRIBUTION} ({weather.LICENCE}).")
    mark = hashlib.sha256(digest.digest() + now.isoformat().encode())
    return imports.take(person_id, into.reading(), name="Open-Meteo", sha256=mark.hexdigest(), now=now)


def last_asked(person_id: UUID) -> datetime | None:
    """When weather last came in; None where it never did."""
    return next((one.read_at for one in imports.files(person_id) if one.importer == IMPORTER), None)


def _first_day(person_id: UUID, today: date) -> date:
    """The first day anything else is known of; a month back where that is later, or nothing is."""
    own = {"person_id": person_id}
    onset = models.Episode.objects.filter(**own, deleted=False).aggregate(first=Min("onset_at"))["first"]
    told = (
        models.ImportedFile.objects.filter(**own, hidden=False)
        .exclude(importer=IMPORTER)
        .aggregate(first=Min("first_day"))["first"]
    )
    said = models.CheckIn.objects.filter(**own).aggregate(first=Min("day"))["first"]
    known: list[date] = [day for day in (onset and onset.date() - timedelta(days=1), told, said) if day]
    return max(weather.FIRST_DAY, min([*known, today - _WITHOUT_A_DIARY]))
