# SPDX-License-Identifier: Apache-2.0
"""Imports a file again and again in processes that die by SIGKILL, and says what each left behind.

    python -m tests.integration.dying_import HOME FILE ROUNDS

Prints JSON: {"killed": …, "before": …, "after": …, "neither": …}. The processes are forked from one that has everything
imported, so that a kill hits the work and not the start of Python.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import sqlite3
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

TABLES = ("importedfile", "sampleblock", "datasource", "daycolumn", "diarysettings", "importedworkout")
NOW = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)


def main(home: Path, file: Path, rounds: int) -> None:
    """Kill at moments spread over the time a whole import takes."""
    os.environ |= {
        "UNCLENCH_HOME": str(home), "DJANGO_SETTINGS_MODULE": "unclench.web.settings", "OPENBLAS_NUM_THREADS": "1",
    }  # fmt: skip
    import django

    django.setup()
    from django.db import connections

    from unclench.store import persons, taking_in

    person = persons.first(None)
    connections.close_all()
    database = home / "unclench.sqlite3"
    kept = shutil.copy(database, home / "before.sqlite3")

    def work() -> None:
        taking_in.take_file(person.id, file, now=NOW)

    before = _rows(database)
    begun = time.monotonic()
    _in_child(work, None)
    whole_s = time.monotonic() - begun
    after = _rows(database)
    assert after != before
    told = {"killed": 0, "before": 0, "after": 0, "neither": 0}
    dice = random.Random(20261123)
    for number in range(rounds):
        for left in home.glob("unclench.sqlite3*"):
            left.unlink()
        shutil.copy(kept, database)
        # The first halves read; what is written begins late and ends with the process.
        told["killed"] += _in_child(work, whole_s * (number + dice.random()) / rounds * 1.05)
        found = _rows(database)
        told["before" if found == before else "after" if found == after else "neither"] += 1
    print(json.dumps(told))


def _in_child(work: object, dies_after_s: float | None) -> bool:
    """Whether it was killed before it was done."""
    child = os.fork()
    if child == 0:
        status = 1
        try:
            work()  # type: ignore[operator]
            status = 0
        finally:
            os._exit(status)
    if dies_after_s is not None:
        time.sleep(dies_after_s)
        os.kill(child, signal.SIGKILL)
    _, ended = os.waitpid(child, 0)
    assert os.WIFSIGNALED(ended) or os.WEXITSTATUS(ended) == 0
    return os.WIFSIGNALED(ended)


def _rows(database: Path) -> list[tuple[object, ...]]:
    """All that an import writes, without the ids and moments that differ from run to run."""
    left_out = {"id", "file_id"}
    found: list[tuple[object, ...]] = []
    with sqlite3.connect(database) as connection:
        for table in TABLES:
            columns = [row[1] for row in connection.execute(f"PRAGMA table_info(store_{table})")]
            named = ", ".join(f'"{name}"' for name in columns if name not in left_out)
            rows = connection.execute(f"SELECT {named} FROM store_{table}")
            found += sorted(((table, *row) for row in rows), key=repr)
        (whole,) = connection.execute("PRAGMA integrity_check").fetchone()
        found.append(("integrity", whole))
    connection.close()
    return found


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]))
