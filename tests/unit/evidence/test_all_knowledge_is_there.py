# SPDX-License-Identifier: Apache-2.0
"""Everything the facts hold is in the library: how many of each kind, every promise kept, every source known."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import fields, is_dataclass
from typing import Any

import pytest

from unclench.body.areas import Area
from unclench.errors import NotFound
from unclench.evidence import Library, UrgencyLevel
from unclench.evidence.catalogue import CATALOGUE
from unclench.evidence.kinds import ProductQuestion, ProductVerdict, Verdict
from unclench.evidence.schema import UNCITED
from unclench.evidence.words import mark_in_words

COUNTS = {
    "prevention": 26,
    "water_needs": 13,
    "beliefs": 21,
    "triggers": 38,
    "standing": 40,
    "red_flags": 29,
    "derived_facts": 2,
    "care_rules": 313,
    "see_doctor": 17,
    "visit": 61,
    "differential": 8,
    "definitions": 4,
    "epidemiology": 27,
    "baselines": 7,
    "placebo_changes": 4,
    "coding": 24,
    "conflicts": 27,
    "statements": 40,
    "house_rules": 7,
    "gaps": 18,
    "ingredients": 31,
    "claim_types": 16,
    "verdict_rules": 39,
    "parsing_rules": 14,
    "brand_checks": 23,
    "watchlist": 11,
    "aids": 10,
    "product_facts": 6,
}
VISIT = {"history": 8, "exam": 5, "test": 22, "referral": 5, "option": 7, "ask": 8, "bring": 6}
UCUM = {
    "", "1", "%", "Cel", "L", "U/L", "U/L, U/L, U/L, g/L", "d", "h", "kg", "m[IU]/L", "mg", "mg/dL", "min",
    "mL/min/{1.73_m2}", "mmol/L", "ug/L", "umol/L", "{count}", "{drinks}", "{score}", "{steps}",
}  # fmt: skip


def parts(value: Any) -> list[Any]:
    """A record and every record within it."""
    if isinstance(value, tuple):
        return [part for one in value for part in parts(one)]
    if not is_dataclass(value):
        return []
    return [value, *(part for one in fields(value) for part in parts(getattr(value, one.name)))]


def everything(library: Library) -> list[Any]:
    return [part for _, rows in library.all_kinds() for row in rows.values() for part in parts(row)]


@pytest.mark.parametrize("kind", COUNTS)
def test_all_of_a_kind_are_there(library: Library, kind: str) -> None:
    assert len(library.kind(kind)) == COUNTS[kind]


def test_no_kind_goes_uncounted() -> None:
    assert set(COUNTS) == set(CATALOGUE)


def test_the_29_red_flags_ask_104_questions_in_68_rules(library: Library) -> None:
    flags = library.red_flags.values()
    assert sum(len(flag.questions) for flag in flags) == 104
    assert sum(len(flag.rules) for flag in flags) == 68


def test_a_visit_is_whole(library: Library) -> None:
    assert Counter(item.part.value for item in library.visit.values()) == VISIT


def test_all_conditions_and_classes_of_medicines_of_products_are_there(library: Library) -> None:
    assert len(library.product_conditions) == 29
    assert len(library.drug_classes) == 25
    assert not set(library.product_conditions) & set(library.conditions)


def test_all_61_promises_are_kept(library: Library) -> None:
    assert len(library.promises) == 61
    assert [key for key in library.promises if not library.carriers(key)] == []


def test_who_keeps_a_promise_is_named_by_kind_and_id(library: Library) -> None:
    assert ("water_needs", "water_us_women") in library.carriers("F63")
    assert library.carriers("F13") == (("remedies", "calf_tiptoe"), ("statements", "fact_tiptoe"))
    assert library.carriers("F99") == ()


def test_an_id_stands_once_over_all_kinds(library: Library) -> None:
    ids = [row.id for _, rows in library.all_kinds() for row in rows.values()]
    assert [key for key, count in Counter(ids).items() if count > 1] == []
    assert all(re.fullmatch(r"[a-z][a-z0-9_]*|[RB]_[A-Z0-9_]+", key) for key in ids)


def test_a_record_is_found_whatever_its_kind(library: Library) -> None:
    assert library.record("trg_alcohol") == ("triggers", library.triggers["trg_alcohol"])
    assert library.record("calf_tiptoe")[0] == "remedies"
    with pytest.raises(NotFound, match="nothing_here"):
        library.record("nothing_here")
    with pytest.raises(NotFound, match="elephants"):
        library.kind("elephants")


def test_every_citation_is_the_id_of_a_source(library: Library) -> None:
    cited: set[str] = set()
    for part in everything(library):
        for name in ("citations", "sources", "seen_in"):
            cited |= set(getattr(part, name, ()))
        cited |= {key for key in (getattr(part, "source", ""),) if key and key != UNCITED}
    assert cited <= set(library.references)
    assert len(cited) > 280


def test_every_area_is_an_area_of_the_body(library: Library) -> None:
    known = {area.value for area in Area}
    for part in everything(library):
        assert set(getattr(part, "areas", ())) <= known


def test_every_mark_can_be_said(library: Library) -> None:
    for _, rows in library.all_kinds():
        for row in rows.values():
            for mark in row.marks:
                assert mark_in_words(mark).endswith("."), row.id


def test_nobody_has_reviewed_anything_yet(library: Library) -> None:
    whole = sum(len(rows) for _, rows in library.all_kinds())
    assert len(library.unreviewed()) == whole == sum(COUNTS.values()) + 42


def test_every_unit_is_a_code_of_ucum(library: Library) -> None:
    used = {row.measure.ucum for row in library.triggers.values()} | {
        row.ucum for row in library.visit.values()
    }
    assert used <= UCUM


def test_every_trigger_can_be_measured_and_changed(library: Library) -> None:
    for row in library.triggers.values():
        assert row.measure.question or row.measure.computed, row.id
        assert row.window.hours_from <= row.window.hours_to, row.id
        assert row.change, row.id


def test_a_device_calls_things_by_its_own_names(library: Library) -> None:
    for row in library.triggers.values():
        for name in row.devices.healthkit if row.devices else ():
            assert re.fullmatch(r"HK(Quantity|Category)TypeIdentifier\w+", name), name
        for name in row.devices.health_connect if row.devices else ():
            assert re.fullmatch(r"\w+Record", name), name


def test_five_exposures_the_diary_promises_to_ask_about_are_there(library: Library) -> None:
    asked = {key for kind, key in library.carriers("P15") if kind == "triggers"}
    assert asked >= {
        "trg_reading_in_bed",
        "trg_sitting_long",
        "trg_standing_long",
        "trg_tight_or_high_shoes",
        "trg_sleep_position",
    }


def test_no_dose_stands_anywhere_in_what_prevents(library: Library) -> None:
    dose = re.compile(r"\d\s*(mg|mcg|micrograms?)\b")
    for row in library.prevention.values():
        for text in (row.name, row.claim, *row.how, row.often_said, *(part.why for part in row.cautions)):
            assert not dose.search(text), row.id


def test_quinine_and_prescribed_medicines_are_never_part_of_a_self_trial(library: Library) -> None:
    never = {key for key, row in library.prevention.items() if not row.self_trial}
    assert never == {"quinine", "naftidrofuryl", "diltiazem", "nmes_calf", "magnesium_pregnancy"}
    assert all(library.prevention[key].why_no_self_trial for key in never)


def test_nobody_is_told_to_stop_a_prescribed_medicine(library: Library) -> None:
    for key, row in library.standing.items():
        if key.startswith("rx_"):
            for text in row.what_to_do:
                assert not re.match(r"(Stop|Change (?!nothing)|Halve|Reduce)\b", text), key


def test_every_belief_is_about_a_prevention(library: Library) -> None:
    assert {row.about for row in library.beliefs.values()} <= set(library.prevention)
    assert {key for key, row in library.beliefs.items() if not row.derived} == {
        "prior_walking_programme_back"
    }


def test_the_verdict_on_every_statement_of_the_article_is_there(library: Library) -> None:
    verdicts = Counter(row.verdict for row in library.statements.values())
    assert verdicts == {
        Verdict.SUPPORTED: 14,
        Verdict.PARTLY: 15,
        Verdict.UNSUPPORTED: 10,
        Verdict.OUTDATED: 1,
    }
    assert {key for key, row in library.statements.items() if row.silent} == {
        "fact_quinine_omitted",
        "fact_vit_k2_omitted",
        "fact_regression_to_mean",
    }


def test_a_disagreement_names_at_least_one_position_with_its_sources(library: Library) -> None:
    for row in library.conflicts.values():
        assert row.positions, row.id
        assert all(position.sources for position in row.positions), row.id


def test_the_rules_on_products_answer_three_questions(library: Library) -> None:
    asked = Counter(row.question for row in library.verdict_rules.values())
    assert set(asked) == set(ProductQuestion)
    assert {row.verdict for row in library.verdict_rules.values()} == set(ProductVerdict)


def test_every_kind_of_claim_finds_what_it_is_for(library: Library) -> None:
    labels = {
        "claim_relieves_muscle_cramps": "Relieves painful leg cramps",
        "claim_prevents_cramps": "prevents muscle cramps",
        "claim_nocturnal_leg_cramp_drug_claim": "for nocturnal leg cramps",
        "claim_fast_relief": "Fast-acting",
        "claim_clinically_proven": "clinically proven",
        "claim_cures": "a miracle",
        "claim_homeopathic_use": "Cuprum metallicum 6X HPUS",
        "claim_testimonial": "10,000+ reviews",
    }
    for key, label in labels.items():
        patterns = library.claim_types[key].patterns
        assert any(re.search(pattern, label, re.IGNORECASE) for pattern in patterns), key


@pytest.mark.parametrize("area", [area.value for area in Area])
def test_the_flags_of_an_area_begin_with_emergencies(library: Library, area: str) -> None:
    levels = [flag.level for flag in library.flags_for(area)]
    assert levels == sorted(levels, key=list(UrgencyLevel).index)
    signs = {sign.flag for sign in library.stop_signs[area].signs}
    assert signs <= {flag.id for flag in library.flags_for(area)}


def test_water_is_a_table_and_not_a_target(library: Library) -> None:
    women, men = library.water_needs["water_us_women"], library.water_needs["water_us_men"]
    assert (women.total_l, women.drinks_l, women.ounces, women.glasses) == (2.7, 2.2, 91, 11)
    assert (men.total_l, men.drinks_l, men.ounces, men.glasses) == (3.7, 3.0, 125, 15.5)
    assert library.water_needs["water_eu_men"].total_l == 2.5
    assert "not a need" in women.claim
