# SPDX-License-Identifier: Apache-2.0
"""The server and the command line: starting, memory, reading a long diary, recording."""

from __future__ import annotations

import http.client
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from tests.browser.house import Api, Server, process_rss_kb
from uuid6 import uuid7

from benchmarks.table import Row, quantile

__all__ = ["cold_start", "command_line", "content_load", "long_diary", "recording"]

EPISODES = 5_000
READS = 200
RECORDS = 300
RUNS = 10


def cold_start() -> list[Row]:
    """From the command to the first byte of the first page, and the memory after that page; the median of three."""
    first, again, sizes = [], [], []
    for _ in range(3):
        with tempfile.TemporaryDirectory() as folder:
            for times in (first, again):
                begun = time.perf_counter()
                server = Server(home=Path(folder))
                try:
                    _get(_connection(server.url), "/")
                    times.append(time.perf_counter() - begun)
                    sizes.append(process_rss_kb(server.pid) / 1024)
                finally:
                    server.stop()
    made = "an empty data folder: makes the tables, too"
    return [
        Row("start to first byte of the first page", quantile(again, 0.5), "s", 1.0),
        Row("the very first start to first byte", quantile(first, 0.5), "s", 1.0, note=made),
        Row(
            "memory of all its processes after the first page",
            quantile(sizes, 0.5),
            "MB",
            120,
            note="resident",
        ),
    ]


def long_diary(server: Server, episodes: int = EPISODES) -> list[Row]:
    """The diary's list with thousands of episodes, one reader."""
    api = Api(server.url)
    api.hello()
    made = [_logged(number) for number in range(episodes)]
    for start in range(0, episodes, 200):
        api.send(made[start : start + 200])
    connection = _connection(server.url)
    times = _timed(READS, lambda: _get(connection, "/diary/"))
    plan = _timed(READS, lambda: _get(connection, "/relief/calf/left/"))
    note = f"{episodes:,} episodes, {READS} requests, one client"
    return [
        Row("diary list, median", quantile(times, 0.5), "ms", 50, note=note),
        Row("diary list, 99th percentile", quantile(times, 0.99), "ms", 50, note=note),
        Row("a plan that learns from them, median", quantile(plan, 0.5), "ms", 100, note=note),
        Row("a plan that learns from them, 99th percentile", quantile(plan, 0.99), "ms", 250, note=note),
    ]


def recording(server: Server) -> list[Row]:
    """One episode a request, each on the disk before the answer."""
    api = Api(server.url)
    api.hello()
    made = iter([_logged(number) for number in range(RECORDS + 1)])
    times = _timed(RECORDS, lambda: api.send([next(made)]))
    note = f"{RECORDS} requests into the long diary, fsync each, a connection each"
    return [
        Row("record one episode, median", quantile(times, 0.5), "ms", 30, note=note),
        Row("record one episode, 99th percentile", quantile(times, 0.99), "ms", 30, note=note),
    ]


def command_line() -> list[Row]:
    """How long a person waits for help in the terminal; the median of ten."""
    rows = []
    for arguments in (["--help"], ["relief", "--help"]):
        command = [sys.executable, "-m", "unclench", *arguments]
        times = _timed(RUNS, lambda command=command: subprocess.run(command, check=True, capture_output=True))
        rows.append(Row(f"`unclench {' '.join(arguments)}`", quantile(times, 0.5), "ms", 150))
    return rows


def content_load() -> list[Row]:
    """Everything Unclench knows, where the compiled cache is warm; a fresh process each time, as after an install.

    First what a session reads, then every record of every kind; importing the room is counted apart.
    """
    code = (
        "import time; begun = time.perf_counter(); from unclench import evidence; imported = time.perf_counter();"
        "library = evidence.load(); loaded = time.perf_counter();"
        "made = sum(len(rows) for _, rows in library.all_kinds()); ended = time.perf_counter();"
        "print(imported - begun, loaded - imported, ended - imported, made)"
    )
    with tempfile.TemporaryDirectory() as compiled:
        own = {"PYTHONPYCACHEPREFIX": compiled, "UNCLENCH_CACHE": compiled}
        # Compiled modules are kept, as an installer keeps them, whatever the shell of whoever measures says.
        env = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"} | own
        command = [sys.executable, "-c", code]
        told = [
            subprocess.run(command, check=True, capture_output=True, text=True, env=env).stdout.split()
            for _ in range(RUNS + 1)
        ][1:]
    imported, loaded, everything = (quantile([float(row[n]) * 1000 for row in told], 0.5) for n in range(3))
    return [
        Row("import the room of evidence", imported, "ms", 100, note="before the two below"),
        Row("load the content, warm", loaded, "ms", 50, note="what a session needs"),
        Row("load all content, warm", everything, "ms", 80, note=f"every one of {told[0][3]} records made"),
    ]


def _logged(number: int) -> dict[str, Any]:
    onset = datetime.now(UTC) - timedelta(days=1, hours=3 * number)
    return {
        "id": str(uuid7()), "episode": str(uuid7()), "kind": "logged", "at": onset.isoformat(),
        "data": {"area": ("calf", "foot", "hamstring")[number % 3], "side": ("left", "right")[number % 2],
                 "recorded": "form", "let_go": True, "pain": number % 11, "doing": "asleep",
                 "ended_at": (onset + timedelta(minutes=2)).isoformat(), "note": "Woke me up."},
    }  # fmt: skip


def _connection(url: str) -> http.client.HTTPConnection:
    return http.client.HTTPConnection(urlsplit(url).netloc, timeout=30)


def _get(connection: http.client.HTTPConnection, path: str) -> int:
    connection.request("GET", path, headers={"Accept-Encoding": "gzip"})
    answer = connection.getresponse()
    size = len(answer.read())
    if answer.status != 200:
        raise RuntimeError(f"{path} answered {answer.status}")
    return size


def _timed(times: int, work: Callable[[], Any]) -> list[float]:
    """Milliseconds of each run, after one that does not count."""
    work()
    measured = []
    for _ in range(times):
        begun = time.perf_counter()
        work()
        measured.append((time.perf_counter() - begun) * 1000)
    return measured
