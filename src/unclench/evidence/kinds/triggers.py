# SPDX-License-Identifier: Apache-2.0
"""What may set a spasm off today, and what raises the risk for good."""

from __future__ import annotations

from enum import StrEnum

from unclench.evidence.kinds.record import Claimed, Shape, shape
from unclench.evidence.schema import AdviceText, AdviceTexts, AreaIds, RecordIds, SourceIds

__all__ = [
    "Code",
    "Devices",
    "Direction",
    "Finding",
    "Measure",
    "MeasureKind",
    "Standing",
    "StandingGroup",
    "Trigger",
    "Window",
]


class Direction(StrEnum):
    """Which way it points. MIXED: studies disagree. UNKNOWN: nobody knows."""

    RAISES = "raises"
    PROBABLY_RAISES = "probably_raises"
    LOWERS = "lowers"
    NONE = "none"
    MIXED = "mixed"
    UNKNOWN = "unknown"


class MeasureKind(StrEnum):
    QUANTITY = "quantity"
    COUNT = "count"
    SCALE = "scale"
    YES_NO = "yes_no"
    CHOICE = "choice"
    EVENT = "event"
    DERIVED = "derived"


class StandingGroup(StrEnum):
    DEMOGRAPHIC = "demographic"
    PHYSIOLOGICAL = "physiological"
    VASCULAR = "vascular"
    MUSCULOSKELETAL = "musculoskeletal"
    NEUROLOGICAL = "neurological"
    HEPATIC = "hepatic"
    RENAL = "renal"
    ENDOCRINE = "endocrine"
    ELECTROLYTE = "electrolyte"
    HISTORY = "history"
    GENERAL = "general"
    LIFESTYLE = "lifestyle"
    DRUG = "drug"


@shape
class Window(Shape):
    """How long before a spasm the exposure may lie. assumed: no study gave these hours. basis: where they are from."""

    hours_from: float
    hours_to: float
    assumed: bool
    basis: str


@shape
class Measure(Shape):
    """How a diary asks. ucum: the unit's code, "1" for a plain number. computed: from what, where nobody is asked.

    counts_as_exposed: the threshold of the studies in words, where they had one.
    """

    question: AdviceText = ""
    kind: MeasureKind
    unit: str = ""
    ucum: str = ""
    also: str = ""
    computed: str = ""
    counts_as_exposed: str = ""


@shape
class Devices(Shape):
    """What a device may already know, by its own names."""

    healthkit: tuple[str, ...] = ()
    health_connect: tuple[str, ...] = ()
    weather: tuple[str, ...] = ()
    other: str = ""


@shape
class Finding(Shape):
    """What a study found that is not one number. agrees: False where it speaks against the claim."""

    text: str
    sources: SourceIds
    agrees: bool = True


@shape
class Trigger(Claimed):
    """An exposure that comes and goes, for the diary to test.

    change: what to change, one instruction a sentence. caution: who must ask first, or what to watch for.
    for_models: what an analysis must mind. trial_of: the prevention that tests the change, where there is one.
    """

    name: AdviceText
    areas: AreaIds = ()
    also_in: tuple[str, ...] = ()
    window: Window
    measure: Measure
    devices: Devices | None = None
    direction: Direction
    change: AdviceTexts
    caution: AdviceText = ""
    for_models: str = ""
    findings: tuple[Finding, ...] = ()
    trial_of: RecordIds = ()


@shape
class Code(Shape):
    """One code of one system. seen_in: the source that shows it, empty where it was not checked."""

    system: str
    code: str
    display: str = ""
    seen_in: SourceIds = ()


@shape
class Standing(Claimed):
    """Something that raises the risk for good: age, an illness, a medicine. see: flags and triggers that belong."""

    name: AdviceText
    group: StandingGroup
    direction: Direction
    what_to_do: AdviceTexts
    see: RecordIds = ()
    findings: tuple[Finding, ...] = ()
    codes: tuple[Code, ...] = ()
