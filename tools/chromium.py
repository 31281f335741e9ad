# SPDX-License-Identifier: Apache-2.0
"""Find a Chromium for the browser tests, install one where there is none, or say exactly what to run.

Used by `make test`; tests/browser imports `find` from here.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

__all__ = ["FLAGS", "find"]

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)


def find() -> str | None:
    """The path of a Chromium that can be driven; None where there is none."""
    for name in NAMES:
        if found := shutil.which(name):
            return found
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        own = playwright.chromium.executable_path
    return own if Path(own).exists() else None


def starts(path: str) -> bool:
    """Whether it really runs here: a browser without its system libraries does not."""
    from playwright.sync_api import Error, sync_playwright

    try:
        with sync_playwright() as playwright:
            playwright.chromium.launch(executable_path=path, args=list(FLAGS)).close()
    except Error:
        return False
    return True


def install() -> None:
    """By the system's means where we may, by Playwright's otherwise. What fails is said by the caller."""
    if os.geteuid() == 0 and shutil.which("apt-get"):
        subprocess.run(["apt-get", "update", "-q"], check=False)  # noqa: S607
        subprocess.run(["apt-get", "install", "-y", "-q", "chromium"], check=False)  # noqa: S607
    if find() is None:
        subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False)


def main() -> int:
    """Exit status 0 where the browser tests can run."""
    path = find()
    if path is None:
        print("No Chromium found: installing one for the browser tests.", flush=True)
        install()
        path = find()
    if path is None:
        print("The browser tests need Chromium, and it could not be installed. Run this, then make test again:\n"
              "    sudo apt-get update && sudo apt-get install chromium", file=sys.stderr)  # fmt: skip
        return 1
    if not starts(path):
        print(f"{path} is there but does not start: libraries it needs are missing. Run this, then make test again:\n"
              f"    sudo {sys.executable} -m playwright install-deps chromium", file=sys.stderr)  # fmt: skip
        return 1
    print(f"Chromium: {path}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
