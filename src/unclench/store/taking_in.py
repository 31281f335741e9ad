# SPDX-License-Identifier: Apache-2.0
"""A file of a phone, a watch or an app into somebody's diary: read with what is known of the person, then kept."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime, tzinfo
from pathlib import Path
from uuid import UUID

from unclench.diary.settings import DiarySettings
from unclench.errors import InputError
from unclench.intake import csv_table
from unclench.intake.archive import opened
from unclench.intake.csv_table import Mapping as Columns
from unclench.intake.csv_table import Proposal
from unclench.intake.gathering import Progress
from unclench.intake.recognising import read_file, recognised
from unclench.store import imports, settings
from unclench.store.imports import Imported
from unclench.store.zones import zone_named

__all__ = ["UnknownTable", "proposal", "remember_columns", "sha256_of", "take_file"]

_CHUNK = 1 << 20


class UnknownTable(InputError):
    """A table whose columns nobody has chosen yet."""

    code = "unknown_table"


def take_file(
    person_id: UUID, path: Path, *, now: datetime, name: str = "", sha256: str = "", zone: tzinfo | None = None,
    answers: Mapping[str, str] | None = None, importer: str | None = None, asks_for_columns: bool = False,
    on_progress: Callable[[Progress], None] | None = None,
) -> Imported:  # fmt: skip
    """Read a file and keep what it tells, all or nothing. The same file twice is not even read.

    answers: what the person said where a file can be read in two ways; a table's columns, once chosen for its
    headings, are known. asks_for_columns: raise UnknownTable where they are not, instead of reading them as they
    seem. Raises InputError, and NeedsAnswer where only the person knows.
    """
    sha256 = sha256 or sha256_of(path)
    if importer is not None:  # one file may hold what two kinds read: each of them once
        sha256 = hashlib.sha256(f"{sha256} {importer}".encode()).hexdigest()
    for one in imports.files(person_id):
        if one.sha256 == sha256 and not one.hidden:
            return replace(one, already=True)
    asked = settings.of(person_id)
    given = _with_columns(path, answers or {}, asked, importer, asks=asks_for_columns)
    reading = read_file(
        path, zone=zone or zone_named(asked.zone), answers=given, on_progress=on_progress, importer=importer
    )
    return imports.take(person_id, reading, name=name or path.name, sha256=sha256, now=now)


def proposal(path: Path) -> Proposal:
    """What the columns of a table seem to be. InputError where it is none."""
    with opened(path) as archive:
        return csv_table.propose(archive)


def remember_columns(person_id: UUID, columns: Columns) -> None:
    """From now on tables with these headings are read so."""

    def changed(before: DiarySettings) -> DiarySettings:
        return replace(before, csv_mappings={**before.csv_mappings, columns.signature: columns.as_json()})

    settings.change(person_id, changed)


def sha256_of(path: Path) -> str:
    """The digest by which a file is known again."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


def _with_columns(
    path: Path, answers: Mapping[str, str], asked: DiarySettings, importer: str | None, *, asks: bool
) -> Mapping[str, str]:
    if "columns" in answers or not (asks or asked.csv_mappings) or importer not in (None, csv_table.NAME):
        return answers
    with opened(path) as archive:
        if importer is None and recognised(archive).NAME != csv_table.NAME:
            return answers
        known = asked.csv_mappings.get(csv_table.propose(archive).mapping.signature)
    if known is not None:
        return {**answers, "columns": known}
    if asks:
        raise UnknownTable(
            "This is a table, and nobody has said yet what its columns are.", todo="Choose what each of them is.",
            field="columns",
        )  # fmt: skip
    return answers
