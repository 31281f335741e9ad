# SPDX-License-Identifier: Apache-2.0
"""What a visit report holds: plain data, every part with its heading and its words, ready for a page or a PDF.

A part is None where the person took it out. `language` beside a text says which language it is in: content that
nobody has translated yet stays English, and the reader is told.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from unclench.reports.diary_parts import Episodes, Fact, Frequency, Pattern, Remark, Text, Tried

__all__ = [
    "About",
    "Answer",
    "Beside",
    "Doctor",
    "Flags",
    "Notes",
    "Option",
    "OptionGroup",
    "Paragraph",
    "Part",
    "Profile",
    "Question",
    "Questions",
    "Signal",
    "Triggers",
    "VisitReport",
    "Who",
]


class Part(StrEnum):
    """The parts a person may take out, in the order in which they stand.

    REMARKS is what was written beside single spasms; it stands in two other parts.
    """

    WHO = "who"
    PATTERN = "pattern"
    FREQUENCY = "frequency"
    FLAGS = "flags"
    PROFILE = "profile"
    TRIED = "tried"
    BESIDE = "beside"
    TRIGGERS = "triggers"
    REMARKS = "remarks"
    NOTES = "notes"
    QUESTIONS = "questions"
    DOCTOR = "doctor"
    EPISODES = "episodes"


class Answer(StrEnum):
    """What was said to a question about a sign."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Who:
    """Whose report it is. name: empty where the diary has none; then the paper leaves a line to write on.

    The diary never knows a date of birth: the paper leaves a line for it, too.
    """

    heading: str
    name_label: str
    name: str
    born_label: str
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Signal:
    """A warning sign and what was said to it."""

    key: str
    text: Text
    answer: Answer
    answer_words: str


@dataclass(frozen=True, slots=True)
class Flags:
    """The last answers to the questions about warning signs.

    level: emergency, urgent, doctor or self_care; empty where nothing was asked. within: the time frame.
    said_on: when they were given, in words. reasons: why this level. signs: yes first, then not known, then no.
    """

    heading: str
    level: str
    level_words: str
    within: str
    said_on: str
    reasons: tuple[Text, ...]
    signs: tuple[Signal, ...]
    sentence: str
    rules_version: str


@dataclass(frozen=True, slots=True)
class Profile:
    """Medicines and conditions, as the person keeps them. A list that is empty says so in its sentence."""

    heading: str
    medicines_label: str
    medicines: tuple[Text, ...]
    no_medicines: str
    conditions_label: str
    conditions: tuple[Text, ...]
    no_conditions: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Beside:
    """Symptoms beside the spasm: signs that were answered with yes, and what was written down.

    remarks: the newest; remarks_in_all: how many there are.
    """

    heading: str
    signs: tuple[Text, ...]
    remarks_heading: str
    remarks: tuple[Remark, ...]
    remarks_in_all: int
    sentence: str


@dataclass(frozen=True, slots=True)
class Triggers:
    """What set the spasms off, as far as anybody looked."""

    heading: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Question:
    """A question to take along."""

    id: str
    text: Text


@dataclass(frozen=True, slots=True)
class Questions:
    """What the person wants to ask."""

    heading: str
    items: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class Option:
    """Something the doctor may do. dots: of four, how sure the evidence is; mark: the same in words.

    marks: what about it is assumed, unverified or from memory, in English sentences.
    """

    id: str
    name: Text
    claim: Text
    dots: int
    mark: str
    marks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OptionGroup:
    """Examination, tests, referral or treatment."""

    id: str
    heading: str
    items: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class Doctor:
    """What the doctor may do. marks_explained: what the dots beside it mean."""

    heading: str
    sentence: str
    marks_explained: str
    groups: tuple[OptionGroup, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A line of the person's own text. direction: ltr or rtl, by its first letter."""

    text: str
    direction: str


@dataclass(frozen=True, slots=True)
class Notes:
    """The person's own text: data, never markup."""

    heading: str
    paragraphs: tuple[Paragraph, ...]


@dataclass(frozen=True, slots=True)
class About:
    """What this paper is and from which versions it was made. left_out: what the person took out, in one sentence."""

    not_a_diagnosis: str
    versions: str
    left_out: str
    still_english: str


@dataclass(frozen=True, slots=True)
class VisitReport:
    """Everything a person brings to the doctor; a part that is None was taken out by the person."""

    language: str
    title: str
    period: str
    made: str
    made_at: datetime
    from_day: date
    to_day: date
    content_version: str
    rules_version: str
    who: Who | None
    pattern: Pattern | None
    frequency: Frequency | None
    flags: Flags | None
    profile: Profile | None
    tried: Tried | None
    beside: Beside | None
    triggers: Triggers | None
    notes: Notes | None
    questions: Questions | None
    doctor: Doctor | None
    episodes: Episodes | None
    about: About
