# SPDX-License-Identifier: Apache-2.0
"""The person as SVG: limbs behind, trunk and head, limbs in front."""

from __future__ import annotations

from unclench.body.areas import Area
from unclench.body.joints import Posed
from unclench.body.muscles import muscle_shape
from unclench.body.outline import Circle, Point, hull, units
from unclench.body.pose import View
from unclench.body.skeleton import Skeleton

__all__ = ["person_svg"]

_ON_THE_ARM = frozenset({Area.HAND, Area.FOREARM, Area.UPPER_ARM, Area.SHOULDER})


def person_svg(posed: Posed, skeleton: Skeleton) -> str:
    """The whole person with the marked muscle, as SVG elements themed only by class.

    This side is the near one in a side view, so it is drawn last; the far limbs are dimmed.
    """
    pose, draw = posed.pose, _Person(posed, skeleton)
    side_view = pose.view is View.SIDE
    far = "fig-far" if side_view else "fig-body"
    muscle = ""
    if pose.muscle is not None:
        muscle = _path("muscle", muscle_shape(pose.muscle, pose.view, posed.places))
    on_the_arm = pose.muscle in _ON_THE_ARM
    other_arm, this_arm = draw.arm("other"), _path("fig-body", draw.arm("this"))
    return "".join(
        (
            _path(far, ("" if pose.other_arm_in_front else other_arm) + draw.leg("other"))
            if side_view
            else "",
            draw.trunk(),
            "" if side_view else _path(far, draw.leg("other")),
            _path("fig-body", draw.leg("this")),
            "" if on_the_arm else muscle,
            "" if side_view or pose.other_arm_in_front else _path(far, other_arm),
            this_arm,
            muscle if on_the_arm else "",
            _path("fig-body", other_arm) if pose.other_arm_in_front else "",
        )
    )


def _straight(start: Point, middle: Point, end: Point) -> bool:
    """Whether three joints lie in one line, so that one shape will do for both segments."""
    return start.distance(middle) + middle.distance(end) - start.distance(end) < 0.05


def _path(css_class: str, data: str) -> str:
    return f'<path class="{css_class}" d="{data}"/>'


