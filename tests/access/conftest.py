# SPDX-License-Identifier: Apache-2.0
"""One page that walks through the list, a diary with entries, the server of the home network, the examples."""

from __future__ import annotations

import socket
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser import house
from tests.browser.conftest import pytest_runtest_teardown
from tests.browser.phone import Phone

__all__ = ["pytest_runtest_teardown"]

HERE = Path(__file__).parent

SPASM = {"area": "calf", "side": "left", "date": "2026-03-01", "time": "02:13", "minutes": "2", "pain": "7",
         "doing": "asleep", "different": "A long walk", "note": "It woke me up."}  # fmt: skip


shelved: dict[str, str] = {}
"""The product on the walker's shelf."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="module")
def walker() -> Iterator[Phone]:
    """A page that stays open for the whole file, and the diary it looks at."""
    server = house.Server()
    context = house.chromium().new_context(
        locale="en-GB", timezone_id="Europe/Berlin", service_workers="block"
    )
    context.set_default_timeout(10_000)
    phone = Phone.of_a_new_person(server, context)
    for hour in ("02:13", "03:40"):
        write_down(phone, SPASM | {"time": hour})
    shelved["product"] = phone.keep_a_product()
    phone.take_days_in()
    phone.asked.clear()
    yield phone
    context.close()
    server.stop()


def write_down(phone: Phone, told: dict[str, str]) -> None:
    phone.goto("diary/add/")
    for name, value in told.items():
        field = phone.page.locator(f"[name={name}]")
        if name in ("area", "pain", "doing"):
            field.select_option(value)
        elif name == "side":
            phone.page.locator(f'[name=side][value="{value}"]').check()
        else:
            field.fill(value)
    phone.page.get_by_role("button", name="Keep it").click()
    phone.page.wait_for_url("**/diary/*-*/")


@pytest.fixture
def opened(walker: Phone) -> Callable[[str], Page]:
    """Opens an address on a phone that remembers no session and no theme."""

    def open_(path: str) -> Page:
        newest = walker.episodes()[0]["id"] if "{episode}" in path else ""
        walker.page.evaluate("location.origin !== 'null' && localStorage.clear()")
        walker.page.set_viewport_size({"width": 390, "height": 844})
        walker.page.emulate_media(color_scheme="light")
        walker.goto(path.format(episode=newest, product=shelved["product"]))
        return walker.page

    return open_


@pytest.fixture(scope="module")
def lan_server() -> Iterator[house.Server]:
    """`unclench serve --lan`: https, accounts."""
    server = house.Server("--lan", "--host", "127.0.0.1")
    yield server
    server.stop()


@pytest.fixture(scope="module")
def lan_page(lan_server: house.Server) -> Iterator[Page]:
    context = house.chromium().new_context(ignore_https_errors=True, service_workers="block")
    context.set_default_timeout(10_000)
    yield context.new_page()
    context.close()


@pytest.fixture(scope="module")
def examples_server() -> Iterator[house.Server]:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    server = house.Server(command=[sys.executable, "-m", "tests.access.parts_site", str(port)])
    yield server
    server.stop()


@pytest.fixture(scope="module")
def examples_page(examples_server: house.Server) -> Iterator[Page]:
    context = house.chromium().new_context(service_workers="block")
    context.set_default_timeout(10_000)
    yield context.new_page()
    context.close()
