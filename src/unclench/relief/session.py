# SPDX-License-Identifier: Apache-2.0
"""A session: the machine's state, what the person did, and the diary events that follow from it.

The session writes the diary by itself: every change of step, the moment it let go and the answers afterwards become
events with ids of their own. A door only has to hand in taps and times and to carry the events away.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from typing import Any
from uuid import UUID

from unclench.diary.episode import Recorded
from unclench.diary.events import Event, EventKind
from unclench.relief import machine
from unclench.relief.plan import PlannedStep, ReliefPlan

__all__ = ["Session"]


@dataclass(slots=True)
class Session:
    """One guided session. new_id makes a UUIDv7; utc_offset_minutes is the offset of the place.

    state: where it stands. unsent: events since the last `take_events()`.
    """

    plan: ReliefPlan
    new_id: Callable[[], UUID]
    utc_offset_minutes: int
    recorded: Recorded
    episode_id: UUID
    state: machine.State
    unsent: list[Event] = field(default_factory=list)

    @classmethod
    def start(
        cls,
        plan: ReliefPlan,
        now_ms: int,
        *,
        new_id: Callable[[], UUID],
        utc_offset_minutes: int,
        recorded: Recorded,
    ) -> Session:
        """Begin with the plan's first step; the onset is now. The plan must have a step."""
        script = tuple(step.script for step in plan.steps)
        state = machine.begin(script, tuple(range(len(script))), now_ms)
        session = cls(plan, new_id, utc_offset_minutes, recorded, new_id(), state)
        begun = {"area": plan.area.value, "side": plan.side.value, "recorded": recorded.value}
        session._emit(EventKind.STARTED, now_ms, begun)
        session._emit_step(now_ms)
        return session

    @property
    def script(self) -> tuple[machine.ScriptStep, ...]:
        return tuple(step.script for step in self.plan.steps)

    @property
    def step(self) -> PlannedStep:
        """The step the session is at."""
        return self.plan.steps[self.state.order[self.state.position]]

    def look(self, now_ms: int) -> machine.State:
        """Where the session stands at now_ms."""
        self.state = machine.advance(self.script, self.state, now_ms)
        return self.state

    def do(self, kind: str, now_ms: int, **data: Any) -> machine.State:
        """Take what the person did and note what it means for the diary."""
        before = self.look(now_ms)
        self.state = after = machine.apply(self.script, before, kind, now_ms, data)
        if before.phase is not machine.Phase.LET_GO and after.phase is machine.Phase.LET_GO:
            self._emit(EventKind.LET_GO, now_ms, {"step": after.attempt} if _under_way(before) else {})
        elif kind == "came_back" and before.let_go_ms is not None and after.let_go_ms is None:
            self._emit(EventKind.STEP_ENDED, now_ms, {"step": before.attempt, "result": "moved_on"})
            self._emit(EventKind.EDITED, now_ms, {"ended_at": None, "let_go": False})
            self._emit_step(now_ms)
        elif after.attempt != before.attempt:
            self._emit_end(before, now_ms, "moved_on")
            self._emit_step(now_ms)
        elif before.asking is machine.Asking.CLOT and after.phase is machine.Phase.GET_READY:
            self._emit_step(now_ms)
        elif after.phase is machine.Phase.ENDED and before.phase is not machine.Phase.ENDED:
            if before.let_go_ms is None:
                self._emit_end(before, now_ms, "stopped")
            self._emit(EventKind.ENDED, now_ms, {})
        return after

    def tell(self, now_ms: int, **answers: Any) -> None:
        """Keep an answer: pain, doing, different, note."""
        self._emit(EventKind.TOLD, now_ms, answers)

    def take_events(self) -> list[Event]:
        """The events not yet taken; the caller now answers for them."""
        taken, self.unsent = self.unsent, []
        return taken

    def _emit_step(self, now_ms: int) -> None:
        """The step begins; one that waits for the clot question has not begun."""
        if _under_way(self.state):
            here = {"step": self.state.attempt, "remedy": self.step.remedy.id}
            self._emit(EventKind.STEP_STARTED, now_ms, here)

    def _emit_end(self, before: machine.State, now_ms: int, result: str) -> None:
        if _under_way(before):
            self._emit(EventKind.STEP_ENDED, now_ms, {"step": before.attempt, "result": result})

    def _emit(self, kind: EventKind, now_ms: int, data: dict[str, Any]) -> None:
        zone = timezone(timedelta(minutes=self.utc_offset_minutes))
        at = datetime.fromtimestamp(now_ms / 1000, zone)
        self.unsent.append(Event(self.new_id(), self.episode_id, kind, at, data))


def _under_way(state: machine.State) -> bool:
    return state.asking is not machine.Asking.CLOT
