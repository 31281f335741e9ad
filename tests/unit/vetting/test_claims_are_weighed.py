# SPDX-License-Identifier: Apache-2.0
"""Each sentence is matched to its kinds of claim and weighed for this ingredient in this amount."""

from __future__ import annotations

import pytest
from tests.unit.vetting.making import (
    ACHES,
    adult,
    amount_mg,
    diluted,
    mark,
    pill,
    rub,
    strength,
    supplement,
    verdict,
)

from unclench.vetting import Profile
from unclench.vetting.label import Active, Label, MarkKind, Region
from unclench.vetting.quantities import Amount, Per

K2 = "vitamin_k2"


def claims(label: Label, person: Profile | None = None) -> dict[str, str]:
    """Claim type to judgement; of two of one kind the first."""
    found: dict[str, str] = {}
    for claim in verdict(label, person).claims:
        found.setdefault(claim.claim.removeprefix("claim_"), claim.judgement.value)
    return found


@pytest.mark.parametrize(
    ("sentence", "kinds"),
    [
        ("Temporarily relieves minor aches and pains.", {"temporary_relief_minor_aches"}),
        ("STOPS LEG CRAMPS", {"relieves_muscle_cramps"}),
        ("Releases muscle tightness", {"relieves_muscle_cramps"}),
        ("Wards off cramps", {"prevents_cramps"}),
        ("Fast-acting relief of spasms", {"fast_relief", "relieves_muscle_cramps"}),
        ("Clinically proven", {"clinically_proven"}),
        ("All-natural and non toxic", {"drug_free"}),
        ("Flushes out lactic acid", {"detox"}),
        ("Cures pain, guaranteed", {"cures"}),
        ("FDA approved", {"fda_registered"}),
        ("10x better absorbed, nano", {"better_absorbed"}),
        ("Safe for everyone", {"risk_free_for_all"}),
        ("#1 best seller", {"testimonial"}),
        ("Relaxes tense muscles", {"supports_muscle_function"}),
        ("For charley horse", {"nocturnal_leg_cramp_drug_claim"}),
    ],
)
def test_a_sentence_is_matched_to_every_kind_of_claim_it_makes(sentence: str, kinds: set[str]) -> None:
    assert set(claims(rub(strength("menthol", 5), claims=(sentence,)))) == kinds


@pytest.mark.parametrize(
    "sentence",
    [
        "It is not for immediate relief.",
        "Does not treat, cure or prevent cramps.",
        "This product is not intended to diagnose, treat, cure, or prevent any disease.",
        "These statements have not been evaluated by the Food and Drug Administration.",
        "Never promise that it relieves spasms.",
        "Relieves menstrual cramps",
        "Cools the skin.",
        "",
    ],
)
def test_what_a_label_denies_is_no_claim(sentence: str) -> None:
    assert claims(rub(strength("menthol", 5), claims=(sentence,))) == {}


def test_a_denial_reaches_no_further_than_its_clause() -> None:
    assert "prevents_cramps" in claims(rub(strength("menthol", 5), claims=("Not greasy; prevents cramps.",)))
    assert "fast_relief" in claims(rub(strength("menthol", 5), claims=("No mess, fast relief.",)))
    assert "relieves_muscle_cramps" in claims(
        rub(strength("menthol", 5), claims=("Not only relieves cramps",))
    )


def test_capitals_bullets_and_line_breaks_change_nothing() -> None:
    one = rub(strength("menthol", 5), claims=("Temporarily relieves pain of: ■ strains ■ muscle cramps",))
    other = rub(strength("menthol", 5), claims=("TEMPORARILY RELIEVES PAIN OF:\n• STRAINS\n• MUSCLE CRAMPS",))
    assert claims(one) == claims(other) == {
        "temporary_relief_minor_aches": "supported_narrower", "relieves_muscle_cramps": "unsupported"
    }  # fmt: skip


