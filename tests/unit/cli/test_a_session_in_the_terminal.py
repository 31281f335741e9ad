# SPDX-License-Identifier: Apache-2.0
"""The loop between clock, screen and keys, with a clock and keys that the test holds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import pairwise
from uuid import UUID

import pytest
from uuid6 import uuid7

from unclench.body.areas import Area, Side
from unclench.cli.terminal.drawing import big_clock, page_of, screen_lines
from unclench.cli.terminal.guide import guide
from unclench.cli.terminal.keeping import Keeper
from unclench.cli.terminal.keys import END
from unclench.cli.terminal.questions import ask_afterwards
from unclench.cli.terminal.scene import Scene, scene
from unclench.cli.terminal.signs import sign_lines
from unclench.diary import Episode, Event, Person, Recorded, StepResult, fold
from unclench.errors import Conflict
from unclench.evidence import load
from unclench.relief import Circumstances, Session, Where, plan
from unclench.relief.machine import Asking, Phase

LIBRARY = load()
PERSON = UUID("01912d9f-7b32-7c3a-8f00-3b1e6c1a2b4d")
START = 1_772_327_580_000


@dataclass
class Stage:
    """A person in front of a terminal: (seconds to let pass, key) pairs, and answers; sees every scene."""

    keys_at: list[tuple[float, str]]
    answers: list[str | None] = field(default_factory=list)
    now: int = START
    shown: list[Scene] = field(default_factory=list)
    read_lines: list[list[str]] = field(default_factory=list)
    bells: int = 0
    kept: list[Event] = field(default_factory=list)
    waited: list[float] = field(default_factory=list)

    @property
    def keys(self) -> Stage:
        return self

    @contextmanager
    def showing(self) -> Iterator[None]:
        yield

    def show(self, seen: Scene) -> None:
        self.shown.append(seen)

    def read(self, lines: list[str]) -> None:
        self.read_lines.append(lines)

    def bell(self) -> None:
        self.bells += 1

    def ask(self, question: str) -> str | None:
        return self.answers.pop(0)

    def wait(self, seconds: float | None) -> str | None:
        assert seconds is not None
        self.waited.append(seconds)
        left, key = self.keys_at[0] if self.keys_at else (0.0, END)
        step = min(left, seconds)
        self.now += round(step * 1000)
        if left > seconds:
            self.keys_at[0] = (left - seconds, key)
            return None
        if self.keys_at:
            self.keys_at.pop(0)
        return key

    def record(self, events: Sequence[Event]) -> None:
        self.kept += events

    def episode(self) -> Episode:
        told = fold(self.kept, PERSON)
        assert told is not None
        return told


def begin(stage: Stage, area: Area = Area.CALF, where: Where = Where.IN_BED) -> Session:
    made = plan(area, Side.LEFT, Person(PERSON, "Me"), Circumstances(where), (), LIBRARY)
    return Session.start(made, stage.now, new_id=uuid7, utc_offset_minutes=60, recorded=Recorded.TERMINAL)


def lead(stage: Stage, session: Session, *, sound: bool = True) -> bool:
    return guide(session, LIBRARY, stage, Keeper(stage.record), lambda: stage.now, sound=sound)


def test_next_then_let_go_is_one_episode_with_both_steps() -> None:
    stage = Stage([(5, "n"), (20, "l"), (1, "\n")])
    session = begin(stage)
    assert lead(stage, session)
    episode = stage.episode()
    assert [step.result for step in episode.steps] == [StepResult.MOVED_ON, StepResult.LET_GO]
    assert [step.remedy for step in episode.steps] == [
        session.plan.steps[0].remedy.id,
        session.plan.steps[1].remedy.id,
    ]
    assert episode.duration is not None
    assert episode.duration.total_seconds() == 25
    assert episode.let_go
    assert episode.recorded is Recorded.TERMINAL
    assert episode.utc_offset_minutes == 60


def test_after_the_seconds_to_ease_it_goes_on_by_itself() -> None:
    stage = Stage([(5, "l"), (100, "x")])
    session = begin(stage)
    assert lead(stage, session)
    assert stage.now == START + 11_000
    assert session.state.phase is Phase.AFTERCARE


@pytest.mark.parametrize("key", ["q", END])
def test_stopping_keeps_what_happened_and_says_nothing_about_letting_go(key: str) -> None:
    stage = Stage([(7, key)])
    assert not lead(stage, begin(stage))
    episode = stage.episode()
    assert episode.steps[0].result is StepResult.STOPPED
    assert episode.ended_at is None
    assert not episode.let_go


def test_each_event_is_kept_before_the_next_key_is_read() -> None:
    stage = Stage([(5, "n")])
    session = begin(stage)
    known: list[int] = []
    wait = stage.wait

    def watch(seconds: float | None) -> str | None:
        known.append(len(stage.kept))
        return wait(seconds)

    stage.wait = watch  # type: ignore[method-assign]
    lead(stage, session)
    assert known[0] == 2  # started, step_started
    assert known[-1] == 4  # step_ended, step_started


def test_pause_stops_the_guidance_and_not_the_spasm() -> None:
    stage = Stage([(20, "p"), (60, " "), (1, "q")])
    session = begin(stage)
    lead(stage, session)
    paused = [seen for seen in stage.shown if seen.paused]
    assert len({seen.clock_seconds for seen in paused}) == 1
    assert paused[-1].lasted_seconds - paused[0].lasted_seconds >= 59
    assert "(paused)" in paused[0].phase


def test_longer_adds_time_and_again_begins_the_hold_anew() -> None:
    stage = Stage([(17.5, "+"), (0, "x"), (5, "a"), (0, "q")])
    session = begin(stage)
    lead(stage, session)
    clocks = [seen.clock_seconds for seen in stage.shown]
    assert any(later == before + 15 for before, later in pairwise(clocks) if before is not None)
    assert stage.shown[-1].clock_seconds == 30


def test_the_screen_is_drawn_once_a_second_and_no_more() -> None:
    stage = Stage([(12, "q")])
    lead(stage, begin(stage))
    assert 12 <= len(stage.shown) <= 14
    assert all(0 < waited <= 1 for waited in stage.waited)


def test_the_first_line_is_the_stop_signs_and_speaks_of_keys() -> None:
    stage = Stage([(0, "q")])
    session = begin(stage)
    lead(stage, session)
    lines = screen_lines(stage.shown[0], 200, 40)
    assert lines[0] == stage.shown[0].stop_signs
    assert "press ?" in lines[0]
    assert "Help" not in lines[0]


def test_the_sentences_of_getting_ready_come_one_after_the_other() -> None:
    stage = Stage([(15, "q")])
    session = begin(stage)
    lead(stage, session)
    said = list(dict.fromkeys(seen.sentence for seen in stage.shown if seen.phase == "Get ready"))
    assert said == list(session.plan.steps[0].remedy.ready)


def test_the_clot_question_comes_before_rubbing_and_next_is_no_answer_to_it() -> None:
    stage = Stage([(1, "n"), (1, "n"), (1, "n"), (1, "q")])
    session = begin(stage)
    rubbing = [number for number, step in enumerate(session.plan.steps) if step.script.clot_question]
    assert rubbing == [2]
    lead(stage, session)
    asked = [seen for seen in stage.shown if seen.phase == "Before you press on the leg"]
    assert asked
    assert asked[0].sentence == LIBRARY.conditions["dvt_suspected"].question
    assert asked[0].clock_seconds is None
    assert "2 no" in asked[0].keys
    assert not session.state.clot_answered
    assert session.state.position == 3


@pytest.mark.parametrize(("key", "rubs"), [("1", False), ("2", True)])
def test_only_a_plain_no_lets_the_rubbing_begin(key: str, rubs: bool) -> None:
    stage = Stage([(1, "n"), (1, "n"), (1, key), (1, "q")])
    session = begin(stage)
    lead(stage, session)
    last = stage.shown[-1]
    assert (last.step == session.plan.steps[2].remedy.name) is rubs
    assert any("left out" in notice for notice in last.notices) is not rubs
    assert session.state.asking is not Asking.CLOT


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(599, None), (601, "after 10 minutes"), (899, "after 10 minutes"), (901, "after 15 minutes")],
)
def test_a_spasm_that_lasts_is_told_what_to_do(seconds: int, words: str | None) -> None:
    stage = Stage([(seconds, "q")])
    lead(stage, begin(stage))
    told = " ".join(stage.shown[-1].notices)
    assert (words in told) if words else ("minutes" not in told)


def test_help_lists_emergencies_first_and_the_session_goes_on() -> None:
    stage = Stage([(3, "?"), (4, "l"), (0, "\n")])
    assert lead(stage, begin(stage))
    (lines,) = stage.read_lines
    assert lines[0].startswith("Call the emergency number now")
    urgent = next(place for place, line in enumerate(lines) if line.startswith("Get help today"))
    texts = {f"- {sign.text}" for sign in LIBRARY.everyone_signs}
    assert texts <= set(lines)
    assert 0 < urgent < len(lines)
    assert len(lines) == len(sign_lines(Area.CALF, LIBRARY))


def test_the_bell_rings_when_a_phase_changes_unless_silent() -> None:
    loud, quiet = Stage([(25, "q")]), Stage([(25, "q")])
    lead(loud, begin(loud))
    lead(quiet, begin(quiet), sound=False)
    assert loud.bells == 1
    assert quiet.bells == 0


def test_it_came_back_begins_the_step_again_in_the_same_episode() -> None:
    stage = Stage([(5, "l"), (2, "b"), (5, "l"), (0, "\n")])
    session = begin(stage)
    assert lead(stage, session)
    episode = stage.episode()
    assert len({event.episode_id for event in stage.kept}) == 1
    assert episode.duration is not None
    assert episode.duration.total_seconds() == 12
    assert [step.result for step in episode.steps] == [StepResult.MOVED_ON, StepResult.LET_GO]


def test_a_diary_that_fails_never_stops_the_guidance_and_gets_everything_later() -> None:
    stage = Stage([(5, "n"), (5, "l"), (0, "\n")])
    session = begin(stage)
    refused: list[int] = []

    def record(events: Sequence[Event]) -> None:
        if len(refused) < 2:
            refused.append(len(events))
            raise Conflict("The database is locked.")
        stage.record(events)

    keeper = Keeper(record)
    assert guide(session, LIBRARY, stage, keeper, lambda: stage.now, sound=False)
    assert keeper.problem is None
    assert refused
    assert len(stage.kept) == len({event.id for event in stage.kept}) == 5
    assert stage.episode().let_go


def test_a_diary_that_keeps_failing_is_remembered() -> None:
    stage = Stage([(5, "l"), (0, "\n")])
    session = begin(stage)

    def record(_events: Sequence[Event]) -> None:
        raise Conflict("The database is locked.")

    keeper = Keeper(record)
    assert guide(session, LIBRARY, stage, keeper, lambda: stage.now, sound=False)
    assert keeper.problem is not None
    assert stage.kept == []


def answered(*answers: str | None) -> tuple[Stage, Session, bool]:
    stage = Stage([(5, "l"), (0, "\n")], list(answers))
    session = begin(stage)
    lead(stage, session)
    return stage, session, ask_afterwards(session, stage, Keeper(stage.record), lambda: stage.now)


def test_answers_are_kept_and_the_session_is_closed() -> None:
    stage, session, over = answered("7", "1", "new shoes")
    episode = stage.episode()
    assert over
    assert (episode.pain, episode.doing, episode.different) == (7, "asleep", "new shoes")
    assert session.state.phase is Phase.ENDED


def test_enter_skips_each_question() -> None:
    stage, _, over = answered("", "", "")
    episode = stage.episode()
    assert over
    assert (episode.pain, episode.doing, episode.different) == (None, None, "")


def test_an_answer_that_cannot_be_meant_is_asked_again() -> None:
    stage, _, over = answered("11", "much", "0", "99", "2", "")
    assert over
    assert (stage.episode().pain, stage.episode().doing) == (0, "waking")


def test_when_nobody_answers_any_more_the_session_is_closed_with_what_was_said() -> None:
    stage, session, over = answered("6", None)
    assert over
    assert stage.episode().pain == 6
    assert session.state.phase is Phase.ENDED


def test_a_spasm_that_comes_back_at_the_questions_goes_on() -> None:
    stage, session, over = answered("b")
    assert not over
    assert session.state.phase is Phase.GET_READY
    assert stage.episode().ended_at is None


@pytest.mark.parametrize(("width", "height"), [(80, 24), (40, 12), (20, 6), (200, 60), (24, 18)])
def test_the_screen_never_overflows_and_always_shows_the_keys(width: int, height: int) -> None:
    stage = Stage([(0, "q")])
    session = begin(stage, Area.LOWER_BACK)
    lead(stage, session)
    lines = screen_lines(stage.shown[0], width, height)
    assert len(lines) <= height
    assert "stop" in lines[-1] or "q" in lines[-1]
    assert all(len(line.replace("\x1b[1m", "").replace("\x1b[0m", "")) < max(width, 11) for line in lines)


def test_a_key_and_what_it_does_stand_on_one_line() -> None:
    stage = Stage([(0, "q")])
    lead(stage, begin(stage))
    for width in range(30, 120):
        lines = screen_lines(stage.shown[0], width, 40)
        assert sum("q stop" in line for line in lines) == 1
        assert sum("? not getting better" in line for line in lines) == 1


def test_the_clock_is_big_where_there_is_room() -> None:
    stage = Stage([(0, "q")])
    session = begin(stage)
    lead(stage, session)
    shown = scene(begin(stage), LIBRARY)
    assert big_clock(shown.clock_seconds or 0)[0] in screen_lines(shown, 80, 40)
    assert "0:16" in screen_lines(shown, 80, 15)
    assert len({len(row) for row in big_clock(605)}) == 1


def test_a_long_text_comes_in_pages() -> None:
    lines = [f"line {number}" for number in range(50)]
    first, more = page_of(lines, 0, 80, 24)
    last, end = page_of(lines, 44, 80, 24)
    assert more
    assert not end
    assert len(first) == 24
    assert first[0] == "line 0"
    assert last[0] == "line 44"
