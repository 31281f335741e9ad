# SPDX-License-Identifier: Apache-2.0
"""A file or a zip of somebody else's making, opened with care: nothing is unpacked to disk, names are never paths."""

from __future__ import annotations

import io
import lzma
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import IO, cast

from unclench.errors import InputError
from unclench.intake.cut_zip import CutZip

__all__ = ["MOST_BYTES", "MOST_MEMBERS", "Archive", "opened"]

MOST_BYTES = 32 * 2**30
"""Of one member, unpacked. More is no diary."""
MOST_MEMBERS = 200_000
"""Of one zip; an export of ten years with a file for each walk has some thousands."""
_MOST_TIMES = 1200
"""Deflate cannot pack tighter than about 1 to 1032: who says more lies."""
_FREE_BYTES = 1 << 20
_SMALL_PIECE = 4096
_PIECE = 1 << 20

_DAMAGED = (
    OSError, EOFError, ValueError, RuntimeError, LookupError, OverflowError, struct.error, zipfile.BadZipFile,
    zlib.error, lzma.LZMAError,
)  # fmt: skip
"""What the standard library raises for a zip or a member that is cut, overwritten, locked or strangely packed:
NotImplementedError is a RuntimeError, UnicodeDecodeError a ValueError, a missing name or byte a LookupError."""


class Archive:
    """The members of a zip, or a single plain file as its only member.

    cut_short: the end of the zip is missing; what stands before it can be read.
    """

    def __init__(self, path: Path, members: zipfile.ZipFile | None, cut: CutZip | None = None) -> None:
        self.path = path
        self._zip = members
        self._cut = cut

    @property
    def is_zip(self) -> bool:
        return self._zip is not None or self._cut is not None

    @property
    def cut_short(self) -> bool:
        return self._cut is not None

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the files in it, as they are written there; the file's own name where it is no zip."""
        if self._cut is not None:
            return self._cut.names
        if self._zip is None:
            return (self.path.name,)
        return tuple(
            name for one in self._zip.infolist() if (name := one.filename) and not name.endswith("/")
        )

    def size(self, name: str) -> int:
        """Bytes of a member once unpacked, as the zip tells; of a zip cut short, the bytes that are left of it."""
        if self._cut is not None:
            return self._cut.size(name)
        if self._zip is None:
            return self.path.stat().st_size
        return self._member(name).file_size

    def open(self, name: str) -> IO[bytes]:
        """A member as a stream of bytes. InputError, also while reading, where it is damaged or larger than it says."""
        if self._cut is not None:
            return cast(IO[bytes], _Careful(self._cut.open(name), MOST_BYTES))
        if self._zip is None:
            try:
                return cast(IO[bytes], _Careful(self.path.open("rb"), MOST_BYTES))
            except OSError as problem:
                raise _damaged(problem) from problem
        member = self._member(name)
        if member.flag_bits & 1:
            raise _refused("It is locked with a password.", "Export it again without a password.")
        if member.file_size > MOST_BYTES:
            raise _refused("One of its files would be larger than any diary.", "Choose another file.")
        if member.file_size > max(_FREE_BYTES, member.compress_size * _MOST_TIMES):
            raise _refused("One of its files says it is larger than it can be.", "Export it again.")
        try:
            stream = self._zip.open(member)
        except _DAMAGED as problem:
            raise _damaged(problem) from problem
        return cast(IO[bytes], _Careful(stream, member.file_size))

    def head(self, name: str, size: int = 4096) -> bytes:
        """The first bytes of a member; where it breaks in them, those before. InputError where there are none."""
        got = b""
        with self.open(name) as stream:
            try:
                while len(got) < size and (more := stream.read(min(_SMALL_PIECE, size - len(got)))):
                    got += more
            except InputError:
                if not got:
                    raise
        return got

    def ending(self, *ends: str) -> tuple[str, ...]:
        """Names whose last part ends so, without regard to case."""
        return tuple(name for name in self.names if PurePosixPath(name).name.lower().endswith(ends))

    def _member(self, name: str) -> zipfile.ZipInfo:
        assert self._zip is not None
        try:
            return self._zip.getinfo(name)
        except KeyError as problem:
            raise _refused("A file is missing in it.", "Export it again.") from problem


class _Careful(io.RawIOBase):
    """A member's stream: whatever is wrong with it becomes an InputError, and it ends where it should."""

    def __init__(self, stream: IO[bytes], most: int) -> None:
        self._stream = stream
        self._left = most

    def readable(self) -> bool:
        return True

    def read(self, size: int | None = -1) -> bytes:
        if size is None or size < 0:
            return b"".join(iter(lambda: self.read(_PIECE), b""))
        try:
            got = self._stream.read(min(size, self._left + 1))
        except _DAMAGED as problem:
            raise _damaged(problem) from problem
        self._left -= len(got)
        if self._left < 0:
            raise _refused("One of its files is larger than it says.", "Export it again.")
        return got

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        got = self.read(len(buffer))
        buffer[: len(got)] = got
        return len(got)

    def close(self) -> None:
        if not self.closed:
            self._stream.close()
        super().close()


@contextmanager
def opened(path: Path) -> Iterator[Archive]:
    """Open a file or zip for reading. InputError with the reason where it cannot be."""
    cut = None
    try:
        members = zipfile.ZipFile(path) if zipfile.is_zipfile(path) else None
        if members is None:
            cut = CutZip.of(path)
    except _DAMAGED as problem:
        raise _damaged(problem) from problem
    try:
        if members is not None:
            _check(members)
        yield Archive(path, members, cut)
    finally:
        for one in (members, cut):
            if one is not None:
                one.close()


def _check(members: zipfile.ZipFile) -> None:
    """Refuse what no export holds."""
    every = members.infolist()
    if len(every) > MOST_MEMBERS:
        raise _refused("It holds more files than any export.", "Choose another file.")
    for one in every:
        parts = one.filename.replace("\\", "/").split("/")
        if one.filename.startswith(("/", "\\")) or ".." in parts or parts[0].endswith(":"):
            raise _refused(
                "It names files outside of itself.", "Export it again, and do not open this one elsewhere."
            )
        if (one.external_attr >> 16) & 0o170000 == 0o120000:
            raise _refused("It holds links instead of files.", "Export it again.")


def _damaged(problem: BaseException) -> InputError:
    return _refused(
        f"It is damaged or cut short ({str(problem)[:120] or type(problem).__name__}).",
        "Export it again, or choose another one.",
    )


def _refused(why: str, todo: str) -> InputError:
    return InputError("This file cannot be read.", why=why, todo=todo, field="file")
