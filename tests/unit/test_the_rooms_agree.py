# SPDX-License-Identifier: Apache-2.0
"""Rooms that may not know each other still speak of the same things."""

from __future__ import annotations

from pathlib import Path

import pytest

import unclench
from unclench import evidence
from unclench.body.areas import AREAS, Area, Side, area_named
from unclench.body.figure import figure, has_figure
from unclench.body.figure_records import load_figures

LIBRARY = evidence.load()
FIGURES = load_figures(Path(unclench.__file__).parent / "content" / "figures.yaml")


def test_body_and_content_know_the_same_areas() -> None:
    assert [(row.area.value, row.label, row.also) for row in AREAS.values()] == [
        (row.id, row.label, row.also) for row in LIBRARY.areas.values()
    ]


@pytest.mark.parametrize("remedy", [row.id for row in LIBRARY.remedies.values() if row.guided])
def test_every_guided_remedy_has_a_figure_for_each_area_it_serves(remedy: str) -> None:
    assert has_figure(remedy, FIGURES)
    planned = {plan.area for plan in LIBRARY.plans.values() if remedy in plan.during + plan.after}
    for area in planned:
        drawn = figure(remedy, Side.LEFT, FIGURES, Area(area))
        assert drawn.svg.startswith("<svg")
        assert drawn.description


@pytest.mark.parametrize("row", AREAS.values(), ids=str)
def test_an_area_is_found_by_everything_people_call_it(row) -> None:  # type: ignore[no-untyped-def]
    for said in (row.area.value, row.label, row.label.upper(), *row.also):
        assert area_named(said) is row.area


@pytest.mark.parametrize("room", ["body", "diary", "evidence", "relief", "reports"])
def test_a_rooms_public_surface_is_sorted_and_there(room: str) -> None:
    module = __import__(f"unclench.{room}", fromlist=["__all__"])
    assert list(module.__all__) == sorted(module.__all__)
    assert all(hasattr(module, name) for name in module.__all__)
