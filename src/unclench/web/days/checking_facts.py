# SPDX-License-Identifier: Apache-2.0
"""What devices and files tell of a day, as facts: these are not asked."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from unclench.diary.checkin import Answer, AnswerState
from unclench.diary.columns import Known
from unclench.diary.exposures import Exposure
from unclench.store import days, told_spans
from unclench.web.days.day_facts import in_words

__all__ = ["Told", "told_of"]


@dataclass(frozen=True, slots=True)
class Told:
    """ids: everything told. followed: the followed exposures it answers.

    rows: of what matters here, its name, the amount, and the files it comes from.
    """

    ids: frozenset[str]
    followed: frozenset[str]
    rows: tuple[tuple[str, str, str], ...]


def told_of(person_id: UUID, day: date, known: Mapping[str, Exposure], followed: Collection[str]) -> Told:
    """What is known of this day without asking. followed: ids of what the check-in would ask."""
    columns = days.columns(person_id, day, day)
    ids = {key for key, column in columns.by_id.items() if column.known[0] == Known.TOLD}
    answered = {key for key in followed if key in ids or any(one in ids for one in known[key].told_by)}
    answering = ids & {key for one in answered for key in (one, *known[one].told_by)}
    shown = [key for key in known if key in ids and (key in answering or _is_only_told(known[key]))]
    names = told_spans.tellers(person_id, day) if shown else {}
    rows = tuple(
        (
            known[key].name,
            in_words(known[key], Answer(AnswerState.YES, float(columns.by_id[key].values[0]))),
            ", ".join(names.get(key, ())),
        )
        for key in shown
    )
    return Told(frozenset(ids), frozenset(answered), rows)


def _is_only_told(exposure: Exposure) -> bool:
    """A measure of a trigger that nobody is asked for."""
    return bool(exposure.trigger) and not exposure.question
