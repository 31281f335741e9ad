# SPDX-License-Identifier: Apache-2.0
"""A file is there whole or not at all: written beside its place, brought to the disk, checked, then renamed."""

from __future__ import annotations

import errno
import os
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from unclench.errors import UnclenchError
from unclench.store.faults import StoreFull

__all__ = ["FileUnwritable", "clear_halves", "whole_file"]

_HALF = ".unclench-half-"
_NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_ABANDONED_AFTER_S = 24 * 60 * 60


class FileUnwritable(UnclenchError):
    """A file could not be written where it was asked for."""

    code = "file_unwritable"


@contextmanager
def whole_file(path: Path) -> Iterator[Path]:
    """Write into the path that is given; when the block ends well, the file stands at `path`, with mode 0600.

    StoreFull, FileUnwritable: then `path` is as it was before.
    """
    half: Path | None = None
    try:
        handle, name = tempfile.mkstemp(prefix=_HALF, dir=path.parent)  # mode 0600
        os.close(handle)
        half = Path(name)
        yield half
        _to_disk(half)
        half.replace(path)
        _to_disk(path.parent)
    except OSError as problem:
        raise _in_words(problem) from problem
    finally:
        if half is not None:
            half.unlink(missing_ok=True)


def clear_halves(folder: Path, now_s: float | None = None) -> None:
    """Take away what a killed process left half written, once it is a day old."""
    now_s = time.time() if now_s is None else now_s
    for half in folder.glob(f"{_HALF}*"):
        with suppress(OSError):  # another process may be at it, too
            if now_s - half.stat().st_mtime > _ABANDONED_AFTER_S:
                half.unlink()


def _to_disk(path: Path) -> None:
    if os.name == "nt" and path.is_dir():  # Windows opens no folder
        return
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _in_words(problem: OSError) -> UnclenchError:
    if problem.errno in _NO_ROOM:
        return StoreFull(
            "The file could not be written: there is no room left.", why="The disk that should hold it is full.",
            todo="Free some space on it, or name another place.",
        )  # fmt: skip
    return FileUnwritable(
        "The file could not be written.", why=f"{problem.strerror or problem}.",
        todo="Name a folder that exists and may be written.",
    )  # fmt: skip
