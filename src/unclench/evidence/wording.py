# SPDX-License-Identifier: Apache-2.0
"""What a sentence that somebody in pain reads or hears must not do."""

from __future__ import annotations

import re

__all__ = ["MOST_WORDS", "faults", "sentences"]

MOST_WORDS = 20

_ENDS = re.compile(r"(?<=[.?!])\s+")
# A number with a unit of weight or volume is a dose; the label gives those, never we.
_DOSE = re.compile(r"\d\s*(?:mg|mcg|µg|μg|g|ml|cl|l|iu|grams?|millilit\w+|milligrams?)\b", re.IGNORECASE)


def sentences(text: str) -> list[str]:
    """The sentences of a text."""
    return [part for part in _ENDS.split(text.strip()) if part]


def faults(text: str) -> list[str]:
    """What is wrong with the wording of a text; empty where nothing is."""
    found = [
        f"a sentence of {len(part.split())} words, more than {MOST_WORDS}: “{part}”"
        for part in sentences(text)
        if len(part.split()) > MOST_WORDS
    ]
    if "!" in text:
        found.append(f"an exclamation mark: “{text}”")
    if _DOSE.search(text):
        found.append(f"a dose: “{text}”")
    return found
