# SPDX-License-Identifier: Apache-2.0
"""The cast of the tests, and the events their devices make."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any
from uuid import UUID

from django.contrib.auth.models import User
from django.test import Client
from uuid6 import uuid7

from unclench.diary import Event, EventKind, Person, event_json
from unclench.diary.settings import Suspicion
from unclench.intake.recognising import read_file
from unclench.store import imports, persons, products, settings
from unclench.store.products import OwnedProduct

__all__ = [
    "DAYS_SHEET", "Browser", "Device", "at_home", "clinician", "keep_a_product", "keep_days", "new_id", "owner",
    "stranger", "visitor",
]  # fmt: skip

NOW = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)
"""When the server receives, in tests that hand the clock in."""

NIGHT = datetime(2026, 3, 1, 2, 13, tzinfo=timezone(timedelta(hours=1)))
"""The onset of the owner's calf cramp, as the clock on the wall showed it."""


RUB = (
    b"Name: Menthol rub\nActive ingredients: Menthol 4 %\nUses: temporarily relieves minor aches\n"
    b"Inactive ingredients: aqua\n"
)
"""The label of the rub that the owner keeps on the shelf."""


def new_id() -> UUID:
    return UUID(int=uuid7().int)


def keep_a_product(person_id: UUID, label: bytes = RUB, name: str = "Menthol rub") -> UUID:
    """Put a product on somebody's shelf; its id."""
    product = OwnedProduct(id=new_id(), name=name, label=label, way="paste", kept_at=NOW)
    products.keep(person_id, product)
    return product.id


DAYS_SHEET = "date;vino;cramp;stress (0-10)\n" + "\n".join(
    f"{date(2025, 11, 1) + timedelta(days=n)};{n % 3 == 0:d};{n % 3 == 0 or n % 11 == 5:d};{n % 7}"
    for n in range(120)
)
"""Four months as somebody keeps them in a sheet; their wine goes with cramps."""


def keep_days(person_id: UUID, folder: Path) -> None:
    """Take the sheet in for somebody who suspected the wine before they looked."""
    sheet = folder / "sheet.csv"
    sheet.write_text(DAYS_SHEET, "utf-8")
    reading = read_file(sheet, zone=UTC)
    imports.take(person_id, reading, name=sheet.name, sha256="0" * 64, now=NOW)
    suspected = {"own_vino": Suspicion(1, NOW, before_look=True)}
    settings.change(person_id, lambda before: replace(before, suspicions=suspected, first_look_at=NOW))


@dataclass(frozen=True)
class Browser:
    """A browser and, where there is one, the account and the person it is used by."""

    client: Client
    account: User | None
    person: Person | None

    def csrf(self) -> dict[str, str]:
        """What the outbox does before it sends: ask hello, then send its token along."""
        self.client.get("/api/hello")
        token = self.client.cookies.get("csrftoken")
        return {"X-CSRFToken": token.value} if token else {}

    def send(self, person_id: object, events: Any, **more: Any) -> Any:
        """POST events (entities or raw JSON) as the outbox does."""
        raw = [event_json(event) if isinstance(event, Event) else event for event in events]
        body = {"person": str(person_id), "events": raw}
        return self.client.post(
            "/api/events",
            body,
            content_type="application/json",
            headers=self.csrf() | more.pop("headers", {}),
            **more,
        )


@dataclass(frozen=True)
class Device:
    """A phone that makes the events of one episode; every event has an id of its own."""

    episode_id: UUID
    onset: datetime = NIGHT

    @classmethod
    def at(cls, onset: datetime = NIGHT) -> Device:
        return cls(new_id(), onset)

    def event(self, kind: EventKind, seconds: float = 0, **data: Any) -> Event:
        return Event(new_id(), self.episode_id, kind, self.onset + timedelta(seconds=seconds), data)

    def session(self, area: str = "calf", side: str = "left") -> list[Event]:
        """Two steps; it lets go during the second after a minute; pain is told afterwards."""
        return [
            self.event(EventKind.STARTED, 0, area=area, side=side),
            self.event(EventKind.STEP_STARTED, 1, step=0, remedy="calf_stretch"),
            self.event(EventKind.STEP_ENDED, 30, step=0, result="moved_on"),
            self.event(EventKind.STEP_STARTED, 31, step=1, remedy="stand_and_walk"),
            self.event(EventKind.LET_GO, 60, step=1),
            self.event(EventKind.ENDED, 61),
            self.event(EventKind.TOLD, 90, pain=6, note="woke me up"),
        ]


def at_home() -> Browser:
    return Browser(_client(secure=False), None, persons.first(None))


def owner() -> Browser:
    return _logged_in("owner", is_superuser=True)


def clinician() -> Browser:
    return _logged_in("clinician")


def stranger() -> Browser:
    return _logged_in("stranger")


def visitor() -> Browser:
    return Browser(_client(secure=True), None, None)


def _logged_in(name: str, *, is_superuser: bool = False) -> Browser:
    account = User.objects.create_user(
        name, password=f"{name} has a long password", is_superuser=is_superuser
    )
    client = _client(secure=True)
    client.force_login(account)
    return Browser(client, account, persons.first(account))


def _client(*, secure: bool) -> Client:
    defaults: dict[str, Any] = {"wsgi.url_scheme": "https", "SERVER_PORT": "443"} if secure else {}
    origin = {"HTTP_REFERER": "https://localhost/"} if secure else {}
    return Client(
        enforce_csrf_checks=True, raise_request_exception=False, HTTP_HOST="localhost", **defaults, **origin
    )
