# SPDX-License-Identifier: Apache-2.0
"""The hazard log tells the truth: no hazard is forgotten, and every control has a test that exists."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[2]
SAFETY = ROOT / "docs" / "safety"
FIELDS = {"id", "hazard", "cause", "effect", "severity", "likelihood", "controls", "remaining"}
SEVERITIES = ("minor", "serious", "grave", "fatal")
LIKELIHOODS = ("rare", "occasional", "probable", "frequent")


@pytest.fixture(scope="module")
def log() -> dict[str, Any]:
    held: dict[str, Any] = yaml.safe_load((SAFETY / "hazards.yaml").read_text(encoding="utf-8"))
    return held


@cache
def names_in(path: Path) -> frozenset[str]:
    """The tests that a file holds, read and never imported; those of a class as Class::test."""
    if not path.is_file():
        return frozenset()
    found = set()
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.ClassDef):
            found |= {
                f"{node.name}::{inner.name}" for inner in node.body if isinstance(inner, ast.FunctionDef)
            }
        elif isinstance(node, ast.FunctionDef):
            found.add(node.name)
    return frozenset(name for name in found if name.rpartition("::")[2].startswith("test_"))


def wrong_in(log: dict[str, Any]) -> Iterator[str]:
    """What a reader of the log would trip over."""
    for row in log["hazards"]:
        if row.keys() != FIELDS or not all(row.values()):
            yield f"{row.get('id')}: its fields are not {sorted(FIELDS)}, each with something in it"
            continue
        if row["severity"] not in SEVERITIES or row["likelihood"] not in LIKELIHOODS:
            yield f"{row['id']}: severity or likelihood is none of the words"
        after = row["remaining"]["likely"]
        if after not in LIKELIHOODS or LIKELIHOODS.index(after) > LIKELIHOODS.index(row["likelihood"]):
            yield f"{row['id']}: controls cannot make it likelier"
        for control in row["controls"]:
            if not control.get("tests"):
                yield f"{row['id']}: “{control['control']}” names no test"
            for test in control.get("tests", ()):
                path, _, name = test.partition("::")
                if name not in names_in(ROOT / path):
                    yield f"{row['id']}: there is no test {test}"


def test_all_fifteen_hazards_are_there_in_their_order(log: dict[str, Any]) -> None:
    assert [row["id"] for row in log["hazards"]] == [f"H{number}" for number in range(1, 16)]


def test_every_control_names_a_test_that_exists(log: dict[str, Any]) -> None:
    assert [*wrong_in(log)] == []


def test_whatever_can_kill_has_more_than_one_control(log: dict[str, Any]) -> None:
    for row in log["hazards"]:
        if row["severity"] in SEVERITIES[2:]:
            tests = [test for control in row["controls"] for test in control["tests"]]
            assert len(row["controls"]) >= 2, row["id"]
            assert len(tests) == len(set(tests)) >= 4, row["id"]


def test_nobody_has_signed_the_log_yet(log: dict[str, Any]) -> None:
    """When somebody does, both fields are filled and the mark goes."""
    assert bool(log["reviewed_by"]) == bool(log["reviewed_on"])
    assert bool(log["reviewed_by"]) != ("needs_sign_off" in log["marks"])


@pytest.mark.parametrize(
    ("name", "complaint"),
    [
        ("tests/unit/test_hazards.py::test_that_nobody_wrote", "there is no test"),
        ("tests/unit/test_gone.py::test_nobody_has_signed_the_log_yet", "there is no test"),
        ("tests/unit/test_hazards.py::wrong_in", "there is no test"),
        ("tests/unit/test_hazards.py", "there is no test"),
    ],
)
def test_a_name_that_leads_nowhere_is_told(log: dict[str, Any], name: str, complaint: str) -> None:
    row = {**log["hazards"][0], "controls": [{"control": "Somebody looks.", "tests": [name]}]}
    assert [*wrong_in({"hazards": [row]})] == [f"H1: {complaint} {name}"]


def test_a_control_without_a_test_is_told(log: dict[str, Any]) -> None:
    row = {**log["hazards"][0], "controls": [{"control": "Somebody looks.", "tests": []}]}
    assert [*wrong_in({"hazards": [row]})] == ["H1: “Somebody looks.” names no test"]


@pytest.mark.parametrize("page", sorted(SAFETY.glob("*.md")), ids=lambda page: page.name)
def test_links_of_the_safety_pages_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#]+)", page.read_text(encoding="utf-8")):
        assert (page.parent / target).exists(), target
