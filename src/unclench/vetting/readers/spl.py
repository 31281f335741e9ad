# SPDX-License-Identifier: Apache-2.0
"""DailyMed's structured product labels (SPL), XML of HL7 version 3."""

from __future__ import annotations

from collections.abc import Iterator

from unclench.vetting.amounts import amount_of
from unclench.vetting.decoding import plain
from unclench.vetting.dilutions import dilutions_in, speaks_of_homeopathy
from unclench.vetting.draft import Draft, Listed, Stated
from unclench.vetting.guesses import route_of_words
from unclench.vetting.label import Dates, Identity, LabelFormat, ProductKind, Region, Route
from unclench.vetting.lists import listed_in
from unclench.vetting.marks import approval_mark
from unclench.vetting.markup import Element
from unclench.vetting.quantities import Amount, Dilution, Per
from unclench.vetting.strengths import stated_in
from unclench.vetting.synonyms import Names
from unclench.vetting.units import counted_unit, per_of, unit_of
from unclench.vetting.untyped import day, number

__all__ = ["is_it", "read"]

SECTION_OF = {
    "55106-9": "active_ingredient", "55105-1": "purpose", "34067-9": "indications_and_usage", "34071-1": "warnings",
    "50570-1": "do_not_use", "50569-3": "ask_doctor", "50568-5": "ask_doctor_or_pharmacist", "50567-7": "when_using",
    "50566-9": "stop_use", "53414-9": "pregnancy_or_breast_feeding", "50565-1": "keep_out_of_reach_of_children",
    "34068-7": "dosage_and_administration", "51727-6": "inactive_ingredient", "53413-1": "questions",
    "51945-4": "package_label_principal_display_panel", "60561-8": "other_safety_information",
    "44425-7": "storage_and_handling", "34066-1": "boxed_warning", "42229-5": "spl_unclassified_section",
    "69719-3": "health_claim", "69718-5": "statement_of_identity",
}  # fmt: skip
_UNII, _NDC, _DUNS = "2.16.840.1.113883.4.9", "2.16.840.1.113883.6.69", "1.3.6.1.4.1.519.1"
_BLOCKS = frozenset({"paragraph", "item", "tr", "caption", "title", "list", "table", "br"})
_CELLS = frozenset({"td", "th"})
_ACTIVE = frozenset({"ACTIB", "ACTIM", "ACTIR"})
DEEPEST_TEXT = 60


def is_it(root: Element) -> bool:
    return root.name == "document" and any(True for _ in root.below("section"))


def read(root: Element, names: Names) -> Draft:
    """The label; of several products in one document the first is read."""
    draft = Draft(LabelFormat.SPL, region=Region.US, region_reason="It is a record of the US drug register.")
    kind = (root.child("code") or root).get("displayName").upper()
    draft.kind = (
        ProductKind.SUPPLEMENT if "SUPPLEMENT" in kind else ProductKind.COSMETIC if "COSMETIC" in kind
        else ProductKind.DEVICE if "DEVICE" in kind else ProductKind.DRUG
    )  # fmt: skip
    firm = root.child("author", "assignedEntity", "representedOrganization", "name")
    draft.firm = _words(firm)
    draft.dates = Dates(effective=day((root.child("effectiveTime") or root).get("value")))
    _sections(root, draft)
    products = [
        one for one in root.below("manufacturedProduct") if one.child("manufacturedProduct") is not None
    ]
    if products:
        _product(products[0], root, draft, names)
    if len(products) > 1:
        draft.unknowns.append(f"The record holds {len(products)} products; the first was read.")
    if draft.name:
        draft.sections = {"name": (draft.name,), **draft.sections}
    homeopathic = any(speaks_of_homeopathy(one) for found in draft.sections.values() for one in found)
    _prose(draft, names, homeopathic)
    return draft


def _product(outer: Element, root: Element, draft: Draft, names: Names) -> None:
    product = outer.child("manufacturedProduct") or outer
    name = product.child("name")
    draft.brand = plain(" ".join(one for one in name.inside if isinstance(one, str))) if name else ""
    suffix = _words(name.child("suffix")) if name else ""
    draft.name = f"{draft.brand} {suffix}".strip() or _words(
        product.child("asEntityWithGeneric", "genericMedicine", "name")
    )
    draft.dosage_form = (product.child("formCode") or product).get("displayName")
    routes = [one.get("displayName") for one in outer.below("routeCode")]
    draft.route = route_of_words(*routes)
    if draft.route is not Route.UNKNOWN:
        draft.route_reason = f"The register says {', '.join(routes)[:60]}."
    approval = next(outer.below("approval"), None)
    number_, status = "", ""
    if approval is not None:
        number_ = (approval.child("id") or approval).get("extension")
        status = (approval.child("code") or approval).get("displayName")
        if mark := approval_mark(number_, status, "approval"):
            draft.marks.append(mark)
        if "homeopathic" in status.lower():
            draft.kind = ProductKind.HOMEOPATHIC
    for ingredient in product.children("ingredient"):
        _ingredient(ingredient, draft, names)
    for part in product.below("part"):
        for ingredient in part.below("ingredient"):
            _ingredient(ingredient, draft, names)
    codes = [
        one.get("code") for one in outer.below("code") if one.get("codeSystem") == _NDC and one.get("code")
    ]
    draft.identity = Identity(
        ndcs=tuple(dict.fromkeys(codes)), set_id=(root.child("setId") or root).get("root"),
        record_id=(root.child("id") or root).get("root"), approval=number_,
        uniis=tuple(dict.fromkeys(one.unii for one in draft.actives if one.unii)),
    )  # fmt: skip


