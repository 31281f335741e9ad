# SPDX-License-Identifier: Apache-2.0
"""From a flat mapping, as JSON holds it, to findings. Nothing is dropped in silence, and nothing makes it fail."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any

from unclench.care.book import RuleBook
from unclench.care.entities import Findings, MedicineRead, Reading, Value
from unclench.care.free_text import heard_in
from unclench.care.medicines import read_medicines
from unclench.care.numbers import NotANumber, number_in
from unclench.care.plain_words import is_nothing, is_unknown, name_of, plain, tokens, yes_or_no
from unclench.care.vocabulary import Key, KeyKind

__all__ = ["read"]

_BEFORE_A_NAME = ("has_", "is_", "had_", "have_", "takes_", "on_", "uses_", "taking_", "history_of_", "with_")
_MOST_SHOWN = 60
_LISTED = ";\n,"
_SIDES = frozenset(
    {"left", "right", "both", "l", "r", "links", "rechts", "beide", "beidseits", "bilateral", "middle"}
)


def read(mapping: Mapping[str, Any], book: RuleBook) -> Reading:
    """What a flat mapping says. Any key of the vocabulary, other names for it, ids of the flags' questions.

    Yes and no may be said as words, in English or German; numbers with a comma and a unit; lists as one text. Whatever
    cannot be taken is listed in `not_understood` with the reason, and stays not known.
    """
    taken = _Taken(book)
    said = sorted(
        ((str(key), value) for key, value in mapping.items()), key=lambda pair: (_is_own(pair[0], book), pair)
    )
    for name, value in said:
        taken.take(name, value)
    return taken.reading()


def _is_own(name: str, book: RuleBook) -> bool:
    """Other names are read first, so that what a key's own name says stands at the end."""
    return name in book.keys


