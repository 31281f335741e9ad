# SPDX-License-Identifier: Apache-2.0
"""Medicines and supplements as periods: started, changed, stopped, missed; from notes that are only ever added."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from uuid import UUID

from unclench.diary.person import Medicine
from unclench.errors import InputError

__all__ = [
    "NEW_FOR_DAYS",
    "Course",
    "CourseKind",
    "MedicineNote",
    "NoteKind",
    "courses_of",
    "new_on",
    "running",
]

LONGEST_NAME = 100
NEW_FOR_DAYS = 28
"""A start or a change of dose counts as new for so many days: a design of ours."""


class CourseKind(StrEnum):
    """What it is; only for the list."""

    MEDICINE = "medicine"
    SUPPLEMENT = "supplement"


class NoteKind(StrEnum):
    """What happened to it on a day. MISSED: a dose was missed or late."""

    STARTED = "started"
    CHANGED = "changed"
    STOPPED = "stopped"
    MISSED = "missed"


@dataclass(frozen=True, slots=True)
class MedicineNote:
    """One thing that happened. day: None where somebody only knows that it is taken. text: the dose, as they write it.

    deleted: taken back, kept for undo.
    """

    id: UUID
    name: str
    course: CourseKind
    kind: NoteKind
    day: date | None
    at: datetime
    text: str = ""
    deleted: bool = False

    def __post_init__(self) -> None:
        clean = " ".join(self.name.split())
        if not clean or clean != self.name or len(clean) > LONGEST_NAME or not clean.isprintable():
            raise InputError(
                "This medicine cannot be kept.", why=f"A name has 1 to {LONGEST_NAME} characters on one line.",
                todo="Write the name that stands on the box.", field="medicine",
            )  # fmt: skip
        if len(self.text) > LONGEST_NAME or not (self.text.isprintable()):
            raise InputError(
                "This dose cannot be kept.", why=f"It has up to {LONGEST_NAME} characters on one line.",
                todo="Write it shorter.", field="text",
            )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Course:
    """One medicine or supplement with its notes, oldest first; notes without a day come first of all."""

    name: str
    kind: CourseKind
    notes: tuple[MedicineNote, ...]

    @property
    def taken(self) -> bool:
        """Whether it is taken now."""
        turning = [note for note in self.notes if note.kind in (NoteKind.STARTED, NoteKind.STOPPED)]
        return not turning or turning[-1].kind is NoteKind.STARTED

    @property
    def since(self) -> date | None:
        """The day of the last start or change; None where nobody said."""
        days = [
            note.day for note in self.notes if note.kind in (NoteKind.STARTED, NoteKind.CHANGED) and note.day
        ]
        return days[-1] if days else None

    def taken_on(self, day: date) -> bool | None:
        """Whether it was taken on a day; None where the notes do not reach back to it."""
        before = [
            note
            for note in self.notes
            if note.kind in (NoteKind.STARTED, NoteKind.STOPPED) and (note.day is None or note.day <= day)
        ]
        if before:
            return before[-1].kind is NoteKind.STARTED
        return False if any(note.kind is NoteKind.STARTED for note in self.notes) else None


def courses_of(notes: Iterable[MedicineNote]) -> list[Course]:
    """The courses these notes tell of, those taken now first, then by name. Names that differ in case are one."""
    by_name: dict[str, list[MedicineNote]] = defaultdict(list)
    for note in notes:
        if not note.deleted:
            by_name[note.name.casefold()].append(note)
    found = []
    for told in by_name.values():
        told.sort(key=lambda note: (note.day or date.min, note.at, note.id))
        found.append(Course(told[-1].name, told[-1].course, tuple(told)))
    return sorted(found, key=lambda one: (not one.taken, one.name.casefold()))


def running(courses: Iterable[Course]) -> tuple[Medicine, ...]:
    """What is taken now, as care and the doctor's page want to know it."""
    return tuple(Medicine(one.name, one.since) for one in courses if one.taken)


def new_on(courses: Iterable[Course], day: date) -> bool:
    """Whether a medicine was started or changed within NEW_FOR_DAYS before a day."""
    begin = day - timedelta(days=NEW_FOR_DAYS)
    return any(
        note.kind in (NoteKind.STARTED, NoteKind.CHANGED) and note.day is not None and begin < note.day <= day
        for one in courses
        for note in one.notes
    )
