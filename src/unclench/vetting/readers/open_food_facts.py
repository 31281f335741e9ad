# SPDX-License-Identifier: Apache-2.0
"""Open Food Facts and Open Beauty Facts: kept by volunteers, in many languages, partly read off pictures."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from unclench.vetting.amounts import amount_of, amounts_in
from unclench.vetting.draft import Draft, Listed, Stated
from unclench.vetting.gtins import gtin14
from unclench.vetting.guesses import kind_of_words, looks_cosmetic, looks_like_tablets
from unclench.vetting.label import Dates, Identity, LabelFormat, ProductKind, Region, Route
from unclench.vetting.lists import listed_in
from unclench.vetting.quantities import Amount, Per
from unclench.vetting.strengths import stated_in
from unclench.vetting.synonyms import Match, Names
from unclench.vetting.units import counted_unit, unit_of
from unclench.vetting.untyped import day, mapping, number, rows, text, texts

__all__ = ["is_it", "product_of", "read"]

FOOD_JUDGED = frozenset({
    "ingredient_quinine", "ingredient_methyl_salicylate", "ingredient_trolamine_salicylate", "ingredient_aspirin",
    "ingredient_cbd",
})  # fmt: skip
"""What counts in any food, however little of it."""
_LANGUAGES = ("", "_en", "_de", "_fr", "_nl", "_es", "_it")
_NUTRIENTS = {
    "sodium": "ingredient_electrolyte_mix", "salt": "", "magnesium": "ingredient_magnesium",
    "potassium": "ingredient_potassium", "calcium": "ingredient_calcium", "caffeine": "",
    "taurine": "ingredient_taurine",
    "sugars": "", "vitamin-d": "ingredient_vitamin_d", "vitamin-b6": "ingredient_vitamin_b_complex", "alcohol": "",
}  # fmt: skip
_COUNTED = re.compile(r"\s*(\d{1,3})\s*([a-zäöüé]{3,20})")
_EU_COUNTRIES = re.compile(
    r"germany|france|austria|netherlands|belgium|spain|italy|ireland|poland|portugal|sweden|denmark|finland|czech|"
    r"luxembourg|greece|hungary|romania|deutschland|österreich"
)
_DRINKS = (
    "ingredient_pickle_juice",
    "ingredient_trp_agonists",
    "ingredient_electrolyte_mix",
    "ingredient_quinine",
)


def product_of(record: Mapping[str, Any]) -> Mapping[str, Any]:
    """The product in an answer of any version, a search hit, or the record itself."""
    if isinstance(record.get("product"), (dict, list)):
        return mapping(record["product"])
    if isinstance(record.get("products"), list):
        return mapping(record["products"])
    return record


def is_it(record: Mapping[str, Any]) -> bool:
    product = product_of(record)
    known = (
        "ingredients_text",
        "nutriments",
        "product_name",
        "categories_tags",
        "generic_name",
        "brands_tags",
    )
    found = any(any(key == name or key.startswith(name + "_") for name in known) for key in product)
    return found or ("product" in record and "code" in record)


def read(record: Mapping[str, Any], names: Names) -> Draft:
    """One product."""
    product = product_of(record)
    draft = Draft(LabelFormat.OPEN_FOOD_FACTS)
    draft.name = _localised(product, "product_name") or _localised(product, "generic_name")
    draft.brand = text(product.get("brands")) or text(product.get("brands_tags"))
    draft.serving = text(product.get("serving_size"))
    listed = _localised(product, "ingredients_text") or ", ".join(_array(product.get("ingredients")))
    groups = [product.get(key) for key in ("categories_tags", "categories", "labels_tags", "labels")]
    tags = " ".join(texts(groups)).lower()
    draft.kind = _kind(product, draft.name, listed, tags)
    draft.route = Route.SKIN if draft.kind is ProductKind.COSMETIC else Route.MOUTH
    draft.route_reason = "Cosmetics go on the skin." if draft.route is Route.SKIN else "Food is swallowed."
    draft.region, draft.region_reason = _region(product)
    serving = next(iter(amounts_in(draft.serving)), None)
    if serving:
        draft.serving_units = (serving.amount.value, serving.amount.unit)
    elif (found := _COUNTED.match(draft.serving.lower())) and (counted := counted_unit(found[2])):
        draft.serving_units = (float(found[1]), counted)
    _ingredients(draft, listed, names)
    _nutrients(draft, mapping(product.get("nutriments")))
    generic = _localised(product, "generic_name")
    draft.sections = {
        name: tuple(found)
        for name, found in (
            ("name", [draft.name]), ("statements", [generic] if generic != draft.name else []),
            ("ingredients_text", [listed]), ("contains", texts(product.get("labels"))),
            ("dosage_and_administration", texts(product.get("preparation"))),
            ("precautions", texts(product.get("warning"))),
            ("contacts", texts([product.get("manufacturing_places"), product.get("customer_service")])),
        )
        if any(found)
    }  # fmt: skip
    gtin = gtin14(text(product.get("code")) or text(record.get("code")))
    draft.identity = Identity(gtins=(gtin,) if gtin else (), record_id=text(product.get("code")))
    draft.dates = Dates(
        effective=day(product.get("last_modified_date")), expires=day(product.get("expiration_date"))
    )
    return draft


def _localised(product: Mapping[str, Any], name: str) -> str:
    language = text(product.get("lang")) or text(product.get("lc"))
    keys = [name + ending for ending in ("", f"_{language}", *_LANGUAGES)]
    keys.extend(key for key in product if key.startswith(name + "_") and len(key) == len(name) + 3)
    return next((found for key in keys if (found := text(product.get(key)))), "")


def _array(value: Any) -> Iterator[str]:
    for row in rows(value):
        if name := text(row.get("text")) or text(row.get("id")).rpartition(":")[2].replace("-", " "):
            yield name


def _kind(product: Mapping[str, Any], name: str, listed: str, tags: str) -> ProductKind:
    if "supplement" in tags or "complements-alimentaires" in tags or "nahrungsergänzung" in tags:
        return ProductKind.SUPPLEMENT
    if "beauty" in tags or "cosmetic" in tags or "period_after_opening" in product or looks_cosmetic(listed):
        return ProductKind.COSMETIC
    said = kind_of_words(f"{name}\n{_localised(product, 'generic_name')}")
    if said is ProductKind.SUPPLEMENT or looks_like_tablets(listed):
        return ProductKind.SUPPLEMENT
    dose = any(found.amount.unit in ("mg", "mcg", "IU") for found in amounts_in(name))
    counted = counted_unit(re.sub(r"[\d\s.,]", "", text(product.get("quantity")))) in (
        "tablet",
        "capsule",
        "caplet",
        "gummy",
    )
    return ProductKind.SUPPLEMENT if dose or counted else ProductKind.FOOD


def _region(product: Mapping[str, Any]) -> tuple[Region, str]:
    countries = " ".join(texts([product.get("countries_tags"), product.get("countries")])).lower()
    found = {
        Region.US: "united-states" in countries or "united states" in countries,
        Region.UK: "united-kingdom" in countries or "united kingdom" in countries,
        Region.EU: bool(_EU_COUNTRIES.search(countries)),
    }
    sold = [region for region, there in found.items() if there]
    return (sold[0], "The record says where it is sold.") if len(sold) == 1 else (Region.UNKNOWN, "")


def _ingredients(draft: Draft, listed: str, names: Names) -> None:
    for item in listed_in(listed, names):
        match = item.match
        if match and not match.aid and (match.ingredient or match.families) and _counts(item, match, draft):
            draft.actives.append(
                Stated(_bare(item.written), "ingredients_text", match, doubtful=True, sure_salt=True,
                       amounts=[item.amount] if item.amount else [])
            )  # fmt: skip
        else:
            draft.inactives.append(item)
    named = stated_in(draft.name, names, field="name", loose=False)
    if draft.kind is not ProductKind.FOOD and not draft.actives:
        draft.actives.extend(_doubtful(named) or _by_name(draft.name, names))
    elif draft.kind is ProductKind.FOOD:
        _what_it_is(draft, names)
    if draft.kind is ProductKind.COSMETIC:
        _magnesium_first(draft)


def _bare(item: str) -> str:
    """The name alone: "U recommarlée:magnésium citrate 1440 mg" is magnésium citrate."""
    shown = item.rpartition(":")[2]
    for found in reversed(amounts_in(shown)):
        shown = shown[: found.start] + shown[found.end :]
    return " ".join(shown.split()).strip(" ()") or item


def _counts(item: Listed, match: Match, draft: Draft) -> bool:
    """Whether an item of the list is a dose: in a food only what is judged there, in a supplement what has an amount
    or is named on the front, on the skin every known one."""
    if draft.kind is ProductKind.FOOD:
        return match.ingredient in FOOD_JUDGED or "salicylate" in match.families
    minerals = "mineral" in match.families
    if draft.kind is ProductKind.COSMETIC:
        return bool(match.ingredient) and not minerals
    front = item.written.split()[0].lower() in draft.name.lower() if item.written else False
    return item.amount is not None or front or (not minerals and bool(match.ingredient))


def _doubtful(named: list[Stated]) -> list[Stated]:
    for one in named:
        one.doubtful = True
    return [one for one in named if one.match]


def _by_name(name: str, names: Names) -> list[Stated]:
    return [
        Stated(written, "name", match, doubtful=True)
        for written, match in names.within(name)
        if match.ingredient
    ]


def _what_it_is(draft: Draft, names: Names) -> None:
    """A food whose own name says what it is: pickle juice, an electrolyte drink, tonic water."""
    found = [
        (written, match)
        for written, match in names.within(draft.name, products=True)
        if match.ingredient in _DRINKS
    ]
    for written, match in sorted(found, key=lambda one: _DRINKS.index(one[1].ingredient))[:1]:
        if not any(one.match and one.match.ingredient == match.ingredient for one in draft.actives):
            draft.actives.insert(0, Stated(written, "name", match))


def _magnesium_first(draft: Draft) -> None:
    """Magnesium in a cosmetic is its purpose where the name or the top of the list says so; else a thickener."""
    named = any(word in draft.name.lower() for word in ("magnes", "epsom"))
    for place, item in enumerate(draft.inactives):
        match = item.match
        if match is None or match.aid or match.ingredient != "ingredient_magnesium":
            continue
        if place < 2 or named:
            amounts = [item.amount] if item.amount else []
            draft.actives.append(Stated(item.written, "ingredients_text", match, amounts=amounts))
            draft.inactives.remove(item)
            return


def _nutrients(draft: Draft, nutriments: Mapping[str, Any]) -> None:
    """The table is in grams per 100 g or mL; vitamins and minerals of a supplement there are its doses."""
    for name, ingredient in _NUTRIENTS.items():
        amount = _nutrient(nutriments, name, as_served=draft.kind is ProductKind.SUPPLEMENT)
        if amount is None:
            continue
        match = Match(ingredient, part="B6" if name == "vitamin-b6" else "") if ingredient else None
        made = Stated(name, "nutriments", match, amounts=[amount])
        known = any(
            one.match and match and one.match.ingredient == match.ingredient and one.amounts
            for one in draft.actives
        )
        dose = (
            draft.kind is ProductKind.SUPPLEMENT
            and match
            and name != "sodium"
            and not known
            and amount.value > 0
        )
        (draft.actives if dose else draft.nutrients).append(made)


def _nutrient(nutriments: Mapping[str, Any], name: str, *, as_served: bool) -> Amount | None:
    """as_served: a dose, so the serving says more than 100 g of it."""
    unit = unit_of(text(nutriments.get(f"{name}_unit"))) or "g"
    serving, hundred = number(nutriments.get(f"{name}_serving")), number(nutriments.get(f"{name}_100g"))
    if hundred is None:
        hundred = number(nutriments.get(f"{name}_100ml"))
    if hundred is not None and hundred >= 0 and not (as_served and serving is not None):
        return amount_of(
            hundred,
            "g",
            per=Per.HUNDRED_G,
            per_value=100,
            per_unit="g",
            written=f"{hundred:g} g per 100 g or mL",
        )
    if serving is not None and serving >= 0:
        return amount_of(
            serving, "g", per=Per.SERVING, per_unit="serving", written=f"{serving:g} g per serving"
        )
    value = number(nutriments.get(f"{name}_value"))
    if value is not None and value >= 0 and text(nutriments.get("nutrition_data_per")):
        return amount_of(value, unit, written=f"{value:g} {unit}")
    return None
