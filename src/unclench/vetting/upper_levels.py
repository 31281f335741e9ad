# SPDX-License-Identifier: Apache-2.0
"""Minerals and vitamins of everything a person takes, against the upper level of their region and age.

What is not said is not added and not left out of sight: each sum names the products whose amount nobody knows.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from unclench.evidence import Library
from unclench.evidence.kinds.products import Limit, ProductVerdict
from unclench.vetting.case import Part, parts_of
from unclench.vetting.label import Label, Region
from unclench.vetting.limits import within_a_sentence
from unclench.vetting.profile import CHILD_AGES, NEUROPATHY, Profile, whole
from unclench.vetting.quantities import Between, Per

__all__ = ["Intake", "daily_mg", "floor_for", "level_for", "level_mg", "nutrient_of", "once_mg", "together"]

_UPPER = "Upper level"
_MG_IN = {"mg/day": 1.0, "mcg/day": 0.001}
_B6 = re.compile(r"\bb[- ]?6\b|pyridox", re.IGNORECASE)
_SODIUM = re.compile(r"\b(sodium|salt)\b", re.IGNORECASE)
_GROWN_UP = (19.0, 200.0)
_TWICE = 2.0
_SLACK = 1e-9
_KIDNEY_HOLDS_BACK = frozenset({"ingredient_magnesium", "ingredient_potassium", "ingredient_calcium"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Intake:
    """One nutrient a day from everything together.

    total_mg: of the products that say it, lowest to largest. level_mg: the upper level, None where content knows
    none. level: its record. other_region: the level is that of another region, because content knows none for the
    person's own. by_product: name and amount a day. unknown: products whose amount a day nobody says.
    """

    nutrient: str
    ingredient: str
    total_mg: Between
    level_mg: float | None
    level: Limit | None
    other_region: bool
    by_product: tuple[tuple[str, Between], ...]
    unknown: tuple[str, ...]
    floor: ProductVerdict

    @property
    def over(self) -> bool:
        return self.level_mg is not None and self.total_mg.high > self.level_mg * (1 + _SLACK)


def together(labels: Iterable[Label], profile: Profile, library: Library) -> tuple[Intake, ...]:
    """Every nutrient with an upper level in these products, the largest share of its level first."""
    person = whole(profile)
    amounts: dict[tuple[str, str], list[tuple[str, Between | None]]] = {}
    for label in labels:
        shown = label.name or label.brand or "a product without a name"
        for part in parts_of(label, library):
            nutrient = nutrient_of(part)
            if nutrient and part.counts and not part.hidden:
                amounts.setdefault((part.id, nutrient), []).append((shown, daily_mg(part)))
    rows = [_intake(key, nutrient, found, person, library) for (key, nutrient), found in amounts.items()]
    return tuple(sorted(rows, key=lambda row: (-_share(row), row.nutrient)))


def nutrient_of(part: Part) -> str:
    """The nutrient of an ingredient that an upper level is about; "" where there is none in it."""
    said = {row.what for row in part.record.limits if row.what.startswith(_UPPER) and row.high}
    if not said:
        return ""
    active = part.active
    written = "" if active is None else f"{active.written} {active.form}"
    if f"{_UPPER} of B6" in said:
        is_b6 = active is not None and (active.part == "B6" or bool(_B6.search(written)))
        return "vitamin B6" if is_b6 else ""
    if f"{_UPPER} of sodium" in said:
        return "sodium" if _SODIUM.search(written) else ""
    return within_a_sentence(part.record.name)


def daily_mg(part: Part) -> Between | None:
    """Milligrams a day as the directions allow, of the element where it is a mineral; None where nobody says.

    One serving above every level needs no directions: the least a day is then that one serving, and it counts.
    """
    active = part.active
    if active is None:
        return None
    if active.daily_mg is not None:
        return active.daily_mg
    amount = active.amount
    if amount is None:
        return None
    if amount.per is Per.DAY:
        if active.elemental_mg is not None:
            return active.elemental_mg
        if amount.mg is not None:
            return Between(amount.mg, amount.mg)
    return None


def once_mg(part: Part) -> Between | None:
    """Milligrams in one serving, tablet or dose, where an amount is about one."""
    active = part.active
    if active is None or active.amount is None:
        return None
    amount = active.amount
    if amount.per not in (Per.SERVING, Per.UNIT, Per.NOT_SAID):
        return None
    if active.elemental_mg is not None:
        return active.elemental_mg
    if amount.mg is not None:
        return Between(amount.mg, amount.mg)
    return None


def level_for(rows: Iterable[Limit], person: Profile) -> tuple[Limit | None, bool]:
    """The strictest upper level that may hold for this person, and whether it is another region's."""
    known = [row for row in rows if row.what.startswith(_UPPER) and row.high and row.unit in _MG_IN]
    own = [row for row in known if row.region == person.region.value]
    borrowed = not own and person.region is not Region.UNKNOWN
    rows_here = own or known
    youngest, oldest = _ages(person)
    fitting = [row for row in rows_here if _band(row)[0] <= oldest and _band(row)[1] >= youngest]
    if not fitting and rows_here:
        fitting = [min(rows_here, key=lambda row: _band(row)[0])]
    return min(fitting, key=level_mg, default=None), borrowed and bool(known)


