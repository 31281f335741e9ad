# SPDX-License-Identifier: Apache-2.0
"""What is said about one exposure, and about one night to come."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

__all__ = ["Answer", "Effect", "Finding", "Form", "Layer", "NightRisk", "Warning"]


class Answer(StrEnum):
    """What a check says. CANNOT_SAY is a normal answer."""

    YES = "yes"
    NO = "no"
    CANNOT_SAY = "cannot_say"


class Layer(StrEnum):
    """How far a finding may be believed. PROVEN needs a randomised self-trial: a diary alone never reaches it."""

    CANNOT_SAY_YET = "cannot_say_yet"
    NOT_FOUND = "not_found"
    WORTH_TESTING = "worth_testing"
    LIKELY = "likely"
    PROVEN = "proven"

    @property
    def shown(self) -> bool:
        """Whether the product calls it a trigger."""
        return self in (Layer.WORTH_TESTING, Layer.LIKELY, Layer.PROVEN)


class Form(StrEnum):
    """How an exposure acts: in proportion, only on its high or low days, or as a mean of three days."""

    LINEAR = "linear"
    HIGH_DAY = "high_day"
    LOW_DAY = "low_day"
    THREE_DAYS = "three_days"


@dataclass(frozen=True, slots=True)
class Warning:
    """A check that answers yes, no or cannot say. kind: its stable name."""

    kind: str
    answer: Answer
    sentence: str


@dataclass(frozen=True, slots=True)
class Effect:
    """A log rate ratio per one unit of the column, the ends of its 95 % interval, and its probability.

    The ratio is drawn towards no effect as far as the days are few; the interval is not, and need not be even about it.
    """

    log_rate_ratio: float
    low: float
    high: float
    probability: float


@dataclass(frozen=True, slots=True)
class Finding:
    """What the diary says about one exposure.

    lag_days: 0 the same day, 1 the day before. effect: at that lag (or over three days), if it matters. by_lag: the
    effect if it acted at that lag alone, and how probable that is. effect.probability: that it goes with the spasms
    at all. warnings: every check, whatever it answered. needed_weeks: about how many more weeks
    an answer needs, None where none is needed or more days would not help. twins: columns that move with it so closely
    that the days cannot tell which; of those, one speaks for all: its probability is that one of them matters.
    """

    name: str
    effect: Effect
    rate_ratio: float
    layer: Layer
    lag_days: int
    form: Form
    by_lag: dict[int, Effect]
    days_used: int
    days_missing: int
    spasms_used: int
    p_value: float
    assumptions: tuple[str, ...]
    warnings: tuple[Warning, ...]
    sentence: str
    needed_weeks: int | None
    twins: tuple[str, ...] = ()

    @property
    def found(self) -> bool:
        """Whether the product shows it as a trigger."""
        return self.layer.shown

    @property
    def raised(self) -> tuple[Warning, ...]:
        """The checks that answered yes."""
        return tuple(one for one in self.warnings if one.answer is Answer.YES)


@dataclass(frozen=True, slots=True)
class NightRisk:
    """The chance of at least one spasm on a day. average: the person's own, recent months counting more
    where they foretold better. skill: Brier skill on days held back.

    silent: True where the forecast did not beat the average; probability is then the average.
    """

    day: date
    probability: float
    low: float
    high: float
    average: float
    skill: float | None
    silent: bool
    sentence: str
