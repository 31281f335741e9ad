# SPDX-License-Identifier: Apache-2.0
"""A backup holds everything, is whole, and can be put back: here, later, and in the other kind of database."""

from __future__ import annotations

import json
import os
import stat
import subprocess
import sys
import threading
import zipfile
from collections import Counter
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth.models import User
from django.db import connection
from tests.people import NOW, Device
from tests.unit.cli.command_line import environment
from tests.whole_diary import fill, rows_of_person

from unclench.cli import main as command_line
from unclench.errors import InputError
from unclench.store import episodes, home, models, persons
from unclench.store.safekeeping import backup, folder, kept_form, restoring
from unclench.store.safekeeping.tables import LEFT_OUT, name_of, ordered_models

pytestmark = pytest.mark.django_db(transaction=True)

FILLED = """
import django; django.setup()
from random import Random
from tests.people import NOW, Device
from tests.whole_diary import fill
from unclench.store import episodes, persons, schema
from unclench.store.safekeeping import backup
from pathlib import Path
import sys
schema.bring_up_to_date()
person = persons.first(None)
episodes.record(person.id, Device.at().session(), NOW)
fill(person.id, Random(1))
backup.write(Path(sys.argv[1]), NOW)
"""


TAKEN = """
import django; django.setup()
from tests.people import NOW
from unclench.store import schema
from unclench.store.safekeeping import backup, restoring
from pathlib import Path
import sys
schema.bring_up_to_date()
restoring.restore(Path(sys.argv[1]), NOW)
backup.write(Path(sys.argv[2]), NOW)
"""


def in_sqlite(data_folder: Path, script: str, *paths: Path) -> None:
    """Run a script with a data folder of its own, and so with a database of SQLite."""
    subprocess.run(
        [sys.executable, "-c", script, *map(str, paths)], check=True,
        env=environment(data_folder, DJANGO_SETTINGS_MODULE="unclench.web.settings"),
    )  # fmt: skip


def digests(path: Path) -> dict[str, str]:
    return {table.name: table.sha256 for table in kept_form.verified(path).tables}


def household() -> Any:
    """A person with rows in every table, and an account with a person of its own."""
    me = persons.first(None)
    episodes.record(me.id, Device.at().session(), NOW)
    fill(me.id, Random(7))
    guest = User.objects.create_user("guest", password="a long password")
    fill(persons.first(guest).id, Random(8))
    return me


def test_everything_comes_back_as_it_was(tmp_path: Path) -> None:
    me = household()
    path = tmp_path / "all.zip"
    manifest = backup.write(path, NOW)
    before = rows_of_person(me.id)
    assert all(before.values()), "a table without a row proves nothing"
    assert manifest.rows("store.person") == 2
    persons.rename(None, me.id, "Somebody else")
    models.Event.objects.all().delete()
    User.objects.filter(username="guest").update(username="renamed")
    restoring.restore(path, NOW)
    assert rows_of_person(me.id) == before
    assert User.objects.get().check_password("a long password")
    again = tmp_path / "again.zip"
    backup.write(again, NOW)
    assert digests(again) == digests(path)


def test_after_it_came_back_the_diary_goes_on(tmp_path: Path) -> None:
    me = household()
    path = tmp_path / "all.zip"
    backup.write(path, NOW)
    restoring.restore(path, NOW)
    phone = Device.at(NOW - timedelta(days=3))
    assert episodes.record(me.id, phone.session(), NOW).accepted
    assert User.objects.create_user("another").pk > User.objects.get(username="guest").pk


def test_a_backup_from_sqlite_is_the_same_in_this_database(tmp_path: Path) -> None:
    path, again = tmp_path / "sqlite.zip", tmp_path / "again.zip"
    in_sqlite(tmp_path / "other", FILLED, path)
    restoring.restore(path, NOW)
    backup.write(again, NOW)
    assert kept_form.verified(path).all_rows > 20
    assert digests(again) == digests(path)


def test_a_backup_from_this_database_is_the_same_in_sqlite(tmp_path: Path) -> None:
    household()
    path, other = tmp_path / "here.zip", tmp_path / "other"
    backup.write(path, NOW)
    in_sqlite(other, TAKEN, path, tmp_path / "there.zip")
    assert digests(tmp_path / "there.zip") == digests(path)


