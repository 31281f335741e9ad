# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import pytest

from unclench.relief.machine import (
    Asking,
    Check,
    Phase,
    ScriptStep,
    State,
    advance,
    apply,
    begin,
    check_due,
    elapsed_ms,
)

STRETCH = ScriptStep("calf_dorsiflexion_pull", ready_seconds=8, hold_seconds=30, repeats=3, rest_seconds=10)
RUB = ScriptStep("massage_gentle_rub", 8, 120, 1, 0, clot_question=True)
ROLLS = ScriptStep("neck_shoulder_rolls", 8, 40, 1, 0, switch=True)
SCRIPT = (STRETCH, RUB, ROLLS)
ORDER = (0, 1, 2)
T0 = 1_772_000_000_000


def at(seconds: float) -> int:
    return T0 + round(seconds * 1000)


def session() -> State:
    return begin(SCRIPT, ORDER, T0)


def later(state: State, seconds: float) -> State:
    return advance(SCRIPT, state, at(seconds))


def does(state: State, kind: str, seconds: float, /, **data: object) -> State:
    return apply(SCRIPT, state, kind, at(seconds), data)


@pytest.mark.parametrize(
    ("seconds", "phase", "round_", "left_s"),
    [
        (0, Phase.GET_READY, 1, 8),
        (7.9, Phase.GET_READY, 1, 0.1),
        (8, Phase.HOLD, 1, 30),
        (38, Phase.REST, 1, 10),
        (48, Phase.HOLD, 2, 30),
        (78, Phase.REST, 2, 10),
        (88, Phase.HOLD, 3, 30),
        (117.9, Phase.HOLD, 3, 0.1),
    ],
)
def test_a_step_goes_through_its_phases_by_the_clock(
    seconds: float, phase: Phase, round_: int, left_s: float
) -> None:
    state = later(session(), seconds)
    assert (state.phase, state.round) == (phase, round_)
    assert state.left_ms == round(left_s * 1000)


def test_after_the_last_hold_it_asks_and_waits() -> None:
    state = later(session(), 118)
    assert (state.phase, state.asking, state.left_ms) == (Phase.ASK, Asking.LET_GO, None)
    assert later(state, 4000).phase is Phase.ASK


def test_seven_minutes_with_the_screen_off_change_nothing_about_the_result() -> None:
    in_one_go = later(session(), 420)
    in_many = session()
    for quarter in range(1, 1681):
        in_many = later(in_many, quarter / 4)
    assert in_one_go == in_many
    assert elapsed_ms(in_one_go) == 420_000


def test_pause_pauses_the_clock_and_not_the_spasm() -> None:
    paused = does(session(), "pause", 20)
    waited = later(paused, 500)
    assert waited.left_ms == 18_000
    assert elapsed_ms(waited) == 500_000
    assert later(does(waited, "resume", 500), 510).left_ms == 8_000


def test_next_enters_the_next_step_and_comes_round_again() -> None:
    state = session()
    for attempt, remedy in enumerate(
        ("massage_gentle_rub", "neck_shoulder_rolls", "calf_dorsiflexion_pull"), 1
    ):
        state = does(state, "next", attempt)
        assert SCRIPT[state.order[state.position]].remedy == remedy
        assert state.attempt == attempt


def test_a_step_can_be_repeated_and_lengthened() -> None:
    asked = later(session(), 118)
    again = does(asked, "again", 120)
    assert (again.phase, again.round, again.attempt) == (Phase.HOLD, 1, 0)
    assert does(again, "longer", 121).left_ms == 44_000


def test_both_directions_are_done_with_a_change_between() -> None:
    state = does(does(session(), "next", 1), "next", 2)
    assert later(state, 10).phase is Phase.HOLD
    assert later(state, 50).phase is Phase.SWITCH
    second = later(state, 55)
    assert (second.phase, second.half) == (Phase.HOLD, 1)
    assert later(state, 95).phase is Phase.ASK


