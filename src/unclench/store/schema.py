# SPDX-License-Identifier: Apache-2.0
"""The tables of this version of Unclench."""

from __future__ import annotations

import time
from datetime import UTC, datetime

from django.core.management import call_command
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from unclench.errors import ServingError
from unclench.store.faults import explained

__all__ = ["bring_up_to_date", "is_up_to_date"]

_TRIES = 40
_PAUSE_SECONDS = 0.25


@explained
def is_up_to_date() -> bool:
    """True where the database has every table and column this version needs.

    ServingError where a newer Unclench has changed the tables: this one would not understand what it finds.
    """
    executor = MigrationExecutor(connection)
    known = executor.loader.disk_migrations or {}
    if any(step not in known for step in executor.loader.applied_migrations if step[0] == "store"):
        raise ServingError(
            "This diary was last opened by a newer version of Unclench.",
            why="It keeps things that this version does not know, and could lose them.",
            todo="Install the newer version again, or open a copy made before.",
        )
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())


@explained
def bring_up_to_date() -> bool:
    """Make or alter the tables as this version needs them; True where something had to be done.

    Call it once before serving or writing: milliseconds when there is nothing to do. Processes that start together
    may all call it. Where something is kept already, it is backed up before anything is altered; where that cannot
    be, nothing is altered. ServingError, StoreBusy, StoreFull, StoreUnavailable, FileUnwritable, DatabaseDamaged.
    """
    if is_up_to_date():
        return False
    _back_up_first()
    for tried in range(_TRIES):
        try:
            call_command("migrate", verbosity=0, interactive=False)
        except (
            DatabaseError
        ):  # another process may be doing the same: look again, and give up only in the end
            if tried == _TRIES - 1:
                raise
            time.sleep(_PAUSE_SECONDS)
            continue
        break
    return True


def _back_up_first() -> None:
    # Imported here: a start that has nothing to upgrade need not wait for it.
    from unclench.store.safekeeping import backup, folder

    if folder.anything_to_lose():
        now = datetime.now(UTC)
        backup.write(folder.fresh_path(folder.Kind.UPGRADE, now), now)
        for one in folder.superfluous(folder.kept(), folder.keep()):
            if one.kind is folder.Kind.UPGRADE:
                one.path.unlink(missing_ok=True)
