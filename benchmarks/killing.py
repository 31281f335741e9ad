# SPDX-License-Identifier: Apache-2.0
"""Kill a backup, a restore, an import and an erasure at random moments: the diary is as before or as after.

    python -m benchmarks.killing 100     a hundred kills of each

Each is done by a real process that dies by SIGKILL. The processes are forked from one that has everything imported, so
that the kills hit the work and not the start of Python.
"""

from __future__ import annotations

import hashlib
import os
import random
import shutil
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

__all__ = ["main"]

SEED = 20261123
EPISODES = 150
SECRET = "only in this note: 7f3a9c"
NOW = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)


def main(rounds: int) -> int:
    """Kill each verb so many times; print what was found after; 1 where it was neither before nor after."""
    with tempfile.TemporaryDirectory(prefix="unclench-killing-") as folder:
        home = Path(folder)
        os.environ |= {"UNCLENCH_HOME": folder, "DJANGO_SETTINGS_MODULE": "unclench.web.settings"}
        for name in ("DATABASE_URL", "UNCLENCH_BACKUPS", "UNCLENCH_MODE"):
            os.environ.pop(name, None)
        import django

        django.setup()
        # Imported before the first fork, so that the kills hit the work.
        from tests import whole_diary  # noqa: F401

        from unclench.store.safekeeping import backup, erasing, exporting, reimporting, restoring  # noqa: F401

        return _House(home).killed(rounds)


class _House:
    """A data folder, and the states its database can be put into."""

    def __init__(self, home: Path) -> None:
        self.home, self.database = home, home / "unclench.sqlite3"
        self.dice = random.Random(SEED)
        self._in_child(_fill)
        self.person = (home / "person").read_text()
        self.full, self.empty = self._kept("full"), home / "empty"
        self._in_child(lambda: _back_up(home / "full.zip"))
        self._in_child(lambda: _export(self.person, home / "export.zip"))
        self._in_child(lambda: _erase(self.person))
        self._kept("empty")

    def killed(self, rounds: int) -> int:
        verbs: list[tuple[str, Path, Callable[[], Any]]] = [
            ("backup", self.full, lambda: _back_up(self.home / "again.zip")),
            ("restore", self.empty, lambda: _restore(self.home / "full.zip")),
            ("import", self.empty, lambda: _take_in(self.home / "export.zip")),
            ("erase", self.full, lambda: _erase(self.person)),
        ]
        wrong = 0
        for name, before, act in verbs:
            found = self._verb(name, before, act, rounds)
            wrong += found["neither"]
            print(
                f"{name}: {found['before']} as before, {found['after']} as after, {found['neither']} neither"
            )
        return 1 if wrong else 0

    def _verb(self, name: str, before: Path, act: Callable[[], Any], rounds: int) -> Counter[str]:
        found: Counter[str] = Counter()
        self._put(before)
        was = self._state()
        begun = time.monotonic()
        self._in_child(act)
        lasts_s = time.monotonic() - begun
        done = self._state()
        for _ in range(rounds):
            self._put(before)
            for left in ("again.zip", "sweep_due"):
                (self.home / left).unlink(missing_ok=True)
            self._in_child(act, killed_after_s=self.dice.uniform(0, 1.2 * lasts_s))
            now = self._state()
            good = now in (was, done) and self._leavings_are_whole(name)
            found["neither" if not good else "before" if now == was else "after"] += 1
        return found

    def _leavings_are_whole(self, name: str) -> bool:
        """A backup that has its name is whole; what was erased is in no file once it was swept."""
        if name == "backup" and (self.home / "again.zip").exists():
            return self._in_child(lambda: _verify(self.home / "again.zip"), checked=False)
        if name == "erase" and self._state() != self._state_of(self.full):
            self._in_child(_sweep)
            return not any(
                SECRET.encode() in file.read_bytes() for file in self.home.glob("unclench.sqlite3*")
            )
        return True

    def _state_of(self, kept: Path) -> str:
        return (kept.with_suffix(".state")).read_text()

    def _state(self) -> str:
        self._in_child(lambda: (self.home / "state").write_text(_digest()))
        return (self.home / "state").read_text()

    def _kept(self, name: str) -> Path:
        """Remember the database as it is now."""
        shutil.copy(self.database, self.home / name)
        (self.home / name).with_suffix(".state").write_text(self._state())
        return self.home / name

    def _put(self, kept: Path) -> None:
        for file in self.home.glob("unclench.sqlite3*"):
            file.unlink()
        shutil.copy(kept, self.database)

    def _in_child(
        self, act: Callable[[], Any], killed_after_s: float | None = None, checked: bool = True
    ) -> bool:
        sys.stdout.flush()
        child = os.fork()
        if child == 0:
            status = 1
            try:
                act()
                status = 0
            except BaseException as problem:
                print(f"{type(problem).__name__}: {problem}", file=sys.stderr, flush=True)
            os._exit(status)
        if killed_after_s is not None:
            time.sleep(killed_after_s)
            os.kill(child, signal.SIGKILL)
        status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        if checked and killed_after_s is None and status:
            raise SystemExit(f"what was to be killed failed by itself: {status}")
        return status == 0


