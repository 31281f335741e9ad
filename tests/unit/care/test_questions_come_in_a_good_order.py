# SPDX-License-Identifier: Apache-2.0
"""What is asked next: life threats first, what belongs to the area, nothing twice, nothing out of place, and an end."""

from __future__ import annotations

import pytest
from tests.unit.care.conftest import Asked

from unclench.body.areas import Area
from unclench.care import Findings, RuleBook, assess, next_screen, read
from unclench.care.entities import rank
from unclench.evidence.rules import names_in


def keys(screen: tuple[object, ...]) -> list[str]:
    return [question.key for question in screen]  # type: ignore[attr-defined]


@pytest.mark.parametrize("area", [area.value for area in Area])
def test_the_first_screen_asks_about_life_threats_of_the_area(book: RuleBook, area: str) -> None:
    screen = next_screen(Findings(), book, area=area)
    assert len(screen) == 7
    for question in screen:
        key = book.keys[question.key]
        assert question.could_reach == "emergency"
        assert question.ask == key.ask
        assert not key.areas or area in key.areas or key.id in book.everyone


def test_a_sore_calf_is_asked_about_a_clot_within_two_screens(book: RuleBook) -> None:
    first = keys(next_screen(Findings(), book, area="calf", way="session"))
    healthy = Findings().with_answers(dict.fromkeys(first, False))
    second = keys(next_screen(healthy, book, area="calf", way="session", asked=first))
    assert {"dvt_swollen", "leg_swollen"} & set(first + second)
    assert {"pe_signs", "breathless"} & set(first + second)
    assert not set(first) & set(second)


@pytest.mark.parametrize("area", ["calf", "neck", "lower_back", "hand", "abdomen"])
@pytest.mark.parametrize("answer", [False, None, True])
def test_a_session_asks_at_most_four_screens_whatever_is_answered(
    book: RuleBook, area: str, answer: bool | None
) -> None:
    findings, screens = Findings(), 0
    asked_so_far: list[str] = []
    while screen := next_screen(findings, book, area=area, way="session", asked=asked_so_far):
        screens += 1
        assert screens <= 4
        assert len(screen) <= 7
        asked_so_far += keys(screen)
        findings = findings.with_answers({q.key: answer for q in screen if q.kind == "yes_no"})
    assert screens == (1 if answer is True else 4)
    assert len(asked_so_far) == len(set(asked_so_far))


def test_asking_everything_comes_to_an_end(book: RuleBook) -> None:
    findings = Findings()
    asked_so_far: list[str] = []
    for _ in range(200):
        screen = next_screen(findings, book, asked=asked_so_far)
        if not screen:
            break
        asked_so_far += keys(screen)
        findings = findings.with_answers({q.key: False for q in screen if q.kind == "yes_no"})
    assert next_screen(findings, book, asked=asked_so_far) == ()
    assert assess(findings, book).level == "self_care"


def test_an_emergency_needs_no_more_questions(book: RuleBook, asked: Asked) -> None:
    findings = read({"chest_pressure": True}, book).findings
    assert next_screen(findings, book, area="calf") == ()
    assert asked(chest_pressure=True).ask_next == ()
    assert asked(chest_pressure=True).would_change == ()


def test_at_urgent_only_what_makes_an_emergency_is_asked(asked: Asked) -> None:
    found = asked(leg_swollen=True)
    assert found.level == "urgent"
    assert {question.could_reach for question in found.ask_next} == {"emergency"}


def test_questions_that_lead_higher_come_first_among_those_of_the_area(asked: Asked) -> None:
    found = asked(areas=["calf"], leg_tender=True)
    assert rank(found.ask_next[0].could_reach) == 3
    everything = asked().ask_next
    assert len({question.key for question in everything}) == len(everything)
    assert all(question.ask for question in everything)


@pytest.mark.parametrize("who", [{"sex": "male"}, {"age": 70}, {"age": 5}])
def test_a_man_a_child_and_somebody_of_seventy_are_not_asked_about_pregnancy(
    asked: Asked, who: dict[str, object]
) -> None:
    found = {question.key for question in asked(**who).ask_next}
    assert not {"pregnant", "postpartum", "pregnancy_weeks", "px_preg", "pv_preg"} & found
    assert {"pregnant", "pv_preg"} & {question.key for question in asked(sex="female", age=30).ask_next}


def test_who_listed_all_medicines_is_not_asked_for_them_again(asked: Asked) -> None:
    assert "takes_statin" in {question.key for question in asked(muscle_ache=True).ask_next}
    listed = {question.key for question in asked(muscle_ache=True, medicines=["paracetamol"]).ask_next}
    assert not {"sm_statin", "takes_statin"} & listed
    unread = {question.key for question in asked(muscle_ache=True, medicines=["zzyzx"]).ask_next}
    assert "takes_statin" in unread


def test_a_no_to_a_list_of_things_is_not_followed_by_each_of_them(book: RuleBook) -> None:
    findings = Findings().with_answers({"dvt_risk": False})
    found = {question.key for question in assess(findings, book).ask_next}
    parts = names_in(book.keys["dvt_risk"].means)  # type: ignore[arg-type]
    assert len(parts) > 4
    assert not parts & found
    assert assess(findings, book).level == "self_care"


def test_a_question_of_a_flag_that_is_a_list_is_asked_by_its_parts(book: RuleBook) -> None:
    findings = read({"dvt_one_leg": True}, book).findings
    found = {q.key for q in assess(findings, book).ask_next}
    assert "dvt_risk" not in found
    assert book.supports["dvt_risk"] & found


def test_every_question_is_one_short_sentence(asked: Asked) -> None:
    for question in asked().ask_next:
        assert len(question.ask.split()) <= 15, question.ask
        assert question.ask.endswith("?"), question.ask


def test_a_screen_does_not_ask_a_thing_and_a_part_of_it(book: RuleBook) -> None:
    for area in Area:
        screen = next_screen(Findings(), book, area=area.value, at_most=40)
        for one in screen:
            assert not book.supports.get(one.key, frozenset()) & {other.key for other in screen}, (
                area,
                one.key,
            )
