# SPDX-License-Identifier: Apache-2.0
"""A network between browser and server that can be cut, that drops and that repeats."""

from __future__ import annotations

import contextlib
import random
import socket
import threading
from collections import Counter
from dataclasses import dataclass, field

__all__ = ["Faults", "Wire"]

_PATIENCE_S = 10.0


@dataclass
class Faults:
    """How often a POST of events goes wrong: lost on the way there, answer lost, sent twice. seed: for the dice."""

    lost_request: float = 0.0
    lost_answer: float = 0.0
    repeated: float = 0.0
    seed: int = 1
    happened: Counter[str] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        self._dice = random.Random(self.seed)

    def draw(self) -> str:
        dice = self._dice.random()
        for name in ("lost_request", "lost_answer", "repeated"):
            share = getattr(self, name)
            if dice < share:
                self.happened[name] += 1
                return name
            dice -= share
        self.happened["passed"] += 1
        return "passed"


class Wire:
    """Takes connections on a port of its own and speaks to the server behind it, one request a connection."""

    def __init__(self, server_port: int, faults: Faults | None = None) -> None:
        self._behind = ("127.0.0.1", server_port)
        self.faults = faults or Faults()
        self._cut = threading.Event()
        self._listener = socket.create_server(("127.0.0.1", 0), backlog=64)
        self.url = f"http://127.0.0.1:{self._listener.getsockname()[1]}/"
        threading.Thread(target=self._take, daemon=True).start()

    def cut(self) -> None:
        """From now on every connection is closed at once."""
        self._cut.set()

    def mend(self) -> None:
        self._cut.clear()

    def close(self) -> None:
        self._cut.set()
        self._listener.close()

    def _take(self) -> None:
        while True:
            try:
                phone, _ = self._listener.accept()
            except OSError:
                return
            threading.Thread(target=self._serve, args=(phone,), daemon=True).start()

    def _serve(self, phone: socket.socket) -> None:
        with contextlib.suppress(OSError), phone:
            phone.settimeout(_PATIENCE_S)
            if self._cut.is_set():
                return
            request = _whole_request(phone)
            if not request or self._cut.is_set():
                return
            fate = self.faults.draw() if request.startswith(b"POST /api/events") else "passed"
            if fate == "lost_request":
                return
            answer = self._ask(request)
            if fate == "repeated":
                answer = self._ask(request)
            if fate != "lost_answer" and not self._cut.is_set():
                phone.sendall(answer)

    def _ask(self, request: bytes) -> bytes:
        head, _, body = request.partition(b"\r\n\r\n")
        lines = [line for line in head.split(b"\r\n") if not line.lower().startswith(b"connection:")]
        with socket.create_connection(self._behind, timeout=_PATIENCE_S) as server:
            server.sendall(b"\r\n".join([*lines, b"Connection: close"]) + b"\r\n\r\n" + body)
            parts = []
            while part := server.recv(65536):
                parts.append(part)
        return b"".join(parts)


def _whole_request(phone: socket.socket) -> bytes:
    got = b""
    while b"\r\n\r\n" not in got:
        part = phone.recv(65536)
        if not part:
            return b""
        got += part
    head, _, body = got.partition(b"\r\n\r\n")
    length = next(
        (
            int(line.split(b":")[1])
            for line in head.split(b"\r\n")
            if line.lower().startswith(b"content-length:")
        ),
        0,
    )
    while len(body) < length:
        part = phone.recv(65536)
        if not part:
            return b""
        body += part
    return head + b"\r\n\r\n" + body
