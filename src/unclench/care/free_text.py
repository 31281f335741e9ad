# SPDX-License-Identifier: Apache-2.0
"""A transparent word list over free text. It may raise a key to yes; it never says no and takes nothing back."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from unclench.care.plain_words import plain, tokens
from unclench.care.vocabulary import Key

__all__ = ["WordList", "heard_in"]


def _stem(word: str) -> str:
    """Without the s of the plural; short words stay."""
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


_CLAUSE = re.compile(r"[.,;!?\n()]|\b(?:but|however|although|except|aber|jedoch|sondern)\b")
_CANNOT = re.compile(r"\b(?:can not|cant|could not|couldnt|unable to|kann nicht)\b")
_DENIES = frozenset(
    {
        "no", "not", "never", "without", "denies", "denied", "neither", "nor", "isnt", "arent", "wasnt",
        "dont", "doesnt", "didnt", "hasnt", "havent", "negative", "absent", "kein", "keine", "keinen",
        "keiner", "keinerlei", "nicht", "ohne", "nie", "niemals", "weder", "noch",
    }
)  # fmt: skip
# After these, what follows is not denied: “no idea why the leg is swollen”, “does not stop”, “not sure”.
_STILL_SAID = frozenset(
    {
        "idea", "sure", "stop", "stops", "stopping", "go", "goes", "going", "get", "getting", "better",
        "improve", "improving", "ease", "easing", "eases", "know", "help", "helps", "helping", "sleep",
        "sleeping", "only", "just", "longer", "wonder", "matter", "hoeren", "hoert", "besser", "weg",
        "sicher", "nur", "mehr",
    }
)  # fmt: skip
_DENY, _GO_ON = frozenset(map(_stem, _DENIES)), frozenset(map(_stem, _STILL_SAID))
_REACH = 4
"""How many words before a sign a “no” still denies it."""
_GAP = 2
"""How many words may stand between two words of a phrase: “calf hot and swollen”."""
_FILLERS = frozenset(
    {
        "is", "are", "was", "were", "be", "been", "am", "the", "a", "an", "my", "his", "her", "their",
        "this", "that", "very", "so", "quite", "really", "bit", "also", "has", "have", "had", "feels",
        "feel", "felt", "looks", "ist", "sind", "war", "der", "die", "das", "ein", "eine", "mein",
        "meine", "sehr", "auch", "hat", "habe", "fuehlt", "sich",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class WordList:
    """by_word: the first word of a phrase -> the phrases with their keys, each phrase as its words."""

    by_word: Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]

    @classmethod
    def of(cls, keys: Iterable[Key]) -> WordList:
        """The phrases of these keys."""
        found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        for key in keys:
            for phrase in key.words:
                words = _said(tokens(_CANNOT.sub("cannot", plain(phrase))))
                if words:
                    found.setdefault(words[0], []).append((words, key.id))
        return cls({word: tuple(phrases) for word, phrases in found.items()})


def heard_in(text: str, words: WordList) -> dict[str, str]:
    """The keys a text raises, each with the words that did; signs that are denied (“no swelling”) raise nothing."""
    heard: dict[str, str] = {}
    for clause in _CLAUSE.split(_CANNOT.sub("cannot", plain(text))):
        said = _said(tokens(clause))
        for place, word in enumerate(said):
            for phrase, key in words.by_word.get(word, ()):
                end = _ends(said, place, phrase)
                if end and key not in heard and not _denied(said, place, end):
                    heard[key] = " ".join(said[place:end])
    return heard


def _said(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(_stem(word) for word in words if word not in _FILLERS)


def _ends(said: tuple[str, ...], place: int, phrase: tuple[str, ...]) -> int:
    """Where the phrase that begins here ends, or 0 where it does not go on; a few words may stand between."""
    here = place + 1
    for word in phrase[1:]:
        near = said[here : here + _GAP + 1]
        if word not in near or _DENY.intersection(near[: near.index(word)]):
            return 0
        here += near.index(word) + 1
    return here


def _denied(said: tuple[str, ...], place: int, end: int) -> bool:
    before = said[max(0, place - _REACH) : place]
    for number, word in enumerate(before):
        follower = said[place - len(before) + number + 1]
        if word in _DENY and follower not in _GO_ON:
            return True
    after = said[end : end + 1]
    return bool(after) and after[0] in {"no", "nein", "not", "nicht", "absent", "negative"}
