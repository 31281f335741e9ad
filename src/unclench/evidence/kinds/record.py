# SPDX-License-Identifier: Apache-2.0
"""What every record of every kind carries."""

from __future__ import annotations

from dataclasses import dataclass

from unclench.evidence.entities import Evidence
from unclench.evidence.schema import AdviceText, CoverageIds

__all__ = ["Claimed", "Record"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """Something content says.

    id: unique over all kinds, stays for ever. covers: promises of coverage.yaml that it keeps. checked: pages read
    for it. marks: ids of what is unverified, assumed, derived or from memory; `mark_in_words` says each.
    reviewed_by, reviewed_on: the clinician and the date, both or neither.
    """

    id: str
    covers: CoverageIds = ()
    checked: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()
    reviewed_by: str = ""
    reviewed_on: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Claimed(Record):
    """A record that says something about health. claim: what it says, in one or two short sentences."""

    claim: AdviceText
    evidence: Evidence
