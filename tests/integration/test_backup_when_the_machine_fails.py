# SPDX-License-Identifier: Apache-2.0
"""No room, a damaged file, a power cut: what was there is still there, and it is said."""

from __future__ import annotations

import os
import resource
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path

import pytest
from django.db import connection
from tests.people import NOW, Device
from tests.unit.cli.command_line import environment
from tests.whole_diary import rows_of_person

from unclench.diary import Person
from unclench.store import episodes, models, persons
from unclench.store.faults import StoreFull
from unclench.store.safekeeping import backup, exporting, kept_form, restoring
from unclench.store.safekeeping.snapshot import DatabaseDamaged
from unclench.store.safekeeping.whole_files import clear_halves

KILLS = 2


@contextmanager
def no_file_larger_than(size: int) -> Iterator[None]:
    """What a full disk does to a program, without filling one."""
    kept = resource.getrlimit(resource.RLIMIT_FSIZE)
    ignored = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, kept[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, kept)
        signal.signal(signal.SIGXFSZ, ignored)


def with_a_long_label() -> Person:
    me = persons.first(None)
    models.OwnedProduct.objects.create(
        person_id=me.id, product_id=me.id, name="x", way="file", kept_at=NOW, label=os.urandom(200_000)
    )
    return me


@pytest.mark.django_db(transaction=True)
def test_without_room_there_is_no_half_backup_and_the_older_one_stays(tmp_path: Path) -> None:
    path = tmp_path / "all.zip"
    backup.write(path, NOW)
    before = path.read_bytes()
    me = with_a_long_label()
    with no_file_larger_than(50_000), pytest.raises(StoreFull, match="no room left"):
        backup.write(path, NOW)
    with no_file_larger_than(50_000), pytest.raises(StoreFull, match="no room left"):
        exporting.export(None, me.id, tmp_path / "export.zip", NOW)
    assert path.read_bytes() == before
    assert [file.name for file in tmp_path.iterdir() if file.is_file()] == ["all.zip"]
    assert backup.write(path, NOW).rows("store.ownedproduct") == 1


@pytest.mark.django_db(transaction=True)
def test_without_room_for_what_is_put_back_all_stays_as_it_was(tmp_path: Path) -> None:
    me = with_a_long_label()
    backup.write(tmp_path / "all.zip", NOW)
    models.OwnedProduct.objects.all().delete()
    episodes.record(me.id, Device.at().session(), NOW)
    before = rows_of_person(me.id)
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM")
            cursor.execute("PRAGMA page_count")
            cursor.execute(f"PRAGMA max_page_count={cursor.fetchone()[0]}")
        full: AbstractContextManager[None] = nullcontext()
    else:  # its disk is another program's; the backup of what is here does not fit
        full = no_file_larger_than(500)
    try:
        with full, pytest.raises(StoreFull, match="no room left"):
            restoring.restore(tmp_path / "all.zip", NOW)
    finally:
        connection.close()
    assert rows_of_person(me.id) == before


def test_a_damaged_database_is_not_backed_up_as_if_it_were_whole(tmp_path: Path) -> None:
    script = (
        "import sys, django; django.setup()\n"
        "from pathlib import Path\n"
        "from django.db import connection\n"
        "from tests.people import NOW, Device\n"
        "from unclench.store import episodes, home, persons, schema\n"
        "from unclench.store.safekeeping import backup\n"
        "schema.bring_up_to_date()\n"
        "me = persons.first(None)\n"
        "episodes.record(me.id, [e for _ in range(40) for e in Device.at().session()], NOW)\n"
        "with connection.cursor() as c: c.execute('PRAGMA wal_checkpoint(TRUNCATE)')\n"
        "with connection.cursor() as c:\n"
        "    c.execute(\"SELECT rootpage FROM sqlite_master WHERE name = 'events_of_an_episode'\")\n"
        "    page = c.fetchone()[0]\n"
        "connection.close()\n"
        "with home.database_file().open('r+b') as file:\n"
        "    file.seek((page - 1) * 4096 + 8); file.write(b'\\xff' * 2000)\n"
        "backup.write(Path(sys.argv[1]), NOW)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(tmp_path / "all.zip")], capture_output=True, text=True, check=False,
        env=environment(tmp_path / "home", DJANGO_SETTINGS_MODULE="unclench.web.settings"),
    )  # fmt: skip
    assert DatabaseDamaged.__name__ in done.stderr or "cannot be used" in done.stderr
    assert not (tmp_path / "all.zip").exists()


def test_what_a_killed_process_left_goes_after_a_day(tmp_path: Path) -> None:
    half = tmp_path / ".unclench-half-abc"
    half.write_text("")
    clear_halves(tmp_path, half.stat().st_mtime + 60)
    assert half.exists()
    clear_halves(tmp_path, half.stat().st_mtime + 100_000)
    assert not half.exists()


def test_killed_at_any_moment_it_is_as_before_or_as_after() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.killing", str(KILLS)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.count(" 0 neither") == 4


@pytest.mark.django_db(transaction=True)
def test_the_digest_would_notice_one_letter(tmp_path: Path) -> None:
    me = persons.first(None)
    backup.write(tmp_path / "a.zip", NOW)
    persons.rename(None, me.id, "Mi")
    backup.write(tmp_path / "b.zip", NOW)
    assert kept_form.verified(tmp_path / "a.zip").tables != kept_form.verified(tmp_path / "b.zip").tables
