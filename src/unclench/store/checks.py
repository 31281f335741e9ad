# SPDX-License-Identifier: Apache-2.0
"""Looks at the warning signs, kept as they were answered, and the quiet cards the diary gave rise to.

These verbs trust person_id: get it from `persons`, which knows whose it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from unclench.store import models
from unclench.store.faults import explained

__all__ = ["QUIET_FOR", "STANDS_FOR", "Check", "keep", "latest", "may_show", "put_away", "recent"]

QUIET_FOR = timedelta(days=7)
"""A card with the same reason does not come again before."""

STANDS_FOR = timedelta(days=1)
"""A card that nobody puts away stands this long."""


@dataclass(frozen=True, slots=True)
class Check:
    """One look at the warning signs.

    way: session, any_time or diary. findings: keys of the vocabulary with the answers as given. rules: ids of those
    that held. blocked: kinds of relief not to be offered meanwhile. rules_version: of the day it was judged.
    """

    id: UUID
    at: datetime
    way: str
    area: str
    findings: Mapping[str, Any]
    level: str
    rules: tuple[str, ...]
    blocked: tuple[str, ...]
    rules_version: str


@explained
def keep(person_id: UUID, check: Check, now: datetime) -> bool:
    """Keep a check; False where it stands already, so that a second click keeps one."""
    offset = check.at.utcoffset() or timedelta()
    try:
        with transaction.atomic():
            models.CareCheck.objects.create(
                person_id=person_id, check_id=check.id, at=check.at.astimezone(UTC),
                utc_offset_minutes=int(offset.total_seconds() // 60), way=check.way, area=check.area,
                findings=dict(check.findings), level=check.level, rules=list(check.rules),
                blocked=list(check.blocked), rules_version=check.rules_version, received_at=now,
            )  # fmt: skip
    except IntegrityError:
        if models.CareCheck.objects.filter(person_id=person_id, check_id=check.id).exists():
            return False
        raise
    return True


@explained
def recent(person_id: UUID, limit: int = 20) -> list[Check]:
    """The last checks, newest first."""
    return [
        _check_of(row) for row in models.CareCheck.objects.filter(person_id=person_id).order_by("-at")[:limit]
    ]


@explained
def latest(person_id: UUID) -> Check | None:
    """The newest check; None where nobody looked yet."""
    return next(iter(recent(person_id, 1)), None)


@explained
def may_show(person_id: UUID, reasons: Iterable[str], now: datetime) -> tuple[str, ...]:
    """Of these reasons those whose card may stand on the page now; a new one is noted down.

    A card stands until it is put away, a day at most; it comes again a week after it was first shown at the earliest.
    """
    asked = tuple(dict.fromkeys(reasons))
    with transaction.atomic():
        known: dict[str, models.CareNotice] = {}
        for row in models.CareNotice.objects.filter(
            person_id=person_id, reason__in=asked, shown_at__gt=now - QUIET_FOR
        ).order_by("shown_at"):
            known[row.reason] = row
        fresh = [reason for reason in asked if reason not in known]
        models.CareNotice.objects.bulk_create(
            models.CareNotice(person_id=person_id, reason=reason, shown_at=now) for reason in fresh
        )
    return tuple(reason for reason in asked if reason in fresh or _stands(known[reason], now))


@explained
def put_away(person_id: UUID, reasons: Iterable[str], now: datetime) -> None:
    """The person has read these cards."""
    models.CareNotice.objects.filter(
        person_id=person_id, reason__in=list(reasons), put_away_at__isnull=True
    ).update(put_away_at=now)


def _stands(row: models.CareNotice, now: datetime) -> bool:
    return row.put_away_at is None and row.shown_at > now - STANDS_FOR


def _check_of(row: models.CareCheck) -> Check:
    there = timezone(timedelta(minutes=row.utc_offset_minutes))
    return Check(
        row.check_id, row.at.astimezone(there), row.way, row.area, row.findings, row.level,
        tuple(row.rules), tuple(row.blocked), row.rules_version,
    )  # fmt: skip
