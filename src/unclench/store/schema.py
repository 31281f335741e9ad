# SPDX-License-Identifier: Apache-2.0
"""The tables of this version of Unclench."""

from __future__ import annotations

from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from unclench.store.faults import explained

__all__ = ["bring_up_to_date", "is_up_to_date"]


@explained
def is_up_to_date() -> bool:
    """True where the database has every table and column this version needs."""
    executor = MigrationExecutor(connection)
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())


@explained
def bring_up_to_date() -> bool:
    """Make or alter the tables as this version needs them; True where something had to be done.

    Call it once before serving or writing; it costs little when there is nothing to do.
    """
    if is_up_to_date():
        return False
    call_command("migrate", verbosity=0, interactive=False)
    return True
