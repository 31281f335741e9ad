# SPDX-License-Identifier: Apache-2.0
"""A scene as lines of a screen: a clock that can be read from the other end of the bed, and little else."""

from __future__ import annotations

import textwrap

from unclench.cli.terminal.scene import Scene

__all__ = ["big_clock", "clock_text", "page_of", "screen_lines"]

_BOLD, _PLAIN = "\x1b[1m", "\x1b[0m"
_DIGITS = {
    "0": ("███", "█ █", "█ █", "█ █", "███"),
    "1": (" █ ", "██ ", " █ ", " █ ", "███"),
    "2": ("███", "  █", "███", "█  ", "███"),
    "3": ("███", "  █", "███", "  █", "███"),
    "4": ("█ █", "█ █", "███", "  █", "  █"),
    "5": ("███", "█  ", "███", "  █", "███"),
    "6": ("███", "█  ", "███", "█ █", "███"),
    "7": ("███", "  █", "  █", "  █", "  █"),
    "8": ("███", "█ █", "███", "█ █", "███"),
    "9": ("███", "█ █", "███", "  █", "███"),
    ":": (" ", "█", " ", "█", " "),
}
_ROOM_FOR_BIG_CLOCK = 18


def clock_text(seconds: int) -> str:
    """Minutes and seconds as on a kitchen clock: 0:30."""
    return f"{seconds // 60}:{seconds % 60:02d}"


def big_clock(seconds: int) -> list[str]:
    """The time in five lines of blocks."""
    signs = [_DIGITS[sign] for sign in clock_text(seconds)]
    return ["  ".join(sign[row] for sign in signs) for row in range(5)]


def screen_lines(scene: Scene, width: int, height: int) -> list[str]:
    """The whole screen, never more than `height` lines; the keys are always among them, at the bottom."""
    keys = _packed(scene.keys.split("   "), width)
    notices = [line for notice in scene.notices for line in _wrapped(notice, width, bold=True)]
    top = [
        *_wrapped(scene.stop_signs, width),
        "",
        *_wrapped(scene.place, width),
        *_wrapped(f"{scene.phase}: {scene.step}", width),
        "",
        *_wrapped(scene.sentence, width, bold=True),
        "",
    ]
    clock: list[str] = []
    if scene.clock_seconds is not None:
        roomy = height >= len(top) + len(notices) + len(keys) + 9 and height >= _ROOM_FOR_BIG_CLOCK
        clock = big_clock(scene.clock_seconds) if roomy and width >= 24 else [clock_text(scene.clock_seconds)]
    since = [f"since it began: {clock_text(scene.lasted_seconds)}"]
    bottom = [*notices, *keys]
    middle = [*top, *clock, "", *since, ""]
    return [*middle[: max(0, height - len(bottom))], *bottom][:height]


def page_of(lines: list[str], first: int, width: int, height: int) -> tuple[list[str], bool]:
    """One page of a long text from line `first` on, and whether more comes after it."""
    shown = [part for line in lines for part in (_wrapped(line, width) or [""])]
    room = max(1, height - 2)
    more = first + room < len(shown)
    foot = "Space: more   any other key: back to the clock" if more else "Any key: back to the clock"
    return [*shown[first : first + room], "", foot[:width]], more


def _packed(keys: list[str], width: int) -> list[str]:
    """Keys in as few lines as they need; no line ends between a key and what it does."""
    lines: list[str] = []
    for key in keys:
        longer = f"{lines[-1]}   {key}" if lines else key
        if lines and len(longer) < width:
            lines[-1] = longer
        else:
            lines.append(key)
    return [line[: max(10, width - 1)] for line in lines]


def _wrapped(text: str, width: int, *, bold: bool = False) -> list[str]:
    lines = textwrap.wrap(text, max(10, width - 1))
    return [f"{_BOLD}{line}{_PLAIN}" for line in lines] if bold else lines
