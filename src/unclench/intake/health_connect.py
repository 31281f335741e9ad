# SPDX-License-Identifier: Apache-2.0
"""Android's Health Connect: opens the database in the export, which somebody else made, with every guard there is.

Only ordinary tables and stored columns are read, so nothing written in the file's own schema (views, triggers,
computed columns, virtual tables) ever runs; and the time a file may take grows with its size and no further.
"""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

from unclench.errors import InputError
from unclench.intake.archive import Archive
from unclench.intake.gathering import Gathering
from unclench.intake.health_connect_tables import Row, read_tables
from unclench.intake.takeout import base_name
from unclench.intake.whole import beginning

__all__ = ["NAME", "Database", "read", "recognises"]

NAME = "health_connect"
_MAGIC = b"SQLite format 3\0"
_ENDS = (".db", ".sqlite", ".sqlite3")
_MEMBERS_LOOKED_AT = 50
_ROWS_AT_ONCE = 20_000
_STEPS_BETWEEN_LOOKS = 20_000
_LEAST_SECONDS = 3.5
_BYTES_A_SECOND = 1_000_000
_LONGEST_CELL = 16 * 2**20
_TODO = "Make a new export in Health Connect, and choose that file."


def recognises(archive: Archive) -> bool:
    """A SQLite database, alone or in a zip."""
    return bool(_databases(archive))


def read(archive: Archive, into: Gathering) -> None:
    """Everything of the first database that is one of Health Connect's. InputError where none is."""
    problem = InputError(
        "This is not an export of Health Connect.",
        why="The file holds no database.",
        todo=_TODO,
        field="file",
    )
    for name in _databases(archive):
        with _on_disk(archive, name) as path:
            seconds = _LEAST_SECONDS + path.stat().st_size / _BYTES_A_SECOND
            try:
                with Database.opened(path, seconds) as database:
                    if database.tables:
                        return read_tables(database, into)
            except sqlite3.OperationalError as error:
                if "interrupted" in str(error):
                    raise InputError(
                        "This database takes far too long to read.", why="It is damaged, or not what it says it is.",
                        todo=_TODO, field="file",
                    ) from error  # fmt: skip
                raise _damaged(error) from error
            except (sqlite3.Error, OverflowError, UnicodeError) as error:
                raise _damaged(error) from error
        problem = InputError(
            "This is not an export of Health Connect.", why="Its database holds none of Health Connect's tables.",
            todo=_TODO, field="file",
        )  # fmt: skip
    raise problem


class Database:
    """A database from elsewhere, open for reading."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        rows = connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND rootpage > 0 AND typeof(name) = 'text'"
        ).fetchmany(5000)
        self.tables = frozenset(name for (name,) in rows if name.endswith("_table"))

    @classmethod
    @contextmanager
    def opened(cls, path: Path, seconds: float) -> Iterator[Database]:
        """Open it. seconds: how long all of the reading may take."""
        until = time.monotonic() + seconds
        address = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
        with closing(sqlite3.connect(address, uri=True, isolation_level=None)) as connection:
            connection.set_progress_handler(lambda: int(time.monotonic() > until), _STEPS_BETWEEN_LOOKS)
            connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LONGEST_CELL)
            connection.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 0)
            connection.text_factory = lambda held: held.decode("utf-8", "replace")
            for pragma in ("trusted_schema=OFF", "cell_size_check=ON", "query_only=ON", "mmap_size=0"):
                connection.execute(f"PRAGMA {pragma}")
            yield cls(connection)

    def columns(self, table: str) -> frozenset[str]:
        """The stored columns of a table; none where there is no such table."""
        if table not in self.tables:
            return frozenset()
        return frozenset(row[1] for row in self._connection.execute(f"PRAGMA table_info({_quoted(table)})"))

    def count(self, table: str) -> int:
        """How many rows a table has."""
        return int(self._connection.execute(f"SELECT count(*) FROM {_quoted(table)}").fetchone()[0])  # noqa: S608

    def numbers(self, table: str, columns: Sequence[str]) -> Iterator[list[Row]]:
        """The rows, many at once: numbers, and None for whatever else stands in a cell or for a column that is not
        there."""
        there = self.columns(table)
        chosen = ", ".join(_number(_quoted(one)) if one in there else "NULL" for one in columns)
        return self._chunks(f"SELECT {chosen} FROM {_quoted(table)}")  # noqa: S608

    def numbers_of_children(
        self, table: str, columns: Sequence[str], parent: str, parent_columns: Sequence[str]
    ) -> Iterator[list[Row]]:
        """The rows of a table whose parent_key is the rowid of another, each with columns of its parent after it."""
        there, parents = self.columns(table), self.columns(parent)
        chosen = [_number(f"c.{_quoted(one)}") if one in there else "NULL" for one in columns]
        chosen += [_number(f"p.{_quoted(one)}") if one in parents else "NULL" for one in parent_columns]
        return self._chunks(
            f"SELECT {', '.join(chosen)} FROM {_quoted(table)} c JOIN {_quoted(parent)} p ON p.rowid = c.parent_key"  # noqa: S608
        )

    def texts(self, table: str, columns: Sequence[str], most: int) -> list[tuple[object, ...]]:
        """Up to `most` rows as they are, None for a column that is not there."""
        there = self.columns(table)
        chosen = ", ".join(_quoted(one) if one in there else "NULL" for one in columns)
        return self._connection.execute(f"SELECT {chosen} FROM {_quoted(table)} LIMIT ?", (most,)).fetchall()  # noqa: S608

    def _chunks(self, query: str) -> Iterator[list[Row]]:
        cursor = self._connection.execute(query)
        while rows := cursor.fetchmany(_ROWS_AT_ONCE):
            yield rows


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _number(column: str) -> str:
    return f"CASE WHEN typeof({column}) IN ('integer', 'real') THEN {column} END"


def _databases(archive: Archive) -> list[str]:
    likely = [name for name in archive.names if base_name(name).endswith(_ENDS)]
    others = [name for name in archive.names if not base_name(name).endswith(_ENDS)]
    tried = [
        *likely[:_MEMBERS_LOOKED_AT],
        *others[: _MEMBERS_LOOKED_AT if len(others) <= _MEMBERS_LOOKED_AT else 0],
    ]
    return [name for name in tried if beginning(archive, name, len(_MAGIC)) == _MAGIC]


@contextmanager
def _on_disk(archive: Archive, name: str) -> Iterator[Path]:
    """The database as a file: itself, or a copy out of the zip that nobody else may read and that is gone after."""
    if not archive.is_zip:
        yield archive.path
        return
    with tempfile.NamedTemporaryFile(prefix="unclench-", suffix=".db") as copy:
        try:
            with archive.open(name) as stream:
                shutil.copyfileobj(stream, copy, 1 << 20)
            copy.flush()
        except OSError as error:
            raise _damaged(error) from error
        yield Path(copy.name)


def _damaged(error: Exception) -> InputError:
    return InputError("This database is damaged.", why=str(error)[:200], todo=_TODO, field="file")
