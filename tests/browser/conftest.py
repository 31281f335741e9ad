# SPDX-License-Identifier: Apache-2.0
"""One server for the session, one Chromium, and a fresh phone for each test."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser import house
from tests.browser.phone import Phone
from tests.browser.wire import Wire

HERE = Path(__file__).parent
PHONE: dict[str, Any] = {
    "viewport": {"width": 390, "height": 844},
    "locale": "en-GB",
    "timezone_id": "Europe/Berlin",
    "service_workers": "block",
}
_DRIVEN = {"browser", "access"}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_teardown(item: pytest.Item, nextitem: pytest.Item | None) -> Any:
    result = yield
    if nextitem is None or not _DRIVEN & set(nextitem.path.parts):
        house.close_chromium()
    return result


@pytest.fixture(scope="session")
def shared_server() -> Iterator[house.Server]:
    """Serves the whole session; tests take a person of their own where they count episodes."""
    server = house.Server()
    yield server
    server.stop()


@pytest.fixture
def server(shared_server: house.Server) -> house.Server:
    """The session's server."""
    return shared_server


@pytest.fixture
def own_server() -> Iterator[house.Server]:
    """A server with an empty diary for one test alone."""
    server = house.Server()
    yield server
    server.stop()


@pytest.fixture
def chromium() -> Browser:
    return house.chromium()


@pytest.fixture
def contexts(chromium: Browser) -> Iterator[Callable[..., BrowserContext]]:
    """Makes browser profiles and closes them after the test."""
    made: list[BrowserContext] = []

    def make(**options: Any) -> BrowserContext:
        context = chromium.new_context(**(PHONE | options))
        context.set_default_timeout(10_000)
        made.append(context)
        return context

    yield make
    for context in made:
        context.close()


@pytest.fixture
def phone(server: house.Server, contexts: Callable[..., BrowserContext]) -> Phone:
    """A phone in the hand of a person who is new to this server: a diary of their own, nothing in it."""
    return Phone.of_a_new_person(server, contexts())


@pytest.fixture
def page(phone: Phone) -> Page:
    return phone.page


@pytest.fixture
def wire(server: house.Server) -> Iterator[Wire]:
    wire = Wire(server.port)
    yield wire
    wire.close()


@pytest.fixture(scope="module")
def copied(shared_server: house.Server) -> Iterator[tuple[Phone, Wire]]:
    """A phone that keeps its offline copy, and its way to the server; making the copy takes seconds."""
    wire = Wire(shared_server.port)
    context = house.chromium().new_context(**(PHONE | {"service_workers": "allow"}))
    context.set_default_timeout(10_000)
    phone = Phone.of_a_new_person(shared_server, context, base=wire.url)
    phone.goto()
    phone.await_offline_copy()
    yield phone, wire
    context.close()
    wire.close()


@pytest.fixture
def visited(copied: tuple[Phone, Wire]) -> Phone:
    """A phone that opened the first page once; now its network is gone, for page and worker alike."""
    phone, wire = copied
    wire.cut()
    phone.context.set_offline(True)
    phone.trouble.clear()
    return phone


@pytest.fixture
def network_back(copied: tuple[Phone, Wire]) -> Callable[[], None]:
    """Gives the visited phone its network again."""
    phone, wire = copied

    def back() -> None:
        wire.mend()
        phone.context.set_offline(False)

    return back
