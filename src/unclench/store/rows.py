# SPDX-License-Identifier: Apache-2.0
"""Between rows and the entities of the diary, both ways."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta, timezone
from uuid import UUID

from unclench.body.areas import Area, Side
from unclench.diary import (
    Doing,
    Episode,
    Event,
    EventKind,
    Medicine,
    Person,
    Recorded,
    Sex,
    StepResult,
    StepTried,
)
from unclench.store import models

__all__ = ["FOLDED", "episode_row", "episodes_of", "event_of", "event_row", "person_of", "step_rows"]

FOLDED = [
    "area", "side", "onset_at", "utc_offset_minutes", "recorded", "ended_at", "let_go", "pain", "doing", "different",
    "note", "deleted", "revision",
]  # fmt: skip
"""The columns of an episode that its fold fills: all but its keys."""


def person_of(row: models.Person) -> Person:
    return Person(
        id=row.id,
        name=row.name,
        conditions=frozenset(row.conditions),
        equipment=frozenset(row.equipment),
        turned_on=frozenset(row.turned_on),
        birth_year=row.birth_year,
        sex=Sex(row.sex) if row.sex else None,
        country=row.country,
        medicines=tuple(
            Medicine(kept["name"], date.fromisoformat(kept["since"]) if kept["since"] else None)
            for kept in row.medicines
        ),
    )


def event_of(row: models.Event) -> Event:
    """The event as it was sent: at carries the offset of the place again."""
    there = timezone(timedelta(minutes=row.utc_offset_minutes))
    return Event(row.event_id, row.episode_id, EventKind(row.kind), row.at.astimezone(there), row.data)


def event_row(event: Event, person_id: UUID, now: datetime) -> models.Event:
    return models.Event(
        person_id=person_id,
        event_id=event.id,
        episode_id=event.episode_id,
        kind=event.kind.value,
        at=event.at.astimezone(UTC),
        utc_offset_minutes=event.utc_offset_minutes,
        data=dict(event.data),
        received_at=now,
    )


def episodes_of(found: Iterable[models.Episode]) -> list[Episode]:
    """The episodes of these rows, in their order; one question for the steps of all of them."""
    kept = list(found)
    steps: dict[int, list[StepTried]] = defaultdict(list)
    tried = models.StepTried.objects.filter(episode__in=[row.pk for row in kept]).order_by(
        "episode", "position"
    )
    for owner, remedy, started_at, result in tried.values_list(
        "episode_id", "remedy", "started_at", "result"
    ):
        steps[owner].append(StepTried(remedy, started_at, StepResult(result)))
    return [_episode_of(row, tuple(steps[row.pk])) for row in kept]


def _episode_of(row: models.Episode, steps: tuple[StepTried, ...]) -> Episode:
    return Episode(
        id=row.episode_id,
        person_id=row.person_id,
        area=Area(row.area),
        side=Side(row.side),
        onset_at=row.onset_at,
        utc_offset_minutes=row.utc_offset_minutes,
        recorded=Recorded(row.recorded),
        ended_at=row.ended_at,
        let_go=row.let_go,
        steps=steps,
        pain=row.pain,
        doing=None if row.doing is None else Doing(row.doing),
        different=row.different,
        note=row.note,
        deleted=row.deleted,
        revision=row.revision,
    )


def episode_row(episode: Episode) -> models.Episode:
    return models.Episode(
        person_id=episode.person_id,
        episode_id=episode.id,
        area=episode.area.value,
        side=episode.side.value,
        onset_at=episode.onset_at,
        utc_offset_minutes=episode.utc_offset_minutes,
        recorded=episode.recorded.value,
        ended_at=episode.ended_at,
        let_go=episode.let_go,
        pain=episode.pain,
        doing=None if episode.doing is None else episode.doing.value,
        different=episode.different,
        note=episode.note,
        deleted=episode.deleted,
        revision=episode.revision,
    )


def step_rows(episode: Episode, row: models.Episode) -> list[models.StepTried]:
    return [
        models.StepTried(
            episode=row,
            position=position,
            remedy=step.remedy,
            started_at=step.started_at,
            result=step.result.value,
        )
        for position, step in enumerate(episode.steps)
    ]
