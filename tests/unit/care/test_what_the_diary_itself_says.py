# SPDX-License-Identifier: Apache-2.0
"""How often, how long, at night, rising, not helped, still locked, a new medicine: nobody has to be asked."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from unclench.body.areas import Area, Side
from unclench.care import RuleBook, assess, diary_signs, read
from unclench.care.answering import known_from
from unclench.diary import Doing, Episode, Person, Recorded, StepResult, StepTried

NOW = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)
OWNER = Person(UUID(int=1), "owner")


def spasm(days_ago: float, minutes: float | None = 3, **more: Any) -> Episode:
    """A calf cramp at three in the afternoon or as said; an hour ahead of UTC."""
    onset = NOW - timedelta(days=days_ago)
    ended = None if minutes is None else onset + timedelta(minutes=minutes)
    told: dict[str, Any] = {
        "recorded": Recorded.SESSION,
        "let_go": minutes is not None,
        "doing": Doing.SITTING,
    }
    return Episode(uuid4(), OWNER.id, Area.CALF, Side.LEFT, onset, 60, ended_at=ended, **told | more)


def signs(*episodes: Episode, person: Person = OWNER) -> dict[str, Any]:
    return dict(diary_signs(episodes, person, NOW).values)


def test_an_empty_diary_says_nothing() -> None:
    assert signs() == {}


def test_how_often_is_over_four_weeks() -> None:
    assert signs(*(spasm(day) for day in range(1, 28, 2)), spasm(60))["spasms_per_week"] == 14 / 4


def test_a_young_diary_counts_at_least_a_week() -> None:
    assert signs(spasm(0.5), spasm(1), spasm(2))["spasms_per_week"] == 3
    assert signs(spasm(1), spasm(14), spasm(13))["spasms_per_week"] == pytest.approx(1.5)


def test_three_a_week_means_a_doctor(book: RuleBook) -> None:
    often = diary_signs(
        [spasm(day) for day in (0.5, 2, 4, 9, 11, 13, 16, 18, 20, 22, 24, 27.9, 29)], OWNER, NOW
    )
    seldom = diary_signs([spasm(day) for day in (3, 12, 29)], OWNER, NOW)
    assert assess(often, book).level == "doctor"
    assert "cr_sd_frequent" in {fired.rule_id for fired in assess(often, book).fired}
    assert assess(seldom, book).level == "self_care"


def test_the_longest_of_the_last_weeks_counts(book: RuleBook) -> None:
    assert signs(spasm(2, 12), spasm(3, 4), spasm(40, 50))["spasm_minutes"] == 12
    assert "spasm_minutes" not in signs(spasm(2, None, let_go=True))


def test_nights_are_counted_once_and_by_what_the_person_was_doing() -> None:
    asleep = [spasm(day + 0.25, doing=Doing.ASLEEP) for day in range(7)]
    again = [spasm(day + 0.26, doing=Doing.ASLEEP) for day in range(7)]
    assert signs(*asleep, *again)["nights_woken_per_week"] == 7
    assert signs(*(spasm(day, doing=Doing.SITTING) for day in range(7)))["nights_woken_per_week"] == 0


def test_without_a_word_about_it_the_clock_on_the_wall_tells_the_night() -> None:
    two_at_night, nine_in_the_morning = 7.0 / 24, 0.0
    assert signs(spasm(1 + two_at_night, doing=None))["nights_woken_per_week"] == 1
    assert signs(spasm(1 + nine_in_the_morning, doing=None))["nights_woken_per_week"] == 0


def test_weeks_are_those_of_the_present_run() -> None:
    assert signs(spasm(21), spasm(1))["weeks_of_spasms"] == 3
    assert signs(spasm(200), spasm(21), spasm(1))["weeks_of_spasms"] == 3
    assert "weeks_of_spasms" not in signs(spasm(21))


@pytest.mark.parametrize(
    ("before", "recent", "rising"),
    [(1, 3, True), (2, 3, False), (4, 6, True), (4, 5, False), (0, 2, False), (0, 3, True)],
)
def test_rising_means_two_more_and_half_as_many_again(before: int, recent: int, rising: bool) -> None:
    old = [spasm(40)]
    earlier = [spasm(15 + number) for number in range(before)]
    later = [spasm(1 + number) for number in range(recent)]
    assert signs(*old, *earlier, *later)["spasms_rising"] is rising
    assert "spasms_rising" not in signs(*later)


def test_steps_that_seldom_end_it_do_not_help() -> None:
    def tried(result: StepResult) -> tuple[StepTried, ...]:
        return (StepTried("calf_stretch", NOW, result),)

    no = [spasm(day, steps=tried(StepResult.MOVED_ON)) for day in (1, 2, 3)]
    yes = [spasm(day, steps=tried(StepResult.LET_GO)) for day in (4, 5, 6)]
    assert signs(*no)["self_care_not_helping"] is True
    assert signs(*no, *yes)["self_care_not_helping"] is False
    assert "self_care_not_helping" not in signs(*no[:2])


def test_a_session_that_still_runs_is_still_locked(book: RuleBook) -> None:
    going_on = spasm(20 / 1440, None)
    assert signs(going_on)["still_locked_minutes"] == pytest.approx(20)
    assert assess(diary_signs([going_on], OWNER, NOW), book).level in ("urgent", "emergency")


@pytest.mark.parametrize(
    "other",
    [
        spasm(20 / 1440, None, let_go=True),
        spasm(20 / 1440, None, recorded=Recorded.FORM),
        spasm(2, None),
        spasm(20 / 1440, 5),
    ],
)
def test_one_that_let_go_or_was_written_down_later_is_not(other: Episode) -> None:
    assert "still_locked_minutes" not in signs(other)


@pytest.mark.parametrize(
    "note",
    ["started a new tablet", "new medicine last week", "neues Medikament", "higher dose of the statin"],
)
def test_a_new_medicine_is_found_in_the_notes(note: str) -> None:
    assert signs(spasm(2, different=note))["new_medicine"] is True
    assert signs(spasm(2, note=note))["new_medicine"] is True


@pytest.mark.parametrize("note", ["", "new shoes", "my usual tablets", "started running"])
def test_other_news_is_no_medicine(note: str) -> None:
    assert "new_medicine" not in signs(spasm(2, note=note))


def test_deleted_entries_and_those_of_the_future_do_not_count() -> None:
    assert signs(spasm(2, deleted=True), spasm(-1)) == {}


def test_the_profile_counts_under_its_own_names(book: RuleBook) -> None:
    person = Person(
        UUID(int=2), "x", conditions=frozenset({"pregnancy", "anticoagulants", "diuretics", "diabetes"})
    )
    known = known_from(diary_signs([], person, NOW).values, book)
    assert all(
        known[key] is True for key in ("pregnant", "takes_anticoagulant", "takes_diuretic", "diabetes")
    )


def test_what_the_diary_says_joins_what_the_person_says(book: RuleBook) -> None:
    diary = diary_signs([spasm(day) for day in (1, 2, 3)], OWNER, NOW)
    told = read({"spasms_per_week": 9, "leg_swollen": False}, book).findings
    both = told.and_also(diary)
    assert both.values["spasms_per_week"] == 9
    assert both.values["spasm_minutes"] == 3


def test_every_sign_of_the_diary_is_a_key_of_the_vocabulary(book: RuleBook) -> None:
    steps = (StepTried("calf_stretch", NOW, StepResult.MOVED_ON),)
    everything = [spasm(day, steps=steps, pain=7, note="new tablet") for day in range(1, 60)] + [
        spasm(0.01, None)
    ]
    found = signs(*everything)
    assert len(found) == 9
    assert set(found) <= set(book.keys)
