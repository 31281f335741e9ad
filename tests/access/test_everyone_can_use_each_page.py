# SPDX-License-Identifier: Apache-2.0
"""axe finds nothing on any page, no target is too small, nothing scrolls sideways, language and title are said."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.access import looks
from tests.access.addresses import LAN_PAGES, PAGES
from tests.access.examples import EXAMPLES, WITHOUT_EXAMPLES
from tests.browser.house import Server
from tests.browser.phone import Phone
from unclench.web.views.offline import offline_pages

Opener = Callable[[str], Page]

HIDES_BY_WIDTH = {"learn/evidence/", "relief/calf/left/"}
"""Some words or pictures show at some widths only (tests/access/test_what_a_look_changes.py): every look there."""


def assert_fit_for_everyone(page: Page, seen: looks.Looks = looks.ONE_LOOK_A_WIDTH) -> None:
    problems = looks.problems(page, seen)
    assert problems == [], "\n".join(problems)
    assert page.locator("html").get_attribute("lang") == "en"
    assert len(page.title()) > len(" - Unclench")
    assert page.locator("h1:visible").count() == 1


def test_axe_is_the_version_that_knows_wcag_2_2(opened: Opener) -> None:
    version = tuple(int(number) for number in looks.axe_version(opened("help/")).split("."))
    assert version >= (4, 12)


def test_the_size_check_sees_small_links_in_pictures(opened: Opener) -> None:
    """axe does not: so ours must, or it proves nothing."""
    page = opened("help/")
    page.evaluate(
        """() => document.querySelector('main').insertAdjacentHTML('beforeend',
            '<svg width="8" height="8" viewBox="0 0 8 8"><a href="#x"><path d="M0 0h8v8h-8z"/></a></svg>')"""
    )
    assert len(looks.small_targets(page, (390,))) == 1


def test_the_width_check_sees_a_wide_table(opened: Opener) -> None:
    page = opened("help/")
    page.evaluate(
        "document.querySelector('main').insertAdjacentHTML('beforeend', '<pre>' + 'x'.repeat(80) + '</pre>')"
    )
    assert looks.too_wide(page) != []


@pytest.mark.parametrize("path", PAGES.values(), ids=[pattern or "home" for pattern in PAGES])
def test_everyone_can_use_the_page(opened: Opener, path: str) -> None:
    assert_fit_for_everyone(
        opened(path), looks.EVERY_LOOK if path in HIDES_BY_WIDTH else looks.ONE_LOOK_A_WIDTH
    )


ONE_OF_EACH = re.compile(
    r"/left/$|/relief/(?:neck|\w+_back|abdomen)/|/help/(?:calf|lower_back|neck|anywhere)/"
)
"""A plan of every area, and first questions of several."""


def test_everyone_can_read_the_plan_of_every_area_and_its_signs(opened: Opener, walker: Phone) -> None:
    """One theme at one width and one side each: they share one template, which the test above sees in all."""
    problems = []
    for path in filter(ONE_OF_EACH.search, offline_pages()):
        page = opened(path[1:])
        found = looks.problems(page, ((320, "dark"),), (320,))
        problems += [f"{path}: {row}" for row in found]
    assert problems == [], "\n".join(problems)


@pytest.mark.parametrize(
    "path", ["nowhere/", "relief/tail/", "help/tail/", "diary/01912d9f-7b32-7c3a-8f00-3b1e6c1a2b4d/"]
)
def test_everyone_can_read_an_error(opened: Opener, path: str) -> None:
    assert_fit_for_everyone(opened(path))


def test_everyone_can_correct_a_form_with_errors(opened: Opener) -> None:
    page = opened("diary/add/")
    page.get_by_role("button", name="Keep it").click()
    expect(page.get_by_role("heading", name="There is a problem")).to_be_visible()
    assert page.title().startswith("Error: ")
    assert_fit_for_everyone(page)


@pytest.mark.parametrize(
    ("path", "button", "field"), [("you/", "Keep it", "#name"), ("you/who/", "Add", "#name")]
)
def test_everyone_can_correct_a_name(opened: Opener, path: str, button: str, field: str) -> None:
    page = opened(path)
    page.locator(field).evaluate("it => { it.required = false; it.form.noValidate = true; it.value = ''; }")
    page.get_by_role("button", name=button, exact=True).click()
    expect(page.get_by_role("heading", name="There is a problem")).to_be_visible()
    assert_fit_for_everyone(page)


def test_everyone_can_undo_a_deletion(opened: Opener) -> None:
    page = opened("diary/{episode}/")
    page.get_by_role("button", name="Delete").click()
    expect(page.get_by_role("button", name="Undo")).to_be_visible()
    assert_fit_for_everyone(page)
    page.get_by_role("button", name="Undo").click()


def test_everyone_can_go_back_to_an_open_session(opened: Opener, walker: Phone) -> None:
    opened("relief/calf/left/")
    walker.tap("next")
    walker.goto("diary/")
    expect(walker.page.locator("[data-resume]")).to_be_visible()
    assert_fit_for_everyone(walker.page)


@pytest.mark.parametrize(("part", "example"), sorted(EXAMPLES))
def test_everyone_can_use_every_example_of_a_part(
    examples_page: Page, examples_server: Server, part: str, example: str
) -> None:
    answer = examples_page.goto(f"{examples_server.url}part/{part}/{example}/")
    assert answer is not None
    assert answer.ok
    if part == "stage":  # its script is not started here: show it as it will stand
        examples_page.evaluate("document.querySelector('[data-stage]').hidden = false")
        examples_page.evaluate("document.querySelector('main > h1').remove()")
    problems = looks.problems(examples_page)
    assert problems == [], "\n".join(problems)


def test_every_part_has_an_example() -> None:
    assert WITHOUT_EXAMPLES == []


class TestHomeNetwork:
    """The pages that exist only with accounts, in the order a first owner meets them."""

    def test_first_account(self, lan_page: Page, lan_server: Server) -> None:
        lan_page.goto(lan_server.url)
        expect(lan_page).to_have_url(lan_server.url + "account/first/")
        assert_fit_for_everyone(lan_page)
        lan_page.get_by_role("button", name="Make my account").click()
        expect(lan_page.get_by_role("heading", name="There is a problem")).to_be_visible()
        assert lan_page.title().startswith("Error: ")
        assert_fit_for_everyone(lan_page)
        lan_page.get_by_label("Token").fill(lan_server.first_token.lower())
        lan_page.get_by_label("Your name on this server").fill("owner")
        lan_page.get_by_label("Password", exact=True).fill("four words in a row")
        lan_page.get_by_label("Password again").fill("four words in a row")
        lan_page.get_by_role("button", name="Make my account").click()
        expect(lan_page).to_have_url(lan_server.url)

    @pytest.mark.parametrize("path", [path for path in LAN_PAGES.values() if "first" not in path])
    def test_page_of_the_owner(self, lan_page: Page, lan_server: Server, path: str) -> None:
        lan_page.goto(lan_server.url + path)
        assert_fit_for_everyone(lan_page)

    def test_invitation(self, lan_page: Page, lan_server: Server) -> None:
        lan_page.goto(lan_server.url + "account/invite/")
        lan_page.get_by_role("button", name="Make an invitation").click()
        expect(lan_page.locator("code")).to_be_visible()
        assert_fit_for_everyone(lan_page)

    def test_log_in(self, lan_page: Page, lan_server: Server) -> None:
        lan_page.context.clear_cookies()
        lan_page.goto(lan_server.url + "diary/")
        expect(lan_page).to_have_url(lan_server.url + "account/login/?next=%2Fdiary%2F")
        assert_fit_for_everyone(lan_page)
        lan_page.locator("main form button[type=submit]").click()
        expect(lan_page.get_by_role("heading", name="There is a problem")).to_be_visible()
        assert_fit_for_everyone(lan_page)

    def test_help_for_a_visitor(self, lan_page: Page, lan_server: Server) -> None:
        lan_page.goto(lan_server.url + "help/calf/")
        expect(lan_page.locator("input[name=yes]").first).to_be_visible()
        assert_fit_for_everyone(lan_page)

    def test_an_invited_person(self, lan_page: Page, lan_server: Server) -> None:
        lan_page.goto(lan_server.url + "account/join/")
        lan_page.get_by_role("button", name="Make my account").click()
        expect(lan_page.get_by_role("heading", name="There is a problem")).to_be_visible()
        assert_fit_for_everyone(lan_page)
