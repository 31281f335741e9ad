# SPDX-License-Identifier: Apache-2.0
"""What content/ holds, as frozen records. Areas are ids of vocabulary.yaml: this room does not know the body."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from unclench.evidence.schema import ConditionId, SourceId, SourceIds, SourceOrPrecaution

__all__ = [
    "AreaName",
    "Caution",
    "CautionLevel",
    "Certainty",
    "Condition",
    "DrugClass",
    "Effect",
    "Equipment",
    "Evidence",
    "GuidelineSupport",
    "Plan",
    "Reference",
    "Remedy",
    "RemedyKind",
    "Sign",
    "StopSigns",
    "Timing",
    "UrgencyLevel",
    "When",
]


class Certainty(StrEnum):
    """How sure the evidence is, in GRADE's words; NONE means no study was found."""

    HIGH = "high"
    MODERATE = "moderate"
    LOW = "low"
    VERY_LOW = "very_low"
    NONE = "none"


class GuidelineSupport(StrEnum):
    """How far guidance backs it where trials do not. NONE: looked for and not found. UNKNOWN: not looked for."""

    STRONG = "strong"
    SOME = "some"
    WEAK = "weak"
    NONE = "none"
    UNKNOWN = "unknown"


class RemedyKind(StrEnum):
    STRETCH = "stretch"
    MOVEMENT = "movement"
    MASSAGE = "massage"
    THERMAL = "thermal"
    BREATHING = "breathing"
    FLUID = "fluid"
    ORAL = "oral"
    TOPICAL = "topical"
    PROFESSIONAL = "professional"


class When(StrEnum):
    DURING = "during"
    AFTER = "after"
    PREVENT = "prevent"


class CautionLevel(StrEnum):
    """AVOID and ASK_FIRST take a remedy out of a person's plan, ASK_FIRST with the word to ask a clinician.

    CAUTION keeps it and says what to take care of.
    """

    AVOID = "avoid"
    ASK_FIRST = "ask_first"
    CAUTION = "caution"


class UrgencyLevel(StrEnum):
    EMERGENCY = "emergency"
    URGENT = "urgent"
    DOCTOR = "doctor"
    SELF_CARE = "self_care"


@dataclass(frozen=True, slots=True)
class AreaName:
    """How content calls a part of the body. also: everyday words for it."""

    id: str
    label: str
    also: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Condition:
    """Something about a person or the moment that changes what is safe.

    question: asked once in the profile; lasting: kept in the profile (False: true only at the moment, never stored).
    """

    key: str
    label: str
    question: str
    lasting: bool


@dataclass(frozen=True, slots=True)
class DrugClass:
    """A class of medicines. examples: names on the box."""

    id: str
    label: str
    examples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Equipment:
    """A thing a step may need. common: every home has it, so it is never asked for."""

    key: str
    label: str
    common: bool


@dataclass(frozen=True, slots=True)
class Reference:
    """One source. checked: which page was read and what was not seen; shown with the source."""

    id: str
    kind: str
    authors: str
    title: str
    year: str
    container: str = ""
    volume: str = ""
    number: str = ""
    pages: str = ""
    doi: str = ""
    pmid: str = ""
    url: str = ""
    checked: str = ""


@dataclass(frozen=True, slots=True)
class Effect:
    """One measured effect. value, low and high share `unit`; low and high bound the 95 % interval where known.

    measure: one of `numbers.MEASURES`, or words. baseline: the id of a rate that the effect works on, where content
    has one. design, population: of the study. prior_use: "shrunk" where a diary may start from it, "direction" where
    only its sign may be used, "" where neither.
    """

    outcome: str
    measure: str
    value: float | str
    unit: str
    source: SourceId
    low: float | None = None
    high: float | None = None
    people: int | None = None
    comparator: str = ""
    note: str = ""
    baseline: str = ""
    design: str = ""
    population: str = ""
    prior_use: str = ""


@dataclass(frozen=True, slots=True)
class Evidence:
    """How sure we are, who advises it, and where that stands.

    no_source: why nothing is cited, one of `words.WITHOUT_SOURCE`; empty where something is.
    """

    certainty: Certainty
    guideline_support: GuidelineSupport = GuidelineSupport.UNKNOWN
    reason: str = ""
    population: str = ""
    citations: SourceIds = ()
    effects: tuple[Effect, ...] = ()
    no_source: str = ""


@dataclass(frozen=True, slots=True)
class Caution:
    """Why a remedy is wrong or needs care for a condition. source: a reference id or "uncited_precaution"."""

    condition: ConditionId
    level: CautionLevel
    why: str
    source: SourceOrPrecaution


@dataclass(frozen=True, slots=True)
class Timing:
    """How long a guided step takes.

    hold_seconds: one hold, or the whole movement. repeats: holds in a step. rest_seconds: between two holds.
    switch: True where each repeat is done on both sides or in both directions, with a change between.
    max_seconds: never longer than this (cold, heat). basis: where the numbers come from, in words.
    stated: what the sources themselves say about time, kept verbatim in sense, one line.
    """

    hold_seconds: int
    repeats: int
    rest_seconds: int
    switch: bool
    basis: str
    stated: str
    max_seconds: int | None = None


@dataclass(frozen=True, slots=True)
class Remedy:
    """Something that may help, with its steps, its cautions and its weight.

    areas: ids of the vocabulary; empty means any area. postures: where the body can be while doing it.
    in_bed: can be done without leaving the bed (lying or sitting up). needs: equipment without which it cannot be
    done; helps: equipment that makes it easier. on_by_default: False until the person turns it on.
    guided: True where a session may lead through it with a clock; False is information only.
    why_not_guided: the reason, where guided is False.
    ready: how to get into place, one instruction a sentence. hold: what to do while the clock runs; the first
    sentence is the cue that stands on the screen. ease: how to come out of it.
    after_tip: one sentence for the list of things to do afterwards, empty where it is none.
    never_with: ids of remedies that must not be on the same skin. marks: ids of what is unverified or from memory.
    """

    id: str
    name: str
    kind: RemedyKind
    areas: tuple[str, ...]
    when: tuple[When, ...]
    postures: tuple[str, ...]
    in_bed: bool
    needs: tuple[str, ...]
    helps: tuple[str, ...]
    on_by_default: bool
    guided: bool
    why_not_guided: str
    ready: tuple[str, ...]
    hold: tuple[str, ...]
    ease: tuple[str, ...]
    after_tip: str
    timing: Timing | None
    cautions: tuple[Caution, ...]
    evidence: Evidence
    relief_time: str
    often_said: str
    never_with: tuple[str, ...]
    covers: tuple[str, ...]
    checked: tuple[str, ...]
    marks: tuple[str, ...]
    reviewed_by: str
    reviewed_on: str


@dataclass(frozen=True, slots=True)
class Sign:
    """A sign that a spasm is not just a spasm. flag: the red flag of the fact base it comes from."""

    id: str
    text: str
    level: UrgencyLevel
    flag: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StopSigns:
    """What stands above the first instruction of an area, and what Help lists.

    full: shown and spoken in an area's first sessions. short: the one line that stays later.
    always_full: True for neck and back, where the full line never shrinks.
    signs: emergency first.
    """

    area: str
    full: str
    short: str
    always_full: bool
    signs: tuple[Sign, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """The order in which an area's remedies are tried, before the person and the moment are known.

    during: remedy ids, most useful first. after: remedy ids of the aftercare. note: what to say where no remedy is
    specific to this area ("" where there is one).
    """

    area: str
    during: tuple[str, ...]
    after: tuple[str, ...]
    note: str
