# SPDX-License-Identifier: Apache-2.0
"""What to bring to the doctor: a page to read and change, and the same on paper."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_POST

from unclench import care, reports
from unclench.diary import Person
from unclench.errors import InputError
from unclench.reports import Part, VisitReport
from unclench.reports.speech import speech
from unclench.store import checks, episodes
from unclench.web import languages, whose
from unclench.web.care import asked
from unclench.web.care.draft import UNSURE
from unclench.web.languages import active
from unclench.web.library import library

__all__ = ["DAYS", "on_paper", "visit"]

DAYS = 90
"""How far back the report looks."""

_READ_BACK = timedelta(days=365)
_MOST_LEFT_OUT = 100


@require_http_methods(["GET", "HEAD", "POST"])
def visit(request: HttpRequest) -> HttpResponse:
    """The report as a page; what is taken out or written here changes it before it leaves."""
    person = whose.person(request)
    notes, left_out = (
        request.POST.get("notes", ""),
        frozenset(request.POST.getlist("left_out")[:_MOST_LEFT_OUT]),
    )
    errors: list[dict[str, str]] = []
    try:
        made = _made(person, notes, left_out)
    except InputError as error:
        errors = [{"field": error.field or "notes", "text": languages.sentence(error)}]
        made = _made(person, "", left_out & frozenset(Part))
    context = {
        "report": made,
        "parts": _parts(left_out),
        "notes": notes,
        "errors": errors,
        "bars": _bars(made),
    }
    return render(request, "visit.html", context, status=422 if errors else 200)


@require_POST
def on_paper(request: HttpRequest) -> HttpResponse:
    """The same as a PDF file."""
    left_out = frozenset(request.POST.getlist("left_out")[:_MOST_LEFT_OUT])
    made = _made(whose.person(request), request.POST.get("notes", ""), left_out)
    response = HttpResponse(reports.pdf(made), content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="unclench-{made.to_day.isoformat()}.pdf"'
    return response


def _made(person: Person, notes: str, left_out: frozenset[str]) -> VisitReport:
    now = datetime.now().astimezone()
    last = checks.latest(person.id)
    findings = asked.known_findings(person, None, None, now)
    if last is not None:
        said = {key: value for key, value in last.findings.items() if value != UNSURE}
        findings = findings.and_also(care.read(said, asked.rules()).findings)
    return reports.visit(
        person,
        episodes.since(person.id, now - _READ_BACK),
        asked.judged(findings) if last is not None else None,
        now,
        library(),
        days=DAYS,
        language=active(),
        notes=notes,
        left_out=left_out,
        findings=findings,
        answered_at=last.at if last is not None else None,
    )


def _parts(left_out: frozenset[str]) -> list[dict[str, Any]]:
    say = speech(library(), active())
    return [
        {"value": part.value, "label": say.say(part.value), "on": part.value in left_out} for part in Part
    ]


def _bars(made: VisitReport) -> list[dict[str, Any]]:
    """The bars of the weeks in a box of 100, the tallest week filling it."""
    if made.frequency is None:
        return []
    tallest = max(made.frequency.highest, 1)
    heights = [round(100 * bar.spasms / tallest) for bar in made.frequency.bars]
    return [
        {"top": 100 - height, "height": height, "words": bar.words}
        for height, bar in zip(heights, made.frequency.bars, strict=True)
    ]
