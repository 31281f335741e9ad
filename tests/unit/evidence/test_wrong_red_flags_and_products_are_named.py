# SPDX-License-Identifier: Apache-2.0
"""Red flags, products and vocabulary spoilt in one place at a time: the check finds each and names it."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.unit.evidence.conftest import spoil_record

from unclench.evidence import check

FLAGS, AIDS = "red_flags.yaml", "products/equipment.yaml"
INGREDIENTS, RULES = "products/ingredients.yaml", "products/verdict_rules.yaml"
NOTICES, CLAIMS = "products/watchlist.yaml", "products/claim_types.yaml"

# file, record, what stands in it, what replaces it, the record that is named, words of the reason
SPOILT = {
    "a condition of a product misspelt": (
        INGREDIENTS,
        "ingredient_camphor",
        "condition: epilepsy",
        "condition: epilepsi",
        "ingredient_camphor",
        "unknown condition “epilepsi”",
    ),
    "a class of medicines misspelt": (
        INGREDIENTS,
        "ingredient_taurine",
        "drug_class: lithium",
        "drug_class: litium",
        "ingredient_taurine",
        "unknown drug class “litium”",
    ),
    "a condition gone from the vocabulary": (
        "vocabulary.yaml",
        "myasthenia_gravis",
        "id: myasthenia_gravis",
        "id: myasthenia",
        "ingredient_magnesium",
        "unknown condition “myasthenia_gravis”",
    ),
    "a rule that asks for an unknown question": (
        FLAGS,
        "flag_stroke",
        "when: st_fast",
        "when: st_slow",
        "flag_stroke",
        "unknown question “st_slow”",
    ),
    "a rule that cannot be read": (
        FLAGS,
        "flag_seizure",
        "when: sz_aware and sz_5min",
        "when: sz_aware and (sz_5min",
        "flag_seizure",
        "a bracket is not closed",
    ),
    "a rule that is code": (
        FLAGS,
        "flag_toxin",
        "when: tx_poison or tx_bite",
        "when: tx_poison or tx_bite.real",
        "flag_toxin",
        "cannot be read",
    ),
    "a question nobody uses": (
        FLAGS,
        "flag_toxin",
        "when: tx_poison or tx_bite",
        "when: tx_poison",
        "flag_toxin",
        "no rule uses the question “tx_bite”",
    ),
    "a question id twice": (
        FLAGS,
        "flag_stroke",
        "id: st_fast",
        "id: pe_signs",
        "flag_stroke",
        "stands also at flag_dvt",
    ),
    "a question that asks nothing": (
        FLAGS,
        "flag_stroke",
        "sudden loss of vision?",
        "sudden loss of vision.",
        "flag_stroke",
        "does not end with a question mark",
    ),
    "a level milder than its rules": (
        FLAGS,
        "flag_stroke",
        "    level: emergency\n    questions",
        "    level: urgent\n    questions",
        "flag_stroke",
        "not the most urgent level",
    ),
    "a red flag that says self-care": (
        FLAGS,
        "flag_mnd",
        "level: doctor\n        note",
        "level: self_care\n        note",
        "flag_mnd",
        "never says self-care",
    ),
    "a flag that forgets an area of its signs": (
        FLAGS,
        "flag_renal_colic",
        "areas: [lower_back, abdomen]",
        "areas: [lower_back]",
        "stone_fever",
        "“flag_renal_colic” does not name",
    ),
    "a red flag gone": (
        FLAGS,
        "flag_stroke",
        "id: flag_stroke",
        "id: flag_strike",
        "cr_nerve_sudden_weak",
        "unknown record “flag_stroke” in “see”",
    ),
    "a sign of no red flag": (
        "stop_signs.yaml",
        "stroke",
        "flag: flag_stroke",
        "flag: flag_strike",
        "stroke",
        "unknown red flag “flag_strike”",
    ),
    "a notice under no rule": (
        NOTICES,
        "notice_elixicure",
        "rule: R_WARNING_LETTER",
        "rule: R_WARNING_BETTER",
        "notice_elixicure",
        "unknown record",
    ),
    "a pattern that cannot be read": (
        CLAIMS,
        "claim_detox",
        "- \\bdetox\n",
        "- (detox\n",
        "claim_detox",
        "cannot be read",
    ),
    "a verdict rule that answers nothing": (
        RULES,
        "R_SEAL_OK",
        "question: brand",
        "question: price",
        "R_SEAL_OK",
        "“question” is not one of",
    ),
    "a mapped name to nowhere": (
        "vocabulary.yaml",
        "asthma",
        "conditions: [asthma_copd]",
        "conditions: [astma]",
        "asthma",
        "unknown condition “astma”",
    ),
}


@pytest.mark.parametrize("what", SPOILT)
def test_the_check_finds(what: str, content: Path) -> None:
    file, record, old, new, named, reason = SPOILT[what]
    spoil_record(content / file, record, old, new)
    problems = check(content)
    found = [problem for problem in problems if problem.record == named and reason in problem.reason]
    assert found, [problem.sentence for problem in problems]
    across = ("red flag", "does not name")  # found between two files, so no one line is wrong
    assert "(line " in found[0].reason or any(word in reason for word in across)


def test_a_promise_that_nobody_keeps_any_more_is_missed(content: Path) -> None:
    path = content / AIDS
    path.write_text(path.read_text("utf-8").replace("F45", "V10"), "utf-8")
    assert [problem.record for problem in check(content)] == ["F45"]
