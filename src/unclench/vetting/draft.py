# SPDX-License-Identifier: Apache-2.0
"""What a reader found in its format, before it is put together into a label."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field as made_by

from unclench.vetting.label import (
    Dates,
    Identity,
    LabelFormat,
    Mark,
    ProductKind,
    Recall,
    Region,
    Route,
    Statement,
)
from unclench.vetting.quantities import Amount, Between, Dilution
from unclench.vetting.synonyms import Match

__all__ = ["Draft", "Listed", "Stated"]


@dataclass(slots=True)
class Stated:
    """An active as stated. amounts: the first counts. equivalents: the same said as another substance ("equivalent
    to", "providing"). element_said: the name is the mineral and the salt stands beside it. sure_salt: the amount can
    only be that of the salt."""

    written: str
    field: str
    match: Match | None = None
    form: str = ""
    unii: str = ""
    amounts: list[Amount] = made_by(default_factory=list)
    equivalents: list[Amount] = made_by(default_factory=list)
    dilution: Dilution | None = None
    blend: str = ""
    doubtful: bool = False
    sure_salt: bool = False


@dataclass(slots=True)
class Listed:
    """Something of a list of ingredients."""

    written: str
    match: Match | None = None
    amount: Amount | None = None
    unii: str = ""


@dataclass(slots=True)
class Draft:
    """Everything a reader found. sections: texts by field name, in the words of openFDA's label fields where one fits.

    also: the actives once more from another place of the record, to compare.
    serving_units: how many tablets (or g, mL) a serving is, with the unit. daily_servings: servings a day as a table
    says it; directions in words are read later. headings_seen: the text itself says which panel it is.
    """

    format: LabelFormat
    name: str = ""
    brand: str = ""
    firm: str = ""
    kind: ProductKind = ProductKind.UNKNOWN
    region: Region = Region.UNKNOWN
    region_reason: str = ""
    route: Route = Route.UNKNOWN
    route_reason: str = ""
    dosage_form: str = ""
    serving: str = ""
    serving_units: tuple[float, str] | None = None
    servings_per_container: str = ""
    daily_servings: Between | None = None
    actives: list[Stated] = made_by(default_factory=list)
    also: list[Stated] = made_by(default_factory=list)
    nutrients: list[Stated] = made_by(default_factory=list)
    inactives: list[Listed] = made_by(default_factory=list)
    sections: dict[str, tuple[str, ...]] = made_by(default_factory=dict)
    marks: list[Mark] = made_by(default_factory=list)
    dates: Dates = made_by(default_factory=Dates)
    identity: Identity = made_by(default_factory=Identity)
    complete: bool | None = None
    whole: bool = True
    unknowns: list[str] = made_by(default_factory=list)
    recall: Recall | None = None

    def text(self, *fields: str) -> str:
        """The texts of these fields, one below the other."""
        return "\n".join(one for name in fields for one in self.sections.get(name, ()))

    def statements(self, *fields: str) -> list[Statement]:
        return [Statement(text=one, field=name) for name in fields for one in self.sections.get(name, ())]
