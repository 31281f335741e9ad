# SPDX-License-Identifier: Apache-2.0
"""axe sees everything that any page of the library is built of: a few pages together show all of it.

`make access-all` looks at every single page instead (every_page_of_the_library.py).
"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.conf import settings
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import Page

from tests.access import looks
from tests.access.library_pages import addresses, html_of
from tests.access.structure import chosen, signature
from tests.browser.phone import Phone

Opener = Callable[[str], Page]

MOST = 30
"""More pages than this would take too long; then the signature tells too much apart."""


@pytest.fixture(scope="module")
def mains() -> dict[str, str]:
    """What stands in the middle of every page; the frame around it is the same on all."""
    html = {address: html_of(address) for address in addresses()}
    return {address: text.partition("<main")[2].partition("</main>")[0] for address, text in html.items()}


@pytest.fixture(scope="module")
def signatures(mains: dict[str, str]) -> dict[str, frozenset[str]]:
    return {address: signature(f"<main{text}") for address, text in mains.items()}


@pytest.fixture(scope="module")
def speaking_for_all(mains: dict[str, str], signatures: dict[str, frozenset[str]]) -> list[str]:
    return chosen(signatures, {address: 4000 + len(text) for address, text in mains.items()})


def test_a_few_pages_show_all_that_hundreds_are_built_of(
    signatures: dict[str, frozenset[str]], speaking_for_all: list[str]
) -> None:
    everything = frozenset[str]().union(*signatures.values())
    assert frozenset[str]().union(*(signatures[address] for address in speaking_for_all)) == everything
    assert len(signatures) > 600
    assert len(everything) > 100
    assert 10 < len(speaking_for_all) <= MOST


def test_everyone_can_read_what_the_library_is_built_of(opened: Opener, speaking_for_all: list[str]) -> None:
    """Both themes, as narrow as a page may get."""
    problems = []
    for address in speaking_for_all:
        problems += [f"{address}: {row}" for row in looks.quick_look(opened(address))]
    assert problems == [], "\n".join(problems)


def test_the_quick_look_of_the_whole_library_sees_what_is_wrong(opened: Opener) -> None:
    page = opened("learn/certainty/")
    assert looks.quick_look(page) == []
    page.evaluate(
        """() => { const it = document.querySelector('main h1 + p'); it.style.color = '#777';
                  it.innerHTML += '<img src="/icon.png"><button></button>';
                  it.querySelector('button').style.cssText = 'all: unset; display: block; width: 9px; height: 9px'; }"""
    )
    found = "\n".join(looks.quick_look(page))
    for fault in (
        '[\n "color-contrast"',
        '"image-alt"',
        '"button-name"',
        "not 44",
        'dark: [\n "color-contrast"',
    ):
        assert fault in found


def test_german_words_fit_on_a_narrow_screen(
    opened: Opener, walker: Phone, speaking_for_all: list[str]
) -> None:
    problems = []
    walker.context.add_cookies([{"name": settings.LANGUAGE_COOKIE_NAME, "value": "de", "url": walker.base}])
    try:
        for address in speaking_for_all:
            page = opened(address)
            assert page.locator("html").get_attribute("lang") == "de"
            found = looks.too_wide(page) + looks.small_targets(page, (320,))
            problems += [f"{address}: {row}" for row in found]
    finally:
        walker.context.clear_cookies(name=settings.LANGUAGE_COOKIE_NAME)
    assert problems == [], "\n".join(problems)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ('<p class="a b">x</p>', '<p class="a">x</p>'),
        ("<ul><li>x</li></ul>", "<ol><li>x</li></ol>"),
        ("<div><p>x</p></div>", "<p>x</p>"),
        ('<p role="status">x</p>', '<p role="alert">x</p>'),
        ('<a href="/" aria-label="x">x</a>', '<a href="/">x</a>'),
        ("<h1>x</h1><h2>x</h2>", "<h1>x</h1><h3>x</h3>"),
        ("<p>x</p>", "<p></p>"),
        ("<p>word</p>", f"<p>{'w' * 30}</p>"),
        ('<a href="/">doi</a>', '<a href="/">the source</a>'),
        ('<th><a href="/">Men</a></th><li></li>', '<th></th><li><a href="/">Men</a></li>'),
        (
            '<b><a href="/">Men</a><p><a href="/">All men</a>',
            '<b><a href="/">All men</a><p><a href="/">Men</a>',
        ),
    ],
)
def test_what_axe_may_tell_apart_differs(one: str, other: str) -> None:
    assert signature(one) != signature(other)


def test_other_words_alone_do_not_differ() -> None:
    assert signature('<p id="a">one<br>word</p>') == signature('<p id="b">two<br/>words here</p>')


@given(st.dictionaries(st.sampled_from("abcdef"), st.frozensets(st.sampled_from("uvwxyz")), min_size=1))
def test_the_chosen_pages_always_show_all(signatures: dict[str, frozenset[str]]) -> None:
    taken = chosen(signatures)
    shown = frozenset[str]().union(*(signatures[address] for address in taken))
    assert shown == frozenset[str]().union(*signatures.values())
    assert len(taken) == len(set(taken))
