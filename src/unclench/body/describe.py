# SPDX-License-Identifier: Apache-2.0
"""Says in words what a figure shows, from the same angles it is drawn from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from unclench.body.areas import Side
from unclench.body.joints import Posed
from unclench.body.pose import Arm, Leg, Pose, Posture, Prop, View
from unclench.body.words import AngleWords, muscle_words

__all__ = ["describe"]


def describe(posed: Sequence[Posed], side: Side, words: AngleWords) -> str:
    """The figure in sentences: view, posture, legs, arms, things, the marked muscle, then what changes."""
    first = _Speaker(posed[0].pose, side, words)
    said = first.sentences()
    mark = first.mark()
    text = " ".join(said)
    if len(posed) > 1:
        later = _Speaker(posed[1].pose, side, words)
        new = [sentence for sentence in later.sentences() if sentence not in said]
        if new:
            text += " Then: " + " ".join(new)
    return f"{text} {mark}".strip()


@dataclass(frozen=True, slots=True)
class _Speaker:
    """Says one pose."""

    pose: Pose
    side: Side
    words: AngleWords

    def sentences(self) -> list[str]:
        view = "Side view." if self.pose.view is View.SIDE else "Front view, as in a mirror."
        rows = [view, self._posture(), *self._legs(), *self._arms(), *self._things()]
        return [row for row in rows if row]

    def mark(self) -> str:
        if self.pose.muscle is None:
            return ""
        return f"The {muscle_words(self.pose.muscle, self._name('this'))} is marked."

    def _name(self, whose: str) -> str:
        if self.side is Side.BOTH:
            return "cramped" if whose == "this" else "other"
        opposite = Side.RIGHT if self.side is Side.LEFT else Side.LEFT
        return (self.side if whose == "this" else opposite).value

    def _posture(self) -> str:
        pose = self.pose
        parts = [pose.posture.value.capitalize() + self._support()]
        if pose.posture is Posture.LYING:
            parts[0] = "Lying on the back" + self._support()
        elif pose.view is View.SIDE:
            parts.append(self.words.say("lean", pose.lean_degrees))
        if pose.view is View.SIDE:
            parts.append(self.words.say("spine", pose.spine_degrees))
            parts.append(self.words.say("neck", pose.neck_degrees))
        elif abs(pose.neck_degrees) > 10:
            whose = "this" if pose.neck_degrees > 0 else "other"
            parts.append(f"the head tilted to the {self._name(whose)}" + (" side" if self.side is Side.BOTH else ""))
        if pose.shoulders_up > 2:
            parts.append("both shoulders lifted")
        return ", ".join(part for part in parts if part) + "."

    def _support(self) -> str:
        kinds = {prop.kind for prop in self.pose.props}
        if self.pose.posture in (Posture.STANDING, Posture.WALKING):
            return " on a step" if "step" in kinds else ""
        for kind, words in _SUPPORTS.items():
            if kind in kinds:
                return words
        return ""

    def _legs(self) -> list[str]:
        if self.pose.view is View.FRONT and self.pose.posture is not Posture.STANDING and not self._leg_matters():
            return []
        this, other = self._leg("this", self.pose.this_leg), self._leg("other", self.pose.other_leg)
        if this == other:
            return [f"Both legs: {this}."] if this else []
        return [
            f"{self._name(whose).capitalize()} leg: {text}."
            for whose, text in (("this", this), ("other", other))
            if text
        ]

    def _leg_matters(self) -> bool:
        return self.pose.this_leg.reach is not None and isinstance(self.pose.this_leg.reach.target, str)

    def _leg(self, whose: str, leg: Leg) -> str:
        reach = leg.reach
        if reach is not None and isinstance(reach.target, str):
            parts = [f"foot across the {self._joint(reach.target)}"]
        elif self.pose.view is View.FRONT:
            return ""
        else:
            parts = [self.words.say("knee", leg.knee_degrees)]
            if self.pose.posture is not Posture.SITTING:
                parts.insert(0, self.words.say("hip", leg.hip_degrees))
        parts.append("foot flat" if leg.flat else self.words.say("ankle", leg.ankle_degrees))
        parts.append(self.words.say("toes", leg.toes_degrees))
        if leg.where:
            parts.append(f"foot {leg.where}")
        return ", ".join(part for part in parts if part)

    def _arms(self) -> list[str]:
        this, other = self._arm(self.pose.this_arm), self._arm(self.pose.other_arm)
        if this == other:
            return [f"Both {this.replace('hand ', 'hands ', 1).replace('arm ', 'arms ', 1)}."] if this else []
        return [
            f"{self._name(whose).capitalize()} {text}."
            for whose, text in (("this", this), ("other", other))
            if text
        ]

    def _arm(self, arm: Arm) -> str:
        if arm.where:
            return f"hand {arm.where}".format(this=self._name("this"), other=self._name("other"))
        if arm.reach is not None:
            target = arm.reach.target
            return f"hand {self._joint_or_thing(target)}" if isinstance(target, str) else ""
        if self.pose.view is View.FRONT:
            return ""
        shoulder = self.words.say("shoulder", arm.shoulder_degrees)
        hand = self.words.say("wrist", arm.wrist_degrees)
        return ", ".join(part for part in (shoulder and f"arm {shoulder}", hand) if part)

    def _joint_or_thing(self, target: str) -> str:
        if target == "muscle" and self.pose.muscle is not None:
            return f"on the {muscle_words(self.pose.muscle, self._name('this'))}"
        if "_" in target and target.split("_", 1)[0] in ("this", "other"):
            return f"on the {self._joint(target)}"
        return _HELD.get(target, f"on the {target}")

    def _joint(self, target: str) -> str:
        whose, joint = target.split("_", 1)
        return f"{self._name(whose)} {_JOINTS.get(joint, joint)}"

    def _things(self) -> list[str]:
        return [self._thing(prop) for prop in self.pose.props]

    def _thing(self, prop: Prop) -> str:
        words = _THINGS.get(prop.kind, "")
        where = f" on the {muscle_words(self.pose.muscle, self._name('this'))}" if self.pose.muscle else ""
        return words.format(this=self._name("this"), where=where)



_SUPPORTS = {
    "bath_water": " in warm water",
    "exercise_ball": " over an exercise ball",
    "bed": " on a bed",
    "chair": " on a chair",
    "floor": " on the floor",
}
_HELD = {"chair": "on the back of a chair", "wall": "on the wall"}
_JOINTS = {"ball": "foot", "toes": "toes", "sole": "foot", "heel": "heel", "hand": "hand"}
_THINGS = {
    "strap": "A towel runs from the hands round the {this} foot.",
    "ball": "A small ball lies under the tight muscle.",
    "roller": "A foam roller lies under the upper back.",
    "wall": "There is a wall in front.",
    "pillow": "There is a pillow.",
    "ice_pack": "A wrapped cold pack lies{where}.",
    "heat_pad": "A warm pad lies{where}.",
    "glass": "A glass of water is at the mouth.",
    "sports_bottle": "A drink with salts is in the hand.",
    "jar": "A jar of pickles stands on the table.",
    "tube": "A tube of cream is near the hand.",
    "spray": "Warm water from a shower runs{where}.",
}
