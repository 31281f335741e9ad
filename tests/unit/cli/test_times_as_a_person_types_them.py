# SPDX-License-Identifier: Apache-2.0
"""02:13, yesterday 23:10 and ISO; never the future."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from unclench.cli.times import local_now, parse_day, parse_time
from unclench.errors import InputError

BERLIN = ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 3, 29, 9, 0, tzinfo=BERLIN)  # the clocks went forward this morning, at two


def localise(moment: datetime) -> datetime:
    return moment.replace(tzinfo=BERLIN)


def parse(text: str, **more: datetime) -> str:
    return parse_time(text, NOW, field="at", localise=localise, **more).isoformat()


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("08:13", "2026-03-29T08:13:00+02:00"),
        ("8:13", "2026-03-29T08:13:00+02:00"),
        (" today 08:13 ", "2026-03-29T08:13:00+02:00"),
        ("yesterday 23:10", "2026-03-28T23:10:00+01:00"),
        ("Yesterday 23:10", "2026-03-28T23:10:00+01:00"),
        ("2026-03-01T02:13", "2026-03-01T02:13:00+01:00"),
        ("2026-03-01 02:13:20", "2026-03-01T02:13:20+01:00"),
        ("2026-03-01T02:13:00+05:30", "2026-03-01T02:13:00+05:30"),
        ("09:00", "2026-03-29T09:00:00+02:00"),
    ],
)
def test_a_time_means_the_moment_on_the_wall_with_the_offset_of_that_day(text: str, moment: str) -> None:
    assert parse(text) == moment


@pytest.mark.parametrize("text", ["09:01", "today 23:59", "2026-03-30T00:00", "2027-01-01 00:00"])
def test_a_time_in_the_future_is_refused(text: str) -> None:
    with pytest.raises(InputError, match="lies in the future") as refused:
        parse(text)
    assert refused.value.exit_status == 2
    assert "yesterday 23:10" in refused.value.todo


@pytest.mark.parametrize(
    "text", ["", "24:00", "12:60", "noon", "2026-03-01", "2026-02-30T02:13", "tomorrow 01:00", "1213"]
)
def test_what_is_no_time_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(InputError, match="is not a time") as refused:
        parse(text)
    assert "02:13" in refused.value.why


@pytest.mark.parametrize(
    ("began", "ended", "moment"),
    [
        ("2026-03-27T23:50", "00:05", "2026-03-28T00:05:00+01:00"),
        ("2026-03-27T23:50", "23:55", "2026-03-27T23:55:00+01:00"),
        ("2026-03-27T23:50", "23:50", "2026-03-27T23:50:00+01:00"),
    ],
)
def test_an_end_is_the_first_such_time_after_the_onset(began: str, ended: str, moment: str) -> None:
    onset = parse_time(began, NOW, field="at", localise=localise)
    assert parse(ended, after=onset) == moment


def test_without_another_rule_the_clock_of_this_computer_counts() -> None:
    moment = parse_time("00:00", local_now(), field="at")
    assert moment.tzinfo is not None
    assert (moment.hour, moment.minute) == (0, 0)


def test_a_day_is_a_date_or_a_word() -> None:
    today = date(2026, 3, 2)
    assert parse_day("Yesterday", today, field="since") == date(2026, 3, 1)
    assert parse_day("today", today, field="since") == today
    assert parse_day("2026-02-01", today, field="since") == date(2026, 2, 1)
    with pytest.raises(InputError, match="is not a day"):
        parse_day("last week", today, field="since")
