# SPDX-License-Identifier: Apache-2.0
"""Rules are read as a tree and answered with yes, no or not known; a slow twin tries every answer."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unclench.evidence import Library
from unclench.evidence.rules import AllOf, AnyOf, Named, Not, Rule, RuleFault, names_in, parse, truth

NAMES = ("a", "b", "c", "d")
trees = st.recursive(
    st.sampled_from(NAMES).map(Named),
    lambda inner: st.one_of(
        inner.map(Not),
        st.lists(inner, min_size=2, max_size=3).map(lambda rules: AllOf(tuple(rules))),
        st.lists(inner, min_size=2, max_size=3).map(lambda rules: AnyOf(tuple(rules))),
    ),
    max_leaves=8,
)
answers = st.fixed_dictionaries({name: st.sampled_from((True, False, None)) for name in NAMES})


def written(rule: Rule) -> str:
    """The rule as a person would write it, with every bracket."""
    if isinstance(rule, Named):
        return rule.name
    if isinstance(rule, Not):
        return f"not ({written(rule.rule)})"
    word = " and " if isinstance(rule, AllOf) else " or "
    return word.join(f"({written(one)})" for one in rule.rules)


def plainly(rule: Rule, said: dict[str, bool]) -> bool:
    if isinstance(rule, Named):
        return said[rule.name]
    if isinstance(rule, Not):
        return not plainly(rule.rule, said)
    values = [plainly(one, said) for one in rule.rules]
    return all(values) if isinstance(rule, AllOf) else any(values)


def test_not_binds_before_and_and_before_or() -> None:
    assert parse("a or b and not c") == AnyOf((Named("a"), AllOf((Named("b"), Not(Named("c"))))))
    assert parse("(a or b) and c") == AllOf((AnyOf((Named("a"), Named("b"))), Named("c")))


@pytest.mark.parametrize(
    "text", ["", "a and", "a b", "(a", "a)", "and a", "not", "a or or b", "()", "a & b", "a.b", "1", "A"]
)
def test_what_is_no_rule_is_refused(text: str) -> None:
    with pytest.raises(RuleFault):
        parse(text)


def test_nothing_in_a_rule_is_ever_run() -> None:
    with pytest.raises(RuleFault):
        parse("__import__('os')")


@given(trees)
def test_a_rule_that_is_written_down_means_the_same(rule: Rule) -> None:
    again = parse(written(rule))
    for values in product((True, False), repeat=len(NAMES)):
        said = dict(zip(NAMES, values, strict=True))
        assert truth(again, said) is plainly(rule, said)


@given(trees, answers)
def test_a_known_answer_never_changes_when_more_becomes_known(
    rule: Rule, said: dict[str, bool | None]
) -> None:
    open_ = [name for name in NAMES if said[name] is None]
    now = truth(rule, said)
    if now is not None:
        for values in product((True, False), repeat=len(open_)):
            later = {**said, **dict(zip(open_, values, strict=True))}
            assert plainly(rule, {key: bool(value) for key, value in later.items()}) is now


@given(trees)
def test_the_names_of_a_rule_are_those_in_it(rule: Rule) -> None:
    assert names_in(rule) == {name for name in NAMES if f"'{name}'" in repr(rule)}


def test_what_is_not_asked_is_not_known() -> None:
    assert truth(parse("a or b"), {}) is None
    assert truth(parse("a and b"), {"b": False}) is False
    assert truth(parse("not a"), {}) is None


def test_every_rule_of_content_can_hold_and_can_fail(library: Library) -> None:
    for flag in library.red_flags.values():
        for rule in flag.rules:
            tree = parse(rule.when)
            names = sorted(names_in(tree))
            values = {
                truth(tree, dict(zip(names, said, strict=True)))
                for said in product((True, False), repeat=len(names))
            }
            assert values == {True, False}, rule.when


def test_every_question_matters_to_some_rule(library: Library) -> None:
    for flag in library.red_flags.values():
        asked = frozenset().union(*(names_in(parse(rule.when)) for rule in flag.rules))
        assert {question.id for question in flag.questions} <= asked, flag.id


def test_only_three_questions_can_always_be_answered(library: Library) -> None:
    sure = {q.id for flag in library.red_flags.values() for q in flag.questions if not q.may_be_unsure}
    assert sure == {"sm_statin", "px_fit", "qn_use"}
