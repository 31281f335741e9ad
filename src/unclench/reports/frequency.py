# SPDX-License-Identifier: Apache-2.0
"""Spasms week by week: the numbers under the chart, and the chart in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta

from unclench.reports.diary_parts import Bar, Frequency
from unclench.reports.period import Period
from unclench.reports.speech import Speech

__all__ = ["MOST_NUMBERED", "frequency"]

_WEEK = timedelta(days=7)
_DAY = timedelta(days=1)
MOST_NUMBERED = 30
"""Above so many bars the template writes no numbers."""

_SAID_ONE_BY_ONE = 14
"""A listener bears so many weeks; of more, the chart's words only tell the extent."""


def frequency(when: Period, say: Speech) -> Frequency:
    """Bars of seven days that end on the period's last day; the oldest may be shorter."""
    counts = Counter(when.onset_days)
    bars = tuple(_bar(first, last, counts, when, say) for first, last in _weeks(when))
    highest = max((bar.spasms for bar in bars), default=0)
    caption = [say.say("chart_caption")]
    if len(bars) > MOST_NUMBERED:
        caption.append(say.say("chart_highest", n=say.number(highest)))
    if bars[0].days < 7 and bars[0].in_diary:
        caption.append(say.count("chart_partial", bars[0].days, days=bars[0].days))
    if not all(bar.in_diary for bar in bars):
        caption.append(say.say("chart_no_diary"))
    return Frequency(say.say("frequency"), " ".join(caption), _alt(bars, highest, say), bars, highest)


def _weeks(when: Period) -> Iterator[tuple[date, date]]:
    """First and last day of each bar, oldest first."""
    first = when.first_day
    last = first + _DAY * ((when.days - 1) % 7)
    while first <= when.last_day:
        yield first, last
        first, last = last + _DAY, last + _WEEK


def _bar(first: date, last: date, counts: Counter[date], when: Period, say: Speech) -> Bar:
    days = (last - first).days + 1
    spasms = sum(counts[first + _DAY * number] for number in range(days))
    in_diary = when.began_on is not None and last >= when.began_on
    ends = {"from": say.day(first, "short"), "to": say.day(last, "short")}
    words = say.say("bar", n=say.number(spasms), **ends) if in_diary else say.say("bar_unknown", **ends)
    return Bar(first, last, days, spasms, in_diary, say.day(first, "short"), words)


def _alt(bars: tuple[Bar, ...], highest: int, say: Speech) -> str:
    if len(bars) > _SAID_ONE_BY_ONE:
        return say.say("chart_alt_long", n=say.number(len(bars)), highest=say.number(highest))
    weeks = (
        say.say("chart_alt_week", day=bar.label, n=say.number(bar.spasms))
        if bar.in_diary
        else say.say("chart_alt_unknown", day=bar.label)
        for bar in bars
    )
    return say.say("chart_alt", weeks=", ".join(weeks))