def test_every_table_is_in_a_backup_or_known_not_to_be(tmp_path: Path) -> None:
    kept = {model._meta.db_table for model in ordered_models(apps)}
    not_kept = {
        model._meta.db_table for model in apps.get_models(include_auto_created=True)
        if name_of(model) in LEFT_OUT or model._meta.app_label in ("sessions", "contenttypes")
    }  # fmt: skip
    with connection.cursor() as cursor:
        there = set(connection.introspection.table_names(cursor)) - {"django_migrations"}
    assert there == kept | not_kept
    assert "store_event" in kept


def test_a_backup_is_one_moment_though_somebody_writes_all_the_time(tmp_path: Path) -> None:
    me = persons.first(None)
    stop = threading.Event()
    written = []

    def writes() -> None:
        while not stop.is_set():
            phone = Device.at(NOW - timedelta(minutes=5 * len(written)))
            episodes.record(me.id, phone.session(), NOW)
            written.append(phone)
        connection.close()

    writer = threading.Thread(target=writes)
    writer.start()
    seen = []
    try:
        while len(seen) < 3 or seen[-1] == seen[0]:
            path = tmp_path / f"{len(seen)}.zip"
            backup.write(path, NOW)
            with kept_form.opened(path) as (kept, manifest):
                tables = {table.name: list(kept_form.lines_of(kept, table)) for table in manifest.tables}
            whole = Counter(row["episode_id"] for row in tables["store.event"])
            assert set(whole.values()) <= {7}, "half an episode"
            assert {row["episode_id"] for row in tables["store.episode"]} == set(whole)
            assert len(tables["store.steptried"]) == 2 * len(whole)
            seen.append(len(whole))
    finally:
        stop.set()
        writer.join()
    assert seen == sorted(seen)


def test_only_its_owner_can_read_a_backup(tmp_path: Path) -> None:
    path = tmp_path / "all.zip"
    backup.write(path, NOW)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.folder().stat().st_mode) == 0o700
    assert [file.name for file in tmp_path.iterdir() if file.is_file()] == ["all.zip"]


def test_logins_are_not_in_it(tmp_path: Path) -> None:
    path = tmp_path / "all.zip"
    backup.write(path, NOW)
    assert not any("session" in table.name for table in kept_form.verified(path).tables)


def test_what_was_here_is_kept_before_it_is_replaced(tmp_path: Path) -> None:
    me = persons.first(None)
    backup.write(tmp_path / "empty.zip", NOW)
    episodes.record(me.id, Device.at().session(), NOW)
    before = rows_of_person(me.id)
    done = restoring.restore(tmp_path / "empty.zip", NOW)
    assert episodes.count(me.id) == 0
    assert done.before is not None
    restoring.restore(done.before, NOW)
    assert rows_of_person(me.id) == before


def test_a_backup_without_accounts_leaves_the_accounts(tmp_path: Path) -> None:
    persons.first(None)
    backup.write(tmp_path / "local.zip", NOW)
    owner = User.objects.create_user("owner", is_superuser=True)
    restoring.restore(tmp_path / "local.zip", NOW)
    assert User.objects.get() == owner
    assert persons.household(owner) == persons.household(None)


def damaged(path: Path, how: str) -> Path:
    """A backup with one thing wrong."""
    found = path.with_name(f"{how}.zip")
    if how == "half":
        found.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
        return found
    if how == "no zip":
        found.write_text("hello")
        return found
    with zipfile.ZipFile(path) as given, zipfile.ZipFile(found, "w") as made:
        for name in given.namelist():
            told = given.read(name)
            if name == "manifest.json":
                manifest = json.loads(told)
                if how == "newer form":
                    manifest["format_version"] += 1
                if how == "newer Unclench":
                    manifest["migrations"]["store"].append("9999_from_the_future")
                if how == "an export":
                    manifest["format"] = "unclench export"
                told = json.dumps(manifest).encode()
            if how == "another row" and name.endswith("store.person.jsonl"):
                told = told.replace(b'"Me"', b'"Mi"')
            if how == "a row less" and name.endswith("store.event.jsonl"):
                told = told.partition(b"\n")[2]
            if how == "a table less" and name.endswith("store.event.jsonl"):
                continue
            made.writestr(name, told)
    return found


