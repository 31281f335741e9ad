# SPDX-License-Identifier: Apache-2.0
"""The reminder of the check-in as an iCalendar file (RFC 5545), for a calendar that subscribes to it.

It holds nothing of the diary: a quiet title, an hour, and the address of the day to tell of.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID, uuid5
from zoneinfo import ZoneInfo

from icalendar import Alarm, Calendar, Event

from unclench.diary.day import Boundary

__all__ = ["DAYS_AHEAD", "TITLE", "reminder_calendar"]

DAYS_AHEAD = 60
"""A calendar that asks once a month still knows what comes."""

TITLE = "Unclench: check-in"
_LASTS = timedelta(minutes=5)
_ASK_AGAIN = timedelta(hours=12)


def reminder_calendar(
    person_id: UUID,
    *,
    today: date,
    at: time,
    zone: str,
    address: Callable[[date], str],
    boundary: Boundary | None = None,
    title: str = TITLE,
    days: int = DAYS_AHEAD,
) -> bytes:
    """The calendar from today on: one event a day at that hour on the wall.

    zone: an IANA name; "" gives floating times, which each device shows on its own clock. address: of the check-in
    of a day. boundary: which day an hour belongs to, noon without one: a reminder in the morning asks for yesterday
    and the night just over. The same arguments give the same bytes, and an event keeps its UID from day to day.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//Unclench//Check-in//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("x-wr-calname", title)
    calendar.add("refresh-interval", _ASK_AGAIN, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "PT12H")
    there = ZoneInfo(zone) if zone else None
    for number in range(days):
        begin = datetime.combine(today + timedelta(days=number), at, there)
        asked = (boundary or Boundary()).day_of(begin.replace(tzinfo=None))
        calendar.add_component(_event(person_id, begin, address(asked), title, today))
    if there is not None:
        calendar.add_missing_timezones(today, today + timedelta(days=days + 1))
    return bytes(calendar.to_ical())


def _event(person_id: UUID, begin: datetime, address: str, title: str, today: date) -> Event:
    event = Event()
    event.add("uid", f"{uuid5(person_id, begin.date().isoformat())}@unclench")
    event.add("dtstamp", datetime.combine(today, time(), UTC))
    event.add("dtstart", begin)
    event.add("duration", _LASTS)
    event.add("summary", title)
    event.add("description", address)
    event.add("url", address)
    event.add("transp", "TRANSPARENT")
    event.add("class", "PRIVATE")
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", title)
    alarm.add("trigger", timedelta())
    event.add_component(alarm)
    return event
