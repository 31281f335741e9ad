# SPDX-License-Identifier: Apache-2.0
"""Session events: what a phone, a terminal or a form says happened.

An event is made once, on the device, with its own UUIDv7; it may arrive late, twice or out of order. So an event
is never changed, and an episode is whatever the set of its events says (see fold.py).

The JSON shape, the same in the outbox, on the wire and on the command line:

    {"id": "0190…", "episode": "0190…", "kind": "started", "at": "2026-03-01T02:13:00.120+01:00", "data": {…}}

kind and what data may hold:
    started       area, side, recorded            a guided session begins; `at` is the onset
    step_started  step, remedy                    a step of the plan begins
    step_ended    step, result                    let_go | moved_on | stopped
    let_go        step (may be missing)           it let go; `at` is the end of the spasm
    told          pain, doing, different, note    answers; any of them, null takes one back
    ended         -                               the session was closed
    logged        area, side, ended_at, let_go, recorded, pain, doing, different, note, steps
                                                  an episode written down afterwards; `at` is the onset
    edited        onset_at, ended_at, let_go, area, side, pain, doing, different, note     only what changed
    deleted, restored                             taken out, and back
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID

from unclench.body.areas import area_named, side_named
from unclench.diary.episode import Doing, Recorded, StepResult
from unclench.errors import InputError, MalformedEvent

__all__ = [
    "CLOCK_SLACK",
    "LONGEST_EPISODE",
    "LONGEST_NOTE",
    "Event",
    "EventKind",
    "event_json",
    "parse_event",
    "parse_instant",
]

LONGEST_NOTE = 4_000
"""Characters of a free note."""

LONGEST_EPISODE = timedelta(days=7)
"""An end further from the onset than this is taken for a slip of the finger."""

CLOCK_SLACK = timedelta(minutes=5)
"""A phone's clock may run ahead of the server's by this much before its events count as in the future."""

_EARLIEST = datetime(1900, 1, 1, tzinfo=UTC)
_MOST_STEPS = 500


class EventKind(StrEnum):
    STARTED = "started"
    STEP_STARTED = "step_started"
    STEP_ENDED = "step_ended"
    LET_GO = "let_go"
    TOLD = "told"
    ENDED = "ended"
    LOGGED = "logged"
    EDITED = "edited"
    DELETED = "deleted"
    RESTORED = "restored"


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened in one episode.

    at: aware, with the offset of the place where it happened. data: already checked and in plain JSON types.
    """

    id: UUID
    episode_id: UUID
    kind: EventKind
    at: datetime
    data: Mapping[str, Any]

    @property
    def utc_offset_minutes(self) -> int:
        """How far the wall clock there was ahead of UTC."""
        offset = self.at.utcoffset()
        return 0 if offset is None else round(offset.total_seconds() / 60)


def parse_event(raw: object, now: datetime) -> Event:
    """The event that `raw` (parsed JSON) describes, or MalformedEvent saying what is wrong with which field.

    now: aware; nothing may lie further in the future than CLOCK_SLACK.
    """
    if not isinstance(raw, Mapping):
        raise _wrong("event", "An event is a JSON object.")
    unknown = set(raw) - {"id", "episode", "kind", "at", "data"}
    if unknown:
        raise _wrong(sorted(map(str, unknown))[0][:40], "An event has no such field.")
    try:
        kind = EventKind(str(raw.get("kind")))
    except ValueError:
        raise _wrong("kind", "It must be one of: " + ", ".join(EventKind) + ".") from None
    data = raw.get("data", {})
    if not isinstance(data, Mapping):
        raise _wrong("data", "It must be a JSON object.")
    at = parse_instant(raw.get("at"), "at", now)
    return Event(
        id=_uuid(raw.get("id"), "id"),
        episode_id=_uuid(raw.get("episode"), "episode"),
        kind=kind,
        at=at,
        data=_checked_data(kind, data, at, now),
    )