def test_rubbing_asks_the_clot_question_first() -> None:
    asked = does(session(), "next", 1)
    assert (asked.phase, asked.asking, asked.left_ms) == (Phase.ASK, Asking.CLOT, None)
    assert later(asked, 300) == later(asked, 300)
    assert later(asked, 300).phase is Phase.ASK, "it never goes on by itself"
    assert does(asked, "answer", 5, yes=False).phase is Phase.GET_READY


def test_the_clot_question_is_asked_once() -> None:
    cleared = does(does(session(), "next", 1), "answer", 5, yes=False)
    round_again = does(does(does(cleared, "next", 6), "next", 7), "next", 8)
    assert SCRIPT[round_again.order[round_again.position]] == RUB
    assert round_again.phase is Phase.GET_READY


@pytest.mark.parametrize("answer", [{"yes": True}, {}])
def test_a_possible_clot_takes_rubbing_out_for_good(answer: dict[str, bool]) -> None:
    state = does(does(session(), "next", 1), "answer", 5, **answer)
    assert SCRIPT[state.order[state.position]] == ROLLS
    moved = does(state, "where", 6, order=(1, 0, 2))
    assert 1 not in moved.order


def test_let_go_stops_the_clock_and_leads_to_aftercare() -> None:
    state = does(session(), "let_go", 40)
    assert (state.phase, elapsed_ms(state)) == (Phase.LET_GO, 40_000)
    after = later(state, 46)
    assert after.phase is Phase.AFTERCARE
    assert elapsed_ms(later(after, 900)) == 40_000
    assert does(after, "finish", 60).phase is Phase.ENDED


def test_a_cramp_that_comes_back_goes_on_in_the_same_session() -> None:
    back = does(does(session(), "let_go", 40), "came_back", 60)
    assert (back.phase, back.let_go_ms, back.attempt) == (Phase.GET_READY, None, 1)
    assert elapsed_ms(later(back, 100)) == 100_000


def test_aftercare_has_a_clock_of_its_own() -> None:
    after = later(does(session(), "let_go", 40), 50)
    timed = does(after, "time", 50, seconds=900)
    assert later(timed, 500).left_ms == 450_000
    assert later(timed, 951).left_ms is None
    assert later(timed, 951).phase is Phase.AFTERCARE


def test_saying_where_one_is_changes_the_order_and_not_the_step_under_way() -> None:
    fresh = does(session(), "where", 3, order=(2, 0))
    assert SCRIPT[fresh.order[fresh.position]] == ROLLS
    under_way = does(does(session(), "next", 1), "where", 3, order=(2, 1, 0))
    assert SCRIPT[under_way.order[under_way.position]] == RUB


@pytest.mark.parametrize(
    ("seconds", "due"),
    [(599.9, Check.NONE), (600, Check.FLAGS), (899.9, Check.FLAGS), (900, Check.SAME_DAY)],
)
def test_ten_minutes_ask_and_fifteen_advise(seconds: float, due: Check) -> None:
    assert check_due(later(session(), seconds)) is due


def test_after_it_let_go_nothing_is_due() -> None:
    assert check_due(later(does(session(), "let_go", 40), 5000)) is Check.NONE


def test_a_paused_session_still_warns_because_the_spasm_goes_on() -> None:
    assert check_due(later(does(session(), "pause", 20), 700)) is Check.FLAGS


def test_a_clock_that_runs_backwards_stands_still() -> None:
    state = later(session(), 20)
    assert later(state, 5) == state


@pytest.mark.parametrize(
    "kind", ["next", "again", "longer", "pause", "let_go", "came_back", "time", "where", "finish"]
)
def test_nothing_wakes_a_session_that_ended(kind: str) -> None:
    ended = does(session(), "stop", 10)
    after = does(ended, kind, 20, order=(1, 0), seconds=10)
    assert (after.phase, after.attempt) == (Phase.ENDED, ended.attempt)


@pytest.mark.parametrize("kind", ["finish", "came_back", "time", "nonsense"])
def test_what_makes_no_sense_in_a_phase_changes_nothing(kind: str) -> None:
    assert does(session(), kind, 5, seconds=3) == later(session(), 5)