def test_markup_in_a_label_is_text_and_hides_no_claim() -> None:
    sentence = "Stops <b onclick=alert(1)>leg</b> cramps"
    found = verdict(rub(strength("menthol", 5), claims=(sentence,)))
    assert [claim.claim for claim in found.claims] == ["claim_relieves_muscle_cramps"]


@pytest.mark.parametrize(
    ("actives", "judgement"),
    [
        ((strength("menthol", 5),), "supported_narrower"),
        ((strength("menthol"),), "plausible_unproven"),
        ((strength("methyl_salicylate", 5),), "plausible_unproven"),
        ((strength("arnica", 10),), "unsupported"),
        ((diluted("arnica", 6),), "unsupported"),
    ],
)
def test_temporary_relief_needs_an_active_inside_its_range(
    actives: tuple[Active, ...], judgement: str
) -> None:
    assert claims(rub(*actives))["temporary_relief_minor_aches"] == judgement


def test_diclofenac_gel_does_help_arthritis_and_no_more() -> None:
    gel = rub(strength("diclofenac_topical", 1), claims=("For the temporary relief of arthritis pain ONLY",))
    found = verdict(gel)
    assert claims(gel) == {"temporary_relief_minor_aches": "supported"}
    assert "R_WRONG_PURPOSE" in found.rules
    assert "arthritis" in found.claims[0].narrower


def test_a_uk_rub_may_hold_less_and_its_claim_keeps_its_worth() -> None:
    light = rub(strength("methyl_salicylate", 3), region=Region.UK)
    assert claims(light)["temporary_relief_minor_aches"] == "supported_narrower"


class TestContainsIsNotWorks:
    """That something is in it proves nothing: the amount must reach what was tried."""

    SAYS = ("Helps prevent leg cramps",)

    def vitamin_k2(self, mcg: float | None) -> Label:
        amount = None if mcg is None else mcg / 1000
        return supplement(amount_mg(K2, amount, amount), claims=self.SAYS)

    def test_vitamin_k2_in_the_amount_of_the_trial_has_a_narrower_truth(self) -> None:
        found = verdict(self.vitamin_k2(180))
        assert claims(self.vitamin_k2(180)) == {"prevents_cramps": "supported_narrower"}
        assert "65" in found.claims[0].narrower
        assert found.claims[0].certainty == "low"
        assert "tan2024" in found.sources

    @pytest.mark.parametrize("mcg", [45, None])
    def test_less_of_it_or_an_unknown_amount_has_not(self, mcg: float | None) -> None:
        assert claims(self.vitamin_k2(mcg)) == {"prevents_cramps": "plausible_unproven"}

    def test_taurine_did_nothing_at_the_lower_amount(self) -> None:
        assert claims(supplement(amount_mg("taurine", 1000, 1000), claims=self.SAYS)) == {
            "prevents_cramps": "unsupported"
        }
        assert claims(supplement(amount_mg("taurine", 500, 2000), claims=self.SAYS)) == {
            "prevents_cramps": "supported_narrower"
        }

    def test_pickle_juice_helped_people_with_cirrhosis_and_the_verdict_says_so(self) -> None:
        found = verdict(supplement(amount_mg("pickle_juice", None), claims=("Stops cramps",)))
        assert found.claims[0].judgement.value == "supported_narrower"
        assert "cirrhosis" in found.claims[0].narrower

    def test_magnesium_is_contradicted_for_older_people_and_unsupported_for_others(self) -> None:
        tablet = supplement(amount_mg("magnesium", 100, 100), claims=self.SAYS)
        assert claims(tablet) == {"prevents_cramps": "unsupported"}
        assert claims(tablet, adult(age=70)) == {"prevents_cramps": "contradicted"}

    def test_a_homeopathic_dilution_carries_nothing(self) -> None:
        assert claims(rub(diluted("magnesium_sulfate_topical", 6), claims=("Prevents cramps",))) == {
            "prevents_cramps": "unsupported"
        }

    def test_muscle_function_is_for_minerals_that_are_swallowed(self) -> None:
        says = ("Supports muscle function",)
        assert claims(supplement(amount_mg("magnesium", 100, 100), claims=says)) == {
            "supports_muscle_function": "supported_narrower"
        }
        assert claims(supplement(amount_mg("turmeric_oral", 500), claims=says)) == {
            "supports_muscle_function": "unsupported"
        }


