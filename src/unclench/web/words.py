# SPDX-License-Identifier: Apache-2.0
"""Times and spans as a person says them."""

from __future__ import annotations

from datetime import date, datetime, timedelta

__all__ = ["clock", "day_heading", "lasted", "seconds"]


def clock(moment: datetime) -> str:
    """The time on the wall: 02:13."""
    return moment.strftime("%H:%M")


def day_heading(day: date, today: date) -> str:
    """How a day is called in the diary: Today, Yesterday, or the date.

    >>> day_heading(date(2026, 3, 1), date(2026, 3, 2))
    'Yesterday'
    """
    ago = (today - day).days
    if ago in (0, 1):
        return ("Today", "Yesterday")[ago]
    named = f"{day:%A} {day.day} {day:%B}"
    return named if day.year == today.year else f"{named} {day.year}"


def lasted(span: timedelta | None) -> str:
    """How long a spasm lasted, in words; what is not known is said so.

    >>> lasted(timedelta(seconds=95))
    '1 min 35 s'
    """
    if span is None:
        return "length not known"
    return seconds(int(span.total_seconds()))


def seconds(total: int) -> str:
    """A span in seconds as a person says it.

    >>> seconds(45), seconds(120), seconds(3720)
    ('45 s', '2 min', '1 h 2 min')
    """
    hours, rest = divmod(total, 3600)
    minutes, left = divmod(rest, 60)
    if hours:
        return f"{hours} h {minutes} min" if minutes else f"{hours} h"
    if minutes >= 10 or (minutes and not left):
        return f"{minutes} min"
    return f"{minutes} min {left} s" if minutes else f"{left} s"
