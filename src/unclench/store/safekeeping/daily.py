# SPDX-License-Identifier: Apache-2.0
"""The backup of every day: made while the server runs, never where the disk is short of room, told where it fails."""

from __future__ import annotations

import json
import logging
import shutil
import threading
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from django.db import connection, connections

from unclench.errors import UnclenchError
from unclench.store import home
from unclench.store.faults import StoreFull, explained
from unclench.store.safekeeping import backup, folder, sweeping
from unclench.store.safekeeping.folder import Kind

__all__ = ["Failure", "database_bytes", "last_failure", "look", "watch"]

EVERY = timedelta(days=1)
ROOM_TIMES = 3
"""The disk must have room for so many copies of the database."""

_LOOK_EVERY = timedelta(hours=1)
_FAILURE = "backup_failed.json"
_log = logging.getLogger("unclench.store")


@dataclass(frozen=True, slots=True)
class Failure:
    """Why the last backup of the day could not be made."""

    at: datetime
    what: str
    why: str
    todo: str


def watch(every: timedelta = _LOOK_EVERY, stop: threading.Event | None = None) -> None:
    """Look now and then whether a backup is due, until `stop` is set; a thread's whole work."""
    pause = stop or threading.Event()
    while not pause.is_set():
        try:
            sweeping.finish()
            look(datetime.now(UTC))
        except Exception as problem:  # a server must not lose its backups to one bad day
            _log.error("The backup of the day failed: %s", type(problem).__name__)
        finally:
            connections.close_all()
        pause.wait(every.total_seconds())


def look(now: datetime) -> Path | None:
    """Make a backup where the last one is older than a day, and let old ones go; None where none is due.

    A failure is kept for the page of data and logged by its class; it is tried again at the next look.
    """
    if folder.is_off():
        return None
    try:
        found = folder.kept()
        if found and now - found[0].made_at < EVERY:
            return None
        _check_room()
        path = folder.fresh_path(Kind.DAILY, now)
        backup.write(path, now)
        for one in folder.superfluous(folder.kept(), folder.keep()):
            one.path.unlink(missing_ok=True)
    except UnclenchError as problem:
        _log.error("The backup of the day failed: %s", type(problem).__name__)
        _remember(Failure(now, problem.what, problem.why, problem.todo))
        return None
    _forget()
    return path


def last_failure() -> Failure | None:
    """Why the last one failed; None where it did not."""
    try:
        told = json.loads(home.private_text(_failure_file()) or "null")
        return told and Failure(
            datetime.fromisoformat(told["at"]), str(told["what"]), str(told["why"]), str(told["todo"])
        )
    except (ValueError, KeyError, TypeError):
        return None


@explained
def database_bytes() -> int:
    """How large the database is now."""
    if connection.vendor == "sqlite":
        file = Path(str(connection.settings_dict["NAME"]))
        return sum(part.stat().st_size for part in file.parent.glob(f"{file.name}*") if part.is_file())
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_database_size(current_database())")
        return int(cursor.fetchone()[0])


def _check_room() -> None:
    if shutil.disk_usage(folder.folder()).free < ROOM_TIMES * database_bytes():
        raise StoreFull(
            "There is too little room for a backup.",
            why=f"The disk that holds the backups has room for fewer than {ROOM_TIMES} copies of the diary.",
            todo="Free some space on it, or name another folder in UNCLENCH_BACKUPS.",
        )


def _failure_file() -> Path:
    return home.folder() / _FAILURE


def _remember(failure: Failure) -> None:
    told = {"at": failure.at.isoformat(), "what": failure.what, "why": failure.why, "todo": failure.todo}
    with suppress(UnclenchError, OSError):  # a full disk may refuse even this; the log has it
        home.write_private(_failure_file(), json.dumps(told))


def _forget() -> None:
    with suppress(OSError):
        _failure_file().unlink(missing_ok=True)
