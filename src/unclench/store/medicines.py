# SPDX-License-Identifier: Apache-2.0
"""Medicines and supplements as notes; what is taken now is kept on the person, where care and the report read it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from unclench.diary import Medicine
from unclench.diary.medicines import Course, CourseKind, MedicineNote, NoteKind, courses_of, running
from unclench.errors import InputError, NotFound
from unclench.store import models
from unclench.store.faults import explained
from unclench.store.recording import lock

__all__ = ["MOST_NOTES", "courses", "note", "projected", "set_deleted", "take_list"]

MOST_NOTES = 2_000
"""Notes of one person; more is a program gone wrong."""


@explained
def courses(person_id: UUID) -> list[Course]:
    """Every medicine and supplement with its notes, those taken now first."""
    return courses_of(_entity(row) for row in models.MedicineNote.objects.filter(person_id=person_id))


@explained
def note(person_id: UUID, one: MedicineNote) -> list[Course]:
    """Keep a note; the same id again changes nothing. InputError, NotFound."""
    with transaction.atomic():
        lock(person_id)
        if models.MedicineNote.objects.filter(person_id=person_id).count() >= MOST_NOTES:
            raise InputError(
                "These are too many notes.", why=f"A diary keeps up to {MOST_NOTES} about medicines.",
                todo="Look whether a program sends them again and again.", field="medicine",
            )  # fmt: skip
        _keep(person_id, [one])
        return projected(person_id)


@explained
def set_deleted(person_id: UUID, note_id: UUID, *, deleted: bool) -> list[Course]:
    """Take a note back, or bring it back. NotFound."""
    with transaction.atomic():
        lock(person_id)
        if not models.MedicineNote.objects.filter(person_id=person_id, note_id=note_id).update(
            deleted=deleted
        ):
            raise NotFound("There is no such note here.", todo="Open it from the list of medicines.")
        return projected(person_id)


def take_list(person_id: UUID, wanted: Iterable[Medicine], now: datetime, today: date) -> None:
    """Make the courses agree with a list of what is taken now: new names start, missing ones stop today.

    Within a transaction that holds the person.
    """
    listed = {one.name.casefold(): one for one in wanted}
    told = courses(person_id)
    taken = {one.name.casefold(): one for one in told if one.taken}
    fresh: list[MedicineNote] = []
    for key, one in listed.items():
        course = taken.get(key)
        if course is None or (course.since != one.since and one.since is not None):
            kind = NoteKind.STARTED if course is None or course.since is None else NoteKind.CHANGED
            fresh.append(MedicineNote(models.new_id(), one.name, CourseKind.MEDICINE, kind, one.since, now))
    fresh += [
        MedicineNote(models.new_id(), one.name, one.kind, NoteKind.STOPPED, today, now)
        for key, one in taken.items()
        if key not in listed
    ]
    _keep(person_id, fresh)
    projected(person_id)


def projected(person_id: UUID) -> list[Course]:
    """The courses as they are now, and on the person what of them is taken. Within a transaction."""
    found = courses(person_id)
    models.Person.objects.filter(id=person_id).update(
        medicines=[
            {"name": one.name, "since": one.since.isoformat() if one.since else None}
            for one in running(found)
        ]
    )
    return found


def _keep(person_id: UUID, notes: Iterable[MedicineNote]) -> None:
    models.MedicineNote.objects.bulk_create(
        (
            models.MedicineNote(
                person_id=person_id, note_id=one.id, name=one.name, course=one.course.value, kind=one.kind.value,
                day=one.day, at=one.at, text=one.text, deleted=one.deleted,
            )
            for one in notes
        ),
        ignore_conflicts=True,
    )  # fmt: skip


def _entity(row: models.MedicineNote) -> MedicineNote:
    return MedicineNote(
        id=row.note_id,
        name=row.name,
        course=CourseKind(row.course),
        kind=NoteKind(row.kind),
        day=row.day,
        at=row.at,
        text=row.text,
        deleted=row.deleted,
    )