def level_mg(row: Limit) -> float:
    """An upper level in milligrams a day."""
    return (row.high or 0.0) * _MG_IN[row.unit]


def _intake(
    key: str, nutrient: str, found: list[tuple[str, Between | None]], person: Profile, library: Library
) -> Intake:
    record = library.ingredients[key]
    named = nutrient.removeprefix("vitamin ").upper() if nutrient == "vitamin B6" else nutrient
    rows = [row for row in record.limits if row.what in (_UPPER, f"{_UPPER} of {named}")]
    level, borrowed = level_for(rows, person)
    told = [(name, amount) for name, amount in found if amount is not None]
    known = tuple(sorted(told, key=lambda one: (one[0], one[1].low, one[1].high)))
    total = Between(sum(amount.low for _, amount in known), sum(amount.high for _, amount in known))
    most = None if level is None else level_mg(level)
    return Intake(
        nutrient=nutrient, ingredient=key, total_mg=total, level_mg=most, level=level, other_region=borrowed,
        by_product=known, unknown=tuple(sorted(name for name, amount in found if amount is None)),
        floor=floor_for(key, nutrient, total.high, most, person),
    )  # fmt: skip


def floor_for(key: str, nutrient: str, high: float, level: float | None, person: Profile) -> ProductVerdict:
    """The verdict an amount a day still allows."""
    if level is None or high <= level * (1 + _SLACK):
        return ProductVerdict.SUITABLE
    nerve = nutrient == "vitamin B6" and bool(NEUROPATHY & person.conditions)
    if nerve or (key in _KIDNEY_HOLDS_BACK and "kidney_disease" in person.conditions):
        return ProductVerdict.AVOID
    twice = high > level * _TWICE * (1 + _SLACK)
    return ProductVerdict.NOT_RECOMMENDED if twice else ProductVerdict.SUITABLE_WITH_CAUTIONS


def _share(row: Intake) -> float:
    return row.total_mg.high / row.level_mg if row.level_mg else 0.0


def _ages(person: Profile) -> tuple[float, float]:
    if person.age is not None:
        return person.age, person.age
    under = [years for key, years in CHILD_AGES.items() if key in person.conditions]
    if under:
        return 0.0, min(under) - 0.001
    return (65.0, 200.0) if "age_over_65" in person.conditions else _GROWN_UP


def _band(row: Limit) -> tuple[float, float]:
    """The ages a level is for: "4 to 8 years", "51 and over", "adults, ...", or nothing said."""
    numbers = [float(one) for one in re.findall(r"\d+", row.age.partition(",")[0])]
    if "adult" in row.age:
        return _GROWN_UP
    if "and over" in row.age and numbers:
        return numbers[0], 200.0
    if len(numbers) > 1:
        # "4 to 8 years" lasts until the ninth birthday.
        return numbers[0], numbers[1] + 0.999
    return 0.0, 200.0
