# SPDX-License-Identifier: Apache-2.0
"""Which source counts first: an order, tried out on a day before it is kept, for everything or for one measure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from unclench.diary.exposures import Exposure
from unclench.diary.settings import DiarySettings
from unclench.errors import InputError
from unclench.intake.merging import OrderEffect, standing
from unclench.intake.samples import Source
from unclench.store import imports, settings
from unclench.web import languages, whose
from unclench.web.days import suggesting
from unclench.web.imports.naming import day_words, measure_name, measure_unit

__all__ = ["sources"]

_MOST_SWAPS = 4


@dataclass(frozen=True, slots=True)
class _Asked:
    """What the page shows. measure: the one it is tried out on. alone: the order holds for that measure only.

    order: the draft, best first; numbers of sources.
    """

    measure: str
    day: date
    alone: bool
    order: tuple[int, ...]


@require_http_methods(["GET", "HEAD", "POST"])
def sources(request: HttpRequest) -> HttpResponse:
    """The order of sources. Everything goes by POST: a day and a measure have no place in an address."""
    person = whose.person(request)
    known, asked = imports.sources(person.id), settings.of(person.id)
    measures = _measures(person.id)
    if not known or not measures:
        return render(request, "imports_sources.html", {"none": True})
    sent = request.POST
    try:
        now = _asked(sent, known, asked, measures)
    except InputError as problem:
        errors = [{"field": problem.field or "", "text": languages.sentence(problem)}]
        now = _asked(QueryDict(), known, asked, measures)
        return _page(request, person.id, now, known, asked, measures, errors)
    if sent.get("do") == "keep":
        _keep(person.id, now, known, asked)
        return HttpResponseRedirect("/you/data/sources/?kept")
    if sent.get("do") == "as_the_others" and now.alone:
        others = {key: names for key, names in asked.order_by_measure.items() if key != now.measure}
        imports.set_order(person.id, asked.source_order, others)
        return HttpResponseRedirect("/you/data/sources/?kept")
    return _page(request, person.id, now, known, asked, measures, [])


def _page(
    request: HttpRequest, person_id: UUID, now: _Asked, known: Sequence[Source], asked: DiarySettings,
    measures: Mapping[str, date], errors: list[dict[str, str]],
) -> HttpResponse:  # fmt: skip
    words = suggesting.known(asked)
    names = [known[number].name for number in now.order]
    kept = _kept_order(known, asked, now.measure if now.alone else "")
    context = {
        "none": False,
        "rows": [{"number": number, "name": known[number].name} for number in now.order],
        "order": ",".join(map(str, now.order)),
        "draft": now.order != kept,
        "measure": {"id": now.measure, "name": measure_name(now.measure, words)},
        "measures": [
            {"id": key, "name": measure_name(key, words), "on": key == now.measure,
             "own": key in asked.order_by_measure}
            for key in sorted(measures, key=lambda key: measure_name(key, words).casefold())
        ],
        "day": now.day.isoformat(),
        "day_words": day_words(now.day),
        "alone": now.alone,
        "has_own": now.measure in asked.order_by_measure,
        "effects": _effects(person_id, now, names, words),
        "kept": "kept" in request.GET and request.method != "POST",
        "errors": errors,
    }  # fmt: skip
    return render(request, "imports_sources.html", context, status=422 if errors else 200)


def _effects(person_id: UUID, now: _Asked, names: list[str], words: Mapping[str, Exposure]) -> dict[str, Any]:
    """What each source alone says of the day, and what the order and its neighbours make of it."""
    alone, _none = imports.effect(person_id, now.measure, now.day, [])
    told = [index for index, name in enumerate(names) if name in alone]
    orders = [names, *_neighbours(names, told)]
    _alone, effects = imports.effect(person_id, now.measure, now.day, orders)
    unit = measure_unit(now.measure, words)

    def value(number: float | None) -> str:
        return (
            _("nothing")
            if number is None
            else suggesting.amount(round(number, 0 if abs(number) >= 100 else 2), unit)
        )

    def row(one: OrderEffect) -> dict[str, Any]:
        first = [name for name in one.order if name in alone]
        minutes = sorted(one.minutes.items(), key=lambda pair: -pair[1])
        return {
            "order": first,
            "value": value(one.value),
            "minutes": [
                {"name": name, "minutes": suggesting.amount(round(spent))} for name, spent in minutes
            ],
        }

    return {
        "alone": [{"name": name, "value": value(alone[name])} for name in names if name in alone],
        "this": row(effects[0]),
        "others": [row(one) for one in effects[1:]],
    }


def _neighbours(names: list[str], told: list[int]) -> Iterator[list[str]]:
    """The orders in which two sources that follow each other, of those that tell of the day, change places."""
    for upper, lower in list(pairwise(told))[:_MOST_SWAPS]:
        changed = list(names)
        changed[upper], changed[lower] = changed[lower], changed[upper]
        yield changed


def _asked(
    sent: QueryDict, known: Sequence[Source], asked: DiarySettings, measures: Mapping[str, date]
) -> _Asked:
    first = "steps" if "steps" in measures else min(measures)
    measure = sent.get("measure", first)
    if measure not in measures:
        raise InputError("Nothing was read of this.", todo="Choose one of the list.", field="measure")
    alone = sent.get("for") == "measure"
    same = sent.get("shown") == f"{measure if alone else ''}"
    order = _draft(sent.get("order", ""), known) if same and "order" in sent else None
    if order is None:
        order = _kept_order(known, asked, measure if alone else "")
    day = measures[measure]
    if sent.get("day") and sent.get("measure_before", measure) == measure:
        try:
            day = date.fromisoformat(sent.get("day", ""))
        except ValueError:
            raise InputError("This is no day.", todo="Choose a day.", field="day") from None
    return _Asked(measure, day, alone, _moved(order, sent.get("do", "")))


def _draft(text: str, known: Sequence[Source]) -> tuple[int, ...] | None:
    """The order as the page sent it; None where it is none of these sources."""
    parts = text.split(",")
    if len(parts) != len(known) or not all(part.isdecimal() and len(part) < 6 for part in parts):
        return None
    numbers = tuple(map(int, parts))
    return numbers if sorted(numbers) == list(range(len(known))) else None


def _moved(order: tuple[int, ...], do: str) -> tuple[int, ...]:
    what, _sign, number = do.partition(":")
    if what not in ("up", "down") or not number.isdecimal() or int(number) not in order:
        return order
    rows = list(order)
    here = rows.index(int(number))
    there = max(0, here - 1) if what == "up" else min(len(rows) - 1, here + 1)
    rows[here], rows[there] = rows[there], rows[here]
    return tuple(rows)


def _kept_order(known: Sequence[Source], asked: DiarySettings, measure: str) -> tuple[int, ...]:
    """The order that holds now: the measure's own, the person's, else by rank."""
    wished = asked.order_by_measure.get(measure) or asked.source_order or None
    places = standing(known, wished)
    return tuple(sorted(range(len(known)), key=lambda number: int(places[number])))


def _keep(person_id: UUID, now: _Asked, known: Sequence[Source], asked: DiarySettings) -> None:
    names = tuple(known[number].name for number in now.order)
    if now.alone:
        imports.set_order(person_id, asked.source_order, {**asked.order_by_measure, now.measure: names})
    else:
        imports.set_order(person_id, names)


def _measures(person_id: UUID) -> dict[str, date]:
    """Each measure that files told of, with the last day of the latest file that did."""
    found: dict[str, date] = {}
    for one in imports.files(person_id):
        if not one.hidden and one.days is not None:
            for key in one.report["found"]:
                found.setdefault(key, one.days[1])
    return found
