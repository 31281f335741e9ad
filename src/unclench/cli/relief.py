# SPDX-License-Identifier: Apache-2.0
"""`unclench relief`: a guided session in the terminal; the session is the diary entry."""

from __future__ import annotations

import argparse
import os
import signal
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from unclench.cli.areas import add_area, add_side, asked_area, asked_side
from unclench.errors import InputError, UnclenchError

if TYPE_CHECKING:
    from unclench.body.areas import Area
    from unclench.cli.terminal.keeping import Keeper
    from unclench.cli.terminal.view import View
    from unclench.diary import Episode, Event, Person
    from unclench.evidence import Library
    from unclench.relief import Session, Where

__all__ = ["add_arguments", "run"]

_PLACES = ("bed", "sitting", "up")
_STOPPED = 130
_NO_PROFILE = "Your profile could not be read. Leave out every step that you were told is not for you."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Where it hurts, and where the person is."""
    add_area(parser)
    add_side(parser)
    parser.add_argument(
        "--where", metavar="PLACE", help="bed, sitting or up (without it: bed from 22:00 to 7:00, else up)"
    )
    parser.add_argument("--silent", action="store_true", help="no bell when a phase changes")


@dataclass(frozen=True, slots=True)
class _Diary:
    """Whose session it is, and where its events go. problem: why the diary could not be opened."""

    person: Person
    history: list[Episode]
    record: Callable[[Sequence[Event]], object]
    problem: UnclenchError | None = None


def run(args: argparse.Namespace) -> int:
    """Lead through a session. A diary that cannot be opened is told afterwards: first comes the relief."""
    from unclench.cli.times import local_now
    from unclench.evidence import load
    from unclench.relief import Circumstances, plan

    area = asked_area(args)
    side = asked_side(args, area)
    where = _where(args.where)
    library = load()
    diary = _open_diary(area)
    made = plan(area, side, diary.person, Circumstances(where), diary.history, library)
    if not made.steps:
        print(made.stop_signs, made.note, sep="\n")
        return 0

    from uuid6 import uuid7

    from unclench.cli.terminal.keeping import Keeper
    from unclench.diary import Recorded
    from unclench.relief import Session

    signal.signal(signal.SIGTERM, _leave)
    if hasattr(signal, "SIGHUP"):
        signal.signal(signal.SIGHUP, _leave)
    offset = local_now().utcoffset()
    session = Session.start(
        made, _now_ms(), new_id=uuid7, recorded=Recorded.TERMINAL,
        utc_offset_minutes=round(offset.total_seconds() / 60) if offset else 0,
    )  # fmt: skip
    keeper = Keeper(diary.record)
    try:
        _lead(session, library, keeper, sound=not args.silent, notice=_NO_PROFILE if diary.problem else "")
        status = 0
    except KeyboardInterrupt:
        session.do("stop", _now_ms())
        keeper.keep(session)
        status = _STOPPED
    return _say_what_was_kept(session, keeper, diary.problem) or status


def _lead(session: Session, library: Library, keeper: Keeper, *, sound: bool, notice: str) -> None:
    from unclench.cli.terminal.guide import guide
    from unclench.cli.terminal.questions import ask_afterwards

    view = _view()
    while True:
        with view.showing():
            let_go = guide(session, library, view, keeper, _now_ms, sound=sound, notice=notice)
        if not let_go or ask_afterwards(session, view, keeper, _now_ms):
            return


def _view() -> View:
    """The terminal's screen where there is one that can be drawn on; lines everywhere else."""
    capable = os.environ.get("TERM", "dumb") != "dumb" and sys.platform != "win32"
    if capable and sys.stdin.isatty() and sys.stdout.isatty():
        from unclench.cli.terminal.screen import ScreenView

        return ScreenView()
    from unclench.cli.terminal.plain import PlainView

    return PlainView()


def _where(said: str | None) -> Where:
    from unclench.cli.times import local_now
    from unclench.relief import Where, likely_where

    if said is None:
        return likely_where(local_now().time())
    known = dict(zip(_PLACES, (Where.IN_BED, Where.SITTING, Where.UP), strict=True))
    if said.strip().lower() not in known:
        raise InputError(
            f"“{said[:20]}” is not a place to be.", why="It is bed, sitting or up.",
            todo="Choose one of them, or leave --where out.", field="where",
        )  # fmt: skip
    return known[said.strip().lower()]


def _open_diary(area: Area) -> _Diary:
    """The diary; where it cannot be opened, a person of whom nothing is known."""
    from unclench.cli.household import open_household

    try:
        person = open_household()
        from unclench.store import episodes

        history = episodes.history(person.id, area)
    except UnclenchError as problem:
        return _without_diary(problem)

    def record(events: Sequence[Event]) -> object:
        from datetime import UTC, datetime

        return episodes.record(person.id, events, datetime.now(UTC))

    return _Diary(person, history, record)


def _without_diary(problem: UnclenchError) -> _Diary:
    from uuid import UUID

    from unclench.diary import Person

    def record(_events: Sequence[Event]) -> object:
        raise problem

    return _Diary(Person(UUID(int=0), "Me"), [], record, problem)


def _say_what_was_kept(session: Session, keeper: Keeper, unopened: UnclenchError | None) -> int:
    """One line on stdout, or the reason and what to type on stderr."""
    if keeper.problem is None:
        print("It is in the diary. Show it with: unclench diary --limit 1")
        return 0
    problem = unopened or keeper.problem
    plan = session.plan
    print(
        "This session could not be kept in the diary.", problem.what, problem.why, sep="\n", file=sys.stderr
    )
    begun = _local(session.state.onset_ms)
    print(
        f"Keep it later with: unclench log {plan.area.value} --side {plan.side.value} --at {begun}",
        file=sys.stderr,
    )
    return problem.exit_status


def _local(milliseconds: int) -> str:
    from datetime import UTC, datetime

    return datetime.fromtimestamp(milliseconds / 1000, UTC).astimezone().isoformat(timespec="seconds")


def _now_ms() -> int:
    import time

    return time.time_ns() // 1_000_000


def _leave(number: int, _frame: object) -> None:
    """Told to end, or the terminal has gone: leave the screen as it was; what happened so far is in the diary."""
    raise SystemExit(128 + number)
