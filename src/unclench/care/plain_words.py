# SPDX-License-Identifier: Apache-2.0
"""What short words mean: yes, no, not known; and text without accents and signs."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

__all__ = [
    "is_nothing",
    "is_unknown",
    "most_distance",
    "name_of",
    "plain",
    "tokens",
    "yes_or_no",
]

_YES = frozenset(
    {
        "y", "yes", "true", "yep", "yeah", "1", "on", "present", "positive", "mild", "slight",
        "slightly", "moderate", "severe", "sometimes", "often", "always", "some", "marked", "ja", "j",
        "wahr", "stimmt", "vorhanden", "leicht", "stark", "manchmal", "oft", "immer",
    }
)  # fmt: skip
_NO = frozenset(
    {
        "n", "no", "false", "nope", "0", "off", "absent", "negative", "never", "none", "denies",
        "denied", "not", "nil", "nein", "falsch", "nie", "keine", "kein", "nicht",
    }
)  # fmt: skip
_UNKNOWN = frozenset(
    {
        "", "unknown", "not known", "not sure", "unsure", "dont know", "do not know", "dunno", "na", "n a", "null",
        "maybe", "not asked", "not answered", "not stated", "not mentioned", "none given", "unbekannt", "weiss nicht",
        "nicht sicher", "weiss ich nicht", "keine angabe", "unklar", "vielleicht",
    }
)  # fmt: skip
_NOTHING = frozenset(
    {
        "none", "no", "nothing", "nil", "no medicines", "no medication", "no medications", "none known", "no drugs",
        "keine", "nein", "nichts", "keine medikamente", "no conditions", "healthy", "gesund", "keine vorerkrankungen",
    }
)  # fmt: skip
"""What people write where a list is empty."""

_WORD = re.compile(r"[a-z0-9]+(?:[.,][0-9]+)?")
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")


@lru_cache(maxsize=4096)
def plain(text: str) -> str:
    """Small letters without accents; German umlauts as two letters, apostrophes gone."""
    text = text.replace("ß", "ss").replace("’", "'")
    for umlaut, letters in (("ä", "ae"), ("ö", "oe"), ("ü", "ue"), ("Ä", "ae"), ("Ö", "oe"), ("Ü", "ue")):
        text = text.replace(umlaut, letters)
    apart = unicodedata.normalize("NFKD", text.lower()).replace("'", "")
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


def tokens(text: str) -> list[str]:
    """The words and numbers of a text.

    >>> tokens("Können-Sie 38,5 °C?")
    ['koennen', 'sie', '38,5', 'c']
    """
    return _WORD.findall(plain(text))


def name_of(text: str) -> str:
    """A name as keys are written.

    >>> name_of("Leg-swollen "), name_of("legSwollen")
    ('leg_swollen', 'leg_swollen')
    """
    return "_".join(tokens(_CAMEL.sub(" ", text.strip()).replace("_", " ")))


def is_unknown(text: str) -> bool:
    """Whether somebody says that they do not know."""
    return " ".join(tokens(text)) in _UNKNOWN


def is_nothing(text: str) -> bool:
    """Whether somebody says that a list is empty."""
    return " ".join(tokens(text)) in _NOTHING


def yes_or_no(text: str) -> bool | None:
    """What a word or two say; None where it is neither a yes nor a no. “yes, since Monday” is a yes.

    >>> yes_or_no("Ja"), yes_or_no("no, never"), yes_or_no("since Monday")
    (True, False, None)
    """
    first = tokens(re.split(r"[,;:.(-]", text.strip(), maxsplit=1)[0])
    if len(first) != 1:
        return None
    return True if first[0] in _YES else False if first[0] in _NO else None


def most_distance(length: int) -> int:
    """How many letters of a word may be off before it is another word: none in a short one."""
    return 0 if length < 5 else 1 if length < 8 else 2 if length < 12 else 3