def event_json(event: Event) -> dict[str, Any]:
    """The documented JSON shape of an event."""
    return {
        "id": str(event.id),
        "episode": str(event.episode_id),
        "kind": event.kind.value,
        "at": event.at.isoformat(),
        "data": dict(event.data),
    }


def parse_instant(value: object, field: str, now: datetime) -> datetime:
    """An aware instant from ISO 8601 text with an offset, neither in the future nor before 1900."""
    if not isinstance(value, str) or len(value) > 40:
        raise _wrong(field, "It must be a time such as 2026-03-01T02:13:00+01:00.")
    try:
        at = datetime.fromisoformat(value)
        offset = at.utcoffset()
    except ValueError:
        raise _wrong(field, "It must be a time such as 2026-03-01T02:13:00+01:00.") from None
    if offset is None:
        raise _wrong(field, "It must say its offset from UTC, such as +01:00.")
    if offset.total_seconds() % 60 or abs(offset) > timedelta(hours=18):
        raise _wrong(field, "There is no place with that offset from UTC.")
    if at > now + CLOCK_SLACK:
        raise _wrong(field, "It lies in the future.", "Check the date and the clock, and send it again.")
    if at < _EARLIEST:
        raise _wrong(field, "It lies before 1900.")
    return at


def _checked_data(kind: EventKind, data: Mapping[Any, Any], at: datetime, now: datetime) -> dict[str, Any]:
    allowed = _FIELDS[kind]
    unknown = sorted(str(key)[:40] for key in data if key not in allowed)
    if unknown:
        raise _wrong(f"data.{unknown[0]}", f"A “{kind}” event does not hold it.")
    missing = [key for key in _REQUIRED.get(kind, ()) if data.get(key) is None]
    if missing:
        raise _wrong(f"data.{missing[0]}", f"A “{kind}” event must say it.")
    clean = {key: _checked_value(key, value, now) for key, value in data.items()}
    _check_sides(clean)
    onset = clean.get("onset_at") or (at.isoformat() if kind is EventKind.LOGGED else None)
    if onset and clean.get("ended_at"):
        check_span(datetime.fromisoformat(onset), datetime.fromisoformat(clean["ended_at"]))
    return clean


def check_span(onset_at: datetime, ended_at: datetime) -> None:
    """InputError where the end is before the onset or implausibly far from it."""
    if ended_at < onset_at:
        raise InputError(
            "The end lies before the onset.", why="A spasm ends after it begins.",
            todo="Correct one of the two times.", field="ended_at",
        )  # fmt: skip
    if ended_at - onset_at > LONGEST_EPISODE:
        raise InputError(
            "The end lies more than seven days after the onset.", why="That is longer than a spasm.",
            todo="Correct the date of the end.", field="ended_at",
        )  # fmt: skip


def _check_sides(clean: dict[str, Any]) -> None:
    if clean.get("area") is not None and "side" in clean:
        clean["side"] = side_named(clean["side"], area_named(clean["area"])).value


def _checked_value(key: str, value: Any, now: datetime) -> Any:
    if value is None:
        if key in _NULLABLE:
            return None
        raise _wrong(f"data.{key}", "It must have a value.")
    check = _CHECKS[key]
    return check(key, value, now)


def _text(key: str, value: Any, now: datetime) -> str:
    if not isinstance(value, str):
        raise _wrong(f"data.{key}", "It must be text.")
    if len(value) > LONGEST_NOTE:
        raise _wrong(
            f"data.{key}",
            f"It has {len(value):,} characters; a note holds up to {LONGEST_NOTE:,}.",
            "Shorten it and send it again.",
        )
    if "\x00" in value:
        raise _wrong(f"data.{key}", "It holds a character that cannot be kept (NUL).")
    try:
        value.encode()
    except UnicodeEncodeError:
        raise _wrong(f"data.{key}", "It holds half of a character.") from None
    return value


