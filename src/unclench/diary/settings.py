# SPDX-License-Identifier: Apache-2.0
"""How a person wants their days kept: what they follow, where a day begins, which source counts first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, time

from unclench.diary.day import DayBegins

__all__ = ["DiarySettings", "Place", "Suspicion"]


@dataclass(frozen=True, slots=True)
class Place:
    """Where the weather is asked for: degrees, rounded to 0.1 before they are kept."""

    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True)
class Suspicion:
    """What the person suspected: direction 1 raises, -1 lowers, 0 either. before_look: said before the first look."""

    direction: int
    said_at: datetime
    before_look: bool


@dataclass(frozen=True, slots=True)
class DiarySettings:
    """followed: exposure ids in the order they are asked. own: rows of the person's own exposures (id, name, kind,
    unit). source_order: names, best first; empty: by their ranks. order_by_measure: where a measure differs.
    csv_mappings: by the signature of a table's headings. weather: None while it is off. calendar_token: the secret of
    the reminder's address, "" while there is none. zone: an IANA name, "" for the machine's.
    """

    begins: DayBegins = DayBegins.NOON
    followed: tuple[str, ...] = ()
    own: tuple[Mapping[str, str], ...] = ()
    source_order: tuple[str, ...] = ()
    order_by_measure: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    csv_mappings: Mapping[str, str] = field(default_factory=dict)
    weather: Place | None = None
    calendar_token: str = ""
    remind_at: time = time(20, 30)
    zone: str = ""
    suspicions: Mapping[str, Suspicion] = field(default_factory=dict)
    first_look_at: datetime | None = None
