# SPDX-License-Identifier: Apache-2.0
"""The words of this room as typed records: keys, questions, medicines, what belongs to a flag, and the four levels."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from unclench.care.sentences import ENGLISH, Sentences
from unclench.evidence import UrgencyLevel
from unclench.evidence.rules import Rule

__all__ = [
    "FlagExtra",
    "Group",
    "Key",
    "KeyKind",
    "LevelWords",
    "MedicineClass",
    "NoRule",
    "ScreenList",
    "Vocabulary",
]


class KeyKind(StrEnum):
    YES_NO = "yes_no"
    NUMBER = "number"
    WORDS = "words"


class Group(StrEnum):
    WHO_YOU_ARE = "who_you_are"
    SIGNS_NOW = "signs_now"
    HOW_IT_BEGAN = "how_it_began"
    TIME_COURSE = "time_course"
    WHAT_WENT_BEFORE = "what_went_before"
    MEDICINES = "medicines"
    MEASURED = "measured"
    DIARY = "diary"
    FLAG_QUESTION = "flag_question"


@dataclass(frozen=True, slots=True)
class Key:
    """One thing that can be known.

    ask: the question to the person; empty where nobody is asked. unit: UCUM, of a number. also: other names a mapping
    may use. areas: where it is asked; empty means everywhere. implies: keys that a yes here answers with yes. means:
    the rule it can be worked out from, where there is one. words: phrases of free text that raise it to yes. flag: the
    red flag whose question it is.
    """

    id: str
    kind: KeyKind
    ask: str
    meaning: str
    unit: str = ""
    also: tuple[str, ...] = ()
    areas: frozenset[str] = frozenset()
    group: Group = Group.SIGNS_NOW
    implies: tuple[str, ...] = ()
    means: Rule | None = None
    words: tuple[str, ...] = ()
    flag: str = ""

    @property
    def is_asked(self) -> bool:
        """Whether a screen may ask it: a question of a red flag that simpler keys make up is asked by those."""
        return bool(self.ask) and not (self.flag and self.means is not None)


@dataclass(frozen=True, slots=True)
class MedicineClass:
    """A class of medicines and the names it is known by. key: the finding that a name here answers with yes."""

    id: str
    key: str
    label: str
    names: tuple[str, ...]
    brands: tuple[str, ...]
    also: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FlagExtra:
    """What a red flag needs as a rule of care: its class of danger, what to do meanwhile, which relief it stops."""

    flag: str
    danger: str
    meanwhile: tuple[str, ...]
    blocks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LevelWords:
    """What the card of a level says. within: its time frame."""

    level: UrgencyLevel
    heading: str
    within: str
    do_now: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NoRule:
    """What the card says where no rule holds. would_change: signs to watch for, whatever was answered."""

    heading: str
    say: str
    would_change: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ScreenList:
    """In which order questions come in some areas; without areas, where it hurts in no one place."""

    areas: frozenset[str]
    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """keys: atomic ones in the order of the file, then the questions of red flags and what rules work out.

    names: every accepted name -> the key. dangers: the classes of danger, the gravest first.
    """

    keys: Mapping[str, Key]
    names: Mapping[str, str]
    medicines: tuple[MedicineClass, ...]
    extras: Mapping[str, FlagExtra]
    levels: Mapping[UrgencyLevel, LevelWords]
    no_rule: NoRule
    dangers: tuple[str, ...]
    screens: tuple[ScreenList, ...] = ()
    sentences: Sentences = ENGLISH

    def screen_order(self, area: str) -> tuple[str, ...]:
        """The questions of an area in their order; of no area, those for no one place."""
        for one in self.screens:
            if area in one.areas or (not area and not one.areas):
                return one.keys
        return ()
