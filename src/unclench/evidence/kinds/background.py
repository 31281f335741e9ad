# SPDX-License-Identifier: Apache-2.0
"""What a spasm is, how common it is, what is often said, where sources disagree and what nobody knows."""

from __future__ import annotations

from enum import StrEnum

from unclench.evidence.kinds.record import Claimed, Record, Shape, shape
from unclench.evidence.schema import AdviceText, RecordIds, SourceId, SourceIds

__all__ = [
    "Baseline",
    "CodingEntry",
    "Conflict",
    "Definition",
    "Gap",
    "HouseRule",
    "PlaceboChange",
    "Position",
    "Rate",
    "Share",
    "Statement",
    "Verdict",
]


@shape
class Definition(Claimed):
    """What a word means. as_published: the sources' own criteria, in sense."""

    name: AdviceText
    as_published: str


@shape
class Share(Shape):
    """A part of a whole: 0.4 is 40 of 100."""

    what: str
    value: float


@shape
class Rate(Claimed):
    """How common, how long or how bad. value with unit; low and high bound the 95 % interval where shown.

    people: how many were asked. shares: the parts that were counted. note: what the number is not.
    """

    unit: str
    value: float | None = None
    low: float | None = None
    high: float | None = None
    people: int | None = None
    shares: tuple[Share, ...] = ()
    note: str = ""


@shape
class Baseline(Record):
    """How many cramps a week people had before or without a treatment. spread: standard deviation."""

    population: str
    per_week: float
    spread: float | None = None
    note: str = ""
    source: SourceId


@shape
class PlaceboChange(Record):
    """How cramps changed in people who got nothing that works: bad weeks pass by themselves."""

    percent: float
    weeks: int
    note: str = ""
    source: SourceId


@shape
class CodingEntry(Record):
    """A code that a report may suggest; a clinician or coder assigns it. code is empty where none was verified."""

    system: str
    code: str = ""
    display: str
    use: str = ""
    note: str = ""


@shape
class Position(Shape):
    """What some of the sources say."""

    says: str
    sources: SourceIds


@shape
class Conflict(Claimed):
    """Where sources disagree. claim: what we do about it. about: records in which it acts."""

    topic: AdviceText
    positions: tuple[Position, ...]
    about: RecordIds = ()


class Verdict(StrEnum):
    """What we found of a statement of the source article. OUTDATED: newer work says otherwise."""

    SUPPORTED = "supported"
    PARTLY = "partly"
    UNSUPPORTED = "unsupported"
    OUTDATED = "outdated"


@shape
class Statement(Claimed):
    """A statement people meet. often_said: the statement. claim: what we found. silent: the article leaves it out."""

    often_said: AdviceText
    verdict: Verdict
    silent: bool = False
    note: str = ""
    about: RecordIds = ()


@shape
class Gap(Record):
    """Something we looked for and did not find, or did not read."""

    text: str


@shape
class HouseRule(Claimed):
    """A rule the whole product keeps."""