def test_somebody_of_seventy_hopes_for_what_trials_did_not_find_even_where_the_label_is_silent() -> None:
    found = verdict(supplement(amount_mg("magnesium", 100, 100)), adult(age=70))
    assert [(claim.implied, claim.judgement.value) for claim in found.claims] == [(True, "contradicted")]
    assert found.word is not None
    assert found.word.value == "not_recommended"
    assert verdict(supplement(amount_mg("magnesium", 100, 100)), adult(age=40)).claims == ()


def test_the_name_leads_and_then_the_front_and_then_the_uses() -> None:
    named = rub(strength("menthol", 5), name="Stops Leg Cramps Gel")
    assert "R_CLAIM_UNSUPPORTED" in verdict(named).rules
    assert [claim.claim for claim in verdict(named).claims if claim.leading] == [
        "claim_relieves_muscle_cramps"
    ]
    assert (
        "R_CLAIM_UNSUPPORTED"
        not in verdict(rub(strength("menthol", 5), claims=(ACHES, "#1 best seller"))).rules
    )


class TestSupplementsAndDiseases:
    def rules(self, sentence: str) -> tuple[str, ...]:
        return verdict(supplement(amount_mg("turmeric_oral", 500), claims=(sentence,))).rules

    @pytest.mark.parametrize(
        "sentence",
        [
            "Treats arthritis",
            "Prevents diabetes",
            "Helps with fibromyalgia",
            "Cures leg cramps",
            "Treatment of pain",
        ],
    )
    def test_a_supplement_may_not_speak_of_a_disease(self, sentence: str) -> None:
        assert "R_CLAIM_DISEASE_SUPPLEMENT" in self.rules(sentence)

    @pytest.mark.parametrize("sentence", ["Prevents leg cramps", "Supports joint comfort", "Treat yourself"])
    def test_cramps_after_sport_and_normal_function_are_no_disease(self, sentence: str) -> None:
        assert "R_CLAIM_DISEASE_SUPPLEMENT" not in self.rules(sentence)

    def test_a_rub_may_name_arthritis(self) -> None:
        label = rub(strength("menthol", 5), claims=(ACHES + " and arthritis",))
        assert "R_CLAIM_DISEASE_SUPPLEMENT" not in verdict(label).rules

    def test_night_cramps_on_a_supplement_are_shown_and_not_decided(self) -> None:
        found = verdict(supplement(amount_mg("magnesium", 100, 100), claims=("For nocturnal leg cramps",)))
        assert "R_CLAIM_NOCTURNAL_CRAMP_OTC" not in found.rules
        assert [claim.claim for claim in found.claims] == ["claim_nocturnal_leg_cramp_drug_claim"]


def test_an_approved_medicine_may_say_more_than_a_monograph_one() -> None:
    says = ("Relieves night-time leg cramps",)
    assert "R_CLAIM_NOCTURNAL_CRAMP_OTC" in verdict(pill(amount_mg("quinine", 300), claims=says)).rules
    approved = pill(amount_mg("acetaminophen", 500, 1000), claims=says, marks=(mark(MarkKind.NDA),))
    assert "R_CLAIM_NOCTURNAL_CRAMP_OTC" not in verdict(approved).rules


def test_the_amount_beside_the_trial_is_said_in_words() -> None:
    found = verdict(supplement(amount_mg(K2, 0.09, 0.09))).doses[0]
    assert (found.per_day, found.studied, found.compared) == (
        "90 mcg",
        "180 mcg MK-7 a day, eight weeks",
        "less",
    )
    tube = Active(
        written="Menthol", ingredient="ingredient_menthol",
        amount=Amount(written="10 %", value=10, unit="%", per=Per.NOT_SAID, percent=10),
    )  # fmt: skip
    assert verdict(rub(tube)).doses[0].studied == "no amount was studied in cramps"
