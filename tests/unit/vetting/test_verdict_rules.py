# SPDX-License-Identifier: Apache-2.0
"""Every verdict rule of content fires for what it is about, and not for what only looks like it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

import pytest
from tests.unit.vetting.making import (
    ACHES,
    adult,
    amount_mg,
    diluted,
    food,
    library,
    listed,
    mark,
    pill,
    rub,
    strength,
    supplement,
    verdict,
)

from unclench.evidence import load
from unclench.vetting import Profile, judge, read_label
from unclench.vetting.label import (
    Contradiction,
    Identity,
    Label,
    MarkKind,
    ProductKind,
    Recall,
    Region,
)
from unclench.vetting.rules import RULES

FIVE_PERCENT_MENTHOL = rub(strength("menthol", 5))
CRAMP_TABLET = pill(
    diluted("quinine", 3, "Cinchona officinalis"), kind=ProductKind.HOMEOPATHIC, claims=("Relieves cramps",)
)


def recall(**more: Any) -> Recall:
    facts: dict[str, Any] = {
        "number": "D-1", "firm": "Rub Inc", "product": "Rub cream NDC 12345-678-90",
        "reason": "Microbial contamination",
        "classification": "Class II", "status": "Ongoing", "code_info": "Lot AB12", "started": date(2026, 5, 1),
    }  # fmt: skip
    return Recall(**facts | more)


@dataclass(frozen=True)
class Seen:
    """A label and a person, and whatever else is known."""

    label: Label
    person: Profile = field(default_factory=adult)
    more: dict[str, Any] = field(default_factory=dict)

    def rules(self) -> tuple[str, ...]:
        return verdict(self.label, self.person, **self.more).rules

    def word(self) -> str:
        found = verdict(self.label, self.person, **self.more).word
        assert found is not None
        return found.value


KNOWN_CODE = replace(FIVE_PERCENT_MENTHOL, identity=Identity(ndcs=("12345-678-90",), lots=("AB12",)))
ARTRI = supplement(amount_mg("turmeric_oral", 500), name="Artri King", firm="NaturaMex S.A.")
CBD_RUB = rub(strength("menthol", 4), inactives=(listed("cbd", "hemp extract"),))
B6 = amount_mg("vitamin_b_complex", 50, 50, written="Vitamin B6", part="B6")

CASES: dict[str, tuple[Seen, str, Seen]] = {
    # rule: what fires it, the verdict then, and what only looks like it
    "R_OVER_LIMIT": (Seen(rub(strength("lidocaine", 5))), "avoid", Seen(rub(strength("lidocaine", 4)))),
    "R_OVER_UL": (
        Seen(supplement(amount_mg("magnesium", 200, (200, 400)))),
        "suitable_with_cautions",
        Seen(supplement(amount_mg("magnesium", 350, 350))),
    ),
    "R_UNDER_RANGE": (
        Seen(rub(strength("methyl_salicylate", 6.3))),
        "suitable_with_cautions",
        Seen(rub(strength("methyl_salicylate", 6.3), region=Region.UK)),
    ),
    "R_STRENGTH_CONTRADICTION": (
        Seen(
            rub(
                strength("menthol", 10),
                contradictions=(
                    Contradiction(
                        active="Menthol", ingredient="ingredient_menthol", first="10 %", second="0.16 g", why=""
                    ),
                ),
            )
        ),
        "cannot_judge",
        Seen(rub(strength("menthol", 10))),
    ),
    "R_UNITS_IMPLAUSIBLE": (
        Seen(rub(strength("methyl_salicylate", 0.05))),
        "cannot_judge",
        Seen(rub(strength("methyl_salicylate", 1.0))),
    ),
    "R_HEAT_OR_OCCLUSION": (
        Seen(FIVE_PERCENT_MENTHOL),
        "suitable_with_cautions",
        Seen(rub(strength("diclofenac_topical", 1), claims=("Relieves arthritis pain of joints and muscles",))),
    ),
    "R_HEAT_WARNING_MISSING": (
        Seen(rub(strength("menthol", 5), topics=frozenset())),
        "suitable_with_cautions",
        Seen(rub(strength("menthol", 5), topics=frozenset(), complete=False)),
    ),
    "R_BURN_HIGH_COUNTERIRRITANT": (
        Seen(rub(strength("menthol", 10), strength("methyl_salicylate", 30))),
        "suitable_with_cautions",
        Seen(rub(strength("menthol", 3), strength("methyl_salicylate", 10))),
    ),
    "R_SALICYLATE_ALLERGY": (
        Seen(rub(strength("menthol", 5), inactives=(listed("methyl_salicylate", "wintergreen oil"),)),
             adult("aspirin_or_nsaid_allergy")),
        "avoid",
        Seen(FIVE_PERCENT_MENTHOL, adult("aspirin_or_nsaid_allergy")),
    ),
    "R_SALICYLATE_ANTICOAGULANT": (
        Seen(rub(strength("methyl_salicylate", 15)), adult(drugs=("warfarin",))),
        "avoid",
        Seen(FIVE_PERCENT_MENTHOL, adult(drugs=("warfarin",))),
    ),
    "R_NSAID_PERSON": (
        Seen(pill(amount_mg("ibuprofen", 200, (200, 1200))), adult("hypertension")),
        "not_recommended",
        Seen(pill(amount_mg("acetaminophen", 500, 3000)), adult("hypertension")),
    ),
    "R_DUPLICATE_ACTIVE": (
        Seen(pill(amount_mg("ibuprofen", 200, 1200)), adult(drugs=("Aleve",))),
        "avoid",
        Seen(pill(amount_mg("acetaminophen", 500, 3000)), adult(drugs=("Aleve",))),
    ),
    "R_QUININE_ANY": (
        Seen(CRAMP_TABLET),
        "avoid",
        Seen(pill(diluted("quinine", 4, "Cinchona officinalis"), kind=ProductKind.HOMEOPATHIC)),
    ),
    "R_QUININE_BEVERAGE": (
        Seen(food(strength("quinine"), name="Tonic water"), adult("long_qt")),
        "avoid",
        Seen(food(amount_mg("pickle_juice", None), name="Tonic water"), adult("long_qt")),
    ),
    "R_MAGNESIUM_KIDNEY": (
        Seen(supplement(amount_mg("magnesium", 100, 100)), adult("kidney_disease")),
        "avoid",
        Seen(
            rub(strength("menthol", 5), inactives=(listed("magnesium", "magnesium sulfate"),)),
            adult("kidney_disease"),
        ),
    ),
    "R_POTASSIUM_RISK": (
        Seen(supplement(amount_mg("potassium", 99, 99)), adult(drugs=("lisinopril",))),
        "avoid",
        Seen(food(inactives=(listed("potassium"), listed("pickle_juice"))), adult(drugs=("lisinopril",))),
    ),
    "R_VITK_WARFARIN": (
        Seen(supplement(amount_mg("vitamin_k2", 0.1, 0.1)), adult(drugs=("warfarin",))),
        "avoid",
        Seen(supplement(amount_mg("vitamin_k2", 0.1, 0.1)), adult(drugs=("apixaban",))),
    ),
    "R_CAMPHOR_CHILD": (
        Seen(rub(strength("camphor", 4)), adult(age=1)),
        "avoid",
        Seen(FIVE_PERCENT_MENTHOL, adult(age=1)),
    ),
    "R_CHILD_LABEL_AGE": (
        Seen(FIVE_PERCENT_MENTHOL, adult(age=11)),
        "avoid",
        Seen(FIVE_PERCENT_MENTHOL, adult(age=12)),
    ),
    "R_PREGNANCY_ASK": (
        Seen(FIVE_PERCENT_MENTHOL, adult("lactation")),
        "suitable_with_cautions",
        Seen(food(inactives=(listed("turmeric_oral"),)), adult("lactation")),
    ),
    "R_BROKEN_SKIN": (
        Seen(FIVE_PERCENT_MENTHOL, adult("broken_skin")),
        "avoid",
        Seen(pill(amount_mg("acetaminophen", 500, 3000)), adult("broken_skin")),
    ),
    "R_CHILD_RESISTANT": (
        Seen(rub(strength("lidocaine", 4)), adult("household with children")),
        "suitable_with_cautions",
        Seen(FIVE_PERCENT_MENTHOL, adult("household with children")),
    ),
    "R_UNAPPROVED_ACTIVE": (
        Seen(CBD_RUB),
        "avoid",
        Seen(rub(strength("menthol", 4), inactives=(listed("colloidal_silver"),))),
    ),
    "R_HIDDEN_DRUG": (
        Seen(ARTRI),
        "avoid",
        Seen(replace(ARTRI, firm="Another Firm LLC")),
    ),
    "R_RECALL_ACTIVE": (
        Seen(KNOWN_CODE, more={"recalls": [recall()]}),
        "avoid",
        Seen(FIVE_PERCENT_MENTHOL, more={"recalls": [recall()]}),
    ),
    "R_RECALL_PAST": (
        Seen(FIVE_PERCENT_MENTHOL, more={"recalls": [recall(status="Terminated", started=date(2022, 1, 1))]}),
        "suitable_with_cautions",
        Seen(FIVE_PERCENT_MENTHOL, more={"recalls": [recall(status="Terminated", started=date(2014, 1, 14))]}),
    ),
    "R_WARNING_LETTER": (
        Seen(rub(strength("lidocaine", 4), name="J-CAIN cream", firm="TKTX Company")),
        "not_recommended",
        Seen(rub(strength("menthol", 4), name="Cool Gel", firm="TKTX Company")),
    ),
    "R_CLAIM_DISEASE_SUPPLEMENT": (
        Seen(supplement(amount_mg("magnesium", 100, 100), claims=("Treats restless legs syndrome.",))),
        "not_recommended",
        Seen(supplement(amount_mg("magnesium", 100, 100),
             claims=("This product is not intended to diagnose, treat, cure, or prevent any disease.",))),
    ),
    "R_CLAIM_NOCTURNAL_CRAMP_OTC": (
        Seen(rub(strength("menthol", 5), claims=(ACHES, "For nocturnal leg cramps"))),
        "avoid",
        Seen(rub(strength("menthol", 5), claims=(ACHES, "For nocturnal leg cramps"), marks=(mark(MarkKind.NDA),))),
    ),
    "R_CLAIM_UNSUPPORTED": (
        Seen(rub(strength("menthol", 5), claims=("Stops leg cramps", ACHES))),
        "not_recommended",
        Seen(rub(strength("menthol", 5), claims=(ACHES, "Stops leg cramps"))),
    ),
    "R_CLAIM_HOMEOPATHIC": (
        Seen(rub(diluted("arnica", 6))),
        "not_recommended",
        Seen(rub(strength("arnica", 10), region=Region.EU, claims=("Cares for the skin",))),
    ),
    "R_DISCLAIMER_MISSING": (
        Seen(supplement(amount_mg("magnesium", 100, 100), claims=("Supports muscle function.",), marks=())),
        "suitable_with_cautions",
        Seen(supplement(amount_mg("magnesium", 100, 100), claims=("Supports muscle function.",), marks=(),
             complete=False)),
    ),
    "R_PROPRIETARY_BLEND": (
        Seen(supplement(amount_mg("magnesium", None, blend="Cramp Blend"))),
        "not_recommended",
        Seen(supplement(amount_mg("magnesium", 100, 100, blend="Cramp Blend"))),
    ),
    "R_NO_CONTACT": (
        Seen(rub(strength("menthol", 5), firm="")),
        "suitable_with_cautions",
        Seen(rub(strength("menthol", 5), firm="", marks=(mark(MarkKind.CONTACT),))),
    ),
    "R_SEAL_OK": (
        Seen(supplement(amount_mg("magnesium", 100, 100)), more={"seals": ["B_NSF_SPORT"]}),
        "suitable",
        Seen(supplement(amount_mg("magnesium", 100, 100),
             marks=(mark(MarkKind.SUPPLEMENT_DISCLAIMER), mark(MarkKind.NSF_SPORT)))),
    ),
    "R_WRONG_PURPOSE": (
        Seen(pill(amount_mg("magnesium", 100, 100), claims=("Relieves occasional constipation",))),
        "not_recommended",
        Seen(rub(strength("capsaicin", 0.1), claims=("Temporarily relieves muscle pain and arthritis pain",))),
    ),
    "R_PERSON_CONDITION": (
        Seen(rub(strength("lidocaine", 4)), adult("local_anaesthetic_allergy")),
        "avoid",
        Seen(FIVE_PERCENT_MENTHOL, adult("local_anaesthetic_allergy")),
    ),
    "R_PERSON_INTERACTION": (
        Seen(pill(amount_mg("ibuprofen", 200, 1200)), adult(drugs=("lithium",))),
        "avoid",
        Seen(pill(amount_mg("ibuprofen", 200, 1200)), adult(drugs=("levodopa",))),
    ),
    "R_DATA_INCOMPLETE": (
        Seen(rub(strength("menthol", 5), complete=False)),
        "suitable_with_cautions",
        Seen(FIVE_PERCENT_MENTHOL),
    ),
}  # fmt: skip


@pytest.mark.parametrize(("claim", "fires"), [("Relieves muscle cramps", True), ("Made in Ohio", False)])
def test_cbd_to_swallow_is_no_medicine_unless_it_is_sold_as_one(claim: str, fires: bool) -> None:
    oil = supplement(amount_mg("cbd", 25), claims=(claim,))
    assert ("R_UNAPPROVED_ACTIVE" in verdict(oil).rules) is fires


def test_every_rule_of_content_has_its_function_and_its_two_tests() -> None:
    assert set(RULES) == set(library().verdict_rules) == set(CASES)
    assert len(RULES) == 39


@pytest.mark.parametrize("rule", CASES)
def test_a_rule_fires_for_what_it_is_about(rule: str) -> None:
    fires, word, _ = CASES[rule]
    assert rule in fires.rules()
    assert fires.word() == word


@pytest.mark.parametrize("rule", CASES)
def test_it_does_not_fire_for_what_only_looks_like_it(rule: str) -> None:
    assert rule not in CASES[rule][2].rules()


def test_a_strength_set_for_one_salt_says_nothing_about_another() -> None:
    """1.16 % of the diethylammonium salt is not 1.16 % of the sodium salt, for which the 1 % stands."""
    library = load()
    text = "Diclofenac {salt} 1.16% w/w gel. For the relief of pain and inflammation."
    rules = {
        salt: judge(
            read_label(text.format(salt=salt).encode(), library=library),
            library=library,
            today=date(2026, 3, 1),
        ).rules
        for salt in ("diethylammonium", "sodium")
    }
    assert "R_OVER_LIMIT" in rules["sodium"]
    assert "R_OVER_LIMIT" not in rules["diethylammonium"]
