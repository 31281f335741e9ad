# SPDX-License-Identifier: Apache-2.0
"""Reads the records of every kind of the catalogue and checks what they say about each other."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any

from unclench.errors import ContentError
from unclench.evidence.catalogue import CATALOGUE
from unclench.evidence.entities import UrgencyLevel
from unclench.evidence.fields import Fields, records
from unclench.evidence.kinds import ClaimType, DerivedFact, RedFlag
from unclench.evidence.record_rows import Names, record_of
from unclench.evidence.rules import RuleFault, names_in, parse
from unclench.evidence.vocabulary_rows import Known

__all__ = ["knowledge_of"]

_BY_URGENCY = (UrgencyLevel.EMERGENCY, UrgencyLevel.URGENT, UrgencyLevel.DOCTOR)

Made = Mapping[str, Mapping[str, Any]]


def knowledge_of(
    content: Mapping[str, Any], known: Known, home: dict[str, str], problems: list[ContentError]
) -> Made:
    """Every kind by id. home: the ids that are taken already, each with its file; it grows here."""
    names = Names(
        {
            "area": known.areas,
            "condition": known.conditions | known.product_conditions,
            "coverage id": known.coverage,
            "drug class": known.drug_classes,
            "source": known.sources,
        },
        known.aliases,
    )
    made: dict[str, Mapping[str, Any]] = {}
    rows: dict[str, Fields] = {}
    for kind in CATALOGUE.values():
        shape = kind.shape
        found: dict[str, Any] = {}
        for row in records(content.get(kind.file), kind.name, kind.file, problems):
            record = record_of(shape, row, names)
            if record is None:
                continue
            if row.record in home and row.record not in found:
                row.wrong(f"stands also in {home[row.record]}")
            home.setdefault(row.record, kind.file)
            found[record.id] = record
            rows[record.id] = row
        made[kind.name] = MappingProxyType(found)
    for row, name, item in names.named:
        if item not in home:
            row.wrong(f"unknown record “{item}” in “{name}”")
    _hold_flags(made["red_flags"].values(), made["derived_facts"].values(), rows)
    _hold_patterns(made["claim_types"].values(), rows)
    _hold_baselines(made, rows)
    return MappingProxyType(made)


def _hold_flags(flags: Iterable[RedFlag], derived: Iterable[DerivedFact], rows: Mapping[str, Fields]) -> None:
    owner: dict[str, str] = {fact.id: fact.id for fact in derived}
    for flag in flags:
        for question in flag.questions:
            if owner.setdefault(question.id, flag.id) != flag.id:
                rows[flag.id].wrong(f"the question “{question.id}” stands also at {owner[question.id]}")
            if not question.text.endswith("?"):
                rows[flag.id].wrong(f"the question “{question.id}” does not end with a question mark")
    for flag in flags:
        _hold_rules(flag, owner, rows[flag.id])


def _hold_rules(flag: RedFlag, owner: Mapping[str, str], row: Fields) -> None:
    used: set[str] = set()
    for rule in flag.rules:
        try:
            asked = names_in(parse(rule.when))
        except RuleFault as fault:
            row.wrong(f"the rule “{rule.when}” cannot be read: {fault}")
            continue
        used |= asked
        for name in sorted(asked - set(owner)):
            row.wrong(f"the rule “{rule.when}” asks for the unknown question “{name}”")
    for question in flag.questions:
        if question.id not in used:
            row.wrong(f"no rule uses the question “{question.id}”")
    levels = [rule.level for rule in flag.rules]
    if UrgencyLevel.SELF_CARE in levels:
        row.wrong("a red flag never says self-care")
    elif levels and flag.level is not min(levels, key=_BY_URGENCY.index):
        row.wrong("“level” is not the most urgent level of its rules")


def _hold_patterns(kinds: Iterable[ClaimType], rows: Mapping[str, Fields]) -> None:
    for kind in kinds:
        for pattern in kind.patterns:
            try:
                re.compile(pattern)
            except re.error as fault:
                rows[kind.id].wrong(f"the pattern “{pattern}” cannot be read: {fault}")


def _hold_baselines(made: Made, rows: Mapping[str, Fields]) -> None:
    """An effect may only lean on a rate that is there."""
    rates = {*made["epidemiology"], *made["baselines"]}
    rates |= {f"{rate.id}: {share.what}" for rate in made["epidemiology"].values() for share in rate.shares}
    for kind in made.values():
        for record in kind.values():
            evidence = getattr(record, "evidence", None)
            for effect in evidence.effects if evidence else ():
                if effect.baseline and effect.baseline not in rates:
                    rows[record.id].wrong(
                        f"the effect “{effect.outcome}” leans on the unknown rate “{effect.baseline}”"
                    )
