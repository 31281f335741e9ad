# SPDX-License-Identifier: Apache-2.0
"""How often, where, when, how long: what a doctor reads first."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.unit.reports.anna import ANNA, NOW, night, nights, spasm

from unclench import evidence
from unclench.body.areas import Area, Side
from unclench.diary import Doing, Episode, Recorded
from unclench.errors import InputError
from unclench.evidence import Library
from unclench.reports import VisitReport, visit
from unclench.reports.diary_parts import Fact, Frequency, Pattern


def report(episodes: list[Episode], library: Library, **more: object) -> VisitReport:
    return visit(ANNA, episodes, None, NOW, library, **more)  # type: ignore[arg-type]


def pattern(episodes: list[Episode], library: Library, **more: object) -> Pattern:
    found = report(episodes, library, **more).pattern
    assert found is not None
    return found


def bars(episodes: list[Episode], library: Library, **more: object) -> Frequency:
    found = report(episodes, library, **more).frequency
    assert found is not None
    return found


def fact(found: Pattern, label: str) -> Fact:
    return next(one for one in found.facts if one.label == label)


def test_the_first_sentence_says_how_many_how_often_and_where(library: Library) -> None:
    found = pattern([*nights(20), spasm(3, hour=15, side=Side.RIGHT)], library)
    assert found.summary == "21 spasms recorded, about 3.7 a week, most often: left calf."


def test_places_stand_in_the_order_of_their_number(library: Library) -> None:
    diary = [*nights(3), spasm(5, hour=9, area=Area.NECK, side=Side.BOTH), spasm(6, hour=9, side=Side.RIGHT)]
    assert fact(pattern(diary, library), "Where").value == "Left calf 3, neck 1, right calf 1"


def test_length_is_the_middle_and_the_longest_and_says_how_many_it_knows(library: Library) -> None:
    diary = [night(1, minutes=1), night(2, minutes=3), night(3, minutes=12), night(4, minutes=None)]
    told = fact(pattern(diary, library), "How long")
    assert told.value == "half lasted 3 min or less, the longest 12 min"
    assert told.more == "1 lasted over 10 minutes; length known of 3 of 4"


def test_exactly_ten_minutes_is_not_over_ten_minutes(library: Library) -> None:
    assert pattern([night(1, minutes=10)], library).over_ten_minutes == 0
    assert pattern([night(1, minutes=10 + 1 / 60)], library).over_ten_minutes == 1


def test_waking_from_sleep_counts_only_where_she_said_what_she_did(library: Library) -> None:
    diary = [night(1), night(2), spasm(3, doing=Doing.WALKING), spasm(4)]
    found = pattern(diary, library)
    assert fact(found, "Woke from sleep").value == "2 of 3 answered"
    assert fact(found, "Doing").more == "no answer 1"


def test_pain_nobody_told_is_not_known_and_not_nought(library: Library) -> None:
    assert fact(pattern([spasm(1), spasm(2)], library), "Pain").value == "not known"


def test_the_night_ends_at_six_on_the_wall_whatever_utc_says(library: Library) -> None:
    diary = [spasm(1, hour=5.9), spasm(2, hour=6), spasm(3, hour=22), spasm(4, hour=21.9)]
    assert fact(pattern(diary, library), "Time of day").value == "night 2, morning 1, evening 1"


def test_a_deleted_spasm_is_not_counted(library: Library) -> None:
    assert pattern([night(1), night(2, deleted=True)], library).spasms == 1


def test_a_spasm_of_the_first_day_counts_and_one_of_the_day_before_does_not(library: Library) -> None:
    assert pattern([spasm(89, hour=0.1)], library).spasms == 1
    assert pattern([spasm(90, hour=23.9)], library).spasms == 0


def test_a_travellers_tomorrow_is_the_last_day(library: Library) -> None:
    ahead = spasm(0, hour=16, utc_offset_minutes=12 * 60)
    assert ahead.local_onset.date() > NOW.date()
    found = visit(ANNA, [ahead], None, NOW.replace(hour=20), library)
    assert found.pattern is not None
    assert (found.pattern.spasms, found.pattern.diary_days) == (1, 1)
    assert found.frequency is not None
    assert found.frequency.bars[-1].spasms == 1


def test_lengths_by_the_clock_and_from_memory_are_told_apart(library: Library) -> None:
    diary = [night(1), night(2), night(3, recorded=Recorded.FORM)]
    sure = " ".join(pattern(diary, library).sure)
    assert "2 by a guided session's clock, 1 told afterwards" in sure


def test_an_empty_diary_is_told_in_a_sentence(library: Library) -> None:
    found = pattern([], library)
    assert found.summary == "No spasm is in the diary for these 90 days."
    assert (found.facts, found.per_week, found.median_seconds) == ((), None, None)


def test_one_spasm_is_not_said_in_the_plural(library: Library) -> None:
    found = pattern([night(40)], library)
    assert found.summary == "1 spasm recorded: left calf."
    assert found.per_week is None
    assert fact(found, "How often").value == "one spasm gives no rate"
    assert fact(found, "How long").value == "2 min"
    assert fact(found, "Pain").value == "6 of 10"


@pytest.mark.parametrize("days", [0, 6, 731])
def test_a_report_is_about_a_week_to_two_years(days: int, library: Library) -> None:
    with pytest.raises(InputError, match="cannot be about"):
        report([], library, days=days)


def test_a_diary_of_days_gets_no_rate(library: Library) -> None:
    found = pattern([night(1), night(2), night(3)], library)
    assert found.per_week is None
    assert fact(found, "How often").value == "too short a diary for a rate"
    assert pattern([night(1), night(13)], library).per_week == 1.0


def test_days_before_the_diary_began_do_not_thin_the_rate(library: Library) -> None:
    found = pattern(nights(14), library)
    assert found.diary_days == 28
    assert found.per_week == 3.5
    assert any("The diary began on 2 February 2026." in line for line in found.sure)
    longer = pattern([*nights(14), night(200)], library)
    assert (longer.diary_days, longer.spasms) == (90, 14)
    assert not any("began" in line for line in longer.sure)


def test_a_quiet_day_is_never_called_quiet(library: Library) -> None:
    assert "was quiet, or nobody wrote" in " ".join(pattern(nights(3), library).sure)


def test_the_last_weeks_are_compared_only_where_the_diary_reaches_back(library: Library) -> None:
    assert pattern(nights(14), library).four_weeks_before is None
    assert fact(pattern(nights(28), library), "Lately").value == "14 in the last 4 weeks, 14 in the 4 before"


def test_bars_are_weeks_that_end_today_and_the_first_is_shorter(library: Library) -> None:
    found = bars([night(0, hour=1), night(6), night(7), night(89)], library)
    assert [bar.spasms for bar in found.bars] == [1, *[0] * 10, 1, 2]
    assert [bar.days for bar in found.bars] == [6, *[7] * 12]
    assert "The first bar holds 6 days." in found.caption
    assert found.bars[-1].to_day == NOW.date()


def test_a_week_before_the_diary_says_that_nothing_is_known(library: Library) -> None:
    found = bars([night(10)], library)
    assert [bar.in_diary for bar in found.bars] == [False] * 11 + [True] * 2
    assert found.bars[0].words.endswith("no diary yet")
    assert "no diary" in found.alt


def test_a_diary_that_begins_on_the_last_day_of_a_week_has_that_week(library: Library) -> None:
    found = bars([night(7)], library)
    assert [bar.in_diary for bar in found.bars][-3:] == [False, True, True]
    assert found.bars[-2].words == "16 Feb to 22 Feb: 1"


def test_the_charts_words_tell_every_week(library: Library) -> None:
    found = bars(nights(10, every=7), library)
    for bar in found.bars:
        assert f"from {bar.label} {bar.spasms if bar.in_diary else 'no diary'}" in found.alt
    assert "Most in one week: 1." in bars(nights(10, every=7), library, days=365).alt


LIBRARY = evidence.load()
MOMENTS = st.lists(
    st.tuples(
        st.integers(0, 180 * 86_400).map(lambda seconds: NOW.astimezone(UTC) - timedelta(seconds=seconds)),
        st.integers(-720, 840),
        st.one_of(st.none(), st.integers(0, 4000)),
        st.one_of(st.none(), st.integers(0, 10)),
        st.booleans(),
    ),
    max_size=30,
    unique_by=lambda one: one[0],
)


@settings(max_examples=60, deadline=None)
@given(MOMENTS, st.integers(7, 200))
def test_the_counts_agree_with_a_slow_count(
    moments: list[tuple[datetime, int, int | None, int | None, bool]], days: int
) -> None:
    """The twin goes through the days one by one and looks at every spasm for each."""
    diary = [
        spasm(
            0, id=ANNA.id, onset_at=at, utc_offset_minutes=offset, pain=pain, deleted=gone,
            ended_at=None if seconds is None else at + timedelta(seconds=seconds),
        )
        for at, offset, seconds, pain, gone in moments
    ]  # fmt: skip
    found = report(diary, LIBRARY, days=days)
    assert found.pattern is not None
    assert found.frequency is not None
    counted, with_some = 0, 0
    by_day: dict[date, int] = {}
    for number in range(days):
        day = (NOW - timedelta(days=number)).date()
        here = [
            one
            for one in diary
            if not one.deleted
            and (one.onset_at + timedelta(minutes=one.utc_offset_minutes)).date()
            in ((day,) if number else (day, day + timedelta(days=1)))
        ]
        counted += len(here)
        with_some += bool(here)
        by_day[day] = len(here)
    assert found.pattern.spasms == counted
    assert found.pattern.days_with_spasms == with_some
    assert sum(bar.spasms for bar in found.frequency.bars) == counted
    assert sum(bar.days for bar in found.frequency.bars) == days
    for bar in found.frequency.bars:
        inside = [n for day, n in by_day.items() if bar.from_day <= day <= bar.to_day]
        assert bar.spasms == sum(inside)
    longest = max((round(one.duration.total_seconds()) for one in diary if one.duration is not None and not one.deleted
                   and (NOW.date() - one.local_onset.date()).days < days), default=None)  # fmt: skip
    assert found.pattern.longest_seconds == longest
