# SPDX-License-Identifier: Apache-2.0
"""The last answers to the questions about warning signs, and the symptoms among them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from unclench.care import Answer as Ground
from unclench.care import Assessment, Findings, RuleBook, rule_book, spoken_texts
from unclench.care.vocabulary import Group
from unclench.care.words import in_unit
from unclench.evidence import UrgencyLevel
from unclench.evidence.overlay import ENGLISH
from unclench.reports.diary_parts import Remark, Text
from unclench.reports.entities import Answer, Beside, Flags, Signal
from unclench.reports.speech import Speech

if TYPE_CHECKING:
    from unclench.evidence import Library

__all__ = ["Asked", "beside", "flags"]

_SIGNS = frozenset({Group.SIGNS_NOW, Group.HOW_IT_BEGAN, Group.WHAT_WENT_BEFORE, Group.FLAG_QUESTION})
_SYMPTOMS = frozenset({Group.SIGNS_NOW, Group.HOW_IT_BEGAN, Group.FLAG_QUESTION})
_PLACES = "area_"  # where it is, which the pattern tells
_ORDER = (Answer.YES, Answer.UNKNOWN, Answer.NO)


@dataclass(frozen=True, slots=True)
class Asked:
    """What care made of what is known. at: when the person answered; None where only the diary spoke.

    book: the rules in the report's language, for all words. english: those of its texts that are not translated.
    """

    assessment: Assessment
    findings: Findings
    at: datetime | None
    book: RuleBook
    english: frozenset[str]

    @classmethod
    def of(cls, assessment: Assessment, findings: Findings, at: datetime | None, library: Library) -> Asked:
        """With the words of a library."""
        below = library.over.english if library.over else None
        english = spoken_texts(library) & spoken_texts(below) if below else frozenset()
        return cls(assessment, findings, at, rule_book(library), english)

    def text(self, words: str, whole: str, say: Speech) -> Text:
        """The whole in the language of the words of content that it holds."""
        return Text(whole, ENGLISH if words in self.english else say.language)


def flags(asked: Asked | None, say: Speech) -> Flags:
    """The level, why, and every sign that was asked about: yes first, then not known, then no."""
    if asked is None:
        return Flags(say.say("flags"), "", "", "", "", (), (), say.say("flags_not_asked"), "")
    level = asked.assessment.level.value
    signs = sorted(_signals(asked, say), key=lambda sign: _ORDER.index(sign.answer))
    any_yes = any(sign.answer is Answer.YES for sign in signs)
    return Flags(
        heading=say.say("flags"),
        level=level,
        level_words=say.say("level_says", level=say.say(f"level_{level}")),
        within="" if asked.assessment.level is UrgencyLevel.SELF_CARE else say.say(f"within_{level}"),
        said_on=_said_on(asked.at, say),
        reasons=tuple(dict.fromkeys(_reason(fired.rule_id, asked, say) for fired in asked.assessment.fired)),
        signs=tuple(signs),
        sentence="" if any_yes else say.say("flags_none"),
        rules_version=asked.assessment.rules_version,
    )


def beside(asked: Asked | None, remarks: tuple[Remark, ...], in_all: int, say: Speech) -> Beside:
    """Symptoms that were answered with yes and fired no rule, and what was written beside the spasms.

    in_all: how many remarks there are, with those that are not shown.
    """
    named = set() if asked is None else {sign.key for sign in _signals(asked, say)}
    signs = () if asked is None else tuple(_other_symptoms(asked, named, say))
    if signs or remarks:
        sentence = ""
    else:
        sentence = say.say("beside_not_asked" if asked is None or asked.at is None else "beside_none")
    return Beside(say.say("beside"), signs, say.say("remarks"), remarks, in_all, sentence)


def _said_on(at: datetime | None, say: Speech) -> str:
    if at is None:
        return say.say("flags_diary")
    return say.say("flags_said_on", day=say.day(at.date()), time=say.clock(at))


def _signals(asked: Asked, say: Speech) -> Iterator[Signal]:
    """Yes: what made a rule hold. Not known: what could raise the level. No: what was asked and answered with no.

    Where nobody was asked, nothing counts as not answered.
    """
    told: set[str] = set()
    for ground in (ground for fired in asked.assessment.fired for ground in fired.because):
        if ground.key not in told:
            told.add(ground.key)
            yield _signal(ground.key, _of_ground(ground, asked), Answer.YES, asked, say)
    for question in asked.assessment.ask_next if asked.at is not None else ():
        if question.key not in told:
            told.add(question.key)
            yield _signal(question.key, _meaning(asked, question.key), Answer.UNKNOWN, asked, say)
    for key, value in asked.findings.values.items():
        if value is False and key not in told and _group(asked, key) in _SIGNS:
            told.add(key)
            yield _signal(key, _meaning(asked, key), Answer.NO, asked, say)


def _of_ground(ground: Ground, asked: Asked) -> str:
    """What made a rule hold, told to a doctor: care's own words speak to the person."""
    meaning = _meaning(asked, ground.key) or ground.words
    if not isinstance(ground.value, bool):
        unit, sentences = asked.book.keys[ground.key].unit, asked.book.vocabulary.sentences
        number = in_unit(round(ground.value, 1), unit, sentences)
        return f"{meaning.rstrip('.')}: {number}."
    heard = asked.findings.heard.get(ground.key)
    return f"{meaning} (“{heard}”)" if heard else meaning


def _reason(rule_id: str, asked: Asked, say: Speech) -> Text:
    reason = asked.book.rule(rule_id).reason
    return asked.text(reason, reason, say)


def _signal(key: str, words: str, answer: Answer, asked: Asked, say: Speech) -> Signal:
    text = asked.text(_meaning(asked, key), words, say)
    return Signal(key, text, answer, say.say(f"answer_{answer.value}"))


def _other_symptoms(asked: Asked, named: set[str], say: Speech) -> Iterator[Text]:
    for key, value in asked.findings.values.items():
        if value is True and key not in named and _is_symptom(asked, key):
            yield asked.text(_meaning(asked, key), _meaning(asked, key), say)


def _is_symptom(asked: Asked, key: str) -> bool:
    return _group(asked, key) in _SYMPTOMS and not key.startswith(_PLACES)


def _group(asked: Asked, key: str) -> Group | None:
    known = asked.book.keys.get(key)
    return None if known is None else known.group


def _meaning(asked: Asked, key: str) -> str:
    known = asked.book.keys.get(key)
    return "" if known is None else known.meaning or known.ask
