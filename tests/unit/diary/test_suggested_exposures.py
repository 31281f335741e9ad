# SPDX-License-Identifier: Apache-2.0
"""What is suggested to follow fits where it hurts and whom it concerns, and says why."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest

from unclench import evidence
from unclench.body.areas import AREAS, Area
from unclench.diary import Medicine, Person, Sex
from unclench.diary.exposures import exposures
from unclench.diary.suggesting import Reason, Suggestion, concerns, followed_by, suggested
from unclench.evidence import Certainty

LIBRARY = evidence.load()
SHOWN = exposures(LIBRARY)
TRIGGERS = LIBRARY.kind("triggers")


def person(**about: Any) -> Person:
    return Person(uuid4(), "Me", **about)


def offered(spasms: dict[Area, int], who: Person | None = None, most: int = 5) -> list[Suggestion]:
    return suggested(SHOWN.values(), TRIGGERS, spasms, who or person(), most)


def ids(found: list[Suggestion]) -> list[str]:
    return [one.exposure.id for one in found]


def test_before_the_first_spasm_the_article_asks() -> None:
    found = offered({})
    assert {one.reason for one in found} == {Reason.ARTICLE}
    assert ids(found) == [key for key, one in SHOWN.items() if one.article]


@pytest.mark.parametrize("area", AREAS)
def test_wherever_it_hurts_five_are_suggested_that_name_the_place_or_none(area: Area) -> None:
    found = offered({area: 3})
    assert len(found) == 5
    for one in found:
        named = TRIGGERS[one.exposure.trigger].areas
        assert one.areas == ((area,) if area.value in named else ())
        assert not named or area.value in named or one.reason is Reason.ARTICLE


def test_a_back_and_a_calf_are_asked_different_things() -> None:
    calf, back = ids(offered({Area.CALF: 9})), ids(offered({Area.LOWER_BACK: 9}))
    assert "lifting_heavy" in back
    assert "lifting_heavy" not in calf
    assert "exercise_min" in calf


def test_the_places_that_hurt_most_count_most() -> None:
    mostly_back = offered({Area.LOWER_BACK: 9, Area.CALF: 1})
    assert ids(mostly_back)[0] in ids(offered({Area.LOWER_BACK: 10}))
    both = next(one for one in mostly_back if len(one.areas) == 2)
    assert both.areas == (Area.LOWER_BACK, Area.CALF)


def test_what_is_better_tested_comes_first_among_what_fits_alike() -> None:
    grades = list(Certainty)
    order = [
        grades.index(one.certainty)
        for one in offered({Area.CALF: 1}, most=30)
        if one.areas and not one.exposure.article
    ]
    assert order == sorted(order)


def test_nothing_is_suggested_that_cannot_matter_or_that_nobody_is_asked() -> None:
    found = offered(dict.fromkeys(AREAS, 1), person(conditions=frozenset({"kidney_disease"})), most=99)
    assert all(one.exposure.question and one.exposure.trigger and not one.exposure.control for one in found)


def test_dialysis_is_offered_first_to_whom_it_concerns_and_not_to_others() -> None:
    kidneys = person(conditions=frozenset({"kidney_disease"}))
    first = offered({Area.CALF: 1}, kidneys)[0]
    assert (first.exposure.id, first.reason) == ("dialysis", Reason.PROFILE)
    assert "dialysis" not in ids(offered({Area.CALF: 1}, most=99))


def test_a_missed_dose_is_offered_to_whoever_takes_something() -> None:
    assert "dose_missed" not in ids(offered({Area.CALF: 1}, most=99))
    assert "dose_missed" in ids(offered({Area.CALF: 1}, person(medicines=(Medicine("Example"),)), most=99))


def test_bleeding_is_not_offered_to_a_man_and_silence_hides_nothing() -> None:
    bleeding = SHOWN["menstrual_flow"]
    assert [concerns(bleeding, person(sex=sex)) for sex in (Sex.MALE, Sex.FEMALE, None)] == [
        False,
        True,
        True,
    ]


def test_what_was_chosen_is_asked_in_its_order_and_suggestions_only_before() -> None:
    found = offered({Area.CALF: 1})
    assert followed_by([], SHOWN, found) == [one.exposure for one in found]
    assert followed_by(["stress", "gone", "sitting_h"], SHOWN, found) == [SHOWN["stress"], SHOWN["sitting_h"]]
