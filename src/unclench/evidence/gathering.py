# SPDX-License-Identifier: Apache-2.0
"""Reads all of content/ and makes the library of it, noting every problem on the way."""

from __future__ import annotations

import hashlib
from pathlib import Path
from types import MappingProxyType
from typing import Any

from unclench.errors import ContentError
from unclench.evidence.catalogue import SHEETS
from unclench.evidence.entities import Remedy
from unclench.evidence.knowledge_rows import knowledge_of
from unclench.evidence.library import Library
from unclench.evidence.reading import read
from unclench.evidence.remedy_rows import remedies_of
from unclench.evidence.shelf import Shelf
from unclench.evidence.sign_rows import plans_of, stop_signs_of
from unclench.evidence.sources import named, source_files
from unclench.evidence.vocabulary_rows import Known, coverage_of, references_of, vocabulary_of

__all__ = ["gather"]


def gather(folder: Path) -> tuple[Library, list[ContentError]]:
    """The library and everything wrong with it; whoever finds a problem must not use the library."""
    problems: list[ContentError] = []
    content = {file: _read(folder / file, file, problems) for file in source_files(folder)}
    words = vocabulary_of(content.get(named.vocabulary), named.vocabulary, problems)
    promises = coverage_of(content.get(named.coverage), named.coverage, problems)
    references, aliases = references_of(content.get(named.references), named.references, problems)
    known = Known(
        areas=frozenset(words.areas),
        conditions=frozenset(words.conditions),
        equipment=frozenset(words.equipment),
        references=frozenset(references),
        coverage=frozenset(promises),
        product_conditions=frozenset(words.product_conditions),
        drug_classes=frozenset(words.drug_classes),
        aliases=aliases,
    )
    remedies: dict[str, Remedy] = {}
    home: dict[str, str] = {}
    for file in (file for file in content if file.startswith(named.remedies)):
        for remedy in remedies_of(content[file], file, known, problems):
            if remedy.id in home and home[remedy.id] != file:
                problems.append(ContentError(file, remedy.id, f"stands also in {home[remedy.id]}"))
            remedies[remedy.id] = remedy
            home[remedy.id] = file
    _pairs(remedies, home, problems)
    stop_signs, everyone = stop_signs_of(content.get(named.stop_signs), named.stop_signs, known, problems)
    plans = plans_of(content.get(named.plans), named.plans, known, remedies, problems)
    kinds = knowledge_of(content, known, dict(home), problems)
    library = Library(
        version=_version(folder, tuple(content)),
        remedies=MappingProxyType(remedies),
        references=MappingProxyType(references),
        conditions=MappingProxyType(words.conditions),
        equipment=MappingProxyType(words.equipment),
        areas=MappingProxyType(words.areas),
        stop_signs=MappingProxyType(stop_signs),
        everyone_signs=everyone,
        plans=MappingProxyType(plans),
        aliases=MappingProxyType(aliases),
        promises=MappingProxyType(promises),
        product_conditions=MappingProxyType(words.product_conditions),
        drug_classes=MappingProxyType(words.drug_classes),
        shelf=Shelf(kinds, sheets=_sheets(content)),
    )
    if not problems:
        problems += _unkept(library)
        problems += _unflagged(library)
    return library, problems


def _unkept(library: Library) -> list[ContentError]:
    """Every promise of coverage.yaml must be kept by a record."""
    return [
        ContentError(named.coverage, key, "is promised, and no record names it under “covers”")
        for key in library.promises
        if not library.carriers(key)
    ]


def _unflagged(library: Library) -> list[ContentError]:
    """Every stop sign points to a red flag, and the flag asks about the areas of the sign."""
    wrong: dict[str, ContentError] = {}
    for area, line in library.stop_signs.items():
        for sign in line.signs:
            flag = library.red_flags.get(sign.flag)
            if flag is None:
                reason = f"unknown red flag “{sign.flag}” in “flag”"
            elif flag.areas and area not in flag.areas:
                reason = f"stands in the area “{area}”, which “{sign.flag}” does not name"
            else:
                continue
            wrong.setdefault(sign.id, ContentError(named.stop_signs, sign.id, reason))
    return list(wrong.values())


def _read(path: Path, name: str, problems: list[ContentError]) -> Any:
    try:
        return read(path, name)
    except ContentError as problem:
        problems.append(problem)
        return None


def _sheets(content: dict[str, Any]) -> dict[str, Any]:
    """What other rooms read: as the files say it, unchecked."""
    return {
        name: (content.get(sheet.file) or {}).get(sheet.key)
        for name, sheet in SHEETS.items()
        if isinstance(content.get(sheet.file), dict)
    }


def _pairs(remedies: dict[str, Remedy], home: dict[str, str], problems: list[ContentError]) -> None:
    """Two things that must not be on the same skin must both say so: either may be on it first."""
    for remedy in remedies.values():
        for other in remedy.never_with:
            if other not in remedies:
                problems.append(
                    ContentError(home[remedy.id], remedy.id, f"unknown remedy “{other}” in “never_with”")
                )
            elif remedy.id not in remedies[other].never_with:
                problems.append(
                    ContentError(
                        home[other], other, f"must name “{remedy.id}” in “never_with”, which names it"
                    )
                )


def _version(folder: Path, files: tuple[str, ...]) -> str:
    digest = hashlib.sha256()
    for file in files:
        path = folder / file
        digest.update(f"{file}\0".encode())
        digest.update(path.read_bytes() if path.is_file() else b"")
    return digest.hexdigest()[:12]
