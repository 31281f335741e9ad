# SPDX-License-Identifier: Apache-2.0
"""The table of an analysis, made for many days at once, says of each spasm what the boundary says of it alone."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from unclench.body.areas import Area, Side
from unclench.diary import Episode, Recorded
from unclench.diary.checkin import QUIET, Answer, AnswerState
from unclench.diary.columns import Column, Columns
from unclench.diary.day import Boundary, DayBegins
from unclench.diary.exposures import Exposure, ExposureKind
from unclench.diary.table import SPASMS, day_table

FIRST = date(2026, 2, 20)
DRINKS = Exposure("drinks", "Drinks", ExposureKind.AMOUNT)
DAYS = 20


def spasm(onset: datetime, offset_min: int = 60, *, deleted: bool = False) -> Episode:
    return Episode(
        UUID(int=7), UUID(int=1), Area.CALF, Side.LEFT, onset, offset_min, Recorded.FORM, deleted=deleted
    )


def columns(**by_id: Column) -> Columns:
    return Columns(FIRST, DAYS, by_id)


onsets = st.integers(-3 * 86_400, (DAYS + 3) * 86_400).map(
    lambda seconds: datetime(2026, 2, 20, tzinfo=UTC) + timedelta(seconds=seconds)
)
spasms = st.builds(spasm, onsets, st.sampled_from((0, 60, -300, 330)), deleted=st.booleans())
wakes = st.dictionaries(
    st.integers(-2, DAYS + 2).map(lambda number: FIRST + timedelta(days=number)), st.times(time(3), time(17))
)


@settings(max_examples=60)
@given(told=st.lists(spasms, max_size=20), woke=wakes, begins=st.sampled_from(list(DayBegins)))
def test_each_spasm_counts_on_its_day_at_its_hour(
    told: list[Episode], woke: dict[date, time], begins: DayBegins
) -> None:
    boundary = Boundary(begins, {day: clock.replace(microsecond=0) for day, clock in woke.items()})
    expected: dict[int, list[float]] = {}
    for one in told:
        row = (boundary.day_of_episode(one) - FIRST).days
        if 0 <= row < DAYS and not one.deleted:
            begun = boundary.span(FIRST + timedelta(days=row)).begin
            after = (one.local_onset.replace(tzinfo=None) - begun).total_seconds() / 3600
            expected.setdefault(row, []).append(after)
    table = day_table(columns(), told, boundary, {})
    assert list(table.onset_hours) == sorted(expected)
    for row, hours in expected.items():
        assert table.onset_hours[row] == pytest.approx(sorted(hours), abs=1e-6)
        assert table.spasm_count[row] == len(hours)
    assert int(np.isnan(table.spasm_count).sum()) == DAYS - len(expected)


def test_a_day_counts_as_nought_only_where_somebody_said_so() -> None:
    quiet, told = Column.empty(DAYS), Column.empty(DAYS)
    quiet.put(0, Answer(AnswerState.YES, 1.0))
    quiet.put(1, Answer(AnswerState.NO))
    quiet.put(2, Answer(AnswerState.UNTOUCHED))
    told.values[3:5] = (0.0, 2.0)
    onset = datetime(2026, 2, 26, 2, 13, tzinfo=UTC)
    table = day_table(columns(**{QUIET: quiet, SPASMS: told}), [spasm(onset)], Boundary(), {})
    assert table.spasm_count[:6].tolist() == pytest.approx([0.0, 1.0, np.nan, 0.0, 2.0, 1.0], nan_ok=True)
    assert table.quiet_known == 1


def test_an_hour_counts_from_where_the_day_began_and_never_below_nought() -> None:
    walk = Column.empty(DAYS)
    for row, hour in ((0, 8.0), (1, 18.5), (2, 8.0)):
        walk.put(row, Answer(AnswerState.YES, 1.0, hour))
    boundary = Boundary(DayBegins.SLEEP, {FIRST + timedelta(days=2): time(6, 30)})
    table = day_table(columns(walk=walk), [], boundary, dict.fromkeys(("walk",)))  # type: ignore[arg-type]
    assert table.hours["walk"] == pytest.approx({0: 0.0, 1: 6.5, 2: 1.5})


def test_an_hour_after_midnight_is_of_the_night_and_a_morning_hour_comes_before_it() -> None:
    drinks = Column.empty(DAYS)
    for row, hour in enumerate((1.0, 9.0, 20.5)):
        drinks.put(row, Answer(AnswerState.YES, 1.0, hour))
    known = Column.empty(DAYS)
    known.put(5, Answer(AnswerState.NO))
    table = day_table(columns(drinks=drinks, quiet=known), [], Boundary(), {"drinks": DRINKS})
    assert table.hours["drinks"] == {0: 13.0, 1: 0.0, 2: 8.5}
