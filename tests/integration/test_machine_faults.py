# SPDX-License-Identifier: Apache-2.0
"""When the machine cannot keep an entry, it says so and keeps nothing; it never acknowledges a loss."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import OperationalError, connection
from django.db.migrations.recorder import MigrationRecorder
from tests.people import NOW, Device

from unclench.diary import EventKind
from unclench.errors import ServingError
from unclench.store import episodes, persons, schema
from unclench.store.faults import StoreBusy, StoreFull, StoreUnavailable, explained, in_words

pytestmark = pytest.mark.django_db


def pragma(name: str) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA {name}")
        return cursor.fetchone()[0]


def test_the_tables_are_those_of_the_models() -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)
    assert schema.is_up_to_date()
    assert schema.bring_up_to_date() is False


@pytest.mark.django_db(transaction=True)
def test_another_writer_makes_it_wait_and_then_say_so() -> None:
    person = persons.first(None)
    phone = Device.at()
    if connection.vendor == "sqlite":
        other = sqlite3.connect(connection.settings_dict["NAME"], isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA busy_timeout=50")
    else:
        other = connection.copy("other")
        other.set_autocommit(False)
        with other.cursor() as cursor:
            cursor.execute("SELECT 1 FROM store_person WHERE id = %s FOR UPDATE", [person.id])
        with connection.cursor() as cursor:
            cursor.execute("SET lock_timeout = 50")
    try:
        with pytest.raises(StoreBusy, match="nothing was changed") as refused:
            episodes.record(person.id, phone.session(), NOW)
        assert refused.value.http_status == 503
        assert episodes.count(person.id) == 0
    finally:
        other.rollback()
        other.close()
        connection.close()
    episodes.record(person.id, phone.session(), NOW)
    assert episodes.count(person.id) == 1


@pytest.mark.django_db(transaction=True)
def test_a_full_disk_is_said_and_nothing_is_half_kept() -> None:
    person = persons.first(None)
    phone = Device.at()
    episodes.record(person.id, phone.session(), NOW)
    before = episodes.get(person.id, phone.episode_id)
    long_notes = [phone.event(EventKind.TOLD, 100 + n, note="n" * 4_000) for n in range(30)]
    if connection.vendor == "sqlite":
        pages = pragma("page_count")
        try:
            assert pragma(f"max_page_count={pages}") == pages
            with pytest.raises(StoreFull, match="no room left") as refused:
                episodes.record(person.id, long_notes, NOW)
            assert refused.value.http_status == 507
        finally:
            connection.close()
    else:

        @explained
        def writes() -> None:
            with connection.cursor() as cursor:
                cursor.execute("DO $$ BEGIN RAISE EXCEPTION 'no space' USING ERRCODE = '53100'; END $$")

        with pytest.raises(StoreFull, match="no room left"):
            writes()
    assert episodes.get(person.id, phone.episode_id) == before
    assert episodes.record(person.id, long_notes, NOW).accepted


def test_what_is_kept_survives_a_power_cut() -> None:
    if connection.vendor == "sqlite":
        kept = {
            name: pragma(name) for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        }
        assert kept == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "busy_timeout": 5000}
        assert connection.transaction_mode == "IMMEDIATE"
    else:
        with connection.cursor() as cursor:
            cursor.execute("SHOW synchronous_commit")
            assert cursor.fetchone()[0] == "on"


def test_tables_of_a_newer_version_are_left_alone() -> None:
    MigrationRecorder(connection).record_applied("store", "9999_from_the_future")
    with pytest.raises(ServingError, match="newer version"):
        schema.bring_up_to_date()


def test_servers_that_start_together_on_an_empty_folder_make_one_diary(home_folder: Path) -> None:
    ask = (
        "import django; django.setup(); from unclench.store import persons, schema; "
        "schema.bring_up_to_date(); print(persons.first(None).id)"
    )
    environ = os.environ | {
        "DJANGO_SETTINGS_MODULE": "unclench.web.settings",
        "UNCLENCH_HOME": str(home_folder),
    }
    started = [
        subprocess.Popen([sys.executable, "-c", ask], stdout=subprocess.PIPE, env=environ) for _ in range(3)
    ]
    said = [process.communicate()[0] for process in started]
    assert [process.returncode for process in started] == [0, 0, 0]
    assert len(set(said)) == 1


def test_a_mistake_of_the_program_is_not_dressed_up_as_a_fault_of_the_machine() -> None:
    with pytest.raises(Exception, match="nothing_of_ours") as problem, connection.cursor() as cursor:
        cursor.execute("SELECT * FROM nothing_of_ours")
    assert in_words(problem.value) is None
    assert in_words(ValueError("x")) is None


def test_a_server_that_is_gone_is_said() -> None:
    assert isinstance(in_words(OperationalError("server closed the connection")), StoreUnavailable)
