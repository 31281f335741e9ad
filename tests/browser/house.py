# SPDX-License-Identifier: Apache-2.0
"""A real server in a process of its own, and a real Chromium: what the browser and access tests stand on."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Sequence
from http.cookiejar import CookieJar
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Playwright, sync_playwright
from playwright.sync_api import Error as PlaywrightError

from tests.unit.cli.command_line import furnished

__all__ = ["CHROMIUM_FLAGS", "Api", "Server", "chromium", "close_chromium", "process_rss_kb"]

CHROMIUM_FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)
_STARTS_WITHIN_S = 30.0
_ADDRESS = re.compile(r"https?://[^\s/]+/")


class Server:
    """`unclench serve` with a data folder of its own. url ends with a slash; said: what it wrote to stdout."""

    def __init__(
        self, *more: str, home: Path | None = None, port: int = 0, command: Sequence[str] | None = None
    ) -> None:
        self.home = home or furnished(Path(tempfile.mkdtemp(prefix="unclench-browser-")))
        self._mine = home is None
        self._more = more
        self._command = command
        self.port = port
        self.said: list[str] = []
        self.url = ""
        self._process: subprocess.Popen[str] | None = None
        self.start()

    @property
    def pid(self) -> int:
        assert self._process is not None
        return self._process.pid

    @property
    def first_token(self) -> str:
        """The token that the terminal shows in lan mode."""
        return next(
            found.group()
            for line in self.said
            if (found := re.search(r"\b\w{4}-\w{4}-\w{4}-\w{4}\b", line)) is not None
        )

    def start(self) -> None:
        """Start it (again, on the same port); returns once it says that it answers."""
        env = {
            key: value for key, value in os.environ.items() if not key.startswith(("UNCLENCH_", "DJANGO_"))
        }
        env.pop("DATABASE_URL", None)
        env |= {"UNCLENCH_HOME": str(self.home), "PYTHONUNBUFFERED": "1", "TZ": "UTC"}
        command = self._command or [
            sys.executable, "-m", "unclench", "serve", "--no-open", "--port", str(self.port), *self._more
        ]  # fmt: skip
        self._errors = tempfile.TemporaryFile("w+")  # noqa: SIM115  (read when something goes wrong)
        self._process = subprocess.Popen(
            list(command),
            env=env,
            stdout=subprocess.PIPE,
            stderr=self._errors,
            text=True,
            cwd=Path(__file__).parents[2],
        )
        self._await_address()

    def _await_address(self) -> None:
        assert self._process is not None
        assert self._process.stdout is not None
        lines, ready = self._process.stdout, threading.Event()
        self.said = []

        def read() -> None:
            for line in lines:
                self.said.append(line)
                if line.startswith(("Stop it", "Only this computer")) or "Ctrl-C" in line:
                    ready.set()

        self._reader = threading.Thread(target=read, daemon=True)
        self._reader.start()
        deadline = time.monotonic() + _STARTS_WITHIN_S
        while not ready.wait(0.02):
            if self._process.poll() is not None or time.monotonic() > deadline:
                told = self.errors()
                self.kill()
                pytest.fail("the server did not start:\n" + "".join(self.said) + told)
        self.url = next(found.group() for line in self.said if (found := _ADDRESS.search(line)))
        self.port = int(self.url.rstrip("/").rpartition(":")[2])

    def errors(self) -> str:
        """What it wrote to stderr."""
        self._errors.seek(0)
        return self._errors.read()

    def kill(self) -> None:
        """As a power cut would: no time for anything."""
        if self._process is not None:
            self._process.send_signal(signal.SIGKILL)
            self._process.wait()
            self._let_go()

    def _let_go(self) -> None:
        """Its pipes are read to the end and closed."""
        if self._process is not None and self._process.stdout is not None:
            self._reader.join(5)
            self._process.stdout.close()
        self._errors.close()

    def stop(self) -> None:
        """Stop it as a person does, and take its data folder away."""
        if self._process is not None and self._process.poll() is None:
            self._process.terminate()
            try:
                self._process.wait(10)
                self._let_go()
            except subprocess.TimeoutExpired:
                self.kill()
        if self._mine:
            shutil.rmtree(self.home, ignore_errors=True)


class Api:
    """A program that speaks to a server as the outbox does."""

    def __init__(self, url: str, timeout_s: float = 10.0) -> None:
        self.url, self.timeout_s = url, timeout_s
        self._jar = CookieJar()
        self._opener = urllib.request.build_opener(
            urllib.request.ProxyHandler({}), urllib.request.HTTPCookieProcessor(self._jar)
        )
        self.person = ""

    def hello(self) -> str:
        """Ask who is open here; gives the person's id and keeps the CSRF token."""
        self.person = str(self.get("api/hello")["person"])
        return self.person

    def get(self, path: str) -> Any:
        with self._opener.open(self.url + path, timeout=self.timeout_s) as answer:
            return json.load(answer)

    def send(self, events: list[dict[str, Any]], person: str = "") -> Any:
        """POST events; the answer's JSON. urllib's HTTPError where it is refused."""
        token = next((cookie.value for cookie in self._jar if cookie.name == "csrftoken"), "")
        request = urllib.request.Request(
            self.url + "api/events",
            json.dumps({"person": person or self.person, "events": events}).encode(),
            {"Content-Type": "application/json", "X-CSRFToken": token or "", "Origin": self.url.rstrip("/")},
        )
        with self._opener.open(request, timeout=self.timeout_s) as answer:
            return json.load(answer)

    def episodes(self) -> list[dict[str, Any]]:
        """The whole diary, newest first."""
        found: list[dict[str, Any]] = []
        mark = ""
        for _page in range(1000):
            page = self.get("api/episodes" + (f"?before={mark}" if mark else ""))
            found += page["episodes"]
            mark = page["next"]
            if not mark:
                return found
        raise AssertionError("the diary does not end")


