# SPDX-License-Identifier: Apache-2.0
"""Where a session is shown and where its keys come from; a terminal with a screen, or anything that takes lines."""

from __future__ import annotations

from contextlib import AbstractContextManager
from typing import Protocol

from unclench.cli.terminal.keys import Keys
from unclench.cli.terminal.scene import Scene

__all__ = ["View"]


class View(Protocol):
    """One of ScreenView and PlainView."""

    @property
    def keys(self) -> Keys:
        """Where keys come from while a session is shown."""
        ...

    def showing(self) -> AbstractContextManager[None]:
        """The block in which scenes are shown; afterwards the terminal is as it was, however the block ends."""
        ...

    def show(self, scene: Scene) -> None:
        """Show this moment."""
        ...

    def read(self, lines: list[str]) -> None:
        """Show a text until the person has read it."""
        ...

    def bell(self) -> None:
        """A sound, for eyes that are closed."""
        ...

    def ask(self, question: str) -> str | None:
        """The answer to a question, outside of `showing`; "" where it was skipped, None where nobody can answer."""
        ...
