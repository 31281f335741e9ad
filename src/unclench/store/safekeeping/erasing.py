# SPDX-License-Identifier: Apache-2.0
"""Erase one person: every row, what the rows leave in the database's files, and, where wished, in our own backups."""

from __future__ import annotations

import zipfile
from collections.abc import Generator, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from uuid import UUID

from django.apps import apps
from django.contrib.auth.models import User
from django.db import connection, transaction

from unclench.errors import InputError, UnclenchError
from unclench.store import incoming, persons, recording
from unclench.store.faults import explained
from unclench.store.safekeeping import folder, kept_form, sweeping
from unclench.store.safekeeping.of_a_person import owned
from unclench.store.safekeeping.tables import line_of, ordered_models
from unclench.store.safekeeping.whole_files import whole_file

__all__ = ["Erased", "backups_with", "check_name", "erase", "take_out"]


@dataclass(frozen=True, slots=True)
class Erased:
    """What became of it.

    rows: how many are gone. swept: the database's files hold nothing any more; False: another program's reading is in
    the way, and the server does it within the hour. rewritten: backups the person was taken out of. still_in: backups
    of our folder that hold them.
    """

    rows: int
    swept: bool
    rewritten: tuple[Path, ...]
    still_in: tuple[Path, ...]


def check_name(name: str, typed: str) -> None:
    """InputError where the name that was typed is not the person's."""
    if " ".join(typed.split()).casefold() != name.casefold():
        raise InputError(
            "Nothing was erased.", why="The name you typed is not the name of this person.",
            todo="Type the name as it stands there.", field="name",
        )  # fmt: skip


@explained
def erase(account: User | None, person_id: UUID, *, from_backups: bool) -> Erased:
    """Erase a person of this household for good.

    from_backups: also from the backups of our own folder; each is written anew without them. NotFound, StoreBusy,
    StoreUnavailable: nothing was changed. A file of a backup that was copied elsewhere is not in our hands.
    """
    persons.get(account, person_id)
    sweeping.mark()
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA secure_delete=ON")
    with transaction.atomic():
        recording.lock(person_id)
        rows = 0
        for model in reversed(ordered_models(apps)):
            if (found := owned(model, person_id)) is not None:
                rows += found._raw_delete(found.db)
    incoming.let_go_of_all(person_id)
    swept = _swept()
    rewritten = take_out(person_id) if from_backups else ()
    return Erased(rows, swept, rewritten, tuple(backups_with(person_id)))


def _swept() -> bool:
    """The rows are gone already: what is in the way now must not sound as if they were still there."""
    try:
        return sweeping.finish()
    except UnclenchError:
        return False


def backups_with(person_id: UUID) -> Iterator[Path]:
    """The backups of our folder that hold this person; one that cannot be read is taken to."""
    for one in folder.kept():
        try:
            with kept_form.opened(one.path) as (kept, manifest):
                table = next((table for table in manifest.tables if table.name == "store.person"), None)
                rows = kept_form.lines_of(kept, table) if table else ()
                holds = any(row.get("id") == str(person_id) for row in rows)
        except InputError:
            holds = True
        if holds:
            yield one.path


def take_out(person_id: UUID) -> tuple[Path, ...]:
    """Write every backup of our folder that holds this person anew without them; gives those that changed.

    One that is damaged is deleted: nobody could go back to it, and it may hold them. StoreFull, FileUnwritable.
    """
    found = tuple(backups_with(person_id))
    for path in found:
        try:
            _without(path, person_id)
        except InputError:
            path.unlink(missing_ok=True)
    return found


def _without(path: Path, person_id: UUID) -> None:
    """The same backup, of whatever version, without one person."""
    key = str(person_id)
    with kept_form.opened(path) as (kept, manifest), whole_file(path) as half:
        gone: set[Any] = set()

        def others(table: kept_form.Table) -> Generator[bytes, None, None]:
            for row in kept_form.lines_of(kept, table):
                if table.name == "store.person":
                    theirs = row.get("id") == key
                else:
                    theirs = row.get("person_id") == key or (
                        table.name == "store.steptried" and row.get("episode_id") in gone
                    )
                if theirs and table.name == "store.episode":
                    gone.add(row["id"])
                if not theirs:
                    yield line_of(row)

        with zipfile.ZipFile(half, "w", allowZip64=True) as written:
            tables = tuple(
                kept_form.put_table(written, table.name, others(table)) for table in manifest.tables
            )
            kept_form.write_manifest(written, replace(manifest, tables=tables))
        kept_form.verified(half)
