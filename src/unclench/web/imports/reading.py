# SPDX-License-Identifier: Apache-2.0
"""Reading a file in a thread of this process, one at a time; how far it is, is known in memory and written down.

Nothing is queued elsewhere: where the server stops in the middle, the file is still there and is read again when the
person says so. What a file tells is kept in one step, so it never stands half in the diary.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from uuid import UUID

from django.db import connections

from unclench.errors import NotFound, UnclenchError
from unclench.intake.gathering import NeedsAnswer, Progress
from unclench.store import incoming, taking_in
from unclench.store.faults import in_words
from unclench.store.incoming import Incoming, Problem, Question, State
from unclench.web import logs

__all__ = ["Running", "running", "start", "wait"]

_running: dict[UUID, Running] = {}
_starting = threading.Lock()
_one_at_a_time = threading.Lock()


@dataclass(slots=True)
class Running:
    """A file that is being read. began: it is its turn. share: 0 to 1 of its bytes. found: samples by measure."""

    thread: threading.Thread
    began: bool = False
    share: float = 0.0
    found: Mapping[str, int] = field(default_factory=dict)


def running(incoming_id: UUID) -> Running | None:
    """How far a file is that is being read, or waits for its turn; None where nobody reads it."""
    return _running.get(incoming_id)


def start(one: Incoming) -> None:
    """Read a file from now on; a file that is being read already is left to it."""
    with _starting:
        if one.id in _running:
            return
        started = replace(one, state=State.READING, question=None, problem=None)
        incoming.change(started)
        thread = threading.Thread(target=_read, args=(started,), daemon=True, name="reading a file")
        _running[one.id] = Running(thread)
        thread.start()


def wait(incoming_id: UUID, seconds: float) -> None:
    """Until it is read, or so long: a small file is done before its page is."""
    found = _running.get(incoming_id)
    if found is not None:
        found.thread.join(seconds)


def _read(one: Incoming) -> None:
    try:
        with _one_at_a_time:
            _running[one.id].began = True
            after = _read_now(one)
        incoming.change(after)
        if after.state is State.DONE or (after.problem is not None and not after.problem.again):
            incoming.let_go(after, status=False)
    except Exception as problem:  # the thread has nobody above it who could say it
        logs.unexpected(problem)
    finally:
        _running.pop(one.id, None)
        connections.close_all()


def _read_now(one: Incoming) -> Incoming:
    path = incoming.file_of(one)
    try:
        if path is None:
            raise NotFound(
                "The file is no longer here.",
                why="It was let go before it was read.",
                todo="Choose it again.",
            )
        kept = taking_in.take_file(
            one.person_id, path, name=one.name, sha256=one.sha256, answers=one.answers, asks_for_columns=True,
            importer=one.importer or None, on_progress=lambda now: _tell(one.id, now), now=datetime.now(UTC),
        )  # fmt: skip
    except taking_in.UnknownTable:
        return replace(one, state=State.COLUMNS)
    except NeedsAnswer as asked:
        if asked.field == "columns":
            return replace(one, state=State.COLUMNS)
        question = Question(asked.field or "", asked.what, asked.why, asked.options)
        return replace(one, state=State.ASKING, question=question)
    except UnclenchError as refusal:
        return replace(one, state=State.FAILED, problem=Problem.of(refusal))
    except Exception as fault:
        logs.unexpected(fault)
        return replace(one, state=State.FAILED, problem=Problem.of(in_words(fault) or _unforeseen()))
    return replace(one, state=State.DONE, file_id=kept.id, already=kept.already)


def _tell(incoming_id: UUID, now: Progress) -> None:
    found = _running.get(incoming_id)
    if found is not None:
        found.share, found.found = now.share, dict(now.found)


def _unforeseen() -> UnclenchError:
    return UnclenchError(
        "This file could not be read.", why="Unclench met a case it does not know.",
        todo="Nothing was kept of it. Please report what the server's log says.",
    )  # fmt: skip
