# SPDX-License-Identifier: Apache-2.0
"""Where the person is, and what is true only now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time
from enum import StrEnum

__all__ = ["NIGHT_BEGINS", "NIGHT_ENDS", "Circumstances", "Where", "likely_where"]

NIGHT_BEGINS = time(22)
NIGHT_ENDS = time(7)


class Where(StrEnum):
    """Where the person is when it hurts; it decides which step can come first."""

    IN_BED = "in_bed"
    SITTING = "sitting"
    UP = "up"


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What is true at the moment, and is not kept.

    conditions: momentary keys of content's conditions (driving, in_water, topical_counterirritant_on_skin ...).
    blocked: kinds of relief that a warning sign rules out for now, as `blocked.BLOCK_KINDS` names them.
    """

    where: Where = Where.UP
    conditions: frozenset[str] = frozenset()
    blocked: frozenset[str] = frozenset()


def likely_where(local_time: time) -> Where:
    """A first guess from the clock on the wall, which one tap corrects: in bed from ten at night to seven."""
    at_night = local_time >= NIGHT_BEGINS or local_time < NIGHT_ENDS
    return Where.IN_BED if at_night else Where.UP
