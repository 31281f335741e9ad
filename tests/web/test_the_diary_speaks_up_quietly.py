# SPDX-License-Identifier: Apache-2.0
"""The diary itself says when somebody should be seen: one quiet card, at most once a week for the same reason."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest
from tests.people import Browser, Device

from unclench.diary import EventKind
from unclench.store import episodes

pytestmark = pytest.mark.django_db


def diary_of(browser: Browser, days_apart: float, weeks: int) -> None:
    """A calf that cramps every so many days, each time at three in the morning."""
    now = datetime.now(UTC)
    count = round(weeks * 7 / days_apart)
    for number in range(count):
        phone = Device.at(now - timedelta(days=1 + number * days_apart))
        events = [*phone.session(), phone.event(EventKind.TOLD, 100, doing="asleep")]
        episodes.record(browser.person.id, events, now)


def card(browser: Browser) -> str:
    page = browser.client.get("/diary/").content.decode()
    found = re.search(r'<section class="notice quiet-card">.*?</section>', page, re.S)
    return found[0] if found else ""


def test_an_empty_or_a_quiet_diary_says_nothing(household: Browser) -> None:
    assert card(household) == ""
    diary_of(household, days_apart=20, weeks=8)
    assert card(household) == ""


def test_nights_spoiled_for_weeks_bring_a_card_and_reading_it_puts_it_away(household: Browser) -> None:
    diary_of(household, days_apart=2, weeks=6)
    shown = card(household)
    assert "/visit/" in shown
    reasons = re.findall(r'name="reason" value="([\w.]+)"', shown)
    assert reasons
    answer = household.client.post("/help/noted/", {"reason": reasons}, headers=household.csrf())
    assert answer.status_code == 302
    assert card(household) == ""


def test_the_card_is_the_persons_own(household: Browser, owner: Browser, stranger: Browser) -> None:
    diary_of(household, days_apart=2, weeks=6)
    assert card(stranger) == ""
