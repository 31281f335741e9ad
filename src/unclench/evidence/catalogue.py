# SPDX-License-Identifier: Apache-2.0
"""Which kinds of records there are, where each stands, and which dataclass is its shape; and the sheets beside them."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import Any

__all__ = ["CATALOGUE", "SHEETS", "Kind", "Sheet"]


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind. name: the field of the library and the list in the file. room: the module of its dataclass.

    one: how a person calls one of them.
    """

    name: str
    file: str
    room: str
    shape_name: str
    one: str

    @property
    def shape(self) -> type[Any]:
        """The dataclass, imported only now: a session needs none of them."""
        return getattr(import_module(f"unclench.evidence.kinds.{self.room}"), self.shape_name)  # type: ignore[no-any-return]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A part of a content file that another room reads and checks: words and tables, no claims. key: its top field."""

    file: str
    key: str


_LISTED = (
    Kind("prevention", "prevention.yaml", "prevention", "Prevention", "prevention"),
    Kind("water_needs", "water.yaml", "prevention", "WaterNeed", "water need"),
    Kind("beliefs", "priors.yaml", "prevention", "Belief", "starting belief"),
    Kind("triggers", "triggers.yaml", "triggers", "Trigger", "trigger"),
    Kind("standing", "standing.yaml", "triggers", "Standing", "risk factor"),
    Kind("red_flags", "red_flags.yaml", "care", "RedFlag", "red flag"),
    Kind("derived_facts", "red_flags.yaml", "care", "DerivedFact", "derived fact"),
    Kind("care_rules", "care/rules.yaml", "care", "CareRule", "rule of care"),
    Kind("see_doctor", "see_doctor.yaml", "care", "SeeDoctor", "reason to see a doctor"),
    Kind("visit", "visit.yaml", "care", "VisitItem", "part of a visit"),
    Kind("differential", "differential.yaml", "care", "Mimic", "mimic"),
    Kind("definitions", "definitions.yaml", "background", "Definition", "definition"),
    Kind("epidemiology", "epidemiology.yaml", "background", "Rate", "rate"),
    Kind("baselines", "baselines.yaml", "background", "Baseline", "baseline rate"),
    Kind("placebo_changes", "baselines.yaml", "background", "PlaceboChange", "change on placebo"),
    Kind("coding", "coding.yaml", "background", "CodingEntry", "code"),
    Kind("conflicts", "conflicts.yaml", "background", "Conflict", "disagreement"),
    Kind("statements", "article_statements.yaml", "background", "Statement", "statement"),
    Kind("house_rules", "house_rules.yaml", "background", "HouseRule", "house rule"),
    Kind("gaps", "gaps.yaml", "background", "Gap", "gap"),
    Kind("ingredients", "products/ingredients.yaml", "products", "Ingredient", "ingredient"),
    Kind("claim_types", "products/claim_types.yaml", "products", "ClaimType", "claim type"),
    Kind("verdict_rules", "products/verdict_rules.yaml", "products", "VerdictRule", "verdict rule"),
    Kind("parsing_rules", "products/parsing_rules.yaml", "products", "ParsingRule", "parsing rule"),
    Kind("brand_checks", "products/brand_checks.yaml", "products", "BrandCheck", "brand check"),
    Kind("watchlist", "products/watchlist.yaml", "products", "WatchEntry", "notice"),
    Kind("aids", "products/equipment.yaml", "products", "Aid", "aid"),
    Kind("product_facts", "products/facts.yaml", "products", "ProductFact", "fact about products"),
)

CATALOGUE: dict[str, Kind] = {kind.name: kind for kind in _LISTED}

SHEETS: dict[str, Sheet] = {
    "exposures": Sheet("exposures.yaml", "exposures"),
    "care_findings": Sheet("care/findings.yaml", "findings"),
    "care_questions": Sheet("care/findings.yaml", "questions"),
    "care_medicines": Sheet("care/medicines.yaml", "medicines"),
    "care_flag_extras": Sheet("care/flag_extras.yaml", "flag_extras"),
    "care_dangers": Sheet("care/rules.yaml", "dangers"),
    "care_levels": Sheet("care/levels.yaml", "levels"),
    "care_no_rule": Sheet("care/levels.yaml", "no_rule"),
    "care_screens": Sheet("care/screens.yaml", "screens"),
}
