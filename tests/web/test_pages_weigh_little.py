# SPDX-License-Identifier: Apache-2.0
"""What a page costs on the wire, compressed as the server sends it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from tests.access.addresses import PAGES
from tests.people import NOW, Browser, Device, keep_a_product, keep_days

from unclench.store import episodes
from unclench.web.views.offline import offline_files, offline_pages

pytestmark = pytest.mark.django_db

KB = 1_000
HTML, CSS, SCRIPTS, FIRST_VISIT, OFFLINE = 15 * KB, 12 * KB, 30 * KB, 100 * KB, 3_000 * KB


def body(browser: Browser, address: str, *, compressed: bool) -> tuple[bytes, str]:
    """What the server sends, and how it says it is encoded."""
    response = browser.client.get(address, headers={"Accept-Encoding": "gzip"} if compressed else {})
    assert response.status_code == 200, address
    sent = response.getvalue()
    if file := getattr(response, "file_to_stream", None):
        file.close()
    return sent, response.headers.get("Content-Encoding", "")


def weight(browser: Browser, address: str) -> int:
    return len(body(browser, address, compressed=True)[0])


def text_of(browser: Browser, address: str) -> str:
    return body(browser, address, compressed=False)[0].decode()


def modules(browser: Browser, entry: str) -> set[str]:
    """A script and everything it imports, as addresses."""
    found, todo = set(), [entry]
    while todo:
        here = todo.pop()
        if here in found:
            continue
        found.add(here)
        text = text_of(browser, here)
        folder = here.rpartition("/")[0]
        todo += [f"{folder}/{name}" for name in re.findall(r'(?:from|import) "\./([\w.]+)"', text)]
    return found


def asked_for(browser: Browser, address: str) -> tuple[set[str], set[str], set[str]]:
    """Scripts, styles and other files that a page asks for on a first visit."""
    page = text_of(browser, address)
    scripts = {
        script for src in re.findall(r'<script[^>]* src="([^"]+)"', page) for script in modules(browser, src)
    }
    styles = set(re.findall(r'<link rel="stylesheet" href="([^"]+)"', page))
    others = set(re.findall(r'<link rel="(?:preload|manifest|icon)" href="([^"]+)"', page)) | {"/sw.js"}
    return scripts, styles, others


@pytest.fixture
def lived_in(household: Browser, tmp_path: Path) -> str:
    """A diary whose list is a full page."""
    phones = [Device.at() for _ in range(60)]
    episodes.record(household.person.id, [event for phone in phones for event in phone.session()], NOW)
    keep_days(household.person.id, tmp_path)
    return str(phones[0].episode_id)


@pytest.mark.parametrize("pattern", sorted(PAGES))
def test_a_page_is_light(household: Browser, lived_in: str, pattern: str) -> None:
    product = keep_a_product(household.person.id)
    assert weight(household, "/" + PAGES[pattern].format(episode=lived_in, product=product)) <= HTML


def test_every_plan_is_light(household: Browser) -> None:
    heavy = {page: size for page in offline_pages() if (size := weight(household, page)) > HTML}
    assert heavy == {}


def test_the_styles_are_light(household: Browser) -> None:
    _, styles, _ = asked_for(household, "/")
    assert len(styles) == 1
    assert sum(weight(household, style) for style in styles) <= CSS


def test_all_scripts_of_home_and_session_are_light(household: Browser) -> None:
    scripts = asked_for(household, "/")[0] | asked_for(household, "/relief/calf/left/")[0]
    assert len(scripts) >= 10, "the imports are no longer found"
    assert sum(weight(household, script) for script in scripts) <= SCRIPTS


@pytest.mark.parametrize("address", ["/", "/relief/calf/left/"])
def test_a_first_visit_is_light(household: Browser, address: str) -> None:
    everything = {address}.union(*asked_for(household, address))
    assert sum(weight(household, one) for one in everything) <= FIRST_VISIT


def test_the_whole_offline_copy_is_small(household: Browser) -> None:
    total = sum(weight(household, one) for one in (*offline_pages(), *offline_files()))
    assert total <= OFFLINE


def test_text_is_sent_compressed_and_pictures_are_not(household: Browser) -> None:
    scripts, styles, _ = asked_for(household, "/")
    for address in ("/", *scripts, *styles, "/manifest.webmanifest", "/sw.js"):
        if len(text_of(household, address)) > 500:
            assert body(household, address, compressed=True)[1] == "gzip", address
    font = next(file for file in offline_files() if file.endswith(".woff2"))
    assert body(household, font, compressed=True)[1] == ""