class _Person:
    """Turns joints into skin; one method per part of the body, each returns SVG or path data."""

    def __init__(self, posed: Posed, skeleton: Skeleton) -> None:
        self.at = posed.places
        self.view = posed.pose.view
        self.s = skeleton

    def arm(self, whose: str) -> str:
        s = self.s
        wrist, hand, fingers = (self.at[f"{whose}_{name}"] for name in ("wrist", "hand", "fingers"))
        upper = self._bone(f"{whose}_shoulder", s.shoulder_radius, f"{whose}_elbow", s.elbow_radius)
        fore = self._bone(f"{whose}_elbow", s.elbow_radius, f"{whose}_wrist", s.wrist_radius)
        thumb = self._thumb(whose)
        if _straight(wrist, hand, fingers):
            mitten = hull([Circle(hand, s.hand_radius), Circle(fingers, s.fingers_radius)])
            return upper + fore + mitten + thumb
        palm = hull([Circle(wrist, s.wrist_radius), Circle(hand, s.hand_radius)])
        bent = hull([Circle(hand, s.hand_radius - 0.3), Circle(fingers, s.fingers_radius)])
        return upper + fore + palm + bent + thumb

    def _thumb(self, whose: str) -> str:
        """The thumb lies on the side to which the elbow bends; a far hand in a side view does without."""
        if self.view is View.SIDE and whose == "other":
            return ""
        wrist, hand = self.at[f"{whose}_wrist"], self.at[f"{whose}_hand"]
        along = wrist.toward(hand)
        across = Point(along.y, -along.x)
        if self.view is View.FRONT and whose == "this":
            across = Point(-along.y, along.x)
        root = wrist.between(hand, 0.7).moved(across, 1.6)
        return hull([Circle(root, 2.2), Circle(root.moved(along, 3.6).moved(across, 3.4), 1.6)])

    def leg(self, whose: str) -> str:
        s = self.s
        hip_radius = s.hip_radius if self.view is View.SIDE else s.hip_radius - 0.6
        upper = self._bone(f"{whose}_hip", hip_radius, f"{whose}_knee", s.knee_radius)
        return upper + self._shin(whose) + self._foot(whose)

    def _shin(self, whose: str) -> str:
        """Knee to ankle; in a side view with the belly of the calf, which tells back from front."""
        knee, ankle = self.at[f"{whose}_knee"], self.at[f"{whose}_ankle"]
        ends = Circle(knee, self.s.knee_radius), Circle(ankle, self.s.ankle_radius)
        if self.view is View.FRONT:
            return hull(ends)
        along = knee.toward(ankle)
        calf = Circle(knee.between(ankle, 0.3).moved(Point(-along.y, along.x), 2.2), 5.8)
        return hull([ends[0], ends[1], calf])

    def _foot(self, whose: str) -> str:
        at = self.at
        if self.view is View.FRONT:
            return hull([Circle(at[f"{whose}_heel"], 4.2), Circle(at[f"{whose}_toes"], 4.4)])
        ankle, heel, ball, toes = (at[f"{whose}_{name}"] for name in ("ankle", "heel", "ball", "toes"))
        up = at[f"{whose}_sole"].toward(ankle)
        # The sole is where these circles end, so that a flat foot stands on the floor and not in it.
        back, front = Circle(heel.moved(up, 3.4), 3.4), Circle(ball.moved(up, 2.4), 2.4)
        top = Circle(ankle, self.s.ankle_radius)
        tip = Circle(toes.moved(up, 2.0), 2.0)
        if _straight(heel, ball, toes):
            return hull([back, top, tip])
        return hull([back, top, front]) + hull([front, tip])

    def trunk(self) -> str:
        at, s = self.at, self.s
        throat = at["throat"].between(at["head"], 0.3)
        neck = hull([Circle(at["chest"], s.neck_radius), Circle(throat, s.neck_radius)])
        if self.view is View.SIDE:
            shoulders = at["chest"].between(at["waist"], 0.32)
            torso = self._bone("hip", s.pelvis_radius, "waist", s.waist_radius)
            torso += hull([Circle(at["waist"], s.waist_radius), Circle(shoulders, s.chest_radius)])
        else:
            torso = hull(
                [
                    Circle(at["other_shoulder"].between(at["chest"], 0.08), s.shoulder_radius),
                    Circle(at["this_shoulder"].between(at["chest"], 0.08), s.shoulder_radius),
                    Circle(at["this_hip"], s.hip_radius),
                    Circle(at["other_hip"], s.hip_radius),
                ]
            )
        face, hair = self._head()
        return _path("fig-torso", torso) + _path("fig-head", neck) + _path("fig-head", face) + hair

    def _head(self) -> tuple[str, str]:
        """Skin and, over it, hair and eyes: they say which way the person looks."""
        throat, head, r = self.at["throat"], self.at["head"], self.s.head_radius
        up = throat.toward(head)
        front = Point(-up.y, up.x)
        skull, crown = Circle(head, r), head.moved(up, 2.2)
        if self.view is View.SIDE:
            jaw = Circle(head.moved(up, -4.4).moved(front, 3.2), r * 0.66)
            nose = Circle(head.moved(up, -1.6).moved(front, r + 0.4), 2.0)
            face = hull([skull, jaw]) + hull([nose])
            back = Circle(head.moved(up, -3.2).moved(front, -6.2), r * 0.42)
            hair = hull([Circle(crown.moved(up, 1.4).moved(front, -2.6), r * 0.74), back])
            eyes = [head.moved(front, r * 0.58)]
        else:
            face = hull([skull, Circle(head.moved(up, -4.6), r * 0.72)])
            top = crown.moved(up, 4.0)
            hair = hull([Circle(top.moved(front, -3.4), r * 0.46), Circle(top.moved(front, 3.4), r * 0.46)])
            eyes = [head.moved(front, side * 3.6).moved(up, -1.4) for side in (-1, 1)]
        dots = "".join(
            f'<circle class="fig-eye" cx="{units(eye.x)}" cy="{units(eye.y)}" r="2"/>' for eye in eyes
        )
        return face, _path("fig-hair", hair) + dots

    def _bone(self, start: str, start_radius: float, end: str, end_radius: float) -> str:
        return hull([Circle(self.at[start], start_radius), Circle(self.at[end], end_radius)])
