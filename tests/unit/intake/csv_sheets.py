# SPDX-License-Identifier: Apache-2.0
"""A table as a person would hand it in, read to its end."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from unclench.errors import InputError
from unclench.intake import csv_table
from unclench.intake.archive import Archive, opened
from unclench.intake.csv_proposal import Proposal
from unclench.intake.gathering import Gathering, Reading
from unclench.intake.merging import totals
from unclench.intake.samples import EPOCH_DAY

BERLIN = ZoneInfo("Europe/Berlin")
Told = str | bytes


def read(table: Told, **answers: str) -> Reading:
    """What the table tells."""
    with _file(table) as archive:
        into = Gathering(csv_table.NAME, zone=BERLIN, answers=answers)
        csv_table.read(archive, into)
        return into.reading()


def days(table: Told, **answers: str) -> dict[str, dict[str, float]]:
    """By measure, the values by day as ISO text."""
    reading = read(table, **answers)
    merged = totals(reading.samples, reading.sources)
    return {key: {iso(day): value for day, value in told.items()} for key, told in merged.items()}


def propose(table: Told) -> Proposal:
    """What is proposed before anybody said anything."""
    with _file(table) as archive:
        return csv_table.propose(archive)


def recognised(table: Told) -> bool:
    """Whether it is taken for a table of days."""
    with _file(table) as archive:
        return csv_table.recognises(archive)


def refusal(table: Told, **answers: str) -> InputError:
    """The words with which it is refused."""
    try:
        read(table, **answers)
    except InputError as refused:
        return refused
    raise AssertionError("it was read")


def iso(day: int) -> str:
    """A day since 1970-01-01 as text."""
    return (EPOCH_DAY + timedelta(days=day)).isoformat()


def rows(first: date, lines: list[str], written: str = "%d.%m.%Y") -> str:
    """Lines, each with a date before it, day after day."""
    return "".join(
        f"{(first + timedelta(days=index)).strftime(written)}{line}\n" for index, line in enumerate(lines)
    )


@contextmanager
def _file(table: Told) -> Iterator[Archive]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "sheet.csv"
        path.write_bytes(table if isinstance(table, bytes) else table.encode())
        with opened(path) as archive:
            yield archive
