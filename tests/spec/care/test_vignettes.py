# SPDX-License-Identifier: Apache-2.0
"""Stories about people, written without the rules: no emergency is missed, and nobody is frightened for nothing."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import Any

import pytest
from tools import vignettes
from tools.vignettes import Outcome

from unclench.evidence import UrgencyLevel

KEYS = {"id", "class", "story", "findings", "expected", "why", "source"}
MAY = {"acceptable", "expectation_changed"}


@pytest.fixture(scope="module")
def told() -> list[dict[str, Any]]:
    return vignettes.stories()


@pytest.fixture(scope="module")
def found() -> tuple[Outcome, ...]:
    """Every story answered; its tables stand in the test's output."""
    answers = vignettes.outcomes()
    print("\n", vignettes.by_level(answers), "\n", vignettes.by_class(answers), sep="\n")
    return answers


def test_every_story_is_whole(told: list[dict[str, Any]]) -> None:
    known = {"from_memory", *vignettes.sources()}
    for story in told:
        assert story.keys() - MAY == KEYS, story["id"]
        assert story["source"] in known, story["id"]
        assert story["expected"] in story.get("acceptable", [story["expected"]]), story["id"]
        assert 80 <= len(story["story"]) <= 420, story["id"]
    assert max(Counter(story["id"] for story in told).values()) == 1


def test_there_are_enough_of_each_level(told: list[dict[str, Any]]) -> None:
    counts = Counter(story["expected"] for story in told)
    assert len(told) >= 110
    assert counts["emergency"] >= 40
    assert min(counts["urgent"], counts["doctor"], counts["self_care"]) >= 22


def test_every_word_of_a_story_is_understood(found: tuple[Outcome, ...]) -> None:
    strange = {one.id: one.not_understood for one in found if one.not_understood}
    assert strange.keys() <= {"e_cauda_both_legs", "e_baclofen_pump"}  # a slipped disc, an old spinal injury


def test_emergency_and_urgent_stories_are_seen_soon(found: tuple[Outcome, ...]) -> None:
    assert vignettes.figures(found).seen_soon.value >= vignettes.SEEN_SOON_LEAST


def test_no_emergency_is_left_waiting(found: tuple[Outcome, ...]) -> None:
    assert vignettes.figures(found).left_waiting == ()


def test_few_are_frightened_for_nothing(found: tuple[Outcome, ...]) -> None:
    assert vignettes.figures(found).too_high.value <= vignettes.TOO_HIGH_MOST


def test_who_can_stay_at_home_is_told_so(found: tuple[Outcome, ...]) -> None:
    assert vignettes.figures(found).self_care_right.value >= vignettes.SELF_CARE_LEAST


def test_a_missed_emergency_would_be_noticed(found: tuple[Outcome, ...]) -> None:
    spoilt = [replace(one, got=UrgencyLevel.DOCTOR) if one.id == "e_tetanus_jaw" else one for one in found]
    assert vignettes.figures(spoilt).left_waiting == ("e_tetanus_jaw",)
    timid = [replace(one, got=UrgencyLevel.EMERGENCY) for one in found]
    assert vignettes.figures(timid).too_high.value > vignettes.TOO_HIGH_MOST
    assert vignettes.figures(timid).self_care_right.count == 0


def test_a_level_that_was_thought_over_says_why(told: list[dict[str, Any]]) -> None:
    """The first run keeps what was expected then; a later change of mind stands beside the story."""
    now = {story["id"]: story for story in told}
    for row in vignettes.recorded():
        story = now[row["id"]]
        same = (story["expected"], story.get("acceptable", [story["expected"]])) == (
            row["expected"],
            row["acceptable"],
        )
        assert same or story.get("expectation_changed"), row["id"]


def test_the_page_of_results_is_fresh(found: tuple[Outcome, ...]) -> None:
    fresh = vignettes.page(found, vignettes.first_run())
    assert vignettes.PAGE.read_text(encoding="utf-8") == fresh, "run `python -m tools.vignettes`"
