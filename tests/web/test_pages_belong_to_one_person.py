# SPDX-License-Identifier: Apache-2.0
"""Whoever is not the owner sees nothing of the owner: another account finds its own empty diary, a visitor the door."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

import pytest
from tests.access.addresses import LAN_PAGES, PAGES
from tests.people import NOW, Browser, Device, keep_a_product, keep_days, new_id

from unclench.store import episodes, persons, products

pytestmark = pytest.mark.django_db

PUBLIC = {"help/", "help/<str:name>/"}
LIBRARY = {pattern for pattern in PAGES if pattern.startswith("learn/")}
PERSONAL = sorted(set(PAGES) - PUBLIC - LIBRARY)
OF_ONE_DIARY = [
    pattern for pattern in PERSONAL if "<uuid:" in pattern or pattern == "diary/causes/<str:key>/"
]
WRITES = ["edit/", "delete/", "restore/"]


@pytest.fixture
def owners_episode(owner: Browser) -> str:
    phone = Device.at()
    episodes.record(owner.person.id, phone.session(), NOW)
    return str(phone.episode_id)


@pytest.fixture
def owners_product(owner: Browser) -> str:
    return str(keep_a_product(owner.person.id))


def address(pattern: str, episode: str, product: str = "") -> str:
    return "/" + PAGES[pattern].format(episode=episode, product=product or new_id())


@pytest.mark.parametrize("pattern", PERSONAL)
def test_a_visitor_is_led_to_the_door(
    visitor: Browser, owner: Browser, owners_episode: str, pattern: str
) -> None:
    response = visitor.client.get(address(pattern, owners_episode))
    assert response.status_code == 302
    assert response["Location"].startswith("/account/login/?next=")
    assert b"calf" not in response.content


@pytest.mark.parametrize("pattern", PERSONAL)
def test_before_the_first_account_the_door_is_its_making(visitor: Browser, pattern: str) -> None:
    response = visitor.client.get(address(pattern, "01912d9f-7b32-7c3a-8f00-3b1e6c1a2b4d"))
    assert (response.status_code, response["Location"]) == (302, "/account/first/")


@pytest.mark.parametrize("pattern", sorted(PUBLIC))
def test_help_opens_for_everybody(visitor: Browser, owner: Browser, pattern: str) -> None:
    response = visitor.client.get("/" + PAGES[pattern])
    assert response.status_code == 200
    assert b"Call for an ambulance now" in response.content
    assert b"data-person" not in response.content


@pytest.mark.parametrize("pattern", sorted(LIBRARY))
def test_the_library_opens_for_everybody(visitor: Browser, owner: Browser, pattern: str) -> None:
    response = visitor.client.get("/" + PAGES[pattern])
    assert response.status_code == 200
    assert b"data-person" not in response.content


@pytest.mark.parametrize("pattern", OF_ONE_DIARY)
def test_a_stranger_finds_nothing_of_another_diary(
    stranger: Browser, owners_episode: str, owners_product: str, pattern: str
) -> None:
    assert stranger.client.get(address(pattern, owners_episode, owners_product)).status_code == 404


@pytest.mark.parametrize("pattern", sorted(set(PERSONAL) - set(OF_ONE_DIARY)))
def test_a_stranger_sees_a_house_of_their_own(
    owner: Browser, stranger: Browser, owners_episode: str, owners_product: str, pattern: str
) -> None:
    persons.rename(owner.account, owner.person.id, "Ottilie")
    response = stranger.client.get(address(pattern, owners_episode, owners_product))
    assert response.status_code == 200
    page = response.content.decode()
    assert "Ottilie" not in page
    assert "Menthol rub" not in page
    assert owners_episode not in page
    assert str(owner.person.id) not in page
    assert str(stranger.person.id) in page


def test_a_strangers_diary_is_empty(stranger: Browser, owners_episode: str) -> None:
    assert b"Nothing here yet." in stranger.client.get("/diary/").content


@pytest.mark.parametrize("what", WRITES)
def test_a_stranger_changes_nothing(
    owner: Browser, stranger: Browser, owners_episode: str, what: str
) -> None:
    before = episodes.get(owner.person.id, episodes.recent(owner.person.id)[0].id)
    response = stranger.client.post(
        f"/diary/{owners_episode}/{what}",
        {"area": "neck", "date": "2026-03-01", "time": "02:13"},
        headers=stranger.csrf(),
    )
    assert response.status_code == 404
    assert episodes.get(owner.person.id, before.id) == before


@pytest.mark.parametrize("what", WRITES)
def test_a_visitor_changes_nothing(owner: Browser, visitor: Browser, owners_episode: str, what: str) -> None:
    response = visitor.client.post(f"/diary/{owners_episode}/{what}", headers=visitor.csrf())
    assert response.status_code in (302, 403)
    assert episodes.recent(owner.person.id)[0].deleted is False


@pytest.mark.parametrize("what", ["delete/", "restore/", "noted/", "skin/"])
def test_a_stranger_changes_no_product(
    owner: Browser, stranger: Browser, owners_product: str, what: str
) -> None:
    before = products.get(owner.person.id, UUID(owners_product))
    response = stranger.client.post(f"/products/{owners_product}/{what}", headers=stranger.csrf())
    assert response.status_code == 404
    assert products.get(owner.person.id, before.id) == before


@pytest.mark.parametrize("what", ["delete/", "restore/", "noted/", "skin/"])
def test_a_visitor_changes_no_product(
    owner: Browser, visitor: Browser, owners_product: str, what: str
) -> None:
    before = products.get(owner.person.id, UUID(owners_product))
    response = visitor.client.post(f"/products/{owners_product}/{what}", headers=visitor.csrf())
    assert response.status_code in (302, 403)
    assert products.get(owner.person.id, before.id) == before


def test_a_stranger_cannot_open_the_owners_person(owner: Browser, stranger: Browser) -> None:
    response = stranger.client.post(
        "/you/who/choose/", {"person": str(owner.person.id)}, headers=stranger.csrf()
    )
    assert response.status_code == 404
    assert str(owner.person.id) not in stranger.client.get("/diary/").content.decode()


def test_the_clinician_sees_no_more_than_a_stranger(clinician: Browser, owners_episode: str) -> None:
    assert clinician.client.get(f"/diary/{owners_episode}/").status_code == 404
    assert b"Nothing here yet." in clinician.client.get("/diary/").content


@pytest.mark.parametrize("page", sorted(set(LAN_PAGES.values()) - {"trust/"}))
def test_without_accounts_there_are_no_account_pages(household: Browser, page: str) -> None:
    assert household.client.get("/" + page).status_code == 404


@pytest.mark.parametrize("pattern", sorted(PAGES))
def test_every_page_answers_its_owner(
    owner: Browser, owners_episode: str, owners_product: str, pattern: str, tmp_path: Path
) -> None:
    keep_days(owner.person.id, tmp_path)
    response = owner.client.get(address(pattern, owners_episode, owners_product))
    assert response.status_code == 200
    assert b'<html lang="en"' in response.content
