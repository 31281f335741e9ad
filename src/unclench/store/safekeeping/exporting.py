# SPDX-License-Identifier: Apache-2.0
"""Everything of one person in one zip: data.json, which is exact, tables for a spreadsheet, and a README.

    data.json     {"format", "format_version", "version", "made_at", "migrations", "person", "tables": {name: [row]}}
    *.csv         the same for reading; see `sheets`
    README.txt    every column with its unit

Rows tell everything but their number in this database and whose they are: data.json can be taken in elsewhere.
"""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO
from uuid import UUID

from django.contrib.auth.models import User
from django.db import connections
from django.db.migrations.loader import MigrationLoader

from unclench import __version__
from unclench.store import models, persons
from unclench.store.faults import explained
from unclench.store.safekeeping import day_sheets, sheets
from unclench.store.safekeeping.backup import applied_migrations
from unclench.store.safekeeping.of_a_person import owned, person_models, short_name
from unclench.store.safekeeping.snapshot import one_moment
from unclench.store.safekeeping.tables import TableModel, fields_of, line_of
from unclench.store.safekeeping.whole_files import whole_file

__all__ = ["FORMAT", "FORMAT_VERSION", "NOT_TOLD", "export"]

FORMAT = "unclench export"
FORMAT_VERSION = 1
NOT_TOLD = frozenset({"id", "person_id", "owner_id"})
"""Columns that mean something in this database alone; the person's own id is told."""

_ROWS_AT_ONCE = 200


@explained
def export(account: User | None, person_id: UUID, path: Path, now: datetime) -> None:
    """Write everything of a person of this household into a zip; now: aware. Others may go on writing.

    NotFound, StoreFull, StoreUnavailable, FileUnwritable: then there is no new file.
    """
    persons.get(account, person_id)
    with (
        whole_file(path) as half,
        one_moment() as moment,
        zipfile.ZipFile(half, "w", allowZip64=True) as made,
    ):
        with _member(made, "data.json", now) as file:
            _write_data(file, person_id, moment, now)
        told: list[tuple[str, str, list[tuple[str, str]]]] = []
        for sheet in sheets.SHEETS:
            with _member(made, sheet.name, now) as file:
                lines = (
                    [one.cell(row) for one in sheet.columns] for row in _rows(sheet.model, person_id, moment)
                )
                sheets.write_csv(file, [one.name for one in sheet.columns], lines)
            told.append((sheet.name, sheet.about, [(one.name, one.meaning) for one in sheet.columns]))
        told += [_check_ins(made, person_id, moment, now), _days(made, person_id, moment, now)]
        with _member(made, "README.txt", now) as file:
            file.write(_read_me(told, now).encode())


def _write_data(file: BinaryIO, person_id: UUID, using: str, now: datetime) -> None:
    """data.json, a row a line, never all of it in memory."""
    head = {
        "format": FORMAT, "format_version": FORMAT_VERSION, "version": __version__, "made_at": now.isoformat(),
        "migrations": applied_migrations(MigrationLoader(connections[using])),
    }  # fmt: skip
    (person,) = _rows(models.Person, person_id, using)
    told = {key: value for key, value in person.items() if key != "owner_id"}
    file.write(json.dumps(head, indent=1).encode()[:-2] + b',\n "person": ' + line_of(told).rstrip())
    file.write(b',\n "tables": {')
    for number, model in enumerate(person_models()):
        file.write(f'{"," if number else ""}\n  "{short_name(model)}": ['.encode())
        for at, row in enumerate(_rows(model, person_id, using)):
            file.write((b",\n   " if at else b"\n   ") + line_of(_told(row)).rstrip())
        file.write(b"]")
    file.write(b"\n }\n}\n")


def _told(row: dict[str, Any]) -> dict[str, Any]:
    told = {key: value for key, value in row.items() if key not in NOT_TOLD}
    if "of_episode" in told:
        told["episode_id"] = told.pop("of_episode")
    return told


def _rows(model: TableModel, person_id: UUID, using: str) -> Iterator[dict[str, Any]]:
    """A person's rows; a step tells of its episode by the id that is the same everywhere, as `of_episode`."""
    found = owned(model, person_id, using)
    assert found is not None
    names = [field.attname for field in fields_of(model)]
    more = ["episode__episode_id"] if model is models.StepTried else []
    for values in found.order_by("pk").values_list(*names, *more).iterator(chunk_size=_ROWS_AT_ONCE):
        row = dict(zip(names, values, strict=False))
        yield row | ({"of_episode": values[-1]} if more else {})


def _check_ins(made: zipfile.ZipFile, person_id: UUID, using: str, now: datetime) -> Any:
    columns = day_sheets.CHECK_INS
    with _member(made, "check_ins.csv", now) as file:
        rows = day_sheets.answers(_rows(models.CheckIn, person_id, using))
        sheets.write_csv(
            file, [one.name for one in columns], ([one.cell(row) for one in columns] for row in rows)
        )
    about = (
        "One line for each answer of each check-in, word for word; days.csv has what holds after all of them."
    )
    return "check_ins.csv", about, [(one.name, one.meaning) for one in columns]


def _days(made: zipfile.ZipFile, person_id: UUID, using: str, now: datetime) -> Any:
    ids, lines = day_sheets.days(_rows(models.DayColumn, person_id, using))
    own = [row["own"] for row in _rows(models.DiarySettings, person_id, using)]
    columns = [
        ("day", "a day goes with the night that follows it"),
        *day_sheets.day_columns(ids, own[0] if own else []),
    ]
    with _member(made, "days.csv", now) as file:
        sheets.write_csv(file, [name for name, _ in columns], lines)
    return "days.csv", "One line a day, two columns for each thing that is known of any day.", columns


@contextmanager
def _member(made: zipfile.ZipFile, name: str, now: datetime) -> Iterator[Any]:
    entry = zipfile.ZipInfo(name, date_time=now.timetuple()[:6])
    entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o600 << 16
    with made.open(entry, "w", force_zip64=True) as file:
        yield file


def _read_me(told: list[tuple[str, str, list[tuple[str, str]]]], now: datetime) -> str:
    lines = [
        f"Everything Unclench {__version__} keeps of one person, {now:%Y-%m-%d}.",
        "",
        "data.json holds all of it, exactly; “unclench restore --person” takes it in again.",
        "The .csv files are for a spreadsheet: UTF-8, commas, times as 2026-03-01T02:13:00+01:00.",
        "A text that a spreadsheet could take for a formula has a ' in front of it there. Empty means not known.",
        "Everybody who has this file can read it. Keep it as you would keep a letter from your doctor.",
    ]
    for name, about, columns in told:
        lines += ["", name, "  " + about, *(f"  {heading}: {meaning}" for heading, meaning in columns)]
    return "\r\n".join(lines) + "\r\n"
