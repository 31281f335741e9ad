# SPDX-License-Identifier: Apache-2.0
"""Which importer a file belongs to, and reading it with that one."""

from __future__ import annotations

import importlib
import importlib.util
from collections.abc import Callable, Iterator, Mapping
from datetime import tzinfo
from functools import cache
from pathlib import Path
from typing import Protocol, cast

from unclench.errors import InputError
from unclench.intake.archive import Archive, opened
from unclench.intake.gathering import Gathering, Progress, Reading

__all__ = ["Importer", "importer_named", "importers", "read_file", "recognised"]

_IN_ORDER = (
    "apple_health", "health_connect", "fit", "google_fit", "fitbit", "withings", "daylio", "bearable", "weather_file",
    "csv_table",
)  # fmt: skip
"""Tried from the first to the last; whatever nobody knows may still be a table."""

_CAN_READ = (
    "Unclench reads exports of Apple Health, Health Connect, Garmin and other FIT files, Google Fit, Fitbit, "
    "Withings, Daylio and Bearable, and tables as CSV."
)


class Importer(Protocol):
    """One kind of file. `read` puts what it finds into the gathering and raises nothing but InputError."""

    NAME: str

    def recognises(self, archive: Archive) -> bool:
        """Whether this is its kind of file, by names and first bytes."""

    def read(self, archive: Archive, into: Gathering) -> None:
        """Read the file to its end."""


@cache
def importers() -> tuple[Importer, ...]:
    """Every importer that is there, in the order they are tried."""
    return tuple(_modules())


def importer_named(name: str) -> Importer:
    """An importer by its id. InputError where there is none."""
    for one in importers():
        if name == one.NAME:
            return one
    known = ", ".join(one.NAME for one in importers())
    raise InputError(
        "There is no such importer.", why=f"The name given is “{name}”.", todo=f"Choose one of: {known}.",
        field="importer",
    )  # fmt: skip


def recognised(archive: Archive) -> Importer:
    """The importer a file belongs to. InputError, which says what can be read, where it is nobody's."""
    for one in _modules():  # the others are not even imported
        if one.recognises(archive):
            return one
    if archive.cut_short:
        raise InputError(
            "This zip ends in the middle.", why="What is left of it is nothing that can be read.",
            todo="Export or copy it again.", field="file",
        )  # fmt: skip
    if not any(archive.size(name) for name in archive.names):
        raise InputError(
            "This file is empty.", why="There is nothing in it.", todo="Export it again, or choose another one.",
            field="file",
        )  # fmt: skip
    raise InputError(
        "Unclench does not know this kind of file.", why=_CAN_READ, todo="Choose one of those.", field="file"
    )


def read_file(
    path: Path,
    *,
    zone: tzinfo,
    answers: Mapping[str, str] | None = None,
    on_progress: Callable[[Progress], None] | None = None,
    importer: str | None = None,
) -> Reading:
    """All that a file tells.

    zone: the wall clock of times written without one. answers: what the person chose where a file can be read in two
    ways. importer: its id, where it is not to be found out. Raises InputError: nobody knows the file, it is damaged
    beyond reading, or nothing in it can be used; NeedsAnswer where a choice is open.
    """
    with opened(path) as archive:
        one = importer_named(importer) if importer else recognised(archive)
        into = Gathering(one.NAME, zone=zone, answers=answers or {}, on_progress=on_progress)
        one.read(archive, into)
        return into.reading()


def _modules() -> Iterator[Importer]:
    for name in _IN_ORDER:
        module = f"unclench.intake.{name}"
        if importlib.util.find_spec(module) is not None:
            yield cast(Importer, importlib.import_module(module))
