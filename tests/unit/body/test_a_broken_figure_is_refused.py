# SPDX-License-Identifier: Apache-2.0
"""A slip of the pen in the figures file stops the load and says where it is."""

import pytest

from unclench.body.figure_records import load_figures
from unclench.errors import ContentError

RECORD = "calf_tiptoe"


def set_muscle(pose):
    pose["muscle"] = "elbow_pit"


def hide_muscle(pose):
    pose["view"] = "front"


def misspell(pose):
    pose["this_leg"]["kneee"] = 4


def drop_angle(pose):
    del pose["this_leg"]["knee"]


def unknown_prop(pose):
    pose["with"] = [{"kind": "trampoline", "at": [1, 2]}]


def word_for_number(pose):
    pose["this_leg"]["knee"] = "bent"


def unknown_stance(pose):
    pose["from"] = "floating"


def unknown_joint(pose):
    pose["this_arm"] = {"reach": "third_hand"}


def thing_not_there(pose):
    pose["with"] = []


def no_hip(pose):
    pose["hip"] = 12


def unknown_posture(pose):
    pose["posture"] = "hovering"


@pytest.mark.parametrize(
    ("slip", "reason"),
    [
        (set_muscle, "there is no area 'elbow_pit'"),
        (hide_muscle, "cannot be seen from the front"),
        (misspell, "unknown field 'kneee'"),
        (drop_angle, "this_leg: the angle of the knee is missing"),
        (unknown_prop, "there is no prop 'trampoline'"),
        (word_for_number, "must be a number, not 'bent'"),
        (unknown_stance, "'floating', which is not among the stances"),
        (unknown_joint, "'third_hand' is neither a joint nor a place"),
        (thing_not_there, "reaches for 'chair', which is not there"),
        (no_hip, "hip must be a place"),
        (unknown_posture, "there is no posture 'hovering'"),
    ],
)
def test_a_slip_is_named_with_file_record_and_reason(shipped, load, slip, reason):
    slip(shipped["figures"][RECORD]["poses"][0])
    with pytest.raises(ContentError) as refused:
        load(shipped)
    assert refused.value.file == "figures.yaml"
    assert refused.value.record == RECORD
    assert reason in refused.value.reason


def test_an_unknown_field_of_a_record_is_refused(shipped, load):
    shipped["figures"][RECORD]["titel"] = "x"
    with pytest.raises(ContentError, match="calf_tiptoe: the record has an unknown field 'titel'"):
        load(shipped)


@pytest.mark.parametrize("count", [0, 3])
def test_a_figure_has_one_pose_or_two(shipped, load, count):
    pose = shipped["figures"][RECORD]["poses"][0]
    shipped["figures"][RECORD]["poses"] = [pose] * count
    with pytest.raises(ContentError, match="one or two poses"):
        load(shipped)


def test_words_must_cover_every_joint_in_rising_order(shipped, load):
    shipped["words"]["knee"].reverse()
    with pytest.raises(ContentError, match="words: the ranges for knee must rise"):
        load(shipped)
    del shipped["words"]["knee"]
    with pytest.raises(ContentError, match="words: the words for knee are missing"):
        load(shipped)


def test_a_file_that_is_not_there_or_not_yaml_is_a_content_error(tmp_path):
    with pytest.raises(ContentError, match=r"nowhere\.yaml"):
        load_figures(tmp_path / "nowhere.yaml")
    broken = tmp_path / "figures.yaml"
    broken.write_text("figures: [", encoding="utf-8")
    with pytest.raises(ContentError, match="cannot be read"):
        load_figures(broken)
