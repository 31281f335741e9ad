# SPDX-License-Identifier: Apache-2.0
"""A day belongs to the night that follows it: on the wall clock, through summer time, flights and short nights."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from uuid6 import uuid7

from unclench.body.areas import Area, Side
from unclench.diary import Event, EventKind, Recorded, fold
from unclench.diary.day import Boundary, DayBegins
from unclench.diary.episode import Episode

NOON = Boundary()
BERLIN = ZoneInfo("Europe/Berlin")


def wall(day: date, hour: int = 0, minute: int = 0, second: int = 0) -> datetime:
    """What the clock on the wall shows."""
    return datetime.combine(day, time(hour, minute, second))


def spasm(onset: datetime) -> Episode:
    """One that was written down where the clock on the wall showed this."""
    offset = onset.utcoffset()
    assert offset is not None
    there = onset.astimezone(timezone(offset))
    logged = Event(
        uuid7(), uuid7(), EventKind.LOGGED, there,
        {"area": Area.CALF.value, "side": Side.LEFT.value, "recorded": Recorded.FORM.value},
    )  # fmt: skip
    told = fold([logged], uuid7())
    assert told is not None
    return told


@pytest.mark.parametrize(
    ("clock", "day"),
    [((23, 11, 59, 59), 22), ((23, 12, 0, 0), 23), ((23, 23, 59, 59), 23), ((24, 0, 0, 0), 23), ((24, 3, 10, 0), 23),
     ((24, 11, 59, 59), 23), ((24, 12, 0, 0), 24)],
)  # fmt: skip
def test_a_day_runs_from_noon_to_noon(clock: tuple[int, int, int, int], day: int) -> None:
    number, hour, minute, second = clock
    assert NOON.day_of(wall(date(2026, 11, number), hour, minute, second)) == date(2026, 11, day)


@pytest.mark.parametrize("night", [date(2026, 3, 28), date(2026, 10, 24)], ids=["spring", "autumn"])
def test_the_night_in_which_clocks_change_is_one_night(night: date) -> None:
    """Every quarter of an hour that really passes from one noon to the next, 23 or 25 hours of them."""
    noon = datetime.combine(night, time(12), BERLIN).astimezone(UTC)
    end = datetime.combine(night + timedelta(days=1), time(12), BERLIN).astimezone(UTC)
    quarters = int((end - noon) / timedelta(minutes=15))
    assert quarters in (23 * 4, 25 * 4)
    days = {
        NOON.day_of_episode(spasm((noon + n * timedelta(minutes=15)).astimezone(BERLIN)))
        for n in range(quarters)
    }
    assert days == {night}
    assert NOON.day_of_episode(spasm(end.astimezone(BERLIN))) == night + timedelta(days=1)


def test_the_hour_that_comes_twice_in_autumn_belongs_to_one_night() -> None:
    first = datetime(2026, 10, 25, 2, 30, tzinfo=BERLIN)
    second = first.replace(fold=1)
    assert second.astimezone(UTC) - first.astimezone(UTC) == timedelta(hours=1)
    assert NOON.day_of_episode(spasm(first)) == NOON.day_of_episode(spasm(second)) == date(2026, 10, 24)


def test_a_night_at_home_stays_where_it_was_after_a_flight() -> None:
    """The offset is kept with the spasm, so reading it in another zone later moves nothing."""
    at_home = spasm(datetime(2026, 11, 24, 3, 10, tzinfo=BERLIN))
    assert NOON.day_of_episode(at_home) == date(2026, 11, 23)
    assert NOON.day_of_episode(
        replace(at_home, onset_at=at_home.onset_at.astimezone(ZoneInfo("Asia/Tokyo")))
    ) == date(2026, 11, 23)


FLIGHTS = {
    "west, one long night": ("Europe/Berlin", "America/Los_Angeles", timedelta(hours=9), [23, 23, 24]),
    "west, flown by day": ("Europe/Berlin", "America/Los_Angeles", timedelta(hours=33), [23, 24, 25]),
    "east, a short night": ("America/Los_Angeles", "Asia/Tokyo", timedelta(hours=7), [23, 24, 25]),
    "over the date line, where a date comes twice": (
        "Asia/Tokyo", "Pacific/Honolulu", timedelta(hours=19), [23, 23, 24]
    ),
}  # fmt: skip
"""From, to, how long after the spasm at three at home the clock there shows three, and the days of three spasms."""


@pytest.mark.parametrize("flight", FLIGHTS)
def test_each_night_of_a_journey_is_one_day(flight: str) -> None:
    """A spasm at three at home, one at three over there, one at three in the night after."""
    home, away, later, days = FLIGHTS[flight]
    at_home = datetime(2026, 11, 24, 3, tzinfo=ZoneInfo(home))
    there = (at_home.astimezone(UTC) + later).astimezone(ZoneInfo(away))
    assert there.hour == 3
    assert [
        NOON.day_of_episode(spasm(one)).day for one in (at_home, there, there + timedelta(days=1))
    ] == days


def test_where_sleep_is_known_a_day_ends_at_its_last_wake() -> None:
    boundary = Boundary(DayBegins.SLEEP, {date(2026, 11, 24): time(6, 40), date(2026, 11, 25): time(9, 5)})
    assert boundary.day_of(wall(date(2026, 11, 24), 6, 39)) == date(2026, 11, 23)
    assert boundary.day_of(wall(date(2026, 11, 24), 6, 40)) == date(2026, 11, 24)
    span = boundary.span(date(2026, 11, 24))
    assert (span.begin, span.end) == (wall(date(2026, 11, 24), 6, 40), wall(date(2026, 11, 25), 9, 5))


def test_where_no_sleep_is_known_it_is_noon_also_by_sleep() -> None:
    boundary = Boundary(DayBegins.SLEEP, {date(2026, 11, 24): time(6, 40)})
    assert boundary.start_of(date(2026, 11, 25)) == time(12)
    assert Boundary(DayBegins.SLEEP).start_of(date(2026, 11, 24)) == time(12)


def test_a_wake_late_in_the_afternoon_is_a_nap_and_moves_no_day() -> None:
    boundary = Boundary(DayBegins.SLEEP, {date(2026, 11, 24): time(17, 30)})
    assert boundary.start_of(date(2026, 11, 24)) == time(12)


def test_by_noon_what_sleep_says_changes_nothing() -> None:
    assert Boundary(DayBegins.NOON, {date(2026, 11, 24): time(6)}).start_of(date(2026, 11, 24)) == time(12)


wakes = st.dictionaries(st.dates(date(2026, 1, 1), date(2026, 1, 12)), st.times(), max_size=12)


@given(wakes, st.sampled_from(DayBegins))
@settings(max_examples=15, deadline=None)
def test_no_moment_belongs_to_two_days_or_to_none(woke: dict[date, time], begins: DayBegins) -> None:
    boundary = Boundary(begins, woke)
    moment, counted = wall(date(2026, 1, 2)), Counter[date]()
    while moment < wall(date(2026, 1, 11)):
        day = boundary.day_of(moment)
        holding = [
            near for near in (day + timedelta(days=n) for n in (-1, 0, 1))
            if boundary.span(near).begin <= moment < boundary.span(near).end
        ]  # fmt: skip
        assert holding == [day]
        counted[day] += 1
        moment += timedelta(minutes=30)
    assert sorted(counted) == [min(counted) + timedelta(days=n) for n in range(len(counted))]
