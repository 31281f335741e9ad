# SPDX-License-Identifier: Apache-2.0
"""The guided session as a pure state machine, driven by time stamps.

    ask(clot) ─no─▶ get_ready ─▶ hold ─▶ rest ─▶ hold … ─▶ ask(let_go) ─next─▶ the next step
                                  └▶ switch ─▶ hold (other side)
    any of these ─let_go─▶ let_go ─▶ aftercare ─finish─▶ ended        any ─stop─▶ ended

A state is what is true at `as_of_ms`. Nothing ticks: `advance(script, state, now_ms)` says what is true later,
however long the phone was locked. `apply` takes what the person did. The phone runs a twin of this file
(web/static/js/machine.js); a test drives both with the same random sessions and they must agree.

Times are milliseconds since 1970, as a phone's clock gives them; a clock that runs backwards stands still here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

__all__ = [
    "CHECK_FLAGS_AFTER_MS",
    "SAME_DAY_ADVICE_AFTER_MS",
    "Asking",
    "Check",
    "Phase",
    "ScriptStep",
    "State",
    "advance",
    "apply",
    "begin",
    "check_due",
    "elapsed_ms",
]

SWITCH_SECONDS = 5
EASE_SECONDS = 6
LONGER_SECONDS = 15
CHECK_FLAGS_AFTER_MS = 10 * 60 * 1000
SAME_DAY_ADVICE_AFTER_MS = 15 * 60 * 1000


class Phase(StrEnum):
    GET_READY = "get_ready"
    HOLD = "hold"
    REST = "rest"
    SWITCH = "switch"
    ASK = "ask"
    LET_GO = "let_go"
    AFTERCARE = "aftercare"
    ENDED = "ended"


class Asking(StrEnum):
    """What an ASK phase asks: whether it let go, or (before rubbing a leg) the clot question."""

    LET_GO = "let_go"
    CLOT = "clot"


class Check(StrEnum):
    """What the length of the spasm calls for."""

    NONE = "none"
    FLAGS = "flags"
    SAME_DAY = "same_day"


@dataclass(frozen=True, slots=True)
class ScriptStep:
    """The clock of one step. `clot_question`: it may begin only after that question was answered no."""

    remedy: str
    ready_seconds: int
    hold_seconds: int
    repeats: int
    rest_seconds: int
    switch: bool = False
    clot_question: bool = False


@dataclass(frozen=True, slots=True)
class State:
    """Where a session stands at as_of_ms.

    order: numbers of the script's steps, in the order they are tried. position: index into order. attempt: counts
    the steps begun, from 0; it numbers the steps of the episode. round: the hold within a step, from 1. half: 1 on
    the second side. left_ms: what is left of the phase, None where it waits for the person. clot_answered: the
    clot question was answered no in this session; clot_suspected: it was answered yes, and no step that presses
    on the leg may come back.
    """

    phase: Phase
    order: tuple[int, ...]
    position: int
    attempt: int
    round: int
    half: int
    left_ms: int | None
    as_of_ms: int
    onset_ms: int
    asking: Asking | None = None
    paused: bool = False
    let_go_ms: int | None = None
    clot_answered: bool = False
    clot_suspected: bool = False


def begin(script: tuple[ScriptStep, ...], order: tuple[int, ...], now_ms: int) -> State:
    """A session that starts now with the first step of `order` (which names at least one step)."""
    blank = State(Phase.GET_READY, order, 0, 0, 1, 0, None, now_ms, now_ms)
    return _enter_step(script, blank, 0, attempt=0)


def advance(script: tuple[ScriptStep, ...], state: State, now_ms: int) -> State:
    """What is true at now_ms if the person does nothing."""
    now_ms = max(now_ms, state.as_of_ms)
    while state.left_ms is not None and not state.paused:
        passed_ms = now_ms - state.as_of_ms
        if passed_ms < state.left_ms:
            return replace(state, left_ms=state.left_ms - passed_ms, as_of_ms=now_ms)
        state = _phase_after(script, replace(state, as_of_ms=state.as_of_ms + state.left_ms))
    return replace(state, as_of_ms=now_ms)


def apply(
    script: tuple[ScriptStep, ...], state: State, kind: str, now_ms: int, data: Mapping[str, Any]
) -> State:
    """What is true after the person did `kind` at now_ms; what makes no sense in a phase changes nothing.

    kinds: next, again, longer, pause, resume, answer {yes}, let_go, came_back, time {seconds}, where {order},
    finish, stop.
    """
    state = advance(script, state, now_ms)
    verb = _VERBS.get(kind)
    if verb is None or state.phase is Phase.ENDED:
        return state
    return verb(script, state, data)


def elapsed_ms(state: State) -> int:
    """How long the spasm has lasted (or lasted, once it let go). Pausing the guidance does not pause the spasm."""
    return (state.as_of_ms if state.let_go_ms is None else state.let_go_ms) - state.onset_ms


def check_due(state: State) -> Check:
    """Still locked after 10 minutes: ask the flag questions. Not easing at 15: same-day advice."""
    if state.let_go_ms is not None or state.phase is Phase.ENDED:
        return Check.NONE
    if elapsed_ms(state) >= SAME_DAY_ADVICE_AFTER_MS:
        return Check.SAME_DAY
    return Check.FLAGS if elapsed_ms(state) >= CHECK_FLAGS_AFTER_MS else Check.NONE


def current(script: tuple[ScriptStep, ...], state: State) -> ScriptStep:
    """The step that the session is at."""
    return script[state.order[state.position]]


_IN_STEP = frozenset({Phase.GET_READY, Phase.HOLD, Phase.REST, Phase.SWITCH, Phase.ASK})


def _enter_step(script: tuple[ScriptStep, ...], state: State, position: int, attempt: int) -> State:
    step = script[state.order[position]]
    ask_first = step.clot_question and not state.clot_answered
    return replace(
        state,
        phase=Phase.ASK if ask_first else Phase.GET_READY,
        asking=Asking.CLOT if ask_first else None,
        position=position,
        attempt=attempt,
        round=1,
        half=0,
        left_ms=None if ask_first else step.ready_seconds * 1000,
        paused=False,
    )


def _enter(state: State, phase: Phase, seconds: int | None, **changes: Any) -> State:
    left_ms = None if seconds is None else seconds * 1000
    return replace(state, phase=phase, asking=None, left_ms=left_ms, **changes)


def _phase_after(script: tuple[ScriptStep, ...], state: State) -> State:
    step = current(script, state)
    if state.phase is Phase.HOLD:
        if step.switch and state.half == 0:
            return _enter(state, Phase.SWITCH, SWITCH_SECONDS)
        if state.round < step.repeats:
            return _enter(state, Phase.REST, step.rest_seconds)
        return replace(state, phase=Phase.ASK, asking=Asking.LET_GO, left_ms=None)
    if state.phase is Phase.SWITCH:
        return _enter(state, Phase.HOLD, step.hold_seconds, half=1)
    if state.phase is Phase.REST:
        return _enter(state, Phase.HOLD, step.hold_seconds, half=0, round=state.round + 1)
    if state.phase is Phase.GET_READY:
        return _enter(state, Phase.HOLD, step.hold_seconds)
    return _enter(state, Phase.AFTERCARE, None)


def _next(script: tuple[ScriptStep, ...], state: State, data: Mapping[str, Any]) -> State:
    if state.phase not in _IN_STEP:
        return state
    return _enter_step(script, state, (state.position + 1) % len(state.order), state.attempt + 1)


def _again(script: tuple[ScriptStep, ...], state: State, data: Mapping[str, Any]) -> State:
    if state.phase not in _IN_STEP or state.asking is Asking.CLOT:
        return state
    return _enter(state, Phase.HOLD, current(script, state).hold_seconds, round=1, half=0, paused=False)


def _longer(script: tuple[ScriptStep, ...], state: State, data: Mapping[str, Any]) -> State:
    if state.left_ms is None or state.phase is Phase.LET_GO:
        return state
    return replace(state, left_ms=state.left_ms + LONGER_SECONDS * 1000)


def _pause(script: tuple[ScriptStep, ...], state: State, data: Mapping[str, Any]) -> State:
    return state if state.left_ms is None else replace(state, paused=True)


def _resume(script: tuple[ScriptStep, ...], state: State, data: Mapping[str, Any]) -> State:
    return replace(state, paused=False)


def _answer(script: tuple[ScriptStep, ...], state: State, data: Mapping[str, Any]) -> State:
    if state.asking is not Asking.CLOT:
        return state
    if data.get("yes") is not False:
        return _without_rubbing(script, state)
    return _enter_step(script, replace(state, clot_answered=True), state.position, state.attempt)


def _without_rubbing(script: tuple[ScriptStep, ...], state: State) -> State:
    """A possible clot: no step that presses on the leg stays in the plan."""
    state = replace(state, clot_suspected=True)
    safe = tuple(number for number in state.order if not script[number].clot_question)
    if not safe:
        return _enter(state, Phase.ENDED, None)
    ahead = sum(1 for number in state.order[: state.position] if not script[number].clot_question)
    return _enter_step(script, replace(state, order=safe), ahead % len(safe), state.attempt + 1)


def _let_go(script: tuple[ScriptStep, ...], state: State, data: Mapping[str, Any]) -> State:
    if state.phase not in _IN_STEP:
        return state
    return _enter(state, Phase.LET_GO, EASE_SECONDS, let_go_ms=state.as_of_ms, paused=False)


def _came_back(script: tuple[ScriptStep, ...], state: State, data: Mapping[str, Any]) -> State:
    if state.phase not in (Phase.LET_GO, Phase.AFTERCARE):
        return state
    return _enter_step(script, replace(state, let_go_ms=None), state.position, state.attempt + 1)


def _time(script: tuple[ScriptStep, ...], state: State, data: Mapping[str, Any]) -> State:
    if state.phase is not Phase.AFTERCARE:
        return state
    seconds = data.get("seconds")
    return replace(state, left_ms=None if seconds is None else int(seconds) * 1000, paused=False)


def _where(script: tuple[ScriptStep, ...], state: State, data: Mapping[str, Any]) -> State:
    asked = (int(number) for number in data["order"])
    order = tuple(n for n in asked if not (state.clot_suspected and script[n].clot_question))
    if state.phase not in _IN_STEP or not order or order == state.order:
        return state
    moved = replace(state, order=order)
    here = state.order[state.position]
    if order[0] == here or (here in order and state.attempt > 0):
        return replace(moved, position=order.index(here))
    return _enter_step(script, moved, 0, state.attempt + 1)


def _finish(script: tuple[ScriptStep, ...], state: State, data: Mapping[str, Any]) -> State:
    return _enter(state, Phase.ENDED, None) if state.phase in (Phase.LET_GO, Phase.AFTERCARE) else state


def _stop(script: tuple[ScriptStep, ...], state: State, data: Mapping[str, Any]) -> State:
    return _enter(state, Phase.ENDED, None)


_VERBS = {
    "next": _next,
    "again": _again,
    "longer": _longer,
    "pause": _pause,
    "resume": _resume,
    "answer": _answer,
    "let_go": _let_go,
    "came_back": _came_back,
    "time": _time,
    "where": _where,
    "finish": _finish,
    "stop": _stop,
}
