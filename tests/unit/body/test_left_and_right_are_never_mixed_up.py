# SPDX-License-Identifier: Apache-2.0
"""The left picture is the right one in a mirror, and says so in plain letters."""

from xml.etree import ElementTree

from unclench.body.areas import Area, Side
from unclench.body.figure import figure

WIDE = 400


def test_the_side_is_written_in_the_picture_on_its_own_side(figures):
    for remedy in figures.general:
        for side, at_left in ((Side.LEFT, True), (Side.RIGHT, False)):
            drawn = figure(remedy, side, figures)
            for svg in (drawn.svg, drawn.stills):
                root = ElementTree.fromstring(svg)
                [word] = root.findall("text")
                left, _, width, _ = (float(v) for v in root.get("viewBox").split())
                assert word.text == side.value.capitalize()
                assert (float(word.get("x")) < left + width / 2) is at_left, remedy


def test_the_word_itself_is_never_mirrored(figures):
    root = ElementTree.fromstring(figure("calf_tiptoe", Side.LEFT, figures).svg)
    mirrored = next(g for g in root.iter("g") if "matrix(-1" in g.get("transform", ""))
    assert list(mirrored.iter("text")) == []


def test_the_left_picture_is_the_right_one_mirrored_about_its_own_middle(figures):
    right = figure("calf_tiptoe", Side.RIGHT, figures).svg
    left = figure("calf_tiptoe", Side.LEFT, figures).svg
    assert f'<g transform="matrix(-1 0 0 1 {WIDE} 0)">' in left
    assert "matrix" not in right
    inner = left.split(f'matrix(-1 0 0 1 {WIDE} 0)">')[1].rsplit("</g><text", 1)[0]
    assert inner in right


def test_a_picture_cut_closer_is_mirrored_about_the_middle_of_the_cut(figures):
    svg = figure("massage_gentle_rub", Side.LEFT, figures, Area.NECK).svg
    left, _, width, _ = (int(v) for v in ElementTree.fromstring(svg).get("viewBox").split())
    assert f"matrix(-1 0 0 1 {2 * left + width} 0)" in svg


def test_no_side_means_no_word_and_no_mirror(figures):
    svg = figure("calf_tiptoe", Side.BOTH, figures).svg
    assert "<text" not in svg
    assert "matrix" not in svg


def test_title_and_description_name_the_side_and_only_that_side_is_marked(figures):
    for side, opposite in ((Side.LEFT, "right"), (Side.RIGHT, "left")):
        drawn = figure("calf_weight_on_leg", side, figures)
        assert f"{side} side" in drawn.title
        assert f"The calf of the {side} leg is marked." in drawn.description
        assert f"The calf of the {opposite} leg" not in drawn.description
        assert f"{side.value.capitalize()} leg: " in drawn.description
        assert f"{opposite.capitalize()} leg: " in drawn.description
