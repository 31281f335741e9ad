# SPDX-License-Identifier: Apache-2.0
"""Says in words what a figure shows, from the same angles it is drawn from."""

from __future__ import annotations

from collections.abc import Sequence

from unclench.body.areas import Side
from unclench.body.joints import Posed
from unclench.body.outline import Point
from unclench.body.pose import Arm, Leg, Posture, Prop, View
from unclench.body.words import AngleWords, muscle_words

__all__ = ["describe"]


def describe(posed: Sequence[Posed], side: Side, words: AngleWords) -> str:
    """The figure in sentences: view, posture, legs, arms, things, the marked muscle, then what changes."""
    first = _Speaker(posed[0], side, words)
    said = first.sentences()
    text = " ".join(said)
    for later in posed[1:]:
        new = [row for row in _Speaker(later, side, words).sentences() if row not in said]
        text += " Then: " + " ".join(new) if new else ""
    return f"{text} {first.mark()}".strip()


class _Speaker:
    """Says one pose for one side."""

    def __init__(self, posed: Posed, side: Side, words: AngleWords) -> None:
        self.pose, self.places = posed.pose, posed.places
        self.side, self.words = side, words
        self.from_side = self.pose.view is View.SIDE
        self.upright = self.pose.posture in (Posture.STANDING, Posture.WALKING)

    def sentences(self) -> list[str]:
        view = "Side view." if self.from_side else "Front view, as in a mirror."
        rows = [view, self._posture(), *self._legs(), *self._arms()]
        rows += [self._thing(prop) for prop in self.pose.props]
        rows += [self._named(arrow.says) for arrow in self.pose.arrows]
        return list(dict.fromkeys(row for row in rows if row))

    def mark(self) -> str:
        if self.pose.muscle is None:
            return ""
        return f"The {muscle_words(self.pose.muscle, self._name('this'))} is marked."

    def _name(self, whose: str) -> str:
        if self.side is Side.BOTH:
            names = ("near", "far") if self.from_side else ("marked", "other")
            return names[whose != "this"]
        opposite = Side.RIGHT if self.side is Side.LEFT else Side.LEFT
        return (self.side if whose == "this" else opposite).value

    def _named(self, text: str) -> str:
        return text.replace("{this}", self._name("this")).replace("{other}", self._name("other"))

    def _posture(self) -> str:
        pose, say = self.pose, self.words.say
        parts = [pose.posture.value.capitalize() + self._support()]
        if pose.posture is Posture.LYING:
            parts[0] = "Lying on the back" + self._support()
        elif self.from_side:
            parts.append(say("lean", pose.lean_degrees))
        if self.from_side:
            parts += [say("spine", pose.spine_degrees), say("neck", pose.neck_degrees)]
        elif abs(pose.neck_degrees) > 10:
            whose = "this" if pose.neck_degrees > 0 else "other"
            parts.append(f"the head tilted to the {self._name(whose)} side")
        if pose.shoulders_up > 2:
            parts.append("both shoulders lifted")
        return ", ".join(part for part in parts if part) + "."

    def _support(self) -> str:
        kinds = {prop.kind for prop in self.pose.props}
        supports = {"step": " on a step"} if self.upright else _SUPPORTS
        return next((words for kind, words in supports.items() if kind in kinds), "")

    def _legs(self) -> list[str]:
        this, other = self._leg(self.pose.this_leg, "this"), self._leg(self.pose.other_leg, "other")
        if this == other:
            return [f"Both legs: {this}."] if this else []
        pairs = (("this", this), ("other", other))
        return [f"{self._name(whose).capitalize()} leg: {text}." for whose, text in pairs if text]

    def _leg(self, leg: Leg, whose: str) -> str:
        say, parts = self.words.say, []
        if leg.reach is not None and isinstance(leg.reach.target, str):
            parts.append(f"foot across the {self._joint(leg.reach.target)}")
        elif not self.from_side:
            return ""
        else:
            parts += [self._thigh(leg), say("knee", leg.knee_degrees)]
        if leg.flat:
            parts.append("foot flat")
        elif self.upright and say("heel", leg.toes_degrees):
            parts.append(say("heel", leg.toes_degrees))
        else:
            parts.append(say("ankle", leg.ankle_degrees) if self.from_side else "")
            parts.append(say("toes", leg.toes_degrees))
        parts.append(f"foot {leg.where}" if leg.where else "")
        return self._named(", ".join(part for part in parts if part))

    def _thigh(self, leg: Leg) -> str:
        """Where the thigh goes: against the room when upright, against the trunk when lying."""
        if self.pose.posture is Posture.SITTING or (leg.flat and not self.upright):
            return ""
        return self.words.say("hip", leg.hip_degrees - (self.pose.lean_degrees if self.upright else 0))

    def _arms(self) -> list[str]:
        this, other = self._arm(self.pose.this_arm), self._arm(self.pose.other_arm)
        if this and this == other:
            both = this.replace("hand ", "hands ", 1).replace("arm ", "arms ", 1)
            return [f"Both {both}{'s' if both.endswith('thigh') else ''}."]
        pairs = (("this", this), ("other", other))
        return [f"{self._name(whose).capitalize()} {text}." for whose, text in pairs if text]

    def _arm(self, arm: Arm) -> str:
        if arm.where:
            return "hand " + self._named(arm.where)
        if arm.reach is not None:
            target = arm.reach.target
            return f"hand {self._on(target)}" if isinstance(target, str) else ""
        if not self.from_side:
            return ""
        shoulder = self.words.say("shoulder", arm.shoulder_degrees)
        hand = self.words.say("wrist", arm.wrist_degrees)
        return ", ".join(part for part in (shoulder and f"arm {shoulder}", hand) if part)

    def _on(self, target: str) -> str:
        if target == "muscle" and self.pose.muscle is not None:
            return f"on the {muscle_words(self.pose.muscle, self._name('this'))}"
        if target.startswith(("this_", "other_")):
            return f"on the {self._joint(target)}"
        return _HELD.get(target, f"on the {target}")

    def _joint(self, target: str) -> str:
        whose, joint = target.split("_", 1)
        return f"{self._name(whose)} {_JOINTS.get(joint, joint)}"

    def _thing(self, prop: Prop) -> str:
        if prop.kind == "pillow" and isinstance(prop.at, Point):
            head, ankle = self.places["head"], self.places["this_ankle"]
            near_head = prop.at.distance(head) < prop.at.distance(ankle)
            return f"A pillow lies under the {'head' if near_head else 'legs'}."
        where = f" on the {muscle_words(self.pose.muscle, self._name('this'))}" if self.pose.muscle else ""
        return self._named(_THINGS.get(prop.kind, "")).replace("{where}", where)


_SUPPORTS = {
    "bath_water": " in warm water",
    "exercise_ball": " over an exercise ball",
    "bed": " on a bed",
    "chair": " on a chair",
    "stool": " on a chair",
    "floor": " on the floor",
}
_HELD = {"chair": "on the back of a chair", "wall": "on the wall"}
_JOINTS = {
    "ball": "foot",
    "toes": "toes",
    "sole": "foot",
    "heel": "heel",
    "hand": "hand",
    "fingers": "fingers",
}
_THINGS = {
    "strap": "A towel runs from the hands round the {this} foot.",
    "ball": "A small ball lies under the marked muscle.",
    "roller": "A foam roller lies under the upper back.",
    "wall": "There is a wall in front.",
    "ice_pack": "A wrapped cold pack lies{where}.",
    "heat_pad": "A warm pad lies{where}.",
    "glass": "A glass is at the mouth.",
    "sports_bottle": "A bottle with a drink with salts is at the mouth.",
    "jar": "A jar of pickles stands on a table.",
    "tube": "There is a tube of cream.",
    "spray": "Warm water from a shower runs{where}.",
}
