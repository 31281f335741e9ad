# SPDX-License-Identifier: Apache-2.0
"""A phone: a browser profile of one person, with the few taps the tests make again and again."""

from __future__ import annotations

import json
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

from playwright.sync_api import BrowserContext, Locator, Page, expect
from playwright.sync_api import Error as PlaywrightError
from uuid6 import uuid7

from tests.browser.house import Server
from tests.people import DAYS_SHEET
from tests.unit.cli.command_line import unclench

__all__ = ["AFTERNOON", "Phone"]

AFTERNOON = (datetime.now(UTC) - timedelta(days=1)).replace(hour=13, minute=0, second=0, microsecond=0)
"""Yesterday, two or three in the afternoon in Berlin: "up", not "in bed", and never in the server's future."""

_numbers = count(1)


@dataclass
class Phone:
    """page: its one open page. trouble: console errors and page errors, as they came. asked: addresses asked for."""

    server: Server
    context: BrowserContext
    page: Page
    base: str
    trouble: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)

    @classmethod
    def of_a_new_person(cls, server: Server, context: BrowserContext, base: str = "") -> Phone:
        phone = cls(server, context, context.new_page(), base or server.url)
        phone.context.on("request", lambda request: phone.asked.append(request.url))
        phone.page.on(
            "console", lambda said: phone.trouble.append(said.text) if said.type == "error" else None
        )
        phone.page.on("pageerror", lambda error: phone.trouble.append(str(error)))
        name = f"Person {next(_numbers)}"
        context.request.get(phone.base + "api/hello")
        token = next(cookie["value"] for cookie in context.cookies() if cookie["name"] == "csrftoken")
        made = context.request.post(
            phone.base + "you/who/add/",
            form={"name": name, "csrfmiddlewaretoken": token},
            headers={"Origin": phone.base.rstrip("/")},
        )
        assert made.ok, made.text()
        return phone

    @property
    def person(self) -> str:
        return str(self.context.request.get(self.base + "api/hello").json()["person"])

    def goto(self, path: str = "") -> None:
        self.page.goto(self.base + path)

    def at(self, moment: datetime = AFTERNOON) -> None:
        """Put a clock into the page that the test can turn."""
        self.page.clock.install(time=moment)

    def open_session(self, path: str = "relief/calf/left/") -> None:
        """Open a plan; the session starts by itself and says its first sentence."""
        self.goto(path)
        expect(self.slot("say")).not_to_be_empty()

    def slot(self, name: str) -> Locator:
        return self.page.locator(f'[data-slot="{name}"]')

    def tap(self, kind: str) -> None:
        """One of the session's keys: let_go, next, pause, again, longer, leave, finish, came_back ..."""
        self.page.locator(f'[data-do="{kind}"]').click()

    def clock_seconds(self) -> int:
        """What the huge clock shows."""
        minutes, seconds = self.slot("clock").inner_text().split(":")[-2:]
        return int(minutes) * 60 + int(seconds)

    def plan(self) -> dict[str, Any]:
        """What the page handed to the session: steps, orders, words."""
        handed: dict[str, Any] = json.loads(self.page.locator("#session-data").text_content() or "")
        return handed

    def stop_the_clock(self, moment: datetime = AFTERNOON) -> None:
        """From now on time passes only by `passes`; call it before the page is opened."""
        self.page.clock.install(time=moment - timedelta(seconds=1))
        self.page.clock.pause_at(moment)

    def passes(self, seconds: float) -> None:
        """Let so much time pass with the page awake: every timer fires."""
        self.page.clock.run_for(round(seconds * 1000))

    def locked_for(self, seconds: float) -> None:
        """Let so much time pass as behind a locked screen: timers fire once at the end, at most."""
        self.page.clock.fast_forward(round(seconds * 1000))

    def saved(self) -> dict[str, Any] | None:
        """The session as the phone keeps it."""
        kept: dict[str, Any] | None = json.loads(
            self.page.evaluate("localStorage.getItem('unclench.session')") or "null"
        )
        return kept

    def keep_a_product(self, text: str = "Menthol rub\nActive ingredients: Menthol 4 %") -> str:
        """Put a product on the person's shelf; its id."""
        token = next(cookie["value"] for cookie in self.context.cookies() if cookie["name"] == "csrftoken")
        product = str(uuid7())
        kept = self.context.request.post(
            self.base + "products/add/",
            form={"product": product, "text": text, "do": "keep", "csrfmiddlewaretoken": token},
            headers={"Origin": self.base.rstrip("/")},
        )
        assert kept.ok, kept.text()
        return product

    def take_days_in(self) -> None:
        """Take a sheet of days in, and say what is suspected, so that there is something to look for causes in."""
        sheet = self.server.home / "sheet.csv"
        sheet.write_text(DAYS_SHEET, "utf-8")
        done = unclench(self.server.home, "import", str(sheet), "--person", self.person)
        assert done.returncode == 0, done.stderr
        token = next(cookie["value"] for cookie in self.context.cookies() if cookie["name"] == "csrftoken")
        told = self.context.request.post(
            self.base + "diary/causes/suspicions/",
            form={"s_own_vino": "1", "csrfmiddlewaretoken": token},
            headers={"Origin": self.base.rstrip("/")},
        )
        assert told.ok, told.text()

    def episodes(self) -> list[dict[str, Any]]:
        """The person's diary, as the server tells it."""
        found: list[dict[str, Any]] = []
        mark = ""
        while True:
            page = self.context.request.get(
                self.base + "api/episodes" + (f"?before={mark}" if mark else "")
            ).json()
            found += page["episodes"]
            mark = page["next"]
            if not mark:
                return found

    def episodes_when(self, wanted: int) -> list[dict[str, Any]]:
        """The diary once nothing waits in the outbox any more; fails where it does not hold `wanted` episodes."""
        self.await_sent()
        found = self.episodes()
        assert len(found) == wanted, found
        return found

    def until(self, script: str, arg: object = None, within_s: float = 20.0) -> None:
        """Wait until an (async) function in the page says yes. Playwright's own wait takes a promise for a yes."""
        deadline = time.monotonic() + within_s
        while not self._evaluated(script, arg):
            assert time.monotonic() < deadline, f"never true: {script}"
            self.page.wait_for_timeout(20)

    def _evaluated(self, script: str, arg: object) -> object:
        try:
            return self.page.evaluate(script, arg)
        except PlaywrightError as problem:
            if "context was destroyed" not in str(problem):
                raise
            return None  # another page is just coming

    def await_sent(self) -> None:
        """Wait until nothing lies in the outbox; nothing may have been set aside."""
        self.until(
            """async () => {
                const app = document.querySelector('script[type=module]').src;
                const outbox = await import(app.replace('app.js', 'outbox.js'));
                return (await outbox.waiting()) === 0;
            }"""
        )
        assert self.set_aside() == 0

    def await_offline_copy(self) -> None:
        """Wait until the worker keeps every page of this person for use without network."""
        self.until(
            """async () => {
                const kept = await (await caches.open('pages')).match('/offline-version');
                return (await kept?.text()) === document.documentElement.dataset.offline;
            }""",
            within_s=60,
        )

    def set_aside(self) -> int:
        """Events that the server refused and the phone keeps."""
        return int(
            self.page.evaluate(
                """async () => (await import(
                    document.querySelector('script[type=module]').src.replace('app.js', 'outbox.js'))).refused()"""
            )
        )
