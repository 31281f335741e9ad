# SPDX-License-Identifier: Apache-2.0
"""The calendar of the reminder: one quiet event a day, at the hour on the wall, that opens the right day."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar

from unclench.reports.ics import DAYS_AHEAD, TITLE, reminder_calendar

ANNA, BEN = UUID(int=7), UUID(int=8)
TODAY = date(2026, 10, 20)
BERLIN = "Europe/Berlin"


def made(**more: Any) -> bytes:
    told: dict[str, Any] = {"today": TODAY, "at": time(20, 30), "zone": "", "address": address} | more
    return reminder_calendar(told.pop("person", ANNA), **told)


def address(day: date) -> str:
    return f"https://home.example/diary/day/{day}/check/"


def events(file: bytes) -> list[Any]:
    return list(Calendar.from_ical(file).walk("VEVENT"))


def test_there_is_one_event_for_each_of_the_coming_days() -> None:
    begins = [event.decoded("dtstart") for event in events(made())]
    assert begins == [
        datetime(2026, 10, 20, 20, 30) + timedelta(days=number) for number in range(DAYS_AHEAD)  # noqa: DTZ001
    ]  # fmt: skip


def test_without_a_zone_each_device_shows_it_on_its_own_clock() -> None:
    file = made()
    assert all(event.decoded("dtstart").tzinfo is None for event in events(file))
    assert b"VTIMEZONE" not in file


def test_half_past_eight_stays_half_past_eight_when_the_clocks_are_put_back() -> None:
    found = events(made(zone=BERLIN))
    assert {event.decoded("dtstart").time() for event in found} == {time(20, 30)}
    in_utc = {
        event.decoded("dtstart").astimezone(UTC).date(): event.decoded("dtstart").astimezone(UTC)
        for event in found
    }
    assert in_utc[date(2026, 10, 24)].hour == 18
    assert in_utc[date(2026, 10, 25)].hour == 19


def test_a_calendar_that_knows_no_zones_is_told_of_this_one() -> None:
    zones = list(Calendar.from_ical(made(zone=BERLIN)).walk("VTIMEZONE"))
    assert [str(zone["tzid"]) for zone in zones] == [BERLIN]
    offsets = {part["tzoffsetto"].td for part in zones[0].subcomponents}
    assert offsets == {timedelta(hours=1), timedelta(hours=2)}
    assert ZoneInfo(BERLIN).utcoffset(datetime(2026, 10, 24)) in offsets  # noqa: DTZ001


@pytest.mark.parametrize(
    ("at", "asked"), [(time(20, 30), TODAY), (time(12), TODAY), (time(8), TODAY - timedelta(days=1))]
)
def test_a_morning_asks_for_yesterday_and_its_night(at: time, asked: date) -> None:
    first = events(made(at=at))[0]
    assert str(first["url"]) == address(asked)
    assert str(first["description"]) == address(asked)


def test_an_event_keeps_its_name_from_one_day_to_the_next_and_from_hour_to_hour() -> None:
    one = {event.decoded("dtstart").date(): str(event["uid"]) for event in events(made())}
    later = {
        event.decoded("dtstart").date(): str(event["uid"])
        for event in events(made(today=TODAY + timedelta(days=1), at=time(9)))
    }
    both = set(one) & set(later)
    assert len(both) == DAYS_AHEAD - 1
    assert all(one[day] == later[day] for day in both)
    assert len(set(one.values())) == DAYS_AHEAD


def test_two_persons_share_no_event() -> None:
    mine, theirs = ({str(event["uid"]) for event in events(made(person=who))} for who in (ANNA, BEN))
    assert mine.isdisjoint(theirs)


def test_the_same_day_gives_the_same_file() -> None:
    assert made(zone=BERLIN) == made(zone=BERLIN)
    assert made(today=TODAY + timedelta(days=1)) != made()


def test_it_rings_without_blocking_the_hour_and_says_nothing_of_the_body() -> None:
    for event in events(made()):
        assert str(event["transp"]) == "TRANSPARENT"
        assert str(event["summary"]) == TITLE == "Unclench: check-in"
        assert event.decoded("dtstamp") == datetime.combine(TODAY, time(), UTC)
        (alarm,) = event.walk("VALARM")
        assert str(alarm["action"]) == "DISPLAY"
        assert alarm.decoded("trigger") == timedelta()
        assert str(alarm["description"]) == TITLE
    said = made().decode().lower()
    assert not any(word in said for word in ("spasm", "cramp", "pain", "diary of", str(ANNA)))


def test_every_line_is_short_and_ends_as_the_standard_wants() -> None:
    file = made(zone=BERLIN)
    assert file.endswith(b"\r\n")
    assert b"\n" not in file.replace(b"\r\n", b"")
    assert max(len(line) for line in file.split(b"\r\n")) <= 75
