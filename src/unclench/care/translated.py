# SPDX-License-Identifier: Apache-2.0
"""The rule book in another language: content/<language>/care/ holds texts by id, and nothing but texts.

It is laid over the book that stands, so a translation can change how a rule is said and never what it decides. What
it does not say stays English.
"""

from __future__ import annotations

import string
from collections.abc import Iterator, Mapping
from dataclasses import fields, replace
from pathlib import Path
from types import MappingProxyType

from unclench.care.book import BookRule, RuleBook
from unclench.care.medicines import MedicineNames
from unclench.care.naming import Naming
from unclench.care.sentences import ENGLISH, Sentences
from unclench.care.vocabulary import Group, Key, LevelWords, NoRule
from unclench.errors import ContentError
from unclench.evidence import Library
from unclench.evidence.fields import Fields, records
from unclench.evidence.reading import read
from unclench.evidence.row import Row
from unclench.evidence.wording import faults

__all__ = ["in_words_of"]

_LISTS = ("findings", "questions", "rules", "flags", "levels", "medicines")
_PARTS = ("no_rule", "words")


def in_words_of(library: Library, place: Path, english: RuleBook) -> tuple[RuleBook, list[ContentError]]:
    """The English book in the words of a library's language, and everything wrong with those words.

    place: the folder of the language. A medicine or an area may be named in either language.
    """
    said = _Said(place)
    keys = {key.id: _key(said, key) for key in english.keys.values()}
    medicines = tuple(
        replace(one, label=said.text("medicines", one.id, "label", one.label), also=(*one.also, one.label))
        for one in english.vocabulary.medicines
    )
    vocabulary = replace(
        english.vocabulary,
        keys=MappingProxyType(keys),
        medicines=medicines,
        levels=MappingProxyType(
            {level: _level(said, words) for level, words in english.vocabulary.levels.items()}
        ),
        no_rule=_no_rule(said, english.vocabulary.no_rule),
        sentences=_sentences(said),
    )
    book = replace(
        english,
        vocabulary=vocabulary,
        rules=tuple(_rule(said, rule) for rule in english.rules),
        naming=Naming.of(vocabulary, english.library, library),
        medicines=MedicineNames.of(medicines),
        library=library,
    )
    said.close()
    # The rules of one red flag share its words, and a mistake in them is told once.
    return book, list({problem.sentence: problem for problem in said.problems}.values())


class _Said:
    """What the files of a language say, by list and id, with everything found wrong on the way."""

    def __init__(self, place: Path) -> None:
        self.problems: list[ContentError] = []
        self._rows: dict[tuple[str, str], Fields] = {}
        self._asked: set[tuple[str, str]] = set()
        for path in sorted((place / "care").glob("*.yaml")):
            self._read(path, f"{place.name}/care/{path.name}")

    def _read(self, path: Path, name: str) -> None:
        try:
            content = read(path, name)
        except ContentError as problem:
            self.problems.append(problem)
            return
        for key in content if isinstance(content, Row) else ("file",):
            if key in _LISTS:
                for row in records(content, key, name, self.problems):
                    row.text("id")
                    self._keep(key, row)
            elif key in _PARTS and isinstance(content[key], Row):
                self._keep(key, Fields(content[key], name, key, self.problems))
            else:
                self.problems.append(ContentError(name, key, "is not a list of this file"))

    def _keep(self, kind: str, row: Fields) -> None:
        first = self._rows.setdefault((kind, row.record), row)
        if first is not row:
            row.wrong(f"stands also in {first.file}")

    def row(self, kind: str, key: str) -> Fields:
        """What is said about a record; where nothing is, a row in which every text is missing."""
        self._asked.add((kind, key))
        return self._rows.setdefault((kind, key), Fields(Row(0), "", key, self.problems))

    def text(self, kind: str, key: str, name: str, english: str) -> str:
        """One text, or the English one."""
        row = self.row(kind, key)
        said = row.text(name, "")
        if said and not english:
            row.wrong(f"“{name}” translates nothing: the English record has no such text")
        _hold(row, (said,))
        return said or english

    def texts(self, kind: str, key: str, name: str, english: tuple[str, ...]) -> tuple[str, ...]:
        """As many lines as in English, or the English ones."""
        row = self.row(kind, key)
        said = row.texts(name)
        if said and len(said) != len(english):
            row.wrong(f"“{name}” holds {len(said)} lines, and the English record {len(english)}")
        _hold(row, said)
        return said or english

    def close(self) -> None:
        """Notes every field without meaning, and every record that English does not have."""
        for (kind, key), row in self._rows.items():
            if (kind, key) in self._asked:
                row.close()
            else:
                row.wrong(f"unknown id “{key}”: content has no such record under “{kind}”")


def _hold(row: Fields, texts: tuple[str, ...]) -> None:
    for text in texts:
        for fault in faults(text):
            row.wrong(fault)


def _key(said: _Said, key: Key) -> Key:
    if key.group is Group.FLAG_QUESTION:  # its question is its meaning, too
        text = said.text("questions", key.id, "text", key.meaning)
        return replace(key, ask=text if key.ask else "", meaning=text)
    return replace(
        key,
        ask=said.text("findings", key.id, "ask", key.ask),
        meaning=said.text("findings", key.id, "meaning", key.meaning),
    )


def _rule(said: _Said, rule: BookRule) -> BookRule:
    """A rule; those of a red flag share its words."""
    kind, key = ("flags", rule.flag) if rule.flag else ("rules", rule.id)
    return replace(
        rule,
        reason=said.text(kind, key, "claim", rule.reason),
        within=said.text(kind, key, "within", rule.within),
        meanwhile=said.texts(kind, key, "meanwhile", rule.meanwhile),
    )


def _level(said: _Said, words: LevelWords) -> LevelWords:
    return replace(
        words,
        heading=said.text("levels", words.level, "heading", words.heading),
        within=said.text("levels", words.level, "within", words.within),
        do_now=said.texts("levels", words.level, "do_now", words.do_now),
    )


def _no_rule(said: _Said, words: NoRule) -> NoRule:
    return NoRule(
        heading=said.text("no_rule", "no_rule", "heading", words.heading),
        say=said.text("no_rule", "no_rule", "say", words.say),
        would_change=said.texts("no_rule", "no_rule", "would_change", words.would_change),
    )


def _sentences(said: _Said) -> Sentences:
    row = said.row("words", "words")
    frames = {one.name: row.text(one.name, "") for one in fields(Sentences) if one.name != "units"}
    for name, frame in frames.items():
        english = getattr(ENGLISH, name)
        if frame and _places(frame) != _places(english):
            row.wrong(f"the placeholders of “{name}” must be those of “{english}”")
    units = row.part("units") or Fields(Row(0), row.file, row.record, said.problems)
    known: Mapping[str, str] = {unit: units.text(unit, "") or word for unit, word in ENGLISH.units.items()}
    units.close()
    return replace(
        ENGLISH, units=MappingProxyType(known), **{name: text for name, text in frames.items() if text}
    )


def _places(frame: str) -> list[str]:
    return sorted(_named(frame))


def _named(frame: str) -> Iterator[str]:
    for _text, name, _spec, _conversion in string.Formatter().parse(frame):
        if name is not None:
            yield name
