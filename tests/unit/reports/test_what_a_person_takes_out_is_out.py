# SPDX-License-Identifier: Apache-2.0
"""Editable before it leaves: a part that was taken out stands nowhere, and the paper says that something is missing."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from tests.unit.reports.anna import ANNA, NOW, night, tried_in

from unclench import care
from unclench.diary import StepResult
from unclench.errors import InputError
from unclench.evidence import Library
from unclench.reports import Part, VisitReport, report_json, visit
from unclench.reports.visit import LONGEST_NOTES

PULL = "calf_dorsiflexion_pull"
DIARY = [tried_in(1, (PULL, StepResult.LET_GO), note="I cried"), night(2, different="Two glasses of wine")]


def report(library: Library, *left_out: str, **more: object) -> VisitReport:
    book = care.rule_book(library)
    findings = care.read({"leg_swollen": True, "age_years": 71, "medicines": ["Lipitor"]}, book).findings
    person = replace(ANNA, conditions=ANNA.conditions | {"pregnancy"})
    return visit(
        person, DIARY, care.assess(findings, book), NOW, library, findings=findings, answered_at=NOW,
        notes="Please help.", left_out=frozenset(left_out), **more,  # type: ignore[arg-type]
    )  # fmt: skip


def text_of(made: VisitReport) -> str:
    return json.dumps(report_json(made), ensure_ascii=False)


@pytest.mark.parametrize("part", [part for part in Part if part is not Part.REMARKS])
def test_a_part_taken_out_is_none_and_the_others_stay(part: Part, library: Library) -> None:
    made = report(library, part)
    assert getattr(made, part) is None
    for other in Part:
        if other not in (part, Part.REMARKS):
            assert getattr(made, other) is not None


@pytest.mark.parametrize(
    ("part", "secret"),
    [
        ("who", "Anna"), ("who", "71 years"), ("remarks", "I cried"), ("remarks", "wine"), ("notes", "Please help"),
        ("profile", "Lipitor"), ("profile", "diabetes"), ("pregnancy", "pregnant"), ("diabetes", '"diabetes"'),
        ("tried", "Pull the toes toward you"), (PULL, "Pull the toes toward you"),
        ("ask_tests", "Do I need tests"), ("vp_quinine", "very painful, frequent"),
    ],
)  # fmt: skip
def test_what_was_taken_out_stands_nowhere_else(part: str, secret: str, library: Library) -> None:
    assert secret in text_of(report(library))
    assert secret not in text_of(report(library, part))


def test_the_reader_is_told_that_something_is_missing(library: Library) -> None:
    assert report(library).about.left_out == ""
    told = report(library, "tried", "diabetes").about.left_out
    assert told == "Left out by the person: Medicines and conditions (in part), What was tried."


def test_a_name_that_is_no_part_is_refused_and_not_passed_over(library: Library) -> None:
    with pytest.raises(InputError, match="nothing called “medicine”"):
        report(library, "medicine")


def test_notes_longer_than_a_few_pages_are_refused_in_words(library: Library) -> None:
    assert visit(ANNA, [], None, NOW, library, notes="x" * LONGEST_NOTES).notes is not None
    with pytest.raises(InputError, match="too long") as caught:
        visit(ANNA, [], None, NOW, library, notes="x" * (LONGEST_NOTES + 1))
    assert caught.value.field == "notes"


def test_a_person_without_a_name_gets_a_line_to_write_on(library: Library) -> None:
    made = visit(replace(ANNA, name="Me"), [], None, NOW, library)
    assert made.who is not None
    assert made.who.name == ""


def test_the_questions_can_be_chosen_one_by_one(library: Library) -> None:
    kept = report(library, "ask_tests", "ask_drink").questions
    assert kept is not None
    assert [one.id for one in kept.items] == [
        key
        for key, row in library.visit.items()
        if row.part == "ask" and key not in ("ask_tests", "ask_drink")
    ]
