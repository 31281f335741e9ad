# SPDX-License-Identifier: Apache-2.0
"""A file of a phone or a watch through the page: sent, read, asked about, told of, taken out again."""

from __future__ import annotations

import math
import re
import stat
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import RequestFactory
from tests.people import NOW, Browser, new_id

from unclench.store import days, imports, incoming, persons, settings
from unclench.store.incoming import Incoming, State
from unclench.store.safekeeping import erasing
from unclench.web.imports import reading
from unclench.web.imports.receiving import LARGEST_BYTES, ToDisk

pytestmark = pytest.mark.django_db(transaction=True)

SAMPLES = Path(__file__).parents[1] / "samples" / "intake"
PHONE = SAMPLES / "apple_health" / "export_small.zip"
SATURDAY = date(2026, 10, 24)


@pytest.fixture(autouse=True)
def patient(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A busy machine may take longer than a person would wait; no reading outlives its test."""
    monkeypatch.setattr("unclench.web.imports.pages._SMALL_FILES_WITHIN_S", 60.0)
    monkeypatch.setattr("unclench.web.imports.columns._WITHIN_S", 60.0)
    yield
    for one in list(reading._running):
        reading.wait(one, 60)


def send(browser: Browser, name: str, content: bytes, **fields: Any) -> Any:
    file = SimpleUploadedFile(name, content)
    sent = {"event": str(new_id()), "file": file} | fields
    return browser.client.post("/you/data/import/", sent, headers=browser.csrf())


def send_file(browser: Browser, path: Path, **fields: Any) -> Any:
    return send(browser, path.name, path.read_bytes(), **fields)


def page(browser: Browser, address: str) -> str:
    answer = browser.client.get(address, follow=True)
    assert answer.status_code == 200, address
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def left_in(home: Path) -> list[str]:
    return sorted(
        path.relative_to(home / "incoming").as_posix()
        for path in (home / "incoming").rglob("*")
        if path.suffix != ".json"
    )


def steps(browser: Browser, day: date = SATURDAY) -> float:
    assert browser.person is not None
    found = days.columns(browser.person.id, day, day, {"steps"}).by_id.get("steps")
    return float("nan") if found is None else float(found.values[0])


def test_what_the_phone_knows_is_in_the_days_and_said_in_plain_words(
    household: Browser, home_folder: Path
) -> None:
    answer = send_file(household, PHONE)
    assert answer.status_code == 302
    told = page(household, answer["Location"])
    assert "Apple Health" in told
    assert "Steps 3 days" in told
    assert "Alex’s Apple Watch" in told
    assert "HKQuantityTypeIdentifierRespiratoryRate" in told
    assert "Saturday 24 October" in told
    assert steps(household) > 0
    assert left_in(home_folder) == []


def test_a_second_click_reads_it_once(household: Browser) -> None:
    event = str(new_id())
    first, second = (send_file(household, PHONE, event=event) for _ in range(2))
    assert first["Location"] == second["Location"]
    assert "had been read before" not in page(household, second["Location"])
    assert len(imports.files(household.person.id)) == 1


def test_another_file_from_the_page_one_went_back_to_is_read_too(household: Browser) -> None:
    event = str(new_id())
    send_file(household, PHONE, event=event)
    send_file(household, SAMPLES / "withings" / "export.zip", event=event)
    assert {one.importer for one in imports.files(household.person.id)} == {"apple_health", "withings"}


def test_the_same_file_sent_again_changes_nothing_and_says_so(household: Browser) -> None:
    send_file(household, PHONE)
    before = steps(household)
    again = send_file(household, PHONE)
    assert "had been read before" in page(household, again["Location"])
    assert len(imports.files(household.person.id)) == 1
    assert steps(household) == before


def test_a_file_that_is_none_is_refused_in_words_and_changes_nothing(
    household: Browser, home_folder: Path
) -> None:
    answer = send(household, "holiday.txt", b"Dear diary, it rained.")
    told = page(household, answer["Location"])
    assert "does not know this kind of file" in told
    assert "Nothing was changed in your days" in told
    assert imports.files(household.person.id) == []
    assert left_in(home_folder) == []


def test_an_empty_file_is_said_at_once(household: Browser, home_folder: Path) -> None:
    answer = send(household, "empty.csv", b"")
    assert answer.status_code == 422
    assert b"This file is empty" in answer.content
    assert left_in(home_folder) == []


def test_no_file_at_all_is_said_at_once(household: Browser) -> None:
    answer = household.client.post("/you/data/import/", {"event": str(new_id())}, headers=household.csrf())
    assert answer.status_code == 422
    assert b"No file was chosen" in answer.content


def test_a_file_beyond_the_bound_is_refused_before_it_is_read(household: Browser, home_folder: Path) -> None:
    answer = household.client.post(
        "/you/data/import/", {"file": SimpleUploadedFile("a.zip", b"x")}, headers=household.csrf(),
        CONTENT_LENGTH=str(LARGEST_BYTES + 1),
    )  # fmt: skip
    assert answer.status_code == 413
    assert b"too large to be sent" in answer.content
    assert not (home_folder / "incoming").exists() or left_in(home_folder) == []


def test_a_file_that_grows_beyond_the_bound_is_stopped_and_nothing_is_left(
    db: None, home_folder: Path
) -> None:
    request = RequestFactory().post("/you/data/import/", {"file": SimpleUploadedFile("a.zip", b"x" * 5_000)})
    receiver = ToDisk(request, most_bytes=1_000)
    request.upload_handlers = [receiver]
    assert "file" not in request.FILES
    assert receiver.problem is not None
    assert receiver.problem.http_status == 413
    assert left_in(home_folder) == []


def test_a_disk_that_is_full_is_said_and_nothing_is_left(
    household: Browser, home_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(incoming, "ROOM_LEFT_BYTES", 10**18)
    answer = send_file(household, PHONE)
    assert answer.status_code == 507
    assert b"too little room" in answer.content
    assert imports.files(household.person.id) == []


def test_a_forged_form_leaves_nothing_behind(household: Browser, home_folder: Path) -> None:
    household.csrf()
    sent = {"csrfmiddlewaretoken": "x" * 64, "file": SimpleUploadedFile("a.zip", PHONE.read_bytes())}
    answer = household.client.post("/you/data/import/", sent)
    assert answer.status_code == 403
    assert left_in(home_folder) == []
    assert imports.files(household.person.id) == []


def test_what_waits_can_be_read_by_nobody_else_on_the_machine(household: Browser, home_folder: Path) -> None:
    send(household, "sheet.csv", b"Date;Choir\n2026-10-22;yes\n2026-10-23;no\n")
    kept = list((home_folder / "incoming").rglob("*"))
    assert len(kept) == 3
    assert {stat.S_IMODE(one.stat().st_mode) for one in kept} == {0o600, 0o700}


def test_a_name_is_never_a_path(household: Browser, home_folder: Path) -> None:
    arrived = incoming.half()
    one = Incoming(new_id(), household.person.id, "../../\x00evil\\..\\.profile", "s", 1, NOW)
    kept, fresh = incoming.keep(arrived.path, one)
    assert fresh
    assert kept.name == "profile"
    path = incoming.file_of(kept)
    assert path is not None
    assert path.parent == home_folder / "incoming" / str(kept.id)


def test_a_question_is_asked_kept_and_reading_goes_on(household: Browser) -> None:
    settings.change(household.person.id, lambda before: replace(before, zone="Europe/Berlin"))
    place = send_file(household, SAMPLES / "fitbit" / "takeout.zip")["Location"]
    assert "One question about this file" in page(household, place)
    wrong = household.client.post(place, {"answer": "moon"}, headers=household.csrf())
    assert wrong.status_code == 422
    answered = household.client.post(place, {"answer": "local"}, headers=household.csrf())
    assert "Fitbit" in page(household, answered["Location"])
    assert steps(household) == 1_873


def test_after_a_stop_in_the_middle_the_page_says_so_and_reads_it_again(household: Browser) -> None:
    arrived = incoming.half()
    arrived.path.write_bytes(PHONE.read_bytes())
    one = Incoming(new_id(), household.person.id, PHONE.name, "s", PHONE.stat().st_size, NOW)
    incoming.keep(arrived.path, one)
    place = f"/you/data/import/{one.id}/"
    assert "Reading was interrupted" in page(household, place)
    assert "Reading it was interrupted" in page(household, "/you/data/import/")
    again = household.client.post(place, {"do": "again"}, headers=household.csrf())
    assert "Apple Health" in page(household, again["Location"])
    assert steps(household) > 0


def test_a_file_can_be_let_go(household: Browser, home_folder: Path) -> None:
    place = send(household, "sheet.csv", b"Date;Choir\n2026-10-22;yes\n2026-10-23;no\n")["Location"]
    household.client.post(place, {"do": "let_go"}, headers=household.csrf())
    assert left_in(home_folder) == []
    assert household.client.get(place).status_code == 404


def test_taken_out_and_brought_back(household: Browser) -> None:
    send_file(household, PHONE)
    before = steps(household)
    out = household.client.post(
        "/you/data/import/take-out/", {"importer": "apple_health"}, headers=household.csrf()
    )
    assert "Taken out of your days: Apple Health" in page(household, out["Location"])
    assert math.isnan(steps(household))
    household.client.post(
        "/you/data/import/take-out/", {"importer": "apple_health", "do": "bring_back"},
        headers=household.csrf(),
    )  # fmt: skip
    assert steps(household) == before


def test_progress_is_told_to_the_page(household: Browser) -> None:
    place = send(household, "sheet.csv", b"Date;Choir\n2026-10-22;yes\n2026-10-23;no\n")["Location"]
    told = household.client.get(f"{place}progress.json").json()
    assert told == {"reading": False, "percent": 100, "found": ""}


def test_nobody_sees_the_files_of_another_account(owner: Browser, stranger: Browser) -> None:
    waiting = send(owner, "sheet.csv", b"Date;Choir\n2026-10-22;yes\n2026-10-23;no\n")["Location"]
    send_file(owner, PHONE)
    (read,) = imports.files(owner.person.id)
    for address in (
        waiting,
        f"{waiting}progress.json",
        f"{waiting}columns/",
        f"/you/data/import/read/{read.id}/",
    ):
        assert stranger.client.get(address).status_code == 404, address
    listed = page(stranger, "/you/data/import/")
    assert "sheet.csv" not in listed
    assert PHONE.name not in listed
    stolen = stranger.client.post(waiting, {"do": "let_go"}, headers=stranger.csrf())
    assert stolen.status_code == 404
    out = stranger.client.post(
        "/you/data/import/take-out/", {"importer": "apple_health"}, headers=stranger.csrf()
    )
    assert out.status_code == 404
    assert steps(owner) > 0


def test_an_id_of_somebody_else_is_not_taken_over(owner: Browser, stranger: Browser) -> None:
    event = str(new_id())
    send(owner, "sheet.csv", b"Date;Choir\n2026-10-22;yes\n2026-10-23;no\n", event=event)
    answer = send(stranger, "mine.csv", b"Date;Tea\n2026-10-22;yes\n2026-10-23;no\n", event=event)
    assert answer.status_code == 404
    assert [one.state for one in incoming.all_of(owner.person.id)] == [State.COLUMNS]


def test_an_erased_person_leaves_no_file_behind(household: Browser, home_folder: Path) -> None:
    send(household, "sheet.csv", b"Date;Choir\n2026-10-22;yes\n2026-10-23;no\n")
    other = Incoming(new_id(), persons.add(None, "Ben").id, "ben.csv", "s", 1, NOW)
    incoming.keep(incoming.half().path, other)
    erasing.erase(None, household.person.id, from_backups=False)
    assert incoming.all_of(household.person.id) == []
    assert left_in(home_folder) == [str(other.id), f"{other.id}/ben.csv"]


def test_a_file_nobody_comes_back_to_is_let_go_after_a_month(household: Browser, home_folder: Path) -> None:
    old = Incoming(new_id(), household.person.id, "old.csv", "s", 1, NOW, State.COLUMNS)
    incoming.keep(incoming.half().path, old)
    incoming.keep(
        incoming.half().path, replace(old, id=new_id(), sha256="t", received_at=NOW + timedelta(days=31))
    )
    assert [one.sha256 for one in incoming.all_of(household.person.id)] == ["t"]
