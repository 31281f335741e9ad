# SPDX-License-Identifier: Apache-2.0
"""The one tree of errors.

    UnclenchError
    ├── ContentError      a record in content/ is wrong: file, record, reason
    ├── InputError        what a person or a program sent cannot be taken
    │   ├── UnknownArea
    │   └── MalformedEvent
    ├── NotFound          there is no such thing here, or it is not yours to see
    ├── Conflict          it clashes with what is already kept
    ├── ServingError      the server cannot start as asked
    └── (rooms may refine: store.faults says what a database cannot do, store.refusals names the events refused)

Every message says what happened, why, and what to do next. Doors (web, cli) turn an error into a
status and one JSON shape; a person's mistake never shows a traceback.
"""

from __future__ import annotations

__all__ = [
    "Conflict",
    "ContentError",
    "InputError",
    "MalformedEvent",
    "NotFound",
    "ServingError",
    "UnclenchError",
    "UnknownArea",
]


class UnclenchError(Exception):
    """Something went wrong that a person can be told about.

    what: one sentence, what happened. why: the reason. todo: what to do next.
    field: the input the message belongs to, where there is one.
    """

    code = "error"
    http_status = 500
    exit_status = 1

    def __init__(self, what: str, *, why: str = "", todo: str = "", field: str | None = None) -> None:
        self.what = what
        self.why = why
        self.todo = todo
        self.field = field
        super().__init__(self.sentence)

    @property
    def sentence(self) -> str:
        """What, why and what to do, as one line of plain text."""
        return " ".join(part for part in (self.what, self.why, self.todo) if part)

    def as_json(self) -> dict[str, str]:
        """The one JSON shape of an error."""
        shape = {"code": self.code, "what": self.what, "why": self.why, "todo": self.todo}
        return shape | ({"field": self.field} if self.field else {})


class ContentError(UnclenchError):
    """A record in content/ breaks a rule. Names the file, the record and the reason."""

    code = "content"

    def __init__(self, file: str, record: str, reason: str, todo: str = "") -> None:
        self.file = file
        self.record = record
        self.reason = reason
        super().__init__(f"{file}: {record}: {reason}", todo=todo)


class InputError(UnclenchError):
    """What was sent cannot be taken; nothing was changed."""

    code = "input"
    http_status = 422
    exit_status = 2


class UnknownArea(InputError):
    """The body area named is not one of ours."""

    code = "unknown_area"
    http_status = 404


class MalformedEvent(InputError):
    """A session event does not have the documented shape."""

    code = "malformed_event"


class NotFound(UnclenchError):
    """There is no such thing, or it belongs to somebody else: the answer is the same."""

    code = "not_found"
    http_status = 404
    exit_status = 3


class Conflict(UnclenchError):
    """It clashes with something already kept."""

    code = "conflict"
    http_status = 409
    exit_status = 4


class ServingError(UnclenchError):
    """The server cannot start as asked."""

    code = "serving"
    exit_status = 5
