# SPDX-License-Identifier: Apache-2.0
"""Entries of Daylio, from its CSV file: moods and activities of a day."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

from unclench.intake.archive import Archive
from unclench.intake.diary_rows import Row, day_of, find, rows
from unclench.intake.gathering import Gathering
from unclench.intake.samples import Rank
from unclench.intake.words import keep_own, means_spasm, tidy

__all__ = ["NAME", "read", "recognises"]

NAME = "daylio"

_COLUMNS = frozenset({"full_date", "mood", "activities"})
_OLD_COLUMNS = frozenset({"year", "date", "weekday", "mood", "activities"})
_MOODS = {"rad": 10.0, "good": 7.5, "meh": 5.0, "bad": 2.5, "awful": 0.0}
"""Daylio's five moods under the names they come with. A person may name them otherwise; then their order is unknown."""


def recognises(archive: Archive) -> bool:
    """Both generations of its columns: with full_date, and with the year in a column of its own."""
    return bool(find(archive, _COLUMNS, _OLD_COLUMNS))


def read(archive: Archive, into: Gathering) -> None:
    """Every activity becomes a yes/no thing of the person's own, once a day, and the day's moods their mean.

    An activity that is not in an entry was not recorded: it never becomes a no. Activities that mean a muscle spasm
    become one spasm that day, as Daylio cannot say how many there were, and nothing else: as a thing of the day they
    would explain themselves. Notes and titles are not read, and times are not needed: an entry in the evening speaks
    of the day.
    """
    source = into.source("Daylio", Rank.APP)
    done: dict[date, set[str]] = {}
    spasms: set[str] = set()
    for row in rows(archive, into, _COLUMNS, _OLD_COLUMNS):
        day = _day(row)
        if day is None:
            into.reject("a date that is none")
            continue
        seen = done.setdefault(day, set())
        _mood(row["mood"], day, source, into)
        for name in filter(None, map(tidy, row["activities"].split("|"))):
            if means_spasm(name):
                spasms.add(name)
                key = "spasms"
            else:
                key = keep_own(into, name, "yes_no")
            if key not in seen:
                seen.add(key)
                into.day_total(key, source, day, 1.0)
    if spasms:
        into.notes.append(f"Counted as muscle spasms: {', '.join(sorted(spasms))}.")


def _day(row: Row) -> date | None:
    return day_of(row["full_date"]) if "full_date" in row else day_of(row["date"], row["year"])


def _mood(name: str, day: date, source: int, into: Gathering) -> None:
    if not name:
        return
    value = _MOODS.get(name.lower())
    if value is None:
        into.unknown_types[f"mood: {tidy(name)}"] += 1
    else:
        into.reading_of("mood", source, datetime.combine(day, time(12), UTC), value)
