# SPDX-License-Identifier: Apache-2.0
"""Refuse an edit that would put an episode's end before its onset.

The fold stays calm where two devices disagree: it drops such an end. A person who types it should be told instead,
so the span is read here as the events say it, before the fold tidies it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from unclench.diary import Event, EventKind
from unclench.diary.events import check_span
from unclench.errors import InputError
from unclench.store.refusals import ImpossibleSpan

__all__ = ["check_edited_span"]

_BEGINS = (EventKind.STARTED, EventKind.LOGGED)


def check_edited_span(events: Sequence[Event], fresh: Iterable[Event]) -> None:
    """ImpossibleSpan where the episode cannot lie so and one of the fresh events set a time by hand.

    events: all of one episode, the fresh ones among them. An episode that has not begun yet is not checked.
    """
    by_hand = [event for event in fresh if _sets_a_time(event)]
    if not by_hand:
        return
    onset, ended = _span(events)
    if onset is not None and ended is not None:
        try:
            check_span(onset, ended)
        except InputError as refused:
            raise ImpossibleSpan(refused, by_hand) from None


def _sets_a_time(event: Event) -> bool:
    edited = event.kind is EventKind.EDITED and bool({"onset_at", "ended_at"} & set(event.data))
    return edited or (event.kind is EventKind.LOGGED and event.data.get("ended_at") is not None)


def _span(events: Iterable[Event]) -> tuple[datetime | None, datetime | None]:
    onset: datetime | None = None
    edited_onset: datetime | None = None
    ended: datetime | None = None
    for event in sorted(events, key=lambda e: (e.at, e.id)):
        if onset is None and event.kind in _BEGINS:
            onset = event.at
        if event.kind is EventKind.LET_GO:
            ended = event.at
        if "onset_at" in event.data:
            edited_onset = datetime.fromisoformat(event.data["onset_at"])
        if "ended_at" in event.data:
            told = event.data["ended_at"]
            ended = None if told is None else datetime.fromisoformat(told)
    return (None if onset is None else edited_onset or onset), ended
