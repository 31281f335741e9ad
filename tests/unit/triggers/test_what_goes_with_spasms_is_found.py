# SPDX-License-Identifier: Apache-2.0
"""A strong trigger is found, nothing is found where there is nothing, and both are said in words."""

from __future__ import annotations

import math

import numpy as np
from tests.unit.triggers.diaries import diary, with_coffee

from unclench import triggers
from unclench.triggers import Form, Layer, Triggers


def test_coffee_that_triples_the_rate_is_found_and_its_interval_holds_three() -> None:
    found = triggers.fit(with_coffee(), priors=False).findings_["coffee_cups"]
    assert found.layer is Layer.LIKELY
    assert found.lag_days == 0
    assert found.effect.low < math.log(3) < found.effect.high
    assert found.days_used == 365
    assert "goes with more spasms" in found.sentence
    assert "cause" not in found.sentence


def test_in_the_same_diary_nothing_else_is_shown() -> None:
    findings = triggers.fit(with_coffee(), priors=False).findings_
    assert [name for name, one in findings.items() if one.found] == ["coffee_cups"]


def test_coffee_of_the_day_before_is_found_at_lag_one() -> None:
    dice = np.random.default_rng(3)
    coffee = (dice.random(365) < 0.4).astype(float)
    rate = 0.12 * 3.5 ** np.concatenate(([0.0], coffee[:-1]))
    one = triggers.fit(diary(dice.poisson(rate).astype(float), coffee=coffee), priors=False).findings_[
        "coffee"
    ]
    assert one.found
    assert one.lag_days == 1
    assert one.by_lag[1].probability > 0.8 > one.by_lag[0].probability


def test_only_hot_days_count_where_heat_has_a_threshold() -> None:
    dice = np.random.default_rng(5)
    heat = dice.normal(20, 6, 500)
    rate = np.where(heat > np.quantile(heat, 0.75), 0.6, 0.12)
    one = triggers.fit(diary(dice.poisson(rate).astype(float), heat=heat), priors=False).findings_["heat"]
    assert one.found
    assert one.form is Form.HIGH_DAY


def test_a_protective_exposure_goes_with_fewer_spasms() -> None:
    table = with_coffee(ratio=0.3, seed=8)
    table["spasm_count"] = np.random.default_rng(8).poisson(0.5 * 0.3 ** table["coffee_cups"]).astype(float)
    one = triggers.fit(table, priors=False).findings_["coffee_cups"]
    assert one.found
    assert one.effect.high < 0
    assert "fewer spasms" in one.sentence


def test_two_weeks_are_too_short_and_the_answer_says_how_long_it_takes() -> None:
    one = triggers.fit(with_coffee(days=40), priors=False).findings_["coffee_cups"]
    assert one.layer is Layer.CANNOT_SAY_YET
    assert one.needed_weeks is not None
    assert "more week" in one.sentence


def test_the_summary_of_a_diary_without_triggers_says_that_this_is_normal() -> None:
    said = triggers.fit(with_coffee(ratio=1.0, seed=4), priors=False).summary()
    assert said.startswith("Nothing stands out so far.")


def test_the_same_diary_gives_the_same_answer_twice() -> None:
    first, second = (Triggers(priors=False).fit(with_coffee()).findings_ for _ in range(2))
    assert first == second


def test_no_diary_alone_ever_proves_anything() -> None:
    findings = triggers.fit(with_coffee(ratio=8.0, days=900), priors=False).findings_
    assert findings["coffee_cups"].layer is Layer.LIKELY


def test_what_studies_know_and_what_a_person_suspected_weigh_in_and_can_be_left_out() -> None:
    table = with_coffee(ratio=1.6, seed=2)
    table["alcohol"] = table.pop("coffee_cups")
    without = triggers.fit(table, priors=False).findings_["alcohol"].effect.probability
    known = triggers.fit(table).findings_["alcohol"].effect.probability
    suspected = (
        triggers.fit(table, priors=False, suspicions={"alcohol": 1}).findings_["alcohol"].effect.probability
    )
    assert known > without
    assert suspected > without
