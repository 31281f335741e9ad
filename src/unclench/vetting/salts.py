# SPDX-License-Identifier: Apache-2.0
"""Minerals and their salts: which name is a dose, which a tablet aid, and how much of it is the mineral.

The shares come from content (parse_elemental_vs_salt) and from nowhere else; a salt that stands not there has none.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from unclench.vetting.quantities import Between

__all__ = ["Salt", "salt_of", "shares_in"]


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


ELEMENTS = {
    "magnesium": "ingredient_magnesium", "magnesio": "ingredient_magnesium",
    "potassium": "ingredient_potassium", "kalium": "ingredient_potassium", "potasio": "ingredient_potassium",
    "calcium": "ingredient_calcium", "kalzium": "ingredient_calcium", "calcio": "ingredient_calcium",
}  # fmt: skip
_PARTNERS = {
    "oxide": ("oxide", "oxid", "oxyde", "oxido", "oxyd"),
    "citrate": ("citrate", "citrat", "citraat", "citrato", "zitrat", "dicitrate", "dicitrat", "citronensaure"),
    "chloride": ("chloride", "chlorid", "chlorure", "cloruro"),
    "glycinate": (
        "glycinate", "bisglycinate", "diglycinate", "glycinat", "bisglycinat", "diglycinat", "glycinaat",
        "bisglycinaat", "bisglicinato", "glicinato",
    ),
    "lactate": ("lactate", "lactat", "laktat", "lactaat"),
    "malate": ("malate", "malat", "dimalate"),
    "carbonate": ("carbonate", "carbonat", "karbonat", "carbonaat", "carbonato"),
    "hydroxide": ("hydroxide", "hydroxid", "hydroxyde"),
    "taurate": ("taurate", "taurat", "taurinate", "taurinat"),
    "threonate": ("threonate", "threonat"),
    "pidolate": ("pidolate", "pidolat"),
    "gluconate": ("gluconate", "gluconat", "glukonat"),
    "aspartate": ("aspartate", "aspartat", "hydrogenaspartat", "aspartathydrochlorid"),
    "orotate": ("orotate", "orotat"),
    "sulfate": ("sulfate", "sulphate", "sulfat"),
    "phosphate": ("phosphate", "phosphat", "hydrogenphosphat", "hydrogenphosphate"),
    "bicarbonate": ("bicarbonate", "hydrogencarbonate", "hydrogencarbonat"),
    "glycerophosphate": ("glycerophosphate", "glycerophosphat"),
    "ascorbate": ("ascorbate", "ascorbat"),
    "fumarate": ("fumarate", "fumarat"),
    "succinate": ("succinate", "succinat"),
    "acetate": ("acetate", "acetat"),
    "lysinate": ("lysinate", "lysinat"),
    "acetyltaurate": ("acetyltaurate", "acetyltaurinate"),
    "chelate": ("chelate", "chelat"),
    "marine": ("marine", "marin", "marina", "meeres"),
}  # fmt: skip
_PARTNER_OF = {word: partner for partner, words in _PARTNERS.items() for word in words}
_AIDS = _words(
    "stearate stearat stearaat estearato palmitate fettsauren speisefettsauren fatty gras acides "
    "silicate silikat trisilicate aluminum aluminium aluminometasilicate laureth lauryl sorbate sorbat "
    "benzoate benzoat alginate acesulfame acesulfam metabisulfite metabisulphite iodide iodid jodid "
    "nitrate nitrat sulfite ascorbyl pantothenate pantothenat edta edetate pca cetyl caseinate caseinat "
    "propionate bromide bromate hydroxycitrate fluoride ferrocyanide sodium acrylate polyacrylate "
    "stearoyl lactylate permanganate losartan clavulanate hmb methylbutyrate hydroxymethylbutyrate"
)
_QUALIFIERS = _words(
    "salt salts salz salze sel sels de des du d of from as aus als der den acid acids saure acide "
    "citrique citric tri di mono bis hepta hexa penta heptahydrate heptahydrat hexahydrate hexahydrat "
    "dihydrate monohydrate trihydrate pentahydrate tetrahydrate anhydrous wasserfrei anhydre usp bp ep "
    "nf powder pulver poudre fully reacted pure rein total elemental elementar dibasic tribasic "
    "monobasic amino  natural yeast heavy light buffered form unspecified chelated "
    "chelate creatine food grade ion ions cation tribasique dibasique complex and und et l albion "
    "traacs organic organisch dl granular vegetable plant based ionic liposomal sucrosomial micronized"
)
_COMPOUND = re.compile(r"^(?:tri|di|mono|hepta|penta|dimono)?(magnesium|kalium|calcium|kalzium)(.+)$")
_HYDRATES = {
    "heptahydrate": "heptahydrate", "heptahydrat": "heptahydrate", "hexahydrate": "hexahydrate",
    "hexahydrat": "hexahydrate",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Salt:
    """A mineral as named. partner: what it is bound to, "" for the bare mineral. aid: no dose, whatever its amount.
    known: every word of the name was understood."""

    ingredient: str
    element: str
    partner: str = ""
    hydrate: str = ""
    aid: bool = False
    known: bool = True


def salt_of(words: tuple[str, ...]) -> Salt | None:
    """The mineral these folded words name; None where they name none."""
    split = [part for word in words for part in _parts(word)]
    element = next((word for word in split if word in ELEMENTS), None)
    if element is None:
        return None
    rest = [word for word in split if word != element and word not in ELEMENTS]
    ingredient = ELEMENTS[element]
    name = ingredient.removeprefix("ingredient_")
    if any(word in _AIDS for word in rest):
        return Salt(ingredient, name, aid=True)
    partner = next((_PARTNER_OF[word] for word in rest if word in _PARTNER_OF), "")
    if "citrique" in rest or "citric" in rest:
        partner = "citrate"
    known = all(word in _PARTNER_OF or word in _QUALIFIERS for word in rest)
    hydrate = next((_HYDRATES[word] for word in rest if word in _HYDRATES), "")
    return Salt(ingredient, name, partner, hydrate, known=known)


def _parts(word: str) -> tuple[str, ...]:
    """German and Dutch write one word: magnesiumcitrat, trimagnesiumdicitrat."""
    found = _COMPOUND.match(word)
    if not found:
        return (word,)
    for rest in (found[2], found[2].removeprefix("s")):
        if rest in _PARTNER_OF or rest in _AIDS or rest in _QUALIFIERS:
            return found[1], rest
    return (word,)


def shares_in(rule: str) -> Mapping[tuple[str, str, str], Between]:
    """The share of the mineral by weight for each (element, partner, hydrate) the rule's text gives, 0 to 1."""
    text = rule.partition("(chemistry")[2].partition(")")[2] or rule
    found: dict[tuple[str, str, str], Between] = {}
    element = ""
    for part in re.split(r"[;,]|\s-\s", text):
        match = re.search(r"([a-z ]+?) (\d+(?:\.\d+)?)(?:-(\d+(?:\.\d+)?))? ?%", part)
        if not match:
            continue
        words = match[1].split()
        element = next((word for word in words if word in ELEMENTS), element)
        partner = next((_PARTNER_OF[word] for word in words if word in _PARTNER_OF), "")
        hydrate = next((_HYDRATES[word] for word in words if word in _HYDRATES), "")
        if element and partner:
            low, high = float(match[2]) / 100, float(match[3] or match[2]) / 100
            found[element, partner, hydrate] = Between(low, high)
    return found
