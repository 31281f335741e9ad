# SPDX-License-Identifier: Apache-2.0
"""What a diary may believe about a trigger before a single night was kept: little, and more of it where people were
compared with themselves. A design of ours and no evidence.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from unclench.evidence.entities import Effect
from unclench.evidence.kinds import Trigger

__all__ = ["StartingBelief", "starting_belief"]

# Between-person numbers answer another question than a diary does: half of them is believed, of case-crossover
# numbers three quarters, never more than three times the odds, and never with a spread below one half.
BETWEEN_PEOPLE = 0.5
WITHIN_PEOPLE = 0.75
MOST = math.log(3)
LEAST_SPREAD = 0.5
UNKNOWN_SPREAD = 0.7
_Z = 1.959964  # of a 95 % interval


@dataclass(frozen=True, slots=True)
class StartingBelief:
    """A normal distribution of the log odds ratio. source: the study it leans on, "" where there is none."""

    mean: float
    spread: float
    source: str
    sentence: str


def starting_belief(trigger: Trigger) -> StartingBelief:
    """Where an analysis of the diary begins for this trigger; without a usable number at no effect.

    The first effect that may be shrunk is used: content lists the one closest to a diary first.
    """
    usable = next((effect for effect in trigger.evidence.effects if effect.prior_use == "shrunk"), None)
    if usable is None or isinstance(usable.value, str) or usable.low is None or usable.high is None:
        return StartingBelief(
            0.0, UNKNOWN_SPREAD, "", "No study gives a number to start from, so we start at no effect."
        )
    weight = WITHIN_PEOPLE if _same_people(usable) else BETWEEN_PEOPLE
    log_spread = (math.log(usable.high) - math.log(usable.low)) / (2 * _Z)
    mean = max(-MOST, min(MOST, weight * math.log(usable.value)))
    spread = max(LEAST_SPREAD, math.hypot(log_spread, LEAST_SPREAD))
    part = "three quarters" if weight == WITHIN_PEOPLE else "half"
    return StartingBelief(
        mean, spread, usable.source, f"We start from {part} of what a study found, and leave much room."
    )


def _same_people(effect: Effect) -> bool:
    return "case-crossover" in effect.design
