# SPDX-License-Identifier: Apache-2.0
"""Each remedy that is done with the body has a picture, and each picture is small and clean."""

from xml.etree import ElementTree

import pytest

from unclench.body.areas import Area, Side
from unclench.body.figure import figure, has_figure
from unclench.body.joints import pose_body
from unclench.body.outline import Point
from unclench.body.pose import Prop
from unclench.body.props import KINDS, prop_svg
from unclench.body.skeleton import PERSON
from unclench.body.stage import places_of
from unclench.errors import NotFound

DRAWN = [
    "back_exercise_ball",
    "back_foam_roller",
    "back_slow_walk",
    "back_tennis_ball",
    "calf_dorsiflexion_pull",
    "calf_lunge_back_leg_straight",
    "calf_press_foot_to_wall",
    "calf_tiptoe",
    "calf_weight_on_leg",
    "calm_breathing",
    "cold_pack",
    "drink_water_during",
    "foot_toes_back",
    "hamstring_lean_forward",
    "hamstring_seated_reach",
    "hand_open_and_press",
    "hand_prayer_stretch",
    "heat_pad",
    "heat_then_cold",
    "hot_tub",
    "ice_rub",
    "light_movement_then_legs_up",
    "massage_back_pinch_hold",
    "massage_gentle_rub",
    "neck_gentle_range",
    "neck_shoulder_rolls",
    "oral_rehydration_after_sweat",
    "pickle_juice_sip",
    "quad_standing_heel_to_buttock",
    "topical_curcuma_celery_gel",
    "topical_lidocaine_otc",
    "topical_menthol_camphor",
    "topical_nsaid",
    "warm_bath_shower",
]
SIDES = [*Side]


def scenes(figures):
    yield from ((remedy, None) for remedy in figures.general)
    yield from figures.by_area


def test_every_remedy_done_with_the_body_has_a_figure(figures):
    assert sorted(figures.general) == sorted(DRAWN)


@pytest.mark.parametrize("remedy", ["hyperventilation", "oral_nsaid", "trp_agonist_shot", "physical_therapy"])
def test_tablets_and_appointments_have_none(figures, remedy):
    assert not has_figure(remedy, figures)
    with pytest.raises(NotFound):
        figure(remedy, Side.LEFT, figures)


@pytest.mark.parametrize("area", [*Area])
@pytest.mark.parametrize("remedy", ["massage_gentle_rub", "heat_pad", "cold_pack"])
def test_rubbing_heat_and_cold_know_every_area(figures, remedy, area):
    assert figures.scene(remedy, area).poses[0].muscle is area


def test_an_area_without_its_own_scene_gets_the_general_one(figures):
    assert figures.scene("ice_rub", Area.NECK) is figures.general["ice_rub"]


@pytest.mark.parametrize("side", SIDES)
def test_every_figure_is_well_formed_and_themed_by_class_only(figures, side):
    for remedy, area in scenes(figures):
        drawn = figure(remedy, side, figures, area)
        for svg in (drawn.svg, drawn.stills):
            for element in ElementTree.fromstring(svg).iter():
                assert element.tag in {"svg", "g", "path", "rect", "circle", "text"}, remedy
                assert not {"style", "id", "fill", "stroke"} & set(element.keys()), remedy


@pytest.mark.parametrize("side", SIDES)
def test_a_picture_of_one_pose_stays_under_two_thousand_bytes(figures, side):
    for remedy, area in scenes(figures):
        drawn = figure(remedy, side, figures, area)
        if not drawn.moves:
            assert len(drawn.svg.encode()) < 2000, (remedy, area)
        assert len(drawn.svg.encode()) < 3600, (remedy, area)


def test_two_poses_share_one_place_and_are_told_apart_by_class(figures):
    drawn = figure("calf_tiptoe", Side.LEFT, figures)
    groups = [e.get("class") for e in ElementTree.fromstring(drawn.svg).iter("g") if e.get("class")]
    assert drawn.moves
    assert groups == ["pose pose-a", "pose pose-b"]


def test_the_stills_show_both_poses_and_an_arrow_between(figures):
    root = ElementTree.fromstring(figure("calf_tiptoe", Side.LEFT, figures).stills)
    tiles = root.findall("svg")
    assert len(tiles) == 2
    assert float(tiles[1].get("x")) >= float(tiles[0].get("x")) + float(tiles[0].get("width"))
    assert [e.get("class") for e in root.findall("path")] == ["fig-arrow"]


def test_one_pose_has_itself_as_still(figures):
    drawn = figure("heat_pad", Side.RIGHT, figures, Area.NECK)
    assert not drawn.moves
    assert drawn.stills == drawn.svg


def test_every_prop_that_is_written_down_is_drawn(figures):
    for remedy, area in scenes(figures):
        svg = figure(remedy, Side.RIGHT, figures, area).svg
        for pose in figures.scene(remedy, area).poses:
            places = places_of(pose_body(pose, PERSON))
            for prop in pose.props:
                assert prop_svg(prop, places) in svg, (remedy, prop.kind)


def test_every_kind_of_prop_leaves_something_to_see():
    places = {
        f"this_{joint}": Point(i, 2 * i) for i, joint in enumerate(("ankle", "sole", "ball", "shoulder"))
    }
    for kind in KINDS:
        ElementTree.fromstring(f"<g>{prop_svg(Prop(kind, Point(50, 60), size=4), places)}</g>")
        assert 'class="prop' in prop_svg(Prop(kind, Point(50, 60), size=4), places)


def test_the_muscle_is_marked_in_every_pose_that_names_one(figures):
    for remedy, area in scenes(figures):
        poses = figures.scene(remedy, area).poses
        svg = figure(remedy, Side.LEFT, figures, area).svg
        assert svg.count('class="muscle"') == sum(pose.muscle is not None for pose in poses), remedy
