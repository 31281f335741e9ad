# SPDX-License-Identifier: Apache-2.0
"""From the events of an episode to the episode.

The result depends on the set of events alone: not on the order of arrival, and not on how often one arrived.
Events are read in the order of their own clocks (then of their ids), and for each fact the latest word counts.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from unclench.body.areas import Area, Side
from unclench.diary.episode import Doing, Episode, Recorded, StepResult, StepTried
from unclench.diary.events import Event, EventKind

__all__ = ["fold"]


@dataclass(slots=True)
class _Draft:
    episode: Episode
    steps: dict[int, StepTried] = field(default_factory=dict)


def fold(events: Iterable[Event], person_id: UUID) -> Episode | None:
    """The episode that these events (all of one episode, in any order, repeats allowed) tell of.

    None while the event that begins it (started or logged) has not arrived: the rest waits for it.
    """
    ordered = sorted({event.id: event for event in events}.values(), key=lambda e: (e.at, e.id))
    first = next((e for e in ordered if e.kind in (EventKind.STARTED, EventKind.LOGGED)), None)
    if first is None:
        return None
    draft = _Draft(_begun(first, person_id))
    for event in ordered:
        _TAKE.get(event.kind, _ignore)(draft, event)
    steps = tuple(step for _, step in sorted(draft.steps.items(), key=lambda kv: (kv[1].started_at, kv[0])))
    return replace(_in_order(draft.episode), steps=steps, revision=len(ordered))


def _begun(event: Event, person_id: UUID) -> Episode:
    data = event.data
    recorded = Recorded(
        data.get("recorded", Recorded.FORM if event.kind is EventKind.LOGGED else Recorded.SESSION)
    )
    return Episode(
        id=event.episode_id,
        person_id=person_id,
        area=Area(data["area"]),
        side=Side(data.get("side") or Side.BOTH),
        onset_at=event.at.astimezone(UTC),
        utc_offset_minutes=event.utc_offset_minutes,
        recorded=recorded,
    )


def _in_order(episode: Episode) -> Episode:
    """Two devices may disagree; an end before the onset is then not an end."""
    if episode.ended_at is not None and episode.ended_at < episode.onset_at:
        return replace(episode, ended_at=None)
    return episode


def _ignore(draft: _Draft, event: Event) -> None:
    """The beginning is already read, and closing a session says nothing about the spasm."""


def _logged(draft: _Draft, event: Event) -> None:
    _edited(draft, event)
    for number, remedy in enumerate(event.data.get("steps", ())):
        draft.steps[number] = StepTried(remedy, event.at.astimezone(UTC), StepResult.UNKNOWN)


def _step_started(draft: _Draft, event: Event) -> None:
    number = event.data["step"]
    known = draft.steps.get(number)
    result = known.result if known else StepResult.UNKNOWN
    draft.steps[number] = StepTried(event.data["remedy"], event.at.astimezone(UTC), result)


def _step_ended(draft: _Draft, event: Event) -> None:
    _set_result(draft, event.data["step"], StepResult(event.data["result"]))


def _set_result(draft: _Draft, number: int | None, result: StepResult) -> None:
    if number is not None and number in draft.steps:
        draft.steps[number] = replace(draft.steps[number], result=result)


def _let_go(draft: _Draft, event: Event) -> None:
    draft.episode = replace(draft.episode, ended_at=event.at.astimezone(UTC), let_go=True)
    _set_result(draft, event.data.get("step"), StepResult.LET_GO)


def _edited(draft: _Draft, event: Event) -> None:
    data = event.data
    changes: dict[str, Any] = {}
    if "onset_at" in data:
        onset = datetime.fromisoformat(data["onset_at"])
        offset = onset.utcoffset()
        changes["onset_at"] = onset.astimezone(UTC)
        changes["utc_offset_minutes"] = 0 if offset is None else round(offset.total_seconds() / 60)
    if "ended_at" in data:
        ended = data["ended_at"]
        changes["ended_at"] = None if ended is None else datetime.fromisoformat(ended).astimezone(UTC)
    if "area" in data:
        changes["area"] = Area(data["area"])
    if "side" in data:
        changes["side"] = Side(data["side"] or Side.BOTH)
    if "doing" in data:
        changes["doing"] = None if data["doing"] is None else Doing(data["doing"])
    changes |= {key: data[key] for key in ("pain", "different", "note", "let_go") if key in data}
    draft.episode = replace(draft.episode, **changes)


def _deleted(draft: _Draft, event: Event) -> None:
    draft.episode = replace(draft.episode, deleted=True)


def _restored(draft: _Draft, event: Event) -> None:
    draft.episode = replace(draft.episode, deleted=False)


_TAKE = {
    EventKind.LOGGED: _logged,
    EventKind.STEP_STARTED: _step_started,
    EventKind.STEP_ENDED: _step_ended,
    EventKind.LET_GO: _let_go,
    EventKind.TOLD: _edited,
    EventKind.EDITED: _edited,
    EventKind.DELETED: _deleted,
    EventKind.RESTORED: _restored,
}
