# SPDX-License-Identifier: Apache-2.0
"""What the diary itself says: how often, how long, at night, rising, not helped, still locked, a new medicine."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import datetime, time, timedelta
from statistics import median_high
from types import MappingProxyType

from unclench.care.entities import Findings, Value
from unclench.care.plain_words import plain
from unclench.diary import Doing, Episode, Person, Recorded

__all__ = ["diary_signs"]

_LOOK_BACK = timedelta(days=28)
_HALF = _LOOK_BACK / 2
_WEEK = timedelta(days=7)
_STILL_GUIDED = timedelta(hours=1)
"""A session that nobody ended is taken for still going on for so long."""
_RISING_FROM = 3
_RISING_BY = 2
_RISING_TIMES = 1.5
_TRIED_OFTEN = 3
_NIGHT_BEGINS, _NIGHT_ENDS = time(22), time(7)
_HALF_DAY = timedelta(hours=12)
_WOKEN = frozenset({Doing.ASLEEP, Doing.WAKING})
_NEW_MEDICINE = re.compile(
    r"\b(?:new|started|changed|higher|raised|another)\b.{0,25}\b(?:medicine|medication|tablet|pill|dose|drug|statin)"
    r"|\b(?:neue[srnm]?|andere[srnm]?|hoehere)\b.{0,25}(?:medikament|tablette|dosis|arznei|pille)"
)
# What the profile calls otherwise than this room.
_OTHER_NAMES = {
    "pregnancy": "pregnant",
    "anticoagulants": "takes_anticoagulant",
    "diuretics": "takes_diuretic",
}


def diary_signs(episodes: Iterable[Episode], person: Person, now: datetime) -> Findings:
    """The findings that nobody has to be asked for. now: aware.

    Rates are over the last four weeks, or over the time since the first entry where that is shorter, and never over
    less than a week. A sign that the diary cannot show is left out: it is then not known.
    """
    kept = sorted(
        (one for one in episodes if not one.deleted and one.onset_at <= now), key=lambda one: one.onset_at
    )
    values: dict[str, Value] = {_OTHER_NAMES.get(key, key): True for key in sorted(person.conditions)}
    if kept:
        values |= dict(_signs(kept, now))
    return Findings(MappingProxyType(values))


def _signs(kept: list[Episode], now: datetime) -> Iterator[tuple[str, Value]]:
    lately = [one for one in kept if one.onset_at > now - _LOOK_BACK]
    weeks = max(_WEEK, min(_LOOK_BACK, now - kept[0].onset_at)) / _WEEK
    yield "spasms_per_week", len(lately) / weeks
    yield "nights_woken_per_week", len({_night(one) for one in lately if _woke(one)}) / weeks
    if len(kept) > 1:
        yield "weeks_of_spasms", (now - _run_began(kept, now)) / _WEEK
    minutes = [one.duration / timedelta(minutes=1) for one in lately if one.duration is not None]
    if minutes:
        yield "spasm_minutes", max(minutes)
    pains = [one.pain for one in lately if one.pain is not None]
    if pains:
        yield "usual_pain_0_10", float(median_high(pains))
    yield from _worse(kept, lately, now)
    locked = [one for one in kept if _still_locked(one, now)]
    if locked:
        yield "still_locked_minutes", (now - locked[-1].onset_at) / timedelta(minutes=1)


def _worse(kept: list[Episode], lately: list[Episode], now: datetime) -> Iterator[tuple[str, Value]]:
    """Rising: more in the last two weeks than in the two before, three at least, by two and by half. A diary of
    less than four weeks cannot tell.
    """
    if kept[0].onset_at <= now - _LOOK_BACK:
        recent = sum(1 for one in lately if one.onset_at > now - _HALF)
        before = len(lately) - recent
        more = recent >= before + _RISING_BY and recent >= _RISING_TIMES * before
        yield "spasms_rising", more and recent >= _RISING_FROM
    tried = [one for one in lately if one.steps and (one.let_go or one.ended_at is not None)]
    if len(tried) >= _TRIED_OFTEN:
        helped = sum(1 for one in tried if one.let_go_with is not None)
        yield "self_care_not_helping", 2 * helped < len(tried)
    if any(_NEW_MEDICINE.search(plain(f"{one.different} {one.note}")) for one in lately):
        yield "new_medicine", True


def _run_began(kept: list[Episode], now: datetime) -> datetime:
    """When the present run of spasms began: four quiet weeks end a run."""
    began = now
    for one in reversed(kept):
        if began - one.onset_at > _LOOK_BACK:
            break
        began = one.onset_at
    return began


def _woke(episode: Episode) -> bool:
    """Whether it came out of sleep: as the person said, else by the clock on their wall."""
    if episode.doing is not None:
        return episode.doing in _WOKEN
    at = episode.local_onset.time()
    return at >= _NIGHT_BEGINS or at < _NIGHT_ENDS


def _night(episode: Episode) -> object:
    """The night it belongs to, by the day on which that night began."""
    return (episode.local_onset - _HALF_DAY).date()


def _still_locked(episode: Episode, now: datetime) -> bool:
    guided = episode.recorded in (Recorded.SESSION, Recorded.TERMINAL)
    open_ = episode.ended_at is None and not episode.let_go
    return guided and open_ and now - episode.onset_at <= _STILL_GUIDED
