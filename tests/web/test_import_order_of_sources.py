# SPDX-License-Identifier: Apache-2.0
"""Which source counts first: tried on a day before it is kept."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from tests.people import NOW, Browser

from unclench.intake.gathering import Gathering
from unclench.intake.samples import Rank
from unclench.store import days, imports, settings

pytestmark = pytest.mark.django_db

DAY = date(2026, 2, 20)


@pytest.fixture
def two_devices(household: Browser) -> Browser:
    """A walk of an hour that the watch counted as 5,000 steps and the phone as 4,000, and a swim with the watch."""
    into = Gathering("apple_health")
    start = datetime(2026, 2, 20, 10, tzinfo=UTC)
    for name, rank, count in (("Phone", Rank.PHONE, 4_000), ("Watch", Rank.WATCH, 5_000)):
        source = into.source(name, rank)
        into.span("steps", source, start, start + timedelta(hours=1), count)
        into.day_total("mass_kg", source, DAY, count / 100)
    imports.take(household.person.id, into.reading(), name="export.zip", sha256="a", now=NOW)
    return household


def post(browser: Browser, **fields: str) -> Any:
    known = {"measure": "steps", "measure_before": "steps", "day": DAY.isoformat(), "shown": "", "for": "all"}
    return browser.client.post("/you/data/sources/", known | fields, headers=browser.csrf())


def words(answer: Any) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def told(browser: Browser, measure: str = "steps") -> float:
    assert browser.person is not None
    return float(days.columns(browser.person.id, DAY, DAY, {measure}).by_id[measure].values[0])


def test_each_source_and_both_orders_are_shown_before_anything_changes(two_devices: Browser) -> None:
    shown = words(two_devices.client.get("/you/data/sources/"))
    assert "Watch 5,000 steps Phone 4,000 steps" in shown
    assert "With the order as it is 5,000 steps Watch : 60 min of it" in shown
    assert "With two of them swapped 4,000 steps Phone → Watch" in shown
    draft = post(two_devices, order="1,0", do="down:1")
    assert "With this order 4,000 steps" in words(draft)
    assert "Not kept yet" in words(draft)
    assert told(two_devices) == 5_000


def test_an_order_that_is_kept_makes_the_days_anew(two_devices: Browser) -> None:
    assert post(two_devices, order="0,1", do="keep").status_code == 302
    assert settings.of(two_devices.person.id).source_order == ("Phone", "Watch")
    assert (told(two_devices), told(two_devices, "mass_kg")) == (4_000, 40)


def test_one_measure_can_have_an_order_of_its_own_and_lose_it_again(two_devices: Browser) -> None:
    post(two_devices, order="0,1", do="keep", shown="steps", **{"for": "measure"})
    assert settings.of(two_devices.person.id).order_by_measure == {"steps": ("Phone", "Watch")}
    assert (told(two_devices), told(two_devices, "mass_kg")) == (4_000, 50)
    post(two_devices, do="as_the_others", **{"for": "measure"})
    assert settings.of(two_devices.person.id).order_by_measure == {}
    assert told(two_devices) == 5_000


@pytest.mark.parametrize("order", ["0", "0,0", "7,8", "a,b", "0,1,1", "¹,0", ""])
def test_an_order_that_is_none_is_forgotten(two_devices: Browser, order: str) -> None:
    assert "With the order as it is 5,000 steps" in words(post(two_devices, order=order))


@pytest.mark.parametrize(("field", "value"), [("day", "yesterday"), ("measure", "luck")])
def test_a_day_or_a_measure_that_is_none_is_said(two_devices: Browser, field: str, value: str) -> None:
    answer = post(two_devices, **{field: value, "measure_before": value if field == "measure" else "steps"})
    assert answer.status_code == 422


def test_without_files_there_is_nothing_to_order(household: Browser) -> None:
    assert "Nothing was read yet" in words(household.client.get("/you/data/sources/"))
