# SPDX-License-Identifier: Apache-2.0
"""An older database is backed up before it is altered; the backup of an older version comes back up to date."""

from __future__ import annotations

import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from tests.people import NOW
from tests.unit.cli.command_line import environment

from unclench.errors import ServingError
from unclench.store import models, persons, schema
from unclench.store.safekeeping import folder, kept_form, reimporting, restoring

OLDER = """
import os, sys, django; django.setup()
from django.core.management import call_command
from django.db import connection
from unclench.store import persons, schema
call_command("migrate", "auth", verbosity=0)
call_command("migrate", "account", verbosity=0)
call_command("migrate", "store", "0003", verbosity=0)
with connection.cursor() as cursor:
    cursor.execute(
        "INSERT INTO store_person (id, name, conditions, equipment, turned_on, sex, country, medicines, created_at, "
        "is_first) VALUES ('01912d9f7b327c3a8f003b1e6c1a2b4d', 'Me', '[]', '[]', '[]', '', '', "
        "'[{\\"name\\": \\"Magnesium\\", \\"since\\": null}]', '2026-01-01 00:00:00', 1)"
    )
if sys.argv[1:] == ["blocked"]:
    os.environ["UNCLENCH_BACKUPS"] = os.devnull
    try:
        schema.bring_up_to_date()
    except Exception as problem:
        print(problem)
    with connection.cursor() as cursor:
        print("store_checkin" in connection.introspection.table_names(cursor))
else:
    assert schema.bring_up_to_date()
    print(persons.first(None).medicines)
"""
PERSON = "01912d9f-7b32-7c3a-8f00-3b1e6c1a2b4d"


def run(home: Path, *words: str) -> str:
    return subprocess.run(
        [sys.executable, "-c", OLDER, *words], check=True, capture_output=True, text=True,
        env=environment(home, DJANGO_SETTINGS_MODULE="unclench.web.settings"),
    ).stdout  # fmt: skip


@pytest.fixture(scope="module")
def older(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The backup that an upgrade made of a diary from before there were days."""
    home = tmp_path_factory.mktemp("older")
    assert "Magnesium" in run(home)
    (made,) = (home / "backups").glob("*-upgrade.zip")
    return made


def test_an_upgrade_backs_up_what_was_there_as_it_was(older: Path) -> None:
    manifest = kept_form.verified(older)
    assert manifest.rows("store.person") == 1
    assert manifest.migrations["store"][-1].startswith("0003")
    assert "store.checkin" not in {table.name for table in manifest.tables}


def test_an_upgrade_that_cannot_be_backed_up_changes_nothing(tmp_path: Path) -> None:
    said = run(tmp_path, "blocked").splitlines()
    assert "cannot be used" in said[0]
    assert said[1] == "False"


@pytest.mark.django_db(transaction=True)
def test_an_older_backup_comes_back_up_to_date(older: Path) -> None:
    restoring.restore(older, NOW)
    (me,) = persons.household(None)
    assert str(me.id) == PERSON
    note = models.MedicineNote.objects.get()
    assert (note.name, note.kind, note.person_id) == ("Magnesium", "started", me.id)
    assert not list(folder.folder().parent.glob(".unclench-scratch-*"))


@pytest.mark.django_db(transaction=True)
def test_an_older_export_comes_in_up_to_date(older: Path, tmp_path: Path) -> None:
    with kept_form.opened(older) as (kept, manifest):
        table = next(one for one in manifest.tables if one.name == "store.person")
        (person,) = kept_form.lines_of(kept, table)
    told = {"format": "unclench export", "format_version": 1, "migrations": manifest.migrations,
            "person": {key: value for key, value in person.items() if key != "owner_id"}, "tables": {}}  # fmt: skip
    path = tmp_path / "export.zip"
    with zipfile.ZipFile(path, "w") as made:
        made.writestr("data.json", json.dumps(told))
    taken = reimporting.take_in(None, path)
    assert (taken.is_new, taken.added) == (True, {"medicinenote": 1})


@pytest.mark.django_db
def test_a_newer_database_is_refused_and_nothing_is_written() -> None:
    persons.first(None)
    MigrationRecorder(connection).record_applied("store", "9999_from_the_future")
    with pytest.raises(ServingError, match="newer version"):
        schema.bring_up_to_date()
    assert folder.kept() == []


@pytest.mark.django_db(transaction=True)
def test_an_up_to_date_database_is_not_backed_up_at_each_start() -> None:
    persons.first(None)
    assert schema.bring_up_to_date() is False
    assert folder.kept() == []
