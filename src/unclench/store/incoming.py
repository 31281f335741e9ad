# SPDX-License-Identifier: Apache-2.0
"""Files that were sent and are not read yet: kept in the data folder, with how far each is, until they are.

incoming/<id>.json      whose it is and how far it is; readable by this user alone, as all of the folder
incoming/<id>/<name>    the file itself; gone once it was read
incoming/.half-…        a file that is still arriving
"""

from __future__ import annotations

import json
import shutil
import tempfile
import threading
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import Path
from uuid import UUID

from uuid6 import uuid7

from unclench.errors import InputError, NotFound, UnclenchError
from unclench.store import home
from unclench.store.faults import StoreFull

__all__ = [
    "Half", "Incoming", "Problem", "Question", "State", "all_of", "change", "check_room", "file_of", "get", "half",
    "keep", "let_go", "let_go_of_all",
]  # fmt: skip

ROOM_LEFT_BYTES = 256 * 2**20
"""What must be free on the disk besides the file that is sent."""

_LONGEST_NAME = 120
_HALF_FILES_FOR = timedelta(days=1)
_KEPT_FOR = timedelta(days=30)
_keeping = threading.Lock()


class State(StrEnum):
    """How far a file is. READING and nobody reads it: the server was stopped in the middle."""

    READING = "reading"
    ASKING = "asking"
    COLUMNS = "columns"
    DONE = "done"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Question:
    """What only the person knows; as NeedsAnswer."""

    field: str
    what: str
    why: str
    options: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Problem:
    """Why it could not be read, as an error's words. again: the machine failed, not the file."""

    what: str
    why: str
    todo: str
    again: bool = False

    @classmethod
    def of(cls, error: UnclenchError) -> Problem:
        return cls(error.what, error.why, error.todo, again=not isinstance(error, InputError))


@dataclass(frozen=True, slots=True)
class Incoming:
    """One file on its way into a diary. name: as it was called. file_id: of the ImportedFile it became. already: it
    had been read before. importer: the kind of file, where the person named it.
    """

    id: UUID
    person_id: UUID
    name: str
    sha256: str
    size_bytes: int
    received_at: datetime
    state: State = State.READING
    answers: Mapping[str, str] = field(default_factory=dict)
    question: Question | None = None
    problem: Problem | None = None
    file_id: UUID | None = None
    already: bool = False
    importer: str = ""


@dataclass(frozen=True, slots=True)
class Half:
    """A file while it arrives: an open descriptor for writing, and where it is."""

    descriptor: int
    path: Path


def check_room(size_bytes: int) -> None:
    """StoreFull where the disk has no room for so much more."""
    if shutil.disk_usage(home.folder()).free < size_bytes + ROOM_LEFT_BYTES:
        raise StoreFull(
            "There is too little room for this file.", why="The disk of the machine Unclench runs on is nearly full.",
            todo="Free some space there, then send it again.",
        )  # fmt: skip


def half() -> Half:
    """A fresh place for a file that arrives, readable by this user alone."""
    descriptor, name = tempfile.mkstemp(prefix=".half-", dir=_folder())
    return Half(descriptor, Path(name))


def keep(arrived: Path, one: Incoming) -> tuple[Incoming, bool]:
    """Take a file that arrived whole; whether it is fresh. One that was sent before and still waits is that one.

    The file is moved; where it is not fresh it stays for the caller to remove. NotFound: the id is somebody else's.
    """
    with _keeping:
        _sweep(one.received_at)
        if _status(one.id).exists():
            known = get(one.person_id, one.id)
            if known.sha256 == one.sha256:
                return known, False
            one = replace(one, id=UUID(int=uuid7().int))  # the same page, sent again with another file
        for other in all_of(one.person_id):
            same = (other.sha256, other.importer) == (one.sha256, one.importer)
            if same and other.state not in (State.DONE, State.FAILED):
                return other, False
        clean = replace(one, name=_clean(one.name))
        place = _folder() / str(one.id)
        try:
            place.mkdir(mode=0o700, exist_ok=True)
            arrived.replace(place / clean.name)
            _write(clean)
        except OSError as problem:
            shutil.rmtree(place, ignore_errors=True)
            raise StoreFull(
                "This file could not be kept.", why=f"{problem.strerror or problem}.", todo="Send it again."
            ) from problem
    return clean, True


