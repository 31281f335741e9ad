# SPDX-License-Identifier: Apache-2.0
"""Reads the records of remedies/*.yaml and holds each to the rules of a remedy."""

from __future__ import annotations

from typing import Any

from unclench.errors import ContentError
from unclench.evidence.entities import (
    Caution,
    CautionLevel,
    Certainty,
    Effect,
    Evidence,
    GuidelineSupport,
    Remedy,
    RemedyKind,
    Timing,
    When,
)
from unclench.evidence.fields import Fields, records
from unclench.evidence.vocabulary_rows import Known
from unclench.evidence.wording import faults, sentences
from unclench.evidence.words import MARKS

__all__ = ["UNCITED", "remedies_of"]

UNCITED = "uncited_precaution"

_POSTURES = frozenset({"lying", "sitting", "standing"})
_GUIDABLE = frozenset(
    {
        RemedyKind.STRETCH,
        RemedyKind.MOVEMENT,
        RemedyKind.MASSAGE,
        RemedyKind.THERMAL,
        RemedyKind.BREATHING,
        RemedyKind.FLUID,
    }
)


def remedies_of(content: Any, file: str, known: Known, problems: list[ContentError]) -> list[Remedy]:
    """The remedies of one file, in its order."""
    return [_remedy(row, known) for row in records(content, "remedies", file, problems)]


def _remedy(row: Fields, known: Known) -> Remedy:
    areas = () if row.says("areas", "any") else row.ids("areas", known.areas, "area", needed=True)
    timing = row.part("timing")
    remedy = Remedy(
        id=row.text("id"),
        name=row.text("name"),
        kind=row.choice("kind", RemedyKind),
        areas=areas,
        when=row.choices("when", When),
        postures=row.ids("postures", _POSTURES, "posture", needed=True),
        in_bed=row.flag("in_bed"),
        needs=row.ids("needs", known.equipment, "equipment"),
        helps=row.ids("helps", known.equipment, "equipment"),
        on_by_default=row.flag("on_by_default"),
        guided=row.flag("guided"),
        why_not_guided=row.text("why_not_guided", ""),
        ready=row.texts("ready"),
        hold=row.texts("hold"),
        ease=row.texts("ease"),
        after_tip=row.text("after_tip", ""),
        timing=_timing(timing) if timing else None,
        cautions=tuple(_caution(part, known) for part in row.parts("cautions")),
        evidence=_evidence(row, known),
        relief_time=row.text("relief_time"),
        often_said=row.text("often_said", ""),
        never_with=row.texts("never_with"),
        covers=row.ids("covers", known.coverage, "coverage id"),
        checked=row.texts("checked", needed=True),
        marks=row.texts("marks"),
        reviewed_by=row.text("reviewed_by", ""),
        reviewed_on=row.text("reviewed_on", ""),
    )
    row.close()
    _hold_to_rules(remedy, row)
    return remedy


def _timing(row: Fields) -> Timing:
    timing = Timing(
        hold_seconds=row.whole("hold_seconds", 1),
        repeats=row.whole("repeats", 1),
        rest_seconds=row.whole("rest_seconds"),
        switch=row.flag("switch"),
        max_seconds=row.maybe_whole("max_seconds", 1),
        basis=row.text("basis"),
        stated=row.text("stated"),
    )
    row.close()
    if timing.max_seconds is not None and timing.hold_seconds > timing.max_seconds:
        row.wrong("“hold_seconds” is longer than “max_seconds”")
    return timing


def _caution(row: Fields, known: Known) -> Caution:
    caution = Caution(
        condition=row.text("condition"),
        level=row.choice("level", CautionLevel),
        why=row.text("why"),
        source=_source(row, known, extra=UNCITED),
    )
    row.close()
    if caution.condition and caution.condition not in known.conditions:
        row.wrong(f"unknown condition “{caution.condition}” in “cautions”")
    return caution


def _evidence(remedy: Fields, known: Known) -> Evidence:
    row = remedy.part("evidence")
    if row is None:
        remedy.wrong("“evidence” is missing: no claim stands without its certainty")
        return Evidence(Certainty.NONE, GuidelineSupport.NONE, "", "", (), ())
    evidence = Evidence(
        certainty=row.choice("certainty", Certainty),
        guideline_support=row.choice("guideline_support", GuidelineSupport),
        reason=row.text("reason"),
        population=row.text("population"),
        citations=known.settled(row.ids("citations", known.sources, "source")),
        effects=tuple(_effect(part, known) for part in row.parts("effects")),
    )
    row.close()
    if not evidence.citations and evidence.certainty is not Certainty.NONE:
        row.wrong(f"certainty “{evidence.certainty}” needs at least one source in “citations”")
    return evidence


def _effect(row: Fields, known: Known) -> Effect:
    effect = Effect(
        outcome=row.text("outcome"),
        measure=row.text("measure"),
        value=row.number_or_text("value"),
        unit=row.text("unit"),
        low=row.maybe_number("low"),
        high=row.maybe_number("high"),
        people=row.maybe_whole("people", 1),
        comparator=row.text("comparator", ""),
        note=row.text("note", ""),
        source=_source(row, known),
    )
    row.close()
    if (effect.low is None) != (effect.high is None):
        row.wrong(f"the effect “{effect.outcome}” has only one end of its interval")
    low, high, value = effect.low, effect.high, effect.value
    if low is not None and high is not None and not isinstance(value, str) and not low <= value <= high:
        row.wrong(f"the effect “{effect.outcome}” lies outside its interval")
    return effect


def _source(row: Fields, known: Known, extra: str = "") -> str:
    source = row.text("source")
    if source and source != extra and source not in known.sources:
        row.wrong(f"unknown source “{source}” in “source”")
    return known.aliases.get(source, source)


def _hold_to_rules(remedy: Remedy, row: Fields) -> None:
    """The rules that no single field can break."""
    if remedy.guided:
        if remedy.timing is None:
            row.wrong("is guided and has no “timing”")
        if not remedy.ready or not remedy.hold:
            row.wrong("is guided and needs both “ready” and “hold”")
        if remedy.kind not in _GUIDABLE:
            row.wrong(f"a remedy of kind “{remedy.kind}” is information only: “guided” must be false")
    elif not remedy.why_not_guided:
        row.wrong("is not guided and does not say why in “why_not_guided”")
    for step in (*remedy.ready, *remedy.hold, *remedy.ease):
        if len(sentences(step)) != 1:
            row.wrong(f"one instruction, one sentence: “{step}”")
    spoken = (
        *remedy.ready,
        *remedy.hold,
        *remedy.ease,
        remedy.after_tip,
        remedy.often_said,
        remedy.why_not_guided,
    )
    for text in (remedy.name, *spoken, *(caution.why for caution in remedy.cautions)):
        for fault in faults(text):
            row.wrong(fault)
    for mark in remedy.marks:
        if mark.partition(":")[0] not in MARKS:
            row.wrong(f"unknown mark “{mark}”")
    if any(caution.source == UNCITED for caution in remedy.cautions) and UNCITED not in remedy.marks:
        row.wrong(f"has a caution without a source and not the mark “{UNCITED}”")
    if (remedy.reviewed_by == "") != (remedy.reviewed_on == ""):
        row.wrong("“reviewed_by” and “reviewed_on” belong together")