_kept: dict[str, Any] = {}


def chromium() -> Browser:
    """The one Chromium of this test run; started when first asked for."""
    if "browser" not in _kept:
        # Playwright's loop runs in this thread; Django would refuse its own database calls beside it.
        os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
        playwright: Playwright = sync_playwright().start()
        _kept["playwright"] = playwright
        debian = shutil.which("chromium")
        try:
            _kept["browser"] = playwright.chromium.launch(executable_path=debian, args=list(CHROMIUM_FLAGS))
        except PlaywrightError as problem:
            close_chromium()
            pytest.fail(
                "There is no Chromium for the browser tests. Install one with:\n"
                f"    {sys.executable} -m playwright install --with-deps chromium\n"
                f"or, on Debian: apt-get install chromium\n{str(problem).splitlines()[0]}",
                pytrace=False,
            )
    found: Browser = _kept["browser"]
    return found


def close_chromium() -> None:
    """Stop it, so that tests of other layers in the same run have the thread to themselves."""
    if browser := _kept.pop("browser", None):
        browser.close()
    if playwright := _kept.pop("playwright", None):
        playwright.stop()
    os.environ.pop("DJANGO_ALLOW_ASYNC_UNSAFE", None)


def process_rss_kb(pid: int) -> int:
    """Memory of a process and all its children, as Linux counts resident pages."""
    children: dict[int, list[int]] = {}
    sizes: dict[int, int] = {}
    for status in Path("/proc").glob("[0-9]*/status"):
        try:
            fields = dict(line.split(":", 1) for line in status.read_text().splitlines() if ":" in line)
        except OSError:
            continue
        number = int(status.parent.name)
        children.setdefault(int(fields["PPid"]), []).append(number)
        sizes[number] = int(fields.get("VmRSS", "0 kB").split()[0])
    found, todo = 0, [pid]
    while todo:
        one = todo.pop()
        found += sizes.get(one, 0)
        todo += children.get(one, [])
    return found
