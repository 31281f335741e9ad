# SPDX-License-Identifier: Apache-2.0
"""After one visit everything that helps opens without network, and what is recorded there arrives once."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.browser.house import Server
from tests.browser.phone import Phone
from tests.browser.wire import Wire
from unclench.web.views.offline import offline_pages


class SlowWire(Wire):
    """A network on which the answers to some addresses do not come until they are let through."""

    def __init__(self, server_port: int) -> None:
        super().__init__(server_port)
        self._slow: tuple[bytes, ...] = ()
        self._through = threading.Event()
        self.waits = threading.Event()

    def hold(self, *begins: str) -> None:
        """No answer for addresses that begin so. waits: set once one of them was asked for."""
        self._slow = tuple(f"GET {begin}".encode() for begin in begins)

    def let_through(self) -> None:
        self._slow = ()
        self._through.set()
        self._through = threading.Event()

    def _ask(self, request: bytes) -> bytes:
        if request.startswith(self._slow):
            through = self._through
            self.waits.set()
            through.wait()
        return super()._ask(request)


@pytest.fixture
def slow_wire(server: Server) -> Iterator[SlowWire]:
    wire = SlowWire(server.port)
    yield wire
    wire.let_through()
    wire.close()


def test_every_plan_and_every_help_page_opens_without_network(visited: Phone) -> None:
    pages = offline_pages()
    assert len([page for page in pages if page.startswith("/relief/")]) >= 24
    assert len([page for page in pages if page.startswith("/help/")]) >= 15
    for page in pages:
        visited.page.goto(visited.base.rstrip("/") + page, wait_until="domcontentloaded")
        if page.startswith("/relief/"):
            expect(visited.slot("say")).not_to_be_empty()
            assert visited.page.locator("template[data-figure]").count() > 0
        elif page == "/help/":
            expect(visited.page.locator(".care-emergency li").first).to_be_visible()
        elif page.startswith("/help/"):
            expect(visited.page.locator("input[name=yes]").first).to_be_visible()
            assert visited.page.locator(".care-emergency li").count() > 0
        else:
            expect(visited.page.locator("a.zone").first).to_be_visible()
        assert visited.page.evaluate("getComputedStyle(document.body).display") == "flex", (
            "the styles are missing"
        )
    assert visited.trouble == []


def test_a_session_recorded_without_network_arrives_once(
    visited: Phone, network_back: Callable[[], None]
) -> None:
    visited.goto()
    visited.page.locator('svg a.zone[data-area="calf"][data-side="left"]').click()
    expect(visited.slot("phase")).to_contain_text("Left calf")
    visited.tap("next")
    visited.tap("let_go")
    visited.page.locator('input[name=pain][value="6"]').check()
    expect(visited.slot("kept")).to_have_text(
        "Kept on this phone. It goes to your diary when the network is back."
    )
    visited.tap("finish")
    expect(visited.page.locator("[data-outbox]")).to_contain_text("notes are waiting to be sent")

    network_back()
    (episode,) = visited.episodes_when(1)
    assert (episode["area"], episode["side"], episode["let_go"], episode["pain"]) == ("calf", "left", True, 6)
    visited.page.reload()
    visited.episodes_when(1)
    expect(visited.page.locator("[data-outbox]")).to_be_empty()


def test_a_page_that_is_not_kept_says_so_and_help_still_opens(visited: Phone) -> None:
    """The diary lives on the server; the way back to help is in the cache."""
    with pytest.raises(Exception, match="ERR_"):
        visited.goto("diary/")
    visited.page = visited.context.new_page()
    visited.goto("help/")
    expect(visited.page.locator(".care-emergency")).to_be_visible()


def test_only_the_plan_of_whoever_was_chosen_last_opens_without_network(
    server: Server, contexts: Callable[..., BrowserContext], slow_wire: SlowWire
) -> None:
    """The library, which takes longest, keeps nobody waiting; and what is not here yet is nobody else's."""
    slow_wire.hold("/learn/")
    context = contexts(service_workers="allow")
    first = Phone.of_a_new_person(server, context, base=slow_wire.url)
    first.goto()
    first.await_offline_copy()
    assert slow_wire.waits.wait(20)

    phone = Phone.of_a_new_person(server, context, base=slow_wire.url)
    phone.goto()
    phone.await_offline_copy()
    second = phone.person
    slow_wire.let_through()
    phone.until(
        """async () => {
            const [name] = (await caches.keys()).filter((one) => one.startsWith('library-'));
            return (await (await caches.open(name)).keys()).length > 2;
        }"""
    )
    slow_wire.cut()
    context.set_offline(True)
    phone.open_session()
    assert phone.plan()["person"] == second

    slow_wire.mend()
    context.set_offline(False)
    phone.goto("you/who/")
    phone.page.add_init_script("navigator.serviceWorker.register = () => new Promise(() => {})")
    slow_wire.hold("/relief/")
    phone.page.locator("form[action='/you/who/add/'] input[name=name]").fill("A third")
    phone.page.locator("form[action='/you/who/add/'] button").click()
    phone.page.wait_for_url("**/you/")
    slow_wire.cut()
    context.set_offline(True)
    with pytest.raises(Exception, match="ERR_"):
        phone.goto("relief/calf/left/")
