# SPDX-License-Identifier: Apache-2.0
"""Medicines as periods: what is taken now, since when, and what was new when a spasm came."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import permutations
from uuid import uuid4

import pytest

from unclench.diary import Medicine
from unclench.diary.medicines import (
    NEW_FOR_DAYS,
    Course,
    CourseKind,
    MedicineNote,
    NoteKind,
    courses_of,
    new_on,
    running,
)
from unclench.errors import InputError

MARCH = date(2026, 3, 1)


def note(
    kind: NoteKind, day: date | None, name: str = "Amlodipine", minute: int = 0, **more: object
) -> MedicineNote:
    at = datetime(2026, 3, 20, 9, minute, tzinfo=UTC)
    return MedicineNote(uuid4(), name, CourseKind.MEDICINE, kind, day, at, **more)  # type: ignore[arg-type]


def only(notes: list[MedicineNote]) -> Course:
    (course,) = courses_of(notes)
    return course


def test_a_course_is_one_whatever_order_its_notes_come_in() -> None:
    notes = [
        note(NoteKind.STARTED, MARCH, "amlodipine"), note(NoteKind.CHANGED, date(2026, 3, 10)),
        note(NoteKind.MISSED, date(2026, 3, 12)), note(NoteKind.STOPPED, date(2026, 3, 15)),
    ]  # fmt: skip
    for order in permutations(notes):
        course = only(list(order))
        assert (course.name, course.taken, course.since) == ("Amlodipine", False, date(2026, 3, 10))
        assert [one.kind for one in course.notes] == [one.kind for one in notes]


def test_it_is_taken_again_after_a_new_start() -> None:
    notes = [note(NoteKind.STARTED, MARCH), note(NoteKind.STOPPED, date(2026, 3, 5))]
    assert not only(notes).taken
    again = only([*notes, note(NoteKind.STARTED, date(2026, 3, 9))])
    assert (again.taken, again.since) == (True, date(2026, 3, 9))


def test_a_missed_dose_starts_and_stops_nothing() -> None:
    notes = [note(NoteKind.STARTED, None), note(NoteKind.MISSED, MARCH)]
    assert (only(notes).taken, only(notes).since) == (True, None)


def test_what_was_taken_on_a_day_is_known_as_far_back_as_the_notes_reach() -> None:
    course = only([note(NoteKind.STARTED, MARCH), note(NoteKind.STOPPED, date(2026, 3, 10))])
    days = [date(2026, 2, 28), MARCH, date(2026, 3, 9), date(2026, 3, 10)]
    assert [course.taken_on(day) for day in days] == [False, True, True, False]
    assert only([note(NoteKind.STARTED, None)]).taken_on(date(2020, 1, 1)) is True
    assert only([note(NoteKind.STOPPED, MARCH)]).taken_on(date(2026, 2, 1)) is None


def test_a_note_taken_back_is_as_if_it_had_never_been() -> None:
    started = note(NoteKind.STARTED, MARCH)
    assert only([started, note(NoteKind.STOPPED, date(2026, 3, 2), deleted=True)]).taken
    assert courses_of([note(NoteKind.STARTED, MARCH, deleted=True)]) == []


def test_what_is_taken_now_stands_first_and_is_what_care_reads() -> None:
    courses = courses_of(
        [
            note(NoteKind.STOPPED, MARCH, "Aspirin"),
            note(NoteKind.STARTED, MARCH, "Zinc"),
            note(NoteKind.STARTED, None),
        ]
    )
    assert [one.name for one in courses] == ["Amlodipine", "Zinc", "Aspirin"]
    assert running(courses) == (Medicine("Amlodipine"), Medicine("Zinc", MARCH))


def test_a_start_and_a_change_are_new_for_four_weeks_and_a_stop_is_not() -> None:
    started = courses_of([note(NoteKind.STARTED, MARCH)])
    inside, after = MARCH + timedelta(days=NEW_FOR_DAYS - 1), MARCH + timedelta(days=NEW_FOR_DAYS)
    days = [MARCH - timedelta(days=1), MARCH, inside, after]
    assert [new_on(started, day) for day in days] == [False, True, True, False]
    assert new_on(courses_of([note(NoteKind.CHANGED, MARCH)]), MARCH)
    assert not new_on(courses_of([note(NoteKind.STOPPED, MARCH), note(NoteKind.STARTED, None)]), MARCH)


@pytest.mark.parametrize("name", ["", " ", "a\nb", "a" * 101, " padded", "two  spaces"])
def test_a_name_is_one_short_line(name: str) -> None:
    with pytest.raises(InputError) as caught:
        note(NoteKind.STARTED, MARCH, name)
    assert caught.value.field == "medicine"


@pytest.mark.parametrize("text", ["a\nb", "a" * 101])
def test_a_dose_is_one_short_line(text: str) -> None:
    with pytest.raises(InputError):
        note(NoteKind.STARTED, MARCH, text=text)
