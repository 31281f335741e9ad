# SPDX-License-Identifier: Apache-2.0
"""Whose wish decides the language of a page: the person's choice, then the browser's, then English."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.conf import settings
from django.utils import translation
from tests.people import Browser
from tests.web.test_language import GERMAN, german

from unclench.web import context

pytestmark = pytest.mark.django_db


def choose(browser: Browser, language: str, back: str = "/") -> Any:
    browser.csrf()
    browser.client.get("/help/")
    token = browser.client.cookies["csrftoken"].value
    form = {"language": language, "next": back, "csrfmiddlewaretoken": token}
    return browser.client.post("/you/language/", form)


def test_without_a_wish_pages_are_english(household: Browser) -> None:
    response = household.client.get("/help/calf/")
    assert '<html lang="en"' in response.content.decode()
    assert response.headers["Content-Language"] == "en"
    assert "Call for an ambulance now" in response.content.decode()
    assert 'lang="de"' not in response.content.decode().replace('value="de" lang="de"', "")


@pytest.mark.parametrize("wish", ["fr", "xx-YY", "*", "../de", "en-GB,de;q=0.5"])
def test_an_unknown_wish_falls_back_to_english(household: Browser, wish: str) -> None:
    response = household.client.get("/help/", headers={"Accept-Language": wish})
    assert '<html lang="en"' in response.content.decode()


def test_a_choice_wins_over_the_browser_and_is_remembered(household: Browser) -> None:
    answer = choose(household, "de", "/help/calf/")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/help/calf/")
    cookie = household.client.cookies[settings.LANGUAGE_COOKIE_NAME]
    assert (cookie["samesite"], cookie["httponly"], cookie["path"]) == ("Strict", True, "/")
    assert cookie["max-age"] >= 60 * 60 * 24 * 180
    response = household.client.get("/help/calf/", headers={"Accept-Language": "en"})
    assert '<html lang="de"' in response.content.decode()
    choose(household, "en")
    response = household.client.get("/help/calf/", headers=GERMAN)
    assert '<html lang="en"' in response.content.decode()


@pytest.mark.parametrize("wrong", ["", "fr", "DE", "../de", "de\n"])
def test_a_language_nobody_speaks_is_refused(household: Browser, wrong: str) -> None:
    answer = choose(household, wrong)
    assert answer.status_code == 422
    assert settings.LANGUAGE_COOKIE_NAME not in answer.cookies


def test_a_strange_cookie_falls_back(household: Browser) -> None:
    household.client.cookies[settings.LANGUAGE_COOKIE_NAME] = "../../de"
    assert '<html lang="de"' in household.client.get("/help/", headers=GERMAN).content.decode()
    assert '<html lang="en"' in household.client.get("/help/").content.decode()


@pytest.mark.parametrize(
    "away", ["https://example.org/", "//example.org/", "/\\example.org", "javascript:1", ""]
)
def test_the_switch_leads_nowhere_else(household: Browser, away: str) -> None:
    assert choose(household, "de", away).headers["Location"] == "/"


def test_a_visitor_may_choose_too(visitor: Browser) -> None:
    visitor.client.get("/help/")
    token = visitor.client.cookies["csrftoken"].value
    form = {"language": "de", "next": "/help/", "csrfmiddlewaretoken": token}
    assert visitor.client.post("/you/language/", form).headers["Location"] == "/help/"
    assert '<html lang="de"' in visitor.client.get("/help/").content.decode()


def test_the_switch_stands_on_every_page_in_its_own_language(household: Browser) -> None:
    html = household.client.get("/diary/").content.decode()
    assert re.search(r'value="de" lang="de">Deutsch<', html)
    assert re.search(r'lang="en" aria-current="true">English<', html)


def test_caches_are_told_what_a_page_depends_on(household: Browser) -> None:
    vary = household.client.get("/help/calf/").headers["Vary"]
    assert {"Cookie", "Accept-Language"} <= {name.strip() for name in vary.split(",")}


def test_programs_are_answered_in_english(household: Browser) -> None:
    answer = household.client.get("/api/events", headers=GERMAN)
    assert answer.json()["error"]["what"] == "This address takes POST only."
    assert answer.headers["Content-Language"] == "en"


def test_no_language_stays_behind(household: Browser) -> None:
    german(household, "/")
    assert translation.get_language() == "en"


def test_the_offline_copy_follows_the_language(household: Browser) -> None:
    english = context.offline_version(household.person)
    with translation.override("de"):
        assert context.offline_version(household.person) != english
    html = german(household, "/")
    assert f'data-offline="{english}"' not in html
    assert f'data-offline="{english}"' in household.client.get("/").content.decode()


def test_every_offline_page_exists_in_the_language_of_the_copy(household: Browser) -> None:
    texts = {german(household, page) for page in ("/", "/relief/calf/left/", "/help/")}
    assert len(texts) == 3
