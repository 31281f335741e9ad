# SPDX-License-Identifier: Apache-2.0
"""Too strong, too weak, or a strength that cannot be right."""

from __future__ import annotations

import re
from collections.abc import Iterator

from unclench.evidence.kinds.products import ProductVerdict
from unclench.vetting.case import Case, Part
from unclench.vetting.findings import Finding
from unclench.vetting.label import ProductKind
from unclench.vetting.limits import (
    FROM_MEMORY,
    Standing,
    against_limit,
    lowest_known,
    muscle_range,
    percent_of,
    within_a_sentence,
)

__all__ = ["contradiction", "implausible", "not_checked", "over_limit", "under_range"]

_TENTH = 0.1
_WHOLE_PERCENT = 100.0
_SLACK = 1e-9
_MUSCLE_WORDS = re.compile(
    r"muscle|joint|backache|back pain|strain|sprain|bruis|sore|cramp|spasm|aches? (and|&) pains?",
    re.IGNORECASE,
)
_NEEDS_AN_AMOUNT = (Standing.NOT_SAID, Standing.NOT_COMPARABLE)


def over_limit(case: Case) -> Iterator[Finding]:
    """R_OVER_LIMIT."""
    for part in case.counted(hidden=False):
        found = against_limit(case, part)
        if found.standing is Standing.OVER and found.limit is not None and not _cannot_be(case, part):
            top = found.limit.high if found.limit.high is not None else found.limit.exact
            yield Finding(
                rule="R_OVER_LIMIT", floor=ProductVerdict.AVOID, ingredient=part.id, written=_written(part),
                reason=f"{part.record.name} is stronger than the limit: "
                f"{_number(found.value)} against {_number(top)} {_unit(found.limit.unit)}.",
                facts=tuple(filter(None, (found.limit.what, found.limit.note))), sources=found.limit.sources,
                from_memory=found.limit.seen == FROM_MEMORY,
            )  # fmt: skip


def under_range(case: Case) -> Iterator[Finding]:
    """R_UNDER_RANGE: only for US labels, and only for what the label itself says it is for."""
    if not case.us_label or case.homeopathic or case.label.kind is ProductKind.FOOD or not case.on_skin:
        return
    said = " ".join(one.text for one in (*case.label.purpose, *case.label.claims))
    for part in case.counted(hidden=False):
        limit, value = muscle_range(part.record), percent_of(part)
        if limit is None or value is None or _cannot_be(case, part):
            continue
        low = limit.low if limit.low is not None else limit.exact or 0.0
        if value > low or (value >= low * (1 - _SLACK) and not limit.low_excluded):
            continue
        if said and not _MUSCLE_WORDS.search(said) and _fits_another_purpose(part, value):
            continue
        yield Finding(
            rule="R_UNDER_RANGE", floor=ProductVerdict.SUITABLE_WITH_CAUTIONS, ingredient=part.id,
            written=_written(part),
            reason=f"There is too little {within_a_sentence(part.record.name)} in it to expect anything of it.",
            facts=(f"{limit.what}: from {_number(low)} %.",), sources=limit.sources,
            from_memory=limit.seen == FROM_MEMORY,
        )  # fmt: skip


def contradiction(case: Case) -> Iterator[Finding]:
    """R_STRENGTH_CONTRADICTION."""
    for one in case.label.contradictions:
        yield Finding(
            rule="R_STRENGTH_CONTRADICTION", floor=ProductVerdict.CANNOT_JUDGE, ingredient=one.ingredient,
            reason="The label gives two strengths for one ingredient, and both cannot be true.",
            written=f"{one.active}: {one.first} / {one.second}",
        )  # fmt: skip


def implausible(case: Case) -> Iterator[Finding]:
    """R_UNITS_IMPLAUSIBLE: never scaled until it fits."""
    for part in case.counted(hidden=False):
        if _cannot_be(case, part):
            yield Finding(
                rule="R_UNITS_IMPLAUSIBLE", floor=ProductVerdict.CANNOT_JUDGE, ingredient=part.id,
                written=_written(part),
                reason=f"The strength of {within_a_sentence(part.record.name)} cannot be right.",
            )  # fmt: skip


def not_checked(case: Case) -> Iterator[Finding]:
    """Strengths that could not be set beside their limit. No rule of content, and never a better verdict for it."""
    if case.label.kind is ProductKind.FOOD:
        return
    for part in case.counted(hidden=False):
        found = against_limit(case, part)
        name = within_a_sentence(part.record.name)
        if found.standing is Standing.NOT_SAID and not (part.active and part.active.blend):
            yield Finding(
                rule="", floor=ProductVerdict.CANNOT_JUDGE, ingredient=part.id, written=_written(part),
                reason=f"The label does not say how much {name} is in it.",
            )  # fmt: skip
        elif found.standing is Standing.NOT_COMPARABLE:
            # Milligrams in a patch of unknown weight leave its limit open; an unknown number of tablets a day, or an
            # oil that holds some of it, is only not cleared.
            patch = (
                found.limit is not None
                and found.limit.unit == "%"
                and not (part.active and part.active.of_source)
            )
            yield Finding(
                rule="", ingredient=part.id, written=_written(part),
                floor=ProductVerdict.CANNOT_JUDGE if patch else ProductVerdict.SUITABLE_WITH_CAUTIONS,
                reason=f"How much {name} it brings could not be set beside its limit.",
            )  # fmt: skip
        elif found.standing is Standing.UNCONFIRMED and found.limit is not None:
            yield Finding(
                rule="", floor=ProductVerdict.SUITABLE_WITH_CAUTIONS, ingredient=part.id, written=_written(part),
                reason=f"The limit we know for {name} is from memory, so it does not clear the product.",
                facts=(found.limit.what,), sources=found.limit.sources, from_memory=True,
            )  # fmt: skip


def _cannot_be(case: Case, part: Part) -> bool:
    if part.active is None or part.active.dilution is not None or not case.on_skin:
        return False
    value, lowest = percent_of(part), lowest_known(case, part.record)
    if value is None or lowest is None or case.label.kind in (ProductKind.HOMEOPATHIC, ProductKind.FOOD):
        return False
    return value > _WHOLE_PERCENT or value < lowest * _TENTH * (1 - _SLACK)


def _fits_another_purpose(part: Part, value: float) -> bool:
    return any(
        row.low is not None and row.high is not None and row.low <= value <= row.high
        for row in part.record.limits
        if row.unit == "%" and row.what.startswith("Analgesic, anaesthetic")
    )


def _written(part: Part) -> str:
    amount = part.line.amount
    return " ".join(filter(None, (part.line.written, amount.written if amount else "")))


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:g}"


def _unit(unit: str) -> str:
    return "parts per million" if unit.startswith("ppm") else unit
