# SPDX-License-Identifier: Apache-2.0
"""What a person's own diary says about a product, as plainly as it can be said: it proves nothing."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from unclench.store import products
from unclench.vetting import Label
from unclench.vetting.label import Route
from unclench.web.languages import active
from unclench.web.library import library

__all__ = ["ON_SKIN", "SWALLOWED", "DiarySays", "diary_says"]

ON_SKIN: dict[str, str] = {
    "ingredient_menthol": "topical_menthol_camphor",
    "ingredient_camphor": "topical_menthol_camphor",
    "ingredient_lidocaine": "topical_lidocaine_otc",
    "ingredient_diclofenac_topical": "topical_nsaid",
    "ingredient_turmeric_topical": "topical_curcuma_celery_gel",
    "ingredient_celery_seed": "topical_curcuma_celery_gel",
}
SWALLOWED: dict[str, str] = {
    "ingredient_pickle_juice": "pickle_juice_sip",
    "ingredient_trp_agonists": "trp_agonist_shot",
    "ingredient_electrolyte_mix": "oral_rehydration_after_sweat",
    "ingredient_ibuprofen": "oral_nsaid",
    "ingredient_naproxen": "oral_nsaid",
    "ingredient_acetaminophen": "oral_paracetamol",
}
"""Ingredient -> the remedy under which a session or the diary knows it."""

_SHORTEST_NAME = 4


@dataclass(frozen=True, slots=True)
class DiarySays:
    """tried: spasms in which the remedy was a step. let_go: those that let go during it. named: entries whose note
    names the product. remedies: the names of the remedies counted."""

    tried: int
    let_go: int
    named: int
    remedies: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.tried or self.named)


def diary_says(person_id: UUID, label: Label, name: str) -> DiarySays:
    """How often the diary holds this product, or what it counts as."""
    known = {
        remedy
        for key in label.ingredients
        for table, other in ((ON_SKIN, Route.MOUTH), (SWALLOWED, Route.SKIN))
        if label.route is not other and (remedy := table.get(key)) is not None
    }
    names = [one for one in dict.fromkeys((name.strip(), label.brand.strip())) if len(one) >= _SHORTEST_NAME]
    found = products.in_diary(person_id, sorted(known), names)
    shown = tuple(library(active()).remedies[key].name for key in sorted(known))
    return DiarySays(found.tried, found.let_go, found.named, shown)