def _name(key: str, value: Any, now: datetime) -> str:
    if not isinstance(value, str) or not 0 < len(value) <= 64 or not value.replace("_", "a").isalnum():
        raise _wrong(f"data.{key}", "It must be a short id of letters, digits and underscores.")
    return value


def _area(key: str, value: Any, now: datetime) -> str:
    return area_named(_text(key, value, now)).value


def _pain(key: str, value: Any, now: datetime) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= 10:
        raise _wrong(f"data.{key}", "Pain is a whole number from 0 to 10.")
    return value


def _yes_no(key: str, value: Any, now: datetime) -> bool:
    if not isinstance(value, bool):
        raise _wrong(f"data.{key}", "It must be true or false.")
    return value


def _step_number(key: str, value: Any, now: datetime) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value < _MOST_STEPS:
        raise _wrong(f"data.{key}", f"A step's number is from 0 to {_MOST_STEPS - 1}.")
    return value


def _one_of(choices: type[StrEnum]) -> Any:
    def check(key: str, value: Any, now: datetime) -> str:
        try:
            return choices(value).value
        except ValueError:
            raise _wrong(f"data.{key}", "It must be one of: " + ", ".join(choices) + ".") from None

    return check


def _instant(key: str, value: Any, now: datetime) -> str:
    return parse_instant(value, f"data.{key}", now).isoformat()


def _steps(key: str, value: Any, now: datetime) -> list[str]:
    if not isinstance(value, list) or len(value) > _MOST_STEPS:
        raise _wrong(f"data.{key}", "It must be a list of remedy ids.")
    return [_name(key, item, now) for item in value]


def _uuid(value: object, field: str) -> UUID:
    try:
        if not isinstance(value, str) or len(value) != 36:
            raise ValueError
        parsed = UUID(value)
    except ValueError:
        raise _wrong(field, "It must be a UUID such as 01912d9f-7b32-7c3a-8f00-3b1e6c1a2b4d.") from None
    if parsed.version != 7:
        raise _wrong(field, "It must be a UUID of version 7, made on the device.")
    return parsed


def _wrong(
    field: str, why: str, todo: str = "Correct it and send it again; nothing was changed."
) -> MalformedEvent:
    return MalformedEvent(
        f"“{field}” cannot be taken.", why=why, todo=todo, field=field.removeprefix("data.")
    )


_FIELDS: dict[EventKind, frozenset[str]] = {
    EventKind.STARTED: frozenset({"area", "side", "recorded"}),
    EventKind.STEP_STARTED: frozenset({"step", "remedy"}),
    EventKind.STEP_ENDED: frozenset({"step", "result"}),
    EventKind.LET_GO: frozenset({"step"}),
    EventKind.TOLD: frozenset({"pain", "doing", "different", "note"}),
    EventKind.ENDED: frozenset(),
    EventKind.LOGGED: frozenset(
        {"area", "side", "ended_at", "let_go", "recorded", "pain", "doing", "different", "note", "steps"}
    ),
    EventKind.EDITED: frozenset(
        {"onset_at", "ended_at", "let_go", "area", "side", "pain", "doing", "different", "note"}
    ),
    EventKind.DELETED: frozenset(),
    EventKind.RESTORED: frozenset(),
}
_REQUIRED = {
    EventKind.STARTED: ("area",),
    EventKind.LOGGED: ("area",),
    EventKind.STEP_STARTED: ("step", "remedy"),
    EventKind.STEP_ENDED: ("step", "result"),
}
_NULLABLE = frozenset({"pain", "doing", "ended_at", "side", "step"})
_CHECKS: dict[str, Any] = {
    "area": _area,
    "side": lambda key, value, now: _text(key, value, now),
    "recorded": _one_of(Recorded),
    "step": _step_number,
    "remedy": _name,
    "result": _one_of(StepResult),
    "pain": _pain,
    "doing": _one_of(Doing),
    "different": _text,
    "note": _text,
    "let_go": _yes_no,
    "onset_at": _instant,
    "ended_at": _instant,
    "steps": _steps,
}
