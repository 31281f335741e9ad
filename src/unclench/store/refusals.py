# SPDX-License-Identifier: Apache-2.0
"""Why events that are well made each on its own cannot be kept: errors that name the events they are about."""

from __future__ import annotations

from collections.abc import Iterable

from unclench.diary import Event
from unclench.errors import Conflict, InputError

__all__ = ["ImpossibleSpan", "TooManyEvents"]


class ImpossibleSpan(InputError):
    """An edit would put an episode's end before its onset, or far from it. event_ids: the edits in question."""

    def __init__(self, refused: InputError, events: Iterable[Event]) -> None:
        super().__init__(refused.what, why=refused.why, todo=refused.todo, field=refused.field)
        self.event_ids = tuple(event.id for event in events)


class TooManyEvents(Conflict):
    """An episode would have more events than any spasm has. event_ids: those that would be too many."""

    code = "too_many_events"

    def __init__(self, most: int, events: Iterable[Event]) -> None:
        super().__init__(
            f"This episode has more than {most:,} events.",
            why="No spasm has that many; a program may be sending them over and over.",
            todo="Start a new episode; nothing was changed.",
        )
        self.event_ids = tuple(event.id for event in events)
