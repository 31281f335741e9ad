# SPDX-License-Identifier: Apache-2.0
"""The id of a thing a person added: the same whether they typed its name here or a file of theirs holds it."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Container

from unclench.diary.measures import OWN_PREFIX

__all__ = ["free_own_id", "own_id", "plain", "tidy", "written_out"]

_LONGEST_SLUG = 40
_LONGEST_NAME = 80
_NAMELESS = "thing"


def tidy(name: str) -> str:
    """A name as the person wrote it, in one line, without pictures before it and without invisible signs."""
    shown = "".join(sign if sign.isprintable() else " " for sign in name)
    return re.sub(r"^[^\w(]+", "", " ".join(shown.split())).strip()[:_LONGEST_NAME]


def own_id(name: str) -> str:
    """own_… of a name: plain letters and digits, 44 characters at most. Names that lose letters, or end early, are told
    apart by a hash; one without letters or digits is a "thing"."""
    known = written_out(tidy(name).casefold())
    letters = plain(known)
    slug = re.sub(r"[^a-z0-9]+", "_", letters).strip("_")
    if not any(sign.isalnum() for sign in letters):
        slug = _NAMELESS
    elif len(slug) > _LONGEST_SLUG or any(sign.isalnum() and not sign.isascii() for sign in letters):
        mark = hashlib.blake2s(known.encode("utf-8", "replace"), digest_size=4).hexdigest()
        slug = f"{slug[: _LONGEST_SLUG - 9].strip('_')}_{mark}".strip("_")
    return OWN_PREFIX + slug


def free_own_id(name: str, taken: Container[str]) -> str:
    """The id of a name, or the first of "name 2", "name 3"... that is not taken."""
    key, number = own_id(name), 1
    while key in taken:
        number += 1
        key = own_id(f"{tidy(name)[: _LONGEST_NAME - 8].strip() or _NAMELESS} {number}")
    return key


def written_out(text: str) -> str:
    """With ä, ö and ü as two letters each, as Germans write where there are none. text: in small letters."""
    for sign, letters in (("ä", "ae"), ("ö", "oe"), ("ü", "ue")):
        text = unicodedata.normalize("NFC", text).replace(sign, letters)
    return text


def plain(name: str) -> str:
    """In small letters without marks: "Krämpfe" and "krampfe" are one."""
    parts = unicodedata.normalize("NFKD", name.casefold())
    return "".join(sign for sign in parts if not unicodedata.combining(sign))
