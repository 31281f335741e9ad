# SPDX-License-Identifier: Apache-2.0
"""The spasms of the period as a table, and what was written beside them."""

from __future__ import annotations

from unclench.diary import Episode
from unclench.reports.diary_parts import Entry, Episodes, Remark
from unclench.reports.entities import Part
from unclench.reports.period import Period
from unclench.reports.speech import Speech

__all__ = ["MOST_REMARKS", "MOST_ROWS", "episodes", "remarks"]

MOST_ROWS = 200
"""More than a diary of three months holds; beyond it the paper would be longer than anybody reads."""

MOST_REMARKS = 20
_LONG_REMARK, _SHORT_REMARK = 400, 120
_COLUMNS = ("day", "time", "place", "length", "pain", "doing", "tried", "remark")


def episodes(when: Period, say: Speech, left_out: frozenset[str]) -> Episodes:
    """The newest spasms, newest first. left_out: what the person took out of other parts does not stand here."""
    newest = when.spasms[::-1][:MOST_ROWS]
    rows = tuple(_entry(one, say, left_out) for one in newest)
    n = len(when.spasms)
    if not n:
        sentence = say.say("episodes_none")
    elif n > len(rows):
        sentence = say.say("episodes_some", shown=say.number(len(rows)), n=say.number(n))
    else:
        sentence = say.count("episodes_all", n)
    columns = tuple(say.say(f"column_{name}") for name in _COLUMNS)
    return Episodes(say.say("episodes"), columns, rows, sentence)


def remarks(when: Period, say: Speech) -> tuple[tuple[Remark, ...], int]:
    """What was written beside the spasms, newest first, at most MOST_REMARKS; and how many there are in all."""
    written = [(one, text) for one in reversed(when.spasms) if (text := _written(one, _LONG_REMARK))]
    shown = (Remark(say.day(one.local_onset.date(), "row"), text) for one, text in written[:MOST_REMARKS])
    return tuple(shown), len(written)


def _entry(one: Episode, say: Speech, left_out: frozenset[str]) -> Entry:
    onset = one.local_onset
    return Entry(
        day=say.day(onset.date(), "row"),
        time=say.clock(onset),
        place=say.place(one.area, one.side),
        length="" if one.duration is None else say.span(round(one.duration.total_seconds())),
        pain="" if one.pain is None else say.number(one.pain),
        doing="" if one.doing is None else say.doing(one.doing),
        tried=_tried(one, left_out, say),
        remark="" if Part.REMARKS in left_out else _written(one, _SHORT_REMARK),
    )


def _tried(one: Episode, left_out: frozenset[str], say: Speech) -> str:
    """What it let go with, and after how many others; where it did not, everything that was tried."""
    if Part.TRIED in left_out:
        return ""
    remedies = list(dict.fromkeys(step.remedy for step in one.steps if step.remedy not in left_out))
    let_go = one.let_go_with
    if let_go not in remedies:
        return ", ".join(say.remedy(remedy).words for remedy in remedies)
    words = say.say("let_go_with", remedy=say.remedy(let_go).words)
    others = len(remedies) - 1
    return say.count("let_go_after", others, words=words) if others else words


def _written(one: Episode, most: int) -> str:
    """What was written beside it, cut where it is longer than `most` letters: the diary holds the whole."""
    text = " ".join(text.strip() for text in (one.different, one.note) if text.strip())
    return text if len(text) <= most else text[:most].rstrip() + "…"
