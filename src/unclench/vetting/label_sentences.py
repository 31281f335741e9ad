# SPDX-License-Identifier: Apache-2.0
"""The sentences of a label that may claim something, each with the field it stands in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from unclench.vetting.label import Statement
from unclench.vetting.marks import disclaimers_out

__all__ = ["claims_in", "is_use", "is_warning"]

MOST_CLAIMS = 120
LONGEST_SENTENCE = 600
_ENDS = re.compile(r"(?<=[.!?])\s+(?=[A-Z0-9„“\"'*(■•])|\n+")
_THREE_LETTERS = re.compile(r"(?:[^\W\d_][\W\d_]*){3}")
_LISTED = frozenset({"purpose", "indications_and_usage", "health_claim"})
_HEADING = re.compile(
    r"^(?:uses?|purposes?|indications?|package/label principal display panel|other information)\W*$", re.I
)
_WARNING = re.compile(
    r"\b(?:do not|don't|keep out|keep away|stop use|external use|ask a (?:doctor|physician|health|pharmacist)|"
    r"consult (?:a|"
    r"your)|avoid contact|if pregnant|discontinue|poison control|warnings?\b|caution:|in case of|allergy alert|"
    r"store (?:in|at|"
    r"between|below|tightly)|not for use|nicht anwenden|warnhinweis|außerhalb der reichweite|tenir hors|ne pas|nicht "
    r"(?:einnehmen|auf|in)|should not be used|not suitable|not recommended|seek medical|see your doctor|talk to your|"
    r"außer reichweite|reichweite von kindern|nicht überschritten|hors de (?:la )?portée)\b", re.I,
)  # fmt: skip
_USE = re.compile(
    r"\b(?:relie(?:f|ves?|ving)|temporar(?:y|ily)|prevents?|helps?|soothes?|eases?|supports?|treats?|stops?|"
    r"ends?|wards? off|reduces?|fights?|heals?|eliminates?|proven|instant\w*|detox\w*|fast[- ]acting|linder\w*|cures?|"
    r"unterstützt|contributes? to|trägt\b.{0,60}\bbei|soulage)\b", re.I,
)  # fmt: skip


def claims_in(statements: Iterable[Statement]) -> tuple[Statement, ...]:
    """The sentences of these texts, without disclaimers, each once."""
    found: dict[str, Statement] = {}
    for one in statements:
        text = disclaimers_out(one.text)
        for sentence in _sentences(_as_one(text) if one.field in _LISTED else text):
            found.setdefault(sentence.casefold(), Statement(text=sentence, field=one.field))
            if len(found) >= MOST_CLAIMS:
                return tuple(found.values())
    return tuple(found.values())


def _as_one(text: str) -> str:
    """A list of uses is one sentence: "temporarily relieves" above, "cramps" below."""
    return re.sub(r"(?<![.!?])\n[\s•■●*-]*", " • ", text)


def _sentences(text: str) -> Iterator[str]:
    for sentence in _ENDS.split(text):
        bare = sentence.strip(" \t\n■●•▪*-–")
        if _THREE_LETTERS.search(bare) and not _HEADING.match(bare):
            yield bare[:LONGEST_SENTENCE]


def is_warning(sentence: str) -> bool:
    """Whether a sentence found outside the warnings is one."""
    return bool(_WARNING.search(sentence))


def is_use(sentence: str) -> bool:
    """Whether a sentence says what the product is good for."""
    return bool(_USE.search(sentence)) and not is_warning(sentence)
