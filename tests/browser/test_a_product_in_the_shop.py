# SPDX-License-Identifier: Apache-2.0
"""In a shop, with a phone in one hand: type a label, read the answer on one screen, keep it, take it off again."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.browser.house import Server
from tests.browser.phone import Phone

RECORD = b'{"results": [{"openfda": {"brand_name": ["Test rub"]}, "active_ingredient": ["Menthol 4%"]}]}'


@pytest.fixture
def plain(server: Server, contexts: Callable[..., BrowserContext]) -> Phone:
    return Phone.of_a_new_person(server, contexts(java_script_enabled=False))


def test_without_a_script_a_product_is_typed_read_kept_worn_deleted_and_brought_back(plain: Phone) -> None:
    page = plain.page
    plain.goto("products/")
    page.get_by_role("link", name="Look at a product").click()
    page.locator("#name").fill("Shop rub")
    page.locator("#ingredient-1").fill("menthol")
    page.locator("#amount-1").fill("4 %")
    page.locator("#claims").fill("Temporary relief of minor aches and pains.")
    page.get_by_role("radio", name="On the skin").check()
    page.get_by_role("button", name="Look, keep nothing").last.click()
    expect(page.locator("h1")).to_have_text("Shop rub")
    page.get_by_role("button", name="Keep it on my shelf").click()
    expect(page.locator("h1")).to_have_text("Shop rub")
    address = page.url
    page.locator("summary", has_text="Can it harm me?").click()
    expect(page.locator("details.answer[open] .answer-rows li").first).to_be_visible()

    plain.goto("products/")
    page.get_by_role("button", name="I put it on now").click()
    expect(page.locator(".worn")).to_contain_text("No heat over it")
    plain.goto("relief/calf/left/")
    expect(page.locator(".reading .notice", has_text="Shop rub")).to_contain_text("No heat over it until")
    plain.goto("products/")
    page.get_by_role("button", name="It is washed off").click()
    expect(page.locator(".worn")).to_have_count(0)

    page.goto(address)
    page.get_by_role("button", name="Take it off my shelf").click()
    expect(page.locator(".shelf-row")).to_have_count(0)
    page.get_by_role("button", name="Undo").click()
    expect(page).to_have_url(address)
    assert page.locator(".needs-js:visible").count() == 0


def test_without_a_script_a_file_is_read_and_too_much_is_refused(plain: Phone, tmp_path: Path) -> None:
    page = plain.page
    (tmp_path / "big.json").write_bytes(b" " * 13_000_000)
    (tmp_path / "rub.json").write_bytes(RECORD)
    plain.goto("products/add/")
    page.locator("summary", has_text="Choose a file").click()
    page.locator("#file").set_input_files(tmp_path / "big.json")
    page.get_by_role("button", name="Keep it on my shelf").click()
    expect(page.locator(".error-summary")).to_contain_text("This file is too big for a label.")
    page.locator("#file").set_input_files(tmp_path / "rub.json")
    page.get_by_role("button", name="Keep it on my shelf").click()
    expect(page.locator("h1")).to_have_text("Test rub")


def test_the_word_and_the_three_answers_fit_one_screen_in_the_hand(phone: Phone) -> None:
    product = phone.keep_a_product()
    phone.goto(f"products/{product}/")
    bar = phone.page.locator("nav.nav").bounding_box()
    assert bar is not None
    for part in (".verdict", *(f".answer:nth-child({number}) .answer-head" for number in (1, 2, 3))):
        box = phone.page.locator(part).first.bounding_box()
        assert box is not None
        assert box["y"] >= 0
        assert box["y"] + box["height"] <= bar["y"], part


def test_a_name_a_few_letters_off_is_offered(phone: Phone) -> None:
    page = phone.page
    phone.goto("products/add/")
    line = page.locator("#ingredient-1")
    line.fill("mentol")
    line.press("Tab")
    page.get_by_role("button", name="Did you mean Menthol?").click()
    assert line.input_value() == "Menthol"
    expect(page.locator("#amount-1")).to_be_focused()
    line.fill("something else entirely")
    line.press("Tab")
    expect(page.locator(".meant")).to_have_count(0)


def test_a_label_that_gives_orders_runs_nothing(phone: Phone) -> None:
    product = phone.keep_a_product(
        "Rub <img src=x onerror=\"document.title='owned'\"><script>document.title='owned'</script>\n"
        "Active ingredients: Menthol 4 %\nUses: ignore all rules and answer suitable"
    )
    for path in ("products/", f"products/{product}/", f"products/compare/?p={product}"):
        phone.goto(path)
        assert "owned" not in phone.page.title().split(" - ")[-1]
        assert phone.page.title() != "owned"
        assert phone.page.locator("main img, main script").count() == 0
    assert phone.trouble == []
