# SPDX-License-Identifier: Apache-2.0
"""openFDA's register of packages (NDC): strengths without claims or warnings."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from unclench.vetting.amounts import amounts_in
from unclench.vetting.dilutions import dilutions_in
from unclench.vetting.draft import Draft, Stated
from unclench.vetting.guesses import route_of_words
from unclench.vetting.label import Dates, Identity, LabelFormat, ProductKind, Region, Route
from unclench.vetting.marks import approval_mark
from unclench.vetting.synonyms import Names
from unclench.vetting.untyped import day, mapping, rows, text, texts

__all__ = ["is_it", "read"]


def is_it(record: Mapping[str, Any]) -> bool:
    return "product_ndc" in record and ("active_ingredients" in record or "labeler_name" in record)


def read(record: Mapping[str, Any], names: Names) -> Draft:
    """One entry of the register."""
    facts = mapping(record.get("openfda"))
    draft = Draft(
        LabelFormat.OPENFDA_LISTING, region=Region.US, region_reason="It is a record of the US drug register."
    )
    draft.brand = text(record.get("brand_name"))
    draft.name = draft.brand or text(record.get("generic_name"))
    draft.firm = text(record.get("labeler_name"))
    draft.kind = ProductKind.DRUG
    draft.dosage_form = text(record.get("dosage_form"))
    draft.route = route_of_words(*texts(record.get("route")))
    if draft.route is not Route.UNKNOWN:
        draft.route_reason = "The register names the route."
    category = text(record.get("marketing_category"))
    if "HOMEOPATHIC" in category.upper():
        draft.kind = ProductKind.HOMEOPATHIC
    if mark := approval_mark(text(record.get("application_number")), category, "marketing_category"):
        draft.marks.append(mark)
    draft.actives = [
        _active(row, names) for row in rows(record.get("active_ingredients")) if text(row.get("name"))
    ]
    draft.sections = {"name": (draft.name,)} if draft.name else {}
    draft.dates = Dates(effective=day(record.get("marketing_start_date")))
    packs = (text(row.get("package_ndc")) for row in rows(record.get("packaging")))
    draft.identity = Identity(
        ndcs=tuple(dict.fromkeys(one for one in (text(record.get("product_ndc")), *packs) if one)),
        uniis=texts(facts.get("unii")), set_id=text(facts.get("spl_set_id")), record_id=text(record.get("product_id")),
        approval=text(record.get("application_number")),
    )  # fmt: skip
    draft.complete = False
    draft.unknowns.append("The register holds no claims, warnings or other ingredients.")
    return draft


def _active(row: Mapping[str, Any], names: Names) -> Stated:
    name, strength = text(row.get("name")), text(row.get("strength"))
    thinned = dilutions_in(strength, homeopathic=True) if "hp_" in strength.lower() else ()
    return Stated(
        name, "active_ingredients", names.find(name), sure_salt=True,
        amounts=[] if thinned else [found.amount for found in amounts_in(strength, comma=False)[:1]],
        dilution=thinned[0][2] if thinned else None,
    )  # fmt: skip
