# SPDX-License-Identifier: Apache-2.0
"""The form of a check-in: what a person touched and typed, the answers it means, and the keys that show it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from unclench.diary.checkin import Answer, AnswerState
from unclench.diary.exposures import Exposure, ExposureKind
from unclench.errors import InputError
from unclench.web.days.suggesting import amount, clock_of, in_words
from unclench.web.languages import ENGLISH, active, sentence

__all__ = [
    "Typed", "answers_from", "question_rows", "quiet_answer", "quiet_keys", "quiet_typed", "typed_from",
]  # fmt: skip

_NO, _YES, _SAME = "no", "yes", "same"
_SCALE = tuple(float(step) for step in range(11))


@dataclass(frozen=True, slots=True)
class Typed:
    """What stands in one question. key: the value of the key that is down, "" for none. number, hour: as typed.

    was: the number that stood in the field when the page was made: left as it was, it does not outweigh a key.
    """

    key: str = ""
    number: str = ""
    was: str = ""
    hour: str = ""

    @classmethod
    def of(cls, exposure: Exposure, answer: Answer | None) -> Typed:
        """How an answer that was given stands in the form."""
        if answer is None or answer.state not in (AnswerState.YES, AnswerState.NO):
            return cls()
        if answer.state is AnswerState.NO:
            return cls(_NO)
        hour = "" if answer.hour is None else f"{answer.hour:g}"
        value = 1.0 if answer.value is None else answer.value
        if exposure.kind is ExposureKind.YES_NO:
            return cls(_YES, hour=hour)
        if exposure.kind is ExposureKind.CHOICE:
            return cls(answer.choice or "", hour=hour)
        if value in (_SCALE if exposure.kind is ExposureKind.SCALE else exposure.keys):
            return cls(f"{value:g}", hour=hour)
        number = amount(value)
        return cls(number=number, was=number, hour=hour)

    @property
    def untouched(self) -> bool:
        """Whether nothing was answered."""
        return not self.key and not self.number


def typed_from(post: QueryDict, shown: Iterable[Exposure]) -> dict[str, Typed]:
    """What was sent for each question that was shown, as it was typed."""
    return {
        one.id: Typed(
            key=post.get(f"a_{one.id}", ""), number=post.get(f"n_{one.id}", "").strip(),
            was=post.get(f"w_{one.id}", ""), hour=post.get(f"h_{one.id}", ""),
        )
        for one in shown
    }  # fmt: skip


def answers_from(
    typed: Mapping[str, Typed],
    exposures: Mapping[str, Exposure],
    before: Mapping[str, Answer],
    *,
    repeat: bool = False,
) -> tuple[dict[str, Answer], dict[str, str]]:
    """The answers a form means, and what is wrong with it: a sentence by question.

    before: what was said of the day before, for the keys that repeat it. repeat: it fills whatever was left alone.
    """
    answers: dict[str, Answer] = {}
    errors: dict[str, str] = {}
    for key, one in typed.items():
        try:
            answers[key] = _answer(exposures[key], one, before.get(key), repeat=repeat)
        except InputError as error:
            errors[key] = sentence(error)
    return answers, errors


def _answer(exposure: Exposure, typed: Typed, before: Answer | None, *, repeat: bool) -> Answer:
    said_before = before if before and before.state in (AnswerState.YES, AnswerState.NO) else None
    if typed.number and not (typed.key and typed.number == typed.was):
        value = exposure.checked(_number(typed.number, exposure))
        return (
            Answer(AnswerState.NO) if value == 0 else Answer(AnswerState.YES, value, _hour(typed, exposure))
        )
    if typed.key == _SAME or (repeat and typed.untouched):
        return said_before or Answer(AnswerState.UNTOUCHED)
    if not typed.key:
        return Answer(AnswerState.UNTOUCHED)
    if typed.key == _NO and exposure.kind in (ExposureKind.YES_NO, ExposureKind.AMOUNT):
        return Answer(AnswerState.NO)
    choice = typed.key if exposure.kind is ExposureKind.CHOICE else None
    return Answer(AnswerState.YES, _value_of_key(typed.key, exposure), _hour(typed, exposure), choice)


def _value_of_key(key: str, exposure: Exposure) -> float:
    """What a key counts. InputError where the question has no such key."""
    keys: dict[str, float] = {one.id: one.counts for one in exposure.choices}
    if exposure.kind is ExposureKind.YES_NO:
        keys = {_YES: 1.0}
    elif exposure.kind is not ExposureKind.CHOICE:
        keys = {f"{value:g}": value for value in _numbers(exposure)}
    if key not in keys:
        raise InputError(
            gettext_noop("This answer is not one of those offered."),
            todo=gettext_noop("Choose one of the keys, or leave the question alone."),
        )
    return keys[key]


def _numbers(exposure: Exposure) -> tuple[float, ...]:
    return _SCALE if exposure.kind is ExposureKind.SCALE else exposure.keys


def _number(text: str, exposure: Exposure) -> float:
    """A number as the language of the page writes it; a comma and a point both part decimals where that is clear."""
    group, point = (",", ".") if active() == ENGLISH else (".", ",")
    plain = text.replace("\N{NO-BREAK SPACE}", "").replace(" ", "")
    if exposure.unit:
        plain = plain.removesuffix(exposure.unit)
    if re.fullmatch(rf"[0-9]{{1,3}}(\{group}[0-9]{{3}})+(\{point}[0-9]+)?", plain):
        plain = plain.replace(group, "")
    plain = plain.replace(",", ".")
    if not re.fullmatch(r"[0-9]{1,7}(\.[0-9]{1,4})?", plain):
        raise InputError(gettext_noop("Write a number, such as 7 or 7.5."))
    return float(plain)


def _hour(typed: Typed, exposure: Exposure) -> float | None:
    if not typed.hour or not exposure.hour:
        return None
    if not re.fullmatch(r"[0-9]{1,2}(\.[0-9]+)?", typed.hour) or float(typed.hour) >= 24:
        raise InputError(gettext_noop("Choose an hour of the list, or leave it open."))
    return float(typed.hour)


def question_rows(
    shown: Iterable[Exposure],
    typed: Mapping[str, Typed],
    kept: Mapping[str, Answer],
    before: Mapping[str, Answer],
    errors: Mapping[str, str],
) -> list[dict[str, Any]]:
    """What the part `question` shows, a row a question. kept: what was said of this day; before: of the day before."""
    return [_row(one, typed.get(one.id, Typed()), kept, before, errors.get(one.id, "")) for one in shown]


def _row(
    one: Exposure, typed: Typed, kept: Mapping[str, Answer], before: Mapping[str, Answer], error: str
) -> dict[str, Any]:
    hints = [_("in %(unit)s") % {"unit": one.unit}] if one.unit else []
    yesterday, same = _said(before.get(one.id)), None
    if yesterday:
        label = _("As the day before: %(answer)s") % {"answer": in_words(one, yesterday)}
        same = {"label": label, "on": typed.key == _SAME}
    is_amount = one.kind is ExposureKind.AMOUNT
    return {
        "id": one.id,
        "ask": one.question,
        "hints": hints,
        "error": error,
        "keys": _keys(one, typed.key),
        "numbers": one.kind in (ExposureKind.AMOUNT, ExposureKind.SCALE),
        "same": same,
        "kept": _said(kept.get(one.id)) is not None,
        "number": {"value": typed.number, "was": typed.was, "unit": one.unit} if is_amount else None,
        "hours": _hours(typed.hour) if one.hour else [],
    }


def _said(answer: Answer | None) -> Answer | None:
    return answer if answer and answer.state in (AnswerState.YES, AnswerState.NO) else None


def _keys(one: Exposure, down: str) -> list[dict[str, Any]]:
    if one.kind is ExposureKind.YES_NO:
        pairs = [(_YES, _("Yes")), (_NO, _("No"))]
    elif one.kind is ExposureKind.CHOICE:
        pairs = [(choice.id, choice.label) for choice in one.choices]
    else:
        pairs = [(f"{value:g}", amount(value)) for value in _numbers(one)]
        if one.kind is ExposureKind.AMOUNT:
            pairs.insert(0, (_NO, _("None")))
    return [{"value": value, "label": label, "on": value == down} for value, label in pairs]


def _hours(chosen: str) -> list[dict[str, Any]]:
    options = [f"{hour}" for hour in range(24)]
    if chosen and chosen not in options and re.fullmatch(r"[0-9]{1,2}(\.[0-9]+)?", chosen):
        options.append(chosen)
    return [
        {"value": value, "label": clock_of(float(value)), "on": value == chosen}
        for value in sorted(options, key=float)
    ]


def quiet_keys(down: str) -> list[dict[str, Any]]:
    """The two keys of the question whether a day and its night were free of spasms."""
    pairs = ((_YES, _("Yes, quiet")), (_NO, _("No, there was one")))
    return [{"value": value, "label": label, "on": value == down} for value, label in pairs]


def quiet_answer(key: str) -> Answer:
    """What a key of that question means; left alone it is nothing."""
    states = {_YES: AnswerState.YES, _NO: AnswerState.NO}
    state = states.get(key, AnswerState.UNTOUCHED)
    return Answer(state, 1.0 if state is AnswerState.YES else None)


def quiet_typed(answer: Answer | None) -> str:
    """Which key of that question is down."""
    found = _said(answer)
    return "" if found is None else found.state.value
