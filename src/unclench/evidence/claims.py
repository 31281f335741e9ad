# SPDX-License-Identifier: Apache-2.0
"""Every health claim content makes, in one shape, so that one table can show them all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from unclench.evidence.catalogue import CATALOGUE
from unclench.evidence.entities import Certainty, Evidence, GuidelineSupport
from unclench.evidence.words import certainty_in_words, no_source_in_words

if TYPE_CHECKING:
    from unclench.evidence.library import Library

__all__ = ["Claim", "claim_in_words", "claims_of"]

_BY_RULE = "graded_by_rule"


@dataclass(frozen=True, slots=True)
class Claim:
    """One claim. kind: a name of the catalogue, or remedies or stop_signs. id: of its record.

    evidence: the whole of it; certainty and citations are its own. graded_by_rule: nobody graded the studies.
    """

    kind: str
    id: str
    sentence: str
    evidence: Evidence
    marks: tuple[str, ...]

    @property
    def certainty(self) -> Certainty:
        return self.evidence.certainty

    @property
    def guideline_support(self) -> GuidelineSupport:
        return self.evidence.guideline_support

    @property
    def citations(self) -> tuple[str, ...]:
        return self.evidence.citations

    @property
    def graded_by_rule(self) -> bool:
        return any(mark.partition(":")[0] == _BY_RULE for mark in self.marks)


def claims_of(library: Library) -> Iterator[Claim]:
    """All of them: remedies, stop signs, then the kinds in the order of the catalogue."""
    for remedy in library.remedies.values():
        sentence = f"{remedy.name}: {remedy.evidence.reason}"
        yield Claim("remedies", remedy.id, sentence, remedy.evidence, remedy.marks)
    seen: dict[str, Claim] = {}
    for line in library.stop_signs.values():
        for sign in line.signs:
            flag = library.red_flags[sign.flag].evidence
            evidence = Evidence(flag.certainty, flag.guideline_support, flag.reason, "", sign.sources)
            seen.setdefault(sign.id, Claim("stop_signs", sign.id, sign.text, evidence, (_BY_RULE,)))
    yield from seen.values()
    for kind in CATALOGUE:
        for record in library.kind(kind).values():
            yield from _of_record(kind, record)


def claim_in_words(claim: Claim) -> str:
    """How sure we are of a claim, in short sentences."""
    if not claim.citations and claim.evidence.no_source:
        return no_source_in_words(claim.evidence)
    if claim.graded_by_rule:
        return claim.evidence.reason
    return certainty_in_words(claim.evidence)


def _of_record(kind: str, record: Any) -> Iterator[Claim]:
    if (evidence := getattr(record, "evidence", None)) is not None:
        yield Claim(kind, record.id, record.claim, evidence, record.marks)
    for use in getattr(record, "uses", ()):
        yield Claim(kind, record.id, use.claim, use.evidence, record.marks)
