# SPDX-License-Identifier: Apache-2.0
"""How the spasms went: how often, where, when, how long, and how far these numbers can be trusted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import timedelta
from statistics import median

from unclench.diary import Doing, Episode, Recorded
from unclench.reports.diary_parts import Fact, Pattern
from unclench.reports.period import Period
from unclench.reports.speech import Speech

__all__ = ["pattern"]

DAYS_FOR_A_RATE = 14
"""A shorter diary begins with its first spasm and would tell too high a rate."""

_LONG_SECONDS = 600
_MOST_PLACES = 4
_MOST_DOINGS = 3
_FOUR_WEEKS = 28
_TIMES = ("night", "morning", "afternoon", "evening")
_TIMED = frozenset({Recorded.SESSION, Recorded.TERMINAL})


def pattern(when: Period, say: Speech) -> Pattern:
    """The pattern of a period; with nothing in the diary it says so."""
    spasms = when.spasms
    lengths = sorted(round(one.duration.total_seconds()) for one in spasms if one.duration is not None)
    pains = sorted(one.pain for one in spasms if one.pain is not None)
    doings = Counter(one.doing for one in spasms if one.doing is not None)
    enough = len(spasms) > 1 and when.diary_days >= DAYS_FOR_A_RATE
    rate = 7 * len(spasms) / when.diary_days if enough else None
    found = Pattern(
        heading=say.say("pattern"),
        summary="",
        facts=(),
        sure=(),
        spasms=len(spasms),
        days_with_spasms=len(set(when.onset_days)),
        diary_days=when.diary_days,
        per_week=rate,
        last_four_weeks=_of_weeks(when, 0) if when.diary_days >= _FOUR_WEEKS else None,
        four_weeks_before=_of_weeks(when, _FOUR_WEEKS) if when.diary_days >= 2 * _FOUR_WEEKS else None,
        woke=doings[Doing.ASLEEP],
        answers_on_doing=doings.total(),
        lengths_known=len(lengths),
        median_seconds=round(median(lengths)) if lengths else None,
        longest_seconds=lengths[-1] if lengths else None,
        over_ten_minutes=sum(1 for length in lengths if length > _LONG_SECONDS),
        pain_known=len(pains),
        pain_median=float(median(pains)) if pains else None,
        pain_highest=pains[-1] if pains else None,
    )
    return _in_words(found, when, doings, say)


def _in_words(found: Pattern, when: Period, doings: Counter[Doing], say: Speech) -> Pattern:
    if not found.spasms:
        return replace(found, summary=say.say("summary_none", days=when.days), sure=(say.say("sure_quiet"),))
    places = _most_first(Counter(say.place(one.area, one.side) for one in when.spasms))
    spasms = say.count("spasms", found.spasms)
    most = say.inside(places[0][0])
    summary = say.say("summary", spasms=spasms, place=most)
    if found.spasms == 1:
        summary = say.say("summary_single", place=most)
    if found.per_week is not None:
        rate = say.number(found.per_week, 1)
        summary = say.say("summary_rate", spasms=spasms, rate=rate, place=most)
    days = say.number(found.days_with_spasms)
    facts = (
        Fact(say.say("recorded"), say.count("recorded_value", found.spasms, days=days)),
        _how_often(found, say),
        *_lately(found, say),
        Fact(say.say("where"), _listed(places, _MOST_PLACES, say)),
        _times(when.spasms, say),
        _doing(found, doings, say),
        _sleep(found, say),
        _lengths(found, say),
        _pain(found, say),
    )
    return replace(found, summary=summary, facts=facts, sure=tuple(_sure(found, when, say)))


def _of_weeks(when: Period, days_ago: int) -> int:
    """Spasms in the four weeks that ended so many days ago."""
    last = when.last_day - timedelta(days=days_ago)
    first = last - timedelta(days=_FOUR_WEEKS - 1)
    return sum(1 for day in when.onset_days if first <= day <= last)


def _how_often(found: Pattern, say: Speech) -> Fact:
    if found.spasms == 1:
        return Fact(say.say("how_often"), say.say("per_week_single"))
    if found.per_week is None:
        more = say.count("per_week_short_more", found.diary_days, days=found.diary_days)
        return Fact(say.say("how_often"), say.say("per_week_short"), more)
    weeks = say.number(found.diary_days / 7, 1)
    more = say.say("per_week_more", n=say.number(found.spasms), weeks=weeks)
    return Fact(say.say("how_often"), say.say("per_week", rate=say.number(found.per_week, 1)), more)


def _lately(found: Pattern, say: Speech) -> Iterable[Fact]:
    if found.four_weeks_before is not None:
        now, before = found.last_four_weeks, found.four_weeks_before
        yield Fact(say.say("lately"), say.say("lately_value", now=now, before=before))


def _most_first(counts: Counter[str]) -> list[tuple[str, int]]:
    """Equal ones by their names, so that one diary always gives one report."""
    return sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))


def _listed(counts: Sequence[tuple[str, int]], most: int, say: Speech) -> str:
    """“Left calf 17, right calf 11, other places 3”."""
    names = [what if not place else say.inside(what) for place, (what, _) in enumerate(counts[:most])]
    shown = [
        say.say("counted", what=name, n=say.number(n)) for name, (_, n) in zip(names, counts, strict=False)
    ]
    others = sum(n for _, n in counts[most:])
    return ", ".join([*shown, *([say.say("and_others", n=say.number(others))] if others else [])])


def _times(spasms: Sequence[Episode], say: Speech) -> Fact:
    counts = Counter(_time_of_day(one.local_onset.hour) for one in spasms)
    told = [
        (say.say(key), counts[key])
        for key in sorted(counts, key=lambda key: (-counts[key], _TIMES.index(key)))
    ]
    return Fact(say.say("when"), _listed(told, len(told), say), say.say("when_more"))


def _time_of_day(hour: int) -> str:
    return _TIMES[0 if hour < 6 or hour >= 22 else 1 if hour < 12 else 2 if hour < 18 else 3]


def _doing(found: Pattern, doings: Counter[Doing], say: Speech) -> Fact:
    told = _most_first(Counter({say.doing(what): n for what, n in doings.items()}))
    silent = found.spasms - found.answers_on_doing
    more = say.say("no_answer", n=say.number(silent)) if silent else ""
    value = _listed(told, _MOST_DOINGS, say) if told else say.say("not_known")
    return Fact(say.say("doing"), value, more if told else "")


def _sleep(found: Pattern, say: Speech) -> Fact:
    if not found.answers_on_doing:
        return Fact(say.say("sleep"), say.say("not_known"))
    answers = say.number(found.answers_on_doing)
    return Fact(say.say("sleep"), say.say("sleep_value", woke=say.number(found.woke), answers=answers))


def _lengths(found: Pattern, say: Speech) -> Fact:
    if found.median_seconds is None or found.longest_seconds is None:
        return Fact(say.say("length"), say.say("not_known"))
    middle, longest = say.span(found.median_seconds), say.span(found.longest_seconds)
    value = say.count("length_value", found.lengths_known, median=middle, longest=longest)
    over = found.over_ten_minutes
    more = [say.count("length_over", over) if over else say.say("length_over_none")]
    if found.lengths_known < found.spasms:
        known, n = say.number(found.lengths_known), say.number(found.spasms)
        more.append(say.say("length_known", known=known, n=n))
    return Fact(say.say("length"), value, "; ".join(more))


def _pain(found: Pattern, say: Speech) -> Fact:
    if found.pain_median is None:
        return Fact(say.say("pain"), say.say("not_known"))
    middle = say.number(found.pain_median, 1)
    value = say.count("pain_value", found.pain_known, median=middle, highest=found.pain_highest)
    known, n = say.number(found.pain_known), say.number(found.spasms)
    more = say.say("pain_known", known=known, n=n) if found.pain_known < found.spasms else ""
    return Fact(say.say("pain"), value, more)


def _sure(found: Pattern, when: Period, say: Speech) -> Iterable[str]:
    yield say.say("sure_quiet")
    timed = sum(1 for one in when.spasms if one.duration is not None and one.recorded in _TIMED)
    told = found.lengths_known - timed
    if found.lengths_known:
        yield say.say("sure_timed", timed=say.number(timed), told=say.number(told))
    if when.diary_from is not None and when.diary_from > when.first_day:
        yield say.say("sure_began", day=say.day(when.diary_from))
