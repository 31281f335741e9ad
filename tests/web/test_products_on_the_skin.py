# SPDX-License-Identifier: Apache-2.0
"""Somebody who has put a rub on is offered no heat over it, and is told why."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime, timedelta

import pytest
from tests.people import Browser, keep_a_product

from unclench.store import products
from unclench.vetting import read_label
from unclench.vetting.label import Label
from unclench.web.context import offline_version
from unclench.web.library import library
from unclench.web.products.on_skin import COUNTERIRRITANT, LEAST_WEAR, LIDOCAINE, conditions_of, wear_of

pytestmark = pytest.mark.django_db

HEAT = {"Warm it with a wrapped heat pad", "Warm it, then cool it", "Warm bath or shower", "Hot tub or spa"}


def label(text: str) -> Label:
    return read_label(text.encode(), library=library())


def after_care(browser: Browser) -> set[str]:
    """What the session offers once it has let go."""
    page = browser.client.get("/relief/calf/left/").content.decode()
    found = re.search(r'<script id="session-data" type="application/json">(.*?)</script>', page, re.DOTALL)
    assert found
    return {row["name"] for row in json.loads(found[1])["after"]}


def put_on(browser: Browser, do: str = "on") -> None:
    (owned,) = products.shelf(browser.person.id)
    answer = browser.client.post(f"/products/{owned.id}/skin/", {"do": do}, headers=browser.csrf())
    assert answer.status_code == 302


def test_a_menthol_rub_on_the_skin_takes_the_heat_pad_out_of_the_plan(household: Browser) -> None:
    keep_a_product(household.person.id)
    assert after_care(household) & HEAT
    put_on(household)
    assert not after_care(household) & HEAT
    page = household.client.get("/relief/calf/left/").content.decode()
    assert "No heat over it until" in page
    left_out = page[page.index("Left out of your plan") :]
    assert "Warm it with a wrapped heat pad." in left_out
    assert "raises the risk of serious burns" in left_out


def test_once_it_is_washed_off_heat_is_offered_again(household: Browser) -> None:
    keep_a_product(household.person.id)
    put_on(household)
    put_on(household, "off")
    assert after_care(household) & HEAT
    assert b"No heat over it" not in household.client.get("/relief/calf/left/").content


def test_once_its_time_is_over_heat_is_offered_again(household: Browser) -> None:
    owned = keep_a_product(household.person.id)
    long_ago = datetime.now(UTC) - timedelta(hours=13)
    products.put_on(household.person.id, owned, [COUNTERIRRITANT], long_ago, long_ago + LEAST_WEAR)
    assert after_care(household) & HEAT


def test_the_copy_on_the_phone_is_made_anew(household: Browser) -> None:
    keep_a_product(household.person.id)
    before = offline_version(household.person)
    put_on(household)
    assert offline_version(household.person) != before


def test_nobody_else_goes_without_heat(household: Browser, owner: Browser, stranger: Browser) -> None:
    keep_a_product(owner.person.id)
    put_on(owner)
    assert after_care(stranger) & HEAT


def test_a_heating_pad_is_not_for_somebody_with_a_rub_on(household: Browser) -> None:
    keep_a_product(household.person.id)
    put_on(household)
    page = household.client.get("/products/things/heating_pad/").content.decode()
    assert "Not while a pain cream or patch is on the skin." in page


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("Active ingredients: Menthol 4 %\nFor external use only", {COUNTERIRRITANT}),
        ("Active ingredients: Lidocaine 4 %\nFor external use only", {LIDOCAINE}),
        (
            "Active ingredients: Lidocaine 4 %, Menthol 1 %\nFor external use only",
            {LIDOCAINE, COUNTERIRRITANT},
        ),
        ("Supplement facts\nMagnesium 200 mg\nTake one tablet a day with water", set()),
        ("Ingredients: aqua, carbomer, arnica\nFor external use only", {COUNTERIRRITANT}),
    ],
)
def test_what_is_not_known_to_be_harmless_under_heat_counts_as_harmful(text: str, holds: set[str]) -> None:
    assert conditions_of(label(text), library()) == holds


def test_a_patch_is_on_for_as_long_as_its_label_says_and_half_a_day_at_least() -> None:
    assert wear_of(label("Menthol 4 %")) == LEAST_WEAR
    short = label(
        "Active ingredients: Menthol 3 %\nDirections: apply 1 patch and leave in place for up to 8 hours"
    )
    assert wear_of(short) == LEAST_WEAR
    long = label("Active ingredients: Menthol 3 %\nDirections: apply 1 patch and wear for up to 24 hours")
    assert wear_of(long) >= LEAST_WEAR
