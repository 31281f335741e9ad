# SPDX-License-Identifier: Apache-2.0
"""Everything known of a day as plain rows: said by hand, told by a file, left alone, not asked."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from unclench.diary import Person
from unclench.diary.checkin import QUIET, Answer, AnswerState
from unclench.diary.columns import Columns, Known
from unclench.diary.exposures import Exposure, ExposureKind
from unclench.diary.medicines import NoteKind
from unclench.diary.settings import DiarySettings
from unclench.diary.table import SPASMS
from unclench.store import medicines, told_spans
from unclench.web import words
from unclench.web.days import calendar_words, suggesting

__all__ = ["about_spasms", "facts", "in_words"]

_MANY_MINUTES, _LARGE = 90, 100
_NOTES = {
    NoteKind.STARTED: gettext_lazy("started"),
    NoteKind.CHANGED: gettext_lazy("changed"),
    NoteKind.STOPPED: gettext_lazy("stopped"),
    NoteKind.MISSED: gettext_lazy("a dose missed or late"),
}


def about_spasms(written: int, quiet: Answer | None, columns: Columns) -> str:
    """What is known of spasms of a day, in a sentence."""
    if written:
        return _("%(spasms)s written down.") % {"spasms": calendar_words.spasms(written)}
    if quiet is not None and quiet.state is AnswerState.YES:
        return _("Said to be quiet.")
    if quiet is not None and quiet.state is AnswerState.NO:
        return _("Said not to be quiet; no spasm is written down.")
    told = columns.by_id.get(SPASMS)
    if told is not None and told.known[0] == Known.TOLD:
        return _("Another diary tells of it: %(spasms)s.") % {
            "spasms": calendar_words.spasms(int(told.values[0]))
        }
    return _("Nothing is known about spasms on this day.")


def facts(
    person: Person,
    settings: DiarySettings,
    day: date,
    said: Mapping[str, Answer],
    columns: Columns,
    known: Mapping[str, Exposure],
) -> dict[str, Any]:
    """The rows of the page: said, told, medicines; and the names of what was left alone or not asked."""
    by_hand = {key: one for key, one in said.items() if one.state in (AnswerState.YES, AnswerState.NO)}
    told = [key for key, column in columns.by_id.items() if key in known and column.known[0] == Known.TOLD]
    tellers = told_spans.tellers(person.id, day) if told else {}
    left = [key for key, one in said.items() if one.state is AnswerState.UNTOUCHED and key not in told]
    shown = {key for key, one in said.items() if one.state is not AnswerState.NOT_ASKED}
    not_asked = [key for key in settings.followed if key not in shown and key not in told]
    return {
        "said": [_said(key, one, day, known) for key, one in by_hand.items() if key in known or key == QUIET],
        "told": [
            {
                "name": known[key].name,
                "value": in_words(known[key], Answer(AnswerState.YES, float(columns.by_id[key].values[0]))),
                "by": ", ".join(tellers.get(key, ())) or _("a file"),
                "href": _edit(day, key) if key in settings.followed else "",
            }
            for key in told
        ],
        "medicines": _medicines(person, day),
        "left_alone": _names(left, known),
        "not_asked": _names(not_asked, known),
    }


def in_words(exposure: Exposure, answer: Answer) -> str:
    """What was said or told; many minutes as hours and minutes, large numbers whole."""
    value = answer.value
    if (
        exposure.kind is ExposureKind.CHOICE and not answer.choice
    ):  # a column keeps what it counts, not which it was
        fitting = [one.label for one in exposure.choices if one.counts == value]
        return " / ".join(fitting) or suggesting.in_words(exposure, answer)
    if answer.state is AnswerState.YES and value is not None and exposure.kind is ExposureKind.AMOUNT:
        if exposure.unit == "min" and value > _MANY_MINUTES and answer.hour is None:
            return words.seconds(round(value) * 60)
        if value >= _LARGE:
            answer = Answer(answer.state, float(round(value)), answer.hour)
    return suggesting.in_words(exposure, answer)


def _said(key: str, answer: Answer, day: date, known: Mapping[str, Exposure]) -> dict[str, str]:
    if key == QUIET:
        quiet = _("yes") if answer.state is AnswerState.YES else _("no, there was a spasm")
        return {"name": _("Was it quiet?"), "value": quiet, "href": f"/diary/day/{day}/check/"}
    return {
        "name": known[key].name,
        "value": in_words(known[key], answer),
        "href": _edit(day, key),
    }


def _medicines(person: Person, day: date) -> list[dict[str, str]]:
    return [
        {
            "name": one.name,
            "value": ", ".join(part for part in (str(_NOTES[note.kind]), note.text) if part),
            "href": "/diary/medicines/",
        }
        for one in medicines.courses(person.id)
        for note in one.notes
        if note.day == day
    ]


def _names(keys: list[str], known: Mapping[str, Exposure]) -> list[str]:
    names = {key: known[key].name for key in keys if key in known}
    return [*names.values(), *([_("whether it was quiet")] if QUIET in keys else [])]


def _edit(day: date, key: str) -> str:
    return f"/diary/day/{day}/check/?all=1#q_{key}"
