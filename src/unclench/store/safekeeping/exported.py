# SPDX-License-Identifier: Apache-2.0
"""Read the data.json of an export, whatever version of Unclench wrote it."""

from __future__ import annotations

import json
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.apps import apps
from django.db.migrations.loader import MigrationLoader

from unclench.errors import InputError
from unclench.store import home
from unclench.store.safekeeping import kept_form, scratch
from unclench.store.safekeeping.exporting import FORMAT, FORMAT_VERSION
from unclench.store.safekeeping.kept_form import Manifest
from unclench.store.safekeeping.tables import KEPT_APPS, line_of, name_of, ordered_models

__all__ = ["Exported", "broken", "read"]

LARGEST_DATA = 4 * 2**30
"""Bytes of data.json; it is read into memory."""


@dataclass(frozen=True, slots=True)
class Exported:
    """A person's row and, by short table name, their rows, in the shape of this version."""

    person: dict[str, Any]
    tables: Mapping[str, list[dict[str, Any]]]


def read(path: Path) -> Exported:
    """What an export tells. InputError where it is none, is damaged, or was written by a newer Unclench."""
    try:
        with zipfile.ZipFile(path) as given:
            if given.getinfo("data.json").file_size > LARGEST_DATA:
                raise broken(why="Its data.json is far too large.")
            told = json.loads(given.read("data.json"))
        found = _checked(told)
    except (OSError, EOFError, zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError) as problem:
        raise broken(why="It is no zip, or not all of it arrived.") from problem
    except (KeyError, ValueError, TypeError, AttributeError) as problem:
        raise broken(why="It is not an export that Unclench wrote.") from problem
    given_steps = {(app, name) for app in KEPT_APPS for name in found[1].get(app, [])}
    disk = {step for step in MigrationLoader(None).disk_migrations if step[0] in KEPT_APPS}
    if given_steps - disk:
        raise broken(
            why="A newer version of Unclench wrote it, which keeps things that this one does not know."
        )
    return found[0] if given_steps == disk else _of_today(*found)


def broken(*, why: str) -> InputError:
    """The error of an export that cannot be taken in."""
    return InputError(
        "This export cannot be used.", why=why, todo="Choose another one; nothing was changed.", field="file"
    )


def _checked(told: Any) -> tuple[Exported, dict[str, list[str]]]:
    if told["format"] != FORMAT:
        raise ValueError(told["format"])
    if told["format_version"] > FORMAT_VERSION:
        raise broken(why="A newer version of Unclench wrote it, in a form that this version does not know.")
    tables = {str(name): list(lines) for name, lines in told["tables"].items()}
    if not all(
        isinstance(row, dict) for row in (told["person"], *(one for rows in tables.values() for one in rows))
    ):
        raise ValueError("a row")
    migrations = {str(app): [str(name) for name in names] for app, names in told["migrations"].items()}
    return Exported(dict(told["person"]), tables), migrations


def _of_today(given: Exported, migrations: dict[str, list[str]]) -> Exported:
    """The same as this version would tell it: as a backup of one person, through the same migrations as everything."""
    with TemporaryDirectory(prefix=".unclench-scratch-", dir=home.folder()) as folder:
        file = Path(folder) / "export.zip"
        with zipfile.ZipFile(file, "w", allowZip64=True) as made:
            tables = [
                kept_form.put_table(made, name, (line_of(row) for row in lines))
                for name, lines in _with_numbers(given)
            ]
            kept_form.write_manifest(made, Manifest("", datetime.now(UTC), migrations, tuple(tables)))
        with scratch.brought_up_to_date(file, Path(folder)) as now, _rows(now) as by_name:
            return _without_numbers(by_name)


def _with_numbers(given: Exported) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """Rows as a database numbers them: episodes before their steps, as the names of today's tables go."""
    yield "store.person", [given.person | {"owner_id": None}]
    key = given.person["id"]
    episodes = {row["episode_id"]: at for at, row in enumerate(given.tables.get("episode", []), 1)}
    known = [name_of(model).removeprefix("store.") for model in ordered_models(apps)]
    for name in sorted(
        given.tables, key=lambda one: (one not in known, known.index(one) if one in known else 0)
    ):
        rows = given.tables[name]
        if name == "steptried":
            numbered = [
                row | {"id": at, "episode_id": episodes[row["episode_id"]]} for at, row in enumerate(rows, 1)
            ]
        else:
            numbered = [row | {"id": at, "person_id": key} for at, row in enumerate(rows, 1)]
        yield f"store.{name}", numbered


@contextmanager
def _rows(path: Path) -> Iterator[dict[str, list[dict[str, Any]]]]:
    with kept_form.opened(path) as (kept, manifest):
        yield {table.name: list(kept_form.lines_of(kept, table)) for table in manifest.tables}


def _without_numbers(by_name: dict[str, list[dict[str, Any]]]) -> Exported:
    (person,) = by_name.pop("store.person")
    episodes = {row["id"]: row["episode_id"] for row in by_name.get("store.episode", [])}
    for row in by_name.get("store.steptried", []):
        row["episode_id"] = episodes[row["episode_id"]]
    tables = {
        name.removeprefix("store."): [
            {key: value for key, value in row.items() if key not in ("id", "person_id")} for row in rows
        ]
        for name, rows in by_name.items()
        if name.startswith("store.")
    }
    return Exported({key: value for key, value in person.items() if key != "owner_id"}, tables)
