# SPDX-License-Identifier: Apache-2.0
"""Names as people type them: other case, other signs, a letter wrong.

A wrong guess would be worse than none (hypotension is not hypertension), so only a slip or two in a long word pass,
and only where one name is nearer than every other.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache

from unclench.evidence.spelling import distance

__all__ = ["named", "plain"]

_SHORTEST = 5
_LIKE = 0.84
_A_NAME = 60


def plain(text: str) -> str:
    """Small letters without accents, signs as blanks, blanks once."""
    return _plain_name(text) if len(text) <= _A_NAME else _plain(text)


@lru_cache(maxsize=4096)
def _plain_name(text: str) -> str:
    return _plain(text)


def _plain(text: str) -> str:
    letters = "".join(
        letter
        for letter in unicodedata.normalize("NFKD", text.casefold())
        if unicodedata.category(letter) != "Mn"
    )
    return " ".join(re.findall(r"[^\W_]+", letters))


def named(said: str, names: Mapping[str, str]) -> str | None:
    """What is meant, of these plain names; None where none or more than one is near."""
    asked = plain(said)
    if asked in names:
        return names[asked]
    if len(asked) < _SHORTEST:
        return None
    near: dict[str, int] = {}
    for name, meant in names.items():
        most = int(max(len(asked), len(name)) * (1 - _LIKE))
        if abs(len(asked) - len(name)) <= most and (off := distance(asked, name, most)) <= most:
            near[meant] = min(off, near.get(meant, off))
    best = sorted(near, key=lambda meant: (near[meant], meant))
    if not best or (len(best) > 1 and near[best[0]] == near[best[1]]):
        return None
    return best[0]
