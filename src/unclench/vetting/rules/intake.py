# SPDX-License-Identifier: Apache-2.0
"""Too much a day: of a nutrient from everything together, or of one medicine twice."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import replace

from unclench.evidence.kinds.products import ConcernLevel, ProductVerdict
from unclench.vetting.case import NUTRIENTS, Case, Part
from unclench.vetting.findings import Finding
from unclench.vetting.label import ProductKind
from unclench.vetting.limits import FROM_MEMORY
from unclench.vetting.upper_levels import (
    Intake,
    daily_mg,
    floor_for,
    level_mg,
    nutrient_of,
    once_mg,
    together,
)

__all__ = ["duplicate_active", "intake_not_checked", "over_upper_level"]

_ONE_OF_A_KIND = ("nsaid", "analgesic")


def over_upper_level(case: Case) -> Iterator[Finding]:
    """R_OVER_UL, with whatever else the person takes."""
    here = {nutrient_of(part) for part in case.counted(hidden=False)} - {""}
    found = [
        row
        for row in together((case.label, *case.also_takes), case.person, case.library)
        if row.nutrient in here
    ]
    seen = {row.nutrient for row in found if row.over}
    yield from (_over(row, case) for row in found if row.over)
    for part in case.counted(hidden=False):
        row = _one_serving(part, case)
        if row is not None and row.nutrient not in seen:
            yield _over(row, case)


def intake_not_checked(case: Case) -> Iterator[Finding]:
    """Nutrients whose amount a day cannot be known. No rule of content, and never a better verdict for it."""
    for part in case.counted(hidden=False):
        nutrient, active = nutrient_of(part), part.active
        if not nutrient or active is None or not NUTRIENTS & set(part.record.classes):
            continue
        if active.dilution is not None or active.blend or daily_mg(part) is not None:
            continue
        amount_known = active.amount is not None
        # A drink or bar need not say how much; a medicine and a supplement must. Where too much would be a danger for
        # this person, not knowing is no small thing.
        grave = floor_for(part.id, nutrient, math.inf, 0.0, case.person) is ProductVerdict.AVOID
        bearable = not grave and (amount_known or case.label.kind is ProductKind.FOOD)
        yield Finding(
            rule="", ingredient=part.id, written=active.written,
            floor=ProductVerdict.SUITABLE_WITH_CAUTIONS if bearable else ProductVerdict.CANNOT_JUDGE,
            reason=f"How much {nutrient} it brings a day is not said, so its upper level was not checked."
            if amount_known
            else f"The label does not say how much {nutrient} is in it.",
        )  # fmt: skip


def duplicate_active(case: Case) -> Iterator[Finding]:
    """R_DUPLICATE_ACTIVE: pain medicines taken twice, by whatever route."""
    others = {
        key
        for label in case.also_takes
        for key in label.ingredients
        if key in case.library.ingredients
    } | case.person.medicines  # fmt: skip
    for part in case.counted(hidden=False):
        kinds = set(part.record.classes) & set(_ONE_OF_A_KIND)
        if not kinds:
            continue
        same = part.id in others
        alike = any(kinds & set(case.library.ingredients[key].classes) for key in others)
        by_class = "nsaid" in kinds and case.takes("nsaid")
        if same or alike or by_class:
            yield Finding(
                rule="R_DUPLICATE_ACTIVE", floor=ProductVerdict.AVOID, level=ConcernLevel.AVOID, ingredient=part.id,
                drug_class="nsaid" if "nsaid" in kinds else "", written=part.line.written,
                reason=f"You already take {'this' if same else 'a medicine of this kind'}; together it is too much.",
                facts=tuple(clash.effect for clash in part.record.interactions if clash.drug_class == "nsaid"),
                sources=part.record.evidence.citations,
            )  # fmt: skip


def _one_serving(part: Part, case: Case) -> Intake | None:
    nutrient, once = nutrient_of(part), once_mg(part)
    if not nutrient or once is None or daily_mg(part) is not None:
        return None
    whole_day = [
        row for row in together((case.label,), case.person, case.library) if row.nutrient == nutrient
    ]
    if not whole_day or whole_day[0].level_mg is None:
        return None
    row = whole_day[0]
    floor = floor_for(part.id, nutrient, once.high, row.level_mg, case.person)
    found = replace(row, total_mg=once, floor=floor)
    return found if found.over else None


def _over(row: Intake, case: Case) -> Finding:
    level = row.level
    assert level is not None  # only a known level can be passed
    where = f"in the {level.region}" if level.region != "US" else "in the US"
    return Finding(
        rule="R_OVER_UL", floor=row.floor, ingredient=row.ingredient,
        reason=f"Up to {_amount(row.total_mg.high)} of {row.nutrient} a day is above the level "
        f"of {_amount(level_mg(level))} {where}.",
        facts=tuple(filter(None, (
            level.note, f"Ages: {level.age}." if level.age else "",
            "Content knows no level for your region; this is the strictest it knows." if row.other_region else "",
            *(f"{name}: {_amount(amount.high)} a day." for name, amount in row.by_product if case.also_takes),
        ))),
        sources=level.sources, from_memory=level.seen == FROM_MEMORY,
    )  # fmt: skip


def _amount(mg: float) -> str:
    return f"{mg:g} mg" if mg >= 1 else f"{mg * 1000:g} mcg"
