# SPDX-License-Identifier: Apache-2.0
"""What goes to the doctor: read, changed and taken along by the person alone."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from tests.people import Browser, Device, new_id

from unclench.diary import Medicine, Sex
from unclench.store import checks, episodes, persons
from unclench.store.checks import Check

pytestmark = pytest.mark.django_db

NOW = datetime.now(UTC)


@pytest.fixture
def me(household: Browser) -> Browser:
    """Somebody with a diary, medicines and answers about warning signs."""
    person = household.person.id
    for days in (3, 10, 11):
        phone = Device.at(NOW - timedelta(days=days))
        episodes.record(person, phone.session(), NOW)
    persons.save_about(
        None,
        person,
        birth_year=1950,
        sex=Sex.FEMALE,
        country="DE",
        medicines=[Medicine("amlodipine", date(2026, 1, 1))],
    )
    said = {"leg_swollen": True, "chest_pressure": False, "fever": "unsure"}
    checks.keep(person, Check(new_id(), NOW, "any_time", "calf", said, "urgent", (), (), "x"), NOW)
    return household


def page_of(browser: Browser, **form: object) -> str:
    answer = (
        browser.client.post("/visit/", form, headers=browser.csrf())
        if form
        else browser.client.get("/visit/")
    )
    assert answer.status_code == 200
    return str(answer.content.decode())


def test_the_page_holds_what_a_doctor_asks_first(me: Browser) -> None:
    page = page_of(me)
    for words in (
        "3 spasms",
        "amlodipine",
        "new since 1 January 2026",
        "clearly thicker",
        "Questions I want to ask",
    ):
        assert words in page, words


def test_a_part_that_is_taken_out_is_gone_from_page_and_paper(me: Browser) -> None:
    page = page_of(me, left_out=["profile", "questions"])
    assert "amlodipine" not in page
    assert "<h2>Questions I want to ask</h2>" not in page
    assert "Left out by the person" in page


def test_own_words_are_text_whatever_they_say(me: Browser) -> None:
    page = page_of(me, notes='<script>alert(1)</script> #import "x" $ \\ {{ person }}')
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)" in page
    assert "{{ person }}" in page


def test_words_too_long_are_refused_and_stay_in_the_form(me: Browser) -> None:
    answer = me.client.post("/visit/", {"notes": "a" * 20_001}, headers=me.csrf())
    assert answer.status_code == 422
    assert b"too long" in answer.content
    assert b"a" * 20_001 in answer.content


def test_the_paper_is_a_tagged_pdf(me: Browser) -> None:
    answer = me.client.post("/visit/paper/", {"notes": "Nachts um drei"}, headers=me.csrf())
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer.content.startswith(b"%PDF-")
    assert b"/StructTreeRoot" in answer.content or b"pdfuaid" in answer.content


def test_a_condition_of_the_profile_stands_once_and_in_words(me: Browser) -> None:
    persons.save_profile(
        None, me.person.id, conditions=["diabetes", "age_over_65"], equipment=[], turned_on=[]
    )
    page = page_of(me)
    assert "age_over_65" not in page
    assert page.count(">diabetes<") == 1


def test_an_empty_diary_has_a_page_too(household: Browser) -> None:
    assert "No spasm is in the diary" in page_of(household)


def test_the_paper_follows_the_language(me: Browser) -> None:
    me.client.cookies["django_language"] = "de"
    page = str(me.client.get("/visit/").content.decode())
    assert 'lang="de"' in page
    assert "Fragen" in page
