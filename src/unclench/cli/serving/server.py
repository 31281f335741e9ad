# SPDX-License-Identifier: Apache-2.0
"""granian in this very process.

Its usual server forks a worker and watches it: two processes, 25 MB more, and nothing gained for one household. Its
threaded server does the same in one process; it is meant for Python without the lock (GIL), and checks for that.
With one worker the lock is no hindrance: requests run on a few threads, the network on granian's own.
"""

from __future__ import annotations

import signal
import socket
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from granian.constants import HTTPModes, Interfaces, SSLProtocols
from granian.log import LogLevels
from granian.server.mt import MTServer

from unclench.errors import ServingError

__all__ = ["InProcessServer", "Place", "serve_until_stopped"]

_APPLICATION = "unclench.web.wsgi:application"
_REQUEST_THREADS = 4
"""A household asks for a few things at once; SQLite writes one at a time anyway."""

_STOPS_WITHIN_S = 3
"""A request may finish for this long after Ctrl-C; then the process goes (main._leave)."""

_LISTENS_WITHIN_S = 10.0

_LOG_TO_STDERR = {
    "handlers": {
        name: {"class": "logging.StreamHandler", "formatter": style, "stream": "ext://sys.stderr"}
        for name, style in (("console", "generic"), ("access", "access"))
    }
}
"""stdout says where the server is, and nothing else."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where to listen, and with which certificate (None: plain http, on loopback only)."""

    address: str
    port: int
    certificate: Path | None = None
    key: Path | None = None


class InProcessServer(MTServer):
    """One worker thread in this process. started: called once it answers. Stops on Ctrl-C, SIGTERM and SIGHUP."""

    def __init__(self, place: Place, started: Callable[[], None], application: str = _APPLICATION) -> None:
        super().__init__(
            application,
            address=place.address,
            port=place.port,
            interface=Interfaces.WSGI,
            http=HTTPModes.auto if place.certificate else HTTPModes.http1,
            blocking_threads=_REQUEST_THREADS,
            blocking_threads_idle_timeout=600,
            runtime_blocking_threads=1,
            backlog=128,
            backpressure=128,
            log_level=LogLevels.error,
            log_dictconfig=_LOG_TO_STDERR,
            ssl_cert=place.certificate,
            ssl_key=place.key,
            ssl_protocol_min=SSLProtocols.tls12,  # phones that are ten years old still count
            workers_kill_timeout=_STOPS_WITHIN_S,
        )
        self._place = place
        self._started = started
        self._told = False

    def renew_certificate(self) -> None:
        """Read the certificate files again, without refusing a request in between."""
        self.signal_handler_reload()  # type: ignore[no-untyped-call]

    def _check_gil(self) -> None:
        """See the head of this file."""

    def startup(self, spawn_target: Any, target_loader: Any) -> None:
        kept = signal.getsignal(signal.SIGHUP) if hasattr(signal, "SIGHUP") else None
        super().startup(spawn_target, target_loader)  # type: ignore[no-untyped-call]
        if kept is not None and hasattr(signal, "SIGHUP"):
            # A closed terminal window ends the server; granian would reload. nohup keeps it, as everywhere.
            again = kept if kept is signal.SIG_IGN else self.signal_handler_interrupt
            signal.signal(signal.SIGHUP, again)

    def _spawn_workers(self, spawn_target: Any, target_loader: Any) -> None:
        super()._spawn_workers(spawn_target, target_loader)  # type: ignore[no-untyped-call]
        if not self._told:
            self._told = True
            threading.Thread(target=self._tell_when_listening, daemon=True).start()

    def _tell_when_listening(self) -> None:
        address = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(self._place.address, self._place.address)  # noqa: S104
        deadline = time.monotonic() + _LISTENS_WITHIN_S
        while time.monotonic() < deadline:
            try:
                socket.create_connection((address, self._place.port), timeout=1).close()
            except OSError:
                time.sleep(0.005)
            else:
                self._started()
                return


def serve_until_stopped(server: InProcessServer) -> None:
    """Serve until a signal ends it. ServingError where it could not start or broke."""
    server.serve()
    if not server.interrupt_signal:
        raise ServingError(
            "The server stopped by itself.", why="Its worker ended; the lines above may say why.",
            todo="Start it again. If it happens again, please report it with those lines.",
        )  # fmt: skip
