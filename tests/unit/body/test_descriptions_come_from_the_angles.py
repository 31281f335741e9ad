# SPDX-License-Identifier: Apache-2.0
"""Who cannot see the picture hears the same: posture, limbs, things, the muscle."""

from unclench.body.areas import Area, Side
from unclench.body.figure import figure


def test_it_says_view_posture_limbs_things_and_the_muscle(figures):
    text = figure("calf_dorsiflexion_pull", Side.LEFT, figures).description
    for words in (
        "Side view.",
        "Lying on the back on a bed.",
        "Left leg: raised, knee straight",
        "toes pulled up toward the shin",
        "A towel runs from the hands round the left foot.",
        "The calf of the left leg is marked.",
    ):
        assert words in text


def test_every_description_names_a_posture_and_the_marked_muscle(figures):
    for remedy, scene in figures.general.items():
        text = figure(remedy, Side.RIGHT, figures).description
        assert any(word in text for word in ("Standing", "Walking", "Sitting", "Lying")), remedy
        assert ("is marked." in text) is (scene.poses[0].muscle is not None), remedy
        assert "{" not in text, remedy


def test_what_changes_between_the_poses_is_said_after_then(figures):
    text = figure("calf_tiptoe", Side.RIGHT, figures).description
    before, after = text.split(" Then: ")
    assert "foot flat" in before
    assert "heel raised" in after
    assert "back of a chair" not in after


def test_one_corrected_angle_changes_the_picture_and_the_words(figures, shipped, load):
    pose = shipped["figures"]["calf_dorsiflexion_pull"]["poses"][1]
    pose["this_leg"]["knee"] = 45
    corrected = load(shipped)
    before = figure("calf_dorsiflexion_pull", Side.LEFT, figures)
    after = figure("calf_dorsiflexion_pull", Side.LEFT, corrected)
    assert "Then: Left leg: raised, knee straight" in before.description
    assert "Then: Left leg: raised, knee bent" in after.description
    assert before.svg != after.svg


def test_one_corrected_word_changes_every_description_that_uses_it(shipped, load):
    shipped["words"]["knee"][0]["say"] = "knee long"
    assert "knee long" in figure("calf_tiptoe", Side.LEFT, load(shipped)).description


def test_the_area_is_named_where_the_hand_and_the_pack_are(figures):
    text = figure("cold_pack", Side.RIGHT, figures, Area.SHOULDER).description
    assert "Left hand on the right shoulder." in text
    assert "A wrapped cold pack lies on the right shoulder." in text


def test_without_a_side_it_says_near_and_far(figures):
    text = figure("calf_weight_on_leg", Side.BOTH, figures).description
    assert "The calf of the near leg is marked." in text
    assert "left" not in text
    assert "right" not in text


def test_a_pillow_is_said_to_lie_where_it_lies(figures):
    text = figure("light_movement_then_legs_up", Side.LEFT, figures).description
    assert "A pillow lies under the head." in text
    assert "A pillow lies under the legs." in text
