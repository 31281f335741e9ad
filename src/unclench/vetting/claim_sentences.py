# SPDX-License-Identifier: Apache-2.0
"""The sentences of a label that may claim something, and what in them is denied and so no claim."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from unclench.vetting.label import Label, Statement

__all__ = ["NAME", "Sentence", "denied", "said_of", "sentences_of"]

NAME = "name"

_MOST_LETTERS = 20_000
_FRONT = ("display", "panel", "front")
_USES = ("indications", "uses", "purpose", "health_claim", "identity")

_DISCLAIMERS = re.compile(
    r"(?:these|this) (?:statements?|products?|claims?)[^.]{0,60}(?:has|have) not been (?:evaluated|approved)[^.]{0,120}"
    r"|not been evaluated by the[^.]{0,20}f\.?d\.?a\b[^.]{0,20}"
    r"|(?:is |are )?not intended to (?:diagnose|treat|cure|prevent|mitigate)[^.]{0,160}"
    r"|claims? based on (?:traditional )?homeopathic[^.]{0,120}"
    r"|not fda evaluated",
    re.IGNORECASE,
)
# A full stop inside a number or an abbreviation ends nothing: "0.05%", "H.P.U.S.".
_ENDS = re.compile(r"(?<=[!?])\s+|(?<!\b[A-Za-z])\.(?=\s|$)\s*|\n+")
_DENIAL = re.compile(
    r"\b(?:not|no|never|cannot|can't|doesn't|don't|isn't|without|neither|nor|kein\w*|nicht|ohne)\b(?! only)",
    re.IGNORECASE,
)
_STOPS_A_DENIAL = re.compile(
    r"[;:!?•■▪●]|\bbut\b|, (?!(?:or |and |nor )?(?:diagnos|treat|cur|prevent|mitigat|heal|eliminat))"
)
_TAGS = re.compile(r"<[^<>]{0,300}>")


@dataclass(frozen=True, slots=True)
class Sentence:
    """text: as printed, blanks made one. rank: 0 the name, 1 the front panel, 2 the uses, 3 the rest."""

    text: str
    field: str
    rank: int


def sentences_of(label: Label) -> tuple[Sentence, ...]:
    """What may claim something, the most prominent first, each once."""
    named = " ".join(dict.fromkeys(part for part in (label.brand, label.name) if part))
    given = [Statement(text=named, field=NAME)] if named else []
    found: dict[str, Sentence] = {}
    for one in (*given, *said_of(label)):
        for text in _split(one.text):
            sentence = Sentence(text, one.field, _rank(one.field))
            known = found.get(text.casefold())
            if known is None or sentence.rank < known.rank:
                found[text.casefold()] = sentence
    return tuple(sorted(found.values(), key=lambda sentence: sentence.rank))


def said_of(label: Label) -> tuple[Statement, ...]:
    """What the label says it does or is for, its name aside."""
    return tuple(one for one in (*label.claims, *label.purpose) if one.field != NAME and one.text.strip())


def denied(sentence: str, start: int) -> bool:
    """Whether a denial before this place reaches it: "not for immediate relief", "does not treat, cure or prevent"."""
    return any(
        (stop := _STOPS_A_DENIAL.search(sentence, hit.end())) is None or stop.start() >= start
        for hit in _DENIAL.finditer(sentence, 0, start)
    )


def _split(text: str) -> list[str]:
    clean = unicodedata.normalize("NFKC", text[:_MOST_LETTERS])
    clean = "".join(
        letter for letter in clean if letter == "\n" or unicodedata.category(letter) not in ("Cf", "Cc")
    )
    # A line break within a sentence says nothing; an empty line ends one.
    clean = re.sub(r"(?<!\n)\n(?!\n)", " ", _TAGS.sub(" ", clean))
    clean = _DISCLAIMERS.sub(" ", clean)
    return [told for part in _ENDS.split(clean) if (told := " ".join(part.split()))]


def _rank(field: str) -> int:
    low = field.lower()
    if low == NAME:
        return 0
    if any(word in low for word in _FRONT):
        return 1
    return 2 if any(word in low for word in _USES) else 3
