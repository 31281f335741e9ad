# SPDX-License-Identifier: Apache-2.0
"""What files told that lies in time: when a person slept, when they woke; and which files told of a day.

These verbs trust person_id: get it from `persons`, which knows whose it is.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone
from uuid import UUID

import numpy as np
from numpy.typing import NDArray

from unclench.diary.day import Boundary, DayBegins
from unclench.diary.measures import SleepStage
from unclench.diary.settings import DiarySettings
from unclench.intake.blocks import month_of, unpacked
from unclench.intake.gathering import SLEEP
from unclench.intake.merging import standing
from unclench.intake.nights import NIGHT_GAP_MS
from unclench.intake.samples import EPOCH_DAY, WHOLE_DAY, Samples
from unclench.store import imports, models
from unclench.store.faults import explained

__all__ = ["Sleep", "boundary", "nights", "tellers", "wakes"]

_DAY_MS = 86_400_000
_ASLEEP = (SleepStage.ASLEEP, SleepStage.LIGHT, SleepStage.DEEP, SleepStage.REM)
_MADE_OF_SLEEP = ("asleep_min", "in_bed_min")


@dataclass(frozen=True, slots=True)
class Sleep:
    """One sleep, a night or a nap, as its best source told it. begin, end: aware, each with the offset of the place.

    asleep: False where only the time in bed is known.
    """

    begin: datetime
    end: datetime
    source: str
    asleep: bool

    @property
    def length(self) -> timedelta:
        """From falling asleep to the last wake."""
        return self.end - self.begin


@explained
def nights(person_id: UUID, begin: datetime, end: datetime, settings: DiarySettings) -> list[Sleep]:
    """Sleeps that lie at least partly between two moments (aware), earliest first."""
    days = [(moment.astimezone(UTC).date() - EPOCH_DAY).days for moment in (begin, end)]
    found = models.SampleBlock.objects.filter(
        person_id=person_id, measure=SLEEP, hidden=False,
        month__gte=month_of(days[0] - 2), month__lte=month_of(days[1] + 2),
    ).order_by("month", "importer")  # fmt: skip
    blocks = [unpacked(bytes(block)) for block in found.values_list("packed", flat=True)]
    if not blocks:
        return []
    sources = imports.sources(person_id)
    order = settings.order_by_measure.get(SLEEP) or settings.source_order or None
    near = Samples.joined(blocks)
    near = near.where((near.day >= days[0] - 2) & (near.day <= days[1] + 2))
    told = _sleeps(near, standing(sources, order), [one.name for one in sources])
    return [one for one in told if one.end > begin and one.begin < end]


def wakes(person_id: UUID, first: date, last: date, settings: DiarySettings) -> dict[date, time]:
    """By civil date from first to last, the wall clock at the end of its longest sleep, where one is known."""
    begin = datetime.combine(first, time(), UTC) - timedelta(days=1)
    found: dict[date, Sleep] = {}
    for one in nights(person_id, begin, begin + timedelta(days=(last - first).days + 3), settings):
        day = one.end.date()
        if first <= day <= last and (day not in found or one.length > found[day].length):
            found[day] = one
    return {day: one.end.time() for day, one in found.items()}


def boundary(person_id: UUID, settings: DiarySettings, first: date, last: date) -> Boundary:
    """Where this person's days from first to last begin and end."""
    if settings.begins is DayBegins.NOON:
        return Boundary()
    return Boundary(settings.begins, wakes(person_id, first, last + timedelta(days=1), settings))


@explained
def tellers(person_id: UUID, day: date) -> dict[str, tuple[str, ...]]:
    """By measure, the names of the files that told of it around a day; a file of the same kind counts by its latest."""
    number = (day - EPOCH_DAY).days
    blocks = models.SampleBlock.objects.filter(
        person_id=person_id, hidden=False, month__gte=month_of(number - 1), month__lte=month_of(number)
    ).values_list("measure", "importer")
    files = models.ImportedFile.objects.filter(
        person_id=person_id, hidden=False, first_day__lte=day, last_day__gte=day - timedelta(days=1)
    ).order_by("read_at", "pk")
    latest = dict(files.values_list("importer", "name"))
    told: dict[str, dict[str, None]] = {}
    for measure, importer in sorted(set(blocks)):
        if importer in latest:
            for key in _MADE_OF_SLEEP if measure == SLEEP else (measure,):
                told.setdefault(key, {})[latest[importer]] = None
    return {key: tuple(names) for key, names in told.items()}


def _sleeps(samples: Samples, stand: NDArray[np.intp], names: list[str]) -> Iterator[Sleep]:
    length = samples.end_ms - samples.start_ms
    one = samples.where((length > 0) & (length <= _DAY_MS) & (samples.start_ms != WHOLE_DAY))
    one = one.where((one.value == SleepStage.IN_BED) | np.isin(one.value, _ASLEEP))
    if not len(one):
        return
    one = one.where(np.argsort(one.start_ms, kind="stable"))
    reached = np.maximum.accumulate(one.end_ms)
    breaks = np.flatnonzero(one.start_ms[1:] - reached[:-1] > NIGHT_GAP_MS) + 1
    for part in np.split(np.arange(len(one)), breaks):
        asleep = part[one.value[part] != SleepStage.IN_BED]
        chosen = asleep if len(asleep) else part
        place = stand[one.source[chosen]]
        chosen = chosen[place == place.min()]
        last = chosen[np.argmax(one.end_ms[chosen])]
        yield Sleep(
            begin=_moment(one.start_ms[chosen[0]], one.offset_min[chosen[0]]),
            end=_moment(one.end_ms[last], one.offset_min[last]),
            source=names[int(one.source[last])],
            asleep=len(asleep) > 0,
        )


def _moment(milliseconds: np.int64, offset_min: np.int16) -> datetime:
    there = timezone(timedelta(minutes=int(offset_min)))
    return datetime.fromtimestamp(int(milliseconds) / 1000, there)
