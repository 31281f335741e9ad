# SPDX-License-Identifier: Apache-2.0
"""Bring the backup of an older version up to date: in a database of its own, by the same migrations as everywhere."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import ZipFile

from django.core.management import call_command
from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.db.migrations.executor import MigrationExecutor
from django.db.utils import load_backend

from unclench.store.safekeeping import backup, kept_form
from unclench.store.safekeeping.kept_form import Manifest
from unclench.store.safekeeping.tables import in_batches, name_of, ordered_models, row_of

__all__ = ["brought_up_to_date"]

_SQLITE = "django.db.backends.sqlite3"


@contextmanager
def brought_up_to_date(path: Path, beside: Path) -> Iterator[Path]:
    """The same backup as this version would have written it; it is gone when the block ends.

    beside: the folder on whose disk the work is done.
    """
    with TemporaryDirectory(prefix=".unclench-scratch-", dir=beside) as folder:
        made = Path(folder) / "now.zip"
        with _default_is(Path(folder) / "scratch.sqlite3"):
            with kept_form.opened(path) as (kept, manifest):
                _fill(kept, manifest)
            call_command("migrate", verbosity=0, interactive=False)
            backup.write(made, manifest.made_at)
        yield made


def _fill(kept: ZipFile, manifest: Manifest) -> None:
    """The tables as that version had them, with their rows."""
    targets = [(app, max(names)) for app, names in manifest.migrations.items() if names]
    MigrationExecutor(connection).migrate(targets)
    state = MigrationExecutor(connection).loader.project_state(targets)
    models = {name_of(model): model for model in ordered_models(state.apps)}
    for table in manifest.tables:
        model = models.get(table.name)
        if model is None:
            raise kept_form.broken(why=f"The table {table.name} is not one of that version.")
        for batch in in_batches(row_of(model, told) for told in kept_form.lines_of(kept, table)):
            model._base_manager.bulk_create(batch)


@contextmanager
def _default_is(file: Path) -> Iterator[None]:
    """In this thread, and in no other, the default database is this SQLite file.

    Migrations may ask models without naming a database, so a second name for the file would not be enough.
    """
    described = {
        DEFAULT_DB_ALIAS: {
            "ENGINE": _SQLITE,
            "NAME": file,
            "OPTIONS": {
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF; PRAGMA foreign_keys=ON;"
            },
        }
    }
    wanted = connections.configure_settings(described)[DEFAULT_DB_ALIAS]
    real = connections[DEFAULT_DB_ALIAS]
    scratch = load_backend(_SQLITE).DatabaseWrapper(wanted, DEFAULT_DB_ALIAS)
    connections[DEFAULT_DB_ALIAS] = scratch
    try:
        yield
    finally:
        scratch.close()
        connections[DEFAULT_DB_ALIAS] = real
