# SPDX-License-Identifier: Apache-2.0
"""The reminder: a secret address for a calendar, on and off at a touch, that tells nothing of the diary."""

from __future__ import annotations

import io
import logging
import re
from datetime import UTC, datetime, time, timedelta
from html import unescape
from typing import Any

import pytest
from icalendar import Calendar
from tests.people import NOW, Browser, Device

from unclench.store import episodes, persons, settings
from unclench.web import logs
from unclench.web.days import reminder, suggesting

pytestmark = pytest.mark.django_db


@pytest.fixture
def evening(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(suggesting, "now", lambda: datetime(2026, 3, 1, 18, tzinfo=UTC))


@pytest.fixture
def me(household: Browser, evening: None) -> Browser:
    return household


def page(browser: Browser) -> str:
    answer = browser.client.get("/diary/reminder/")
    assert answer.status_code == 200
    return unescape(answer.content.decode())


def send(browser: Browser, do: str, at: str = "20:30", **more: Any) -> Any:
    sent = {"do": do, "at": at, "person": str(browser.person.id)} | more
    return browser.client.post("/diary/reminder/", sent, headers=browser.csrf())


def address(browser: Browser) -> str:
    """The path of the calendar that the page shows."""
    found = re.search(r'id="address" value="(https?)://localhost(/calendar/[^"]+)"', page(browser))
    return found.group(2) if found else ""


def events(browser: Browser, path: str) -> list[Any]:
    answer = browser.client.get(path)
    assert (answer.status_code, answer["Content-Type"]) == (200, "text/calendar; charset=utf-8")
    return list(Calendar.from_ical(answer.content).walk("VEVENT"))


def test_it_is_off_until_somebody_switches_it_on(me: Browser) -> None:
    assert address(me) == ""
    assert send(me, "on", "07:15").status_code == 302
    path = address(me)
    assert re.fullmatch(r"/calendar/[\w-]{40,}\.ics", path)
    assert f"webcal://localhost{path}" in page(me)
    first = events(me, path)[0]
    assert first.decoded("dtstart").time() == time(7, 15)
    assert str(first["url"]) == "http://localhost/diary/day/2026-02-28/check/"


def test_a_second_click_makes_no_second_secret(me: Browser) -> None:
    send(me, "on")
    path = address(me)
    send(me, "on")
    assert address(me) == path


def test_the_hour_can_be_changed_and_the_address_stays(me: Browser) -> None:
    send(me, "on")
    path = address(me)
    send(me, "hour", "21:45")
    assert address(me) == path
    assert {event.decoded("dtstart").time() for event in events(me, path)} == {time(21, 45)}
    assert "/diary/day/2026-03-01/check/" in str(events(me, path)[0]["url"])


def test_a_new_address_stops_the_old_one_and_off_stops_both(me: Browser) -> None:
    send(me, "on")
    old = address(me)
    send(me, "new")
    new = address(me)
    assert old != new
    assert [me.client.get(path).status_code for path in (old, new)] == [404, 200]
    send(me, "off")
    assert address(me) == ""
    assert me.client.get(new).status_code == 404


@pytest.mark.parametrize("at", ["", "25:00", "half past eight", "20:30:00:00"])
def test_an_hour_that_cannot_be_changes_nothing(me: Browser, at: str) -> None:
    send(me, "on")
    before = settings.of(me.person.id)
    answer = send(me, "hour", at)
    assert answer.status_code == 422
    assert "There is a problem" in answer.content.decode()
    assert settings.of(me.person.id) == before


def test_a_page_opened_for_another_person_changes_nothing(me: Browser) -> None:
    ben = persons.add(None, "Ben")
    assert send(me, "on", person=str(ben.id)).status_code == 409
    assert settings.of(me.person.id).calendar_token == ""
    assert settings.of(ben.id).calendar_token == ""


def test_a_calendar_reads_it_without_an_account_and_finds_nothing_of_the_diary(
    owner: Browser, visitor: Browser, stranger: Browser, evening: None
) -> None:
    episodes.record(owner.person.id, Device.at().session(), NOW + timedelta(days=9))
    send(owner, "on")
    path = address(owner)
    answer = visitor.client.get(path, secure=True)
    assert answer.status_code == 200
    said = answer.content.decode().lower()
    assert "unclench: check-in" in said
    assert not any(word in said for word in ("calf", "cramp", "spasm", "pain", str(owner.person.id)))
    assert "https://localhost/diary/day/2026-03-01/check/" in said.replace("\r\n ", "")
    assert visitor.client.get("/diary/reminder/").status_code == 302
    assert path not in page(stranger)


def test_nobodys_secret_is_not_found(owner: Browser, visitor: Browser) -> None:
    for wrong in ("x", "a" * 43, "%00", "..%2F"):
        assert visitor.client.get(f"/calendar/{wrong}.ics").status_code == 404


def test_a_calendar_that_asks_again_is_told_that_nothing_changed(me: Browser) -> None:
    send(me, "on")
    path = address(me)
    first = me.client.get(path)
    assert first["Cache-Control"] == "private, no-cache"
    again = me.client.get(path, headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    send(me, "hour", "21:00")
    assert me.client.get(path, headers={"If-None-Match": first["ETag"]}).status_code == 200


def test_it_speaks_the_language_its_page_was_read_in(me: Browser) -> None:
    send(me, "on")
    me.client.cookies["django_language"] = "de"
    path = address(me)
    assert path.endswith(".ics?language=de")
    assert events(me, path)
    assert me.client.get(path.replace("=de", "=xx")).status_code == 200


def test_its_secret_never_stands_in_a_log(
    me: Browser, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    send(me, "on")
    path = address(me)
    secret = path.removeprefix("/calendar/").removesuffix(".ics")
    with caplog.at_level(logging.DEBUG):
        me.client.get(path)
        send(me, "off")
        me.client.get(path)
        monkeypatch.setattr(reminder.diary_settings, "person_with_token", lambda token: 1 / 0)
        assert me.client.get(path).status_code == 500
    lines = [
        logs.WithoutSecrets().filter(one) and one.getMessage()
        for one in caplog.records
        if one.name.startswith("unclench")
    ]
    assert lines
    assert not any(secret in str(line) for line in lines)


def test_a_line_that_names_its_address_all_the_same_is_masked() -> None:
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.addFilter(logs.WithoutSecrets())
    log = logging.Logger("somebody")
    log.addHandler(handler)
    log.warning("GET %s took %d ms", "/calendar/abc-DEF_123.ics", 7)
    log.warning("see https://localhost/calendar/abc-DEF_123.ics?language=de")
    log.warning("GET /diary/ took %d ms", 7)
    assert written.getvalue().splitlines() == [
        "GET /calendar/... took 7 ms",
        "see https://localhost/calendar/...?language=de",
        "GET /diary/ took 7 ms",
    ]
    assert logs.LOGGING["handlers"]["terminal"]["filters"] == ["without_secrets"]
