# SPDX-License-Identifier: Apache-2.0
"""Persons, episodes and the events that make them."""

from unclench.diary.episode import DOING_LABELS, Doing, Episode, Recorded, StepResult, StepTried
from unclench.diary.events import Event, EventKind, event_json, parse_event
from unclench.diary.fold import fold
from unclench.diary.person import Medicine, Person, Sex

__all__ = [
    "DOING_LABELS",
    "Doing",
    "Episode",
    "Event",
    "EventKind",
    "Medicine",
    "Person",
    "Recorded",
    "Sex",
    "StepResult",
    "StepTried",
    "event_json",
    "fold",
    "parse_event",
]
