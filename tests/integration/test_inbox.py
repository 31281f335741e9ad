# SPDX-License-Identifier: Apache-2.0
"""The inbox: what another program puts into a folder is read once it is whole, moved aside, and explained."""

from __future__ import annotations

import logging
import shutil
import threading
from datetime import date
from pathlib import Path

import pytest
from tests.unit.cli.command_line import unclench

from unclench.cli.serving.inbox import WAIT_FOR_A_ZIP_S, Inbox
from unclench.errors import NotFound, ServingError
from unclench.store import days, imports, persons, taking_in
from unclench.store.faults import StoreBusy

SAMPLES = Path(__file__).parents[1] / "samples" / "intake"
PHONE = SAMPLES / "apple_health" / "export_small.zip"
TABLE = b"Date;Choir\n2026-10-22;yes\n2026-10-23;no\n"


@pytest.fixture
def inbox(db: None, tmp_path: Path) -> Inbox:
    """A folder that a phone's files land in, for the first of the household."""
    persons.first(None)
    return Inbox(tmp_path)


def looked_at(inbox: Inbox, *moments: float) -> list[int]:
    return [inbox.look(moment) for moment in moments]


def names(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if not path.is_dir())


def read_files() -> list[str]:
    return [one.name for one in imports.files(persons.first(None).id)]


def test_a_file_is_read_once_it_no_longer_changes_and_is_moved_aside(inbox: Inbox) -> None:
    shutil.copy(PHONE, inbox.folder)
    assert looked_at(inbox, 0, 10, 20) == [0, 1, 0]
    assert names(inbox.folder) == ["read/export_small.zip"]
    assert read_files() == [PHONE.name]


