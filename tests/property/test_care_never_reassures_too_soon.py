# SPDX-License-Identifier: Apache-2.0
"""Whatever is known: more signs never lower the level, order changes nothing, and not known never reassures."""

from __future__ import annotations

from functools import cache
from itertools import product
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from unclench.care import Assessment, Findings, RuleBook, assess, next_screen, read, rule_book
from unclench.care.answering import known_from
from unclench.care.entities import rank
from unclench.evidence import load
from unclench.evidence.rules import Compared, Named, Rule

FEW = settings(max_examples=20, deadline=None)


@cache
def book() -> RuleBook:
    return rule_book(load())


@cache
def yes_no_keys() -> tuple[str, ...]:
    return tuple(key.id for key in book().keys.values() if key.kind == "yes_no")


@cache
def number_keys() -> tuple[str, ...]:
    return tuple(key.id for key in book().keys.values() if key.kind == "number")


@st.composite
def answers(draw: st.DrawFn) -> dict[str, bool | float]:
    """What is known of somebody: a few keys of one rule, so that rules come near, and a few of any."""
    rule = draw(st.sampled_from(book().rules))
    near = draw(st.sets(st.sampled_from(sorted(rule.names)), max_size=4))
    some = draw(st.sets(st.sampled_from(yes_no_keys()), max_size=6))
    said: dict[str, bool | float] = {
        key: draw(st.booleans()) for key in sorted(near | some) if key in set(yes_no_keys())
    }
    for key in draw(st.sets(st.sampled_from(number_keys()), max_size=2)):
        said[key] = draw(st.sampled_from((0.0, 1.0, 3.0, 10.0, 15.0, 38.0, 40.0, 65.0, 90.0, 140.0)))
    return said


def level(said: dict[str, bool | float]) -> int:
    return rank(assess(Findings(said), book()).level)


@FEW
@given(answers(), st.sampled_from(range(500)))
def test_one_more_yes_never_lowers_the_level(said: dict[str, bool | float], place: int) -> None:
    key = yes_no_keys()[place % len(yes_no_keys())]
    assert (
        level({**said, key: True})
        >= level({k: v for k, v in said.items() if k != key})
        >= level({**said, key: False})
    )


@FEW
@given(answers())
def test_not_known_is_never_better_than_a_no(said: dict[str, bool | float]) -> None:
    for key in [key for key, value in said.items() if value is False]:
        unknown = {name: value for name, value in said.items() if name != key}
        assert level(unknown) >= level(said)


@FEW
@given(answers(), st.randoms())
def test_the_order_of_answers_changes_nothing(said: dict[str, bool | float], dice: Any) -> None:
    mixed = [*said.items()]
    dice.shuffle(mixed)
    assert assess(Findings(dict(mixed)), book()) == assess(Findings(said), book())
    assert read(dict(mixed), book()) == read(said, book())


@FEW
@given(answers())
def test_the_same_findings_give_the_same_answer_and_every_level_is_explained(
    said: dict[str, bool | float],
) -> None:
    found: Assessment = assess(Findings(said), book())
    assert found == assess(Findings(said), book())
    assert (found.level == "self_care") or max(rank(fired.level) for fired in found.fired) == rank(
        found.level
    )
    for fired in found.fired:
        assert fired.because, fired.rule_id
        assert {answer.key for answer in fired.because} <= {
            key for key, value in said.items() if value is not False
        }
    for question in found.ask_next:
        assert rank(question.could_reach) > rank(found.level)
        assert question.key not in said


@FEW
@given(answers(), answers())
def test_a_raised_flag_stays_up_whatever_is_added(
    said: dict[str, bool | float], more: dict[str, bool | float]
) -> None:
    before = assess(Findings(said), book())
    after = assess(Findings(said).and_also(Findings(more)), book())
    assert rank(after.level) >= rank(before.level)
    warned = {fired.rule_id for fired in before.fired if fired.level != "self_care"}
    assert warned <= {fired.rule_id for fired in after.fired}


