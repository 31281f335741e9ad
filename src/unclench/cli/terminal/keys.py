# SPDX-License-Identifier: Apache-2.0
"""Which key the person pressed: at once on a terminal, with Enter behind it everywhere else."""

from __future__ import annotations

import os
import select
import sys
from collections import deque
from typing import Protocol

__all__ = ["END", "Keys", "LineKeys", "TerminalKeys"]

END = "\x04"
"""Nobody can press a key any more: the input has ended."""


class Keys(Protocol):
    """Somewhere keys come from."""

    def wait(self, seconds: float | None) -> str | None:
        """The next key, or None where none came in time; None for seconds waits as long as it takes."""
        ...


class TerminalKeys:
    """Single keys of a terminal that is in cbreak mode (see Screen). Arrow and function keys are passed over."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor
        self._waiting: deque[str] = deque()

    def wait(self, seconds: float | None) -> str | None:
        """The next key."""
        if not self._waiting:
            ready, _, _ = select.select([self._descriptor], [], [], seconds)
            if not ready:
                return None
            self._read()
        return self._waiting.popleft() if self._waiting else None

    def _read(self) -> None:
        try:
            came = os.read(self._descriptor, 64)
        except OSError:
            came = b""  # the terminal has gone
        if not came:
            self._waiting.append(END)
        elif not came.startswith(b"\x1b"):
            self._waiting.extend(came.decode("utf-8", "ignore"))


class LineKeys:
    """The first letter of each line of the input; an empty line is Enter. The end of the input is END."""

    def __init__(self, descriptor: int | None = None) -> None:
        self._descriptor = sys.stdin.fileno() if descriptor is None else descriptor
        self._rest = b""
        self._ended = False

    def wait(self, seconds: float | None) -> str | None:
        """The next line's first letter."""
        line = self.line(seconds)
        return line if line in (None, END) else (line.strip()[:1].lower() or "\n")

    def line(self, seconds: float | None) -> str | None:
        """The next whole line without its end, or None where none came in time."""
        while b"\n" not in self._rest:
            if self._ended:
                return END
            ready, _, _ = select.select([self._descriptor], [], [], seconds)
            if not ready:
                return None
            came = os.read(self._descriptor, 4096)
            self._ended = not came
            self._rest += came
        line, _, self._rest = self._rest.partition(b"\n")
        return line.decode("utf-8", "replace")
