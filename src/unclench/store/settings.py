# SPDX-License-Identifier: Apache-2.0
"""How a person wants their days kept."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, time
from uuid import UUID

from django.db import transaction

from unclench.diary.day import DayBegins
from unclench.diary.settings import DiarySettings, Place, Suspicion
from unclench.store import models
from unclench.store.faults import explained
from unclench.store.recording import lock

__all__ = ["MOST_FOLLOWED", "change", "new_token", "of", "person_with_token"]

MOST_FOLLOWED = 60
"""Exposures one person can follow, their own among them."""


@explained
def of(person_id: UUID) -> DiarySettings:
    """The person's settings; the defaults where they never changed one."""
    row = models.DiarySettings.objects.filter(person_id=person_id).first()
    return DiarySettings() if row is None else _entity(row)


@explained
def change(person_id: UUID, how: Callable[[DiarySettings], DiarySettings]) -> DiarySettings:
    """The settings after `how` was applied to them, in one step: two changes at once do not lose each other.

    `how` may raise InputError; then nothing changes. NotFound: no such person.
    """
    with transaction.atomic():
        lock(person_id)
        changed = how(of(person_id))
        models.DiarySettings.objects.update_or_create(person_id=person_id, defaults=_values(changed))
    return changed


@explained
def new_token(person_id: UUID) -> str:
    """A fresh secret for the reminder's address; the one before no longer works."""
    token = secrets.token_urlsafe(32)
    change(person_id, lambda before: replace(before, calendar_token=token))
    return token


@explained
def person_with_token(token: str) -> UUID | None:
    """Whose reminder has this secret; None where nobody's."""
    if not token:
        return None
    return (
        models.DiarySettings.objects.filter(calendar_token=token).values_list("person_id", flat=True).first()
    )


def _entity(row: models.DiarySettings) -> DiarySettings:
    return DiarySettings(
        begins=DayBegins(row.begins),
        followed=tuple(row.followed),
        own=tuple(row.own),
        source_order=tuple(row.source_order),
        order_by_measure={key: tuple(names) for key, names in row.order_by_measure.items()},
        csv_mappings=dict(row.csv_mappings),
        weather=None if row.weather is None else Place(row.weather["latitude"], row.weather["longitude"]),
        calendar_token=row.calendar_token,
        remind_at=time.fromisoformat(row.remind_at),
        zone=row.zone,
        suspicions={
            key: Suspicion(one["direction"], datetime.fromisoformat(one["said_at"]), one["before_look"])
            for key, one in row.suspicions.items()
        },
        first_look_at=row.first_look_at,
    )


def _values(settings: DiarySettings) -> dict[str, object]:
    place = settings.weather
    return {
        "begins": settings.begins.value,
        "followed": list(settings.followed),
        "own": [dict(one) for one in settings.own],
        "source_order": list(settings.source_order),
        "order_by_measure": {key: list(names) for key, names in settings.order_by_measure.items()},
        "csv_mappings": dict(settings.csv_mappings),
        "weather": None if place is None else {"latitude": place.latitude, "longitude": place.longitude},
        "calendar_token": settings.calendar_token,
        "remind_at": settings.remind_at.strftime("%H:%M"),
        "zone": settings.zone,
        "suspicions": {
            key: {
                "direction": one.direction,
                "said_at": one.said_at.isoformat(),
                "before_look": one.before_look,
            }
            for key, one in settings.suspicions.items()
        },
        "first_look_at": settings.first_look_at,
    }