def _fill() -> None:
    from tests.people import Device
    from tests.whole_diary import fill

    from unclench.diary import EventKind
    from unclench.store import episodes, persons, schema

    schema.bring_up_to_date()
    person = persons.first(None)
    persons.add(None, "Somebody else")
    told = []
    for number in range(EPISODES):
        phone = Device.at(NOW - timedelta(hours=number))
        told += [*phone.session(), phone.event(EventKind.TOLD, 95, note=SECRET)]
    episodes.record(person.id, told, NOW)
    fill(person.id, random.Random(SEED))
    (Path(os.environ["UNCLENCH_HOME"]) / "person").write_text(str(person.id))
    _close()


def _digest() -> str:
    from django.apps import apps
    from django.db import connection

    from unclench.store.safekeeping.tables import line_of, name_of, ordered_models, rows_of

    digest = hashlib.sha256()
    for model in ordered_models(apps):
        told = []
        numbers = (
            set() if name_of(model) == "store.person" else {"id", "episode_id"} if _is_step(model) else {"id"}
        )
        for row in rows_of(model):
            told.append(line_of({key: value for key, value in row.items() if key not in numbers}))
        digest.update(b"".join(sorted(told)))
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA integrity_check")
        digest.update(str(cursor.fetchall()).encode())
        cursor.execute("PRAGMA foreign_key_check")
        digest.update(str(cursor.fetchall()).encode())
    _close()
    return digest.hexdigest()


def _is_step(model: Any) -> bool:
    """Whose episode has another number after an import."""
    return bool(model.__name__ == "StepTried")


def _back_up(path: Path) -> None:
    from unclench.store.safekeeping import backup

    backup.write(path, NOW)
    _close()


def _restore(path: Path) -> None:
    from unclench.store.safekeeping import restoring

    restoring.restore(path, NOW)
    _close()


def _export(person: str, path: Path) -> None:
    from uuid import UUID

    from unclench.store.safekeeping import exporting

    exporting.export(None, UUID(person), path, NOW)
    _close()


def _take_in(path: Path) -> None:
    from unclench.store.safekeeping import reimporting

    reimporting.take_in(None, path)
    _close()


def _erase(person: str) -> None:
    from uuid import UUID

    from unclench.store.safekeeping import erasing

    erasing.erase(None, UUID(person), from_backups=False)
    _close()


def _sweep() -> None:
    from unclench.store.safekeeping import sweeping

    sweeping.finish()
    _close()


def _verify(path: Path) -> None:
    from unclench.store.safekeeping import kept_form

    kept_form.verified(path)


def _close() -> None:
    from django.db import connection

    connection.close()


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 20))
