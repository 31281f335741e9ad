# SPDX-License-Identifier: Apache-2.0
"""The tables of an export for a spreadsheet: which columns, what they mean, and cells that no program takes for a
formula. data.json beside them is exact; these are for reading and counting.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from typing import Any, BinaryIO

from unclench.store import models
from unclench.store.safekeeping.tables import TableModel

__all__ = ["SHEETS", "Column", "Sheet", "local", "safe", "write_csv"]

Row = Mapping[str, Any]

_DAY_MINUTES = 24 * 60
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What a spreadsheet may take for the beginning of a formula, in wide letters, too."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its heading, what it means with its unit, and its cell for a row."""

    name: str
    meaning: str
    cell: Callable[[Row], Any]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One file: what it is about, and the table whose rows it shows, one line each."""

    name: str
    about: str
    model: TableModel
    columns: tuple[Column, ...]


def safe(value: Any) -> Any:
    """A cell that stays a cell: text that looks like a formula gets a ' in front; numbers are left alone.

    >>> safe("=1+1"), safe(-3), safe(None), safe(True)
    ("'=1+1", -3, '', 'yes')
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float):
        return value
    text = value.isoformat() if hasattr(value, "isoformat") else str(value)
    return f"'{text}" if text.startswith(_FORMULA) else text


def write_csv(file: BinaryIO, headings: Iterable[str], rows: Generator[Iterable[Any], None, None]) -> None:
    """Write a table as spreadsheets like it: UTF-8 with its mark, commas, one line a row."""
    with closing(rows), io.TextIOWrapper(file, "utf-8-sig", errors="replace", newline="") as text:
        writer = csv.writer(text)
        writer.writerow(safe(heading) for heading in headings)
        for row in rows:
            writer.writerow([safe(cell) for cell in row])


def local(row: Row, name: str) -> datetime | None:
    """A time of the row as the clock on the wall showed it, with its offset from UTC."""
    at: datetime | None = row[name]
    if at is None:
        return None
    minutes = row.get("utc_offset_minutes") or 0
    # An export must not fail over an offset that no clock has: it shows UTC there.
    return at.astimezone(timezone(timedelta(minutes=minutes if abs(minutes) < _DAY_MINUTES else 0)))


def _as_is(name: str, meaning: str) -> Column:
    return Column(name, meaning, lambda row: row[name])


def _local(name: str, of: str, meaning: str) -> Column:
    return Column(name, f"{meaning}; as the clock on the wall showed it, with the offset from UTC",
                  lambda row: local(row, of))  # fmt: skip


def _json(name: str, meaning: str) -> Column:
    return Column(name, f"{meaning}; as JSON", lambda row: json.dumps(row[name], sort_keys=True))


def _list(name: str, meaning: str) -> Column:
    return Column(name, f"{meaning}; separated by spaces", lambda row: " ".join(map(str, row[name])))


def _minutes(row: Row) -> float | None:
    if row["ended_at"] is None:
        return None
    lasted: timedelta = row["ended_at"] - row["onset_at"]
    return round(lasted.total_seconds() / 60, 2)


def _month(row: Row) -> str:
    return f"{row['month'] // 12:04}-{row['month'] % 12 + 1:02}"


def _label(row: Row) -> str:
    return bytes(row["label"]).decode("utf-8", "replace")[:30_000]


