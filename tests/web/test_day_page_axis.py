# SPDX-License-Identifier: Apache-2.0
"""The axis of a day: places by what really passed, words by the clock on the wall there and then."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest

from unclench.diary.day import Boundary
from unclench.web.days.axis import Axis, axis_of

BERLIN, NEW_YORK = ZoneInfo("Europe/Berlin"), ZoneInfo("America/New_York")


def clock(zone: ZoneInfo) -> Callable[[datetime], datetime]:
    return lambda moment: moment.astimezone(zone)


def at_home(day: date, *moments: datetime) -> Axis:
    return axis_of(Boundary().span(day), moments, clock(BERLIN))


@pytest.mark.parametrize(
    ("day", "hours", "by"),
    [(date(2026, 10, 24), 25, -1), (date(2026, 3, 28), 23, 1), (date(2026, 6, 1), 24, 0)],
    ids=["put back", "put forward", "an ordinary night"],
)
def test_a_night_is_as_long_as_it_was(day: date, hours: int, by: int) -> None:
    axis = at_home(day)
    assert axis.length == timedelta(hours=hours)
    assert [turn.by for turn in axis.turns()] == [timedelta(hours=by)] * (by != 0)
    assert (axis.wall(axis.begin), axis.wall(axis.end)) == tuple(
        datetime(day.year, day.month, day.day, 12) + timedelta(days=number) for number in (0, 1)  # noqa: DTZ001
    )  # fmt: skip


def test_the_hour_that_comes_twice_has_two_places() -> None:
    axis = at_home(date(2026, 10, 24))
    first, second = (datetime(2026, 10, 25, hour, 30, tzinfo=UTC) for hour in (0, 1))
    assert axis.wall(first) == axis.wall(second) == datetime(2026, 10, 25, 2, 30)  # noqa: DTZ001
    assert axis.place(second) - axis.place(first) == pytest.approx(1 / 25)


def test_a_clock_that_comes_twice_means_the_first_and_one_that_never_came_the_next() -> None:
    twice = datetime(2026, 10, 25, 2, 30)  # noqa: DTZ001
    assert at_home(date(2026, 10, 24)).moment(twice) == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    never = datetime(2026, 3, 29, 2, 30)  # noqa: DTZ001
    assert at_home(date(2026, 3, 28)).moment(never) == datetime(2026, 3, 29, 1, tzinfo=UTC)


def test_labels_stand_where_the_clock_showed_them() -> None:
    axis = at_home(date(2026, 10, 24))
    ticks = axis.ticks()
    assert [wall.hour for _place, wall in ticks] == [12, 15, 18, 21, 0, 3, 6, 9, 12]
    assert [round(place * 25) for place, _wall in ticks] == [0, 3, 6, 9, 12, 16, 19, 22, 25]


def test_a_night_over_the_end_of_a_month_runs_on() -> None:
    axis = at_home(date(2026, 2, 28))
    assert axis.wall(axis.end) == datetime(2026, 3, 1, 12)  # noqa: DTZ001
    assert axis.place(datetime(2026, 3, 1, 2, 13, tzinfo=BERLIN)) == pytest.approx((14 + 13 / 60) / 24)


def test_a_traveller_reads_the_clock_of_the_place() -> None:
    """A cramp in Berlin in the evening, one in New York after landing: the same day, 30 hours long."""
    evening = datetime(2026, 6, 1, 13, tzinfo=BERLIN).astimezone(timezone(timedelta(hours=2)))
    landed = datetime(2026, 6, 1, 22, tzinfo=NEW_YORK).astimezone(timezone(timedelta(hours=-4)))
    axis = at_home(date(2026, 6, 1), landed, evening)
    assert axis.length == timedelta(hours=30)
    assert [turn.by for turn in axis.turns()] == [timedelta(hours=-6)]
    assert axis.wall(evening).hour == 13
    assert axis.wall(landed).hour == 22
    assert axis.wall(axis.end) == datetime(2026, 6, 2, 12)  # noqa: DTZ001


def test_who_is_far_from_the_server_reads_their_own_clock() -> None:
    there = timezone(timedelta(hours=10))
    axis = at_home(date(2026, 6, 1), datetime(2026, 6, 2, 2, 13, tzinfo=there))
    assert axis.turns() == []
    assert axis.begin == datetime(2026, 6, 1, 12, tzinfo=there)


def test_what_lies_outside_is_put_to_the_nearer_end() -> None:
    axis = at_home(date(2026, 6, 1))
    assert axis.place(axis.begin - timedelta(hours=3)) == 0
    assert axis.place(axis.end + timedelta(hours=3)) == 1
