# SPDX-License-Identifier: Apache-2.0
"""The form of an episode: what a person typed, and the event it means.

The form carries the ids of its event and its episode, so a second click sends the same event again, and the store
keeps it once.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta, timezone
from typing import Any

from django.utils.translation import gettext as _
from uuid6 import uuid7

from unclench.body.areas import AREAS, Area, Side, info
from unclench.diary import Doing, Episode, Event, EventKind, parse_event
from unclench.errors import InputError
from unclench.web import words
from unclench.web.languages import active, sentence
from unclench.web.library import library

__all__ = ["EpisodeForm"]

_FIELDS = (
    "event", "episode", "area", "side", "date", "time", "minutes", "seconds", "pain", "doing", "different", "note",
    "offset",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class EpisodeForm:
    """values: text as typed. errors: field -> sentence; "" is the whole form."""

    values: Mapping[str, str]
    errors: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def blank(cls, now: datetime, area: str = "", side: str = "") -> EpisodeForm:
        """A form for an earlier spasm, with today's date."""
        fresh = {"event": str(uuid7()), "episode": str(uuid7()), "date": f"{now:%Y-%m-%d}", "time": ""}
        place = {"area": area if area in AREAS else "", "side": side if side in set(Side) else ""}
        return cls(dict.fromkeys(_FIELDS, "") | fresh | place)

    @classmethod
    def of(cls, episode: Episode) -> EpisodeForm:
        """A form that holds what the diary says."""
        onset, span = episode.local_onset, episode.duration
        lasted = None if span is None else round(span.total_seconds())
        return cls(
            {
                "event": str(uuid7()),
                "episode": str(episode.id),
                "area": episode.area.value,
                "side": episode.side.value,
                "date": f"{onset:%Y-%m-%d}",
                "time": f"{onset:%H:%M}",
                "minutes": "" if lasted is None else str(lasted // 60),
                "seconds": "" if lasted is None else str(lasted % 60),
                "pain": "" if episode.pain is None else str(episode.pain),
                "doing": "" if episode.doing is None else episode.doing.value,
                "different": episode.different,
                "note": episode.note,
                "offset": str(episode.utc_offset_minutes),
            }
        )

    @classmethod
    def sent(cls, post: Mapping[str, str]) -> EpisodeForm:
        """What was typed, as it was typed."""
        return cls({name: post.get(name, "") for name in _FIELDS})

    def event(self, now: datetime, before: Episode | None = None) -> Event:
        """The event this form means; InputError with its field where something cannot be taken.

        before: the episode being corrected; without one a new episode is logged.
        """
        onset = self._onset(before)
        ended = self._ended(onset)
        common = {
            "area": self.values["area"] or None,
            "side": self._side(),
            "ended_at": ended,
            "pain": self._number("pain", 10) if self.values["pain"] else None,
            "doing": self.values["doing"] or None,
            "different": self.values["different"].strip(),
            "note": self.values["note"].strip().replace("\r\n", "\n"),
        }
        if before is None:
            kind, at, data = (
                EventKind.LOGGED,
                onset,
                common | {"recorded": "form", "let_go": ended is not None},
            )
        else:
            kind, at = EventKind.EDITED, now
            data = common | {"onset_at": onset.isoformat(), "let_go": before.let_go or ended is not None}
        raw = {"id": self.values["event"], "episode": self.values["episode"], "kind": kind.value,
               "at": at.isoformat(), "data": data}  # fmt: skip
        if not self.values["area"]:
            raise InputError("Choose where it was.", field="area")
        return parse_event(raw, now)

    def refused(self, error: InputError) -> EpisodeForm:
        """The same form, with the reason beside the field it belongs to."""
        where = {"onset_at": "date", "at": "date", "ended_at": "minutes"}.get(
            error.field or "", error.field or ""
        )
        return EpisodeForm(self.values, {where if where in _FIELDS else "": sentence(error)})

    def context(self) -> dict[str, Any]:
        """What the template shows."""
        return {
            "form": self.values,
            "field_errors": self.errors,
            "errors": [{"field": name, "text": text} for name, text in self.errors.items()],
            "areas": [(area.value, library(active()).areas[area.value].label) for area in AREAS],
            "sides": [
                (Side.LEFT.value, _("Left")),
                (Side.RIGHT.value, _("Right")),
                (Side.BOTH.value, _("Middle or both")),
            ],
            "pains": [str(number) for number in range(11)],
            "doings": [(doing.value, words.doing(doing)) for doing in Doing],
        }

    def _onset(self, before: Episode | None) -> datetime:
        try:
            day = date.fromisoformat(self.values["date"])
        except ValueError:
            raise InputError("Write the date as year-month-day, such as 2026-03-01.", field="date") from None
        try:
            clock = time.fromisoformat(self.values["time"])
        except ValueError:
            raise InputError("Write the time as hours and minutes, such as 02:13.", field="time") from None
        if before is not None and (day, clock.hour, clock.minute) == _shown(before):
            return before.local_onset  # seconds are not on the form: do not lose them
        naive = datetime.combine(day, clock.replace(tzinfo=None))
        offset = self.values["offset"]
        try:
            minutes = int(offset) if offset else None
            zone = None if minutes is None else timezone(timedelta(minutes=minutes))
        except ValueError:
            zone = None
        # Without a phone's word for it, the place is where the server stands.
        return naive.astimezone() if zone is None else naive.replace(tzinfo=zone)

    def _ended(self, onset: datetime) -> str | None:
        if not self.values["minutes"] and not self.values["seconds"]:
            return None
        minutes = self._number("minutes", 7 * 24 * 60) if self.values["minutes"] else 0
        seconds = self._number("seconds", 59) if self.values["seconds"] else 0
        return (onset + timedelta(minutes=minutes, seconds=seconds)).isoformat()

    def _number(self, name: str, most: int) -> int:
        text = self.values[name].strip()
        if not text.isascii() or not text.isdigit() or int(text[:9]) > most:
            raise InputError(f"Write a whole number from 0 to {most:,}.", field=name)
        return int(text[:9])

    def _side(self) -> str:
        area = self.values["area"]
        if area in AREAS and not info(Area(area)).paired:
            return self.values["side"] or Side.BOTH.value
        if not self.values["side"]:
            raise InputError("Choose the side.", field="side")
        return self.values["side"]


def _shown(episode: Episode) -> tuple[date, int, int]:
    onset = episode.local_onset
    return onset.date(), onset.hour, onset.minute
