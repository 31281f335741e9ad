# SPDX-License-Identifier: Apache-2.0
"""Open the browser where a person sits in front of one."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping

__all__ = ["has_screen", "open_browser"]


def has_screen(environment: Mapping[str, str], platform: str) -> bool:
    """Whether a window could open here: not over SSH, and on Linux not without a display."""
    if environment.get("BROWSER"):
        return True
    if "SSH_CONNECTION" in environment or "SSH_TTY" in environment:
        return False
    if platform in ("darwin", "win32"):
        return True
    return bool(environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY"))


def open_browser(address: str) -> bool:
    """Open the address in the person's browser; False where there is none to open."""
    if not has_screen(os.environ, sys.platform):
        return False
    import webbrowser

    try:
        return webbrowser.open(address)
    except webbrowser.Error:
        return False
