# SPDX-License-Identifier: Apache-2.0
"""What a field of a record may hold, said once at the field: the reader, the check and the cache follow it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

__all__ = [
    "UNCITED",
    "AdviceText",
    "AdviceTexts",
    "AreaIds",
    "ConditionId",
    "CoverageIds",
    "DrugClassId",
    "Ids",
    "RecordId",
    "RecordIds",
    "SourceId",
    "SourceIds",
    "SourceOrPrecaution",
    "Spoken",
]

UNCITED = "uncited_precaution"


@dataclass(frozen=True, slots=True)
class Ids:
    """The field names things that must exist. what: as a message calls them. also: words that need not exist."""

    what: str
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Spoken:
    """A person reads this as advice: short sentences, no dose, no exclamation mark."""


AdviceText = Annotated[str, Spoken()]
AdviceTexts = Annotated[tuple[str, ...], Spoken()]
AreaIds = Annotated[tuple[str, ...], Ids("area")]
ConditionId = Annotated[str, Ids("condition")]
CoverageIds = Annotated[tuple[str, ...], Ids("coverage id")]
DrugClassId = Annotated[str, Ids("drug class")]
RecordId = Annotated[str, Ids("record")]
RecordIds = Annotated[tuple[str, ...], Ids("record")]
SourceId = Annotated[str, Ids("source")]
SourceIds = Annotated[tuple[str, ...], Ids("source")]
SourceOrPrecaution = Annotated[str, Ids("source", also=(UNCITED,))]
