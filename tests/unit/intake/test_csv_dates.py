# SPDX-License-Identifier: Apache-2.0
"""Dates as people write them."""

from __future__ import annotations

from datetime import UTC, date, time, timedelta, timezone

import pytest
from tests.unit.intake.csv_sheets import days, refusal, rows

from unclench.intake.csv_dates import DAY_FIRST, MONTH_FIRST, Moment, clock, moment, order_of
from unclench.intake.gathering import NeedsAnswer


@pytest.mark.parametrize(
    "written",
    [
        "2026-10-22", "2026/10/22", "2026.10.22", "22.10.2026", "22/10/2026", "22-10-26", "22nd Oct 2026",
        "22. Oktober 2026", "22 October 2026", "Oct 22, 2026", "October 22nd, 2026", "22-Oct-26", "Do, 22.10.2026",
        "Thursday, October 22, 2026", "Donnerstag 22. Okt. 2026", "22nd of October 2026",
    ],
)  # fmt: skip
def test_a_day_is_understood_however_it_is_written(written: str) -> None:
    assert moment(written, DAY_FIRST) == Moment(date(2026, 10, 22))


@pytest.mark.parametrize(
    "written", ["31.02.2026", "2026-13-01", "yesterday", "10", "", "22.10.", "1/2", "9" * 90]
)
def test_what_is_no_day_is_none(written: str) -> None:
    assert moment(written, DAY_FIRST) is None


@pytest.mark.parametrize(
    ("written", "at", "zone"),
    [
        ("2026-10-22T22:30:00Z", time(22, 30), UTC),
        ("2026-10-22 22:30:15.123+02:00", time(22, 30, 15), timezone(timedelta(hours=2))),
        ("2026-10-22 10:30 pm", time(22, 30), None),
        ("22.10.2026 um 7 Uhr", time(7), None),
        ("22.10.2026, 12:05 AM", time(0, 5), None),
    ],
)
def test_a_time_may_follow(written: str, at: time, zone: timezone | None) -> None:
    assert moment(written, DAY_FIRST) == Moment(date(2026, 10, 22), at, zone)


def test_a_time_that_no_clock_shows_is_none() -> None:
    assert [clock(one) for one in ("25:00", "13:00 pm", "7", "10:00 +19:00", "12:75")] == [None] * 5


def test_a_day_after_the_twelfth_tells_the_order() -> None:
    assert order_of(["3/4/2026", "3/13/2026"]) == MONTH_FIRST
    assert order_of(["3/4/2026", "13/4/2026"]) == DAY_FIRST
    assert order_of(["3.4.2026", "3.13.2026"]) == MONTH_FIRST


def test_dots_put_the_day_first() -> None:
    assert order_of(["3.4.2026", "4.4.2026"]) == DAY_FIRST


def test_days_without_gaps_tell_the_order() -> None:
    assert order_of([f"4/{day}/2026" for day in range(1, 9)]) == MONTH_FIRST
    assert order_of([f"{day}/4/2026" for day in range(1, 9)]) == DAY_FIRST


def test_a_sequence_that_only_one_order_keeps_tells_it() -> None:
    assert order_of(["1/9/2026", "2/3/2026", "2/11/2026", "3/2/2026", "4/10/2026", "5/1/2026"]) == MONTH_FIRST


def test_one_slip_of_the_pen_does_not_turn_the_order() -> None:
    cells = [f"{day}/4/2026" for day in range(1, 31)] + ["4/31/2026"]
    assert order_of(cells) == DAY_FIRST


def test_orders_that_contradict_each_other_are_asked_for() -> None:
    assert order_of(["13/4/2026", "4/13/2026"]) is None
    assert order_of(["13/4/2026", "14/4/2026", "4/13/2026"]) is None


def test_two_possible_orders_are_asked_for_in_words() -> None:
    table = "Date,Cramp\n3/4/2026,1\n5/4/2026,0\n"
    asked = refusal(table)
    assert isinstance(asked, NeedsAnswer)
    assert asked.field == "date_order"
    assert asked.options == {"dmy": "“3/4/2026” is 3 April 2026", "mdy": "“3/4/2026” is 4 March 2026"}
    assert set(days(table, date_order="dmy")["spasms"]) == {"2026-04-03", "2026-04-05"}
    assert set(days(table, date_order="mdy")["spasms"]) == {"2026-03-04", "2026-05-04"}


def test_an_answer_never_stands_against_the_file() -> None:
    told = days("Date,Cramp\n3/14/2026,1\n3/15/2026,0\n", date_order="dmy")
    assert set(told["spasms"]) == {"2026-03-14", "2026-03-15"}


def test_days_counted_by_a_spreadsheet_are_dates_only_under_such_a_heading() -> None:
    numbers = "46317,1\n46318,0\n46319,2\n"
    assert days("Date,Cramp\n" + numbers)["spasms"]["2026-10-22"] == 1.0
    assert isinstance(refusal("Steps,Cramp\n" + numbers), NeedsAnswer)


def test_days_outside_of_any_life_are_left_out() -> None:
    table = "Date,Cramp\n0001-01-01,1\n9999-12-31,1\n2026-10-22,1\n2026-10-23,1\n2026-10-24,0\n"
    assert set(days(table)["spasms"]) == {"2026-10-22", "2026-10-23", "2026-10-24"}


def test_two_figures_of_a_year_are_enough() -> None:
    assert set(days("Datum;Krampf\n" + rows(date(2026, 10, 20), [";1", ";0"], "%d.%m.%y"))["spasms"]) == {
        "2026-10-20",
        "2026-10-21",
    }
