# SPDX-License-Identifier: Apache-2.0
"""Units in one spelling, and what they are worth in milligrams and millilitres."""

from __future__ import annotations

from unclench.vetting.quantities import Per

__all__ = [
    "COUNTED",
    "DAILY",
    "FLUID_OUNCE_ML",
    "MASS_MG",
    "UNIT_WORDS",
    "VOLUME_ML",
    "counted_unit",
    "unit_of",
]

FLUID_OUNCE_ML = 29.5735
MASS_MG = {"kg": 1e6, "g": 1e3, "mg": 1.0, "mcg": 1e-3, "ng": 1e-6}
VOLUME_ML = {"L": 1000.0, "cL": 10.0, "mL": 1.0, "fl oz": FLUID_OUNCE_ML, "tsp": 5.0, "tbsp": 15.0}

UNIT_WORDS = {
    "%": ("%", "percent", "per cent", "prozent", "procent", "pour cent"),
    "mg": (
        "mg",
        "mgs",
        "milligram",
        "milligrams",
        "milligramm",
        "milligramme",
        "milligrammes",
        "milligram(s)",
    ),
    "mcg": ("mcg", "µg", "ug", "microgram", "micrograms", "mikrogramm", "microgrammes", "mcg dfe", "mcg rae"),
    "ng": ("ng", "nanogram", "nanograms"),
    "kg": ("kg", "kilogram", "kilograms"),
    "g": ("g", "gm", "gms", "gr", "gram", "grams", "gramm", "gramme", "grammes", "gram(s)"),
    "IU": ("iu", "i.u.", "i.e.", "ie", "ui", "u.i.", "international units", "internationale einheiten"),
    "fl oz": ("fl oz", "fl. oz.", "fl. oz", "fl.oz.", "fluid ounce", "fluid ounces", "fluid oz"),
    "oz": ("oz", "ounce", "ounces"),
    "mL": ("ml", "milliliter", "milliliters", "millilitre", "millilitres", "milliliter(s)"),
    "cL": ("cl",),
    "L": ("l", "liter", "litre", "liters", "litres"),
    "mmol": ("mmol", "millimol"),
    "mEq": ("meq", "mval"),
    "ppm": ("ppm", "parts per million"),
    "tsp": ("tsp", "tsp.", "teaspoon", "teaspoons", "teaspoonful", "teaspoonfuls", "teelöffel", "tl"),
    "tbsp": ("tbsp", "tbsp.", "tablespoon", "tablespoons", "tablespoonful", "esslöffel", "el"),
}
_UNIT_OF = {word: unit for unit, words in UNIT_WORDS.items() for word in words}

COUNTED = {
    "tablet": (
        "tablet", "tablets", "tab", "tabs", "tablette", "tabletten", "comprimé", "comprimés", "comprime", "tabletta",
        "tablet(s)", "tabletki", "compressa", "comprimido", "comprimidos", "kautablette", "kautabletten",
        "brausetablette", "brausetabletten", "filmtablette", "filmtabletten", "chewable", "chewables",
        "effervescent tablet", "chewable tablet", "chewable tablets",
    ),
    "caplet": ("caplet", "caplets", "caplet(s)"),
    "capsule": (
        "capsule", "capsules", "cap", "caps", "kapsel", "kapseln", "gélule", "gélules", "gelule", "softgel",
        "softgels", "gelcap", "gelcaps", "liquid gel", "softgel capsule", "capsule(s)", "vegetarian capsule",
        "vegetarian capsules", "veggie capsule", "veggie capsules", "vegetable capsule", "vegetable capsules",
        "veg capsule", "veg capsules", "cápsula", "cápsulas", "vegcap", "vegcaps", "softgel(s)", "liquid softgel",
    ),
    "gummy": ("gummy", "gummies", "fruchtgummi", "gummy(ies)"),
    "lozenge": ("lozenge", "lozenges", "pastille", "pastillen", "lutschtablette", "lutschtabletten"),
    "patch": ("patch", "patches", "pflaster", "plaster", "plasters", "patch(es)"),
    "sachet": (
        "sachet", "sachets", "packet", "packets", "stick", "sticks", "beutel", "stickpack", "stick pack",
        "portionsbeutel", "packet(s)", "pouch", "pouches",
    ),
    "scoop": ("scoop", "scoops", "messlöffel", "meßlöffel", "scoop(s)"),
    "spray": ("spray", "sprays", "sprühstoß", "sprühstöße", "sprühstösse", "pump", "pumps", "hub", "hübe"),
    "drop": ("drop", "drops", "tropfen"),
    "dose": ("dose", "doses", "dosis", "einzeldosis", "dosage unit"),
    "piece": ("piece", "pieces", "stück", "chew", "chews", "pellet", "pellets", "globuli", "ampoule", "ampulle"),
    "bottle": ("bottle", "bottles", "flasche", "can", "dose (can)", "flacon", "shot", "shots"),
    "serving": (
        "serving", "servings", "portion", "portionen", "portie", "ration", "serving(s)", "porción", "porzione",
        "serving size",
    ),
}  # fmt: skip
_COUNTED_OF = {word: unit for unit, words in COUNTED.items() for word in words}

DAILY = (
    "day", "daily dose", "daily", "tag", "tagesdosis", "tagesportion", "tagesverzehrmenge", "tagesverzehrsmenge",
    "tagesration", "dose journalière", "jour", "dag", "24 hours", "24 h", "día", "giorno", "daily serving",
    "empfohlene tagesdosis", "empfohlener tagesverzehrmenge", "recommended daily dose", "d",
)  # fmt: skip


def unit_of(printed: str) -> str:
    """The unit in its one spelling, or "" where it is none we know."""
    return _UNIT_OF.get(" ".join(printed.lower().replace("μ", "µ").split()).strip(), "")


def counted_unit(printed: str) -> str:
    """What is counted (tablet, patch, serving ...), or ""."""
    return _COUNTED_OF.get(" ".join(printed.lower().split()).strip(" ."), "")


def per_of(unit: str, value: float) -> Per:
    """What an amount stands for that is given in so much of a unit of mass or volume."""
    if value == 100 and unit == "g":
        return Per.HUNDRED_G
    if value == 100 and unit == "mL":
        return Per.HUNDRED_ML
    return Per.MASS if unit in MASS_MG else Per.VOLUME
