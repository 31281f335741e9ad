# SPDX-License-Identifier: Apache-2.0
"""What a session shows at one moment, as words and numbers, before anybody draws it."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil

from unclench.body.areas import title
from unclench.evidence import Library
from unclench.relief import Session
from unclench.relief.machine import Asking, Check, Phase, State, check_due, current, elapsed_ms

__all__ = ["Scene", "scene"]

_SENTENCE_MS = 4000
_KEYS_STEP = "l it let go   n next   p pause   a again   + longer   ? not getting better   q stop"
_KEYS_PAUSED = "p go on   l it let go   n next   ? not getting better   q stop"
_KEYS_ASK = "l it let go   a again   n next step   ? not getting better   q stop"
_KEYS_CLOT = "1 yes, or not sure   2 no   n next step   ? help   q stop"
_KEYS_EASE = "b it came back   Enter go on"

_CHECKS = {
    Check.NONE: "",
    Check.FLAGS: "Still locked after 10 minutes. Press ? and see whether one of the signs is true for you.",
    Check.SAME_DAY: "Not easing after 15 minutes. Get advice from a doctor or nurse today. Press ? for the signs.",
}
_NO_RUBBING = (
    "Steps that press on the leg are left out. A leg like this can need care today: press ? for the signs."
)


@dataclass(frozen=True, slots=True)
class Scene:
    """One screen. clock_seconds: what is left, None where the session waits for the person.

    stop_signs: stands first. notices: what must be known now, above the keys.
    """

    stop_signs: str
    place: str
    phase: str
    step: str
    sentence: str
    clock_seconds: int | None
    lasted_seconds: int
    paused: bool
    notices: tuple[str, ...]
    keys: str


def scene(session: Session, library: Library, notice: str = "") -> Scene:
    """What the session shows, as of its last `look`. notice: stands there all the time."""
    state = session.state
    planned = session.step
    where = title(session.plan.area, session.plan.side)
    return Scene(
        stop_signs=for_keys(session.plan.stop_signs),
        place=f"{where} - step {state.position + 1} of {len(state.order)}",
        phase=_phase(session, state),
        step=planned.remedy.name,
        sentence=_sentence(session, state, library),
        clock_seconds=None if state.left_ms is None else ceil(state.left_ms / 1000),
        lasted_seconds=elapsed_ms(state) // 1000,
        paused=state.paused,
        notices=tuple(line for line in (notice, *_notices(session, state)) if line),
        keys=_keys(state),
    )


def for_keys(text: str) -> str:
    """Content speaks to a finger; here Help is a key."""
    return text.replace("tap Help", "press ?").replace("Tap Help", "Press ?")


def _phase(session: Session, state: State) -> str:
    step = current(session.script, state)
    of = f" {state.round} of {step.repeats}" if step.repeats > 1 else ""
    side = ", other side" if state.half else ""
    names = {
        Phase.GET_READY: "Get ready",
        Phase.HOLD: f"Hold{of}{side}",
        Phase.REST: "Rest",
        Phase.SWITCH: "Change sides",
        Phase.ASK: "Before you press on the leg" if state.asking is Asking.CLOT else "Did it let go?",
        Phase.LET_GO: "It let go",
        Phase.AFTERCARE: "Afterwards",
        Phase.ENDED: "The end",
    }
    return names[state.phase] + (" (paused)" if state.paused else "")


def _sentence(session: Session, state: State, library: Library) -> str:
    remedy = session.step.remedy
    if state.phase is Phase.GET_READY:
        passed_ms = current(session.script, state).ready_seconds * 1000 - (state.left_ms or 0)
        return (
            remedy.ready[min(max(passed_ms, 0) // _SENTENCE_MS, len(remedy.ready) - 1)]
            if remedy.ready
            else ""
        )
    if state.phase is Phase.HOLD:
        return remedy.hold[0] if remedy.hold else remedy.name
    if state.phase is Phase.ASK:
        if state.asking is Asking.CLOT:
            return library.conditions["dvt_suspected"].question
        return "If it did, press l. If not, do it again or go on to the next step."
    if state.phase is Phase.REST:
        return "Let it rest. The next hold comes by itself."
    if state.phase is Phase.SWITCH:
        return "Change to the other side."
    return " ".join(remedy.ease)


def _notices(session: Session, state: State) -> list[str]:
    told = [*session.step.cautions] if state.phase in (Phase.GET_READY, Phase.HOLD) else []
    return [*told, _NO_RUBBING if state.clot_suspected else "", _CHECKS[check_due(state)]]


def _keys(state: State) -> str:
    if state.phase is Phase.LET_GO:
        return _KEYS_EASE
    if state.phase is Phase.ASK:
        return _KEYS_CLOT if state.asking is Asking.CLOT else _KEYS_ASK
    return _KEYS_PAUSED if state.paused else _KEYS_STEP
