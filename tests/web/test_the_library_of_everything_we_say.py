# SPDX-License-Identifier: Apache-2.0
"""Learn: every record has a page, every promise is kept on a page that links lead to, and search forgives."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from django.utils.html import escape
from tests.people import Browser

from unclench.web.learn.catalogue import GROUPS, KINDS, catalogue
from unclench.web.library import library

pytestmark = pytest.mark.django_db


_CRAWLED: dict[str, str] = {}
"""Nothing on these pages is personal, so one walk serves all tests."""


class _Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        href = dict(attrs).get("href")
        if tag == "a" and href and href.startswith("/"):
            self.found.add(href.partition("#")[0].partition("?")[0])


def links_of(html: str) -> set[str]:
    reader = _Links()
    reader.feed(html)
    return reader.found


def leaves(browser: Browser, address: str) -> str:
    """All leaves of a long list, one after the other."""
    html = [browser.client.get(f"{address}1").content.decode()]
    last = re.search(r"<span>1 / (\d+)</span>", html[0])
    assert last is not None
    html += [
        browser.client.get(f"{address}{number}").content.decode() for number in range(2, int(last[1]) + 1)
    ]
    return "".join(html)


@pytest.fixture
def crawled(household: Browser) -> dict[str, str]:
    """Every page that links from home lead to, without script, forms or the diary: address -> HTML."""
    if _CRAWLED:
        return _CRAWLED
    seen: dict[str, str] = {}
    waiting = ["/"]
    while waiting:
        address = waiting.pop()
        if address in seen or not (address == "/" or address.startswith(("/learn/", "/relief/", "/help/"))):
            continue
        response = household.client.get(address)
        assert response.status_code == 200, address
        seen[address] = response.content.decode()
        waiting.extend(links_of(seen[address]))
    _CRAWLED.update(seen)
    return seen


def test_links_from_home_lead_to_every_page_and_every_promise(crawled: dict[str, str]) -> None:
    pages = catalogue().pages.values()
    unreached = [page.href for page in pages if page.href not in crawled]
    assert unreached == []
    kept = {promise for page in pages if page.href in crawled for promise in page.covers}
    assert kept == set(library().promises)
    assert len(kept) == 61


def test_what_is_claimed_says_how_sure_and_where_it_stands(crawled: dict[str, str]) -> None:
    for page in catalogue().pages.values():
        if page.mark is None:
            continue
        html = crawled[page.href]
        assert page.mark.word in html, page.href
        assert ('class="sources"' in html) or ("We found none." in html), page.href
        assert page.sources or page.mark.level == "none" or page.marks, page.href


def test_what_is_often_said_stands_beside_what_was_found(crawled: dict[str, str]) -> None:
    statements = library().statements.values()
    assert len(statements) == 40
    for statement in statements:
        html = crawled[f"/learn/said/{statement.id}/"]
        assert statement.silent or "Often said:" in html


def test_every_kind_of_page_is_on_the_first_page_once() -> None:
    listed = [kind for kinds in GROUPS.values() for kind in kinds]
    assert sorted(listed) == sorted(KINDS)


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("magnisium", "Magnesium"),
        ("charlie horse", "Calf"),
        ("cramp in sole", "Foot and toes"),
        ("hambstring", "Back of thigh"),
        ("hyperventlation", "fast breathing"),
        ("statin", "Statins"),
        ("preganncy", "Pregnan"),
    ],
)
def test_search_finds_what_is_meant(household: Browser, typed: str, wanted: str) -> None:
    titles = [page.title for page in catalogue().find(typed)][:5]
    assert any(wanted.lower() in title.lower() for title in titles), titles
    token = household.csrf()
    html = household.client.post("/learn/search/", {"q": typed}, headers=token).content.decode()
    assert titles[0].replace("'", "&#x27;") in html


def test_search_words_never_stand_in_an_address(household: Browser) -> None:
    form = re.search(r"<form[^>]*data-search[^>]*>", household.client.get("/learn/").content.decode())
    assert form is not None
    assert 'method="post"' in form[0]


@pytest.mark.parametrize("typed", ["", "   ", "xqzv", "?!", "a" * 10_000])
def test_search_for_nothing_finds_nothing(household: Browser, typed: str) -> None:
    response = household.client.post("/learn/search/", {"q": typed}, headers=household.csrf())
    assert response.status_code == 200
    assert catalogue().find(typed) == []


def test_evidence_is_sorted_by_how_sure_or_by_name(household: Browser) -> None:
    rows = {}
    for sort in ("certainty", "name"):
        html = leaves(household, f"/learn/evidence/?sort={sort}&page=")
        rows[sort] = re.findall(r'<th scope="row"><a href="([^"]+)"', html)
    by_address = {page.href: page for page in catalogue().pages.values()}
    dots = [by_address[href].mark.dots for href in rows["certainty"]]  # type: ignore[union-attr]
    assert dots == sorted(dots, reverse=True)
    titles = [by_address[href].title.lower() for href in rows["name"]]
    assert titles == sorted(titles)


def test_nobody_claims_a_review_that_did_not_happen(household: Browser) -> None:
    listed = links_of(leaves(household, "/learn/unreviewed/?page="))
    assert [
        page.href for page in catalogue().pages.values() if page.reviewed and page.href not in listed
    ] == []


def test_every_source_is_listed(household: Browser) -> None:
    html = leaves(household, "/learn/sources/?page=")
    missing = [row.id for row in library().references.values() if escape(row.title) not in html]
    assert missing == []


@pytest.mark.parametrize("asked", ["0", "-1", "99999", "x", "", "1" * 400])
def test_a_leaf_that_is_not_there_is_the_nearest_one(household: Browser, asked: str) -> None:
    assert household.client.get(f"/learn/sources/?page={asked}").status_code == 200


@pytest.mark.parametrize("address", ["/learn/nothing/", "/learn/remedy/nothing/", "/learn/remedy/../x/"])
def test_what_is_not_there_is_said(household: Browser, address: str) -> None:
    assert household.client.get(address).status_code == 404


def test_each_step_of_a_session_leads_to_its_why(household: Browser) -> None:
    html = household.client.get("/relief/calf/left/").content.decode()
    for remedy in ("calf_dorsiflexion_pull", "massage_gentle_rub"):
        assert f"/learn/remedy/{remedy}/" in links_of(html)
