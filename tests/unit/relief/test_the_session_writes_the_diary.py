# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from datetime import UTC, datetime, timedelta

from uuid6 import uuid7

from unclench.body.areas import Area, Side
from unclench.diary import Episode, Person, Recorded, StepResult, fold, parse_event
from unclench.diary.events import event_json
from unclench.evidence import Library
from unclench.relief import Circumstances, Session, plan

ME = Person(uuid7(), "Me")
ONSET = datetime(2026, 3, 1, 1, 13, tzinfo=UTC)


def ms(seconds: float) -> int:
    return round((ONSET.timestamp() + seconds) * 1000)


def begun(library: Library) -> Session:
    made = plan(Area.CALF, Side.LEFT, ME, Circumstances(), (), library)
    return Session.start(made, ms(0), new_id=uuid7, utc_offset_minutes=60, recorded=Recorded.SESSION)


def episode(session: Session) -> Episode:
    told = fold(session.take_events(), ME.id)
    assert told is not None
    return told


def test_it_let_go_records_the_moment_and_the_step(library: Library) -> None:
    session = begun(library)
    session.do("next", ms(60))
    session.do("let_go", ms(95))
    told = episode(session)
    assert (told.area, told.side, told.onset_at, told.utc_offset_minutes) == (Area.CALF, Side.LEFT, ONSET, 60)
    assert told.duration == timedelta(seconds=95)
    assert [(s.remedy, s.result) for s in told.steps] == [
        ("calf_dorsiflexion_pull", StepResult.MOVED_ON),
        ("calf_press_foot_to_wall", StepResult.LET_GO),
    ]
    assert told.let_go_with == "calf_press_foot_to_wall"


def test_answers_are_kept_and_the_last_one_counts(library: Library) -> None:
    session = begun(library)
    session.do("let_go", ms(30))
    session.tell(ms(40), pain=7)
    session.tell(ms(45), pain=6, doing="asleep", different="Long walk")
    told = episode(session)
    assert (told.pain, told.doing, told.different) == (6, "asleep", "Long walk")


def test_a_cramp_that_comes_back_reopens_the_same_episode(library: Library) -> None:
    session = begun(library)
    session.do("let_go", ms(30))
    session.do("came_back", ms(50))
    session.do("let_go", ms(80))
    told = episode(session)
    assert told.duration == timedelta(seconds=80)
    assert [step.result for step in told.steps] == [StepResult.MOVED_ON, StepResult.LET_GO]


def test_closing_before_it_let_go_leaves_the_end_open(library: Library) -> None:
    session = begun(library)
    session.do("stop", ms(30))
    told = episode(session)
    assert (told.ended_at, told.let_go) == (None, False)
    assert told.steps[0].result is StepResult.STOPPED


def test_pausing_writes_nothing(library: Library) -> None:
    session = begun(library)
    session.take_events()
    session.do("pause", ms(5))
    session.do("resume", ms(9))
    session.do("longer", ms(10))
    assert session.take_events() == []


def test_every_event_of_a_session_has_the_documented_shape(library: Library) -> None:
    session = begun(library)
    for second, kind in enumerate(
        ("next", "next", "pause", "resume", "let_go", "came_back", "let_go", "finish"), 1
    ):
        session.do(kind, ms(second))
    session.tell(ms(20), pain=3)
    events = session.take_events()
    assert [parse_event(event_json(event), ONSET + timedelta(days=1)) for event in events] == events


def test_a_rubbing_that_was_refused_never_happened(library: Library) -> None:
    session = begun(library)
    while session.step.remedy.id != "massage_gentle_rub":
        session.do("next", ms(5))
    session.do("answer", ms(9), yes=True)
    session.do("let_go", ms(20))
    tried = [step.remedy for step in episode(session).steps]
    assert "massage_gentle_rub" not in tried
    assert tried[-1] != "massage_gentle_rub"


def test_a_rubbing_begins_with_the_answer_and_not_with_the_question(library: Library) -> None:
    session = begun(library)
    while session.step.remedy.id != "massage_gentle_rub":
        session.do("next", ms(5))
    session.do("answer", ms(30), yes=False)
    session.do("let_go", ms(50))
    last = episode(session).steps[-1]
    assert (last.remedy, last.started_at, last.result) == (
        "massage_gentle_rub",
        ONSET + timedelta(seconds=30),
        StepResult.LET_GO,
    )
