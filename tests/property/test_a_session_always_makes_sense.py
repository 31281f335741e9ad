# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from dataclasses import replace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from unclench.relief.machine import Phase, ScriptStep, State, advance, apply, begin, elapsed_ms

T0 = 1_772_000_000_000
KINDS = (
    "next",
    "again",
    "longer",
    "pause",
    "resume",
    "answer",
    "let_go",
    "came_back",
    "time",
    "where",
    "finish",
    "stop",
)

steps = st.builds(
    ScriptStep, remedy=st.sampled_from("abc"), ready_seconds=st.integers(1, 20), hold_seconds=st.integers(1, 60),
    repeats=st.integers(1, 4), rest_seconds=st.integers(0, 10), switch=st.booleans(), clot_question=st.booleans(),
)  # fmt: skip


@st.composite
def lives(draw: st.DrawFn) -> tuple[tuple[ScriptStep, ...], State, list[tuple[str, int, dict[str, Any]]]]:
    script = tuple(draw(st.lists(steps, min_size=1, max_size=4)))
    numbers = list(range(len(script)))
    state = begin(script, tuple(draw(st.permutations(numbers))), T0)
    deeds = []
    for kind in draw(st.lists(st.sampled_from(KINDS), max_size=25)):
        data: dict[str, Any] = {}
        if kind == "where":
            data = {"order": tuple(draw(st.permutations(numbers)))}
        if kind == "answer":
            data = {"yes": draw(st.booleans())}
        if kind == "time":
            data = {"seconds": draw(st.none() | st.integers(1, 900))}
        deeds.append((kind, draw(st.integers(-5_000, 120_000)), data))
    return script, state, deeds


@given(lives())
def test_whatever_a_person_taps_the_state_makes_sense(life) -> None:  # type: ignore[no-untyped-def]
    script, state, deeds = life
    now = T0
    for kind, pause_ms, data in deeds:
        now += pause_ms
        before = state
        state = apply(script, state, kind, now, data)
        assert state.as_of_ms >= before.as_of_ms
        assert 0 <= state.position < len(state.order)
        assert state.left_ms is None or state.left_ms > 0
        assert 1 <= state.round <= script[state.order[state.position]].repeats
        assert state.attempt >= before.attempt
        assert elapsed_ms(state) >= 0
        if state.phase in (Phase.LET_GO, Phase.AFTERCARE):
            assert state.let_go_ms is not None
        if state.clot_suspected and state.phase is not Phase.ENDED:
            assert not any(script[number].clot_question for number in state.order)
        rubbing = script[state.order[state.position]].clot_question
        if rubbing and state.phase in (Phase.GET_READY, Phase.HOLD, Phase.REST, Phase.SWITCH):
            assert state.clot_answered, "nobody rubs a leg before the clot question was answered no"


@given(lives(), st.lists(st.integers(0, 60_000), min_size=1, max_size=20))
def test_looking_often_or_once_shows_the_same(life, looks: list[int]) -> None:  # type: ignore[no-untyped-def]
    script, state, deeds = life
    for kind, pause_ms, data in deeds:
        state = apply(script, state, kind, state.as_of_ms + abs(pause_ms), data)
    end = state.as_of_ms + sum(looks)
    often, at = state, state.as_of_ms
    for look in looks:
        at += look
        often = advance(script, often, at)
    assert often == advance(script, state, end)


@given(lives())
def test_the_slow_obvious_twin_agrees(life) -> None:  # type: ignore[no-untyped-def]
    """Second by second, each phase counted down by hand."""
    script, state, _ = life
    quick = advance(script, state, T0 + 200_000)
    slow = state
    for second in range(1, 201):
        slow = advance(script, slow, T0 + second * 1000)
    assert slow == quick
    assert replace(quick, as_of_ms=0).order == state.order
