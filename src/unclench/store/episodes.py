# SPDX-License-Identifier: Apache-2.0
"""A person's episodes: record events, read what they tell of.

These verbs trust person_id: get it from `persons`, which knows whose it is.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

from django.db.models import QuerySet

from unclench.body.areas import Area
from unclench.diary import Episode, Event
from unclench.errors import InputError, NotFound
from unclench.store import models, rows
from unclench.store.faults import explained
from unclench.store.recording import MOST_EVENTS, Receipt, record

__all__ = [
    "MOST_EVENTS",
    "PageMark",
    "Receipt",
    "all_for_export",
    "count",
    "events_of",
    "get",
    "history",
    "recent",
    "record",
    "since",
]

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class PageMark:
    """Where a page of the diary ended: the next one holds what lies before it. Stays right while entries are added."""

    onset_at: datetime
    episode_id: UUID

    @classmethod
    def after(cls, episode: Episode) -> PageMark:
        """The mark of a page whose last line is this episode."""
        return cls(episode.onset_at, episode.id)

    @property
    def text(self) -> str:
        """The mark as it stands in an address: ?before=…"""
        return f"{(self.onset_at - _EPOCH) // _MICROSECOND}_{self.episode_id.hex}"

    @classmethod
    def parse(cls, text: str) -> PageMark:
        """The mark an address holds; InputError where it is none."""
        micros, _, episode = text.partition("_")
        try:
            return cls(_EPOCH + int(micros) * _MICROSECOND, UUID(episode))
        except (ValueError, OverflowError):
            raise InputError(
                "This page of the diary cannot be found.", why="The address was cut or changed.",
                todo="Open the diary from its beginning.", field="before",
            ) from None  # fmt: skip


@explained
def recent(person_id: UUID, limit: int = 50, before: PageMark | None = None) -> list[Episode]:
    """The person's latest episodes, newest onset first, without the deleted ones; before: the page after a mark."""
    found = _kept(person_id)
    if before is not None:
        found = found.filter(onset_at__lte=before.onset_at).exclude(
            onset_at=before.onset_at, episode_id__gte=before.episode_id
        )
    return rows.episodes_of(_newest_first(found)[:limit])


@explained
def get(person_id: UUID, episode_id: UUID) -> Episode:
    """One episode, also a deleted one (`deleted` says so); NotFound where the person has none with this id."""
    found = rows.episodes_of(models.Episode.objects.filter(person_id=person_id, episode_id=episode_id))
    if not found:
        raise NotFound(
            "There is no such episode in this diary.", why="It may belong to another person, or was never sent.",
            todo="Open it from the diary.",
        )  # fmt: skip
    return found[0]


@explained
def count(person_id: UUID) -> int:
    """How many episodes the diary shows."""
    return _kept(person_id).count()


@explained
def history(person_id: UUID, area: Area, limit: int = 50) -> list[Episode]:
    """The latest episodes of one area, newest first: what the order of remedies learns from."""
    return rows.episodes_of(_newest_first(_kept(person_id).filter(area=area.value))[:limit])


@explained
def since(person_id: UUID, begin: datetime, limit: int = 2_000) -> list[Episode]:
    """The latest episodes that began at or after `begin`, newest first."""
    return rows.episodes_of(_newest_first(_kept(person_id).filter(onset_at__gte=begin))[:limit])


def all_for_export(person_id: UUID) -> Iterator[Episode]:
    """Every episode the diary shows, oldest first, a few hundred in memory at a time."""
    after: PageMark | None = None
    while page := _oldest(person_id, after):
        yield from page
        after = PageMark.after(page[-1])


@explained
def _oldest(person_id: UUID, after: PageMark | None, limit: int = 500) -> list[Episode]:
    found = _kept(person_id).order_by("onset_at", "episode_id")
    if after is not None:
        found = found.filter(onset_at__gte=after.onset_at).exclude(
            onset_at=after.onset_at, episode_id__lte=after.episode_id
        )
    return rows.episodes_of(found[:limit])


@explained
def events_of(person_id: UUID, episode_id: UUID | None = None) -> Iterator[Event]:
    """The events as they were sent, of one episode or of all, also of deleted ones; in the order of their clocks."""
    found = models.Event.objects.filter(person_id=person_id)
    if episode_id is not None:
        found = found.filter(episode_id=episode_id)
    return (rows.event_of(row) for row in found.order_by("at", "event_id").iterator(chunk_size=1_000))


def _kept(person_id: UUID) -> QuerySet[models.Episode]:
    return models.Episode.objects.filter(person_id=person_id, deleted=False)


def _newest_first(found: QuerySet[models.Episode]) -> QuerySet[models.Episode]:
    return found.order_by("-onset_at", "-episode_id")
