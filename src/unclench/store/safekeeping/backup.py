# SPDX-License-Identifier: Apache-2.0
"""Write one moment of the whole database into a file that can prove itself."""

from __future__ import annotations

import zipfile
from datetime import datetime
from pathlib import Path
from typing import Any

from django.apps import apps
from django.db import connections
from django.db.migrations.loader import MigrationLoader

from unclench import __version__
from unclench.store.faults import explained
from unclench.store.safekeeping import kept_form
from unclench.store.safekeeping.kept_form import Manifest
from unclench.store.safekeeping.snapshot import one_moment
from unclench.store.safekeeping.tables import KEPT_APPS, line_of, name_of, ordered_models, rows_of
from unclench.store.safekeeping.whole_files import whole_file

__all__ = ["applied_migrations", "write"]


@explained
def write(path: Path, now: datetime) -> Manifest:
    """Keep everything that is in the database in one file, while others may go on writing; gives what it holds.

    now: aware. The file is read again before it gets its name; it has mode 0600. StoreFull, StoreUnavailable,
    FileUnwritable, DatabaseDamaged: then there is no new file, and an older one at `path` is still there.
    """
    with whole_file(path) as half:
        with one_moment() as moment, zipfile.ZipFile(half, "w", allowZip64=True) as kept:
            loader = MigrationLoader(connections[moment])
            tables = tuple(
                kept_form.put_table(kept, name_of(model), (line_of(row) for row in rows_of(model, moment)))
                for model in ordered_models(_apps_of(loader))
            )
            manifest = Manifest(__version__, now, applied_migrations(loader), tables)
            kept_form.write_manifest(kept, manifest)
        return kept_form.verified(half)


def applied_migrations(loader: MigrationLoader) -> dict[str, list[str]]:
    """The migrations this database went through, by app, of the apps whose tables are kept."""
    return {
        app: sorted(name for label, name in loader.applied_migrations if label == app) for app in KEPT_APPS
    }


def _apps_of(loader: MigrationLoader) -> Any:
    """The tables as they are in this database; an older version may have made them, just before an upgrade."""
    applied = applied_migrations(loader)
    known: dict[str, list[str]] = {app: [] for app in KEPT_APPS}
    for app, name in loader.disk_migrations:
        if app in known:
            known[app].append(name)
    if {app: sorted(names) for app, names in known.items()} == applied:
        return apps
    return loader.project_state([(app, names[-1]) for app, names in applied.items() if names]).apps
