# SPDX-License-Identifier: Apache-2.0
"""Reads stop_signs.yaml and plans.yaml."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from unclench.errors import ContentError
from unclench.evidence.entities import Plan, Remedy, Sign, StopSigns, UrgencyLevel, When
from unclench.evidence.fields import Fields, records
from unclench.evidence.reading import Row
from unclench.evidence.vocabulary_rows import Known
from unclench.evidence.wording import faults

__all__ = ["plans_of", "stop_signs_of"]

_FIRST = (UrgencyLevel.EMERGENCY, UrgencyLevel.URGENT, UrgencyLevel.DOCTOR)


def stop_signs_of(
    content: Any, file: str, known: Known, problems: list[ContentError]
) -> tuple[dict[str, StopSigns], tuple[Sign, ...]]:
    """The stop signs by area, and those of everyone."""
    signs = {row.record: _sign(row, known) for row in records(content, "signs", file, problems)}
    whole = content if isinstance(content, Row) else Row(1)
    everyone = Fields(whole, file, "everyone", problems)
    for_all = _listed(everyone, "everyone", signs)
    if any(sign.level is not UrgencyLevel.EMERGENCY for sign in for_all):
        everyone.wrong("holds a sign that is not an emergency")
    areas = {row.record: _area(row, signs) for row in records(content, "areas", file, problems, name="area")}
    for area in sorted(known.areas ^ set(areas)):
        problems.append(
            ContentError(file, area, "is not a known area" if area in areas else "has no stop signs")
        )
    return areas, for_all


def _sign(row: Fields, known: Known) -> Sign:
    sign = Sign(
        id=row.text("id"),
        text=row.text("text"),
        level=_level(row),
        flag=row.text("flag"),
        sources=known.settled(row.ids("sources", known.sources, "source", needed=True)),
    )
    row.close()
    for fault in faults(sign.text):
        row.wrong(fault)
    return sign


def _level(row: Fields) -> UrgencyLevel:
    level = row.choice("level", UrgencyLevel)
    if level not in _FIRST:
        row.wrong(f"a sign to stop is never “{level}”")
        return UrgencyLevel.EMERGENCY
    return level


def _area(row: Fields, signs: Mapping[str, Sign]) -> StopSigns:
    found = StopSigns(
        area=row.text("area"),
        full=row.text("full"),
        short=row.text("short"),
        always_full=row.flag("always_full"),
        signs=_listed(row, "signs", signs),
    )
    row.close()
    for text in (found.full, found.short):
        for fault in faults(text):
            row.wrong(fault)
    return found


def _listed(row: Fields, name: str, signs: Mapping[str, Sign]) -> tuple[Sign, ...]:
    ids = row.ids(name, frozenset(signs), "sign", needed=True)
    found = tuple(signs[key] for key in ids if key in signs)
    levels = [_FIRST.index(sign.level) for sign in found]
    if levels != sorted(levels):
        row.wrong("life threats must come first in “" + name + "”")
    return found


def plans_of(
    content: Any, file: str, known: Known, remedies: Mapping[str, Remedy], problems: list[ContentError]
) -> dict[str, Plan]:
    """The plan of every area."""
    plans = {
        row.record: _plan(row, remedies) for row in records(content, "plans", file, problems, name="area")
    }
    for area in sorted(known.areas ^ set(plans)):
        problems.append(ContentError(file, area, "is not a known area" if area in plans else "has no plan"))
    return plans


def _plan(row: Fields, remedies: Mapping[str, Remedy]) -> Plan:
    ids = frozenset(remedies)
    plan = Plan(
        area=row.text("area"),
        during=row.ids("during", ids, "remedy", needed=True),
        after=row.ids("after", ids, "remedy", needed=True),
        note=row.text("note", ""),
    )
    row.close()
    for fault in faults(plan.note):
        row.wrong(fault)
    for key in plan.during:
        if key in remedies:
            _may_stand(row, plan.area, remedies[key], When.DURING)
            if not remedies[key].guided:
                row.wrong(f"“{key}” is not guided and cannot stand in “during”")
    for key in plan.after:
        if key in remedies:
            _may_stand(row, plan.area, remedies[key], When.AFTER)
    _on_before_off(row, [remedies[key] for key in plan.during if key in remedies])
    return plan


def _may_stand(row: Fields, area: str, remedy: Remedy, when: When) -> None:
    if remedy.areas and area not in remedy.areas:
        row.wrong(f"“{remedy.id}” is not for this area")
    if when not in remedy.when:
        row.wrong(f"“{remedy.id}” is not for “{when}”")


def _on_before_off(row: Fields, listed: list[Remedy]) -> None:
    states = [remedy.on_by_default for remedy in listed]
    if states != sorted(states, reverse=True):
        row.wrong("remedies that are off by default must stand last in “during”")
