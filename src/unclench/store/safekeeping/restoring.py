# SPDX-License-Identifier: Apache-2.0
"""Put a backup back: all of it or nothing, in one transaction, so a server may go on running meanwhile."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from zipfile import ZipFile

from django.apps import apps
from django.core.exceptions import ValidationError
from django.core.management.color import no_style
from django.db import DatabaseError, DataError, IntegrityError, connection, transaction
from django.db.migrations.loader import MigrationLoader

from unclench.store.faults import explained, in_words
from unclench.store.safekeeping import backup, folder, kept_form, scratch
from unclench.store.safekeeping.folder import Kind
from unclench.store.safekeeping.kept_form import Manifest
from unclench.store.safekeeping.snapshot import keep_others_out
from unclench.store.safekeeping.tables import (
    KEPT_APPS,
    TableModel,
    in_batches,
    name_of,
    ordered_models,
    row_of,
)

__all__ = ["Restored", "restore"]

_ACCOUNTS = ("auth.user", "account.emailaddress")


@dataclass(frozen=True, slots=True)
class Restored:
    """What was put back, and where what stood here before is kept (None: there was nothing)."""

    manifest: Manifest
    before: Path | None


@explained
def restore(path: Path, now: datetime) -> Restored:
    """Replace everything in the database by what a backup holds; now: aware.

    What is here is backed up first, inside the same transaction, so nothing written in between is lost. A backup
    without accounts leaves the accounts that are here. InputError where the backup is damaged or of a newer Unclench;
    StoreBusy, StoreFull, StoreUnavailable, FileUnwritable. After any of these nothing was changed.
    """
    told = kept_form.verified(path)
    with _as_today(path, told) as current:
        before: Path | None = None
        try:
            with transaction.atomic():
                models = ordered_models(apps)
                keep_others_out(models)
                if folder.anything_to_lose():
                    before = folder.fresh_path(Kind.RESTORE, now)
                    backup.write(before, now)
                with kept_form.opened(current) as (kept, manifest):
                    _replace(models, kept, manifest)
        except (IntegrityError, DataError, ValueError, TypeError, ValidationError) as problem:
            if isinstance(problem, DatabaseError) and in_words(problem) is not None:
                raise
            raise kept_form.broken(why="A row of it does not fit this database.") from problem
    return Restored(told, before)


def _as_today(path: Path, told: Manifest) -> AbstractContextManager[Path]:
    """The backup in the shape of this version."""
    loader = MigrationLoader(None)
    disk = set(loader.disk_migrations)
    given = {(app, name) for app, names in told.migrations.items() for name in names if app in KEPT_APPS}
    if given - disk:
        raise kept_form.broken(
            why=f"Unclench {told.version[:20]} wrote it, which is newer than this one and keeps things that this one "
            "does not know."
        )
    if given == {step for step in disk if step[0] in KEPT_APPS}:
        return nullcontext(path)
    return scratch.brought_up_to_date(path, beside=folder.folder())


def _replace(models: Sequence[TableModel], kept: ZipFile, manifest: Manifest) -> None:
    known = {name_of(model): model for model in models}
    if unknown := [table.name for table in manifest.tables if table.name not in known]:
        raise kept_form.broken(why=f"It holds a table that is not known: {unknown[0][:60]}.")
    stays = () if manifest.rows("auth.user") else _ACCOUNTS
    for model in reversed(models):
        if name_of(model) not in stays:
            found = model._base_manager.all()
            found._raw_delete(found.db)  # no signals, no rows in memory
    for table in manifest.tables:
        model = known[table.name]
        for batch in in_batches(row_of(model, told) for told in kept_form.lines_of(kept, table)):
            model._base_manager.bulk_create(batch)
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), list(models)):
            cursor.execute(statement)
    connection.check_constraints()
