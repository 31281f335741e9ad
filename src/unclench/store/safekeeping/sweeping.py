# SPDX-License-Identifier: Apache-2.0
"""After somebody was erased: nothing of them stays in the database's files.

A deleted row leaves its bytes in free pages and in the journal. A mark in the data folder says that they must still be
swept; it is set before the rows go and taken away after, so a power cut in between only delays it.
"""

from __future__ import annotations

import time
from pathlib import Path

from django.apps import apps
from django.db import OperationalError, connection

from unclench.store import home
from unclench.store.faults import explained
from unclench.store.safekeeping.tables import ordered_models

__all__ = ["finish", "is_due", "mark"]

_MARK = "sweep_due"
_TRIES = 20
_PAUSE_S = 0.1


def mark() -> None:
    """Something is about to be erased."""
    home.write_private(_file(), "1")


def is_due() -> bool:
    """Whether something erased may still lie in free pages."""
    return _file().exists()


@explained
def finish() -> bool:
    """Overwrite what was erased, where that is due; False where another program's reading is in the way for now."""
    if not is_due():
        return True
    swept = _sqlite() if connection.vendor == "sqlite" else _postgres()
    if swept:
        _file().unlink(missing_ok=True)
    return swept


def _sqlite() -> bool:
    """Write the file anew from what is still there, and cut the journal to nothing."""
    for done in (_vacuumed, _journal_cut):
        for _ in range(_TRIES):
            if done():
                break
            time.sleep(_PAUSE_S)
        else:
            return False
    return True


def _vacuumed() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("VACUUM")
    except OperationalError as problem:
        if getattr(problem.__cause__, "sqlite_errorname", "") not in ("SQLITE_BUSY", "SQLITE_LOCKED"):
            raise
        return False
    return True


def _journal_cut() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        busy: int = cursor.fetchone()[0]
    return not busy


def _postgres() -> bool:
    with connection.cursor() as cursor:
        for model in ordered_models(apps):
            cursor.execute(f"VACUUM (FULL) {connection.ops.quote_name(model._meta.db_table)}")
    return True


def _file() -> Path:
    return home.folder() / _MARK
