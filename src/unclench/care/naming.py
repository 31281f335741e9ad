# SPDX-License-Identifier: Apache-2.0
"""Which key a person means: by its id, another name, the label of an illness or an area, or words around one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from unclench.care.plain_words import most_distance, name_of, tokens
from unclench.care.vocabulary import Group, KeyKind, Vocabulary
from unclench.evidence import Library
from unclench.evidence.spelling import distance

__all__ = ["Naming"]

_BEFORE = ("has", "is", "had", "have", "history of", "known", "with", "suffers from", "diagnosed with", "hat")
_LASTING = frozenset({Group.WHO_YOU_ARE, Group.WHAT_WENT_BEFORE, Group.MEDICINES})
_NOT_THEIRS = frozenset(
    {
        "no", "not", "without", "never", "denies", "denied", "negative", "kein", "keine", "ohne",
        "nicht", "nie", "family", "mother", "father", "brother", "sister", "parent", "parents", "son",
        "daughter", "husband", "wife", "familie", "mutter", "vater", "risk", "fear", "afraid",
        "screening", "ruled", "excluded",
    }
)  # fmt: skip
_SHORTEST_WITHIN = 4
_SHORTEST_GUESS = 7


@dataclass(frozen=True, slots=True)
class Naming:
    """names: as keys are written -> the key. phrases: words of yes_no keys -> the key. within: those of what lasts,
    which may stand among other words. areas: words -> the id of an area.
    """

    names: Mapping[str, str]
    phrases: Mapping[str, str]
    within: Mapping[str, str]
    areas: Mapping[str, str]

    @classmethod
    def of(cls, words: Vocabulary, *libraries: Library) -> Naming:
        """All names of a vocabulary, with the labels of conditions and areas in each library; the first goes first."""
        names = {name_of(name): key for name, key in words.names.items()}
        phrases = {
            name.replace("_", " "): key
            for name, key in names.items()
            if words.keys[key].kind is KeyKind.YES_NO
        }
        areas: dict[str, str] = {}
        for library in libraries:
            areas = _areas(library) | areas
            for label, thing in _labels(library).items():
                key = names.get(thing) or names.get(f"area_{thing}")
                if key is not None and words.keys[key].kind is KeyKind.YES_NO:
                    phrases.setdefault(" ".join(tokens(label)), key)
        within = {
            phrase: key
            for phrase, key in phrases.items()
            if words.keys[key].group in _LASTING and len(phrase) >= _SHORTEST_WITHIN
        }
        return cls(names, phrases, within, areas)

    def meant(self, text: str) -> tuple[str, ...]:
        """The keys that a word or a few mean; none where they deny it, or speak of somebody else.

        A name that stands alone counts; so does what lasts (an illness, an operation) among other words, or misspelt.
        """
        said = tokens(text)
        whole = " ".join(said)
        if whole in self.phrases:
            return (self.phrases[whole],)
        for start in _BEFORE:
            rest = whole.removeprefix(start + " ")
            if rest != whole and rest in self.phrases:
                return (self.phrases[rest],)
        if not said or _NOT_THEIRS.intersection(said):
            return ()
        found = self._among(said)
        return found or self._nearest(whole)

    def _among(self, said: list[str]) -> tuple[str, ...]:
        found: dict[str, None] = {}
        place = 0
        while place < len(said):
            for end in range(len(said), place, -1):
                key = self.within.get(" ".join(said[place:end]))
                if key is not None:
                    found[key] = None
                    place = end - 1
                    break
            place += 1
        return tuple(found)

    def _nearest(self, whole: str) -> tuple[str, ...]:
        """The one name that is a letter or two off, of those that begin with the same letter."""
        if len(whole) < _SHORTEST_GUESS:
            return ()
        near: list[tuple[int, str]] = []
        for phrase in self.within:
            if phrase[0] == whole[0] and len(phrase) >= _SHORTEST_GUESS:
                most = min(2, most_distance(min(len(phrase), len(whole))))
                off = distance(whole, phrase, most)
                if off <= most:
                    near.append((off, phrase))
        return (self.within[min(near)[1]],) if near else ()


def _areas(library: Library) -> dict[str, str]:
    return {" ".join(tokens(said)): area.id for area in library.areas.values() for said in
            (area.id, area.label, *area.also)}  # fmt: skip


def _labels(library: Library) -> dict[str, str]:
    """Labels of conditions and areas -> the id of what they call."""
    labels = {
        one.label: one.key for one in (*library.conditions.values(), *library.product_conditions.values())
    }
    labels |= {area.label: area.id for area in library.areas.values()}
    return labels | {said: area.id for area in library.areas.values() for said in area.also}