def test_a_file_that_still_grows_is_left_alone(inbox: Inbox) -> None:
    whole = PHONE.read_bytes()
    target = inbox.folder / PHONE.name
    for number in range(1, 4):
        target.write_bytes(whole[: len(whole) * number // 4])
        assert inbox.look(number * 10.0) == 0
    target.write_bytes(whole)
    assert looked_at(inbox, 40, 50) == [0, 1]
    assert read_files() == [PHONE.name]


def test_a_zip_whose_end_never_comes_is_read_as_far_as_it_goes(inbox: Inbox) -> None:
    whole = PHONE.read_bytes()
    (inbox.folder / "cut.zip").write_bytes(whole[: len(whole) - 30])
    assert looked_at(inbox, 0, 10, WAIT_FOR_A_ZIP_S - 1) == [0, 0, 0]
    assert inbox.look(WAIT_FOR_A_ZIP_S) == 1
    assert not (inbox.folder / "cut.zip").exists()


def test_what_cannot_be_read_lies_beside_a_text_that_says_why(
    inbox: Inbox, caplog: pytest.LogCaptureFixture
) -> None:
    (inbox.folder / "my cramps.txt").write_text("Dear diary, it rained.")
    with caplog.at_level(logging.INFO, "unclench"):
        looked_at(inbox, 0, 10)
    assert names(inbox.folder) == ["not-read/my cramps.txt", "not-read/my cramps.txt.txt"]
    why = (inbox.folder / "not-read" / "my cramps.txt.txt").read_text()
    assert why.startswith("Unclench does not know this kind of file.")
    assert "cramps" not in caplog.text
    assert "could not be read" in caplog.text


def test_a_table_nobody_explained_waits_for_the_page(inbox: Inbox) -> None:
    (inbox.folder / "choir.csv").write_bytes(TABLE)
    looked_at(inbox, 0, 10)
    assert "say what they are" in (inbox.folder / "not-read" / "choir.csv.txt").read_text()
    assert read_files() == []


def test_a_table_that_was_explained_once_is_read(inbox: Inbox) -> None:
    path = inbox.folder / "choir.csv"
    path.write_bytes(TABLE)
    taking_in.remember_columns(persons.first(None).id, taking_in.proposal(path).mapping)
    looked_at(inbox, 0, 10)
    assert names(inbox.folder) == ["read/choir.csv"]
    found = days.columns(persons.first(None).id, date(2026, 10, 22), date(2026, 10, 23), {"own_choir"})
    assert found.by_id["own_choir"].values.tolist() == [1, 0]


def test_links_folders_and_files_still_arriving_are_left_alone(
    inbox: Inbox, tmp_path_factory: pytest.TempPathFactory
) -> None:
    outside = tmp_path_factory.mktemp("outside") / "secret.zip"
    shutil.copy(PHONE, outside)
    (inbox.folder / "link.zip").symlink_to(outside)
    (inbox.folder / "folder").mkdir()
    for name in (".hidden.zip", "export.zip.part", "export.zip.crdownload", "folder/deep.zip"):
        shutil.copy(PHONE, inbox.folder / name)
    (inbox.folder / "empty.zip").touch()
    before = names(inbox.folder)
    assert looked_at(inbox, 0, 10, 1_000) == [0, 0, 0]
    assert names(inbox.folder) == before
    assert outside.exists()


def test_nothing_is_moved_through_a_link(inbox: Inbox, tmp_path_factory: pytest.TempPathFactory) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    (inbox.folder / "read").symlink_to(elsewhere)
    shutil.copy(PHONE, inbox.folder)
    with pytest.raises(ServingError, match="link"):
        looked_at(inbox, 0, 10)
    assert list(elsewhere.iterdir()) == []
    assert (inbox.folder / PHONE.name).exists()


def test_two_files_of_one_name_both_stay(inbox: Inbox) -> None:
    for _ in range(2):
        shutil.copy(PHONE, inbox.folder)
        looked_at(inbox, 0, 10)
    assert names(inbox.folder) == ["read/export_small (2).zip", "read/export_small.zip"]
    assert read_files() == [PHONE.name]


def test_it_can_be_for_another_person_of_the_household(inbox: Inbox) -> None:
    ben = persons.add(None, "Ben")
    shutil.copy(PHONE, inbox.folder)
    looked_at(Inbox(inbox.folder, "ben"), 0, 10)
    assert looked_at(inbox, 20) == [0]
    other = Inbox(inbox.folder, "ben")
    looked_at(other, 0, 10)
    assert [one.name for one in imports.files(ben.id)] == [PHONE.name]
    assert read_files() == []
    with pytest.raises(NotFound, match="Nobody"):
        Inbox(inbox.folder, "Nobody").person()


@pytest.mark.django_db(transaction=True)
def test_a_folder_that_goes_away_and_comes_back_is_looked_at_again(
    inbox: Inbox, caplog: pytest.LogCaptureFixture
) -> None:
    looks: list[float] = []
    stop = threading.Event()

    def next_round(timeout: float | None = None) -> bool:
        looks.append(timeout or 0)
        if len(looks) == 1:
            gone.mkdir()
            shutil.copy(PHONE, gone)
        if len(looks) == 3:
            stop.set()
        return stop.is_set()

    gone = inbox.folder / "usb"
    stop.wait = next_round  # type: ignore[method-assign]
    with caplog.at_level(logging.ERROR, "unclench"):
        Inbox(gone).watch(stop=stop)
    assert "could not be looked at: FileNotFoundError" in caplog.text
    assert looks == [10.0, 10.0, 10.0]
    assert names(gone) == ["read/export_small.zip"]


@pytest.mark.parametrize("how", ["option", "environment"])
def test_a_folder_that_is_not_there_is_said_before_the_server_starts(tmp_path: Path, how: str) -> None:
    missing = str(tmp_path / "nowhere")
    words = ("--inbox", missing) if how == "option" else ()
    more = {} if how == "option" else {"UNCLENCH_INBOX": missing}
    done = unclench(tmp_path / "home", "serve", "--no-open", "--port", "0", *words, **more)
    assert done.returncode == 5
    assert "There is no such folder." in done.stderr


def test_a_database_that_cannot_is_not_the_fault_of_the_file(
    inbox: Inbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(*given: object, **named: object) -> None:
        raise StoreBusy("Another program holds the diary.")

    shutil.copy(PHONE, inbox.folder)
    with monkeypatch.context() as now:
        now.setattr(imports, "take", busy)
        looked_at(inbox, 0, 10)
    assert names(inbox.folder) == [PHONE.name]
    looked_at(inbox, 20, 30)
    assert names(inbox.folder) == ["read/export_small.zip"]
