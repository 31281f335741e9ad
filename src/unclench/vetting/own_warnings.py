# SPDX-License-Identifier: Apache-2.0
"""The label's own warnings, held against the person: "ask a doctor if you have high blood pressure".

Patterns only find words; what a hit means is decided by the section it stands in.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from unclench.evidence.kinds.products import ConcernLevel
from unclench.vetting.label import Label

__all__ = ["OwnWarning", "warnings_for"]

_FORBIDS = "do_not_use"
_AROUND = 60

_CONDITIONS: dict[str, str] = {
    "kidney_disease": r"kidney (?:disease|problem|failure|trouble)|renal (?:disease|impairment|failure)",
    "liver_disease": r"liver (?:disease|problem|failure|trouble)|cirrhosis|hepatitis",
    "heart_disease": r"heart (?:disease|problem|trouble)",
    "heart_failure_fluid_restriction": r"heart failure",
    "heart_surgery_recent": r"heart (?:bypass )?surgery|bypass surgery",
    "hypertension_sodium_restriction": r"high blood pressure|hypertension|(?:sodium|salt)[- ]restricted",
    "asthma_copd": r"asthma|emphysema|chronic bronchitis|breathing problem",
    "peptic_ulcer_or_gi_bleed": r"stomach (?:ulcers?|problems|bleeding)|peptic ulcer",
    "bleeding_disorder": r"bleeding (?:problems?|disorders?)",
    "epilepsy": r"epilep|seizures?\b",
    "glaucoma": r"glaucoma",
    "prostate_enlargement": r"enlarge\w* (?:of the )?prostate|trouble urinating",
    "diabetes": r"diabet",
    "gout": r"\bgout\b",
    "kidney_stones": r"kidney stones?",
    "alcohol_3_plus_daily": r"(?:3|three) or more alcoholic",
    "aspirin_or_nsaid_allergy": r"allerg\w*[^.;■•]{0,50}(?:aspirin|salicylate|nsaid|pain reliever|anti-inflammatory)",
    "local_anaesthetic_allergy": r"allerg\w*[^.;■•]{0,40}(?:local an\w*sthetic|lidocaine)",
    "quinine_reaction": r"(?:sensitive|allerg\w*|hypersensitiv\w*)[^.;■•]{0,20}quinine",
    "g6pd_deficiency": r"\bg6pd",
    "myasthenia_gravis": r"myasthenia",
    "phenylketonuria": r"phenylketon",
    "latex_allergy": r"latex",
}
_CLASSES: dict[str, str] = {
    "vitamin_k_antagonist": r"blood[- ]thinn|anticoagulant|warfarin",
    "doac": r"blood[- ]thinn|anticoagulant",
    "diuretic_thiazide": r"diuretic|water pill",
    "diuretic_loop": r"diuretic|water pill",
    "diuretic_potassium_sparing": r"diuretic|water pill",
    "corticosteroid_oral": r"steroid drug|corticosteroid",
    "nsaid": r"\bnsaids?\b|ibuprofen|naproxen",
    "sedative": r"sedative|tranquili[sz]er|sleeping pill",
    "lithium": r"\blithium\b",
    "methotrexate": r"methotrexate",
    "insulin_or_sulfonylurea": r"drugs? for diabetes|medicines? for diabetes",
}
_PATTERNS = {
    key: re.compile(pattern, re.IGNORECASE) for key, pattern in (*_CONDITIONS.items(), *_CLASSES.items())
}


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnWarning:
    """key: a condition or class of medicines the person has. written: the words around the hit; escape them."""

    key: str
    is_class: bool
    level: ConcernLevel
    written: str


def warnings_for(label: Label, conditions: frozenset[str], classes: frozenset[str]) -> Iterator[OwnWarning]:
    """What the label itself says to this person, the stricter of several lines on one thing."""
    for key, is_class in sorted(
        [(key, False) for key in conditions & _CONDITIONS.keys()]
        + [(key, True) for key in classes & _CLASSES.keys()]
    ):
        found = [
            (one.field.endswith(_FORBIDS), _around(one.text, hit))
            for one in label.warnings
            if (hit := _PATTERNS[key].search(one.text)) is not None
        ]
        if found:
            forbidden, written = max(found)
            level = ConcernLevel.AVOID if forbidden and not is_class else ConcernLevel.ASK
            yield OwnWarning(key=key, is_class=is_class, level=level, written=written)


def _around(text: str, hit: re.Match[str]) -> str:
    return " ".join(text[max(0, hit.start() - _AROUND) : hit.end() + _AROUND].split())
