# SPDX-License-Identifier: Apache-2.0
"""The parts of a report that come from the diary: pattern, weeks, what was tried, and the table of spasms."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

__all__ = [
    "Bar",
    "Entry",
    "Episodes",
    "Fact",
    "Frequency",
    "Pattern",
    "Remark",
    "Text",
    "Tried",
    "TriedRemedy",
]


@dataclass(frozen=True, slots=True)
class Text:
    """Words and their language."""

    words: str
    language: str


@dataclass(frozen=True, slots=True)
class Fact:
    """A label with what is known about it. more: what to hold in mind beside it."""

    label: str
    value: str
    more: str = ""


@dataclass(frozen=True, slots=True)
class Pattern:
    """How the spasms went within the period.

    diary_days: days of the period since the diary began. per_week: recorded spasms a week; None where the diary is
    shorter than two weeks. last_four_weeks, four_weeks_before: None where the diary does not reach back so far.
    woke: of answers_on_doing, how many began in sleep. median_seconds, longest_seconds: of the timed lengths_known.
    summary: the one sentence to read first. sure: how far to trust the numbers, and what is missing.
    """

    heading: str
    summary: str
    facts: tuple[Fact, ...]
    sure: tuple[str, ...]
    spasms: int
    days_with_spasms: int
    diary_days: int
    per_week: float | None
    last_four_weeks: int | None
    four_weeks_before: int | None
    woke: int
    answers_on_doing: int
    lengths_known: int
    median_seconds: int | None
    longest_seconds: int | None
    over_ten_minutes: int
    pain_known: int
    pain_median: float | None
    pain_highest: int | None


@dataclass(frozen=True, slots=True)
class Bar:
    """Seven days, or fewer at the beginning. in_diary: False where the diary had not begun, so that 0 says nothing."""

    from_day: date
    to_day: date
    days: int
    spasms: int
    in_diary: bool
    label: str
    words: str


@dataclass(frozen=True, slots=True)
class Frequency:
    """Recorded spasms week by week, oldest first. alt: the whole chart in words."""

    heading: str
    caption: str
    alt: str
    bars: tuple[Bar, ...]
    highest: int


@dataclass(frozen=True, slots=True)
class TriedRemedy:
    """A remedy that was used. known: uses whose result is known; let_go: of these, during how many it let go."""

    remedy: str
    name: Text
    used: int
    known: int
    let_go: int
    words: str


@dataclass(frozen=True, slots=True)
class Tried:
    """What was tried; what let go most often stands first. columns: remedy, uses, what happened.

    sentence: what these counts cannot say.
    """

    heading: str
    columns: tuple[str, str, str]
    rows: tuple[TriedRemedy, ...]
    sentence: str


@dataclass(frozen=True, slots=True)
class Remark:
    """Something the person wrote beside a spasm."""

    day: str
    text: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One spasm of the table."""

    day: str
    time: str
    place: str
    length: str
    pain: str
    doing: str
    tried: str
    remark: str


@dataclass(frozen=True, slots=True)
class Episodes:
    """The spasms of the period, newest first."""

    heading: str
    columns: tuple[str, ...]
    rows: tuple[Entry, ...]
    sentence: str
