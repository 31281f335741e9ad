# SPDX-License-Identifier: Apache-2.0
"""One screen of questions: what it shows, and what comes back from it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import uuid5

from django.http import QueryDict
from django.utils.translation import gettext_noop

from unclench.care import Assessment, Question, RuleBook
from unclench.errors import InputError
from unclench.evidence import UrgencyLevel
from unclench.store.checks import Check
from unclench.web.care.asked import level_shown, rules
from unclench.web.care.draft import UNSURE, Draft, Said

__all__ = ["LONGEST_TEXT", "Sent", "check_of", "context", "read"]

LONGEST_TEXT = 2000
"""Characters of the person's own words."""

_MOST_KEYS = 40


@dataclass(frozen=True, slots=True)
class Sent:
    """keys: the questions that stood on the screen. answers: what was said to them; text: in own words."""

    keys: tuple[str, ...]
    answers: dict[str, Said]
    text: str


def context(
    questions: Sequence[Question], under_way: Draft, number: int, typed: QueryDict | None = None
) -> dict[str, Any]:
    """What the screen shows, with the answers given before, or as they were just typed."""
    said = under_way.answers
    rows = [
        {
            "key": question.key,
            "ask": question.ask,
            "number": question.kind == "number",
            "unit": rules().vocabulary.sentences.unit(question.unit),
            "value": _shown(said.get(question.key)) if typed is None else typed.get(f"n_{question.key}", ""),
            "ticked": said.get(question.key) is True
            if typed is None
            else question.key in typed.getlist("yes"),
        }
        for question in questions
    ]
    gravest = questions[0].could_reach
    return {
        "questions": rows,
        "screen": number,
        "way": under_way.way,
        "text": under_way.text if typed is None else typed.get("text", ""),
        "life_threats": gravest is UrgencyLevel.EMERGENCY,
    }


def read(form: QueryDict, book: RuleBook) -> Sent:
    """The answers of a screen. What was not ticked is no, or not known where the person is not sure of the rest.

    Raises InputError and names the field where a number is none; keys we do not ask are passed over.
    """
    keys = tuple(key for key in form.getlist("shown")[:_MOST_KEYS] if key in book.vocabulary.keys)
    rest: Said = UNSURE if form.get("rest") == UNSURE else False
    ticked = set(form.getlist("yes"))
    answers: dict[str, Said] = {}
    for key in keys:
        if book.vocabulary.keys[key].kind == "number":
            typed = _number(key, form.get(f"n_{key}", ""))
            if typed is not None or rest == UNSURE:
                answers[key] = UNSURE if typed is None else typed
        else:
            answers[key] = True if key in ticked else rest
    if "n_still_locked_minutes" in form and "still_locked_minutes" not in keys:
        minutes = _number("still_locked_minutes", form.get("n_still_locked_minutes", ""))
        if minutes is not None:
            keys, answers = (*keys, "still_locked_minutes"), answers | {"still_locked_minutes": minutes}
    return Sent(keys, answers, form.get("text", "").strip()[:LONGEST_TEXT])


def check_of(under_way: Draft, result: Assessment, now: datetime) -> Check:
    """What is kept of a finished look. The same answers again are the same check, so a second click keeps one."""
    said = under_way.answers
    same = uuid5(under_way.id, repr((sorted(said.items()), under_way.text)))
    return Check(
        id=same,
        at=now.astimezone(),
        way=under_way.way,
        area=under_way.area,
        findings=said | ({"text": under_way.text} if under_way.text else {}),
        level=level_shown(result, under_way).value,
        rules=tuple(fired.rule_id for fired in result.fired),
        blocked=tuple(dict.fromkeys(block.kind for block in result.blocked_relief)),
        rules_version=result.rules_version,
    )


def _number(key: str, text: str) -> float | None:
    clean = text.strip().replace(",", ".")
    if not clean:
        return None
    try:
        value = float(clean)
    except ValueError:
        value = -1.0
    if not 0 <= value < 100_000:
        raise InputError(
            gettext_noop("This number cannot be read."), todo=gettext_noop("Write digits only, or leave it empty."),
            field=f"n_{key}",
        )  # fmt: skip
    return value


def _shown(value: Said | None) -> str:
    return f"{value:g}" if isinstance(value, float | int) and not isinstance(value, bool) else ""
