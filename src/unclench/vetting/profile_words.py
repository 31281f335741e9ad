# SPDX-License-Identifier: Apache-2.0
"""How people and sources name conditions and medicines that content calls by an id."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from unclench.evidence import Library
from unclench.vetting.close_names import plain

__all__ = ["OWN_CONDITIONS", "SAID", "class_names", "condition_names", "medicine_names"]

# As vocabulary.yaml's mapped_conditions; a test holds the two equal.
SAID: dict[str, tuple[str, ...]] = {
    "age_65_plus": ("age_over_65",),
    "age_60_plus": ("age_over_60",),
    "asthma": ("asthma_copd",),
    "peanut_or_celery_allergy": ("plant_allergy",),
    "hypertension": ("hypertension_sodium_restriction",),
    "low_sodium_diet": ("hypertension_sodium_restriction",),
    "heart_failure": ("heart_failure_fluid_restriction",),
    "long_qt": ("qt_prolongation",),
    "peripheral_arterial_disease": ("peripheral_artery_disease",),
    "diabetes_with_neuropathy": ("diabetes_neuropathy",),
    "reduced_skin_sensation": ("numbness",),
    "raynaud_or_cold_urticaria": ("raynaud", "cold_hypersensitivity"),
    "deep_vein_thrombosis_suspected": ("dvt_suspected",),
    "pacemaker_or_implant": ("pacemaker",),
    "broken_skin": ("skin_broken",),
    "skin_tape_allergy": ("adhesive_allergy",),
}

# What the look at a product asks and content has no question for.
OWN_CONDITIONS: dict[str, str] = {
    "quinine_reaction": "an earlier reaction to quinine",
    "neuropathy": "tingling or a nerve disease",
}

_ALSO: dict[str, str] = {
    "high blood pressure": "hypertension",
    "low salt diet": "low_sodium_diet",
    "low sodium": "low_sodium_diet",
    "salt restriction": "low_sodium_diet",
    "pregnant": "pregnancy",
    "expecting": "pregnancy",
    "pregnant 20 weeks": "pregnancy_20w_plus",
    "third trimester": "pregnancy_20w_plus",
    "breastfeeding": "lactation",
    "breast feeding": "lactation",
    "nursing": "lactation",
    "aspirin allergy": "aspirin_or_nsaid_allergy",
    "allergy to aspirin": "aspirin_or_nsaid_allergy",
    "allergic to aspirin": "aspirin_or_nsaid_allergy",
    "nsaid allergy": "aspirin_or_nsaid_allergy",
    "ibuprofen allergy": "aspirin_or_nsaid_allergy",
    "salicylate allergy": "aspirin_or_nsaid_allergy",
    "lidocaine allergy": "local_anaesthetic_allergy",
    "local anesthetic allergy": "local_anaesthetic_allergy",
    "celery allergy": "plant_allergy",
    "birch pollen allergy": "plant_allergy",
    "ragweed allergy": "asteraceae_allergy",
    "daisy allergy": "asteraceae_allergy",
    "arnica allergy": "asteraceae_allergy",
    "copd": "asthma",
    "stomach ulcer": "peptic_ulcer_or_gi_bleed",
    "peptic ulcer": "peptic_ulcer_or_gi_bleed",
    "ulcer": "peptic_ulcer_or_gi_bleed",
    "stomach bleeding": "peptic_ulcer_or_gi_bleed",
    "gi bleed": "peptic_ulcer_or_gi_bleed",
    "low platelets": "thrombocytopenia",
    "haemophilia": "bleeding_disorder",
    "hemophilia": "bleeding_disorder",
    "g6pd": "g6pd_deficiency",
    "ckd": "kidney_disease",
    "kidney failure": "kidney_disease",
    "renal failure": "kidney_disease",
    "renal disease": "kidney_disease",
    "chronic kidney disease": "kidney_disease",
    "weak kidneys": "kidney_disease",
    "dialysis": "kidney_disease",
    "kidneys": "kidney_disease",
    "cirrhosis": "liver_disease",
    "hepatitis": "liver_disease",
    "fatty liver": "liver_disease",
    "heart attack": "heart_disease",
    "coronary disease": "heart_disease",
    "stroke": "heart_disease",
    "bypass surgery": "heart_surgery_recent",
    "heart surgery": "heart_surgery_recent",
    "long qt syndrome": "long_qt",
    "qt prolongation": "long_qt",
    "heart block": "heart_block_or_bradycardia",
    "bradycardia": "heart_block_or_bradycardia",
    "slow pulse": "heart_block_or_bradycardia",
    "afib": "atrial_fibrillation",
    "tinnitus": "optic_neuritis_or_tinnitus",
    "optic neuritis": "optic_neuritis_or_tinnitus",
    "seizures": "epilepsy",
    "methaemoglobinaemia": "methemoglobinaemia_history",
    "methemoglobinemia": "methemoglobinaemia_history",
    "enlarged prostate": "prostate_enlargement",
    "bph": "prostate_enlargement",
    "hypercalcemia": "hypercalcaemia",
    "gallstones": "gallstones_or_bile_obstruction",
    "bile duct obstruction": "gallstones_or_bile_obstruction",
    "neuropathy": "neuropathy",
    "peripheral neuropathy": "neuropathy",
    "tingling": "neuropathy",
    "neuropathy symptoms": "neuropathy",
    "diabetic neuropathy": "diabetes_with_neuropathy",
    "numb skin": "reduced_skin_sensation",
    "raynaud s": "raynaud_or_cold_urticaria",
    "cold urticaria": "raynaud_or_cold_urticaria",
    "dvt": "deep_vein_thrombosis_suspected",
    "blood clot": "deep_vein_thrombosis_suspected",
    "pad": "peripheral_arterial_disease",
    "pacemaker": "pacemaker_or_implant",
    "implant": "pacemaker_or_implant",
    "wound": "broken_skin",
    "rash": "broken_skin",
    "sunburn": "broken_skin",
    "eczema": "broken_skin",
    "irritated skin": "broken_skin",
    "athlete": "tested_athlete",
    "doping tests": "tested_athlete",
    "heavy drinking": "alcohol_3_plus_daily",
    "three drinks a day": "alcohol_3_plus_daily",
    "reaction to quinine": "quinine_reaction",
    "earlier reaction to quinine": "quinine_reaction",
    "earlier quinine reaction": "quinine_reaction",
    "previous quinine reaction": "quinine_reaction",
    "quinine sensitivity": "quinine_reaction",
    "sensitive to quinine": "quinine_reaction",
    "quinine allergy": "quinine_reaction",
    "over 65": "age_65_plus",
    "65 and over": "age_65_plus",
    "60 and over": "age_60_plus",
    "blood thinner": "anticoagulants",
    "diuretic": "diuretics",
    "water pill": "diuretics",
    "water pills": "diuretics",
}

# Names on boxes and the other spelling of the same medicine. From memory: identity only, and on the careful side.
_ALSO_MEDICINES: dict[str, str] = {
    "coumadin": "vitamin_k_antagonist",
    "jantoven": "vitamin_k_antagonist",
    "marcumar": "vitamin_k_antagonist",
    "sintrom": "vitamin_k_antagonist",
    "vka": "vitamin_k_antagonist",
    "vitamin k antagonist": "vitamin_k_antagonist",
    "eliquis": "doac",
    "xarelto": "doac",
    "pradaxa": "doac",
    "plavix": "antiplatelet",
    "nsaids": "nsaid",
    "steroids": "corticosteroid_oral",
    "oral steroids": "corticosteroid_oral",
    "ssri": "ssri_snri",
    "snri": "ssri_snri",
    "aldactone": "diuretic_potassium_sparing",
    "hctz": "diuretic_thiazide",
    "thiazide": "diuretic_thiazide",
    "chlorthalidone": "diuretic_thiazide",
    "loop diuretic": "diuretic_loop",
    "lasix": "diuretic_loop",
    "torsemide": "diuretic_loop",
    "ace inhibitor": "ace_inhibitor_or_arb",
    "arb": "ace_inhibitor_or_arb",
    "sartan": "ace_inhibitor_or_arb",
    "fosamax": "bisphosphonate",
    "alendronic acid": "bisphosphonate",
    "quinolone": "quinolone_or_tetracycline",
    "tetracycline": "quinolone_or_tetracycline",
    "synthroid": "levothyroxine",
    "thyroxine": "levothyroxine",
    "sinemet": "levodopa",
    "madopar": "levodopa",
    "statins": "statin",
    "lipitor": "statin",
    "benzodiazepine": "sedative",
    "opioid": "sedative",
    "cyclosporine": "calcineurin_inhibitor",
    "glyburide": "insulin_or_sulfonylurea",
    "sulfonylurea": "insulin_or_sulfonylurea",
    "sulphonylurea": "insulin_or_sulfonylurea",
    "succinylcholine": "neuromuscular_blocker",
}


def condition_names(library: Library) -> Mapping[str, str]:
    """Every plain name of a condition, and its id or the narrower word of SAID."""
    return _kept(_condition_names, library)


def class_names(library: Library) -> Mapping[str, frozenset[str]]:
    """Every plain name of a medicine or class, and the classes it belongs to."""
    return _kept(_class_names, library)


def medicine_names(library: Library) -> Mapping[str, str]:
    """Every plain name of an ingredient that is a medicine, and its id."""
    return _kept(_medicine_names, library)


# One of each for the library in use: its version says when they are old.
_made: dict[str, tuple[str, Mapping[str, Any]]] = {}


def _kept(make: Callable[[Library], Mapping[str, Any]], library: Library) -> Mapping[str, Any]:
    version, found = _made.get(make.__name__, ("", {}))
    if version != library.version:
        found = make(library)
        _made[make.__name__] = (library.version, found)
    return found


def _class_names(library: Library) -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for key, row in library.drug_classes.items():
        for name in (key, row.label, *row.examples):
            found.setdefault(plain(name), set()).add(key)
    for name, key in _ALSO_MEDICINES.items():
        found.setdefault(plain(name), set()).add(key)
    return {name: frozenset(keys) for name, keys in found.items()}


def _medicine_names(library: Library) -> Mapping[str, str]:
    return {
        plain(name): row.id
        for row in library.ingredients.values()
        if {"nsaid", "analgesic", "sedating_antihistamine", "antimalarial"} & set(row.classes)
        for name in (row.id.removeprefix("ingredient_"), row.name, *row.names)
    }


def _condition_names(library: Library) -> Mapping[str, str]:
    every = {**library.conditions, **library.product_conditions}
    names = {plain(row.label): key for key, row in every.items()}
    names |= {plain(key): key for key in every}
    names |= {plain(label): key for key, label in OWN_CONDITIONS.items()}
    names |= {plain(key): key for key in OWN_CONDITIONS}
    names |= {plain(said): said for said in SAID}
    return names | {plain(said): key for said, key in _ALSO.items()}
