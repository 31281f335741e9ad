# SPDX-License-Identifier: Apache-2.0
"""GET /api/hello and /api/episodes, and who may read what."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.people import NIGHT, NOW, Browser, Device

from unclench import __version__
from unclench.diary import EventKind
from unclench.store import episodes, persons

pytestmark = pytest.mark.django_db


def test_hello_says_who_is_open_and_hands_out_a_token(household: Browser) -> None:
    response = household.client.get("/api/hello")
    assert response.json() == {"person": str(household.person.id), "name": "Me", "version": __version__}
    cookie = household.client.cookies["csrftoken"]
    assert (cookie["samesite"], cookie["httponly"]) == ("Strict", "")


def test_episodes_come_in_pages(household: Browser) -> None:
    phones = [Device.at(NIGHT - timedelta(minutes=minute // 2)) for minute in range(103)]
    episodes.record(household.person.id, [it.event(EventKind.STARTED, area="calf") for it in phones], NOW)
    seen: list[str] = []
    sizes: list[int] = []
    mark = ""
    while mark is not None:
        page = household.client.get("/api/episodes", {"before": mark} if mark else {}).json()
        seen += [episode["id"] for episode in page["episodes"]]
        sizes.append(len(page["episodes"]))
        mark = page["next"]
        assert len(seen) <= len(phones), "a page came twice"
    assert sizes == [50, 50, 3]
    assert sorted(seen) == sorted(str(phone.episode_id) for phone in phones)


def test_an_episode_is_told_in_full(household: Browser) -> None:
    phone = Device.at()
    episodes.record(household.person.id, phone.session(), NOW)
    (episode,) = household.client.get("/api/episodes").json()["episodes"]
    assert episode == {
        "id": str(phone.episode_id),
        "area": "calf",
        "side": "left",
        "onset_at": "2026-03-01T01:13:00+00:00",
        "utc_offset_minutes": 60,
        "ended_at": "2026-03-01T01:14:00+00:00",
        "let_go": True,
        "recorded": "session",
        "steps": [
            {"remedy": "calf_stretch", "started_at": "2026-03-01T01:13:01+00:00", "result": "moved_on"},
            {"remedy": "stand_and_walk", "started_at": "2026-03-01T01:13:31+00:00", "result": "let_go"},
        ],
        "pain": 6,
        "doing": None,
        "different": "",
        "note": "woke me up",
        "revision": 7,
    }


def test_a_mark_that_was_cut_is_answered_in_words(household: Browser) -> None:
    response = household.client.get("/api/episodes", {"before": "12_"})
    assert (response.status_code, response.json()["error"]["field"]) == (422, "before")


@pytest.mark.parametrize("who", ["stranger", "clinician"])
def test_another_account_neither_reads_nor_writes_the_owners_diary(
    request: pytest.FixtureRequest, owner: Browser, who: str
) -> None:
    other: Browser = request.getfixturevalue(who)
    phone = Device.at()
    episodes.record(owner.person.id, phone.session(), NOW)
    before = episodes.get(owner.person.id, phone.episode_id)
    assert other.client.get("/api/hello").json()["person"] == str(other.person.id)
    assert other.client.get("/api/episodes").json()["episodes"] == []
    written = other.send(owner.person.id, [phone.event(EventKind.DELETED, 500)])
    missing = other.send("01912d9f-7b32-7c3a-8f00-3b1e6c1a2b4d", [phone.event(EventKind.DELETED, 500)])
    assert written.status_code == 404
    assert written.json() == missing.json()  # not even that there is such a diary
    assert episodes.get(owner.person.id, phone.episode_id) == before


def test_the_owner_writes_to_every_person_of_the_household(owner: Browser) -> None:
    child = persons.add(owner.account, "Child")
    assert owner.send(child.id, Device.at().session()).status_code == 200
    assert (episodes.count(child.id), episodes.count(owner.person.id)) == (1, 0)


@pytest.mark.parametrize("path", ["/api/hello", "/api/episodes"])
def test_a_visitor_without_an_account_reads_nothing(visitor: Browser, owner: Browser, path: str) -> None:
    response = visitor.client.get(path)
    assert (response.status_code, response.json()["error"]["code"]) == (401, "needs_account")
    assert str(owner.person.id) not in response.content.decode()


def test_a_visitor_without_an_account_writes_nothing(visitor: Browser, owner: Browser) -> None:
    visitor.client.get("/account/login/")  # where a visitor gets a CSRF token
    body = {"person": str(owner.person.id), "events": []}
    token = visitor.client.cookies["csrftoken"].value
    response = visitor.client.post(
        "/api/events", body, content_type="application/json", headers={"X-CSRFToken": token}
    )
    assert (response.status_code, response.json()["error"]["code"]) == (401, "needs_account")


def test_a_session_of_lan_mode_opens_nothing_else_in_local_mode(owner: Browser, settings: object) -> None:
    guest = persons.add(owner.account, "Guest")
    assert guest in persons.household(None)
    settings.UNCLENCH_MODE = "local"
    assert owner.client.get("/api/hello").json()["person"] == str(persons.first(None).id)
