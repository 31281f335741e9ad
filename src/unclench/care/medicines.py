# SPDX-License-Identifier: Apache-2.0
"""Recognises medicines by name, brand or class, also misspelt: "atorvastatine", "Lipitor 20mg", "water tablet"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from unclench.care.entities import MedicineRead
from unclench.care.plain_words import is_nothing, is_unknown, most_distance, tokens
from unclench.care.vocabulary import MedicineClass
from unclench.evidence.spelling import distance

__all__ = ["MedicineNames", "read_medicines"]

_APART = re.compile(r"[,;\n/+&]|\band\b|\bund\b|\bplus\b|\bwith\b|\bmit\b", re.IGNORECASE)
_DENIED = frozenset(
    {"no", "not", "without", "never", "none", "keine", "keinen", "kein", "nicht", "ohne", "nie"}
)
_LONGEST_PHRASE = 5
_SHORTEST_GUESS = 5
# Words that stand beside names, and everyday words that are a letter or two away from one.
_NO_NAMES = frozenset(
    {
        "tablet", "tablets", "tablette", "tabletten", "capsule", "capsules", "pill", "pills", "drops",
        "spray", "cream", "daily", "weekly", "twice", "times", "every", "night", "morning", "evening",
        "taeglich", "morgens", "abends", "before", "after", "since", "weeks", "months", "years",
        "started", "stopped", "recently", "medicine", "medicines", "medication", "dose", "doses",
        "prescribed", "doctor", "blood", "pressure", "heart", "water", "sugar", "thinner", "cholesterol",
        "stomach", "sleep", "sleeping", "pain", "painkiller", "strong", "other", "various", "some",
        "little", "regular", "herbal", "vitamin", "vitamins", "mineral", "minerals", "iron", "protein",
        "caffeine", "coffee", "alcohol", "normal", "general", "current", "forte", "retard", "nothing",
        "salts", "table", "noted", "least", "metal", "later",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class MedicineNames:
    """phrases: a name as plain words -> the classes it belongs to. single: names and brands of one word, by
    first letter; everyday words for a class are never guessed."""

    phrases: Mapping[str, tuple[MedicineClass, ...]]
    single: Mapping[str, tuple[str, ...]]

    @classmethod
    def of(cls, classes: tuple[MedicineClass, ...]) -> MedicineNames:
        """The names of these classes."""
        phrases: dict[str, list[MedicineClass]] = {}
        for one in classes:
            own = (one.id.replace("_", " "), one.label, *one.names, *one.brands, *one.also)
            for name in own:
                known = phrases.setdefault(" ".join(tokens(name)), [])
                if one not in known:
                    known.append(one)
        single: dict[str, list[str]] = {}
        for phrase in {" ".join(tokens(name)): None for one in classes for name in (*one.names, *one.brands)}:
            if " " not in phrase and len(phrase) >= _SHORTEST_GUESS:
                single.setdefault(phrase[0], []).append(phrase)
        return cls(
            {phrase: tuple(found) for phrase, found in phrases.items() if phrase},
            {letter: tuple(found) for letter, found in single.items()},
        )


def read_medicines(
    said: Iterable[str], names: MedicineNames
) -> tuple[tuple[MedicineRead, ...], tuple[str, ...]]:
    """What was recognised, and what was not."""
    read: list[MedicineRead] = []
    strange: list[str] = []
    for entry in (part.strip() for text in said for part in _entries(text, names)):
        words = tokens(entry)
        if not words or is_nothing(entry) or is_unknown(entry) or _DENIED.intersection(words[:2]):
            continue
        found = [*_found(entry, words, names)]
        read += found
        if not found:
            strange.append(entry)
    return tuple(dict.fromkeys(read)), tuple(dict.fromkeys(strange))


def _entries(text: str, names: MedicineNames) -> list[str]:
    """One text may list several; a name that has such a sign in itself stays whole."""
    return [text] if " ".join(tokens(text)) in names.phrases else _APART.split(text)


def _found(entry: str, words: list[str], names: MedicineNames) -> Iterator[MedicineRead]:
    """The longest names within the words; where there are none, the nearest name of a word that looks like one."""
    place = 0
    seen = False
    while place < len(words):
        for length in range(min(_LONGEST_PHRASE, len(words) - place), 0, -1):
            phrase = _singular(" ".join(words[place : place + length]), names)
            if phrase in names.phrases:
                yield from _reads(entry, phrase, names, exactly=True)
                seen = True
                place += length - 1
                break
        place += 1
    if not seen:
        for word in words:
            near = _nearest(word, names)
            if near is not None:
                yield from _reads(entry, near, names, exactly=False)


def _singular(phrase: str, names: MedicineNames) -> str:
    if phrase not in names.phrases:
        for other in (phrase.removesuffix("s"), phrase + "s"):
            if other in names.phrases:
                return other
    return phrase


def _reads(entry: str, phrase: str, names: MedicineNames, *, exactly: bool) -> Iterator[MedicineRead]:
    for one in names.phrases[phrase]:
        yield MedicineRead(entry, phrase, one.label, one.key, exactly)


def _nearest(word: str, names: MedicineNames) -> str | None:
    """The name that is fewest letters off, of those with the same first letter; none for short or everyday words."""
    most = most_distance(len(word))
    if most == 0 or word in _NO_NAMES or word[0].isdigit():
        return None
    found = [
        (off, name)
        for name in names.single.get(word[0], ())
        if (off := distance(word, name, min(most, most_distance(len(name)))))
        <= min(most, most_distance(len(name)))
    ]
    return min(found)[1] if found else None
