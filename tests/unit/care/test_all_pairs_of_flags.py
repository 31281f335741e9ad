# SPDX-License-Identifier: Apache-2.0
"""Two dangers at once: the level is the higher one, and both are explained."""

from __future__ import annotations

from itertools import combinations

from tools.care_cases import cases_of

from unclench.care import Findings, RuleBook, assess
from unclench.care.book import BookRule
from unclench.care.entities import rank


def answers(rule: BookRule) -> dict[str, bool | float]:
    case = next(case for case in cases_of(rule) if case.expected is True)
    return {
        key: value for key, value in case.given(rule.when).items() if value is not None and value is not False
    }


def test_two_flags_together_reach_the_higher_level_and_both_are_explained(book: RuleBook) -> None:
    first = {rule.flag: rule for rule in reversed(book.rules) if rule.flag}
    pairs = [*combinations(first.values(), 2)]
    assert len(first) == 29
    assert len(pairs) == 406
    said = {rule.id: answers(rule) for rule in first.values()}
    for one, other in pairs:
        found = assess(Findings({**said[one.id], **said[other.id]}), book)
        assert rank(found.level) >= max(one.rank, other.rank), (one.id, other.id)
        fired = {rule.rule_id: rule for rule in found.fired}
        assert {one.id, other.id} <= set(fired), (one.id, other.id)
        assert fired[one.id].because, one.id
        assert fired[other.id].because, other.id
        assert [rank(rule.level) for rule in found.fired] == sorted(
            (rank(r.level) for r in found.fired), reverse=True
        )


def test_an_urgent_flag_beside_an_emergency_is_an_emergency(book: RuleBook) -> None:
    urgent = next(rule for rule in book.rules if rule.id == "flag_dvt.2")
    heart = next(rule for rule in book.rules if rule.id == "flag_cardiac.1")
    assert assess(Findings(answers(urgent)), book).level == "urgent"
    both = assess(Findings({**answers(urgent), **answers(heart)}), book)
    assert both.level == "emergency"
    assert {rule.level for rule in both.fired} >= {"emergency", "urgent"}
