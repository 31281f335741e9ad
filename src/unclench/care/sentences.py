# SPDX-License-Identifier: Apache-2.0
"""The frames in which answers are said, in English; content of another language brings its own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

__all__ = ["ENGLISH", "Sentences"]

_UNITS = MappingProxyType(
    {
        "a": "years", "Cel": "°C", "mm[Hg]": "mmHg", "/min": "a minute", "/wk": "a week", "/d": "a day",
        "min": "minutes", "h": "hours", "d": "days", "wk": "weeks", "mo": "months", "kg": "kg", "{score}": "of 10",
        "1": "",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Sentences:
    """heard: for what was written in own words. takes: for a medicine that was named. said_yes: for a question.

    decimal: the sign between ones and tenths. units: UCUM -> words; a unit that is not in it is said as it is.
    """

    heard: str = "You wrote: “{heard}”."
    takes: str = "You take {name} ({label})."
    said_yes: str = "You said yes: {ask}"
    decimal: str = "."
    units: Mapping[str, str] = field(default_factory=lambda: _UNITS)

    def unit(self, unit: str) -> str:
        """A unit as a person reads it."""
        return self.units.get(unit, unit)


ENGLISH = Sentences()
