# SPDX-License-Identifier: Apache-2.0
"""Run the real command line in a process of its own, with a data folder of its own."""

from __future__ import annotations

import atexit
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TypeVar

T = TypeVar("T")
PATIENCE_S = 30.0


def environment(home: Path, **more: str) -> dict[str, str]:
    """A quiet environment: no display, no database of somebody else, this data folder."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if name not in ("DATABASE_URL", "DISPLAY", "WAYLAND_DISPLAY", "BROWSER", "DJANGO_SETTINGS_MODULE")
        and not name.startswith("UNCLENCH_")
    }
    return kept | {"UNCLENCH_HOME": str(home), "PYTHONWARNINGS": "default", "LC_ALL": "C.UTF-8"} | more


def command(*words: str) -> list[str]:
    return [sys.executable, "-m", "unclench", *words]


def unclench(home: Path, *words: str, typed: str = "", **more: str) -> subprocess.CompletedProcess[str]:
    """Run one verb to its end."""
    return subprocess.run(
        command(*words), env=environment(home, **more), input=typed, capture_output=True, text=True,
        timeout=PATIENCE_S, check=False,
    )  # fmt: skip


def furnished(home: Path) -> Path:
    """This data folder as a first start leaves it: its tables are there, so a verb starts in half the time."""
    return Path(shutil.copytree(_after_a_first_start(), home, dirs_exist_ok=True))


@cache
def _after_a_first_start() -> Path:
    home = Path(tempfile.mkdtemp(prefix="unclench-furnished-"))
    atexit.register(shutil.rmtree, home, ignore_errors=True)
    done = unclench(home, "diary")
    assert done.returncode == 0, done.stderr
    return home


def until(happens: Callable[[], T | None], what: str, patience: float = PATIENCE_S) -> T:
    """Poll until something is there; the test fails where it never comes."""
    deadline = time.monotonic() + patience
    while time.monotonic() < deadline:
        found = happens()
        if found:
            return found
        time.sleep(0.01)
    raise AssertionError(f"{what} did not happen within {patience} s")


@contextmanager
def running(home: Path, *words: str, **more: str) -> Iterator[subprocess.Popen[str]]:
    """A verb that goes on; whatever is left of it is killed at the end of the block."""
    process = subprocess.Popen(
        command(*words),
        env=environment(home, **more),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def said_until(process: subprocess.Popen[str], marker: str) -> str:
    """What the process printed up to the line that holds the marker."""
    assert process.stdout is not None
    lines: list[str] = []
    for line in process.stdout:
        lines.append(line)
        if marker in line:
            return "".join(lines)
    errors = process.stderr.read() if process.stderr else ""
    raise AssertionError(f"It never said {marker!r}, but:\n{''.join(lines)}\n{errors}")
