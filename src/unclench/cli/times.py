# SPDX-License-Identifier: Apache-2.0
"""Times as a person types them."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime, time, timedelta

from unclench.errors import InputError

__all__ = ["Localise", "local_now", "parse_day", "parse_time"]

Localise = Callable[[datetime], datetime]
"""Gives a naive wall-clock time the offset that held here at that moment, also on the other side of a clock change."""

_CLOCK = re.compile(r"(?:(today|yesterday)\s+)?(\d{1,2}):(\d{2})", re.IGNORECASE)


def local_now() -> datetime:
    """The time on the wall here, aware, to the second."""
    return datetime.now().astimezone().replace(microsecond=0)


def parse_time(
    text: str,
    now: datetime,
    *,
    field: str,
    localise: Localise = datetime.astimezone,
    after: datetime | None = None,
) -> datetime:
    """The aware moment that `text` means: `02:13`, `yesterday 23:10`, or ISO 8601; InputError otherwise.

    A clock time alone is of today; where `after` is given, it is the first such time at or after that moment. A
    time in the future is refused.
    """
    said = text.strip()
    clock = _CLOCK.fullmatch(said)
    moment = _of_clock(clock, now, localise, after, field) if clock else _of_iso(said, localise, field)
    if moment > now:
        raise InputError(
            f"{said} lies in the future.",
            why=f"It is {now:%H:%M} on {now:%Y-%m-%d} now.",
            todo="Write an earlier time; for last night's hours: “yesterday 23:10”.",
            field=field,
        )
    return moment


def parse_day(text: str, today: date, *, field: str) -> date:
    """The day that `text` means: `today`, `yesterday` or 2026-03-01; InputError otherwise."""
    said = text.strip().lower()
    if said in ("today", "yesterday"):
        return today - timedelta(days=said == "yesterday")
    try:
        return date.fromisoformat(said)
    except ValueError:
        raise InputError(
            f"“{text[:40]}” is not a day.", why="A day looks like 2026-03-01.",
            todo="Write it so, or today or yesterday.", field=field,
        ) from None  # fmt: skip


def _of_clock(
    clock: re.Match[str], now: datetime, localise: Localise, after: datetime | None, field: str
) -> datetime:
    day_word, hour, minute = clock.groups()
    if int(hour) > 23 or int(minute) > 59:
        raise _not_a_time(clock.group(), field)
    at = time(int(hour), int(minute))
    if after is not None and day_word is None:
        day = after.date()
        same_day = localise(datetime.combine(day, at))
        return same_day if same_day >= after else localise(datetime.combine(day + timedelta(days=1), at))
    day = now.date() - timedelta(days=(day_word or "").lower() == "yesterday")
    return localise(datetime.combine(day, at))


def _of_iso(said: str, localise: Localise, field: str) -> datetime:
    if len(said) <= 10:
        raise _not_a_time(said, field)
    try:
        moment = datetime.fromisoformat(said)
        return moment if moment.tzinfo else localise(moment)
    except (ValueError, OverflowError):
        raise _not_a_time(said, field) from None


def _not_a_time(said: str, field: str) -> InputError:
    return InputError(
        f"“{said[:40]}” is not a time.", why="A time looks like 02:13, yesterday 23:10 or 2026-03-01T02:13.",
        todo="Write it in one of these ways.", field=field,
    )  # fmt: skip
