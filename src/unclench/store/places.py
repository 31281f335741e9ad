# SPDX-License-Identifier: Apache-2.0
"""Who wants the weather in their days, and of which place."""

from __future__ import annotations

from uuid import UUID

from unclench.diary.settings import Place
from unclench.store import models
from unclench.store.faults import explained

__all__ = ["wanted"]


@explained
def wanted() -> dict[UUID, Place]:
    """By person, the place whose weather they switched on."""
    rows = models.DiarySettings.objects.filter(weather__isnull=False).values_list("person_id", "weather")
    return {person: Place(told["latitude"], told["longitude"]) for person, told in rows if told}