@pytest.mark.parametrize(
    ("how", "why"),
    [
        ("half", "not all of it arrived"), ("no zip", "no backup"), ("newer form", "newer version"),
        ("newer Unclench", "newer than this one"), ("an export", "not a backup"),
        ("another row", "not as it was written"), ("a row less", "not as it was written"),
        ("a table less", "is missing"),
    ],
)  # fmt: skip
def test_a_backup_that_cannot_be_trusted_changes_nothing(tmp_path: Path, how: str, why: str) -> None:
    me = persons.first(None)
    episodes.record(me.id, Device.at().session(), NOW)
    backup.write(tmp_path / "good.zip", NOW)
    episodes.record(me.id, Device.at(NOW - timedelta(days=1)).session(), NOW)
    before = rows_of_person(me.id)
    with pytest.raises(InputError, match=why):
        restoring.restore(damaged(tmp_path / "good.zip", how), NOW)
    assert rows_of_person(me.id) == before
    assert folder.kept() == []


def test_a_backup_that_proves_itself_but_does_not_fit_changes_nothing(tmp_path: Path) -> None:
    """Two first persons of one machine: written by hand, with a digest that is right."""
    me = persons.first(None)
    backup.write(tmp_path / "good.zip", NOW)
    with (
        kept_form.opened(tmp_path / "good.zip") as (kept, manifest),
        zipfile.ZipFile(tmp_path / "bad.zip", "w") as made,
    ):
        tables = []
        for table in manifest.tables:
            rows = list(kept_form.lines_of(kept, table))
            if table.name == "store.person":
                rows.append(rows[0] | {"id": "01912d9f-7b32-7c3a-8f00-3b1e6c1a2b4d"})
            tables.append(
                kept_form.put_table(made, table.name, (json.dumps(row).encode() + b"\n" for row in rows))
            )
        kept_form.write_manifest(
            made, kept_form.Manifest(manifest.version, NOW, manifest.migrations, tuple(tables))
        )
    with pytest.raises(InputError, match="does not fit"):
        restoring.restore(tmp_path / "bad.zip", NOW)
    assert persons.household(None) == (me,)


def said(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str]:
    """The exit status of a verb, and what it printed."""
    status = command_line.main(list(words))
    shown = capsys.readouterr()
    return status, shown.out + shown.err


def test_the_command_line_makes_lists_and_puts_back(capsys: pytest.CaptureFixture[str]) -> None:
    me = persons.first(None)
    episodes.record(me.id, Device.at().session(), NOW)
    assert "no backup" in said(capsys, "backup", "--list")[1]
    status, told = said(capsys, "backup")
    assert (status, "read again and whole" in told) == (0, True)
    (one,) = folder.kept()
    assert str(one.path) in said(capsys, "backup", "--list")[1]
    assert said(capsys, "erase", "me", "--yes")[0] == 0
    status, told = said(capsys, "restore", str(one.path))
    assert (status, "--yes" in told) == (2, True)
    assert persons.household(None) == ()
    status, told = said(capsys, "restore", str(one.path), "--yes")
    assert (status, "Everything is as it was" in told) == (0, True)
    assert episodes.count(me.id) == 1


def test_a_place_that_cannot_be_written_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, told = said(capsys, "backup", str(tmp_path / "nowhere" / "all.zip"))
    assert (status, "could not be written" in told) == (1, True)
    assert said(capsys, "restore", str(tmp_path / "nothing.zip"))[0] == 2


def test_the_folder_of_backups_can_be_another(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("UNCLENCH_BACKUPS", str(tmp_path / "disk two"))
    assert folder.folder() == tmp_path / "disk two"
    monkeypatch.setenv("UNCLENCH_BACKUPS", "off")
    assert folder.folder() == home.folder() / "backups"
    assert os.access(folder.folder(), os.W_OK)
