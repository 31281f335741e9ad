# SPDX-License-Identifier: Apache-2.0
"""The last answers about warning signs: level, why, and each sign with yes, no or not known."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from tests.unit.reports.anna import ANNA, NOW, nights

from unclench import care
from unclench.care.vocabulary import Group, KeyKind
from unclench.evidence import Library
from unclench.reports import Answer, VisitReport, visit


def report(library: Library, answers: dict[str, Any], *, asked: bool = True, **more: Any) -> VisitReport:
    book = care.rule_book(library)
    findings = care.read(answers, book).findings
    assessment = care.assess(findings, book)
    at = NOW if asked else None
    return visit(ANNA, nights(3), assessment, NOW, library, findings=findings, answered_at=at, **more)


def test_without_answers_it_says_that_nothing_follows_from_that(library: Library) -> None:
    found = visit(ANNA, nights(3), None, NOW, library).flags
    assert found is not None
    assert (found.level, found.signs, found.reasons) == ("", (), ())
    assert "Nothing follows from that." in found.sentence


def test_the_level_its_reason_and_the_answers_behind_it_are_there(library: Library) -> None:
    made = report(library, {"leg_swollen": True, "recent_operation": True, "breathless": False})
    assert made.flags is not None
    assert (
        made.flags.level
        == care.assess(
            care.read({"leg_swollen": True, "recent_operation": True}, care.rule_book(library)).findings,
            care.rule_book(library),
        ).level
    )
    assert made.flags.reasons
    answers = {sign.key: sign.answer for sign in made.flags.signs}
    assert answers["leg_swollen"] is Answer.YES
    assert answers["breathless"] is Answer.NO
    assert Answer.UNKNOWN in answers.values()
    assert made.flags.said_on == "Answered on 1 March 2026 at 09:00"


def test_yes_stands_before_not_known_and_that_before_no(library: Library) -> None:
    made = report(library, {"breathless": False, "leg_swollen": True, "recent_operation": True})
    assert made.flags is not None
    order = [sign.answer for sign in made.flags.signs]
    assert order == sorted(order, key=[Answer.YES, Answer.UNKNOWN, Answer.NO].index)
    assert len({sign.key for sign in made.flags.signs}) == len(order)


def test_a_sign_that_nobody_answered_is_never_a_no(library: Library) -> None:
    made = report(library, {"leg_swollen": True})
    assert made.flags is not None
    assert [sign for sign in made.flags.signs if sign.answer is Answer.NO] == []


def test_the_diary_alone_is_not_told_as_if_she_had_been_asked(library: Library) -> None:
    made = report(library, {"spasms_per_week": 9}, asked=False)
    assert made.flags is not None
    assert "the person was not asked" in made.flags.said_on
    assert not any(sign.answer is Answer.UNKNOWN for sign in made.flags.signs)


def test_the_rules_version_is_printed(library: Library) -> None:
    made = report(library, {"leg_swollen": True})
    assert made.rules_version == care.rule_book(library).version
    assert made.rules_version in made.about.versions
    assert library.version in made.about.versions


def test_age_sex_and_pregnancy_come_from_the_answers(library: Library) -> None:
    made = report(library, {"age_years": 34, "sex": "female", "pregnant": True, "pregnancy_weeks": 30})
    assert made.who is not None
    assert [(one.label, one.value) for one in made.who.facts] == [
        ("Age", "34 years"), ("Sex", "female"), ("Pregnancy", "pregnant, week 30"),
    ]  # fmt: skip


def test_medicines_stand_in_her_words_with_the_class_that_was_read(library: Library) -> None:
    made = report(library, {"medicines": ["Lipitor", "grandmother's drops"]})
    assert made.profile is not None
    said = [one.words for one in made.profile.medicines]
    assert said == ["Lipitor (statins)", "grandmother's drops", "water tablets"]


def test_conditions_and_medicines_of_the_profile_are_kept_apart(library: Library) -> None:
    found = visit(ANNA, [], None, NOW, library).profile
    assert found is not None
    assert [one.words for one in found.medicines] == ["water tablets"]
    assert [one.words for one in found.conditions] == ["diabetes", "high blood pressure or a low-salt diet"]


def test_no_medicine_in_the_profile_does_not_mean_none(library: Library) -> None:
    found = visit(replace(ANNA, conditions=frozenset()), [], None, NOW, library).profile
    assert found is not None
    assert "does not mean that none is taken" in found.no_medicines
    assert "not known" in found.no_conditions


def test_a_symptom_that_fired_no_rule_still_stands_in_the_report(library: Library) -> None:
    book = care.rule_book(library)
    harmless = next(
        key
        for key in book.keys.values()
        if key.group is Group.SIGNS_NOW
        and key.kind is KeyKind.YES_NO
        and not key.id.startswith("area_")
        and not care.assess(care.read({key.id: True}, book).findings, book).fired
    )
    made = report(library, {harmless.id: True})
    assert made.beside is not None
    assert harmless.meaning in [text.words for text in made.beside.signs]


def test_it_never_claims_to_have_looked_for_triggers(library: Library) -> None:
    found = visit(ANNA, nights(30), None, NOW, library).triggers
    assert found is not None
    assert found.sentence == "This report does not look for triggers; Unclench does so on a page of its own."
