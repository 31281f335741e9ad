# SPDX-License-Identifier: Apache-2.0
"""A rule or a word that cannot be right is refused with file, record and reason, before anybody is answered by it."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from tests.unit.evidence.conftest import spoil_record

from unclench.care import RuleBook, check_book, rule_book
from unclench.errors import ContentError
from unclench.evidence import Library, load
from unclench.evidence.catalogue import CATALOGUE, SHEETS
from unclench.evidence.row import Row
from unclench.evidence.shelf import Shelf
from unclench.evidence.sources import OURS

RULES, FINDINGS, MEDICINES = "care_rules", "care_findings", "care_medicines"
LOCKED = "cr_time_locked_15"


def with_shelf(library: Library, kinds: dict[str, Any], sheets: dict[str, Any]) -> Library:
    made = {name: library.kind(name) for name in CATALOGUE} | kinds
    return replace(
        library, shelf=Shelf(made, sheets={name: library.shelf.sheet(name) for name in SHEETS} | sheets)
    )


def with_row(library: Library, sheet: str, record: str, **fields: Any) -> Library:
    """The library with fields of one row of a sheet changed."""
    rows = []
    for row in library.shelf.sheet(sheet):
        changed = Row(row.line)
        changed.update(row | (fields if row["id"] == record else {}))
        rows.append(changed)
    return with_shelf(library, {}, {sheet: rows})


def with_rule(library: Library, record: str, **fields: Any) -> Library:
    """The library with fields of one rule changed."""
    rules = dict(library.care_rules)
    rules[record] = replace(rules[record], **fields)
    return with_shelf(library, {RULES: rules}, {})


def found(problems: list[ContentError], file: str, record: str, reason: str) -> bool:
    return any(p.file == file and p.record == record and reason in p.reason for p in problems)


def test_the_shipped_rules_are_whole(library: Library) -> None:
    assert check_book(library) == []


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"when": "still_locked_hours >= 15"}, "unknown key “still_locked_hours”"),
        ({"when": "still_locked_minutes"}, "it is number"),
        ({"when": "leg_swollen >= 15"}, "which is no number"),
        ({"when": "still_locked_minutes >="}, "cannot be read"),
        ({"when": "medicines or fever"}, "it is words"),
        ({"when": "leg_swollen and not long_trip"}, "no rule takes over"),
        ({"when": "leg_swollen or not long_trip"}, "may say “not” only"),
        ({"danger": "boredom"}, "unknown danger “boredom”"),
        ({"blocks": ("singing",)}, "unknown kind of relief “singing”"),
    ],
)
def test_a_wrong_rule_is_named(library: Library, fields: dict[str, Any], reason: str) -> None:
    problems = check_book(with_rule(library, LOCKED, **fields))
    assert found(problems, "care/rules.yaml", LOCKED, reason), problems


@pytest.mark.parametrize(
    ("record", "fields", "reason"),
    [
        ("leg_swollen", {"kind": "maybe"}, "not one of yes_no"),
        ("leg_swollen", {"kind": "number"}, "only a yes_no key"),
        ("leg_swollen", {"also": ["chest_pain"]}, "means “"),
        ("leg_swollen", {"colour": "red"}, "unknown field “colour”"),
        ("leg_swollen", {"areas": ["elbow"]}, "unknown area “elbow”"),
        ("leg_swollen", {"ask": "Stop now!"}, "an exclamation mark"),
        ("leg_swollen", {"unit": "cm"}, "only a number has a “unit”"),
        ("leg_swollen", {"meaning": ""}, "“meaning” is missing"),
        ("leg_swollen", {"id": "Leg Swollen"}, "small letters"),
        ("sex_female", {"implies": ["nobody"]}, "which is no yes_no key"),
        ("sex_female", {"derived": "sex_female"}, "worked out from itself"),
        ("sex_female", {"derived": "not sex_male"}, "never take one away"),
        ("sex_female", {"derived": "sex_male and"}, "cannot be read"),
    ],
)
def test_a_wrong_finding_is_named(library: Library, record: str, fields: dict[str, Any], reason: str) -> None:
    problems = check_book(with_row(library, FINDINGS, record, **fields))
    assert found(problems, "care/findings.yaml", fields.get("id", record), reason), problems


def test_a_medicine_without_a_key_or_a_name_is_named(library: Library) -> None:
    for fields, reason in (
        ({"key": "takes_sweets"}, "no yes_no key"),
        ({"names": [], "brands": [], "also": []}, "no name"),
    ):
        problems = check_book(with_row(library, MEDICINES, "statin", **fields))
        assert found(problems, "care/medicines.yaml", "statin", reason), problems


def test_a_missing_sheet_is_named(library: Library) -> None:
    for name in (one for one in SHEETS if one.startswith("care_")):
        sheet = SHEETS[name]
        problems = check_book(with_shelf(library, {}, {name: None}))
        assert any(problem.file == sheet.file for problem in problems), name


def test_a_rule_without_source_and_mark_is_refused(library: Library) -> None:
    bare = replace(library.care_rules[LOCKED].evidence, citations=())
    problems = check_book(with_rule(library, LOCKED, evidence=bare, marks=()))
    assert found(problems, "care/rules.yaml", LOCKED, "no source and no mark")


def test_a_flag_may_not_be_switched_off_by_a_yes_that_no_rule_answers_for(library: Library) -> None:
    flag = library.red_flags["flag_hyponatraemia"]
    loose = replace(flag, rules=(flag.rules[0], replace(flag.rules[1], when="hn_mild and not hn_brain")))
    problems = check_book(with_shelf(library, {"red_flags": {**library.red_flags, flag.id: loose}}, {}))
    assert found(problems, "red_flags.yaml", "flag_hyponatraemia.2", "no rule takes over")


def test_no_rule_of_the_book_says_not(library: Library) -> None:
    assert all("Not(" not in repr(rule.when) for rule in rule_book(library).rules)


def test_nothing_is_answered_by_a_wrong_book(library: Library) -> None:
    with pytest.raises(ContentError, match="boredom"):
        rule_book(with_rule(library, LOCKED, danger="boredom"))


def test_the_version_changes_with_a_rule_and_not_with_its_review(library: Library, book: RuleBook) -> None:
    reviewed = with_rule(library, LOCKED, reviewed_by="A clinician", reviewed_on="2026-01-01")
    assert rule_book(reviewed).version == book.version
    assert rule_book(with_rule(library, LOCKED, when="still_locked_minutes >= 14")).version != book.version
    assert rule_book(with_rule(library, LOCKED, level="emergency")).version != book.version


def test_the_file_on_the_disk_is_what_is_checked_with_its_line(tmp_path: Path) -> None:
    copy = Path(shutil.copytree(OURS, tmp_path / "content"))
    spoil_record(copy / "care/findings.yaml", "leg_swollen", "kind: yes_no", "kind: maybe")
    problems = check_book(load(copy, cache=tmp_path / "cache"))
    again = check_book(load(copy, cache=tmp_path / "cache"))
    assert [problem.sentence for problem in problems] == [problem.sentence for problem in again]
    assert found(problems, "care/findings.yaml", "leg_swollen", "(line ")
