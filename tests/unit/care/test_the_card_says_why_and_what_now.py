# SPDX-License-Identifier: Apache-2.0
"""An assessment says why, what to do meanwhile, what to leave out, and what would change the advice."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.unit.care.conftest import Asked

from unclench.care import Findings, RuleBook, assess
from unclench.evidence import UrgencyLevel
from unclench.relief.blocked import BLOCK_KINDS


def test_nothing_known_is_self_care_with_signs_to_watch_for(book: RuleBook, asked: Asked) -> None:
    found = asked()
    assert (found.level, found.fired, found.within) == (
        "self_care",
        (),
        book.vocabulary.levels[found.level].within,
    )
    assert 3 <= len(found.would_change) <= 6
    assert len(found.ask_next) > 20


def test_a_swollen_leg_after_a_flight_is_seen_today(asked: Asked) -> None:
    found = asked(leg_swollen=True, long_trip=True, areas=["calf"])
    assert found.level == "urgent"
    assert found.within
    assert "massage" in {block.kind for block in found.blocked_relief}
    assert found.meanwhile
    assert {answer.key for fired in found.fired for answer in fired.because} >= {"leg_swollen"}


def test_a_swollen_leg_with_short_breath_is_an_emergency_now(asked: Asked) -> None:
    assert asked(leg_swollen=True, breathless=True).level == "emergency"


def test_each_kind_of_relief_is_blocked_once_by_the_gravest_reason(asked: Asked) -> None:
    found = asked(leg_swollen=True, breathless=True, long_trip=True)
    kinds = [block.kind for block in found.blocked_relief]
    assert len(kinds) == len(set(kinds))
    assert set(kinds) <= BLOCK_KINDS
    fired = {one.rule_id: one for one in found.fired}
    assert all(block.rule_id in fired and block.reason for block in found.blocked_relief)


def test_what_would_change_begins_with_the_gravest_sign(asked: Asked) -> None:
    found = asked(leg_swollen=True, breathless=False, chest_pressure=False)
    assert found.level == "urgent"
    assert found.would_change[0] != asked().would_change[0]
    assert len(found.would_change) <= 6
    assert all(text.endswith(".") for text in found.would_change)


def test_a_rule_that_reassures_is_silent_beside_one_that_warns(book: RuleBook) -> None:
    calm = tuple(
        replace(rule, level=UrgencyLevel.SELF_CARE, rank=0) if rule.id == "flag_dvt.2" else rule
        for rule in book.rules
    )
    milder = replace(book, rules=calm)
    alone = assess(Findings({"dvt_swollen": True}), milder)
    beside = assess(Findings({"dvt_swollen": True, "chest_pressure": True}), milder)
    assert "flag_dvt.2" in {fired.rule_id for fired in alone.fired} or alone.level != "self_care"
    assert beside.level == "emergency"
    assert "flag_dvt.2" not in {fired.rule_id for fired in beside.fired}


def test_the_version_of_the_rules_stands_in_every_answer(book: RuleBook, asked: Asked) -> None:
    assert asked().rules_version == asked(leg_swollen=True).rules_version == book.version
    assert len(book.version) == 12


@pytest.mark.parametrize("number", [9.9, 10, 14.9, 15])
def test_a_spasm_that_stays_locked_is_a_matter_of_time(asked: Asked, number: float) -> None:
    found = asked(still_locked_minutes=number)
    fired = {one.rule_id for one in found.fired}
    assert ("cr_time_locked_15" in fired) is (number >= 15)
    assert ("cr_time_locked_10" in fired) is (number >= 10)
    if number >= 15:
        assert found.level in ("urgent", "emergency")


def test_every_rule_has_a_source_or_a_mark_and_words_to_say(book: RuleBook) -> None:
    for rule in book.rules:
        assert rule.sources or rule.marks, rule.id
        assert rule.reason.endswith("."), rule.id
        assert rule.danger in book.vocabulary.dangers, rule.id
        assert rule.within or book.vocabulary.levels[rule.level].within or rule.rank == 0, rule.id


def test_every_level_says_what_to_do(book: RuleBook) -> None:
    assert set(book.vocabulary.levels) == set(UrgencyLevel)
    assert all(words.do_now and words.heading for words in book.vocabulary.levels.values())
