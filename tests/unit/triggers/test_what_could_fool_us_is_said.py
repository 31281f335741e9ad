# SPDX-License-Identifier: Apache-2.0
"""Each trap has a check that answers, and stands in the way of a verdict where it must."""

from __future__ import annotations

from typing import Any

import numpy as np
from tests.unit.triggers.diaries import diary, with_coffee

from unclench import triggers
from unclench.triggers import Answer, Finding, Layer


def answer(one: Finding, kind: str) -> Answer:
    return next(warning.answer for warning in one.warnings if warning.kind == kind)


def test_a_medicine_changed_once_is_for_a_trial_and_not_for_a_verdict() -> None:
    dice = np.random.default_rng(1)
    drug = (np.arange(360) > 180).astype(float)
    one = triggers.fit(
        diary(dice.poisson(0.1 + 0.5 * drug).astype(float), drug=drug), priors=False
    ).findings_["drug"]
    assert not one.found
    assert answer(one, "rare_exposure") is Answer.YES
    assert "trial" in one.sentence


def test_one_terrible_day_makes_no_trigger() -> None:
    dice = np.random.default_rng(2)
    table = with_coffee(ratio=1.0, seed=2)
    counts = table["spasm_count"]
    rare = (dice.random(365) < 0.04).astype(float)
    day = int(np.flatnonzero(rare)[3])
    counts[day] = 40
    assert not triggers.fit({**table, "party": rare}, priors=False).findings_["party"].found


def with_espresso(unlike: float) -> dict[str, Any]:
    """Coffee matters; espresso is the same but for a share of days."""
    table = with_coffee()
    other = np.random.default_rng(3).random(365) < unlike
    table["espresso_shots"] = np.where(other, 1 - table["coffee_cups"], table["coffee_cups"])
    return table


def test_twins_are_one_finding_that_names_both() -> None:
    findings = triggers.fit(with_espresso(0.01), priors=False).findings_
    twins = {"coffee_cups", "espresso_shots"}
    [shown] = [findings[name] for name in twins if findings[name].found]
    [other] = twins - {shown.name}
    assert shown.twins == (other,)
    assert findings[other].twins == (shown.name,)
    assert shown.layer is Layer.WORTH_TESTING
    assert "coffee cups" in shown.sentence
    assert "espresso shots" in shown.sentence
    assert "cannot tell which" in findings[other].sentence
    for name in twins:
        assert answer(findings[name], "cannot_be_told_apart") is Answer.YES


def test_exposures_that_go_together_only_now_and_then_are_no_twins() -> None:
    findings = triggers.fit(with_espresso(0.2), priors=False).findings_
    assert findings["coffee_cups"].found
    assert all(not one.twins for one in findings.values())


def test_resting_on_the_day_after_a_spasm_is_seen_as_an_answer_to_it() -> None:
    dice = np.random.default_rng(6)
    counts = dice.poisson(0.25, 365).astype(float)
    after = np.concatenate(([0.0], np.minimum(counts[:-1], 1)))
    rest = np.maximum(after * (dice.random(365) < 0.8), dice.random(365) < 0.1).astype(float)
    one = triggers.fit(diary(counts, rest_day=rest), priors=False).findings_["rest_day"]
    assert answer(one, "answers_the_spasm") is Answer.YES
    assert not one.found


def test_a_remedy_without_its_hour_gets_no_verdict_for_the_same_day() -> None:
    dice = np.random.default_rng(7)
    counts = dice.poisson(0.25, 365).astype(float)
    massage = ((counts > 0) & (dice.random(365) < 0.8)).astype(float)
    one = triggers.fit(diary(counts, massage=massage)).findings_["massage"]
    assert not one.found
    assert 0 not in one.by_lag
    assert answer(one, "used_against_spasms") is Answer.YES


def test_items_forgotten_on_quiet_days_raise_the_recall_warning_and_no_trigger() -> None:
    dice = np.random.default_rng(9)
    counts = dice.poisson(0.2, 300).astype(float)
    kept = np.where(counts > 0, 0.95, 0.5)
    items = {
        f"item_{place}": ((dice.random(300) < 0.5) & (dice.random(300) < kept)).astype(float)
        for place in range(8)
    }
    findings = triggers.fit(diary(counts, **items), priors=False).findings_
    assert all(answer(one, "recall_bias") is Answer.YES for one in findings.values())
    assert sum(one.found for one in findings.values()) == 0


def test_a_negative_control_that_tracks_spasms_gives_recall_away() -> None:
    dice = np.random.default_rng(10)
    counts = dice.poisson(0.25, 300).astype(float)
    ticked = (dice.random(300) < np.where(counts > 0, 0.8, 0.35)).astype(float)
    other = (dice.random(300) < 0.4).astype(float)
    table = diary(counts, saw_a_bird=ticked, tea=other)
    findings = triggers.fit(table, priors=False, negative_controls=("saw_a_bird",)).findings_
    assert not findings["saw_a_bird"].found
    assert answer(findings["tea"], "recall_bias") is Answer.YES


def test_an_effect_that_ended_is_called_unstable() -> None:
    dice = np.random.default_rng(11)
    coffee = (dice.random(500) < 0.45).astype(float)
    rate = 0.15 * 7.0 ** (coffee * (np.arange(500) < 250))
    one = triggers.fit(diary(dice.poisson(rate).astype(float), coffee=coffee), priors=False).findings_[
        "coffee"
    ]
    assert answer(one, "unstable_over_time") is Answer.YES
    assert one.layer is not Layer.LIKELY


def test_five_spasms_are_too_few_for_any_verdict() -> None:
    counts = np.zeros(200)
    coffee = np.zeros(200)
    coffee[::3] = 1
    counts[[0, 30, 60, 90, 120]] = 1
    one = triggers.fit(diary(counts, coffee=coffee), priors=False).findings_["coffee"]
    assert not one.found
    assert answer(one, "too_few_spasms") is Answer.YES


def test_an_item_that_was_not_recorded_is_missing_and_never_a_no() -> None:
    table = with_coffee()
    table["coffee_cups"] = table["coffee_cups"].copy()
    table["coffee_cups"][100:200] = np.nan
    one = triggers.fit(table, priors=False).findings_["coffee_cups"]
    assert one.days_used == 265
    assert one.days_missing == 100
