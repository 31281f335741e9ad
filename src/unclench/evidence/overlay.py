# SPDX-License-Identifier: Apache-2.0
"""The library in another language: content/<language>/ holds texts by id, and nothing but texts.

What an overlay does not say stays English and is listed, so that a page can tell. What makes something safe (areas,
times, levels, sources) is never in an overlay: a translation can change how a thing is said, not what is done.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType
from typing import Any

from unclench.errors import ContentError, InputError
from unclench.evidence.entities import Remedy, Sign
from unclench.evidence.fields import Fields, records
from unclench.evidence.library import Library, Over
from unclench.evidence.reading import Row, read
from unclench.evidence.sources import OURS
from unclench.evidence.wording import faults, sentences

__all__ = ["ENGLISH", "Interface", "Translated", "check_overlay", "interface", "languages", "translated"]

ENGLISH = "en"

_LANGUAGE = re.compile(r"[a-z]{2}(-[A-Z]{2})?")
_PLACEHOLDER = re.compile(r"\{[^{}]*\}")
_REMEDIES = "remedies/"
_INTERFACE = "interface.yaml"
_ELSEWHERE = (
    "care/",
    "exposures.yaml",
)  # read and checked by the rooms of care and diary, when they are asked for
# Which lists a file may hold, and which field names the record.
_FILES: dict[str, dict[str, str]] = {
    "vocabulary.yaml": {"areas": "id", "equipment": "id", "conditions": "id"},
    "stop_signs.yaml": {"signs": "id", "areas": "area"},
    "plans.yaml": {"plans": "area"},
}
_STEPS = ("ready", "hold", "ease")
_SPOKEN = ("name", "after_tip", "why_not_guided", "often_said")

_held: dict[tuple[Path, str], tuple[str, Translated]] = {}
_words_held: dict[tuple[Path, str], tuple[str, Any]] = {}


@dataclass(frozen=True, slots=True)
class Translated:
    """A library in a language. missing: the texts that are still English, as “kind.id.field”, in order."""

    language: str
    library: Library
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Interface:
    """The words of the screens in a language, by section and key. missing: as “section.key”, still English."""

    language: str
    words: Mapping[str, Mapping[str, str]]
    missing: tuple[str, ...]


def languages(folder: Path | None = None) -> tuple[str, ...]:
    """The languages that content speaks, English first.

    >>> languages()[:2]
    ('en', 'de')
    """
    found = (path.name for path in (folder or OURS).iterdir() if path.is_dir())
    return (ENGLISH, *sorted(name for name in found if name != ENGLISH and _LANGUAGE.fullmatch(name)))


def translated(library: Library, language: str, folder: Path | None = None) -> Translated:
    """The library with its texts in a language; what is not translated stays English and is listed.

    folder: the content folder that holds the overlays. An edit of an overlay is seen at the next call. The version
    of the result differs from that of the English one, because it says something else. Raises InputError for a
    language content does not speak, and ContentError, the first of what `check_overlay` would list.
    """
    if language == ENGLISH:
        return Translated(ENGLISH, library, ())
    place = _place(folder or OURS, language)
    mark = f"{library.version} {_quick_mark(place)}"
    held = _held.get((place, language))
    if held is not None and held[0] == mark:
        return held[1]
    result, problems = _gather(library, language, place)
    if problems:
        raise problems[0]
    _held[place, language] = (mark, result)
    return result


def check_overlay(library: Library, language: str, folder: Path | None = None) -> list[ContentError]:
    """Everything wrong with the overlay of a language; empty where nothing is. What is missing is not wrong."""
    return [] if language == ENGLISH else _gather(library, language, _place(folder or OURS, language))[1]


def interface(
    language: str, english: Mapping[str, Mapping[str, str]], folder: Path | None = None
) -> Interface:
    """The words of the screens. english: the sections that are asked for, each with its English words by key.

    Raises ContentError for a key that English does not have, for placeholders that differ and for an exclamation
    mark; InputError for a language content does not speak.
    """
    if language == ENGLISH:
        return Interface(ENGLISH, english, ())
    place = _place(folder or OURS, language)
    content = _interface_rows(place, language)
    words: dict[str, Mapping[str, str]] = {}
    missing: list[str] = []
    for section, said in english.items():
        rows = content.get(section) or Row(1)
        words[section] = MappingProxyType(_section(rows, said, f"{language}/{_INTERFACE}", section))
        missing += [f"{section}.{key}" for key in said if not rows.get(key)]
    return Interface(language, MappingProxyType(words), tuple(missing))


def _place(folder: Path, language: str) -> Path:
    """The folder of a language. Checked first: the name may come from a request, and becomes part of a path."""
    if _LANGUAGE.fullmatch(language) and (folder / language).is_dir():
        return folder / language
    raise InputError(
        f"There is no content in the language “{language[:20]}”.", why="Content speaks these: "
        + ", ".join(languages(folder)) + ".", todo="Choose one of them.", field="language",
    )  # fmt: skip


def _files(place: Path) -> list[str]:
    return sorted(path.relative_to(place).as_posix() for path in place.rglob("*.yaml"))


def _quick_mark(place: Path) -> str:
    seen = [(file, (place / file).stat()) for file in _files(place)]
    return " ".join(f"{file} {at.st_size} {at.st_mtime_ns} {at.st_ctime_ns}" for file, at in seen)


class _Overlay:
    """What the files of a language say, by kind and id, with everything found wrong or missing on the way."""

    def __init__(self, place: Path, language: str) -> None:
        self.language = language
        self.problems: list[ContentError] = []
        self.missing: list[str] = []
        self._rows: dict[tuple[str, str], Fields] = {}
        for file in _files(place):
            self._read(place / file, file)

    def _read(self, path: Path, file: str) -> None:
        name = f"{self.language}/{file}"
        lists = {"remedies": "id"} if file.startswith(_REMEDIES) else _FILES.get(file)
        if lists is None:
            if file != _INTERFACE and not file.startswith(_ELSEWHERE):
                self.problems.append(ContentError(name, "file", "is not a file of an overlay"))
            return
        try:
            content = read(path, name)
        except ContentError as problem:
            self.problems.append(problem)
            return
        if not isinstance(content, Row):
            self.problems.append(ContentError(name, "file", f"must hold a list under “{next(iter(lists))}”"))
            return
        for key in content:
            if key not in lists:
                self.problems.append(ContentError(name, key, "is not a list of this file"))
                continue
            for row in records(content, key, name, self.problems, lists[key]):
                row.text(lists[key])
                kind = "stop_lines" if (file, key) == ("stop_signs.yaml", "areas") else key
                first = self._rows.setdefault((kind, row.record), row)
                if first is not row and first.file != name:
                    row.wrong(f"stands also in {first.file}")

    def row(self, kind: str, key: str) -> Fields:
        """What is said about a record; where nothing is, a row in which every text is missing."""
        return self._rows.pop((kind, key), None) or Fields(Row(0), self.language, key, self.problems)

    def text(self, row: Fields, where: str, name: str, english: str, *, spoken: bool = True) -> str:
        """One text, or the English one. spoken: held to the rules of what somebody in pain reads or hears."""
        said = row.text(name, "")
        if not said:
            if english:
                self.missing.append(where)
            return english
        if not english:
            row.wrong(f"“{name}” translates nothing: the English record has no such text")
        for fault in faults(said) if spoken else [f"an exclamation mark: “{said}”"] if "!" in said else []:
            row.wrong(fault)
        return said

    def steps(self, row: Fields, where: str, name: str, english: tuple[str, ...]) -> tuple[str, ...]:
        """The instructions of a step: as many as in English, each one sentence, so that the clock stays right."""
        said = row.texts(name)
        if not said:
            if english:
                self.missing.append(where)
            return english
        if len(said) != len(english):
            row.wrong(f"“{name}” holds {len(said)} sentences, and the English record {len(english)}")
        for step in said:
            if len(sentences(step)) != 1:
                row.wrong(f"one instruction, one sentence: “{step}”")
            for fault in faults(step):
                row.wrong(fault)
        return said

    def strangers(self) -> None:
        """Notes every record that was not asked for: English does not know its id."""
        for (kind, key), row in self._rows.items():
            row.wrong(f"unknown id “{key}”: content has no such record under “{kind}”")


def _gather(library: Library, language: str, place: Path) -> tuple[Translated, list[ContentError]]:
    said = _Overlay(place, language)
    remedies = {key: _remedy(said, remedy) for key, remedy in library.remedies.items()}
    areas = _simple(said, "areas", library.areas, ("label",), also="also")
    equipment = _simple(said, "equipment", library.equipment, ("label",))
    conditions = _simple(said, "conditions", library.conditions, ("label", "question"))
    signs = _signs(said, library)
    lines = _simple(said, "stop_lines", library.stop_signs, ("full", "short"))
    plans = _simple(said, "plans", library.plans, ("note",))
    said.strangers()
    result = replace(
        library,
        version=_version(library, place),
        remedies=MappingProxyType(remedies),
        areas=MappingProxyType(areas),
        equipment=MappingProxyType(equipment),
        conditions=MappingProxyType(conditions),
        stop_signs=MappingProxyType(
            {key: replace(row, signs=_each(signs, row.signs)) for key, row in lines.items()}
        ),
        everyone_signs=_each(signs, library.everyone_signs),
        plans=MappingProxyType(plans),
        over=Over(library, place),
    )
    return Translated(language, result, tuple(said.missing)), said.problems


def _remedy(said: _Overlay, remedy: Remedy) -> Remedy:
    row, where = said.row("remedies", remedy.id), f"remedies.{remedy.id}"
    texts: dict[str, Any] = {
        name: said.text(row, f"{where}.{name}", name, getattr(remedy, name)) for name in _SPOKEN
    }
    texts["relief_time"] = said.text(
        row, f"{where}.relief_time", "relief_time", remedy.relief_time, spoken=False
    )
    for name in _STEPS:
        texts[name] = said.steps(row, f"{where}.{name}", name, getattr(remedy, name))
    # By condition, not by place: a caution that moves in the English file must never take another one's words.
    whys = row.part("cautions") or Fields(Row(0), row.file, row.record, said.problems)
    texts["cautions"] = tuple(
        replace(
            part,
            why=said.text(whys, f"{where}.cautions.{part.condition}", part.condition, part.why),
        )
        for part in remedy.cautions
    )
    whys.close()
    grounds = row.part("evidence") or Fields(Row(0), row.file, row.record, said.problems)
    reason, population = remedy.evidence.reason, remedy.evidence.population
    texts["evidence"] = replace(
        remedy.evidence,
        reason=said.text(grounds, f"{where}.evidence.reason", "reason", reason, spoken=False),
        population=said.text(grounds, f"{where}.evidence.population", "population", population, spoken=False),
    )
    grounds.close()
    row.close()
    return replace(remedy, **texts)


def _simple(
    said: _Overlay, kind: str, shelf: Mapping[str, Any], names: tuple[str, ...], also: str = ""
) -> dict[str, Any]:
    """A shelf of records with texts only. also: a field of everyday words, of which there may be any number."""
    found = {}
    for key, record in shelf.items():
        row = said.row(kind, key)
        texts: dict[str, Any] = {
            name: said.text(row, f"{kind}.{key}.{name}", name, getattr(record, name)) for name in names
        }
        if also:
            words = row.texts(also)
            texts[also] = words or getattr(record, also)
            if not words:
                said.missing.append(f"{kind}.{key}.{also}")
        row.close()
        found[key] = replace(record, **texts)
    return found


def _signs(said: _Overlay, library: Library) -> dict[str, Sign]:
    """Every sign once, although many areas name it."""
    listed = (sign for row in library.stop_signs.values() for sign in row.signs)
    all_of_them = {sign.id: sign for sign in (*listed, *library.everyone_signs)}
    return _simple(said, "signs", all_of_them, ("text",))


def _each(signs: Mapping[str, Sign], listed: Iterable[Sign]) -> tuple[Sign, ...]:
    return tuple(signs[sign.id] for sign in listed)


def _version(library: Library, place: Path) -> str:
    digest = hashlib.sha256(library.version.encode())
    for file in _files(place):
        digest.update(f"{place.name}/{file}\0".encode())
        digest.update((place / file).read_bytes())
    return digest.hexdigest()[:12]


def _interface_rows(place: Path, language: str) -> Row:
    """The sections of the interface file, kept for as long as the file stays the same."""
    path, name = place / _INTERFACE, f"{language}/{_INTERFACE}"
    if not path.is_file():
        return Row(1)
    at = path.stat()
    mark = f"{at.st_size} {at.st_mtime_ns} {at.st_ctime_ns}"
    held = _words_held.get((place, language))
    if held is None or held[0] != mark:
        held = (mark, read(path, name))
        _words_held[place, language] = held
    if not isinstance(held[1], Row):
        raise ContentError(name, "file", "must hold sections with words")
    return held[1]


def _section(rows: Any, english: Mapping[str, str], file: str, section: str) -> dict[str, str]:
    if not isinstance(rows, Row):
        raise ContentError(file, section, "must be a section with words")
    for key, text in rows.items():
        if key not in english:
            raise ContentError(file, f"{section}.{key}", f"unknown key (section at line {rows.line})")
        if not isinstance(text, str):
            raise ContentError(file, f"{section}.{key}", "must be text")
        if Counter(_PLACEHOLDER.findall(text)) != Counter(_PLACEHOLDER.findall(english[key])):
            wanted = ", ".join(sorted(_PLACEHOLDER.findall(english[key]))) or "none"
            raise ContentError(
                file, f"{section}.{key}", f"the placeholders must be the English ones: {wanted}"
            )
        if "!" in text:
            raise ContentError(file, f"{section}.{key}", f"an exclamation mark: “{text}”")
    return {key: " ".join((rows.get(key) or said).split()) for key, said in english.items()}
