# SPDX-License-Identifier: Apache-2.0
"""A session as lines, for dumb terminals, screen readers and pipes: each change is said once."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from unclench.cli.terminal.drawing import clock_text
from unclench.cli.terminal.keys import END, Keys, LineKeys
from unclench.cli.terminal.scene import Scene

__all__ = ["PlainView"]


class PlainView:
    """A letter and Enter stand for a key."""

    def __init__(self) -> None:
        self._keys = LineKeys()
        self._said: dict[str, str] = {}

    @property
    def keys(self) -> Keys:
        return self._keys

    @contextmanager
    def showing(self) -> Iterator[None]:
        yield

    def show(self, scene: Scene) -> None:
        clock = "" if scene.clock_seconds is None else f", {clock_text(scene.clock_seconds)}"
        self._say("signs", scene.stop_signs)
        self._say("step", f"{scene.place}: {scene.step}")
        self._say("phase", scene.phase, f"{scene.phase}{clock}.")
        self._say("sentence", f"  {scene.sentence}" if scene.sentence else "")
        self._say("notices", " ".join(scene.notices))
        self._say("keys", scene.keys, f"  [{scene.keys}, then Enter]")

    def read(self, lines: list[str]) -> None:
        print("\n".join(lines), flush=True)

    def bell(self) -> None:
        """Whoever listens to lines hears each of them already."""

    def ask(self, question: str) -> str | None:
        print(question, end="", flush=True)
        line = self._keys.line(None)
        print(flush=True)
        return None if line is None or line == END else line.strip()

    def _say(self, topic: str, text: str, line: str | None = None) -> None:
        """Say it if it differs from what was last said on this topic."""
        if self._said.get(topic) != text:
            self._said[topic] = text
            if text:
                print(line or text, flush=True)
