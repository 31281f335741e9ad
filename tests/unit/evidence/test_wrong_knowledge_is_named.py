# SPDX-License-Identifier: Apache-2.0
"""Knowledge spoilt in one place at a time: the check finds each, and names file, record, reason and line."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.unit.evidence.conftest import spoil_record

from unclench.errors import ContentError
from unclench.evidence import check, load

TRIGGERS, STANDING, PREVENTION, PRIORS = "triggers.yaml", "standing.yaml", "prevention.yaml", "priors.yaml"
STATEMENTS, CONFLICTS = "article_statements.yaml", "conflicts.yaml"

# file, record, what stands in it, what replaces it, the record that is named, words of the reason
SPOILT = {
    "a source deleted": (
        "references.yaml",
        "garrison2015",
        "id: garrison2015",
        "id: garrison1915",
        "trg_season",
        "unknown source “garrison2015”",
    ),
    "a source misspelt": (
        TRIGGERS,
        "trg_alcohol",
        "source: delacour2018",
        "source: delacour1818",
        "trg_alcohol",
        "unknown source",
    ),
    "a citation misspelt": (
        STATEMENTS,
        "fact_tiptoe",
        "froedtert_foot",
        "froedtert_food",
        "fact_tiptoe",
        "unknown source “froedtert_food”",
    ),
    "a certainty that is nonsense": (
        TRIGGERS,
        "trg_stress",
        "certainty: low",
        "certainty: quite",
        "trg_stress",
        "“certainty” is not one of",
    ),
    "a certainty gone": (
        STANDING,
        "rf_age",
        "      certainty: high\n",
        "",
        "rf_age",
        "“certainty” is missing",
    ),
    "a certainty without a source": (
        TRIGGERS,
        "trg_caffeine",
        "citations: [remedy_cramps]",
        "citations: []",
        "trg_caffeine",
        "needs at least one source",
    ),
    "nothing cited and no reason why": (
        TRIGGERS,
        "trg_febrile_illness",
        "      no_source: assumed\n",
        "",
        "trg_febrile_illness",
        "does not say why in “no_source”",
    ),
    "a reason that is none": (
        TRIGGERS,
        "trg_febrile_illness",
        "no_source: assumed",
        "no_source: because",
        "trg_febrile_illness",
        "“no_source” is not one of",
    ),
    "a source and a reason why there is none": (
        TRIGGERS,
        "trg_caffeine",
        "      citations: [remedy_cramps]\n",
        "      citations: [remedy_cramps]\n      no_source: assumed\n",
        "trg_caffeine",
        "also says in “no_source”",
    ),
    "a guideline support that is nonsense": (
        PREVENTION,
        "diet",
        "guideline_support: some",
        "guideline_support: sure",
        "diet",
        "“guideline_support” is not one of",
    ),
    "an area misspelt": (
        TRIGGERS,
        "trg_season",
        "areas: [calf, foot]",
        "areas: [calve, foot]",
        "trg_season",
        "unknown area “calve”",
    ),
    "a condition misspelt": (
        PREVENTION,
        "diet",
        "condition: kidney_disease",
        "condition: kidny_disease",
        "diet",
        "unknown condition “kidny_disease”",
    ),
    "a promise nobody made": (
        STATEMENTS,
        "fact_feel",
        "covers: [F03]",
        "covers: [F3]",
        "fact_feel",
        "unknown coverage id “F3”",
    ),
    "a record named that is not there": (
        TRIGGERS,
        "trg_alcohol",
        "trial_of: [diet]",
        "trial_of: [died]",
        "trg_alcohol",
        "unknown record “died”",
    ),
    "an id that stands in two kinds": (
        PREVENTION,
        "diet",
        "id: diet",
        "id: trg_caffeine",
        "trg_caffeine",
        "stands also in prevention.yaml",
    ),
    "an id twice in a kind": (
        STANDING,
        "rf_arthritis",
        "id: rf_arthritis",
        "id: rf_venous",
        "rf_venous",
        "stands twice",
    ),
    "a direction that is nonsense": (
        TRIGGERS,
        "trg_alcohol",
        "direction: raises",
        "direction: up",
        "trg_alcohol",
        "“direction” is not one of",
    ),
    "a verdict that is nonsense": (
        STATEMENTS,
        "fact_feel",
        "verdict: supported",
        "verdict: true",
        "fact_feel",
        "“verdict”",
    ),
    "an interval that misses its value": (
        TRIGGERS,
        "trg_stress",
        "low: 1.0\n          high: 6.0",
        "low: 3.0\n          high: 6.0",
        "trg_stress",
        "lies outside its interval",
    ),
    "half an interval": (
        TRIGGERS,
        "trg_stress",
        "          low: 1.0\n          high: 6.0\n",
        "          high: 6.0\n",
        "trg_stress",
        "only one end",
    ),
    "a number that is text": (
        TRIGGERS,
        "trg_alcohol",
        "hours_to: 24",
        "hours_to: a day",
        "trg_alcohol",
        "“hours_to” must be a number",
    ),
    "advice of more than 20 words": (
        TRIGGERS,
        "trg_alcohol",
        "Drink water with alcohol.",
        "Drink water " + "and water " * 10 + ".",
        "trg_alcohol",
        "more than 20",
    ),
    "advice that shouts": (
        TRIGGERS,
        "trg_alcohol",
        "Drink water with alcohol.",
        "Drink water with alcohol!",
        "trg_alcohol",
        "an exclamation mark",
    ),
    "a dose": (
        PREVENTION,
        "magnesium_general",
        "Keep to the limit on the label.",
        "Take 300 mg.",
        "magnesium_general",
        "a dose",
    ),
    "a field without meaning": (
        TRIGGERS,
        "trg_alcohol",
        "    direction: raises\n",
        "    direction: raises\n    direktion: raises\n",
        "trg_alcohol",
        "unknown field “direktion”",
    ),
    "a field gone": (
        TRIGGERS,
        "trg_alcohol",
        "    direction: raises\n",
        "",
        "trg_alcohol",
        "“direction” is missing",
    ),
    "a part gone": (PREVENTION, "diet", "    evidence:\n", "    proof:\n", "diet", "“evidence” is missing"),
    "a mark nobody knows": (
        TRIGGERS,
        "trg_alcohol",
        "assumed: how long",
        "guessed: how long",
        "trg_alcohol",
        "unknown mark",
    ),
    "a caution without its mark": (
        PREVENTION,
        "diet",
        "    marks: [uncited_precaution]\n",
        "",
        "diet",
        "not the mark",
    ),
    "a review without a date": (
        STANDING,
        "rf_age",
        "    reviewed_by: ''\n",
        "    reviewed_by: A clinician\n",
        "rf_age",
        "belong together",
    ),
    "a use of a belief that is nonsense": (
        TRIGGERS,
        "trg_stress",
        "prior_use: shrunk\n          source: suri2018\n        - ",
        "prior_use: all\n          source: suri2018\n        - ",
        "trg_stress",
        "“prior_use”",
    ),
    "a rate that is not there": (
        PREVENTION,
        "magnesium_general",
        "baseline: magnesium_2012_placebo",
        "baseline: magnesium_1812_placebo",
        "magnesium_general",
        "unknown rate",
    ),
    "a belief about nothing": (
        PRIORS,
        "prior_footwear",
        "about: footwear",
        "about: legwear",
        "prior_footwear",
        "unknown record “legwear”",
    ),
    "a disagreement without positions": (
        CONFLICTS,
        "conflict_statin",
        "    positions:\n",
        "    said:\n",
        "conflict_statin",
        "“positions” is missing",
    ),
}


@pytest.mark.parametrize("what", SPOILT)
def test_the_check_finds(what: str, content: Path) -> None:
    file, record, old, new, named, reason = SPOILT[what]
    spoil_record(content / file, record, old, new)
    problems = check(content)
    found = [problem for problem in problems if problem.record == named and reason in problem.reason]
    assert found, [problem.sentence for problem in problems]
    assert "(line " in found[0].reason


def test_nothing_is_loaded_while_one_thing_is_wrong(content: Path) -> None:
    spoil_record(content / TRIGGERS, "trg_alcohol", "direction: raises", "direction: up")
    with pytest.raises(ContentError):
        load(content, cache=content / "cache")


def test_a_file_gone_is_missed(content: Path) -> None:
    (content / TRIGGERS).unlink()
    assert any(problem.file == TRIGGERS and "cannot be read" in problem.reason for problem in check(content))
