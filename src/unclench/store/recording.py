# SPDX-License-Identifier: Apache-2.0
"""Take events in, each exactly once, and keep the episodes they tell of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from unclench.diary import Episode, Event, fold
from unclench.errors import NotFound
from unclench.store import models, rows
from unclench.store.faults import explained
from unclench.store.refusals import TooManyEvents
from unclench.store.span import check_edited_span

__all__ = ["MOST_EVENTS", "Receipt", "lock", "project", "record"]

MOST_EVENTS = 2_000
"""Events an episode may have; more is a program gone wrong."""


@dataclass(frozen=True, slots=True)
class Receipt:
    """What became of the events that were sent.

    accepted: ids kept now, in the order sent. already: ids that were kept before (or stand twice in what was sent).
    episodes: the touched episodes as they are now, in no order of meaning; one that has not begun yet is left out.
    """

    accepted: tuple[UUID, ...]
    already: tuple[UUID, ...]
    episodes: tuple[Episode, ...]


@explained
def record(person_id: UUID, events: Sequence[Event], now: datetime) -> Receipt:
    """Keep these events of one person, all or none; what was kept before is left as it was.

    now: aware, the time of receipt. NotFound: no such person. ImpossibleSpan: an edit would put an end before its
    onset. TooManyEvents: an episode would have more than MOST_EVENTS of them. StoreBusy, StoreFull, StoreUnavailable:
    the machine could not. After any of these nothing was kept; when it returns, all is on the disk.
    """
    with transaction.atomic():
        lock(person_id)
        fresh, already = _sorted_out(person_id, events)
        touched: dict[UUID, list[Event]] = defaultdict(list)
        for event in fresh:
            touched[event.episode_id].append(event)
        known = _known(person_id, touched)
        for episode_id, added in touched.items():
            _check(known[episode_id], added)
        models.Event.objects.bulk_create(rows.event_row(event, person_id, now) for event in fresh)
        folded = [fold([*known[episode_id], *added], person_id) for episode_id, added in touched.items()]
        episodes = tuple(episode for episode in folded if episode is not None)
        project(person_id, episodes)
    return Receipt(tuple(event.id for event in fresh), already, episodes)


def lock(person_id: UUID) -> None:
    """One writer a person: PostgreSQL locks the row, SQLite's transaction holds the file from its first word on."""
    if not models.Person.objects.select_for_update().filter(id=person_id).exists():
        raise NotFound(
            "There is no such person here.", why="The diary it names is not known.", todo="Choose a person."
        )


def _sorted_out(person_id: UUID, events: Sequence[Event]) -> tuple[list[Event], tuple[UUID, ...]]:
    known = set(
        models.Event.objects.filter(
            person_id=person_id, event_id__in={event.id for event in events}
        ).values_list("event_id", flat=True)
    )
    fresh: list[Event] = []
    already: list[UUID] = []
    for event in events:
        if event.id in known:
            already.append(event.id)
        else:
            known.add(event.id)
            fresh.append(event)
    return fresh, tuple(already)


def _known(person_id: UUID, touched: dict[UUID, list[Event]]) -> dict[UUID, list[Event]]:
    """The events kept before, of each touched episode."""
    known: dict[UUID, list[Event]] = {episode_id: [] for episode_id in touched}
    for row in models.Event.objects.filter(person_id=person_id, episode_id__in=touched):
        known[row.episode_id].append(rows.event_of(row))
    return known


def _check(known: list[Event], added: list[Event]) -> None:
    if len(known) + len(added) > MOST_EVENTS:
        raise TooManyEvents(MOST_EVENTS, added)
    check_edited_span([*known, *added], added)


def project(person_id: UUID, episodes: Sequence[Episode]) -> None:
    """Write the episodes as they are now over what stood there."""
    written = models.Episode.objects.bulk_create(
        [rows.episode_row(episode) for episode in episodes],
        update_conflicts=True,
        unique_fields=["person", "episode_id"],
        update_fields=rows.FOLDED,
    )
    models.StepTried.objects.filter(
        episode__person_id=person_id, episode__episode_id__in=[episode.id for episode in episodes]
    ).delete()
    models.StepTried.objects.bulk_create(
        step for episode, row in zip(episodes, written, strict=True) for step in rows.step_rows(episode, row)
    )
