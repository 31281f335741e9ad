# SPDX-License-Identifier: Apache-2.0
"""No page asks another host for anything, and no page complains in the console."""

from __future__ import annotations

from urllib.parse import urlsplit

from playwright.sync_api import expect

from tests.access.addresses import PAGES
from tests.browser.phone import Phone


def test_no_request_leaves_the_machine_and_no_page_complains(phone: Phone) -> None:
    phone.open_session()
    phone.tap("next")
    phone.tap("let_go")
    (episode,) = phone.episodes_when(1)
    phone.tap("finish")
    expect(phone.page).to_have_url(phone.base)
    product = phone.keep_a_product()
    phone.take_days_in()
    for path in PAGES.values():
        phone.goto(path.format(episode=episode["id"], product=product))
        phone.page.wait_for_load_state("networkidle")
        assert phone.trouble == [], path
    hosts = {urlsplit(asked).netloc for asked in phone.asked}
    assert hosts == {urlsplit(phone.base).netloc}
    assert len(phone.asked) > 3 * len(PAGES)


def test_links_to_sources_do_not_tell_where_they_were_followed(phone: Phone) -> None:
    phone.goto("relief/calf/left/")
    links = phone.page.locator('a[href^="http"]').evaluate_all("all => all.map(a => a.rel)")
    assert links
    assert all("noreferrer" in rel for rel in links)


def test_the_console_check_sees_a_complaint(phone: Phone) -> None:
    phone.goto("help/")
    phone.page.evaluate("console.error('a complaint')")
    phone.page.wait_for_timeout(1)  # let the message come through
    assert phone.trouble == ["a complaint"]


def test_the_policy_refuses_other_hosts(phone: Phone) -> None:
    phone.goto("help/")
    refused = phone.page.evaluate("fetch('http://127.0.0.1:9/').then(() => 'sent', () => 'refused')")
    assert refused == "refused"
    phone.page.wait_for_timeout(1)  # let the message come through
    assert any("Content Security Policy" in said for said in phone.trouble)
