# SPDX-License-Identifier: Apache-2.0
"""The one form of a backup: a zip with a manifest and, for each table, a file with one line of JSON a row.

    manifest.json           what it is, who made it when, the migrations, and each table's rows and SHA-256
    tables/store.event.jsonl

The digest is of the lines before they are packed. Nothing is unpacked to the disk, and no name is used as a path.
"""

from __future__ import annotations

import json
import zipfile
import zlib
from collections.abc import Generator, Iterator
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import IO, Any

from unclench.errors import InputError

__all__ = ["FORMAT", "FORMAT_VERSION", "Manifest", "Table", "broken", "lines_of", "opened", "put_table", "verified",
           "write_manifest"]  # fmt: skip

FORMAT = "unclench backup"
FORMAT_VERSION = 1
LONGEST_LINE = 512 * 2**20
"""Bytes of a row; a month of one measure's samples has a few million at most."""

_MANIFEST = "manifest.json"
_LONGEST_MANIFEST = 2**20
_LEVEL = 6


@dataclass(frozen=True, slots=True)
class Table:
    """One table of a backup. sha256: of its lines."""

    name: str
    rows: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup says of itself. version: the Unclench that wrote it. made_at: aware. migrations: by app."""

    version: str
    made_at: datetime
    migrations: dict[str, list[str]]
    tables: tuple[Table, ...]

    def rows(self, name: str) -> int:
        """Rows of one table; 0 where it is not in the backup."""
        return next((table.rows for table in self.tables if table.name == name), 0)

    @property
    def all_rows(self) -> int:
        """Rows of all tables together."""
        return sum(table.rows for table in self.tables)


def put_table(kept: zipfile.ZipFile, name: str, lines: Generator[bytes, None, None]) -> Table:
    """Write one table; the lines are closed however it ends, before the connection they come from."""
    digest, rows = sha256(), 0
    entry = zipfile.ZipInfo(_file(name), date_time=(1980, 1, 1, 0, 0, 0))
    entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o600 << 16
    entry._compresslevel = _LEVEL  # type: ignore[attr-defined]  # open() takes none for an entry of one's own
    with closing(lines), kept.open(entry, "w", force_zip64=True) as file:
        for line in lines:
            file.write(line)
            digest.update(line)
            rows += 1
    return Table(name, rows, digest.hexdigest())


def write_manifest(kept: zipfile.ZipFile, manifest: Manifest) -> None:
    """Write the manifest; it comes last, because only now everything is counted."""
    told = {"format": FORMAT, "format_version": FORMAT_VERSION} | asdict(manifest)
    told["made_at"] = manifest.made_at.isoformat()
    kept.writestr(_MANIFEST, json.dumps(told, indent=1))


@contextmanager
def opened(path: Path) -> Iterator[tuple[zipfile.ZipFile, Manifest]]:
    """A backup for reading. InputError where it is none, is damaged, or is of a form we do not know."""
    try:
        with zipfile.ZipFile(path) as kept:
            yield kept, _manifest(kept)
    except (OSError, EOFError, zipfile.BadZipFile, zlib.error, NotImplementedError) as problem:
        raise broken(why="It is no backup, or not all of it arrived.") from problem


def lines_of(kept: zipfile.ZipFile, table: Table) -> Iterator[dict[str, Any]]:
    """The rows of a table. InputError in the end where they are not those that were written."""
    digest, rows = sha256(), 0
    with _member(kept, table.name) as file:
        while line := file.readline(LONGEST_LINE):
            digest.update(line)
            rows += 1
            yield _row(line)
    if (rows, digest.hexdigest()) != (table.rows, table.sha256):
        raise broken(why=f"The table {table.name} is not as it was written.")


def verified(path: Path) -> Manifest:
    """Read all of it again; its manifest where every row is as it was written. InputError where one is not."""
    with opened(path) as (kept, manifest):
        for table in manifest.tables:
            for _row in lines_of(kept, table):
                pass
        return manifest


def broken(*, why: str) -> InputError:
    """The error of a backup that cannot be taken."""
    return InputError(
        "This backup cannot be used.", why=why, todo="Choose another one; nothing was changed.", field="file"
    )


def _file(name: str) -> str:
    return f"tables/{name}.jsonl"


def _member(kept: zipfile.ZipFile, name: str) -> IO[bytes]:
    try:
        return kept.open(_file(name))
    except (KeyError, RuntimeError) as problem:
        raise broken(why=f"The table {name} is missing.") from problem


def _row(line: bytes) -> dict[str, Any]:
    try:
        told = json.loads(line)
    except (ValueError, RecursionError) as problem:
        raise broken(why="A row of it cannot be read.") from problem
    if not isinstance(told, dict):
        raise broken(why="A row of it cannot be read.")
    return told


def _manifest(kept: zipfile.ZipFile) -> Manifest:
    try:
        with kept.open(_MANIFEST) as file:
            told = json.loads(file.read(_LONGEST_MANIFEST))
        if told["format"] != FORMAT:
            raise ValueError(told["format"])
        if told["format_version"] > FORMAT_VERSION:
            raise broken(
                why="A newer version of Unclench wrote it, in a form that this version does not know."
            )
        return Manifest(
            version=str(told["version"]),
            made_at=datetime.fromisoformat(told["made_at"]),
            migrations={str(app): [str(name) for name in names] for app, names in told["migrations"].items()},
            tables=tuple(
                Table(str(row["name"]), int(row["rows"]), str(row["sha256"])) for row in told["tables"]
            ),
        )
    except (KeyError, ValueError, TypeError, AttributeError, RecursionError, RuntimeError) as problem:
        raise broken(why="It is not a backup that Unclench wrote.") from problem
