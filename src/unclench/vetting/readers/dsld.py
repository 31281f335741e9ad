# SPDX-License-Identifier: Apache-2.0
"""Labels of the NIH Dietary Supplement Label Database (DSLD)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from unclench.vetting.amounts import amount_of
from unclench.vetting.draft import Draft, Listed, Stated
from unclench.vetting.gtins import gtin14
from unclench.vetting.label import Dates, Identity, LabelFormat, Mark, MarkKind, ProductKind, Region, Route
from unclench.vetting.lists import listed_in
from unclench.vetting.quantities import Between, Per
from unclench.vetting.synonyms import Names
from unclench.vetting.units import counted_unit, unit_of
from unclench.vetting.untyped import day, mapping, number, rows, text, texts

__all__ = ["is_it", "read"]

DEEPEST_ROW = 5
_SECTION_OF = (
    ("direction", "dosage_and_administration"), ("suggested", "dosage_and_administration"),
    ("precaution", "precautions"), ("does not contain", "contains"), ("formulation", "contains"),
    ("disclaimer", "disclaimer"), ("identity", "statement_of_identity"), ("seal", "seals"),
    ("certification", "seals"), ("storage", "storage_and_handling"), ("tamper", "other_safety_information"),
)  # fmt: skip
_NUTRITION = frozenset({
    "calories", "total carbohydrate", "sugars", "total sugars", "added sugars", "protein", "total fat", "sodium",
    "cholesterol", "dietary fiber", "saturated fat", "trans fat", "energy", "salt", "fat", "carbohydrate",
})  # fmt: skip


def is_it(record: Mapping[str, Any]) -> bool:
    return "ingredientRows" in record or "servingSizes" in record or "otheringredients" in record or (
        "fullName" in record and ("brandName" in record or "allIngredients" in record)
    )  # fmt: skip


def read(record: Mapping[str, Any], names: Names) -> Draft:
    """One label."""
    draft = Draft(LabelFormat.DSLD, kind=ProductKind.SUPPLEMENT, region=Region.US)
    draft.region_reason = "It is a record of the US supplement database."
    draft.name, draft.brand = text(record.get("fullName")), text(record.get("brandName"))
    draft.dosage_form = text(mapping(record.get("physicalState")).get("langualCodeDescription"))
    skin = any(word in draft.dosage_form.lower() for word in ("topical", "cream", "patch", "lotion"))
    draft.route = Route.SKIN if skin else Route.MOUTH
    draft.route_reason = "Its form is for the skin." if skin else "Supplements are swallowed."
    draft.servings_per_container = text(record.get("servingsPerContainer"))
    _servings(draft, record)
    for one in _rows(record.get("ingredientRows"), names, draft, "", 0):
        (draft.nutrients if one.written.lower() in _NUTRITION else draft.actives).append(one)
    for row in rows(record.get("allIngredients")) if not draft.actives else ():
        if name := text(row.get("name")):
            draft.actives.append(Stated(name, "allIngredients", names.find(name), doubtful=True))
    _others(draft, record, names)
    _statements(draft, record)
    _firm(draft, record)
    draft.dates = Dates(effective=day(record.get("entryDate")))
    gtin = gtin14(text(record.get("upcSku")).lstrip("X"))
    draft.identity = Identity(gtins=(gtin,) if gtin else (), record_id=text(record.get("id")))
    if number(record.get("offMarket")) == 1:
        draft.marks.append(Mark(kind=MarkKind.LISTING_STATUS, written="off the market", field="offMarket"))
    if draft.name:
        draft.sections = {"name": (draft.name,), **draft.sections}
    return draft


def _servings(draft: Draft, record: Mapping[str, Any]) -> None:
    sizes = rows(record.get("servingSizes"))
    if not sizes:
        return
    size = sizes[0]
    quantity = number(size.get("maxQuantity")) or number(size.get("minQuantity"))
    unit = text(size.get("unit"))
    notes = text(size.get("notes"))
    draft.serving = " ".join(
        part for part in (f"{quantity:g}" if quantity else "", unit, f"({notes})" if notes else "") if part
    )
    known = counted_unit(unit) or unit_of(unit)
    if quantity and quantity > 0 and known:
        draft.serving_units = (quantity, known)
    low, high = number(size.get("minDailyServings")), number(size.get("maxDailyServings"))
    if high and high > 0:
        draft.daily_servings = Between(min(low or high, high), high)
    if len(sizes) > 1:
        draft.unknowns.append("The label gives several serving sizes; amounts are those of the first.")


def _rows(value: Any, names: Names, draft: Draft, blend: str, deep: int) -> Iterator[Stated]:
    """Rows and the rows below them. A breakdown of a row that has an amount is never added to it."""
    for row in rows(value):
        name = text(row.get("name"))
        if not name or deep > DEEPEST_ROW:
            continue
        below = row.get("nestedRows")
        stated = _row(row, name, names, blend)
        if _is_blend(row, name):
            draft.marks.append(Mark(kind=MarkKind.PROPRIETARY_BLEND, written=name, field="ingredientRows"))
            yield from _rows(below, names, draft, name, deep + 1)
            continue
        yield stated
        for inner in _rows(below, names, draft, blend, deep + 1):
            same = inner.match and stated.match and inner.match.ingredient == stated.match.ingredient
            if not same and inner.match is not None:
                yield inner


def _is_blend(row: Mapping[str, Any], name: str) -> bool:
    words = " ".join((text(row.get("category")), text(row.get("ingredientGroup")), name)).lower()
    inside = rows(row.get("nestedRows"))
    hidden = any(not any(number(q.get("quantity")) for q in rows(one.get("quantity"))) for one in inside)
    return (
        bool(inside)
        and hidden
        and any(word in words for word in ("blend", "proprietary", "complex", "matrix"))
    )


def _row(row: Mapping[str, Any], name: str, names: Names, blend: str) -> Stated:
    forms = [text(form.get("name")) for form in rows(row.get("forms"))]
    unii = text(row.get("uniiCode"))
    match = names.find(name, unii=unii)
    if match is None:
        found = (names.find(other, near=0) for other in (*texts(row.get("alternateNames")), *forms))
        match = next((one for one in found if one), None)
    quantity = next((one for one in rows(row.get("quantity")) if number(one.get("quantity")) is not None), {})
    value, unit = number(quantity.get("quantity")), unit_of(text(quantity.get("unit")))
    amounts = []
    if value is not None and value > 0 and unit:
        shown = f"{value:g} {text(quantity.get('unit'))}"
        amounts = [amount_of(value, unit, per=Per.SERVING, per_unit="serving", written=shown)]
    return Stated(
        name, "ingredientRows", match, form=", ".join(forms), unii=unii, amounts=amounts, blend=blend
    )


def _others(draft: Draft, record: Mapping[str, Any], names: Names) -> None:
    others = record.get("otheringredients", record.get("otherIngredients"))
    for row in rows(mapping(others).get("ingredients")):
        name = text(row.get("name"))
        if name and name.lower() != "none":
            draft.inactives.append(Listed(name, names.find(name, near=1) or names.hidden(name)))
    if not draft.inactives and (listed := text(mapping(others).get("text"))):
        draft.inactives.extend(listed_in(listed, names))


def _statements(draft: Draft, record: Mapping[str, Any]) -> None:
    found: dict[str, list[str]] = {}
    for row in rows(record.get("statements")):
        kind = text(row.get("type")).lower()
        section = next((name for word, name in _SECTION_OF if word in kind), "statements")
        found.setdefault(section, []).extend(texts(row.get("notes")))
    draft.sections = {name: tuple(notes) for name, notes in found.items() if notes}
    children = [one for one in draft.sections.get("precautions", ()) if "reach of" in one.lower()]
    if children:
        draft.sections["keep_out_of_reach_of_children"] = tuple(children)


def _firm(draft: Draft, record: Mapping[str, Any]) -> None:
    contacts = rows(record.get("contacts"))
    for row in contacts:
        details = mapping(row.get("contactDetails"))
        draft.firm = draft.firm or text(details.get("name"))
    shown = tuple(one for row in contacts for one in texts([row.get("text"), row.get("contactDetails")]))
    if shown:
        draft.sections["contacts"] = shown
