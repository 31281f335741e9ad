# SPDX-License-Identifier: Apache-2.0
"""The pages that only a file leads to: its columns, its report, its refusal, and the order of its sources."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.access import looks

Opener = Callable[[str], Page]
SAMPLES = Path(__file__).parents[1] / "samples" / "intake"


def send(opened: Opener, path: Path) -> Page:
    page = opened("you/data/import/")
    page.get_by_label("The file").set_input_files(path)
    page.get_by_role("button", name="Read it in", exact=True).click()
    return page


def assert_fit(page: Page) -> None:
    problems = looks.problems(page, looks.ONE_LOOK_A_WIDTH)
    assert problems == [], "\n".join(problems)
    assert page.locator("h1:visible").count() == 1


@pytest.fixture
def refused(tmp_path: Path) -> Path:
    path = tmp_path / "rain.txt"
    path.write_text("Dear diary, it rained.")
    return path


def test_the_columns_of_a_table_and_its_report(opened: Opener) -> None:
    page = send(opened, SAMPLES / "csv" / "own_sheet.csv")
    expect(page.get_by_role("heading", name="What are these columns?")).to_be_visible()
    assert_fit(page)
    page.get_by_label("What it is Datum").select_option("ignore")
    page.get_by_role("button", name="Read it so").click()
    expect(page.get_by_role("heading", name="There is a problem")).to_be_visible()
    assert_fit(page)
    page.get_by_label("What it is Datum").select_option("date")
    page.get_by_role("button", name="Read it so").click()
    expect(page.get_by_role("heading", name="A table of your own")).to_be_visible()
    assert_fit(page)


def test_a_file_that_cannot_be_read(opened: Opener, refused: Path) -> None:
    page = send(opened, refused)
    expect(page.get_by_role("heading", name="This file was not read")).to_be_visible()
    assert_fit(page)


def test_what_a_phone_told_its_order_and_taking_it_out(opened: Opener) -> None:
    page = send(opened, SAMPLES / "apple_health" / "export_small.zip")
    expect(page.get_by_role("heading", name="Apple Health")).to_be_visible()
    assert_fit(page)
    page.get_by_role("link", name="Which source counts first").click()
    page.get_by_role("button", name="Lower:").first.click()
    expect(page.get_by_role("button", name="Keep this order")).to_be_visible()
    assert_fit(page)
    page = opened("you/data/import/")
    page.get_by_role("button", name=re.compile("Take all of it out again.*Apple Health")).click()
    expect(page.get_by_role("button", name="Undo")).to_be_visible()
    assert_fit(page)
