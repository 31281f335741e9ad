# SPDX-License-Identifier: Apache-2.0
"""The table an analysis starts from: a row a day, missing kept as missing, and the reason why it is missing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta

import numpy as np
from numpy.typing import NDArray

from unclench.diary.checkin import QUIET
from unclench.diary.columns import Columns, Known
from unclench.diary.day import SMALL_HOURS, Boundary
from unclench.diary.episode import Episode
from unclench.diary.exposures import Exposure
from unclench.diary.medicines import Course, NoteKind, new_on

__all__ = ["SPASMS", "DayTable", "Missing", "day_table"]

SPASMS = "spasms"
"""The measure under which another diary's file tells of spasms."""

_EPOCH = date(1970, 1, 1)
_NEW_MEDICINE, _MISSED = "medicine_new", "dose_missed"


@dataclass(frozen=True, slots=True)
class Missing:
    """Why days of an exposure are missing, in days."""

    not_asked: int
    left_alone: int


@dataclass(frozen=True, slots=True)
class DayTable:
    """One row a day from `first` on. spasm_count and every exposure: NaN where it is not known.

    onset_hours: by row, the hours of its spasms from the day's own beginning. hours: by exposure and row, the hour a
    yes began, from the day's beginning. missing: by exposure. quiet_known: days somebody called free of spasms.
    """

    first: date
    spasm_count: NDArray[np.float64]
    exposures: Mapping[str, NDArray[np.float64]]
    onset_hours: Mapping[int, tuple[float, ...]]
    hours: Mapping[str, Mapping[int, float]]
    missing: Mapping[str, Missing]
    quiet_known: int

    @property
    def last(self) -> date:
        """The day of the last row."""
        return self.first + timedelta(days=len(self.spasm_count) - 1)


def day_table(
    columns: Columns,
    episodes: Iterable[Episode],
    boundary: Boundary,
    shown: Mapping[str, Exposure],
    courses: Sequence[Course] = (),
) -> DayTable:
    """The table of these days.

    A day without a spasm counts as nought only where somebody said so, or another diary did. shown: the exposures to
    put in, by id; one that is known of no day is left out.
    """
    begins = _begins(columns, boundary)
    onsets = _onsets(columns, episodes, begins)
    exposures = {key: columns.by_id[key].values for key in shown if key in columns.by_id and key != SPASMS}
    exposures = {key: values for key, values in exposures.items() if not np.isnan(values).all()}
    exposures |= _of_medicines(columns, courses)
    return DayTable(
        first=columns.first,
        spasm_count=_spasm_counts(columns, onsets),
        exposures=exposures,
        onset_hours=onsets,
        hours={key: hours for key in exposures if (hours := _timed(columns, key, begins))},
        missing={key: _missing(columns, key) for key in exposures if key in columns.by_id},
        quiet_known=0 if QUIET not in columns.by_id else int((columns.by_id[QUIET].known == Known.YES).sum()),
    )


def _begins(columns: Columns, boundary: Boundary) -> NDArray[np.float64]:
    """The hour on the wall at which each row's day begins; one more at the end, for the day that ends the last."""
    begins = np.full(columns.days + 1, _hour(Boundary().start_of(columns.first)))
    for day in boundary.wakes or ():
        row = (day - columns.first).days
        if 0 <= row <= columns.days:
            begins[row] = _hour(boundary.start_of(day))
    return begins


def _onsets(
    columns: Columns, episodes: Iterable[Episode], begins: NDArray[np.float64]
) -> dict[int, tuple[float, ...]]:
    """By row, the hours of its spasms from the day's own beginning: as Boundary.day_of_episode has it, for many."""
    kept = [one for one in episodes if not one.deleted]
    seconds = np.array([one.onset_at.timestamp() + one.utc_offset_minutes * 60 for one in kept])
    hours = seconds / 3600 - (columns.first - _EPOCH).days * 24
    row = np.floor(hours / 24).astype(np.int64)
    begun = begins[np.clip(row, 0, columns.days)]
    row -= hours - row * 24 < begun
    inside = (row >= 0) & (row < columns.days)
    row, hours = row[inside], hours[inside]
    after = np.maximum(0.0, hours - row * 24 - begins[row])
    found: dict[int, list[float]] = defaultdict(list)
    for at in np.lexsort((after, row)).tolist():
        found[int(row[at])].append(float(after[at]))
    return {at: tuple(told) for at, told in found.items()}


def _spasm_counts(columns: Columns, onsets: Mapping[int, Sequence[float]]) -> NDArray[np.float64]:
    told = columns.by_id.get(SPASMS)
    found = np.full(columns.days, np.nan) if told is None else told.values.copy()
    quiet = columns.by_id.get(QUIET)
    if quiet is not None:
        found[quiet.known == Known.YES] = 0.0
        not_free = quiet.known == Known.NO
        found[not_free] = np.fmax(found[not_free], 1.0)
    for row, hours in onsets.items():
        found[row] = len(hours)
    return found


def _of_medicines(columns: Columns, courses: Sequence[Course]) -> dict[str, NDArray[np.float64]]:
    """Two columns that nobody is asked for: something new or changed lately, and a dose missed."""
    noted = [note for one in courses for note in one.notes if note.day is not None]
    found: dict[str, NDArray[np.float64]] = {}
    if any(note.kind in (NoteKind.STARTED, NoteKind.CHANGED) for note in noted):
        found[_NEW_MEDICINE] = np.array(
            [float(new_on(courses, columns.day(row))) for row in range(columns.days)]
        )
    missed = {note.day for note in noted if note.kind is NoteKind.MISSED}
    if missed:
        known = columns.by_id.get(_MISSED)
        found[_MISSED] = np.full(columns.days, np.nan) if known is None else known.values.copy()
        for day in missed:
            if day is not None and 0 <= (day - columns.first).days < columns.days:
                found[_MISSED][(day - columns.first).days] = 1.0
    return found


def _timed(columns: Columns, key: str, begins: NDArray[np.float64]) -> dict[int, float]:
    """What began before the day did counts from its first moment."""
    if key not in columns.by_id:
        return {}
    hours = columns.by_id[key].hours
    rows = np.flatnonzero(~np.isnan(hours))
    told = hours[rows].astype(np.float64)
    after = np.maximum(0.0, np.where(told < SMALL_HOURS, told + 24, told) - begins[rows])
    return dict(zip(rows.tolist(), after.tolist(), strict=True))


def _missing(columns: Columns, key: str) -> Missing:
    column = columns.by_id[key]
    unknown = np.isnan(column.values)
    left_alone = int((unknown & (column.known == Known.UNTOUCHED)).sum())
    return Missing(not_asked=int(unknown.sum()) - left_alone, left_alone=left_alone)


def _hour(clock: time) -> float:
    return clock.hour + clock.minute / 60 + clock.second / 3600
