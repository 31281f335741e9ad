# SPDX-License-Identifier: Apache-2.0
"""Which key the person pressed: at once on a terminal, with Enter behind it everywhere else."""

from __future__ import annotations

import os
import select
import sys
import threading
from collections import deque
from queue import Empty, SimpleQueue
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
        came = _read_or_nothing(self._descriptor)
        if not came:
            self._waiting.append(END)
        elif not came.startswith(b"\x1b"):
            self._waiting.extend(came.decode("utf-8", "ignore"))


class LineKeys:
    """The first letter of each line of the input; an empty line is Enter. The end of the input is END.

    A thread reads, because Windows cannot wait on a console or a pipe with a time limit. It reads the descriptor and
    not sys.stdin, so that it may still hang there when the program ends.
    """

    def __init__(self, descriptor: int | None = None) -> None:
        self._descriptor = sys.stdin.fileno() if descriptor is None else descriptor
        self._lines: SimpleQueue[str] = SimpleQueue()
        self._ended = False
        threading.Thread(target=self._read, daemon=True, name="keys").start()

    def wait(self, seconds: float | None) -> str | None:
        """The next line's first letter."""
        line = self.line(seconds)
        return line if line is None or line == END else (line.strip()[:1].lower() or "\n")

    def line(self, seconds: float | None) -> str | None:
        """The next whole line without its end, or None where none came in time."""
        if self._ended:
            return END
        try:
            line = self._lines.get(timeout=seconds)
        except Empty:
            return None
        self._ended = line == END
        return line

    def _read(self) -> None:
        rest = b""
        while came := _read_or_nothing(self._descriptor):
            *lines, rest = (rest + came).split(b"\n")
            for line in lines:
                self._lines.put(line.decode("utf-8", "replace").rstrip("\r"))
        if rest:
            self._lines.put(rest.decode("utf-8", "replace"))
        self._lines.put(END)


def _read_or_nothing(descriptor: int) -> bytes:
    """What came; nothing at the end, and nothing where the terminal has gone."""
    try:
        return os.read(descriptor, 4096)
    except OSError:
        return b""