@FEW
@given(answers())
def test_a_quick_answer_is_the_slow_obvious_one(said: dict[str, bool | float]) -> None:
    """The twin: no index, no order of steps; what follows is added until nothing more does."""
    known = slowly_known(said)
    assert known == known_from(said, book())
    holds = {rule.id for rule in book().rules if slowly(rule.when, known) is True}
    found = assess(Findings(said), book())
    warns = {
        rule.id for rule in book().rules if rule.id in holds and (rule.rank or found.level == "self_care")
    }
    assert {fired.rule_id for fired in found.fired} == warns


def slowly_known(said: dict[str, bool | float]) -> dict[str, bool | float]:
    yes = {key for key, value in said.items() if value is True}
    numbers = {key: value for key, value in said.items() if not isinstance(value, bool)}
    while True:
        more = {name for key in yes for name in book().keys[key].implies}
        for key in book().keys.values():
            if key.means is not None and slowly(key.means, {**dict.fromkeys(yes, True), **numbers}) is True:
                more.add(key.id)
        if more <= yes:
            break
        yes |= more
    no = {key for key, value in said.items() if value is False} - yes
    while True:
        known = {**dict.fromkeys(no, False), **dict.fromkeys(yes, True), **numbers}
        more = {
            key.id
            for key in book().keys.values()
            if key.id not in yes and key.means is not None and slowly(key.means, known) is False
        }
        if more <= no:
            return known
        no |= more


def slowly(rule: Rule, known: dict[str, bool | float]) -> bool | None:
    """Three values by Kleene's tables: the least of an “and”, the greatest of an “or”, with not known in the middle."""
    order = {False: 0, None: 1, True: 2}
    back = {0: False, 1: None, 2: True}
    if isinstance(rule, Named):
        value = known.get(rule.name)
        return value if isinstance(value, bool) else None
    if isinstance(rule, Compared):
        number = known.get(rule.name)
        if number is None or isinstance(number, bool):
            return None
        return {">=": number >= rule.limit, "<=": number <= rule.limit, ">": number > rule.limit,
                "<": number < rule.limit}[rule.sign]  # fmt: skip
    values = [order[slowly(part, known)] for part in rule.rules]  # type: ignore[union-attr]
    return back[max(values) if type(rule).__name__ == "AnyOf" else min(values)]


@FEW
@given(answers(), st.sampled_from(("", "calf", "neck")), st.sampled_from(("", "session")), st.integers(1, 9))
def test_a_screen_is_short_new_and_could_matter(
    said: dict[str, bool | float], area: str, way: str, most: int
) -> None:
    asked = sorted(said)[:3]
    screen = next_screen(Findings(said), book(), area=area, at_most=most, asked=asked, way=way)
    assert len(screen) <= most
    assert len({question.key for question in screen}) == len(screen)
    assert not {question.key for question in screen} & (set(asked) | set(said))
    assert all(rank(question.could_reach) > level(said) for question in screen)


anything = st.recursive(
    st.one_of(
        st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=30),
        st.sampled_from(["yes", "nein", "38,5 C", "atorvastatine", "calf swollen", "no swelling", "70 years", "1e999"]),
    ),
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(st.text(max_size=8), inner, max_size=3)),
    max_leaves=6,
)  # fmt: skip


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_no_json_makes_the_reading_fail(data: st.DataObject) -> None:
    ours = sorted(book().vocabulary.names)
    names = st.one_of(st.sampled_from(ours), st.text(max_size=20))
    said = data.draw(st.dictionaries(names, anything, max_size=6))
    reading = read(said, book())
    found = assess(reading.findings, book())
    assert found.not_understood == reading.not_understood
    for key, value in reading.findings.values.items():
        kind = book().keys[key].kind
        assert {"yes_no": bool, "number": float, "words": tuple}[kind] is type(value), (key, value)


def test_every_way_to_answer_one_flag_agrees_with_its_rules() -> None:
    """All 243 ways to answer the five questions on a clot, each yes, no or not known."""
    questions = ["dvt_one_leg", "dvt_swollen", "dvt_skin", "dvt_risk", "pe_signs"]
    for values in product((True, False, None), repeat=5):
        said = {key: value for key, value in zip(questions, values, strict=True) if value is not None}
        one, swollen, skin, risk, breath = (value is True for value in values)
        fired = {rule.rule_id for rule in assess(Findings(said), book()).fired}
        assert ("flag_dvt.1" in fired) is (breath and (one or swollen))
        assert ("flag_dvt.2" in fired) is (swollen or (one and (skin or risk)))
