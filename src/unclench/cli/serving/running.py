# SPDX-License-Identifier: Apache-2.0
"""One server a data folder: who serves it now, and where.

The lock is the truth, because the system lets go of it however a server dies; the file beside it only says where.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

__all__ = ["Claim", "address_of_running", "claim"]

_WRITES_ADDRESS_WITHIN_S = 5.0


class Claim:
    """This process may serve the data folder. `announce` tells the next one where."""

    def __init__(self, home: Path) -> None:
        self._file = _address_file(home)

    def announce(self, address: str) -> None:
        """Write down where this server answers."""
        half = self._file.with_suffix(".new")
        half.write_text(json.dumps({"address": address, "pid": os.getpid()}), "utf-8")
        half.replace(self._file)

    def withdraw(self) -> None:
        """The server is gone."""
        self._file.unlink(missing_ok=True)


@contextmanager
def claim(home: Path) -> Iterator[Claim | None]:
    """The right to serve this data folder until the block ends; None where another process has it."""
    with (home / "serving.lock").open("a+b") as lock:
        if not _locked(lock):
            yield None
            return
        mine = Claim(home)
        mine.withdraw()
        try:
            yield mine
        finally:
            mine.withdraw()


def address_of_running(home: Path) -> str | None:
    """Where the process that has the claim answers; waits a little for one that is just starting."""
    deadline = time.monotonic() + _WRITES_ADDRESS_WITHIN_S
    while time.monotonic() < deadline:
        try:
            said = json.loads(_address_file(home).read_text("utf-8"))
            return str(said["address"])
        except (OSError, ValueError, KeyError, TypeError):
            time.sleep(0.05)
    return None


def _address_file(home: Path) -> Path:
    return home / "serving.json"


def _locked(lock: IO[bytes]) -> bool:
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(lock.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(lock.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