class _Taken:
    """What was taken so far."""

    def __init__(self, book: RuleBook) -> None:
        self.book = book
        self.values: dict[str, Value] = {}
        self.heard: dict[str, str] = {}
        self.read: dict[MedicineRead, None] = {}
        self.strange: dict[str, None] = {}

    def reading(self) -> Reading:
        strange = tuple(self.strange)
        return Reading(
            Findings(
                MappingProxyType(self.values), MappingProxyType(self.heard), tuple(self.read), strange,
            ),
            strange,
        )  # fmt: skip

    def take(self, name: str, value: Any) -> None:
        key = self._key(name)
        if key is None:
            self._stranger(name, value)
        elif not _is_unknown(value):
            {KeyKind.YES_NO: self._yes_no, KeyKind.NUMBER: self._number, KeyKind.WORDS: self._words}[
                key.kind
            ](key, name, value)

    def _key(self, name: str) -> Key | None:
        found = self.book.naming.names.get(name_of(name))
        return None if found is None else self.book.keys[found]

    def _not_understood(self, name: str, why: str = "") -> None:
        self.strange[f"{name[:_MOST_SHOWN]}: {why}" if why else name[:_MOST_SHOWN]] = None

    def _yes(self, key: str, words: str = "") -> None:
        if words and self.values.get(key) is not True:
            self.heard[key] = words
        self.values[key] = True

    def _yes_no(self, key: Key, name: str, value: Any) -> None:
        said = value if isinstance(value, bool) else _flag(value)
        if said is None:
            self._not_understood(name, "answer it with yes, no or unknown")
            self._hear(value)
        elif said:
            self._yes(key.id)
            self.heard.pop(key.id, None)
        else:
            self.values.setdefault(key.id, False)

    def _number(self, key: Key, name: str, value: Any) -> None:
        try:
            number = number_in(value, key.id, key.unit)
        except NotANumber as fault:
            self._not_understood(name, str(fault))
            return
        before = self.values.get(key.id)
        if before is not None and before != number:
            self._not_understood(name, f"{key.id} was said twice; {number:g} is used")
        self.values[key.id] = number

    def _words(self, key: Key, name: str, value: Any) -> None:
        texts = [*_texts(value)]
        if not texts and value not in ([], ""):
            self._not_understood(name, "write it in words")
            return
        before = self.values.get(key.id)
        listed = tuple(dict.fromkeys((*(before if isinstance(before, tuple) else ()), *texts)))
        if key.id in ("medicines", "new_medicines"):
            self._medicines(name, texts, new=key.id == "new_medicines")
        elif key.id == "text":
            for text in texts:
                self._hear(text)
        else:
            listed = tuple(dict.fromkeys(part for text in listed for part in self._holds(key, name, text)))
        self.values[key.id] = listed

    def _medicines(self, name: str, texts: list[str], *, new: bool = False) -> None:
        """Each name answers the key of its class; a new one says also that it is new."""
        read, strange = read_medicines(texts, self.book.medicines)
        for one in read:
            self.read[one] = None
            self._yes(one.key)
            newly = one.key.replace("takes_", "new_", 1)
            if new and newly in self.book.keys:
                self._yes(newly)
        if new and (read or strange) and "new_medicine" in self.book.keys:
            self._yes("new_medicine")
        for text in strange:
            self._not_understood(name, text[:_MOST_SHOWN])

    def _holds(self, key: Key, name: str, text: str) -> Iterator[str]:
        """What a word of a list means: an area by its id; an illness or the sex as a key that holds."""
        for part in (one.strip() for one in _split(text, self.book)):
            if is_nothing(part) or is_unknown(part):
                continue
            area = self.book.naming.areas.get(" ".join(tokens(part))) if key.id == "areas" else None
            found = (self._sex(part) if key.id == "sex" else ()) or self.book.naming.meant(part)
            for one in found:
                self._yes(one)
            if area is None and not found and not (key.id == "side" and plain(part) in _SIDES):
                self._not_understood(name, part[:_MOST_SHOWN])
            yield area or part

    def _sex(self, text: str) -> tuple[str, ...]:
        word = plain(text)
        if word in {"f", "w", "female", "woman", "girl", "weiblich", "frau", "maedchen"}:
            return tuple(key for key in ("sex_female",) if key in self.book.keys)
        if word in {"m", "male", "man", "boy", "maennlich", "mann", "junge"}:
            self.values.setdefault("sex_female", False)
            return tuple(key for key in ("sex_male",) if key in self.book.keys)
        return ()

    def _hear(self, value: Any) -> None:
        """Words where none were asked for may still raise a sign."""
        for text in _texts(value):
            for key, words in heard_in(text, self.book.word_list).items():
                self._yes(key, words)

    def _stranger(self, name: str, value: Any) -> None:
        """A name that is not ours is listed; what it seems to say may raise a sign and never lowers one."""
        self._not_understood(name)
        said = value if isinstance(value, bool) else _flag(value)
        words = name.replace("_", " ").replace("-", " ")
        if said:
            for key in self.book.naming.meant(words):
                self._yes(key, words)
            bare = next(
                (words[len(start) :] for start in _BEFORE_A_NAME if name_of(name).startswith(start)), ""
            )
            for one in read_medicines([bare or words], self.book.medicines)[0]:
                if bare or one.exactly:
                    self.read[one] = None
                    self._yes(one.key)
            self._hear(words)
        elif said is None:
            for part in (part for text in _texts(value) for part in _split(text, self.book)):
                for key in self.book.naming.meant(part):
                    self._yes(key, part.strip())
            self._hear(value)


def _is_unknown(value: Any) -> bool:
    return value is None or (isinstance(value, str) and is_unknown(value))


def _flag(value: Any) -> bool | None:
    """Yes or no, where it is said as a word or as 1 and 0."""
    if isinstance(value, int | float):
        return bool(value) if value in (0, 1) else None
    return yes_or_no(value) if isinstance(value, str) else None


def _texts(value: Any) -> Iterator[str]:
    """The texts within a value: itself, or those of a list."""
    if isinstance(value, str) and value.strip():
        yield value
    elif isinstance(value, list | tuple):
        for one in value:
            yield from _texts(one)


def _split(text: str, book: RuleBook) -> list[str]:
    """One text may list several, unless it is a name as a whole."""
    if " ".join(tokens(text)) in book.naming.phrases:
        return [text]
    parts = [text]
    for sign in _LISTED:
        parts = [one for part in parts for one in part.split(sign)]
    return [part for part in parts if part.strip()]
