# SPDX-License-Identifier: Apache-2.0
"""A session on a terminal: one screen, redrawn in place, with single keys."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from unclench.cli.terminal.drawing import page_of, screen_lines
from unclench.cli.terminal.keys import Keys, TerminalKeys
from unclench.cli.terminal.scene import Scene

__all__ = ["ScreenView"]

_OTHER_SCREEN, _FIRST_SCREEN = "\x1b[?1049h\x1b[?25l\x1b[2J", "\x1b[?25h\x1b[?1049l"
_HOME, _REST_OF_LINE, _REST_OF_SCREEN = "\x1b[H", "\x1b[K", "\x1b[J"


class ScreenView:
    """Needs a terminal on both sides that knows ANSI."""

    def __init__(self) -> None:
        self._descriptor = sys.stdin.fileno()
        self._keys = TerminalKeys(self._descriptor)

    @property
    def keys(self) -> Keys:
        return self._keys

    @contextmanager
    def showing(self) -> Iterator[None]:
        """Single keys without echo, on the terminal's second screen."""
        import termios
        import tty

        before = termios.tcgetattr(self._descriptor)
        try:
            tty.setcbreak(self._descriptor)
            self._forbid_suspending()
            self._write(_OTHER_SCREEN)
            yield
        finally:
            termios.tcsetattr(self._descriptor, termios.TCSADRAIN, before)
            self._write(_FIRST_SCREEN)

    def show(self, scene: Scene) -> None:
        width, height = shutil.get_terminal_size()
        self._draw(screen_lines(scene, width, height))

    def read(self, lines: list[str]) -> None:
        first = 0
        while True:
            width, height = shutil.get_terminal_size()
            page, more = page_of(lines, first, width, height)
            self._draw(page)
            if self._keys.wait(None) != " " or not more:
                return
            first += max(1, height - 2)

    def bell(self) -> None:
        self._write("\a")

    def ask(self, question: str) -> str | None:
        try:
            return input(question).strip()
        except EOFError:
            return None

    def _forbid_suspending(self) -> None:
        """Ctrl-Z would leave the shell with a session's screen; q is as quick."""
        import os
        import termios

        now = termios.tcgetattr(self._descriptor)
        now[6][termios.VSUSP] = bytes([os.fpathconf(self._descriptor, "PC_VDISABLE")])
        termios.tcsetattr(self._descriptor, termios.TCSADRAIN, now)

    def _draw(self, lines: list[str]) -> None:
        rows = (line + _REST_OF_LINE for line in lines)
        self._write(_HOME + "\r\n".join(rows) + _REST_OF_SCREEN)

    def _write(self, text: str) -> None:
        sys.stdout.write(text)
        sys.stdout.flush()
