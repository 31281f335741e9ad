# SPDX-License-Identifier: Apache-2.0
"""How the strength on a label stands to the limits content knows. A limit includes itself."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from unclench.evidence.kinds.products import Ingredient, Limit
from unclench.vetting.case import Case, Part
from unclench.vetting.label import Active, Region
from unclench.vetting.quantities import Per
from unclench.vetting.synonyms import fold

__all__ = [
    "FROM_MEMORY",
    "AgainstLimit",
    "Standing",
    "against_limit",
    "lowest_known",
    "muscle_range",
    "percent_of",
    "strength_percent",
    "within_a_sentence",
]

FROM_MEMORY = "from_memory"
_SLACK = 1e-9
_NOT_FOR_MUSCLE = ("Anorectal", "With phenol", "None")
_OTHER_PURPOSE = (*_NOT_FOR_MUSCLE, "Analgesic, anaesthetic")
_A_DAY, _AT_ONCE, _IN_A_DRINK = "a day", "at once", "Carbonated"
_PERCENT_IN_PPM = 10_000

_OTHER_SALTS = frozenset(
    {
        "diethylamine", "diethylammonium", "diethylamin", "ethylethanamin", "epolamine", "epolamin", "potassium",
        "kalium", "hydroxyethylpyrrolidine",
    }
)  # fmt: skip

# What UK licensed rubs lawfully hold at least, in percent (the notes of the ingredients; medscapeUkRubefacient).
_UK_LOWEST = {
    "ingredient_menthol": 2.0,
    "ingredient_camphor": 1.4,
    "ingredient_methyl_salicylate": 0.4,
}


class Standing(StrEnum):
    """NO_LIMIT: content knows none. UNCONFIRMED: within, and the limit is from memory. NOT_SAID: no amount at all.
    NOT_COMPARABLE: an amount that cannot be set beside the limit, such as milligrams in a patch."""

    NO_LIMIT = "no_limit"
    WITHIN = "within"
    UNCONFIRMED = "unconfirmed"
    OVER = "over"
    NOT_SAID = "not_said"
    NOT_COMPARABLE = "not_comparable"


@dataclass(frozen=True, slots=True, kw_only=True)
class AgainstLimit:
    """value: of the label, in the limit's unit."""

    standing: Standing
    limit: Limit | None = None
    value: float | None = None


def against_limit(case: Case, part: Part) -> AgainstLimit:
    """Where an active stands to its legal or daily maximum."""
    limit = _maximum(case, part.record)
    active = part.active
    if limit is None or active is None or active.dilution is not None:
        return AgainstLimit(standing=Standing.NO_LIMIT)
    aside = active.of_source or _in_another_salt(limit, active)
    value = None if aside else _in_unit_of(limit, active, case)
    top = limit.high if limit.high is not None else limit.exact
    assert top is not None  # _maximum picks no other
    if value is None:
        said = active.amount is not None
        return AgainstLimit(standing=Standing.NOT_COMPARABLE if said else Standing.NOT_SAID, limit=limit)
    if value > top * (1 + _SLACK):
        return AgainstLimit(standing=Standing.OVER, limit=limit, value=value)
    confirmed = limit.seen != FROM_MEMORY
    return AgainstLimit(
        standing=Standing.WITHIN if confirmed else Standing.UNCONFIRMED, limit=limit, value=value
    )


def _in_another_salt(limit: Limit, active: Active) -> bool:
    """Whether the one strength that is lawful was set for another salt: the same percent is another amount of it."""
    return limit.exact is not None and not _OTHER_SALTS.isdisjoint(fold(active.written).split())


def muscle_range(record: Ingredient) -> Limit | None:
    """The US range for sore muscles, where there is one."""
    rows = [row for row in _percentages(record) if not row.what.startswith(_OTHER_PURPOSE)]
    return min(rows, key=_low, default=None)


def lowest_known(case: Case, record: Ingredient) -> float | None:
    """The bottom of the lowest range known for it, in percent; None where there is none."""
    bottoms = [low for row in _percentages(record) if (low := _low(row)) > 0]
    if case.label.region in (Region.UK, Region.EU) and record.id in _UK_LOWEST:
        bottoms.append(_UK_LOWEST[record.id])
    return min(bottoms, default=None)


def strength_percent(active: Active) -> float | None:
    """Grams in 100 g or 100 mL, the upper end where the label gives a range; None where it cannot be said.

    The strength of an oil or extract is not that of what it holds.
    """
    amount = active.amount
    if amount is None or amount.percent is None or active.of_source:
        return None
    if amount.unit == "%" and amount.high is not None:
        return max(amount.percent, amount.high)
    return amount.percent


def percent_of(part: Part) -> float | None:
    """The strength of a part in percent; None for what stands among the inactive ones or cannot be said."""
    return None if part.active is None else strength_percent(part.active)


def within_a_sentence(name: str) -> str:
    """ "Vitamin D" as "vitamin D", "CBD" as it is."""
    return name if name[1:2].isupper() else name[:1].lower() + name[1:]


def _percentages(record: Ingredient) -> list[Limit]:
    return [row for row in record.limits if row.unit == "%" and (row.high or row.exact)]


def _low(row: Limit) -> float:
    low = row.low if row.low is not None else row.exact
    return low or 0.0


def _maximum(case: Case, record: Ingredient) -> Limit | None:
    """The one limit that a product for muscles must keep."""
    skin = [row for row in _percentages(record) if not row.what.startswith(_NOT_FOR_MUSCLE)]
    if case.label.region in (Region.UK, Region.EU):
        # An exact strength is what a US approval says; other countries license others.
        skin = [row for row in skin if row.exact is None]
    if case.on_skin and "topical" in record.routes:
        return max(skin, key=lambda row: row.high or row.exact or 0.0, default=None)
    taken = [row for row in record.limits if row.high and row.what.endswith((_A_DAY, _AT_ONCE))]
    drunk = [row for row in record.limits if row.high and row.what.startswith(_IN_A_DRINK)]
    return next(iter(taken or drunk), None)


def _in_unit_of(limit: Limit, active: Active, case: Case) -> float | None:
    if limit.unit == "%":
        return strength_percent(active)
    if limit.what.startswith(_IN_A_DRINK):
        percent = strength_percent(active)
        return None if percent is None else percent * _PERCENT_IN_PPM
    amount = active.amount
    single = None
    if amount is not None and amount.mg is not None and amount.per in (Per.UNIT, Per.SERVING, Per.NOT_SAID):
        units = case.label.directions.single
        times = units.high if units is not None and amount.per is Per.UNIT else 1.0
        single = amount.mg * times
    top = limit.high or 0.0
    if limit.what.endswith(_AT_ONCE):
        return single
    if active.daily_mg is not None:
        return active.daily_mg.high
    # One amount a day is the least the directions can mean.
    return single if single is not None and single > top else None