def _ingredient(ingredient: Element, draft: Draft, names: Names) -> None:
    substance = ingredient.child("ingredientSubstance") or ingredient
    name, unii = _words(substance.child("name")), _code(substance)
    moiety = substance.child("activeMoiety", "activeMoiety")
    if not name:
        return
    match = names.find(name, unii=unii, near=1)
    if match is None and moiety is not None:
        match = names.find(_words(moiety.child("name")), unii=_code(moiety), near=0)
    if ingredient.get("classCode") in _ACTIVE or (ingredient.get("classCode") or "").startswith("ACT"):
        amount, dilution = _strength(ingredient.child("quantity"))
        draft.actives.append(
            Stated(name, "ingredient", match, unii=unii, amounts=[amount] if amount else [], dilution=dilution,
                   sure_salt=True)
        )  # fmt: skip
    else:
        draft.inactives.append(Listed(name, match, unii=unii))


def _code(element: Element) -> str:
    return next((one.get("code") for one in element.children("code") if one.get("codeSystem") == _UNII), "")


def _strength(quantity: Element | None) -> tuple[Amount | None, Dilution | None]:
    above = quantity.child("numerator") if quantity else None
    if quantity is None or above is None:
        return None, None
    below = quantity.child("denominator")
    value, unit = number(above.get("value")), above.get("unit")
    if value is None or value <= 0:
        return None, None
    if "hp_" in unit.lower():
        thinned = dilutions_in(f"{value:g} {unit}", homeopathic=True)
        return None, thinned[0][2] if thinned else None
    inside = max((number(below.get("value")) if below else None) or 1.0, 0.0) or 1.0
    inner_unit = below.get("unit") if below else ""
    shown = f"{value:g} {unit}" + (f" per {inside:g} {inner_unit}" if inner_unit else "")
    known = unit_of(unit)
    if not known:
        return None, None
    inner = unit_of(inner_unit)
    if inner:
        return amount_of(
            value, known, per=per_of(inner, inside), per_value=inside, per_unit=inner, written=shown
        ), None
    counted = counted_unit(inner_unit)
    return amount_of(value, known, per=Per.UNIT, per_value=inside, per_unit=counted, written=shown), None


def _sections(root: Element, draft: Draft) -> None:
    found: dict[str, list[str]] = {}
    for section in root.below("section"):
        code = next((one.get("code") for one in section.children("code")), "")
        if code == "48780-1":
            continue
        name = SECTION_OF.get(code, "spl_unclassified_section")
        title, body = _words(section.child("title")), section.child("text")
        words = "\n".join(part for part in (title, plain("".join(_flow(body))) if body else "") if part)
        if words and (body is not None or name != "warnings"):
            found.setdefault(name, []).append(words)
    draft.sections = {name: tuple(texts) for name, texts in found.items()}


def _flow(element: Element, deep: int = 0) -> Iterator[str]:
    """The text in reading order; blocks and cells keep their borders."""
    if deep > DEEPEST_TEXT:
        return
    for one in element.inside:
        if isinstance(one, str):
            yield " ".join(one.split("\n"))
            continue
        yield "\n" if one.name in _BLOCKS else " " if one.name in _CELLS else ""
        yield from _flow(one, deep + 1)
        yield "\n" if one.name in _BLOCKS else " " if one.name in _CELLS else ""


def _words(element: Element | None) -> str:
    return plain("".join(_flow(element))).replace("\n", " ") if element is not None else ""


def _prose(draft: Draft, names: Names, homeopathic: bool) -> None:
    """The active-ingredient section in words: it fills what the table lacks and is compared with it."""
    said = [
        one
        for text in draft.sections.get("active_ingredient", ())
        for one in stated_in(
            text, names, field="active_ingredient", homeopathic=homeopathic, loose=not draft.actives
        )
    ]
    for one in said:
        one.sure_salt = True
    known = {stated.match.ingredient for stated in draft.actives if stated.match}
    if draft.actives:
        draft.also = said
        draft.actives.extend(one for one in said if one.match and one.match.ingredient not in known)
    else:
        draft.actives = said
    if not draft.inactives:
        for text in draft.sections.get("inactive_ingredient", ()):
            draft.inactives.extend(listed_in(text, names))
