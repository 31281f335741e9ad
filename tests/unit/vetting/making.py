# SPDX-License-Identifier: Apache-2.0
"""Labels made by hand: a rub, a pill, a powder, a drink, with only what a test is about."""

from __future__ import annotations

from datetime import date
from typing import Any

from unclench.evidence import Library, load
from unclench.vetting import Profile, Verdict, judge, profile_of
from unclench.vetting.label import (
    Active,
    Directions,
    Inactive,
    Label,
    LabelFormat,
    Mark,
    MarkKind,
    ProductKind,
    Region,
    Route,
    Statement,
    WarningTopic,
)
from unclench.vetting.quantities import Amount, Basis, Between, Dilution, Per, Scale

TODAY = date(2026, 11, 22)
ACHES = "Temporarily relieves minor aches and pains of muscles and joints associated with strains and bruises"


def library() -> Library:
    return load()


def adult(*conditions: str, drugs: tuple[str, ...] = (), **more: Any) -> Profile:
    """A healthy adult in the US, but for what is said."""
    facts: dict[str, Any] = {"age": 40, "region": Region.US} | more
    return profile_of(library(), conditions=conditions, drugs=drugs, **facts)


def verdict(label: Label, profile: Profile | None = None, **more: Any) -> Verdict:
    return judge(label, adult() if profile is None else profile, library(), today=TODAY, **more)


def strength(name: str, percent: float | None = None, **more: Any) -> Active:
    """An active for the skin, in percent; without a number where None."""
    amount = None
    if percent is not None:
        amount = Amount(
            written=f"{percent:g} %", value=percent, unit="%", percent=percent, basis=Basis.NOT_STATED
        )
    return Active(written=name.replace("_", " "), ingredient=f"ingredient_{name}", amount=amount, **more)


def amount_mg(
    name: str, mg: float | None, a_day: float | tuple[float, float] | None = None, **more: Any
) -> Active:
    """An active to swallow: milligrams in one, and a day."""
    amount = None if mg is None else Amount(written=f"{mg:g} mg", value=mg, unit="mg", per=Per.UNIT, mg=mg)
    low, high = a_day if isinstance(a_day, tuple) else (a_day, a_day)
    daily = None if low is None or high is None else Between(low, high)
    mineral = name in ("magnesium", "calcium", "potassium") and mg is not None
    return Active(
        written=more.pop("written", name.replace("_", " ")), ingredient=f"ingredient_{name}", amount=amount,
        daily_mg=daily, elemental_mg=Between(mg, mg) if mineral and mg is not None else None, **more,
    )  # fmt: skip


def diluted(name: str, steps: int, written: str = "", scale: Scale = Scale.X) -> Active:
    """A homeopathic active."""
    parts = steps * (1 if scale is Scale.X else 2)
    return Active(
        written=written or name, ingredient=f"ingredient_{name}",
        dilution=Dilution(written=f"{steps}{scale}", scale=scale, steps=steps, parts_log10=parts),
    )  # fmt: skip


def uses(*texts: str) -> tuple[Statement, ...]:
    return tuple(Statement(text=text, field="indications_and_usage") for text in texts)


def mark(kind: MarkKind, written: str = "") -> Mark:
    return Mark(kind=kind, written=written or kind.value, field="other")


def rub(*actives: Active, claims: tuple[str, ...] = (ACHES,), **more: Any) -> Label:
    """A whole US label of a cream that warns of heat and names its firm."""
    facts: dict[str, Any] = {
        "format": LabelFormat.OPENFDA_LABEL, "name": "Rub", "firm": "Rub Inc.", "kind": ProductKind.DRUG,
        "region": Region.US, "route": Route.SKIN, "complete": True, "topics": frozenset({WarningTopic.HEAT}),
        "directions": Directions(text="adults and children 12 years and older", youngest_years=12),
    }  # fmt: skip
    return Label(actives=actives, claims=uses(*claims), **facts | more)


def pill(
    *actives: Active, claims: tuple[str, ...] = ("Temporarily relieves minor aches and pains",), **more: Any
) -> Label:
    """A whole US label of a medicine to swallow."""
    facts: dict[str, Any] = {"name": "Pill", "route": Route.MOUTH, "topics": frozenset()}
    return rub(*actives, claims=claims, **facts | more)


def supplement(*actives: Active, claims: tuple[str, ...] = (), **more: Any) -> Label:
    """A whole US label of a supplement with its disclaimer."""
    facts: dict[str, Any] = {
        "format": LabelFormat.DSLD, "name": "Powder", "kind": ProductKind.SUPPLEMENT, "route": Route.MOUTH,
        "topics": frozenset(), "marks": (mark(MarkKind.SUPPLEMENT_DISCLAIMER),),
        "directions": Directions(text="one a day"),
    }  # fmt: skip
    return rub(*actives, claims=claims, **facts | more)


def food(*actives: Active, inactives: tuple[Inactive, ...] = (), **more: Any) -> Label:
    """A food or drink as Open Food Facts lists it."""
    facts: dict[str, Any] = {
        "format": LabelFormat.OPEN_FOOD_FACTS, "name": "Drink", "kind": ProductKind.FOOD, "route": Route.MOUTH,
        "firm": "", "complete": False, "topics": frozenset(), "region": Region.UNKNOWN, "directions": Directions(),
    }  # fmt: skip
    return rub(*actives, claims=(), inactives=inactives, **facts | more)


def listed(name: str, written: str = "", **more: Any) -> Inactive:
    """Something among the inactive ones."""
    return Inactive(written=written or name, ingredient=f"ingredient_{name}", **more)