def _sheets() -> Iterator[Sheet]:
    yield Sheet("episodes.csv", "One line a spasm.", models.Episode, (
        _as_is("episode_id", "its id, the same in every table"),
        _local("onset", "onset_at", "when it began"),
        _local("ended", "ended_at", "when it ended; empty: not known"),
        Column("minutes", "from onset to end, minutes; empty: not known", _minutes),
        _as_is("area", "where it was"),
        _as_is("side", "left, right or both"),
        _as_is("pain", "pain at its worst, 0 to 10; empty: not said"),
        _as_is("let_go", "yes: it let go while it was recorded"),
        _as_is("doing", "what the person was doing at the onset"),
        _as_is("different", "what was different that day, in their words"),
        _as_is("note", "their note"),
        _as_is("recorded", "how it came into the diary: session, terminal, form, command"),
        _as_is("deleted", "yes: deleted by the person, kept for undo"),
    ))  # fmt: skip
    yield Sheet("steps_tried.csv", "One line a step tried during a spasm, in order.", models.StepTried, (
        Column("episode_id", "the spasm it belongs to", lambda row: row["of_episode"]),
        Column("position", "its place in the order, from 1", lambda row: row["position"] + 1),
        _as_is("remedy", "the remedy's id"),
        Column("started", "when it began; UTC", lambda row: row["started_at"]),
        _as_is("result", "how it ended"),
    ))  # fmt: skip
    yield Sheet("medicines.csv", "One line a thing that happened to a medicine or supplement.", models.MedicineNote, (
        _as_is("note_id", "its id"), _as_is("name", "the name, as written"),
        _as_is("course", "medicine or supplement"), _as_is("kind", "started, changed, stopped or missed"),
        _as_is("day", "the day; empty: only its being taken is known"), _as_is("text", "the dose, as written"),
        Column("written", "when it was written down; UTC", lambda row: row["at"]),
        _as_is("deleted", "yes: taken back, kept for undo"),
    ))  # fmt: skip
    yield Sheet("checks.csv", "One line a look at the warning signs.", models.CareCheck, (
        _as_is("check_id", "its id"), _local("at", "at", "when"), _as_is("way", "how it was asked"),
        _as_is("area", "the area it began with"), _as_is("level", "the answer: self_care, doctor, urgent, emergency"),
        _list("rules", "the rules that held"), _list("blocked", "what was stopped because of it"),
        _json("findings", "the answers as they were given"), _as_is("rules_version", "the version of the rules"),
    ))  # fmt: skip
    yield Sheet("notices.csv", "One line a card that the diary itself gave rise to.", models.CareNotice, (
        _as_is("reason", "why"), Column("shown", "when it was shown; UTC", lambda row: row["shown_at"]),
        Column("put_away", "when it was put away; UTC; empty: not yet", lambda row: row["put_away_at"]),
    ))  # fmt: skip
    yield Sheet("products.csv", "One line a product on the shelf.", models.OwnedProduct, (
        _as_is("product_id", "its id"), _as_is("name", "the name"), _as_is("route", "skin or mouth, where it was said"),
        Column("kept", "when it was put on the shelf; UTC", lambda row: row["kept_at"]),
        _as_is("way", "how its label came: file, paste or typed"), _as_is("file_name", "the file it came in"),
        _as_is("whole", "yes: the person said that nothing of the label is left out"),
        Column("put_on", "when it was last put on the skin; UTC", lambda row: row["put_on_at"]),
        Column("label", "the label as text, at most 30,000 letters; data.json has every byte", _label),
        _json("judged", "the verdict last read"), _as_is("deleted", "yes: off the shelf, kept for undo"),
    ))  # fmt: skip
    yield Sheet("sources.csv", "One line a device or app that measured.", models.DataSource, (
        _as_is("number", "the number the samples call it by"), _as_is("name", "the name, as its file gives it"),
        _as_is("rank", "which counts first where two measured the same; 0 is first"),
    ))  # fmt: skip
    yield Sheet("files.csv", "One line a file that was read.", models.ImportedFile, (
        _as_is("file_id", "its id"), _as_is("name", "the file's name"), _as_is("importer", "what read it"),
        Column("read", "when; UTC", lambda row: row["read_at"]),
        Column("exported", "when the file was made; UTC; empty: it does not say", lambda row: row["exported_at"]),
        _as_is("first_day", "the first day it tells of"), _as_is("last_day", "the last day it tells of"),
        _as_is("sha256", "the SHA-256 of the file"), _json("report", "what was taken and what was not"),
        _as_is("hidden", "yes: taken out by the person, kept for undo"),
    ))  # fmt: skip
    yield Sheet("samples.csv", "One line a measure and month of samples; days.csv has their values by day, "
                "data.json the samples themselves, packed.", models.SampleBlock, (
        _as_is("importer", "what read them"), _as_is("measure", "the measure's id, as in days.csv"),
        Column("month", "the month, such as 2026-03", _month),
        _as_is("count", "how many samples"), _as_is("hidden", "yes: taken out by the person, kept for undo"),
    ))  # fmt: skip
    yield Sheet("workouts.csv", "One line a workout.", models.ImportedWorkout, (
        _local("start", "start_at", "when it began"), _local("end", "end_at", "when it ended"),
        _as_is("kind", "what it was"), _as_is("duration_min", "minutes, without pauses where the file knows them"),
        _as_is("energy_kcal", "energy, kcal"), _as_is("distance_m", "distance, metres"),
        _as_is("source", "the device or app"), _as_is("importer", "what read it"),
        _as_is("hidden", "yes: taken out by the person, kept for undo"),
    ))  # fmt: skip


SHEETS: tuple[Sheet, ...] = tuple(_sheets())
"""The tables with a line a row; days.csv and check_ins.csv are made in day_sheets."""
