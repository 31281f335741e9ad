# SPDX-License-Identifier: Apache-2.0
"""What a product is sold as, where it goes and whose rules it follows: from the label's own words, with the reason."""

from __future__ import annotations

import re

from unclench.vetting.label import ProductKind, Region, Route

__all__ = [
    "kind_of_words",
    "looks_cosmetic",
    "looks_like_tablets",
    "region_of_words",
    "route_guess",
    "route_of_words",
]

_ROUTE_NAMES = {
    "TOPICAL": Route.SKIN, "CUTANEOUS": Route.SKIN, "TRANSDERMAL": Route.SKIN, "PERCUTANEOUS": Route.SKIN,
    "EXTRACORPOREAL": Route.SKIN, "ORAL": Route.MOUTH, "SUBLINGUAL": Route.MOUTH, "BUCCAL": Route.MOUTH,
    "RECTAL": Route.RECTAL,
}  # fmt: skip
_SKIN = re.compile(
    r"\b(?:for external use|external use only|topical\w*|rub (?:in|on|into|a thin)|apply (?:to|a|on|liberally|"
    r"directly|gently|"
    r"thin|generous|patch|one|1)|massage (?:in|on|into|gently)|on the skin|roll-?on|äußerlich|ausserlich|auftragen|"
    r"einreiben|auf die haut|zur anwendung auf der haut|usage externe|appliquer|cream|ointment|lotion|liniment|balm|"
    r"gel for|patch(?:es)?|pflaster|salbe|creme|körper|body (?:oil|lotion)|muscle rub|bath salts?|epsom|"
    r"(?<!soft)(?<!liquid )(?<!oral )gel)\b(?! ?caps)", re.I,
)  # fmt: skip
_MOUTH = re.compile(
    r"\b(?:take (?:\w+ ){0,3}(?:tablet|capsule|caplet|softgel|gumm|with (?:food|water|meal)|daily|by mouth)|"
    r"tablets?|capsules?|caplets?|softgels?|"
    r"gummies|dissolve \w+|swallow (?:whole|with)|drink|mix (?:\w+ ){0,4}(?:water|juice)|oral (?:solution|use)|"
    r"by mouth|chew|"
    r"dietary supplement|nahrungsergänzungsmittel|einnehmen|kapseln?|tabletten?|verzehr\w*|complément alimentaire|"
    r"food supplement|gélules?|comprimés?|supplement facts|amount per serving|beverage|teaspoon\w* daily)\b", re.I,
)  # fmt: skip
_RECTAL = re.compile(
    r"\b(?:rectal(?:ly)?(?! bleeding)|anorectal|hemorrhoid\w*|haemorrhoid\w*|suppositor\w+|anal\b)", re.I
)
_REGIONS = (
    (Region.UK, re.compile(r"\bPL(?:GB)?\s?\d{4,5}\s?/\s?\d{4}|\bTHR\s?\d{4,5}/|\bMHRA\b|United Kingdom|\bGSL\b|"
                           r"\b[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}\b", )),
    (Region.US, re.compile(r"drug facts|supplement facts|nutrition facts|\bHPUS\b|\bFDA\b|food and drug administration|"
                           r"% daily value|poison control center|\bNDC\b|\b1-8\d\d-", re.I)),
    (Region.EU, re.compile(r"nahrungsergänzungsmittel|wirkstoffe?\b|zutaten:|zul\.?-?nr|pharmazentralnummer|\bPZN\b|"
                           r"% ?NRV|inhaltsstoffe|verzehrempfehlung|apothekenpflichtig|complément alimentaire|"
                           r"ingrédients\s?:|\bEU/\d/\d\d/|ingrediënten|food supplement", re.I)),
)  # fmt: skip
_COSMETIC = re.compile(
    r"\b(?:aqua|parfum|alcohol denat|cetearyl|cetyl alcohol|dimethicone|carbomer|limonene|linalool|tocopheryl acetate|"
    r"phenoxyethanol|glyceryl stearate|butylene glycol|caprylic/capric triglyceride|isopropyl myristate|paraffinum|"
    r"xanthan gum|butyrospermum|simmondsia|propanediol|ethylhexylglycerin|polysorbate \d+)\b", re.I,
)  # fmt: skip
_TABLETS = re.compile(
    r"micro-?\s?crystalline|mikrokristalline|micro ?cristalline|magnesium stearate|stéarate de magnésium|"
    r"croscarmellose|hypromellose|"
    r"hydroxypropyl ?methyl|dioxyde de silicium|silicon dioxide|siliciumdioxid|gelatin capsule|kapselhülle|"
    r"magnesiumsalze|trennmittel|überzugsmittel|agent anti|anti-?agglom|stearic acid|gélatine|vegetable capsule", re.I,
)  # fmt: skip


def route_of_words(*named: str) -> Route:
    """The route a register names (TOPICAL, ORAL ...); several different ones give none."""
    found = {_ROUTE_NAMES.get(one.strip().upper(), Route.OTHER) for one in named if one.strip()}
    return found.pop() if len(found) == 1 else Route.UNKNOWN


def route_guess(text: str) -> tuple[Route, str]:
    """Where it goes, from words of the label, and the words that say so."""
    if found := _RECTAL.search(text):
        return Route.RECTAL, found.group()
    skin, mouth = _SKIN.search(text), _MOUTH.search(text)
    if skin and mouth:
        surely = re.search(r"for external use|external use only|äußerlich|not for ingestion", text, re.I)
        many = len(_SKIN.findall(text)) > 2 * len(_MOUTH.findall(text))
        swallowed = len(_MOUTH.findall(text)) > 2 * len(_SKIN.findall(text))
        if surely or many:
            return Route.SKIN, (surely or skin).group()
        return (Route.MOUTH, mouth.group()) if swallowed else (Route.UNKNOWN, "")
    if skin:
        return Route.SKIN, skin.group()
    return (Route.MOUTH, mouth.group()) if mouth else (Route.UNKNOWN, "")


def region_of_words(text: str) -> tuple[Region, str]:
    """Whose rules the words follow, and the words that say so."""
    for region, pattern in _REGIONS:
        if found := pattern.search(text):
            return region, f"The label says “{found.group().strip()}”."
    return Region.UNKNOWN, ""


def looks_cosmetic(ingredients: str) -> bool:
    return len({found.lower() for found in _COSMETIC.findall(ingredients)}) >= 2


def looks_like_tablets(ingredients: str) -> bool:
    return len({found.lower() for found in _TABLETS.findall(ingredients)}) >= 2


def kind_of_words(text: str) -> ProductKind:
    """What the label calls itself."""
    if re.search(r"\bsupplement facts\b|dietary supplement|food supplement|nahrungsergänzung|complément alimentaire|"
                 r"voedingssupplement|complemento alimenticio|integratore", text, re.I):  # fmt: skip
        return ProductKind.SUPPLEMENT
    if re.search(r"\bdrug facts\b|\bactive ingredients?\b|\bwirkstoffe?\b|arzneimittel|medicinal product|\bPL \d{5}/|"
                 r"\bPZN\b|apothekenpflichtig|principes? actifs?", text, re.I):  # fmt: skip
        return ProductKind.DRUG
    if re.search(r"\bnutrition (?:facts|information)\b|nährwert|valeurs nutritionnelles", text, re.I):
        return ProductKind.FOOD
    return ProductKind.UNKNOWN
