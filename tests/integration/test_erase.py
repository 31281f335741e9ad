# SPDX-License-Identifier: Apache-2.0
"""Who is erased is gone: from every table, from the database's files, and from the backups where that was asked."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest
from django.apps import apps
from django.contrib.auth.models import User
from django.db import connection
from tests.people import NOW, Device
from tests.whole_diary import fill, rows_of_person

from unclench.diary import EventKind, Person
from unclench.errors import InputError, NotFound
from unclench.store import episodes, persons
from unclench.store.safekeeping import backup, erasing, folder, kept_form, restoring, sweeping
from unclench.store.safekeeping.tables import line_of, ordered_models, rows_of

pytestmark = pytest.mark.django_db(transaction=True)

SECRET = "nobody may ever read 5c1d9e"


def two() -> tuple[Person, Person]:
    me, other = persons.first(None), persons.add(None, "Ottilie")
    for number, person in enumerate((me, other)):
        fill(person.id, Random(number))
    phone = Device.at()
    episodes.record(me.id, [*phone.session(), phone.event(EventKind.TOLD, 95, note=SECRET)], NOW)
    return me, other


def files_hold(secret: str) -> bool:
    """Whether the bytes are in the database's own files."""
    if connection.vendor == "sqlite":
        file = Path(str(connection.settings_dict["NAME"]))
        return any(secret.encode() in part.read_bytes() for part in file.parent.glob(f"{file.name}*"))
    with connection.cursor() as cursor:
        cursor.execute("CHECKPOINT")
        cursor.execute("SELECT setting FROM pg_settings WHERE name = 'data_directory'")
        base = Path(cursor.fetchone()[0]) / "base"
    return any(secret.encode() in part.read_bytes() for part in base.rglob("*") if part.is_file())


def all_lines() -> bytes:
    return b"".join(line_of(row) for model in ordered_models(apps) for row in rows_of(model))


def test_nothing_of_them_is_left_in_any_table_or_file() -> None:
    me, other = two()
    others = rows_of_person(other.id)
    assert files_hold(SECRET)
    done = erasing.erase(None, me.id, from_backups=False)
    assert done.swept
    assert done.rows > 20
    assert not files_hold(SECRET)
    assert str(me.id).encode() not in all_lines()
    assert rows_of_person(other.id) == others
    assert not sweeping.is_due()


def test_the_first_person_can_go_and_a_fresh_one_comes() -> None:
    me, other = two()
    erasing.erase(None, me.id, from_backups=False)
    erasing.erase(None, other.id, from_backups=False)
    fresh = persons.first(None)
    assert (fresh.name, fresh.conditions) == ("Me", frozenset())
    assert fresh.id != me.id


def test_what_a_power_cut_left_to_be_swept_is_swept_later() -> None:
    me, _ = two()
    sweeping.mark()
    assert sweeping.is_due()
    assert sweeping.finish()
    assert not sweeping.is_due()
    assert persons.get(None, me.id).id == me.id


def test_a_reader_in_the_way_is_told_and_the_rest_comes_later(monkeypatch: pytest.MonkeyPatch) -> None:
    me, _ = two()
    if connection.vendor == "sqlite":
        monkeypatch.setattr(sweeping, "_TRIES", 1)
        other = connection.copy("reader")
        with other.cursor() as cursor:
            cursor.execute("BEGIN")
            cursor.execute("SELECT count(*) FROM store_event")
            with connection.cursor() as mine:
                mine.execute("PRAGMA busy_timeout=20")
            done = erasing.erase(None, me.id, from_backups=False)
            cursor.execute("ROLLBACK")
        other.close()
        assert not done.swept
        assert sweeping.is_due()
        connection.close()
    else:
        sweeping.mark()
        erasing.erase(None, me.id, from_backups=False)
    assert sweeping.finish()
    assert not files_hold(SECRET)


def test_backups_still_hold_them_and_it_is_said() -> None:
    me, _ = two()
    path = folder.fresh_path(folder.Kind.DAILY, NOW)
    backup.write(path, NOW)
    done = erasing.erase(None, me.id, from_backups=False)
    assert (done.still_in, done.rewritten) == ((path,), ())


def test_they_can_be_taken_out_of_the_backups_while_the_others_stay() -> None:
    me, other = two()
    others = rows_of_person(other.id)
    path = folder.fresh_path(folder.Kind.DAILY, NOW)
    backup.write(path, NOW)
    done = erasing.erase(None, me.id, from_backups=True)
    assert (done.still_in, done.rewritten) == ((), (path,))
    assert kept_form.verified(path).rows("store.person") == 1
    with kept_form.opened(path) as (kept, manifest):
        told = b"".join(line_of(row) for table in manifest.tables for row in kept_form.lines_of(kept, table))
    assert SECRET.encode() not in told
    assert str(me.id).encode() not in told
    restoring.restore(path, NOW)
    assert rows_of_person(other.id) == others
    assert persons.household(None) == (persons.get(None, other.id),)


def test_a_damaged_backup_that_may_hold_them_goes() -> None:
    me, _ = two()
    path = folder.fresh_path(folder.Kind.DAILY, NOW)
    path.write_bytes(b"PK half a file")
    assert erasing.take_out(me.id) == (path,)
    assert not path.exists()


def test_nobody_erases_somebody_elses_person() -> None:
    me, _ = two()
    guest = User.objects.create_user("guest")
    with pytest.raises(NotFound):
        erasing.erase(guest, me.id, from_backups=False)
    assert episodes.count(me.id) > 0


@pytest.mark.parametrize("typed", ["Me", "  me ", "ME"])
def test_the_name_is_taken_as_people_type_it(typed: str) -> None:
    erasing.check_name("Me", typed)


@pytest.mark.parametrize("typed", ["", "M", "Ottilie"])
def test_another_name_erases_nothing(typed: str) -> None:
    with pytest.raises(InputError, match="Nothing was erased"):
        erasing.check_name("Me", typed)
