# SPDX-License-Identifier: Apache-2.0
"""A zip whose end was lost on the way: the table of its files is gone, what stands before it is not."""

from __future__ import annotations

import io
import mmap
import zlib
from pathlib import Path
from struct import Struct
from typing import IO, cast

__all__ = ["CutZip"]

_LOCAL = Struct("<4sHHHHHIIIHH")
_MARK = b"PK\x03\x04"
_STORED, _DEFLATED = 0, 8
_MOST_FOUND = 20_000
_PIECE = 1 << 18


class CutZip:
    """The members whose beginnings are still there, each up to the next one's beginning."""

    def __init__(self, data: mmap.mmap, members: dict[str, tuple[int, int, int]]) -> None:
        self._data = data
        self._members = members

    @classmethod
    def of(cls, path: Path) -> CutZip | None:
        """None where the file does not begin as a zip, or none of its members can be told."""
        with path.open("rb") as file:
            if file.read(4) != _MARK:
                return None
            data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        begins: list[tuple[int, str, int, int]] = []
        at = 0
        while at >= 0 and len(begins) < _MOST_FOUND:
            known = _header(data, at)
            if known is not None:
                begins.append((at, *known))
            at = data.find(_MARK, at + 4)
        ends = [*(one[0] for one in begins[1:]), len(data)][: len(begins)]
        members = {
            name: (body, end, method)
            for (_, name, body, method), end in zip(begins, ends, strict=True)
            if not name.endswith("/")
        }
        if not members:
            data.close()
            return None
        return cls(data, members)

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(self._members)

    def size(self, name: str) -> int:
        """Bytes that are left of a member, still packed."""
        body, end, _ = self._members[name]
        return end - body

    def open(self, name: str) -> IO[bytes]:
        """What is left of a member, unpacked; it ends where the data does."""
        return cast(IO[bytes], io.BufferedReader(_Rest(self._data, *self._members[name]), _PIECE))

    def close(self) -> None:
        self._data.close()


class _Rest(io.RawIOBase):
    """Unpacks as far as it goes."""

    def __init__(self, data: mmap.mmap, at: int, end: int, method: int) -> None:
        self._data, self._at, self._end = data, at, end
        self._unpacker = zlib.decompressobj(-15) if method == _DEFLATED else None
        self._packed = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        got = self._more(len(buffer))
        buffer[: len(got)] = got
        return len(got)

    def _more(self, size: int) -> bytes:
        while True:
            if not self._packed and self._at < self._end:
                until = min(self._end, self._at + _PIECE)
                self._packed, self._at = self._data[self._at : until], until
            if self._unpacker is None:
                got, self._packed = self._packed[:size], self._packed[size:]
                return got
            ran_out = not self._packed
            try:
                got = self._unpacker.decompress(self._packed, size)
            except zlib.error:
                self._at, self._packed = self._end, b""
                return b""
            self._packed = self._unpacker.unconsumed_tail
            if got or self._unpacker.eof or ran_out:
                return got


def _header(data: mmap.mmap, at: int) -> tuple[str, int, int] | None:
    """Name, where the body begins, and how it is packed; None where no readable member begins here."""
    if at + _LOCAL.size > len(data):
        return None
    _, version, flags, method, _, _, _, _, _, name_length, extra = _LOCAL.unpack_from(data, at)
    body = at + _LOCAL.size + name_length + extra
    if version > 63 or flags & 1 or method not in (_STORED, _DEFLATED):
        return None
    if not 0 < name_length <= 1024 or body > len(data):
        return None
    name = data[at + _LOCAL.size : at + _LOCAL.size + name_length]
    return name.decode("utf-8" if flags & 0x800 else "cp437", "replace"), body, method
