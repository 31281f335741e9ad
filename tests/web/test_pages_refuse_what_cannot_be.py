# SPDX-License-Identifier: Apache-2.0
"""A form that cannot be taken comes back with its words kept, says what is wrong twice, and changes nothing."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from html import unescape
from typing import Any

import pytest
from tests.people import NOW, Browser, Device, new_id

from unclench.store import episodes, persons

pytestmark = pytest.mark.django_db

GOOD = {"area": "calf", "side": "left", "date": "2026-03-01", "time": "02:13", "minutes": "2", "seconds": "0",
        "pain": "7", "doing": "asleep", "different": "", "note": "", "offset": "60"}  # fmt: skip


def form(**changed: str) -> dict[str, str]:
    return GOOD | {"event": str(new_id()), "episode": str(new_id())} | changed


def post(browser: Browser, address: str, data: dict[str, Any]) -> Any:
    return browser.client.post(address, data, headers=browser.csrf())


BAD = {
    "no area": ({"area": ""}, "area", "Choose where it was."),
    "unknown area": ({"area": "tail"}, "area", "There is no area called “tail”."),
    "no side": ({"side": ""}, "side", "Choose the side."),
    "unknown side": ({"side": "upside"}, "side", "There is no side called “upside”."),
    "no date": ({"date": ""}, "date", "Write the date as year-month-day"),
    "no real date": ({"date": "2026-02-30"}, "date", "Write the date as year-month-day"),
    "no time": ({"time": ""}, "time", "Write the time as hours and minutes"),
    "before 1900": ({"date": "1066-10-14"}, "date", "It lies before 1900."),
    "minutes in words": ({"minutes": "many"}, "minutes", "Write a whole number"),
    "negative minutes": ({"minutes": "-5"}, "minutes", "Write a whole number"),
    "minutes of another script": ({"minutes": "٣"}, "minutes", "Write a whole number"),
    "a month long": ({"minutes": "43200"}, "minutes", "Write a whole number from 0 to"),
    "seconds past a minute": ({"seconds": "60"}, "seconds", "Write a whole number from 0 to 59."),
    "pain eleven": ({"pain": "11"}, "pain", "Write a whole number from 0 to 10."),
    "pain in words": ({"pain": "awful"}, "pain", "Write a whole number from 0 to 10."),
    "unknown doing": ({"doing": "flying"}, "doing", "It must be one of"),
    "a long note": ({"note": "x" * 4_001}, "note", "It has 4,001 characters; a note holds up to 4,000."),
    "a long difference": ({"different": "x" * 4_001}, "different", "It has 4,001 characters"),
    "a note with NUL": ({"note": "a\x00b"}, "note", "It holds a character that cannot be kept"),
}


@pytest.mark.parametrize("case", BAD)
def test_it_comes_back_with_the_reason_at_the_field_and_on_top(household: Browser, case: str) -> None:
    changed, field, words = BAD[case]
    response = post(household, "/diary/add/", form(**changed))
    page = unescape(response.content.decode())
    assert response.status_code == 422
    assert "<title>Error: Write down a spasm - Unclench</title>" in page
    summary = page.partition('class="error-summary"')[2].partition("</div>")[0]
    assert "There is a problem" in summary
    assert words in summary
    assert f'href="#{field}"' in summary
    assert f'id="{field}"' in page
    at_field = page.partition(f'id="{field}-error">')[2].partition("</span>")[0]
    assert words in at_field, "the same words belong at the field"
    assert episodes.count(household.person.id) == 0


@pytest.mark.parametrize("case", BAD)
def test_a_correction_that_cannot_be_changes_nothing(household: Browser, case: str) -> None:
    changed, _, words = BAD[case]
    phone = Device.at()
    episodes.record(household.person.id, phone.session(), NOW)
    before = episodes.get(household.person.id, phone.episode_id)
    response = post(
        household, f"/diary/{phone.episode_id}/edit/", form(episode=str(phone.episode_id), **changed)
    )
    assert response.status_code == 422
    assert words in unescape(response.content.decode())
    assert episodes.get(household.person.id, phone.episode_id) == before


def test_the_onset_cannot_lie_in_the_future(household: Browser) -> None:
    tomorrow = datetime.now(UTC) + timedelta(days=1)
    response = post(household, "/diary/add/", form(date=f"{tomorrow:%Y-%m-%d}", time=f"{tomorrow:%H:%M}"))
    assert response.status_code == 422
    assert "in the future" in unescape(response.content.decode())
    assert episodes.count(household.person.id) == 0


def test_the_end_cannot_lie_in_the_future_either(household: Browser) -> None:
    now = datetime.now(UTC) - timedelta(minutes=1)
    response = post(
        household, "/diary/add/",
        form(date=f"{now:%Y-%m-%d}", time=f"{now:%H:%M}", minutes="600", offset="0"),
    )  # fmt: skip
    assert response.status_code == 422
    assert episodes.count(household.person.id) == 0


def test_an_end_before_the_onset_cannot_be_typed(household: Browser) -> None:
    """The form asks how long it lasted, so its end is never before its onset."""
    assert post(household, "/diary/add/", form(minutes="0", seconds="0")).status_code == 302
    page = household.client.get("/diary/add/").content.decode()
    assert 'name="ended_at"' not in page


def test_a_megabyte_of_note_is_refused_whole(household: Browser) -> None:
    response = post(household, "/diary/add/", form(note="x" * 1_000_000))
    assert response.status_code in (413, 422)
    assert episodes.count(household.person.id) == 0
    assert post(household, "/diary/add/", form(note="x" * 1_100_000)).status_code == 413
    assert episodes.count(household.person.id) == 0


def test_what_was_typed_is_kept_in_the_form(household: Browser) -> None:
    page = unescape(
        post(household, "/diary/add/", form(minutes="many", note="It <b>hurt</b> & burned.")).content.decode()
    )
    assert 'value="2026-03-01"' in page
    assert 'value="many"' in page
    assert "It <b>hurt</b> & burned." in page
    assert '<option value="calf" selected>' in page


def test_nothing_typed_becomes_markup(household: Browser) -> None:
    response = post(
        household, "/diary/add/", form(note="<script>alert(1)</script>", different='"><img src=x>')
    )
    page = household.client.get(response["Location"]).content.decode()
    assert "<script>alert" not in page
    assert "<img src=x>" not in page


def test_the_same_form_twice_is_one_entry(household: Browser) -> None:
    sent = form()
    first, second = post(household, "/diary/add/", sent), post(household, "/diary/add/", sent)
    assert (first.status_code, second.status_code) == (302, 302)
    assert first["Location"] == second["Location"]
    assert episodes.count(household.person.id) == 1


def test_a_form_of_another_spasm_is_refused(household: Browser) -> None:
    phone = Device.at()
    episodes.record(household.person.id, phone.session(), NOW)
    response = post(household, f"/diary/{phone.episode_id}/edit/", form())
    assert response.status_code == 422
    assert "belongs to another spasm" in unescape(response.content.decode())


@pytest.mark.parametrize(
    ("name", "value"),
    [("conditions", "immortal"), ("equipment", "crane"), ("turned_on", "calf_stretch_of_no_kind")],
)
def test_a_profile_takes_only_what_is_on_its_list(household: Browser, name: str, value: str) -> None:
    response = post(household, "/you/", {"name": "Mina", name: value})
    page = unescape(response.content.decode())
    assert response.status_code == 422
    assert "<title>Error: You - Unclench</title>" in page
    assert "is not on its list" in page
    assert persons.first(None).name == "Me"


@pytest.mark.parametrize("name", ["", "   ", "x" * 101, "a\x00b"])
@pytest.mark.parametrize("address", ["/you/", "/you/who/add/"])
def test_a_name_that_cannot_be_is_refused(household: Browser, address: str, name: str) -> None:
    response = post(household, address, {"name": name})
    page = unescape(response.content.decode())
    assert response.status_code == 422
    assert "This name cannot be taken." in page
    assert "<title>Error: " in page
    assert len(persons.household(None)) == 1
    assert persons.first(None).name == "Me"


@pytest.mark.parametrize(
    "address",
    ["/relief/tail/", "/relief/calf/up/", "/relief/neck/left/", "/relief/charley horse/left/", "/help/tail/",
     "/nowhere/",
     "/diary/01912d9f-7b32-7c3a-8f00-3b1e6c1a2b4d/", "/diary/?before=01912d9f-7b32-7c3a-8f00-3b1e6c1a2b4d"],
)  # fmt: skip
def test_what_is_not_there_is_said_so_with_a_way_on(household: Browser, address: str) -> None:
    response = household.client.get(address)
    page = response.content.decode()
    assert response.status_code == 404
    assert re.search(r"<h1>[^<]{10,}</h1>", page)
    assert 'href="/"' in page
    assert "Traceback" not in page


@pytest.mark.parametrize("address", ["/diary/add/", "/you/", "/you/who/add/", "/you/who/choose/"])
def test_a_form_of_another_site_is_refused(household: Browser, address: str) -> None:
    response = household.client.post(
        address, {"name": "Mallory"}, headers={"Origin": "http://elsewhere.example"}
    )
    assert response.status_code == 403
    assert episodes.count(household.person.id) == 0
    assert len(persons.household(None)) == 1