def get(person_id: UUID, incoming_id: UUID) -> Incoming:
    """One of a person's files. NotFound where there is none, or it is somebody else's."""
    found = _read(_status(incoming_id))
    if found is None or found.person_id != person_id:
        raise NotFound(
            "There is no such file here.", why="It was let go, or the address is mistyped.",
            todo="Choose the file again.",
        )  # fmt: skip
    return found


def all_of(person_id: UUID) -> list[Incoming]:
    """Every file of a person that is known, the latest first."""
    found = filter(None, map(_read, _folder().glob("*.json")))
    return sorted(
        (one for one in found if one.person_id == person_id), key=lambda one: one.received_at, reverse=True
    )


def change(one: Incoming) -> None:
    """Write down how far it is."""
    _write(one)


def file_of(one: Incoming) -> Path | None:
    """Where the file is; None once it was read or let go."""
    path = _folder() / str(one.id) / one.name
    return path if path.is_file() else None


def let_go(one: Incoming, *, status: bool = True) -> None:
    """Remove the file, and (status) that it was ever here."""
    shutil.rmtree(_folder() / str(one.id), ignore_errors=True)
    if status:
        _status(one.id).unlink(missing_ok=True)


def let_go_of_all(person_id: UUID) -> None:
    """Remove everything a person sent; for whoever erases them."""
    for one in all_of(person_id):
        let_go(one)


def _sweep(now: datetime) -> None:
    """Remove what stopped arriving long ago, and files that nobody came back to."""
    for path in _folder().glob(".half-*"):
        with suppress(OSError):
            if now.timestamp() - path.stat().st_mtime > _HALF_FILES_FOR.total_seconds():
                path.unlink()
    for path in _folder().glob("*.json"):
        one = _read(path)
        if one is not None and now - one.received_at > _KEPT_FOR:
            let_go(one)


def _clean(name: str) -> str:
    """A name that is a file's and never a path. Its end tells the kind of file, so that stays."""
    last = name.replace("\\", "/").rpartition("/")[2]
    plain = "".join(sign for sign in last if sign.isprintable()).strip(". ") or "file"
    stem, dot, ending = plain.rpartition(".")
    shortened = (
        f"{stem[: _LONGEST_NAME - len(ending)]}{dot}{ending}" if len(ending) <= 10 else plain[:_LONGEST_NAME]
    )
    return shortened if len(shortened.encode("utf-8", "replace")) <= 240 else f"file{dot}{ending[:10]}"


def _folder() -> Path:
    path = home.folder() / "incoming"
    path.mkdir(mode=0o700, exist_ok=True)
    return path


def _status(incoming_id: UUID) -> Path:
    return _folder() / f"{incoming_id}.json"


def _write(one: Incoming) -> None:
    told = asdict(one) | {
        "id": str(one.id),
        "person_id": str(one.person_id),
        "received_at": one.received_at.isoformat(),
        "file_id": None if one.file_id is None else str(one.file_id),
    }
    home.write_private(_status(one.id), json.dumps(told, ensure_ascii=False))


def _read(path: Path) -> Incoming | None:
    """None where there is no such file, or it is damaged."""
    try:
        told = json.loads(home.private_text(path) or "null")
        if told is None:
            return None
        question, problem = told.pop("question"), told.pop("problem")
        return Incoming(
            **told
            | {
                "id": UUID(told["id"]),
                "person_id": UUID(told["person_id"]),
                "received_at": datetime.fromisoformat(told["received_at"]),
                "state": State(told["state"]),
                "question": question and Question(**question),
                "problem": problem and Problem(**problem),
                "file_id": told["file_id"] and UUID(told["file_id"]),
            }
        )
    except (ValueError, KeyError, TypeError, AttributeError):
        return None
