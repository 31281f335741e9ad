# SPDX-License-Identifier: Apache-2.0
"""Each rule: what fires it, what is one short of it, what is not known, every edge of a number; and every mutant."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

import pytest
from tools.care_cases import Case, cases_of, frozen, is_frozen, unnoticed

from unclench.care import Findings, RuleBook, assess
from unclench.care.answering import known_from, standing_of
from unclench.care.asking import is_sign, level_so_far, questions
from unclench.care.book import BookRule
from unclench.care.entities import rank
from unclench.care.minimal import minimal_sets
from unclench.evidence.rules import Compared, truth

Table = dict[str, tuple[str, list[Case]]]


@pytest.fixture(scope="module")
def table() -> Table:
    """The frozen table, which nobody derives from the rules while tests run."""
    return frozen()


def firing(rule: BookRule) -> Iterator[dict[str, bool | float]]:
    """The smallest sets of answers that fire a rule, as a person would give them."""
    for case in cases_of(rule):
        if case.expected is True:
            yield {
                key: value
                for key, value in case.given(rule.when).items()
                if value is not False and value is not None
            }


def test_every_rule_is_in_the_table_and_nothing_else_is(book: RuleBook, table: Table) -> None:
    assert set(table) == {rule.id for rule in book.rules}
    for rule in book.rules:
        _, cases = table[rule.id]
        assert {case.expected for case in cases} == {True, False, None}, rule.id


def test_each_rule_answers_each_case_of_the_table(book: RuleBook, table: Table) -> None:
    for rule in book.rules:
        level, cases = table[rule.id]
        assert rule.level == level, rule.id
        for case in cases:
            assert truth(rule.when, case.given(rule.when)) is case.expected, f"{rule.id}: {case.said}"


def test_the_table_is_written_anew_when_a_rule_changes(book: RuleBook, table: Table) -> None:
    stale = [rule.id for rule in book.rules if not is_frozen(rule, table)]
    assert stale == [], "read the change, then run tools/care_cases.py"


def test_every_mutant_of_every_rule_is_noticed(
    book: RuleBook, table: Table, capsys: pytest.CaptureFixture[str]
) -> None:
    counted = [unnoticed(rule, *table.get(rule.id, ("", []))) for rule in book.rules]
    total = sum(many for many, _, _ in counted)
    missed = [f"{one.rule_id}: {one.what}" for _, alive, _ in counted for one in alive]
    with capsys.disabled():
        print(f" [{total - len(missed)} of {total} mutants of {len(book.rules)} rules noticed] ", end="")
    assert missed == []
    assert total > 10 * len(book.rules)


def test_what_fires_a_rule_fires_it_whatever_else_is_not_known(book: RuleBook) -> None:
    for rule in book.rules:
        for given in firing(rule):
            assert truth(rule.when, known_from(given, book)) is True, f"{rule.id}: {given}"


def test_one_condition_short_never_fires_a_rule(book: RuleBook) -> None:
    short = 0
    for rule in book.rules:
        for case in cases_of(rule):
            given = case.given(rule.when)
            for key in [key for key, value in given.items() if value is True and case.expected is True]:
                assert truth(rule.when, {**given, key: False}) is False, (
                    f"{rule.id}: {case.said} without {key}"
                )
                short += 1
    assert short > 1000


def test_a_rule_that_fires_sets_the_level_and_says_which_answers_did_it(book: RuleBook) -> None:
    for rule in book.rules:
        given = next(firing(rule))
        found = assess(Findings(given), book)
        assert rank(found.level) >= rule.rank, rule.id
        fired = next((one for one in found.fired if one.rule_id == rule.id), None)
        if fired is None:  # a rule that reassures is silent where another warns
            assert rule.rank == 0 < rank(found.level), rule.id
            continue
        assert {answer.key for answer in fired.because} <= set(given), rule.id
        assert fired.because, rule.id
        assert all(answer.words for answer in fired.because), rule.id
        assert fired.reason == rule.reason


def test_what_is_not_known_and_could_raise_the_level_is_asked(book: RuleBook) -> None:
    """Also for a rule that asks nothing of its own, as soon as a sign of it was named and one answer is lacking."""
    checked: set[tuple[str, str]] = set()
    for place, rule in enumerate(book.rules):
        for given in islice(firing(rule), 3):
            for key in given:
                if (rule.id, key) in checked or not book.keys[key].is_asked:
                    continue
                said = {name: value for name, value in given.items() if name != key}
                known = known_from(said, book)
                standing = standing_of(known, book)
                named = any(known.get(name) is True and is_sign(book.keys[name]) for name in rule.names)
                reached = level_so_far(standing, book)
                if place in standing.open and reached < rule.rank and (rule.asks or named):
                    checked.add((rule.id, key))
                    found = questions(Findings(said), known, standing, book)
                    reach = {question.key: rank(question.could_reach) for question in found}
                    assert reach[key] >= rule.rank, f"{rule.id}: {key}"
    assert len(checked) > 500


def test_each_limit_of_a_number_is_met_exactly(book: RuleBook, table: Table) -> None:
    edges = 0
    for rule in book.rules:
        for one in minimal_sets(rule.when):
            for atom in one:
                if isinstance(atom, Compared):
                    at, beside = (
                        {atom.name: atom.limit},
                        {atom.name: atom.limit + (0.1 if atom.sign in (">", ">=") else -0.1)},
                    )
                    assert truth(atom, at) is (atom.sign in (">=", "<="))
                    assert truth(atom, beside) is True
                    said = [case.said for case in table[rule.id][1]]
                    assert any(f"{atom.name}={atom.limit:g}" in words.split() for words in said), (
                        f"{rule.id}: {atom}"
                    )
                    edges += 1
    assert edges > 20
