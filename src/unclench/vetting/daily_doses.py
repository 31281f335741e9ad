# SPDX-License-Identifier: Apache-2.0
"""How much of the mineral itself, and how much a day. What does not follow from the label stays unknown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from unclench.vetting.draft import Stated
from unclench.vetting.label import Directions
from unclench.vetting.quantities import Amount, Between, Per
from unclench.vetting.salts import Salt, salt_of
from unclench.vetting.synonyms import fold
from unclench.vetting.units import MASS_MG, VOLUME_ML

__all__ = ["MINERALS", "Elemental", "Servings", "agrees", "daily_of", "elemental_of", "mg_of", "salt_named"]

MINERALS = frozenset({"ingredient_magnesium", "ingredient_potassium", "ingredient_calcium"})
AGREES_WITHIN = 0.1


@dataclass(frozen=True, slots=True)
class Elemental:
    """mg: of the mineral per the amount's `per`. said: the label gives it itself. note: why it is not known."""

    mg: Between | None = None
    said: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class Servings:
    """What a serving is (2 capsules, 2.5 g) and how many a day, as far as it is said."""

    units: tuple[float, str] | None = None
    a_day: Between | None = None


def mg_of(amount: Amount | None) -> Between | None:
    """The milligrams of an amount, both ends."""
    if amount is None or amount.mg is None:
        return None
    factor = amount.mg / amount.value if amount.value else 0.0
    return Between(amount.mg, (amount.high or amount.value) * factor)


def salt_named(written: str) -> Salt | None:
    """The salt a printed name itself names, brackets left aside: "Magnesium (as citrate)" is the bare mineral."""
    outside = written.partition("(")[0].rpartition(":")[2]
    return salt_of(tuple(fold(outside).split())) or salt_of(tuple(fold(written).split()))


def elemental_of(stated: Stated, shares: Mapping[tuple[str, str, str], Between]) -> Elemental:
    """The mineral in an amount. A salt has the share content gives it, and none where content gives none."""
    mg = mg_of(stated.amounts[0] if stated.amounts else None)
    if stated.match is None or stated.match.ingredient not in MINERALS or mg is None or stated.dilution:
        return Elemental()
    salt = salt_named(stated.written)
    if salt is None or not salt.partner:
        return Elemental(mg, said=True)
    named = next((one for one in map(mg_of, stated.equivalents) if one), None)
    if named is not None:
        return Elemental(named, said=True)
    share = shares.get((salt.element, salt.partner, salt.hydrate)) or shares.get(
        (salt.element, salt.partner, "")
    )
    if share is None:
        return Elemental(note=f"How much {salt.element} is in {stated.written} cannot be worked out.")
    worked_out = Between(mg.low * share.low, mg.high * share.high)
    if stated.sure_salt:
        return Elemental(worked_out)
    return Elemental(
        Between(worked_out.low, mg.high),
        note=f"The label does not say whether {stated.amounts[0].written} is {salt.element} or its salt.",
    )


def agrees(first: float, second: float) -> bool:
    """Whether two numbers are the same within a tenth."""
    larger = max(abs(first), abs(second))
    return larger == 0 or abs(first - second) <= AGREES_WITHIN * larger


def daily_of(
    amount: Amount | None, mg: Between | None, directions: Directions, servings: Servings
) -> Between | None:
    """Milligrams a day by the directions, lowest to largest. None where amount, serving or number a day is missing."""
    if amount is None or mg is None:
        return None
    if amount.per is Per.DAY:
        return mg
    if amount.per is Per.SERVING:
        return _product(mg, _servings_a_day(directions, servings))
    if amount.per is Per.NOT_SAID:
        return _either_reading(mg, directions.units_per_day) if amount.unit not in ("%", "ppm") else None
    if amount.per is Per.UNIT:
        a_day = _units_a_day(directions, amount.per_unit)
        if a_day is None and servings.a_day and servings.units and _alike(servings.units[1], amount.per_unit):
            a_day = servings.a_day.times(servings.units[0])
        return _product(mg, a_day.times(1 / amount.per_value) if a_day and amount.per_value else None)
    return _by_measure(amount, mg, directions, servings)


def _either_reading(mg: Between, units: Between | None) -> Between | None:
    """Where the label does not say in what: at least as of the whole day, at most as of each unit."""
    return Between(mg.low * min(1.0, units.low), mg.high * max(1.0, units.high)) if units else None


def _product(mg: Between, times: Between | None) -> Between | None:
    return Between(mg.low * times.low, mg.high * times.high) if times else None


def _units_a_day(directions: Directions, unit: str) -> Between | None:
    same = not unit or not directions.single_unit or _alike(directions.single_unit, unit)
    return directions.units_per_day if same else None


def _servings_a_day(directions: Directions, servings: Servings) -> Between | None:
    if servings.a_day is not None:
        return servings.a_day
    by_units = _units_a_day(directions, servings.units[1] if servings.units else "")
    if by_units is not None and directions.single_unit == "serving":
        return by_units
    if by_units is not None and servings.units is not None and servings.units[0] > 0:
        return by_units.times(1 / servings.units[0])
    single, many = directions.single, directions.servings_per_day
    if many is None:
        return None
    if single is None:
        return many
    if servings.units and servings.units[0] > 0 and _alike(directions.single_unit, servings.units[1]):
        each = single.times(1 / servings.units[0])
        return Between(each.low * many.low, each.high * many.high)
    return None


def _by_measure(amount: Amount, mg: Between, directions: Directions, servings: Servings) -> Between | None:
    """Amounts per mL or g, where the directions or the serving are in such a measure, too."""
    inside = _measure(amount.per_value, amount.per_unit)
    one = _measure(1.0, directions.single_unit)
    if directions.units_per_day is not None and one and inside and one[1] == inside[1]:
        return _product(mg, directions.units_per_day.times(one[0] / inside[0]))
    a_day = _servings_a_day(directions, servings)
    whole = _measure(*servings.units) if servings.units else None
    if a_day and whole and inside and whole[1] == inside[1]:
        return _product(mg, a_day.times(whole[0] / inside[0]))
    return None


def _measure(value: float, unit: str) -> tuple[float, str] | None:
    if value <= 0:
        return None
    if unit in MASS_MG:
        return value * MASS_MG[unit], "mass"
    return (value * VOLUME_ML[unit], "volume") if unit in VOLUME_ML else None


def _alike(first: str, second: str) -> bool:
    """Tablets, caplets and capsules are one kind of unit: labels call the same thing by either name."""
    swallowed = {"tablet", "caplet", "capsule", "piece", "gummy", "dose", "lozenge"}
    return first == second or {first, second} <= swallowed or not first or not second
