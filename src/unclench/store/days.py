# SPDX-License-Identifier: Apache-2.0
"""A person's days: check-ins in, answers and columns out; medicines as periods.

These verbs trust person_id: get it from `persons`, which knows whose it is.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from uuid import UUID

from django.db import transaction

from unclench.diary.checkin import Answer, AnswerState, CheckIn, CheckInKind, answers_of
from unclench.errors import InputError
from unclench.store import models
from unclench.store.day_columns import columns, put_said, reach
from unclench.store.faults import explained
from unclench.store.recording import lock

__all__ = [
    "MOST_CHECK_INS",
    "CheckInReceipt",
    "columns",
    "last_clearing",
    "reach",
    "record",
    "said",
    "said_of",
]

MOST_CHECK_INS = 500
"""Check-ins of one day; more is a program gone wrong."""


@dataclass(frozen=True, slots=True)
class CheckInReceipt:
    """accepted: ids kept now. already: ids that were kept before."""

    accepted: tuple[UUID, ...]
    already: tuple[UUID, ...]


@explained
def record(person_id: UUID, sent: Sequence[CheckIn], now: datetime) -> CheckInReceipt:
    """Keep these check-ins of one person, all or none, each once; when it returns, all is on the disk.

    now: aware, the time of receipt. NotFound: no such person. InputError: a day that lies ahead, or far too many.
    """
    for one in sent:
        _check(one, now)
    with transaction.atomic():
        lock(person_id)
        ids = {one.id for one in sent}
        kept = models.CheckIn.objects.filter(person_id=person_id, check_in_id__in=ids)
        known = set(kept.values_list("check_in_id", flat=True))
        fresh = list({one.id: one for one in sent if one.id not in known}.values())
        before = {day: answers_of(said) for day, said in _said(person_id, {one.day for one in fresh}).items()}
        models.CheckIn.objects.bulk_create(_row(person_id, one, now) for one in fresh)
        for day, told in _said(person_id, {one.day for one in fresh}).items():
            if len(told) > MOST_CHECK_INS:
                raise InputError(
                    "This day cannot take another check-in.", why=f"It has {MOST_CHECK_INS} already.",
                    todo="Look whether a program sends them again and again.", field="day",
                )  # fmt: skip
            answers = answers_of(told)
            put_said(person_id, day, answers, gone=set(before.get(day, {})) - set(answers))
    already = tuple(one.id for one in sent if one.id in known)
    return CheckInReceipt(tuple(one.id for one in fresh), already)


@explained
def said(person_id: UUID, day: date) -> dict[str, Answer]:
    """What holds of a day after everything that was said of it."""
    return answers_of(_said(person_id, {day}).get(day, []))


@explained
def said_of(person_id: UUID, day: date) -> list[CheckIn]:
    """Everything that was ever said of a day, oldest first."""
    return sorted(_said(person_id, {day}).get(day, []), key=lambda one: (one.at, one.id))


@explained
def last_clearing(person_id: UUID, day: date) -> UUID | None:
    """The clearing of a day that undo would take back; None where the latest word is no clearing."""
    told = said_of(person_id, day)
    undone = {one.of for one in told}
    if told and told[-1].kind is CheckInKind.CLEARED and told[-1].id not in undone:
        return told[-1].id
    return None


def _said(person_id: UUID, days: set[date]) -> dict[date, list[CheckIn]]:
    found: dict[date, list[CheckIn]] = defaultdict(list)
    for row in models.CheckIn.objects.filter(person_id=person_id, day__in=days):
        found[row.day].append(_entity(row))
    return found


def _check(one: CheckIn, now: datetime) -> None:
    if one.day > (now + timedelta(hours=14)).date():  # no wall clock is further ahead
        raise InputError(
            "This day lies ahead.", why="A day can be told once it has begun.", todo="Choose an earlier day.",
            field="day",
        )  # fmt: skip
    if one.day.year < 1900:
        raise InputError(
            "This day cannot be kept.", why="It lies before 1900.", todo="Correct the year.", field="day"
        )


def _row(person_id: UUID, one: CheckIn, now: datetime) -> models.CheckIn:
    offset = one.at.utcoffset()
    return models.CheckIn(
        person_id=person_id,
        check_in_id=one.id,
        day=one.day,
        kind=one.kind.value,
        at=one.at.astimezone(UTC),
        utc_offset_minutes=0 if offset is None else round(offset.total_seconds() / 60),
        answers={key: _as_json(answer) for key, answer in one.answers.items()},
        of=one.of,
        received_at=now,
    )


def _as_json(answer: Answer) -> dict[str, object]:
    told = {"state": answer.state.value, "value": answer.value, "hour": answer.hour, "choice": answer.choice}
    return {key: value for key, value in told.items() if value is not None}


def _entity(row: models.CheckIn) -> CheckIn:
    there = timezone(timedelta(minutes=row.utc_offset_minutes))
    return CheckIn(
        id=row.check_in_id,
        day=row.day,
        kind=CheckInKind(row.kind),
        at=row.at.astimezone(there),
        answers={
            key: Answer(AnswerState(one["state"]), one.get("value"), one.get("hour"), one.get("choice"))
            for key, one in row.answers.items()
        },
        of=row.of,
    )
