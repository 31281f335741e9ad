# SPDX-License-Identifier: Apache-2.0
"""When the database cannot: say so in words, and never acknowledge what was not kept."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from django.db import DatabaseError, InterfaceError

from unclench.errors import UnclenchError

__all__ = ["StoreBusy", "StoreFull", "StoreUnavailable", "explained", "in_words"]

P = ParamSpec("P")
R = TypeVar("R")


class StoreBusy(UnclenchError):
    """Another program holds the database; the same request may succeed in a moment."""

    code = "store_busy"
    http_status = 503


class StoreFull(UnclenchError):
    """There is no room left to keep anything."""

    code = "store_full"
    http_status = 507


class StoreUnavailable(UnclenchError):
    """The database cannot be reached, opened or read."""

    code = "store_unavailable"
    http_status = 503


def in_words(problem: BaseException) -> UnclenchError | None:
    """The error a person can be told about, or None where the fault is the program's and not the machine's."""
    if not isinstance(problem, (DatabaseError, InterfaceError)):
        return None
    cause = problem.__cause__
    name = getattr(cause, "sqlite_errorname", None) or getattr(cause, "sqlstate", None) or ""
    for start, make in _KNOWN.items():
        if name.startswith(start):
            return make()
    if isinstance(problem, InterfaceError) or (type(problem).__name__ == "OperationalError" and not name):
        return _unavailable()
    return None


def explained(verb: Callable[P, R]) -> Callable[P, R]:
    """A verb whose database faults come out as an UnclenchError."""

    @wraps(verb)
    def with_words(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return verb(*args, **kwargs)
        except (DatabaseError, InterfaceError) as problem:
            words = in_words(problem)
            if words is None:
                raise
            raise words from problem

    return with_words


def _busy() -> UnclenchError:
    return StoreBusy(
        "This could not be kept just now.", why="Another program is writing to the database.",
        todo="Try again in a moment; nothing was changed.",
    )  # fmt: skip


def _full() -> UnclenchError:
    return StoreFull(
        "This could not be kept: there is no room left.", why="The disk that holds the database is full.",
        todo="Free some space on it and send it again; nothing was changed.",
    )  # fmt: skip


def _unavailable() -> UnclenchError:
    return StoreUnavailable(
        "The database cannot be used.", why="It cannot be reached, opened, read or written.",
        todo="Check the data folder or DATABASE_URL on the machine that runs Unclench; nothing was changed.",
    )  # fmt: skip


_KNOWN: dict[str, Callable[[], UnclenchError]] = {
    "SQLITE_BUSY": _busy,
    "SQLITE_LOCKED": _busy,
    "SQLITE_FULL": _full,
    "SQLITE_IOERR": _unavailable,
    "SQLITE_READONLY": _unavailable,
    "SQLITE_CANTOPEN": _unavailable,
    "SQLITE_CORRUPT": _unavailable,
    "SQLITE_NOTADB": _unavailable,
    "SQLITE_PERM": _unavailable,
    "40001": _busy,
    "40P01": _busy,
    "55P03": _busy,
    "53100": _full,
    "53": _unavailable,
    "57P": _unavailable,
    "58": _unavailable,
    "08": _unavailable,
    "28": _unavailable,
    "3D": _unavailable,
    "25006": _unavailable,
}
