# SPDX-License-Identifier: Apache-2.0
"""The server is killed again and again while two clients record: what it acknowledged is there, and nothing twice."""

from __future__ import annotations

import http.client
import random
import sqlite3
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from uuid6 import uuid7

from tests.browser.house import Api, Server

EPISODES = 1_000
CLIENTS = 2
KILLS = 6
LONGEST_S = 90.0
SEED = 20260301


def made(number: int) -> dict[str, Any]:
    """One episode as the form would log it; the ids are made here, once."""
    onset = datetime.now(UTC) - timedelta(days=30, minutes=number)
    return {
        "id": str(uuid7()),
        "episode": str(uuid7()),
        "kind": "logged",
        "at": onset.isoformat(),
        "data": {"area": "calf", "side": "left", "recorded": "form", "pain": number % 11,
                 "let_go": True, "ended_at": (onset + timedelta(minutes=2)).isoformat()},
    }  # fmt: skip


@dataclass
class Client:
    """Sends each event until the server says that it has it."""

    url: str
    person: str
    events: list[dict[str, Any]]
    until: float
    acknowledged: list[str] = field(default_factory=list)
    repeated: int = 0

    def run(self) -> None:
        api = Api(self.url, timeout_s=5)
        token_known = False
        for event in self.events:
            while time.monotonic() < self.until:
                try:
                    if not token_known:
                        api.hello()
                        token_known = True
                    receipt = api.send([event], self.person)
                except (OSError, http.client.HTTPException, ValueError):
                    time.sleep(0.02)  # the server is away: ask again soon
                else:
                    self.repeated += event["id"] in receipt["already"]
                    assert event["id"] in (*receipt["accepted"], *receipt["already"])
                    self.acknowledged.append(event["id"])
                    break


def test_what_was_acknowledged_survives_kill_minus_nine(own_server: Server) -> None:
    begun = time.monotonic()
    dice = random.Random(SEED)
    person = Api(own_server.url).hello()
    events = [made(number) for number in range(EPISODES)]
    clients = [
        Client(own_server.url, person, events[number::CLIENTS], begun + LONGEST_S)
        for number in range(CLIENTS)
    ]
    threads = [threading.Thread(target=client.run) for client in clients]
    for thread in threads:
        thread.start()
    # At random shares of the way, so that a faster machine is hit as often.
    for share in sorted(dice.uniform(0.02, 0.95) for _ in range(KILLS)):
        while sum(len(client.acknowledged) for client in clients) < share * EPISODES:
            assert time.monotonic() - begun < LONGEST_S, "too slow"
            assert any(thread.is_alive() for thread in threads)
            time.sleep(0.001)
        before = {event for client in clients for event in list(client.acknowledged)}
        own_server.kill()
        assert before <= set(kept(own_server)), "an acknowledged episode is gone"
        own_server.start()
    for thread in threads:
        thread.join(LONGEST_S)
    assert time.monotonic() - begun < LONGEST_S

    acknowledged = [event for client in clients for event in client.acknowledged]
    assert sorted(acknowledged) == sorted(event["id"] for event in events)
    assert kept(own_server) == Counter(event["id"] for event in events)
    reader = Api(own_server.url)
    episodes = reader.episodes()
    assert len(episodes) == EPISODES
    assert {row["id"] for row in episodes} == {event["episode"] for event in events}
    assert own_server.errors() == ""


def kept(server: Server) -> Counter[str]:
    """How often each event lies in the database."""
    with sqlite3.connect(server.home / "unclench.sqlite3", timeout=10) as database:
        rows = database.execute("select event_id from store_event").fetchall()
        (whole,) = database.execute("pragma integrity_check").fetchone()
    database.close()
    assert whole == "ok"
    return Counter(str(UUID(row[0])) for row in rows)
