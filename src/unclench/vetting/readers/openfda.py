# SPDX-License-Identifier: Apache-2.0
"""openFDA drug labels: a whole answer or one of its results. Sections are lists of texts, and any may be absent."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from unclench.vetting.dilutions import speaks_of_homeopathy
from unclench.vetting.draft import Draft, Stated
from unclench.vetting.gtins import gtin14
from unclench.vetting.guesses import route_of_words
from unclench.vetting.label import Dates, Identity, LabelFormat, ProductKind, Region, Route
from unclench.vetting.lists import listed_in
from unclench.vetting.marks import approval_mark
from unclench.vetting.strengths import stated_in
from unclench.vetting.synonyms import Names
from unclench.vetting.untyped import day, mapping, text, texts

__all__ = ["SECTIONS", "is_it", "read"]

SECTIONS = (
    "active_ingredient", "purpose", "indications_and_usage", "warnings", "do_not_use", "ask_doctor",
    "ask_doctor_or_pharmacist", "when_using", "stop_use", "pregnancy_or_breast_feeding",
    "keep_out_of_reach_of_children", "dosage_and_administration", "inactive_ingredient", "questions",
    "other_safety_information", "storage_and_handling", "boxed_warning", "package_label_principal_display_panel",
    "spl_unclassified_section", "spl_product_data_elements", "description", "statement_of_identity", "health_claim",
    "precautions", "warnings_and_cautions", "information_for_patients",
)  # fmt: skip
_ALSO_WARNINGS = {
    "ask_doctor_table": "ask_doctor", "warnings_table": "warnings", "warnings_and_cautions": "warnings",
    "pregnancy": "pregnancy_or_breast_feeding", "contraindications": "do_not_use",
}  # fmt: skip


def is_it(record: Mapping[str, Any]) -> bool:
    """Whether a record has the shape of an openFDA label."""
    known = sum(1 for name in SECTIONS if name in record) + sum(
        1 for name in record if name.endswith("_table")
    )
    return known >= 1 and not ("product_ndc" in record and "active_ingredients" in record)


def read(record: Mapping[str, Any], names: Names, *, results: int = 1) -> Draft:
    """One result. results: how many the answer held; only the first is read."""
    facts = mapping(record.get("openfda"))
    draft = Draft(
        LabelFormat.OPENFDA_LABEL, region=Region.US, region_reason="It is a record of the US drug register."
    )
    draft.sections = {name: found for name in SECTIONS if (found := texts(record.get(name)))}
    for source, name in _ALSO_WARNINGS.items():
        if source in record and (more := texts(record[source])):
            draft.sections[name] = (*draft.sections.get(name, ()), *more)
    _identify(draft, record, facts)
    homeopathic = any(speaks_of_homeopathy(one) for found in draft.sections.values() for one in found)
    draft.actives = _actives(draft, record, names, homeopathic)
    _with_codes(draft.actives, facts, names)
    for one in draft.sections.get("inactive_ingredient", ()):
        draft.inactives.extend(listed_in(one, names))
    _from_elements(draft, names)
    if results > 1:
        draft.unknowns.append(f"The answer holds {results} records; only the first was read.")
    return draft


def _identify(draft: Draft, record: Mapping[str, Any], facts: Mapping[str, Any]) -> None:
    elements = text(record.get("spl_product_data_elements"))
    draft.brand = text(facts.get("brand_name"))
    draft.name = draft.brand or _title(elements) or text(facts.get("generic_name"))
    draft.firm = text(facts.get("manufacturer_name"))
    if draft.name:
        draft.sections = {"name": (draft.name,), **draft.sections}
    product_type = " ".join(texts(facts.get("product_type"))).upper()
    if "COSMETIC" in product_type:
        draft.kind = ProductKind.COSMETIC
    elif "DEVICE" in product_type:
        draft.kind = ProductKind.DEVICE
    elif "SUPPLEMENT" in product_type:
        draft.kind = ProductKind.SUPPLEMENT
    else:
        draft.kind = ProductKind.DRUG
    draft.route = route_of_words(*texts(facts.get("route")))
    if draft.route is not Route.UNKNOWN:
        draft.route_reason = f"The register says {', '.join(texts(facts.get('route')))[:60]}."
    number = text(facts.get("application_number"))
    if mark := approval_mark(number, "", "openfda.application_number"):
        draft.marks.append(mark)
    if len(texts(facts.get("brand_name"))) > 1 or len(texts(record.get("active_ingredient"))) > 1:
        draft.unknowns.append("The record may hold several products.")
    draft.dates = Dates(effective=day(record.get("effective_time")))
    draft.identity = Identity(
        gtins=tuple(found for one in texts(facts.get("upc")) if (found := gtin14(one))),
        ndcs=tuple(dict.fromkeys((*texts(facts.get("product_ndc")), *texts(facts.get("package_ndc"))))),
        uniis=texts(facts.get("unii")), record_id=text(record.get("id")), approval=number,
        set_id=text(record.get("set_id")) or text(facts.get("spl_set_id")),
    )  # fmt: skip


def _title(elements: str) -> str:
    """The name before the substances, which stand there in capitals."""
    words = elements.split()
    shouted = [len(re.sub(r"[^A-Za-z]", "", word)) >= 3 and word.upper() == word for word in words]
    first_said = next((at for at, loud in enumerate(shouted) if not loud), len(words))
    end = next((at for at, loud in enumerate(shouted) if loud and at > first_said), len(words))
    return " ".join(words[:end]) if first_said <= 2 and end < min(len(words), 16) else ""


def _actives(draft: Draft, record: Mapping[str, Any], names: Names, homeopathic: bool) -> list[Stated]:
    found: list[Stated] = []
    for one in draft.sections.get("active_ingredient", ()):
        found.extend(stated_in(one, names, field="active_ingredient", homeopathic=homeopathic))
    if not any(one.amounts or one.dilution for one in found):
        table = [
            told
            for one in texts(record.get("active_ingredient_table"))
            for told in stated_in(one, names, field="active_ingredient_table", homeopathic=homeopathic)
        ]
        found = table or found
    for stated in found:
        stated.sure_salt = True
    return found


def _with_codes(actives: list[Stated], facts: Mapping[str, Any], names: Names) -> None:
    """Registered substances that the prose lost or misspelt: a code names them beyond doubt, without an amount."""
    thinned = any(one.dilution for one in actives)
    for code in texts(facts.get("unii")):
        known = names.by_code(code)
        if thinned and any("mineral" in names.records[key].classes for key in known):
            continue
        if known and not any(one.match and one.match.ingredient in known for one in actives):
            actives.append(
                Stated(names.records[known[0]].name, "openfda.unii", names.find("", unii=code), unii=code)
            )
    for name in texts(facts.get("substance_name")):
        match = names.find(name, near=0)
        if match and (match.aid or (thinned and {"mineral", "vitamin"} & set(match.families))):
            continue
        if match and match.ingredient and not any(_has(one, match.ingredient, names) for one in actives):
            actives.append(Stated(name.capitalize(), "openfda.substance_name", match, doubtful=True))
    if not actives:
        for name in texts(facts.get("generic_name")):
            for written, match in names.within(name):
                if match.ingredient:
                    actives.append(Stated(written, "openfda.generic_name", match, doubtful=True))


def _has(one: Stated, ingredient: str, names: Names) -> bool:
    """Whether this is the ingredient, or one whose code it shares (magnesium by mouth and on the skin)."""
    if one.match is None:
        return False
    if one.match.ingredient == ingredient:
        return True
    mine = {code.code for code in names.records[ingredient].unii}
    other = names.records.get(one.match.ingredient)
    return other is not None and any(code.code in mine for code in other.unii)


def _from_elements(draft: Draft, names: Names) -> None:
    """All substance names run together, actives among them: what is known and not yet named is shown as inactive."""
    seen = {one.match.ingredient for one in draft.actives if one.match}
    seen |= {one.match.ingredient for one in draft.inactives if one.match}
    for one in draft.sections.get("spl_product_data_elements", ()):
        for written, match in names.within(_capitals(one)):
            if match.ingredient and match.ingredient not in seen and "mineral" not in match.families:
                seen.add(match.ingredient)
                draft.inactives.extend(listed_in(written.upper(), names)[:1])


def _capitals(elements: str) -> str:
    title = _title(elements)
    return elements[len(title) :] if elements.startswith(title) else elements
