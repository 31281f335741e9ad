# SPDX-License-Identifier: Apache-2.0
"""The pages under /you/data/: everything can be taken along, put back and erased, by whom it belongs to."""

from __future__ import annotations

import io
import zipfile
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.people import NOW, Browser, Device

from unclench.store import episodes, persons
from unclench.store.safekeeping import backup, daily, folder
from unclench.web.safekeeping import pages

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def household(local: None, transactional_db: None) -> Browser:
    from tests.people import at_home

    return at_home()


@pytest.fixture
def owner(lan: None, transactional_db: None) -> Browser:
    from tests.people import owner as somebody

    return somebody()


@pytest.fixture
def stranger(lan: None, transactional_db: None) -> Browser:
    from tests.people import stranger as somebody

    return somebody()


def post(browser: Browser, path: str, **data: Any) -> Any:
    return browser.client.post(f"/you/data/{path}", data, headers=browser.csrf())


def text(response: Any) -> str:
    return str(response.content.decode())


def uploaded(content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile("it.zip", content, content_type="application/zip")


def export_of(browser: Browser) -> bytes:
    return b"".join(post(browser, "export/").streaming_content)


def test_an_export_is_a_file_that_leaves_nothing_behind(household: Browser) -> None:
    episodes.record(household.person.id, Device.at().session(), NOW)
    response = post(household, "export/")
    assert response["Content-Disposition"].startswith('attachment; filename="unclench-export-')
    assert "no-store" in response["Cache-Control"]
    with zipfile.ZipFile(io.BytesIO(b"".join(response.streaming_content))) as made:
        assert "woke me up" in made.read("episodes.csv").decode()
    assert list(folder.folder().parent.glob(".unclench-export-*")) == []


def test_an_export_put_back_adds_what_is_missing(household: Browser) -> None:
    episodes.record(household.person.id, Device.at().session(), NOW)
    content = export_of(household)
    assert "2 entries" not in text(household.client.get("/you/data/"))
    post(household, "erase/", person=household.person.id, name="me")
    assert persons.household(None)[0].id != household.person.id
    response = post(household, "restore/", file=uploaded(content))
    assert response["Location"] == "/you/data/?added=10"
    assert "10 entries were added" in text(household.client.get(response["Location"]))
    assert "Left calf" in text(household.client.get("/diary/"))


def test_a_backup_is_made_listed_and_put_back(household: Browser) -> None:
    episodes.record(household.person.id, Device.at().session(), NOW)
    assert "There is none yet" in text(household.client.get("/you/data/"))
    assert post(household, "backup/")["Location"] == "/you/data/?made"
    (one,) = folder.kept()
    assert f"/you/data/backups/{one.path.name}/" in text(household.client.get("/you/data/?made"))
    content = b"".join(household.client.get(f"/you/data/backups/{one.path.name}/").streaming_content)
    assert content == one.path.read_bytes()
    episodes.record(household.person.id, Device.at(NOW - timedelta(days=4)).session(), NOW)
    refused = post(household, "restore/", file=uploaded(content))
    assert refused.status_code == 422
    assert "the tick is missing" in text(refused)
    assert episodes.count(household.person.id) == 2
    done = post(household, "restore/", file=uploaded(content), replace="yes")
    assert done["Location"].startswith("/you/data/?restored&before=unclench-")
    assert episodes.count(household.person.id) == 1
    assert "What was here before is kept" in text(household.client.get(done["Location"]))


@pytest.mark.parametrize("content", [b"", b"hello", b"PK\x03\x04"])
def test_another_file_is_refused_with_words(household: Browser, content: bytes) -> None:
    response = post(household, "restore/", file=uploaded(content)) if content else post(household, "restore/")
    assert response.status_code == 422
    assert "There is a problem" in text(response)


def test_a_file_that_is_too_large_is_not_read(household: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages, "LARGEST_BODY", 1_000)
    response = post(household, "restore/", file=uploaded(b"x" * 2_000))
    assert response.status_code == 413
    assert "up to 4 GB" in text(response)


def test_nobody_restores_with_a_forged_form(household: Browser) -> None:
    assert household.client.post("/you/data/restore/", {"file": uploaded(b"x")}).status_code == 403
    assert household.client.post("/you/data/erase/", {"name": "Me"}).status_code == 403
    assert persons.household(None)[0].id == household.person.id


def test_to_erase_the_name_is_typed(household: Browser) -> None:
    refused = post(household, "erase/", person=household.person.id, name="you")
    assert refused.status_code == 422
    assert "is not the name of this person" in text(refused)
    assert persons.household(None)[0].id == household.person.id
    done = post(household, "erase/", person=household.person.id, name="me ")
    assert done["Location"] == "/you/data/?erased"
    assert persons.household(None)[0].id != household.person.id


def test_a_page_that_was_made_for_somebody_else_erases_nobody(household: Browser) -> None:
    other = persons.add(None, "Ottilie")
    refused = post(household, "erase/", person=other.id, name="Me")
    assert refused.status_code == 422
    assert len(persons.household(None)) == 2


def test_backups_that_hold_them_are_told_or_rewritten(household: Browser) -> None:
    post(household, "backup/")
    done = post(household, "erase/", person=household.person.id, name="Me")
    assert "Backups on this machine still hold them" in text(household.client.get(done["Location"]))
    again = persons.household(None)[0]
    post(household, "backup/")
    done = post(household, "erase/", person=again.id, name="Me", backups="yes")
    assert done["Location"] == "/you/data/?erased"


def test_what_an_open_page_of_the_erased_sends_lands_in_nobodys_diary(household: Browser) -> None:
    child = persons.add(None, "Ottilie")
    household.client.post("/you/who/choose/", {"person": str(child.id)}, headers=household.csrf())
    assert "Ottilie" in text(household.client.get("/diary/add/"))
    from unclench.store.safekeeping import erasing

    erasing.erase(None, child.id, from_backups=False)
    spasm = {"area": "calf", "side": "left", "date": "2026-03-01", "time": "02:13", "pain": "7"}
    refused = household.client.post("/diary/add/", spasm, headers=household.csrf())
    assert refused.status_code == 404
    assert "The person whose diary was open here is gone." in text(refused)
    assert episodes.count(household.person.id) == 0
    sent = household.send(child.id, Device.at().session())
    assert sent.status_code == 404
    assert "Ottilie" not in text(household.client.get("/diary/add/"))
    assert household.client.post("/diary/add/", spasm, headers=household.csrf()).status_code in (302, 422)


def test_the_last_failure_is_told(household: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(daily, "ROOM_TIMES", 10**15)
    daily.look(NOW)
    page = text(household.client.get("/you/data/"))
    assert "The last backup failed" in page
    assert "too little room" in page
    german = household.client.get("/you/data/", headers={"Accept-Language": "de"})
    assert german.status_code == 200


class TestOverTheNetwork:
    def test_the_owner_has_the_backups(self, owner: Browser) -> None:
        assert "Backups of everything" in text(owner.client.get("/you/data/"))
        assert post(owner, "backup/").status_code == 302

    def test_another_account_has_its_own_data_alone(self, owner: Browser, stranger: Browser) -> None:
        episodes.record(owner.person.id, Device.at().session(), NOW)
        path = folder.fresh_path(folder.Kind.ASKED, NOW)
        backup.write(path, NOW)
        page = text(stranger.client.get("/you/data/"))
        assert "Backups of everything" not in page
        assert path.name not in page
        assert stranger.client.get(f"/you/data/backups/{path.name}/").status_code == 403
        assert post(stranger, "backup/").status_code == 403
        given = post(stranger, "restore/", file=uploaded(path.read_bytes()), replace="yes")
        assert given.status_code == 403
        assert episodes.count(owner.person.id) == 1
        assert b"woke me up" not in export_of(stranger)

    def test_another_account_can_erase_itself_and_nobody_else(
        self, owner: Browser, stranger: Browser
    ) -> None:
        refused = post(stranger, "erase/", person=owner.person.id, name="Me")
        assert refused.status_code == 422
        assert post(stranger, "erase/", person=stranger.person.id, name="Me").status_code == 302
        assert persons.household(owner.account)[0].id == owner.person.id
        assert persons.household(stranger.account)[0].id != stranger.person.id

    def test_no_name_of_a_file_leads_out_of_the_folder(self, owner: Browser) -> None:
        for name in ("secret_key", "..%2Fsecret_key", "unclench-20260101T000000Z-daily.zip"):
            assert owner.client.get(f"/you/data/backups/{name}/").status_code == 404
