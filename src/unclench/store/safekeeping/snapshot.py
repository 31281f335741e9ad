# SPDX-License-Identifier: Apache-2.0
"""One moment of the database, read through a connection of its own while others go on writing; and locking them out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from django.db import connection, connections

from unclench.errors import UnclenchError
from unclench.store.safekeeping.tables import TableModel

__all__ = ["DatabaseDamaged", "keep_others_out", "one_moment"]

_ALIAS = "one_moment"


class DatabaseDamaged(UnclenchError):
    """The database file is damaged; a backup of it would be none."""

    code = "database_damaged"


@contextmanager
def one_moment() -> Iterator[str]:
    """The alias of a connection that sees the database as it was when the block began, and cannot change it.

    Writers are never held up. DatabaseDamaged where SQLite finds its file damaged.
    """
    other = connection.copy(_ALIAS)
    connections[_ALIAS] = other
    try:
        if other.vendor == "sqlite":
            with other.cursor() as cursor:
                cursor.execute("BEGIN")  # Django would take the writers' lock
                cursor.execute("PRAGMA quick_check(1)")
                if cursor.fetchone() != ("ok",):
                    raise DatabaseDamaged(
                        "The database file is damaged.", why="SQLite finds an error in it.",
                        todo="Stop Unclench, and go back to the last backup with “unclench restore”.",
                    )  # fmt: skip
        else:
            other.set_autocommit(False)
            with other.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield _ALIAS
    finally:
        other.close()
        del connections[_ALIAS]


def keep_others_out(models: Iterable[TableModel]) -> None:
    """Nobody else writes to these tables until the transaction ends; readers go on. Within a transaction.

    SQLite's transaction has the only right to write from its first word on.
    """
    if connection.vendor != "sqlite":
        names = ", ".join(connection.ops.quote_name(model._meta.db_table) for model in models)
        with connection.cursor() as cursor:
            cursor.execute(f"LOCK TABLE {names} IN EXCLUSIVE MODE")
