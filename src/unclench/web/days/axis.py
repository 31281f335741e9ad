# SPDX-License-Identifier: Apache-2.0
"""The axis of a day and its night: places by elapsed time, words by the clock on the wall.

A night in which the clocks are changed has 23 or 25 hours, a day of travel even more or fewer. So places on the axis
go by what really passed, and each mark on it says what the clock there showed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from unclench.diary.day import Span

__all__ = ["Axis", "Turn", "axis_of"]

Clock = Callable[[datetime], datetime]
"""Gives an aware moment the offset that holds then where the person usually is."""

_QUARTER = timedelta(minutes=15)
"""Every offset in use is a whole number of these, and clocks change on one of them."""

_TICK_HOURS = 3
_LEAST_APART = 0.07


@dataclass(frozen=True, slots=True)
class Turn:
    """A moment at which the clock on the wall was put forward (by more than 0) or back. place: 0 to 1 on the axis."""

    at: datetime
    place: float
    by: timedelta


@dataclass(frozen=True, slots=True)
class Axis:
    """begin, end: UTC. offsets: from which moment (UTC, the first one long before) which offset of the wall clock."""

    begin: datetime
    end: datetime
    offsets: tuple[tuple[datetime, timedelta], ...]

    @property
    def length(self) -> timedelta:
        """What really passes from one end to the other."""
        return self.end - self.begin

    def place(self, at: datetime) -> float:
        """Where an aware moment lies: 0 at the beginning, 1 at the end; what lies outside is put to the nearer end."""
        return min(1.0, max(0.0, (at - self.begin) / self.length))

    def wall(self, at: datetime) -> datetime:
        """What the clock on the wall showed, naive."""
        return at.astimezone(UTC).replace(tzinfo=None) + self._offset(at)

    def moment(self, wall: datetime) -> datetime:
        """The moment (UTC) at which the clock showed this: the earlier of two, or the next one where it never did."""
        for number, (begun, offset) in enumerate(self.offsets):
            at = wall.replace(tzinfo=UTC) - offset
            over = self.offsets[number + 1][0] if number + 1 < len(self.offsets) else None
            if over is None or at < over:
                return max(at, begun)
        raise AssertionError("the last offset holds for good")

    def ticks(self) -> list[tuple[float, datetime]]:
        """Places and wall clocks of every third full hour, without those that a change of the clock put too near."""
        at = _quarter_after(self.begin)
        found: list[tuple[float, datetime]] = []
        while at <= self.end:
            wall = self.wall(at)
            near = bool(found) and self.place(at) - found[-1][0] < _LEAST_APART
            if wall.minute == 0 and wall.hour % _TICK_HOURS == 0 and not near:
                found.append((self.place(at), wall))
            at += _QUARTER
        return found

    def turns(self) -> list[Turn]:
        """The changes of the clock on this axis."""
        pairs = zip(self.offsets, self.offsets[1:], strict=False)
        return [
            Turn(at, self.place(at), offset - before)
            for (_, before), (at, offset) in pairs
            if self.begin < at < self.end
        ]

    def _offset(self, at: datetime) -> timedelta:
        return [offset for begun, offset in self.offsets if begun <= at][-1]


def axis_of(span: Span, moments: Iterable[datetime], home: Clock) -> Axis:
    """The axis from one wall clock to another.

    moments: aware, as they were recorded, each with the offset there and then. Where they agree with the clock at
    home, that clock labels the axis; else they do: each holds until one with another offset follows.
    """
    recorded = sorted({(at.astimezone(UTC), at.utcoffset() or timedelta()) for at in moments})
    at_home = all((home(at).utcoffset() or timedelta()) == offset for at, offset in recorded)
    offsets = _at_home(span, home) if at_home else _recorded(recorded)
    whole = Axis(datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC), offsets)
    return Axis(whole.moment(span.begin), whole.moment(span.end), offsets)


def _at_home(span: Span, home: Clock) -> tuple[tuple[datetime, timedelta], ...]:
    at, end = (
        span.begin.replace(tzinfo=UTC) - timedelta(hours=15),
        span.end.replace(tzinfo=UTC) + timedelta(hours=15),
    )
    offsets = [(datetime.min.replace(tzinfo=UTC), home(at).utcoffset() or timedelta())]
    while at < end:
        at += _QUARTER
        offset = home(at).utcoffset() or timedelta()
        if offset != offsets[-1][1]:
            offsets.append((at, offset))
    return tuple(offsets)


def _recorded(recorded: list[tuple[datetime, timedelta]]) -> tuple[tuple[datetime, timedelta], ...]:
    offsets = [(datetime.min.replace(tzinfo=UTC), recorded[0][1])]
    for at, offset in recorded:
        if offset != offsets[-1][1]:
            offsets.append((at, offset))
    return tuple(offsets)


def _quarter_after(at: datetime) -> datetime:
    rest = timedelta(seconds=at.timestamp() % _QUARTER.total_seconds())
    return at if not rest else at - rest + _QUARTER
