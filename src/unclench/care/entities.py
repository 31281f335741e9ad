# SPDX-License-Identifier: Apache-2.0
"""What was found, and what follows from it: the shapes that go into this room and come out of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from unclench.evidence import UrgencyLevel

__all__ = [
    "LEVELS",
    "Answer",
    "Assessment",
    "Block",
    "Findings",
    "Fired",
    "MedicineRead",
    "Question",
    "Reading",
    "Value",
    "rank",
]

Value = bool | float | tuple[str, ...]
"""What a key can hold: yes or no, a number in the key's unit, or words."""

LEVELS = (UrgencyLevel.SELF_CARE, UrgencyLevel.DOCTOR, UrgencyLevel.URGENT, UrgencyLevel.EMERGENCY)
"""From the mildest to the most urgent."""

_RANKS = {level: place for place, level in enumerate(LEVELS)}


def rank(level: UrgencyLevel) -> int:
    """How urgent a level is, from 0 for self-care to 3 for an emergency."""
    return _RANKS[level]


@dataclass(frozen=True, slots=True)
class MedicineRead:
    """What was recognised in what somebody said they take. key: the finding it answers. exactly: no letter was off."""

    said: str
    name: str
    label: str
    key: str
    exactly: bool = True


@dataclass(frozen=True, slots=True)
class Findings:
    """What is known about a person and a spasm. A key that is not in it is not known.

    values: by key of the vocabulary or id of a question. heard: keys that free text raised, each with the words that
    did. medicines_read, not_understood: as `read` left them.
    """

    values: Mapping[str, Value] = field(default_factory=lambda: MappingProxyType({}))
    heard: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    medicines_read: tuple[MedicineRead, ...] = ()
    not_understood: tuple[str, ...] = ()

    def __iter__(self) -> Iterator[str]:
        return iter(self.values)

    def with_answers(self, answers: Mapping[str, Value | None]) -> Findings:
        """The same with these keys said anew; None takes an answer back. For answers that a person changes."""
        values = {**self.values, **{key: value for key, value in answers.items() if value is not None}}
        for key in (key for key, value in answers.items() if value is None):
            values.pop(key, None)
        return replace(self, values=MappingProxyType(values))

    def and_also(self, other: Findings) -> Findings:
        """Both together, whichever came first: a yes beats a no, words are joined, a number said here stays."""
        values = dict(self.values)
        for key, value in other.values.items():
            mine = values.get(key)
            if mine is None or value is True:
                values[key] = value
            elif isinstance(mine, tuple) and isinstance(value, tuple):
                values[key] = tuple(dict.fromkeys((*mine, *value)))
        return Findings(
            MappingProxyType(values),
            MappingProxyType({**other.heard, **self.heard}),
            tuple(dict.fromkeys((*self.medicines_read, *other.medicines_read))),
            tuple(dict.fromkeys((*self.not_understood, *other.not_understood))),
        )


@dataclass(frozen=True, slots=True)
class Reading:
    """What `read` made of a flat mapping. not_understood: each a key, with the reason after a colon where one helps."""

    findings: Findings
    not_understood: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer that fired a rule. words: the answer as a sentence."""

    key: str
    value: bool | float
    words: str


@dataclass(frozen=True, slots=True)
class Fired:
    """A rule that holds. reason: in plain words. because: the answers that made it hold. sources: ids of references."""

    rule_id: str
    level: UrgencyLevel
    danger: str
    reason: str
    because: tuple[Answer, ...]
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """Something to ask. kind: yes_no or number, in `unit`. could_reach: the highest level that an answer leads towards.

    settles: how many rules that could raise the level the answer bears on.
    """

    key: str
    ask: str
    could_reach: UrgencyLevel
    kind: str = "yes_no"
    unit: str = ""
    settles: int = 1


@dataclass(frozen=True, slots=True)
class Block:
    """A kind of relief that would harm now: all, massage, stretch, movement, heat and so on."""

    kind: str
    reason: str
    rule_id: str


@dataclass(frozen=True, slots=True)
class Assessment:
    """How soon somebody is needed, and why.

    within: the time frame in words. fired: every rule that holds, the most urgent first. ask_next: what is not known
    and could raise the level, best first. blocked_relief: one line for a kind. would_change: signs that would raise the
    level, in sentences. unknown_keys: the keys of ask_next with those that nobody is asked for. rules_version: a digest
    of the rule data.
    """

    level: UrgencyLevel
    within: str
    fired: tuple[Fired, ...]
    ask_next: tuple[Question, ...]
    blocked_relief: tuple[Block, ...]
    meanwhile: tuple[str, ...]
    would_change: tuple[str, ...]
    unknown_keys: tuple[str, ...]
    medicines_read: tuple[MedicineRead, ...]
    not_understood: tuple[str, ...]
    rules_version: str
