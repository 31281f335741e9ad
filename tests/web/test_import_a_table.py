# SPDX-License-Identifier: Apache-2.0
"""A table of one's own: what its columns are is proposed, corrected once, and not asked again."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.people import Browser, new_id

from unclench.store import days, settings

pytestmark = pytest.mark.django_db(transaction=True)

SHEET = "Datum;Wasser (l);Kaffee;Wadenkrampf;Chor\n22.10.2026;2,6;1;nein;ja\n23.10.2026;2,0;1;ja;nein\n"
FIRST, LAST = date(2026, 10, 22), date(2026, 10, 25)


@pytest.fixture(autouse=True)
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("unclench.web.imports.pages._SMALL_FILES_WITHIN_S", 60.0)
    monkeypatch.setattr("unclench.web.imports.columns._WITHIN_S", 60.0)


def send(browser: Browser, text: str, name: str = "days.csv") -> str:
    file = SimpleUploadedFile(name, text.encode())
    sent = {"event": str(new_id()), "file": file}
    answer = browser.client.post("/you/data/import/", sent, headers=browser.csrf())
    return str(browser.client.get(answer["Location"])["Location"])


def choose(browser: Browser, place: str, **fields: str) -> Any:
    return browser.client.post(place, fields, headers=browser.csrf())


def values(browser: Browser, exposure: str) -> list[float | None]:
    assert browser.person is not None
    found = days.columns(browser.person.id, FIRST, LAST, {exposure}).by_id[exposure].values
    return [None if value != value else float(value) for value in found]


def test_the_columns_are_proposed_and_read_as_chosen(household: Browser) -> None:
    place = send(household, SHEET)
    assert place.endswith("/columns/")
    page = household.client.get(place).content.decode()
    assert '<option value="water_ml|l" selected>' in page
    assert '<option value="spasms" selected>' in page
    assert "2600 mL" in page
    done = choose(household, place, c2="ignore", c4="own_yes_no", **{"c4-name": "Singing in the choir"})
    assert done.status_code == 302
    assert values(household, "water_ml") == [2600, 2000, None, None]
    assert values(household, "spasms") == [0, 1, None, None]
    assert values(household, "own_singing_in_the_choir") == [1, 0, None, None]
    (own,) = settings.of(household.person.id).own
    assert own["name"] == "Singing in the choir"


def test_the_next_table_with_the_same_headings_is_read_without_a_question(household: Browser) -> None:
    choose(household, send(household, SHEET), c1="water_ml|dl")
    again = SHEET + "24.10.2026;3,0;0;nein;nein\n"
    assert "/import/read/" in send(household, again, "november.csv")
    assert values(household, "water_ml") == [260, 200, 300, None]


def test_who_takes_a_table_out_is_asked_about_its_columns_again(household: Browser) -> None:
    choose(household, send(household, SHEET), c1="water_ml|dl")
    household.client.post("/you/data/import/take-out/", {"importer": "csv_table"}, headers=household.csrf())
    choose(household, send(household, SHEET), c1="water_ml|l")
    assert values(household, "water_ml") == [2600, 2000, None, None]


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"c0": "ignore"}, "One column must be the date."),
        ({"c1": "date"}, "Only one column can be the date."),
        ({f"c{index}": "ignore" for index in range(1, 5)}, "Nothing would be read."),
    ],
)
def test_a_choice_that_cannot_be_read_is_said_and_keeps_what_was_chosen(
    household: Browser, fields: dict[str, str], words: str
) -> None:
    place = send(household, SHEET)
    answer = choose(household, place, **fields)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert settings.of(household.person.id).csv_mappings == {}


def test_dates_that_can_be_read_in_two_ways_are_asked_about(household: Browser) -> None:
    place = send(household, "Date,Coffee,Cramp\n10/11/2026,1,yes\n11/11/2026,2,no\n")
    assert "Does the day or the month come first?" in household.client.get(place).content.decode()
    choose(household, place, date_order="dmy")
    found = days.columns(household.person.id, date(2026, 11, 10), date(2026, 11, 11), {"spasms"})
    assert found.by_id["spasms"].values.tolist() == [1, 0]


def test_a_list_of_cramps_has_a_row_for_each(household: Browser) -> None:
    place = send(household, "Date,Place,Minutes\n2026-10-22,calf,3\n2026-10-22,calf,3\n2026-10-24,foot,1\n")
    choose(household, place, each_row="yes")
    assert values(household, "spasms") == [2, None, 1, None]


def test_a_choice_no_page_offers_leaves_the_proposal(household: Browser) -> None:
    choose(household, send(household, SHEET), c1="<script>", c3="moon|l")
    assert values(household, "water_ml") == [2600, 2000, None, None]
    assert values(household, "spasms") == [0, 1, None, None]


def test_headings_are_shown_as_text(household: Browser) -> None:
    page = household.client.get(send(household, "Date;<img src=x>\n2026-10-22;yes\n2026-10-23;no\n"))
    assert b"<img" not in page.content
    assert b"&lt;img" in page.content


def test_two_columns_with_one_long_name_are_two_things(household: Browser) -> None:
    long = "what I did in the garden before the rain came and after it had gone again, " * 2
    sheet = f"date;cramp;{long}a;{long}b\n2026-10-22;1;1;0\n2026-10-23;0;0;1\n"
    place = send(household, sheet)
    choose(household, place, c2="own_yes_no", c3="own_yes_no", **{"c2-name": long[:80], "c3-name": long[:80]})
    kept = settings.of(household.person.id).own
    assert len({one["id"] for one in kept}) == 2
