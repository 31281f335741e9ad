# SPDX-License-Identifier: Apache-2.0
"""A file or a zip of somebody else's making, opened with care: nothing is unpacked to disk, names are never paths."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import IO

from unclench.errors import InputError

__all__ = ["MOST_BYTES", "Archive", "opened"]

MOST_BYTES = 32 * 2**30
"""Of one member, unpacked. More is no diary."""


class Archive:
    """The members of a zip, or a single plain file as its only member."""

    def __init__(self, path: Path, members: zipfile.ZipFile | None) -> None:
        self.path = path
        self._zip = members

    @property
    def is_zip(self) -> bool:
        return self._zip is not None

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the files in it, as they are written there; the file's own name where it is no zip."""
        if self._zip is None:
            return (self.path.name,)
        return tuple(one.filename for one in self._zip.infolist() if not one.is_dir())

    def size(self, name: str) -> int:
        """Bytes of a member once unpacked."""
        if self._zip is None:
            return self.path.stat().st_size
        return self._zip.getinfo(name).file_size

    def open(self, name: str) -> IO[bytes]:
        """A member as a stream of bytes. InputError where it is damaged or far larger than it says."""
        if self._zip is None:
            return self.path.open("rb")
        return self._zip.open(name)

    def head(self, name: str, size: int = 4096) -> bytes:
        """The first bytes of a member."""
        with self.open(name) as stream:
            return stream.read(size)

    def ending(self, *ends: str) -> tuple[str, ...]:
        """Names whose last part ends so, without regard to case."""
        return tuple(name for name in self.names if PurePosixPath(name).name.lower().endswith(ends))


@contextmanager
def opened(path: Path) -> Iterator[Archive]:
    """Open a file or zip for reading. InputError with the reason where it cannot be."""
    try:
        if not zipfile.is_zipfile(path):
            yield Archive(path, None)
            return
        with zipfile.ZipFile(path) as members:
            yield Archive(path, members)
    except (OSError, zipfile.BadZipFile, EOFError) as problem:
        raise InputError(
            "This file cannot be read.", why=str(problem)[:200], todo="Export it again, or choose another one.",
            field="file",
        ) from problem  # fmt: skip
