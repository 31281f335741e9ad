# SPDX-License-Identifier: Apache-2.0
"""The data folder: everything Unclench keeps on this machine, readable by nobody but its user.

unclench.sqlite3    the database (not there when DATABASE_URL names a PostgreSQL)
secret_key          signs sessions; made on first use
tokens/             hashes of one-time tokens that are still good
backups/            the automatic backups (UNCLENCH_BACKUPS names another folder)
"""

from __future__ import annotations

import os
import secrets
import tempfile
from pathlib import Path

from platformdirs import user_data_dir

from unclench.errors import ServingError

__all__ = ["database_file", "folder", "private_text", "secret_key", "write_private"]


def folder() -> Path:
    """The data folder ($UNCLENCH_HOME, or the platform's place for data), made with mode 0700 if missing.

    ServingError where it cannot be made or written.
    """
    path = Path(os.environ.get("UNCLENCH_HOME") or user_data_dir("unclench"))
    try:
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as problem:
        raise _unusable(path, problem) from problem
    return path


def database_file() -> Path:
    """The SQLite file in the data folder, made empty with mode 0600 if missing; its -wal and -shm inherit that."""
    path = folder() / "unclench.sqlite3"
    if not path.exists():
        try:
            os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
        except OSError as problem:
            raise _unusable(path.parent, problem) from problem
    return path


def secret_key() -> str:
    """The key that signs sessions: read, or made once; two processes that start together get the same one."""
    path = folder() / "secret_key"
    known = private_text(path)
    if known is not None:
        return known
    candidate = _temporary(path, secrets.token_urlsafe(64))
    try:
        os.link(candidate, path)  # fails if another process was first: then theirs counts
    except FileExistsError:
        pass
    except OSError:  # a file system without hard links
        if not path.exists():
            candidate.replace(path)
    finally:
        candidate.unlink(missing_ok=True)
    made = private_text(path)
    if made is None:
        raise _unusable(path.parent, OSError("the secret key could not be kept"))
    return made


def private_text(path: Path) -> str | None:
    """What a private file says, without surrounding space; None where it is missing or empty."""
    try:
        return path.read_text("utf-8").strip() or None
    except FileNotFoundError:
        return None
    except OSError as problem:
        raise _unusable(path.parent, problem) from problem


def write_private(path: Path, text: str) -> None:
    """Put text into a file with mode 0600: whole or not at all."""
    _temporary(path, text).replace(path)


def _temporary(path: Path, text: str) -> Path:
    try:
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)  # mode 0600
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
    except OSError as problem:
        raise _unusable(path.parent, problem) from problem
    return Path(name)


def _unusable(path: Path, problem: OSError) -> ServingError:
    return ServingError(
        f"The data folder {path} cannot be used.",
        why=f"{problem.strerror or problem}.",
        todo="Make it writable for this user, or name another one in UNCLENCH_HOME.",
    )
