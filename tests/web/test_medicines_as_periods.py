# SPDX-License-Identifier: Apache-2.0
"""Medicines and supplements: what was noted stands as a period, can be undone, and agrees with the profile's list."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from html import unescape
from typing import Any

import pytest
from tests.people import Browser, new_id

from unclench.diary import Medicine
from unclench.diary.medicines import Course, CourseKind, NoteKind
from unclench.store import medicines, persons
from unclench.web.days import suggesting

pytestmark = pytest.mark.django_db

TODAY = date(2026, 3, 20)


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(suggesting, "now", lambda: datetime(2026, 3, 20, 12, tzinfo=UTC))


def send(browser: Browser, **fields: str) -> Any:
    form = {"person": str(browser.person.id), "note": str(new_id())} | fields
    return browser.client.post("/diary/medicines/", form, headers=browser.csrf())


def start(browser: Browser, medicine: str = "Amlodipine", day: str = "2026-03-01", **more: str) -> Any:
    return send(browser, do="start", **({"medicine": medicine, "course": "medicine", "day": day} | more))


def page(browser: Browser, address: str = "/diary/medicines/") -> str:
    return unescape(browser.client.get(address).content.decode())


def courses(browser: Browser) -> list[Course]:
    return medicines.courses(browser.person.id)


def mine(browser: Browser) -> tuple[Medicine, ...]:
    return persons.get(None, browser.person.id).medicines


def test_a_start_is_a_period_and_the_profile_knows_it(household: Browser) -> None:
    assert start(household, text="5 mg, evening").status_code == 302
    html = page(household)
    assert "Medicine, since: Sunday 1 March, <bdi>5 mg, evening</bdi>" in html
    assert mine(household) == (Medicine("Amlodipine", date(2026, 3, 1)),)
    assert 'value="Amlodipine"' in household.client.get("/you/").content.decode()


def test_a_supplement_is_called_one_and_a_day_may_stay_unknown(household: Browser) -> None:
    start(household, "Magnesium", "", course="supplement")
    (course,) = courses(household)
    assert (course.kind, course.since, course.taken) == (CourseKind.SUPPLEMENT, None, True)
    assert "Supplement, since when is not said" in page(household)


def test_one_touch_notes_a_missed_dose_once_and_undo_takes_it_back(household: Browser) -> None:
    start(household)
    form = {"do": "missed:1", "name_1": "Amlodipine", "note": str(new_id())}
    answers = [send(household, **form) for _ in range(2)]
    (course,) = courses(household)
    assert [(note.kind, note.day) for note in course.notes][1:] == [(NoteKind.MISSED, TODAY)]
    html = page(household, answers[0]["Location"])
    undo = re.search(r'value="(take_back:[^"]+)">.*?Undo', html, re.DOTALL)
    assert undo
    taken_back = send(household, do=undo.group(1))
    assert len(courses(household)[0].notes) == 1
    again = re.search(r'value="(bring_back:[^"]+)"', page(household, taken_back["Location"]))
    assert again
    send(household, do=again.group(1))
    assert len(courses(household)[0].notes) == 2


def test_a_dose_missed_after_midnight_is_of_the_evening_before(
    household: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    start(household)
    monkeypatch.setattr(suggesting, "now", lambda: datetime(2026, 3, 20, 1, tzinfo=UTC))
    monkeypatch.setattr(suggesting, "local_now", lambda settings, moment: moment)
    send(household, do="missed:1", name_1="amlodipine")
    assert courses(household)[0].notes[-1].day == date(2026, 3, 19)


def test_a_change_a_stop_and_a_new_start_are_told_in_order(household: Browser) -> None:
    start(household)
    send(household, name="Amlodipine", kind="changed", day="2026-03-10", text="10 mg")
    assert "dose changed: Tuesday 10 March, <bdi>10 mg</bdi>" in page(household)
    assert mine(household) == (Medicine("Amlodipine", date(2026, 3, 10)),)
    send(household, name="Amlodipine", kind="stopped", day="2026-03-15")
    assert mine(household) == ()
    html = page(household)
    assert "stopped: Sunday 15 March" in html[html.index("Taken before") :]
    send(household, name="Amlodipine", kind="started", day="2026-03-18")
    (course,) = courses(household)
    assert (course.taken, [note.kind.value for note in course.notes]) == (
        True, ["started", "changed", "stopped", "started"],
    )  # fmt: skip


def test_every_note_can_be_taken_back(household: Browser) -> None:
    start(household)
    send(household, name="Amlodipine", kind="stopped", day="2026-03-15")
    (course,) = courses(household)
    assert f"take_back:{course.notes[0].id}" in page(household)
    send(household, do=f"take_back:{course.notes[1].id}")
    assert mine(household) == (Medicine("Amlodipine", date(2026, 3, 1)),)


def test_the_list_of_the_profile_and_the_periods_stay_one(household: Browser) -> None:
    start(household)
    send(household, do="start", medicine="Zinc", course="supplement", day="")
    form = {"name": "Me", "medicine": ["Zinc", "Sortis"], "since": ["", "2026-02-01"]}
    assert household.client.post("/you/", form, headers=household.csrf()).status_code == 302
    told = {one.name: (one.kind, one.taken) for one in courses(household)}
    assert told == {
        "Amlodipine": (CourseKind.MEDICINE, False), "Sortis": (CourseKind.MEDICINE, True),
        "Zinc": (CourseKind.SUPPLEMENT, True),
    }  # fmt: skip
    send(household, name="Sortis", kind="stopped", day="2026-03-19")
    assert [one.name for one in mine(household)] == ["Zinc"]
    assert 'value="Sortis"' not in household.client.get("/you/").content.decode()


@pytest.mark.parametrize(
    ("fields", "said"),
    [({"medicine": ""}, "A name has 1 to 100 characters"), ({"medicine": "x" * 101}, "A name has 1 to 100"),
     ({"day": "yesterday"}, "This day cannot be read."), ({"day": "2026-03-22"}, "It lies ahead"),
     ({"day": "1066-10-14"}, "It lies ahead, or before 1900."), ({"text": "x" * 101}, "This dose cannot be kept.")],
)  # fmt: skip
def test_what_cannot_be_noted_stays_in_the_form(
    household: Browser, fields: dict[str, str], said: str
) -> None:
    typed = {"medicine": "Zinc", "day": "2026-03-01", "text": "one"} | fields
    answer = start(household, **typed)
    html = unescape(answer.content.decode())
    assert answer.status_code == 422
    assert said in html
    assert [value for value in typed.values() if f'value="{value}"' not in html] == []
    assert courses(household) == []


def test_a_note_that_cannot_be_kept_opens_its_form_again(household: Browser) -> None:
    start(household)
    answer = send(household, name="Amlodipine", kind="stopped", day="2026-03-40", text="no more")
    html = unescape(answer.content.decode())
    assert answer.status_code == 422
    assert '<a class="inline-touch" href="#day_1">' in html
    assert 'value="2026-03-40"' in html
    assert 'value="stopped" checked' in html
    assert courses(household)[0].taken


def test_a_medicine_that_is_not_on_the_list_and_a_damaged_form_change_nothing(household: Browser) -> None:
    start(household)
    for fields in (
        {"do": "missed:1", "name_1": "Zinc"}, {"name": "Amlodipine", "kind": "eaten", "day": "2026-03-02"},
        {"name": "Amlodipine", "kind": "stopped", "day": "2026-03-02", "note": "x"}, {"do": "take_back:x"},
    ):  # fmt: skip
        assert send(household, **fields).status_code == 422
    assert send(household, do=f"take_back:{new_id()}").status_code == 404
    assert len(courses(household)[0].notes) == 1


def test_a_profile_does_not_take_more_than_it_can_show(household: Browser) -> None:
    for number in range(persons.MOST_MEDICINES):
        start(household, f"Medicine {number}")
    assert start(household, "One more").status_code == 422
    assert start(household, "Medicine 3", "2026-03-10").status_code == 302


def test_medicines_of_a_household_are_never_mixed(household: Browser) -> None:
    start(household)
    (note,) = courses(household)[0].notes
    other = persons.add(None, "Other")
    household.client.post("/you/who/choose/", {"person": str(other.id)}, headers=household.csrf())
    assert "Amlodipine" not in page(household)
    assert start(household, "Zinc").status_code == 409
    assert send(household, person=str(other.id), do=f"take_back:{note.id}").status_code == 404
    assert medicines.courses(other.id) == []
    assert len(courses(household)) == 1
