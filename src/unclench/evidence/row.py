# SPDX-License-Identifier: Apache-2.0
"""A mapping of a content file that knows its line. A warm start needs it, and not the reading of YAML."""

from __future__ import annotations

from typing import Any

__all__ = ["Row"]


class Row(dict[str, Any]):
    """A mapping of the file that knows on which line it begins."""

    __slots__ = ("line",)

    def __init__(self, line: int) -> None:
        super().__init__()
        self.line = line
