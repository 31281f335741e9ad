# SPDX-License-Identifier: Apache-2.0
"""A folder that other programs put exports into: each is read in once it is whole, then moved aside.

FOLDER/read         what was read
FOLDER/not-read     what was not, each with a text beside it that says why

No name of a file goes into a log: it may tell of a body.
"""

from __future__ import annotations

import logging
import os
import stat
import threading
import time
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from unclench.errors import InputError, ServingError, UnclenchError

if TYPE_CHECKING:
    from unclench.diary import Person

__all__ = ["LOOK_EVERY_S", "Inbox", "inbox_at"]

LOOK_EVERY_S = 10.0
WAIT_FOR_A_ZIP_S = 300.0
"""A zip whose end is missing may still be on its way; after so long it is read as far as it goes."""

READ, NOT_READ = "read", "not-read"
_STILL_ARRIVING = (".part", ".partial", ".tmp", ".crdownload", ".download", "~")
_log = logging.getLogger("unclench.inbox")


@dataclass(frozen=True, slots=True)
class _Seen:
    """How a file looked. since: when it looked like this for the first time, on the monotonic clock."""

    size: int
    changed_ns: int
    since: float


@dataclass(slots=True)
class Inbox:
    """The folder, and whose days it fills (None: the first of the household's)."""

    folder: Path
    named: str | None = None
    _seen: dict[str, _Seen] = field(default_factory=dict)

    def person(self) -> Person:
        """Whose days they are. NotFound where the household has nobody of that name."""
        from unclench.cli.household import person_named
        from unclench.store import persons

        return persons.first(None) if self.named is None else person_named(self.named)

    def watch(self, every_s: float = LOOK_EVERY_S, stop: threading.Event | None = None) -> None:
        """Look now and then, until `stop` is set; a thread's whole work."""
        from django.db import connections

        pause = stop or threading.Event()
        while not pause.is_set():
            try:
                self.look(time.monotonic())
            except Exception as problem:  # a folder that is gone for a while may come back
                _log.error("The inbox could not be looked at: %s", type(problem).__name__)
            finally:
                connections.close_all()
            pause.wait(every_s)

    def look(self, now_s: float) -> int:
        """Read what has not changed since the last look; how many files were dealt with. now_s: monotonic."""
        there = dict(self._files())
        done = 0
        for name in sorted(there):
            at = there[name]
            before = self._seen.get(name)
            same = before is not None and (before.size, before.changed_ns) == (at.st_size, at.st_mtime_ns)
            if before is None or not same:
                self._seen[name] = _Seen(at.st_size, at.st_mtime_ns, now_s)
            elif _is_whole(self.folder / name) or now_s - before.since >= WAIT_FOR_A_ZIP_S:
                self._take(name)
                self._seen.pop(name)
                done += 1
        for gone in set(self._seen) - set(there):
            del self._seen[gone]
        return done

    def _files(self) -> Iterator[tuple[str, os.stat_result]]:
        """The plain files of the folder itself: no links, no folders, nothing hidden or still arriving."""
        with os.scandir(self.folder) as found:
            for one in found:
                if one.name.startswith(".") or one.name.lower().endswith(_STILL_ARRIVING):
                    continue
                at = one.stat(follow_symlinks=False)
                if stat.S_ISREG(at.st_mode) and at.st_size:
                    yield one.name, at

    def _take(self, name: str) -> None:
        from unclench.store import taking_in
        from unclench.store.faults import in_words

        path = self.folder / name
        why = ""
        try:
            taking_in.take_file(self.person().id, path, asks_for_columns=True, now=datetime.now(UTC))
        except taking_in.UnknownTable as unknown:
            why = f"{unknown.what} Read it in once on the page “Your data”, “Read in data”, and say what they are. " \
                  "From then on tables with the same headings are read here."  # fmt: skip
        except InputError as refusal:
            why = _with_options(refusal)
        except Exception as problem:
            if isinstance(problem, UnclenchError) or in_words(problem) is not None:
                # The machine's fault, not the file's: it stays, and is tried again.
                _log.error("A file of the inbox waits: %s", type(problem).__name__)
                return
            why = f"Unclench met a case it does not know ({type(problem).__name__}). Please report it."
        self._move(path, NOT_READ if why else READ, why)
        if why:
            _log.warning("A file of the inbox could not be read.")
        else:
            _log.info("A file of the inbox was read.")

    def _move(self, path: Path, where: str, why: str) -> None:
        folder = self.folder / where
        folder.mkdir(exist_ok=True)
        if folder.is_symlink():
            raise _not_a_folder(folder, "It is a link.")
        target = _free(folder, path.name)
        if why:
            target.with_name(target.name + ".txt").write_text(why + "\n", "utf-8")
        path.rename(target)


def inbox_at(named: str, person: str | None = None) -> Inbox:
    """The inbox in a folder that is there and can be written. ServingError where it is not."""
    folder = Path(named).expanduser()
    if not folder.is_dir():
        raise _not_a_folder(folder, "There is no such folder.")
    if not os.access(folder, os.R_OK | os.W_OK | os.X_OK):
        raise _not_a_folder(folder, "It cannot be read and written by this user.")
    return Inbox(folder.resolve(), person)


def _is_whole(path: Path) -> bool:
    """Whether a zip has its end; any other file is whole once it no longer grows."""
    try:
        with path.open("rb") as file:
            if file.read(4) != b"PK\x03\x04":
                return True
        return zipfile.is_zipfile(path)
    except OSError:
        return False


def _with_options(refusal: InputError) -> str:
    offered = getattr(refusal, "options", None)
    if not offered:
        return refusal.sentence
    listed = "; ".join(offered.values())
    return f"{refusal.what} {refusal.why} It can be: {listed}. Read it in on the page “Your data”, “Read in data”."


def _free(folder: Path, name: str) -> Path:
    """A name in a folder that nothing has: day.csv, day (2).csv ..."""
    target, number = folder / name, 1
    while target.exists() or target.is_symlink() or target.with_name(target.name + ".txt").exists():
        number += 1
        target = folder / f"{Path(name).stem} ({number}){Path(name).suffix}"
    return target


def _not_a_folder(folder: Path, why: str) -> ServingError:
    return ServingError(
        f"The inbox {folder} cannot be used.",
        why=why,
        todo="Name a folder that is there, and writable for this user.",
    )
