# SPDX-License-Identifier: Apache-2.0
"""Each event goes into the diary the moment it happens; a diary that fails never stops the guidance."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from unclench.diary import Event
from unclench.errors import UnclenchError
from unclench.relief import Session

__all__ = ["Keeper"]


class Keeper:
    """Takes a session's events to the diary. record: keeps events or raises UnclenchError.

    problem: why the latest events are not kept, None where all are. What could not be kept is tried again with the
    next event, and at the end.
    """

    def __init__(self, record: Callable[[Sequence[Event]], object]) -> None:
        self._record = record
        self._waiting: list[Event] = []
        self.problem: UnclenchError | None = None

    def keep(self, session: Session) -> None:
        """Keep what happened since the last call."""
        self._waiting += session.take_events()
        if not self._waiting:
            return
        try:
            self._record(self._waiting)
        except UnclenchError as problem:
            self.problem = problem
        else:
            self._waiting, self.problem = [], None
