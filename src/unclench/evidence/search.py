# SPDX-License-Identifier: Apache-2.0
"""Find what somebody means, also where they mistype it: "magnisium", "charlie horse", "cramp in sole".

An index maps words to the entries they stand in, each with a weight (a word of the title counts more than one of the
text). A query's words meet the index's words whole, by their beginning, or by shared groups of three letters; a rare
word says more than one that stands everywhere. The phone runs a twin of `search` (web/static/js/search.js) over the
same index, so that it answers without network.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

__all__ = ["Entry", "Index", "build", "index_json", "search"]

TITLE_WEIGHT = 3
ALSO_WEIGHT = 3
TEXT_WEIGHT = 1
WHOLE = 1.0
BEGINNING = 0.8
LIKE = 0.7
ALIKE_ENOUGH = 0.42
SHORTEST_BEGINNING = 3
MOST_FOUND = 20
UNSAID = frozenset(
    (
        *(
            "a",
            "an",
            "and",
            "are",
            "as",
            "at",
            "be",
            "by",
            "can",
            "do",
            "does",
            "for",
            "from",
            "get",
            "has",
            "have",
        ),
        *(
            "how",
            "i",
            "in",
            "is",
            "it",
            "me",
            "my",
            "of",
            "on",
            "or",
            "that",
            "the",
            "to",
            "what",
            "when",
            "which",
        ),
        *("why", "with", "you", "your"),
    )
)
"""Words that say nothing about what is meant."""


@dataclass(frozen=True, slots=True)
class Entry:
    """Something that can be found. also: other words for it, as strong as the title. text: a line that describes it."""

    kind: str
    id: str
    title: str
    also: tuple[str, ...]
    text: str


@dataclass(frozen=True, slots=True)
class Index:
    """words: word -> {entry number: weight}. threes: three letters -> the words that hold them."""

    entries: tuple[Entry, ...]
    words: Mapping[str, Mapping[int, int]]
    threes: Mapping[str, tuple[str, ...]] = field(repr=False)


def build(entries: Iterable[Entry]) -> Index:
    """The index of these entries."""
    kept = tuple(entries)
    words: dict[str, dict[int, int]] = defaultdict(dict)
    for number, entry in enumerate(kept):
        weighed = (
            (entry.title, TITLE_WEIGHT),
            (" ".join(entry.also), ALSO_WEIGHT),
            (entry.text, TEXT_WEIGHT),
        )
        for text, weight in weighed:
            for word in words_of(text):
                words[word][number] = max(weight, words[word].get(number, 0))
    threes: dict[str, list[str]] = defaultdict(list)
    for word in words:
        for three in threes_of(word):
            threes[three].append(word)
    return Index(kept, dict(words), {three: tuple(found) for three, found in threes.items()})


def search(index: Index, query: str, most: int = MOST_FOUND) -> list[Entry]:
    """The entries a query means, best first; none where nothing fits."""
    asked = words_of(query)
    if not asked:
        return []
    scores: dict[int, float] = defaultdict(float)
    for word in asked:
        best: dict[int, float] = {}
        for known, likeness in _alike(index, word).items():
            found = index.words[known]
            rare = math.log(1 + len(index.entries) / len(found))
            for number, weight in found.items():
                best[number] = max(best.get(number, 0.0), likeness * weight * rare)
        for number, score in best.items():
            scores[number] += score
    ranked = sorted(scores, key=lambda n: (-round(scores[n], 6), index.entries[n].title, n))
    return [index.entries[number] for number in ranked[:most]]


def words_of(text: str) -> list[str]:
    """The words of a text that say something, without accents and case, each once, in their order."""
    plain = unicodedata.normalize("NFD", text.lower())
    letters = "".join(letter for letter in plain if unicodedata.category(letter) != "Mn")
    found = re.findall(r"[a-z0-9ß]+", letters)
    return [word for word in dict.fromkeys(found) if len(word) > 1 and word not in UNSAID]


def threes_of(word: str) -> set[str]:
    """Groups of three letters, with the beginning marked."""
    padded = f"^{word}$"
    return {padded[i : i + 3] for i in range(len(padded) - 2)}


def _alike(index: Index, word: str) -> dict[str, float]:
    """The index's words that a query's word may mean, with how likely, from 0 to 1."""
    mine = threes_of(word)
    shared: dict[str, int] = defaultdict(int)
    for three in mine:
        for known in index.threes.get(three, ()):
            shared[known] += 1
    alike: dict[str, float] = {}
    for known, count in shared.items():
        if known == word:
            alike[known] = WHOLE
        elif len(word) >= SHORTEST_BEGINNING and known.startswith(word):
            alike[known] = BEGINNING
        else:
            likeness = 2 * count / (len(mine) + len(threes_of(known)))
            if likeness >= ALIKE_ENOUGH:
                alike[known] = LIKE * likeness
    return alike


def index_json(
    index: Index,
    href: Mapping[tuple[str, str], str],
    kinds: Mapping[str, str],
    languages: Mapping[tuple[str, str], str] | None = None,
) -> dict[str, Any]:
    """The index as the phone keeps it: rows of [kind in words, title, address, text], and words to [number, weight].

    languages: of entries whose title and text are not in the language of the page; a fifth value of their rows.
    """
    other = languages or {}
    return {
        "entries": [
            [kinds[entry.kind], entry.title, href[key], entry.text, *([other[key]] if key in other else [])]
            for entry in index.entries
            for key in ((entry.kind, entry.id),)
        ],
        "words": {word: [list(pair) for pair in found.items()] for word, found in index.words.items()},
    }
