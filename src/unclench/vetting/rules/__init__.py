# SPDX-License-Identifier: Apache-2.0
"""One small function for each verdict rule of content, by its id, and some watchers that have no id.

Content says in words when a rule fires and how bad that is; the function is the same in code. A test holds the table
and content to the same ids.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from unclench.evidence.kinds.products import ProductQuestion
from unclench.vetting.case import Case
from unclench.vetting.findings import Finding
from unclench.vetting.rules import (
    brand,
    claims,
    intake,
    label_data,
    medicines,
    person,
    skin,
    strength,
    swallowed,
)

__all__ = ["RULES", "WATCHERS", "Rule"]

Rule = Callable[[Case], Iterator[Finding]]

RULES: Mapping[str, Rule] = {
    "R_OVER_LIMIT": strength.over_limit,
    "R_OVER_UL": intake.over_upper_level,
    "R_UNDER_RANGE": strength.under_range,
    "R_STRENGTH_CONTRADICTION": strength.contradiction,
    "R_UNITS_IMPLAUSIBLE": strength.implausible,
    "R_HEAT_OR_OCCLUSION": skin.heat_or_wrap,
    "R_HEAT_WARNING_MISSING": skin.heat_warning_missing,
    "R_BURN_HIGH_COUNTERIRRITANT": skin.burns,
    "R_SALICYLATE_ALLERGY": medicines.salicylate_allergy,
    "R_SALICYLATE_ANTICOAGULANT": medicines.salicylate_anticoagulant,
    "R_NSAID_PERSON": medicines.nsaid_person,
    "R_DUPLICATE_ACTIVE": intake.duplicate_active,
    "R_QUININE_ANY": swallowed.quinine_any,
    "R_QUININE_BEVERAGE": swallowed.quinine_beverage,
    "R_MAGNESIUM_KIDNEY": swallowed.magnesium_kidney,
    "R_POTASSIUM_RISK": swallowed.potassium_risk,
    "R_VITK_WARFARIN": swallowed.vitamin_k_warfarin,
    "R_CAMPHOR_CHILD": skin.camphor_child,
    "R_CHILD_LABEL_AGE": person.child_by_label,
    "R_PREGNANCY_ASK": person.pregnancy_ask,
    "R_BROKEN_SKIN": skin.broken_skin,
    "R_CHILD_RESISTANT": skin.child_resistant,
    "R_UNAPPROVED_ACTIVE": claims.unapproved_active,
    "R_HIDDEN_DRUG": brand.hidden_drug,
    "R_RECALL_ACTIVE": brand.recall_active,
    "R_RECALL_PAST": brand.recall_past,
    "R_WARNING_LETTER": brand.warning_letter,
    "R_CLAIM_DISEASE_SUPPLEMENT": claims.disease_supplement,
    "R_CLAIM_NOCTURNAL_CRAMP_OTC": claims.nocturnal,
    "R_CLAIM_UNSUPPORTED": claims.unsupported,
    "R_CLAIM_HOMEOPATHIC": claims.homeopathic,
    "R_DISCLAIMER_MISSING": claims.disclaimer_missing,
    "R_PROPRIETARY_BLEND": brand.proprietary_blend,
    "R_NO_CONTACT": brand.no_contact,
    "R_SEAL_OK": brand.seal_checked,
    "R_WRONG_PURPOSE": claims.wrong_purpose,
    "R_PERSON_CONDITION": person.person_condition,
    "R_PERSON_INTERACTION": person.person_interaction,
    "R_DATA_INCOMPLETE": label_data.incomplete,
}

WATCHERS: Mapping[ProductQuestion, tuple[Rule, ...]] = {
    ProductQuestion.INGREDIENTS: (
        label_data.identity_unknown,
        label_data.strangers,
        strength.not_checked,
        intake.intake_not_checked,
    ),
    ProductQuestion.CLAIMS: (claims.uses_unknown,),
    ProductQuestion.BRAND: (brand.name_only,),
}
"""What keeps a verdict from being better because something is not known."""
