# SPDX-License-Identifier: Apache-2.0
"""The body map can be hit with a thumb, at night, on a small phone."""

from itertools import combinations
from xml.etree import ElementTree

import pytest

from unclench.body.areas import AREAS, Area, Side, sides_of, title
from unclench.body.map import map_svg
from unclench.body.zones import MAP_HEIGHT, MAP_WIDTH, MapView, zones

BOTH_VIEWS = [*MapView]
ZONES = [zone for view in BOTH_VIEWS for zone in zones(view)]


def href(area: Area, side: Side) -> str:
    return f"/relief/{area}/{side}/"


def both() -> list[str]:
    return [map_svg(view, href, title) for view in BOTH_VIEWS]


def test_every_zone_is_at_least_44_pixels_wide_and_high_on_a_phone_320_pixels_wide():
    pixels_per_unit = (320 - 2 * 16) / 2 / MAP_WIDTH
    small = [z for z in ZONES if min(z.width, z.height) * pixels_per_unit < 44]
    assert small == []


@pytest.mark.parametrize("view", BOTH_VIEWS)
def test_no_two_zones_overlap(view):
    for one, two in combinations(zones(view), 2):
        beside = one.x + one.width <= two.x or two.x + two.width <= one.x
        above = one.y + one.height <= two.y or two.y + two.height <= one.y
        assert beside or above, f"{one.area} {one.side} and {two.area} {two.side}"


def test_every_zone_lies_inside_its_picture():
    for z in ZONES:
        assert z.x >= 0, z
        assert z.y >= 0, z
        assert z.x + z.width <= MAP_WIDTH, z
        assert z.y + z.height <= MAP_HEIGHT, z


def test_there_are_13_zones_in_front_and_13_behind():
    assert len(zones(MapView.FRONT)) == 13
    assert len(zones(MapView.BACK)) == 13


def test_every_area_and_side_can_be_reached():
    wanted = {(area, side) for area in AREAS for side in sides_of(area)}
    assert {(z.area, z.side) for z in ZONES} == wanted


def test_the_persons_left_is_at_the_left_in_both_views():
    for z in ZONES:
        middle = z.x + z.width / 2
        if z.side is Side.LEFT:
            assert middle < MAP_WIDTH / 2, z
        elif z.side is Side.RIGHT:
            assert middle > MAP_WIDTH / 2, z
        else:
            assert middle == MAP_WIDTH / 2, z


@pytest.mark.parametrize("view", BOTH_VIEWS)
def test_the_words_left_and_right_stand_on_their_sides(view):
    words = {e.text: e for e in ElementTree.fromstring(map_svg(view, href, title)).iter("text")}
    assert float(words["Left"].get("x")) < MAP_WIDTH / 2
    assert float(words["Right"].get("x")) > MAP_WIDTH / 2


def test_one_tap_on_a_zone_says_area_and_side():
    root = ElementTree.fromstring(map_svg(MapView.BACK, href, title))
    link = next(a for a in root.iter("a") if a.get("data-area") == "calf" and a.get("data-side") == "left")
    assert link.get("href") == "/relief/calf/left/"
    assert link.get("aria-label") == "Left calf"
    assert link.get("class") == "zone"
    assert [e.get("class") for e in link] == ["zone-shape", "zone-hit"]


def test_the_visible_shape_starts_inside_its_own_zone():
    for z in ZONES:
        x, y = (float(number) for number in z.shape[1:].split("a")[0].replace("-", " -").split())
        assert z.x - 2 <= x <= z.x + z.width + 2, z
        assert z.y - 2 <= y <= z.y + z.height + 2, z


def test_a_label_from_outside_cannot_break_the_page():
    svg = map_svg(MapView.FRONT, lambda area, side: '"><script>', lambda area, side: '<b>"&')
    ElementTree.fromstring(svg)
    assert "<script>" not in svg
    assert "<b>" not in svg


def test_the_map_brings_no_style_no_script_and_no_id():
    for svg in both():
        tree = ElementTree.fromstring(svg)
        for element in tree.iter():
            assert element.tag in {"svg", "path", "text", "a"}
            assert not {"style", "id", "fill", "stroke", "onclick"} & set(element.keys())


def test_both_views_together_weigh_less_than_8_kilobytes():
    assert sum(len(svg.encode()) for svg in both()) < 8 * 1024
