# SPDX-License-Identifier: Apache-2.0
"""A diary starts from little belief, and from none where no study gives a number."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest

from unclench.evidence import Library
from unclench.evidence.beliefs import starting_belief


def test_a_trigger_without_a_number_starts_at_no_effect(library: Library) -> None:
    belief = starting_belief(library.triggers["trg_caffeine"])
    assert (belief.mean, belief.spread, belief.source) == (0.0, 0.7, "")


def test_half_of_what_other_people_showed_is_believed(library: Library) -> None:
    belief = starting_belief(library.triggers["trg_low_fluid"])
    assert belief.mean == pytest.approx(0.5 * math.log(1.63))
    assert "half" in belief.sentence


def test_more_is_believed_where_people_were_compared_with_themselves(library: Library) -> None:
    belief = starting_belief(library.triggers["trg_stress"])
    assert belief.mean == pytest.approx(0.75 * math.log(2.5))
    assert "three quarters" in belief.sentence


def test_no_belief_is_stronger_than_three_times_the_odds(library: Library) -> None:
    for trigger in library.triggers.values():
        belief = starting_belief(trigger)
        assert abs(belief.mean) <= math.log(3)
        assert belief.spread >= 0.5


def test_a_number_without_an_interval_is_not_believed(library: Library) -> None:
    trigger = library.triggers["trg_distraction"]
    assert starting_belief(trigger).source == ""
    effect = replace(trigger.evidence.effects[0], prior_use="shrunk")
    bold = replace(trigger, evidence=replace(trigger.evidence, effects=(effect,)))
    assert starting_belief(bold).source == ""
