# SPDX-License-Identifier: Apache-2.0
"""The loop of a guided session: look at the clock, show, wait for a key, do what it says, keep it."""

from __future__ import annotations

from collections.abc import Callable

from unclench.cli.terminal.keeping import Keeper
from unclench.cli.terminal.keys import END
from unclench.cli.terminal.scene import scene
from unclench.cli.terminal.signs import sign_lines
from unclench.cli.terminal.view import View
from unclench.evidence import Library
from unclench.relief import Session
from unclench.relief.machine import Asking, Phase, State, check_due, elapsed_ms

__all__ = ["guide"]

_STEP_KEYS = {"l": "let_go", "n": "next", "a": "again", "+": "longer"}


def guide(
    session: Session,
    library: Library,
    view: View,
    keeper: Keeper,
    now_ms: Callable[[], int],
    *,
    sound: bool,
    notice: str = "",
) -> bool:
    """Lead through the session until it let go and had its seconds to ease: True; or until it was stopped: False.

    notice: what must stand on the screen all the time.
    """
    before: tuple[object, ...] | None = None
    while True:
        state = session.look(now_ms())
        keeper.keep(session)
        if state.phase in (Phase.AFTERCARE, Phase.ENDED):
            return state.phase is Phase.AFTERCARE
        moment = (state.attempt, state.phase, state.round, state.half, check_due(state))
        if sound and before is not None and moment != before:
            view.bell()
        before = moment
        view.show(scene(session, library, notice))
        key = view.keys.wait(_until_next_second(state))
        if key is None:
            continue
        if key == "?":
            view.read(sign_lines(session.plan.area, library))
        elif state.phase is Phase.LET_GO and key not in ("b", END):
            return True
        else:
            _do(session, state, key, now_ms())


def _do(session: Session, state: State, key: str, now: int) -> None:
    """What a key means in this phase; a key that means nothing changes nothing."""
    if key in ("q", END):
        session.do("stop", now)
    elif state.phase is Phase.LET_GO:
        session.do("came_back", now)
    elif state.asking is Asking.CLOT and key in ("1", "2"):
        session.do("answer", now, yes=key == "1")
    elif key in ("p", " "):
        session.do("resume" if state.paused else "pause", now)
    elif key in _STEP_KEYS:
        session.do(_STEP_KEYS[key], now)


def _until_next_second(state: State) -> float:
    """Seconds until a number on the screen changes."""
    runs = state.left_ms is not None and not state.paused
    to_next = (state.left_ms or 0) % 1000 if runs else 1000 - elapsed_ms(state) % 1000
    return max(0.02, (to_next or 1000) / 1000)
