# SPDX-License-Identifier: Apache-2.0
"""What the columns of a table are: proposed, chosen once by the person, and remembered for its headings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from unclench.diary.exposures import Exposure
from unclench.diary.measures import MEASURES
from unclench.diary.own_ids import free_own_id
from unclench.errors import InputError
from unclench.intake.csv_cells import NO_WORDS, YES_WORDS
from unclench.intake.csv_headings import units_for
from unclench.intake.csv_mapping import SPASMS, Column, Kind, Role
from unclench.intake.csv_mapping import Mapping as Columns
from unclench.intake.csv_proposal import DECIMALS, Proposal
from unclench.store import incoming, settings, taking_in
from unclench.web import languages, whose
from unclench.web.days import suggesting
from unclench.web.imports import reading
from unclench.web.imports.naming import measure_name

__all__ = ["columns"]

_LONG = (Role.NAME, Role.VALUE, Role.UNIT)
_OWN = {"own_yes_no": Kind.YES_NO, "own_quantity": Kind.QUANTITY, "own_scale": Kind.SCALE}
_MOST_COLUMNS = 80
_EXAMPLES = 3
_WITHIN_S = 2.0


@require_http_methods(["GET", "HEAD", "POST"])
def columns(request: HttpRequest, incoming_id: UUID) -> HttpResponse:
    """Each column with what it seems to be, to be kept or changed; then the file is read, and the next one like it."""
    person = whose.person(request)
    found = incoming.get(person.id, incoming_id)
    path = incoming.file_of(found)
    if path is None or reading.running(found.id) is not None:
        return HttpResponseRedirect(f"/you/data/import/{found.id}/")
    proposal = taking_in.proposal(path)
    if request.method != "POST":
        return _page(request, proposal, found.name, proposal.mapping)
    chosen = _chosen(request.POST, proposal)
    problem = _missing(chosen)
    if problem is not None:
        return _page(request, proposal, found.name, chosen, problem)
    taking_in.remember_columns(person.id, chosen)
    reading.start(replace(found, answers={**found.answers, "columns": chosen.as_json()}))
    reading.wait(found.id, _WITHIN_S)
    return HttpResponseRedirect(f"/you/data/import/{found.id}/")


def _page(
    request: HttpRequest, proposal: Proposal, name: str, chosen: Columns, problem: InputError | None = None
) -> HttpResponse:
    known = suggesting.known(settings.of(whose.person(request).id))
    long = any(one.role in _LONG for one in proposal.mapping.columns)
    asked = {one.field: one for one in proposal.questions if one.field in ("date_order", "decimal")}
    spasms = next((one for one in proposal.questions if SPASMS in one.options), None)
    context = {
        "name": name,
        "columns": [
            _row(f"c{index}", one, known, long=long, told=_told(proposal, index))
            for index, one in enumerate(chosen.columns[:_MOST_COLUMNS])
        ],
        "names": [_row(f"n{index}", one, known) for index, one in enumerate(chosen.names[:_MOST_COLUMNS])],
        "more": max(0, len(chosen.columns) - _MOST_COLUMNS) + max(0, len(chosen.names) - _MOST_COLUMNS),
        "questions": [
            {
                "field": one.field,
                "what": one.what,
                "options": [
                    {"value": key, "words": text, "on": key == _answered(chosen, one.field)}
                    for key, text in one.options.items()
                ],
            }
            for one in asked.values()
        ],
        "each_row": None if spasms is None else chosen.each_row == SPASMS,
        "errors": [{"field": problem.field or "", "text": languages.sentence(problem)}] if problem else [],
    }
    return render(request, "imports_columns.html", context, status=422 if problem else 200)


def _row(
    field: str, one: Column, known: Mapping[str, Exposure], *, long: bool = False,
    told: dict[str, str] | None = None,
) -> dict[str, Any]:  # fmt: skip
    now = _key(one)
    return {
        "field": field,
        "heading": one.heading,
        "told": told,
        "groups": [
            {
                "label": label,
                "options": [{"value": key, "words": text, "on": key == now} for key, text in rows],
            }
            for label, rows in _offered(one, known, is_name=field.startswith("n"), long=long)
        ],
        "name": one.name or one.heading,
        "own": one.role is Role.OWN,
    }


def _offered(
    one: Column, known: Mapping[str, Exposure], *, is_name: bool, long: bool
) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """What a column can be, in groups."""
    plain = [("ignore", _("Leave it out"))]
    if not is_name:
        plain += [("date", _("The date")), ("time", _("The time of day"))]
        if long or one.role in _LONG:
            plain += [
                ("name", _("What the row is about")),
                ("value", _("Its value")),
                ("unit", _("Its unit")),
            ]
    yield _("The table itself"), [*plain, ("spasms", _("Spasms or cramps"))]
    own = [("own_yes_no", _("yes or no")), ("own_quantity", _("an amount")), ("own_scale", _("a scale"))]
    yield _("Something of your own"), own
    yield (
        _("What Unclench knows"),
        [
            (key, f"{measure_name(measure, known)} ({unit})" if unit else measure_name(measure, known))
            for key, measure, unit in _measures()
        ],
    )
    if one.role is Role.MEASURE and one.factor is None:
        text = _("{name}, with the unit in each cell").format(name=measure_name(one.target, known))
        yield _("As it seems"), [(f"{one.target}|*", text)]


@cache
def _measures() -> tuple[tuple[str, str, str], ...]:
    """A key for every measure in every unit it may be written in: key, measure, unit."""
    told = []
    for measure in MEASURES:
        if measure == SPASMS:
            continue
        scales: dict[tuple[float, float], str] = {}
        for unit, scale in units_for(measure).items():
            scales.setdefault((scale.factor, scale.offset), unit)
        told += [(f"{measure}|{unit}", measure, unit) for unit in scales.values()] or [
            (f"{measure}|", measure, "")
        ]
    return tuple(told)


def _key(one: Column) -> str:
    """What is chosen for a column."""
    if one.role is Role.OWN:
        return f"own_{one.kind or Kind.QUANTITY}"
    if one.role is not Role.MEASURE:
        return str(one.role)
    if one.factor is None:
        return f"{one.target}|*"
    for unit, scale in units_for(one.target).items():
        if (scale.factor, scale.offset) == (one.factor, one.offset):
            return f"{one.target}|{unit}"
    return f"{one.target}|"


def _chosen(sent: QueryDict, proposal: Proposal) -> Columns:
    """The proposal as the person changed it. What no page offers stays as it was proposed."""
    before = proposal.mapping
    taken: set[str] = set()
    columns = tuple(_column(sent, f"c{index}", one, taken) for index, one in enumerate(before.columns))
    names = tuple(_column(sent, f"n{index}", one, taken) for index, one in enumerate(before.names))
    order, decimal = sent.get("date_order", ""), sent.get("decimal", "")
    return replace(
        before,
        columns=columns,
        names=names if any(one.role is Role.NAME for one in columns) else (),
        each_row=SPASMS if sent.get("each_row") == "yes" else "",
        date_order=order if order in ("dmy", "mdy") else before.date_order,
        decimal=DECIMALS.get(decimal, before.decimal),
    )


def _column(sent: QueryDict, field: str, before: Column, taken: set[str]) -> Column:
    key = sent.get(field, _key(before))
    heading = before.heading
    if key in _OWN:
        name = " ".join(sent.get(f"{field}-name", "").split())[:60] or before.name or heading
        kind, unit = _OWN[key], before.unit
        words = (YES_WORDS, NO_WORDS) if kind is Kind.YES_NO else ((), ())
        return Column(
            heading, Role.OWN, _free(name, taken), kind=kind, name=name, unit=unit, yes=words[0], no=words[1]
        )
    if key == SPASMS:
        return Column(heading, Role.SPASMS, SPASMS, yes=YES_WORDS, no=NO_WORDS)
    if key in list(Role):
        return Column(heading, Role(key))
    measure, _sign, unit = key.partition("|")
    if measure not in MEASURES:
        return before
    if unit == "*":
        return Column(heading, Role.MEASURE, measure, None)
    scale = units_for(measure).get(unit)
    return Column(
        heading, Role.MEASURE, measure, scale.factor if scale else 1.0, scale.offset if scale else 0.0
    )


def _free(name: str, taken: set[str]) -> str:
    """An id that no other column of this table has."""
    key = free_own_id(name, taken)
    taken.add(key)
    return key


def _missing(chosen: Columns) -> InputError | None:
    """What is wrong with a choice; None where it can be read."""
    dates = [index for index, one in enumerate(chosen.columns) if one.role is Role.DATE]
    if len(dates) != 1:
        return InputError(
            "One column must be the date." if not dates else "Only one column can be the date.",
            why="Everything is kept by its day.", todo="Choose the column that holds the day.",
            field=f"c{dates[1] if dates else 0}",
        )  # fmt: skip
    if not chosen.is_usable:
        return InputError(
            "Nothing would be read.", why="Every column beside the date is left out.",
            todo="Choose for at least one column what it is.", field="c0",
        )  # fmt: skip
    return None


def _answered(chosen: Columns, field: str) -> str:
    if field == "date_order":
        return chosen.date_order
    return next((key for key, mark in DECIMALS.items() if mark == chosen.decimal), "")


def _told(proposal: Proposal, index: int) -> dict[str, str]:
    """The first cells of a column: as they are written, and as they were understood."""
    read = [row[index] for row in proposal.rows[:_EXAMPLES] if row[index]]
    if proposal.mapping.columns[index].is_used:  # what is left out is shown as it is written
        read = [languages.said(one) for one in read]
    return {"written": "; ".join(proposal.examples[index][:_EXAMPLES]), "read": "; ".join(read)}
