# SPDX-License-Identifier: Apache-2.0
"""Everything content/ holds, in one frozen thing that others read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from unclench.errors import NotFound, UnknownArea
from unclench.evidence.catalogue import CATALOGUE
from unclench.evidence.entities import (
    AreaName,
    Condition,
    DrugClass,
    Equipment,
    Plan,
    Reference,
    Remedy,
    Sign,
    StopSigns,
)
from unclench.evidence.shelf import Shelf

if TYPE_CHECKING:
    from unclench.evidence import kinds
    from unclench.evidence.claims import Claim

__all__ = ["Library", "Over"]


@dataclass(frozen=True, slots=True)
class Over:
    """What a translated library lies over. place: the folder of its language; rooms find their own words in it."""

    english: Library
    place: Path


@dataclass(frozen=True, slots=True)
class Library:
    """What is known, by id.

    version: a short digest of the content; two libraries with one version say the same. stop_signs and plans are
    by area. everyone_signs: life threats whatever the area. aliases: a second key of a source to its one id.
    promises: what content promises to hold, by coverage id. product_conditions: what only the look at a product asks
    about. shelf: every other kind, made when asked for. over: the English one below, where the texts are translated.
    """

    version: str
    remedies: Mapping[str, Remedy]
    references: Mapping[str, Reference]
    conditions: Mapping[str, Condition]
    equipment: Mapping[str, Equipment]
    areas: Mapping[str, AreaName]
    stop_signs: Mapping[str, StopSigns]
    everyone_signs: tuple[Sign, ...]
    plans: Mapping[str, Plan]
    aliases: Mapping[str, str]
    promises: Mapping[str, str]
    product_conditions: Mapping[str, Condition]
    drug_classes: Mapping[str, DrugClass]
    shelf: Shelf
    over: Over | None = field(default=None, repr=False, compare=False)

    def remedies_for(self, area: str) -> tuple[Remedy, ...]:
        """The remedies an area may use: made for it, or good for any. Raises UnknownArea."""
        if area not in self.areas:
            raise UnknownArea(
                f"There is no area called “{area[:40]}”.", why=f"Content knows these: {', '.join(self.areas)}.",
                todo="Choose one of them.", field="area",
            )  # fmt: skip
        return tuple(remedy for remedy in self.remedies.values() if not remedy.areas or area in remedy.areas)

    def reference(self, key: str) -> Reference:
        """The source with this id or alias. Raises NotFound."""
        found = self.references.get(self.aliases.get(key, key))
        if found is None:
            raise NotFound(f"There is no source called “{key[:40]}”.", todo="Look at the list of sources.")
        return found

    def kind(self, name: str) -> Mapping[str, Any]:
        """The records of a kind of the catalogue, by id. Raises NotFound."""
        if name not in CATALOGUE:
            raise NotFound(
                f"There is no kind of record called “{name[:40]}”.", todo=f"Choose of {', '.join(CATALOGUE)}."
            )
        return self.shelf.kind(name)

    def record(self, key: str) -> tuple[str, Any]:
        """The kind and the record with this id, remedies with the others. Raises NotFound."""
        for name, rows in self.all_kinds():
            if key in rows:
                return name, rows[key]
        raise NotFound(f"There is no record called “{key[:40]}”.", todo="Look for it in the search.")

    def all_kinds(self) -> Iterator[tuple[str, Mapping[str, Any]]]:
        """Every kind with its records, remedies first."""
        yield "remedies", self.remedies
        for name in CATALOGUE:
            yield name, self.shelf.kind(name)

    def claims(self) -> Iterator[Claim]:
        """Every health claim content makes."""
        from unclench.evidence.claims import claims_of

        return claims_of(self)

    def carriers(self, promise: str) -> tuple[tuple[str, str], ...]:
        """The records that keep a promise of coverage.yaml, as kind and id."""
        return tuple(
            (name, row.id)
            for name, rows in self.all_kinds()
            for row in rows.values()
            if promise in row.covers
        )

    def unreviewed(self) -> tuple[tuple[str, str], ...]:
        """The records no clinician has reviewed, as kind and id."""
        return tuple(
            (name, row.id) for name, rows in self.all_kinds() for row in rows.values() if not row.reviewed_by
        )

    def flags_for(self, area: str) -> tuple[kinds.RedFlag, ...]:
        """The red flags to ask about for an area, the most urgent first: its own and those of every area."""
        order = ("emergency", "urgent", "doctor")
        asked = [flag for flag in self.red_flags.values() if not flag.areas or area in flag.areas]
        return tuple(sorted(asked, key=lambda flag: order.index(flag.level)))

    @property
    def prevention(self) -> Mapping[str, kinds.Prevention]:
        """What may keep spasms from coming."""
        return self.shelf.kind("prevention")

    @property
    def water_needs(self) -> Mapping[str, kinds.WaterNeed]:
        """Adequate water a day, by group."""
        return self.shelf.kind("water_needs")

    @property
    def beliefs(self) -> Mapping[str, kinds.Belief]:
        """Where a self-trial starts from."""
        return self.shelf.kind("beliefs")

    @property
    def triggers(self) -> Mapping[str, kinds.Trigger]:
        """What may set a spasm off."""
        return self.shelf.kind("triggers")

    @property
    def standing(self) -> Mapping[str, kinds.Standing]:
        """What raises the risk for good."""
        return self.shelf.kind("standing")

    @property
    def red_flags(self) -> Mapping[str, kinds.RedFlag]:
        """Dangers that can look like a spasm."""
        return self.shelf.kind("red_flags")

    @property
    def derived_facts(self) -> Mapping[str, kinds.DerivedFact]:
        """What rules of red flags name and nobody is asked."""
        return self.shelf.kind("derived_facts")

    @property
    def care_rules(self) -> Mapping[str, kinds.CareRule]:
        """Which findings together need somebody, and how soon."""
        return self.shelf.kind("care_rules")

    @property
    def see_doctor(self) -> Mapping[str, kinds.SeeDoctor]:
        """Reasons to see a doctor."""
        return self.shelf.kind("see_doctor")

    @property
    def visit(self) -> Mapping[str, kinds.VisitItem]:
        """What happens at a visit, and what to bring."""
        return self.shelf.kind("visit")

    @property
    def differential(self) -> Mapping[str, kinds.Mimic]:
        """What is taken for a cramp."""
        return self.shelf.kind("differential")

    @property
    def definitions(self) -> Mapping[str, kinds.Definition]:
        """What the words mean."""
        return self.shelf.kind("definitions")

    @property
    def epidemiology(self) -> Mapping[str, kinds.Rate]:
        """How common, how long, how bad."""
        return self.shelf.kind("epidemiology")

    @property
    def baselines(self) -> Mapping[str, kinds.Baseline]:
        """Cramps a week in the trials."""
        return self.shelf.kind("baselines")

    @property
    def placebo_changes(self) -> Mapping[str, kinds.PlaceboChange]:
        """How cramps change on nothing."""
        return self.shelf.kind("placebo_changes")

    @property
    def coding(self) -> Mapping[str, kinds.CodingEntry]:
        """Codes a report may suggest."""
        return self.shelf.kind("coding")

    @property
    def conflicts(self) -> Mapping[str, kinds.Conflict]:
        """Where sources disagree."""
        return self.shelf.kind("conflicts")

    @property
    def statements(self) -> Mapping[str, kinds.Statement]:
        """What is often said, and what we found."""
        return self.shelf.kind("statements")

    @property
    def house_rules(self) -> Mapping[str, kinds.HouseRule]:
        """Rules the product keeps."""
        return self.shelf.kind("house_rules")

    @property
    def gaps(self) -> Mapping[str, kinds.Gap]:
        """What nobody found."""
        return self.shelf.kind("gaps")

    @property
    def ingredients(self) -> Mapping[str, kinds.Ingredient]:
        """What is in products."""
        return self.shelf.kind("ingredients")

    @property
    def claim_types(self) -> Mapping[str, kinds.ClaimType]:
        """What labels claim."""
        return self.shelf.kind("claim_types")

    @property
    def verdict_rules(self) -> Mapping[str, kinds.VerdictRule]:
        """How a product is judged."""
        return self.shelf.kind("verdict_rules")

    @property
    def parsing_rules(self) -> Mapping[str, kinds.ParsingRule]:
        """How a label is read."""
        return self.shelf.kind("parsing_rules")

    @property
    def brand_checks(self) -> Mapping[str, kinds.BrandCheck]:
        """Signs for or against a maker."""
        return self.shelf.kind("brand_checks")

    @property
    def watchlist(self) -> Mapping[str, kinds.WatchEntry]:
        """Notices of regulators."""
        return self.shelf.kind("watchlist")

    @property
    def aids(self) -> Mapping[str, kinds.Aid]:
        """Things to buy: bands, rollers, pads."""
        return self.shelf.kind("aids")

    @property
    def product_facts(self) -> Mapping[str, kinds.ProductFact]:
        """Facts about classes of products."""
        return self.shelf.kind("product_facts")
