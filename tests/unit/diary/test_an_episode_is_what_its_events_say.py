# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from typing import Any
from uuid import UUID

from uuid6 import uuid7

from unclench.body.areas import Area, Side
from unclench.diary import Event, EventKind, Recorded, StepResult, fold

ME = uuid7()
EPISODE = uuid7()
CET = timezone(timedelta(hours=1))
ONSET = datetime(2026, 3, 1, 2, 13, tzinfo=CET)


def event(kind: EventKind, seconds: float, episode: UUID = EPISODE, **data: Any) -> Event:
    return Event(uuid7(), episode, kind, ONSET + timedelta(seconds=seconds), data)


STARTED = event(EventKind.STARTED, 0, area="calf", side="left", recorded="session")


def test_a_session_that_was_only_begun_is_an_episode_without_an_end() -> None:
    told = fold([STARTED], ME)
    assert told is not None
    assert (told.area, told.side, told.recorded) == (Area.CALF, Side.LEFT, Recorded.SESSION)
    assert (told.ended_at, told.duration, told.let_go) == (None, None, False)
    assert told.onset_at == ONSET
    assert told.onset_at.tzinfo is UTC
    assert told.local_onset.hour == 2


def test_what_comes_before_its_beginning_waits() -> None:
    assert fold([event(EventKind.LET_GO, 60)], ME) is None


def test_the_latest_word_counts_and_not_the_latest_arrival() -> None:
    early, late = event(EventKind.TOLD, 10, pain=8), event(EventKind.TOLD, 20, pain=3)
    told = fold([late, STARTED, early], ME)
    assert told is not None
    assert told.pain == 3


def test_an_answer_can_be_taken_back() -> None:
    told = fold([STARTED, event(EventKind.TOLD, 10, pain=8), event(EventKind.TOLD, 20, pain=None)], ME)
    assert told is not None
    assert told.pain is None


def test_deleted_and_restored() -> None:
    gone = [STARTED, event(EventKind.DELETED, 10)]
    back = [*gone, event(EventKind.RESTORED, 20)]
    assert [getattr(fold(events, ME), "deleted", None) for events in (gone, back)] == [True, False]


def test_a_correction_moves_onset_end_and_place() -> None:
    edit = event(
        EventKind.EDITED, 9000, area="foot", side="right", onset_at="2026-02-28T23:00:00+00:00",
        ended_at="2026-02-28T23:04:00+00:00", let_go=True,
    )  # fmt: skip
    told = fold([STARTED, edit], ME)
    assert told is not None
    assert (told.area, told.side, told.utc_offset_minutes) == (Area.FOOT, Side.RIGHT, 0)
    assert told.duration == timedelta(minutes=4)


def test_two_devices_that_disagree_never_make_an_end_before_the_onset() -> None:
    told = fold([STARTED, event(EventKind.LET_GO, -30)], ME)
    assert told is not None
    assert told.ended_at is None


def test_a_step_knows_when_it_began_and_how_it_ended_in_whatever_order_it_was_told() -> None:
    steps = [
        event(EventKind.STEP_STARTED, 0, step=0, remedy="calf_dorsiflexion_pull"),
        event(EventKind.STEP_ENDED, 40, step=0, result="moved_on"),
        event(EventKind.STEP_STARTED, 40, step=1, remedy="massage_gentle_rub"),
        event(EventKind.LET_GO, 70, step=1),
    ]
    told = fold([*reversed(steps), STARTED], ME)
    assert told is not None
    assert [(s.remedy, s.result) for s in told.steps] == [
        ("calf_dorsiflexion_pull", StepResult.MOVED_ON),
        ("massage_gentle_rub", StepResult.LET_GO),
    ]
    assert told.steps[1].started_at == ONSET + timedelta(seconds=40)


def test_an_episode_written_down_afterwards_names_what_was_tried() -> None:
    logged = event(EventKind.LOGGED, 0, area="neck", steps=["neck_shoulder_rolls"], pain=2)
    told = fold([logged], ME)
    assert told is not None
    assert (told.side, told.recorded, told.pain) == (Side.BOTH, Recorded.FORM, 2)
    assert told.steps[0].result is StepResult.UNKNOWN
