# SPDX-License-Identifier: Apache-2.0
"""One-time tokens: a word typed from a terminal or a letter that opens the door once.

Only a token's hash is kept, in the data folder, one file each; using it removes the file, and of two that try at the
same moment one succeeds. This file needs no Django: the command line makes the first token before the server runs.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import secrets
from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import Path

from unclench.store import home

__all__ = ["GOOD_FOR", "TokenKind", "is_good", "make", "use"]

_LETTERS = "ABCDEFGHJKMNPQRSTVWXYZ23456789"
"""No I, L, O, U, 0 or 1: nothing that looks like something else."""

_LENGTH = 16

GOOD_FOR = timedelta(days=7)
"""How long an unused token opens the door."""


class TokenKind(StrEnum):
    """FIRST makes the owner's account; INVITATION makes another."""

    FIRST = "first"
    INVITATION = "invitation"


def make(kind: TokenKind, now: datetime) -> str:
    """A new token such as QX7F-2MKD-9RTH-C4WB; a new FIRST one replaces the older ones. now: aware."""
    _sweep(now, kind if kind is TokenKind.FIRST else None)
    letters = "".join(secrets.choice(_LETTERS) for _ in range(_LENGTH))
    expires = (now + GOOD_FOR).isoformat()
    home.write_private(
        _folder() / f"{_hash(letters)}.json", json.dumps({"kind": kind.value, "expires_at": expires})
    )
    return "-".join(letters[start : start + 4] for start in range(0, _LENGTH, 4))


def is_good(typed: str, kind: TokenKind, now: datetime) -> bool:
    """True where this token is known, unused and not too old. Spaces, dashes and case do not matter."""
    return _found(typed, kind, now) is not None


def use(typed: str, kind: TokenKind, now: datetime) -> bool:
    """Spend the token: True for the one caller that does, False for everybody after."""
    file = _found(typed, kind, now)
    if file is None:
        return False
    try:
        file.unlink()
    except FileNotFoundError:
        return False
    return True


def _found(typed: str, kind: TokenKind, now: datetime) -> Path | None:
    wanted = _hash("".join(letter for letter in typed.upper() if letter.isalnum())[:64])
    found = None
    for file in _folder().glob("*.json"):
        if hmac.compare_digest(file.stem, wanted) and _says(file) == kind and not _is_old(file, now):
            found = file
    return found


def _sweep(now: datetime, replaced: TokenKind | None) -> None:
    for file in _folder().glob("*.json"):
        if _is_old(file, now) or (replaced is not None and _says(file) == replaced):
            file.unlink(missing_ok=True)


def _read(file: Path) -> dict[str, str]:
    try:
        kept = json.loads(home.private_text(file) or "{}")
    except ValueError:
        return {}
    return kept if isinstance(kept, dict) else {}


def _says(file: Path) -> str | None:
    return _read(file).get("kind")


def _is_old(file: Path, now: datetime) -> bool:
    try:
        return datetime.fromisoformat(_read(file).get("expires_at", "")) <= now
    except ValueError:
        return True


def _folder() -> Path:
    path = home.folder() / "tokens"
    path.mkdir(mode=0o700, exist_ok=True)
    return path


def _hash(letters: str) -> str:
    return hashlib.sha256(letters.encode()).hexdigest()
