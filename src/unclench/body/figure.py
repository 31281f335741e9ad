# SPDX-License-Identifier: Apache-2.0
"""A figure: what to do, drawn and said from the same joint angles."""

from __future__ import annotations

from dataclasses import dataclass

from unclench.body.areas import Area, Side
from unclench.body.describe import describe
from unclench.body.figure_records import Figures
from unclench.body.joints import pose_body
from unclench.body.skeleton import PERSON
from unclench.body.stage import still_pair, still_stack
from unclench.errors import NotFound

__all__ = ["Figure", "figure", "has_figure"]


@dataclass(frozen=True, slots=True)
class Figure:
    """A drawn remedy for one side.

    svg: both key poses in one place; the page's style fades between them, or shows the first.
    stills: the key poses side by side with an arrow, for people who want nothing to move.
    title, description: the same in words; moves: whether there are two poses.
    """

    svg: str
    stills: str
    title: str
    description: str
    moves: bool


def has_figure(remedy_id: str, figures: Figures) -> bool:
    """Whether there is a figure for a remedy."""
    return figures.scene(remedy_id, None) is not None


def figure(remedy_id: str, side: Side, figures: Figures, area: Area | None = None) -> Figure:
    """The figure of a remedy for a side; `area` picks the muscle that is marked, where it can be chosen.

    Drawn as data says for the right side, mirrored for the left. Side.BOTH is drawn without a word.
    """
    scene = figures.scene(remedy_id, area)
    if scene is None:
        raise NotFound("There is no figure for this.", why=f"No pose is written down for “{remedy_id[:60]}”.")
    posed = [pose_body(pose, PERSON) for pose in scene.poses]
    title = scene.title if side is Side.BOTH else f"{scene.title}, {side} side"
    words = describe(posed, side, figures.words)
    return Figure(
        svg=still_stack(scene.frame, posed, side, title),
        stills=still_pair(scene.frame, posed, side, title),
        title=title,
        description=words,
        moves=len(posed) > 1,
    )
