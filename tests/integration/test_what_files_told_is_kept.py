# SPDX-License-Identifier: Apache-2.0
"""What files told of the days: taken in once, replaced by newer exports, weighed by the person's order."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import numpy as np
import pytest

from unclench.diary import Person
from unclench.diary.checkin import Answer, AnswerState, CheckIn, CheckInKind
from unclench.diary.columns import Known
from unclench.intake.gathering import Gathering, Reading
from unclench.intake.samples import Rank, Workout
from unclench.store import days, imports, persons, settings

pytestmark = pytest.mark.django_db

MONDAY = date(2026, 11, 16)
NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)


@pytest.fixture
def anna() -> Person:
    """Carries a phone and a watch."""
    return persons.first(None)


@pytest.fixture
def ben(anna: Person) -> Person:
    """Of the same household."""
    return persons.add(None, "Ben")


def told(
    importer: str, steps: dict[date, float], *, exported: datetime | None = None, source: str = "Phone",
    rank: Rank = Rank.PHONE, hour: int = 10, adds: bool = False,
) -> Reading:  # fmt: skip
    """A file that tells of a walk of an hour on each of these days."""
    into = Gathering(importer, exported_at=exported, adds=adds)
    index = into.source(source, rank)
    for day, value in steps.items():
        start = datetime(day.year, day.month, day.day, hour, tzinfo=UTC)
        into.span("steps", index, start, start + timedelta(hours=1), value)
    return into.reading()


def take(person: Person, reading: Reading, mark: str) -> imports.Imported:
    return imports.take(person.id, reading, name=f"{mark}.zip", sha256=mark, now=NOW)


def steps_of(person: Person, first: date = MONDAY, count: int = 7) -> list[float | None]:
    found = days.columns(person.id, first, first + timedelta(days=count - 1)).by_id.get("steps")
    values = np.full(count, np.nan) if found is None else found.values
    return [None if np.isnan(value) else round(float(value), 3) for value in values]


def test_the_same_file_twice_changes_nothing(anna: Person) -> None:
    reading = told("apple_health", {MONDAY: 4_000})
    first, again = take(anna, reading, "a"), take(anna, reading, "a")
    assert (first.already, again.already, again.id) == (False, True, first.id)
    assert steps_of(anna, count=1) == [4_000]
    assert len(imports.files(anna.id)) == 1


def test_a_newer_export_replaces_the_days_it_covers_and_no_others(anna: Person) -> None:
    old = told("apple_health", {MONDAY: 1_000, MONDAY + timedelta(1): 2_000, MONDAY + timedelta(3): 4_000},
               exported=NOW - timedelta(days=2))  # fmt: skip
    new = told("apple_health", {MONDAY + timedelta(1): 2_500, MONDAY + timedelta(4): 5_000}, exported=NOW)
    take(anna, old, "old")
    take(anna, new, "new")
    assert steps_of(anna) == [1_000, 2_500, None, None, 5_000, None, None]


def test_an_older_export_fills_gaps_and_overwrites_nothing(anna: Person) -> None:
    take(anna, told("apple_health", {MONDAY: 1_000}, exported=NOW), "new")
    older = told(
        "apple_health", {MONDAY: 900, MONDAY + timedelta(2): 3_000}, exported=NOW - timedelta(days=30)
    )
    take(anna, older, "old")
    assert steps_of(anna, count=3) == [1_000, None, 3_000]


def test_two_files_of_single_activities_add_up(anna: Person) -> None:
    take(anna, told("fit", {MONDAY: 1_000}, adds=True), "morning")
    take(anna, told("fit", {MONDAY: 3_000}, adds=True, hour=18), "evening")
    take(anna, told("fit", {MONDAY: 3_000}, adds=True, hour=18), "evening, copied")
    assert steps_of(anna, count=1) == [4_000]


def test_two_makers_that_counted_the_same_walk_count_once_and_the_order_can_be_turned(anna: Person) -> None:
    take(anna, told("apple_health", {MONDAY: 1_000}, source="Phone", rank=Rank.PHONE), "a")
    take(anna, told("fitbit", {MONDAY: 1_200}, source="Band", rank=Rank.WATCH), "b")
    assert steps_of(anna, count=1) == [1_200]
    imports.set_order(anna.id, ["Phone", "Band"])
    assert steps_of(anna, count=1) == [1_000]
    alone, orders = imports.effect(anna.id, "steps", MONDAY, [["Phone", "Band"], ["Band", "Phone"]])
    assert alone == {"Phone": 1_000, "Band": 1_200}
    assert [one.value for one in orders] == [1_000, 1_200]


def test_what_the_person_said_stands_above_what_a_device_told(anna: Person) -> None:
    take(anna, told("apple_health", {MONDAY: 1_000}), "a")
    said = CheckIn(uuid4(), MONDAY, CheckInKind.ANSWERED, NOW, {"steps": Answer(AnswerState.YES, 7_000)})
    days.record(anna.id, [said], NOW)
    assert steps_of(anna, count=1) == [7_000]
    days.record(anna.id, [CheckIn(uuid4(), MONDAY, CheckInKind.CLEARED, NOW + timedelta(minutes=1))], NOW)
    assert steps_of(anna, count=1) == [1_000]


def test_taking_out_what_a_source_brought_can_be_undone(anna: Person) -> None:
    take(anna, told("apple_health", {MONDAY: 1_000}), "a")
    imports.hide(anna.id, "apple_health", hidden=True)
    assert steps_of(anna, count=1) == [None]
    imports.hide(anna.id, "apple_health", hidden=False)
    assert steps_of(anna, count=1) == [1_000]


def test_what_was_taken_out_can_be_brought_in_again_by_its_file(anna: Person) -> None:
    reading = told("apple_health", {MONDAY: 1_000})
    take(anna, reading, "a")
    imports.hide(anna.id, "apple_health", hidden=True)
    assert not take(anna, reading, "a").already
    assert steps_of(anna, count=1) == [1_000]


def test_a_night_over_the_end_of_a_month_is_one_night(anna: Person) -> None:
    into = Gathering("apple_health")
    watch = into.source("Watch", Rank.WATCH)
    begin = datetime(2026, 10, 31, 23, tzinfo=UTC)
    into.span("sleep", watch, begin, begin + timedelta(hours=3), 3.0)
    into.span("sleep", watch, begin + timedelta(hours=3), begin + timedelta(hours=7), 4.0)
    take(anna, into.reading(), "a")
    column = days.columns(anna.id, date(2026, 10, 31), date(2026, 11, 1)).by_id["asleep_min"]
    assert [None if np.isnan(value) else float(value) for value in column.values] == [None, 420.0]
    assert column.known.tolist() == [Known.NOT_ASKED, Known.TOLD]


def test_workouts_come_once_and_a_later_export_does_not_double_them(anna: Person) -> None:
    start = datetime(2026, 11, 16, 7, tzinfo=UTC)
    for mark in ("a", "b"):
        into = Gathering("apple_health")
        into.day_total("steps", into.source("Watch", Rank.WATCH), MONDAY, 1_000.0 + len(mark))
        into.workouts.append(Workout(start, start + timedelta(hours=1), "running", 55.0, "Watch"))
        take(anna, into.reading(), mark)
    assert len(imports.workouts(anna.id, start, start + timedelta(days=1))) == 1


def test_columns_of_the_persons_own_are_remembered_with_their_names(anna: Person) -> None:
    from unclench.intake.samples import OwnMeasure

    into = Gathering("daylio")
    into.own["own_gardening"] = OwnMeasure("own_gardening", "Gardening", "yes_no")
    into.day_total("own_gardening", into.source("Daylio", Rank.APP), MONDAY, 1.0)
    take(anna, into.reading(), "a")
    assert [one["name"] for one in settings.of(anna.id).own] == ["Gardening"]


def test_persons_of_one_household_are_never_mixed(anna: Person, ben: Person) -> None:
    take(anna, told("apple_health", {MONDAY: 1_000}), "a")
    take(ben, told("apple_health", {MONDAY: 9_000}), "a")
    assert (steps_of(anna, count=1), steps_of(ben, count=1)) == ([1_000], [9_000])
