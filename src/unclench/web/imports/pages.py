# SPDX-License-Identifier: Apache-2.0
"""Bringing a file in: choose it, watch it being read, answer what only the person knows, read what was found."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from uuid6 import uuid7

from unclench.errors import InputError, NotFound, UnclenchError
from unclench.intake.recognising import importers
from unclench.store import imports, incoming, settings
from unclench.store.imports import Imported
from unclench.store.incoming import Incoming, State
from unclench.web import languages, whose
from unclench.web.days import suggesting
from unclench.web.imports import reading
from unclench.web.imports.naming import (
    KINDS,
    day_words,
    importer_title,
    measure_name,
    moment_words,
    weather_credit,
)
from unclench.web.imports.receiving import LARGEST_BYTES, Arrived, ToDisk, too_large

__all__ = ["files", "one", "progress", "report", "take_out"]

_SMALL_FILES_WITHIN_S = 2.0
"""A page waits so long for its file: most are read by then, and without scripts nobody has to look again."""

_MOST_SHOWN = 12


@require_http_methods(["GET", "HEAD", "POST"])
def files(request: HttpRequest) -> HttpResponse:
    """Choose a file; every file that was read, and those that wait.

    A body that is too large is refused before it is read. The check against forged forms reads it, so it stands
    further in, behind what writes the file to the disk.
    """
    if request.method != "POST":
        return _choosing(request)
    try:
        size = int(request.META.get("CONTENT_LENGTH") or 0)
        if size > LARGEST_BYTES:
            raise too_large()
        incoming.check_room(size)
    except UnclenchError as problem:
        return _choosing(request, problem)
    receiver = ToDisk(request)
    request.upload_handlers = [receiver]
    try:
        answered: HttpResponse = _take(request, receiver)
    finally:
        receiver.discard()
    return answered


@csrf_protect
def _take(request: HttpRequest, receiver: ToDisk) -> HttpResponse:
    sent = request.FILES.get("file")
    try:
        if receiver.problem is not None:
            raise receiver.problem
        if not isinstance(sent, Arrived):
            raise InputError(
                "No file was chosen.", todo="Choose the file your phone or app made.", field="file"
            )
        if not sent.size:
            raise InputError(
                "This file is empty.", why="There is nothing in it.", todo="Export it again, or choose another one.",
                field="file",
            )  # fmt: skip
        kept = _kept(request, sent)
    except UnclenchError as problem:
        return _choosing(request, problem)
    reading.wait(kept.id, _SMALL_FILES_WITHIN_S)
    return HttpResponseRedirect(f"/you/data/import/{kept.id}/")


def _kept(request: HttpRequest, sent: Arrived) -> Incoming:
    """The file among those that wait, and being read. A second click finds the first one's file."""
    known = {one.NAME for one in importers()}
    kind = request.POST.get("kind", "")
    found, fresh = incoming.keep(
        sent.path,
        Incoming(
            id=_id(request.POST.get("event", "")), person_id=whose.person(request).id, name=sent.name or "file",
            sha256=sent.sha256, size_bytes=sent.size or 0, received_at=datetime.now(UTC),
            importer=kind if kind in known else "",
        ),
    )  # fmt: skip
    if fresh:
        reading.start(found)
    return found


@require_http_methods(["GET", "HEAD", "POST"])
def one(request: HttpRequest, incoming_id: UUID) -> HttpResponse:
    """One file on its way in: how far it is, what it asks, why it could not be read."""
    found = incoming.get(whose.person(request).id, incoming_id)
    if request.method == "POST":
        return _told(request, found)
    if found.state is State.DONE and found.file_id is not None:
        return HttpResponseRedirect(_report_of(found))
    if found.state is State.COLUMNS and incoming.file_of(found) is not None:
        return HttpResponseRedirect(f"/you/data/import/{found.id}/columns/")
    return render(request, "imports_reading.html", _reading_context(request, found))


def _told(request: HttpRequest, found: Incoming) -> HttpResponse:
    """Let it go, read it again, or the answer to what it asked."""
    here = f"/you/data/import/{found.id}/"
    if request.POST.get("do") == "let_go":
        if reading.running(found.id) is None:
            incoming.let_go(found)
            return HttpResponseRedirect("/you/data/import/?let_go")
        return HttpResponseRedirect(here)
    if found.question is not None:
        answer = request.POST.get("answer", "")
        if answer not in found.question.options:
            context = _reading_context(request, found)
            context["errors"] = [{"field": "answer", "text": _("Choose one of the answers.")}]
            return render(request, "imports_reading.html", context, status=422)
        found = replace(found, answers={**found.answers, found.question.field: answer})
    if incoming.file_of(found) is not None and found.state is not State.DONE:
        reading.start(found)
        reading.wait(found.id, _SMALL_FILES_WITHIN_S)
    return HttpResponseRedirect(here)


@require_safe
def progress(request: HttpRequest, incoming_id: UUID) -> HttpResponse:
    """How far a file is, for the script of its page: {reading, percent, found}."""
    found = incoming.get(whose.person(request).id, incoming_id)
    now = reading.running(found.id)
    known = suggesting.known(settings.of(found.person_id))
    return JsonResponse(
        {
            "reading": now is not None,
            "percent": round(now.share * 100) if now else 100,
            "found": _found_so_far(dict(now.found) if now else {}, known),
        }
    )


@require_safe
def report(request: HttpRequest, file_id: UUID) -> HttpResponse:
    """What one file told, what was left out, and why."""
    person = whose.person(request)
    every = imports.files(person.id)
    kept = next((one for one in every if one.id == file_id), None)
    if kept is None:
        raise NotFound("There is no such file here.", todo="Choose one of the list.")
    return render(request, "imports_report.html", _report_context(request, kept, every))


@require_POST
def take_out(request: HttpRequest) -> HttpResponse:
    """Take out all that one kind of file brought, or bring it back."""
    person, importer = whose.person(request), request.POST.get("importer", "")
    back = request.POST.get("do") == "bring_back"
    imports.hide(person.id, importer, hidden=not back)
    if importer == "csv_table" and not back:  # who takes a table out may have chosen the wrong columns
        settings.change(person.id, lambda before: replace(before, csv_mappings={}))
    return HttpResponseRedirect("/you/data/import/?" + ("back" if back else f"out={importer}"))


def _choosing(request: HttpRequest, problem: UnclenchError | None = None) -> HttpResponse:
    person = whose.person(request)
    every = imports.files(person.id)
    waiting = [one for one in incoming.all_of(person.id) if one.state is not State.DONE]
    out = request.GET.get("out", "")
    hidden = {one.importer for one in every if one.hidden}
    said = _("It is in your days again.") if "back" in request.GET else ""
    context: dict[str, Any] = {
        "event": uuid7(),
        "kinds": [
            {"id": one.NAME, "name": importer_title(one.NAME)} for one in importers() if one.NAME in KINDS
        ],
        "waiting": [_waiting_row(one) for one in waiting],
        "groups": _groups(every),
        "out": {"id": out, "title": importer_title(out)} if out in hidden else None,
        "done": _("The file was let go; nothing was read.") if "let_go" in request.GET else said,
        "largest": LARGEST_BYTES,
        "errors": [{"field": problem.field or "file", "text": languages.sentence(problem)}]
        if problem
        else [],
    }
    return render(request, "imports.html", context, status=problem.http_status if problem else 200)


def _groups(every: list[Imported]) -> list[dict[str, Any]]:
    """The files by kind, the latest first; of the weather, which comes every day, only the latest."""
    told: dict[str, list[Imported]] = {}
    for one in every:
        told.setdefault(one.importer, []).append(one)
    return [
        {
            "id": importer,
            "title": importer_title(importer),
            "hidden": all(one.hidden for one in found),
            "rows": [_row(one) for one in (found[:1] if importer == "weather" else found)],
        }
        for importer, found in told.items()
    ]


def _row(one: Imported) -> dict[str, Any]:
    return {
        "href": f"/you/data/import/read/{one.id}/",
        "name": one.name,
        "read": moment_words(one.read_at),
        "days": _from_to(one),
        "hidden": one.hidden,
    }


def _waiting_row(one: Incoming) -> dict[str, Any]:
    return {"href": f"/you/data/import/{one.id}/", "name": one.name, "words": _state_words(one)}


def _state_words(one: Incoming) -> str:
    if reading.running(one.id) is not None:
        return _("It is being read.")
    return {
        State.READING: _("Reading it was interrupted."),
        State.ASKING: _("It has a question."),
        State.COLUMNS: _("Its columns wait for you."),
        State.DONE: _("It was read."),
        State.FAILED: _("It could not be read."),
    }[one.state]


def _reading_context(request: HttpRequest, found: Incoming) -> dict[str, Any]:
    now = reading.running(found.id)
    known = suggesting.known(settings.of(found.person_id))
    return {
        "one": found,
        "now": now,
        "percent": round(now.share * 100) if now else 0,
        "found": _found_so_far(dict(now.found) if now else {}, known),
        "interrupted": now is None and found.state is State.READING,
        "there": incoming.file_of(found) is not None,
        "question": found.question if now is None else None,
        "problem": found.problem if now is None else None,
        "errors": [],
    }


def _found_so_far(found: dict[str, int], known: Any) -> str:
    """Names of what was found so far, the most first."""
    most = sorted((key for key in found if found[key]), key=lambda key: -found[key])
    names = list(dict.fromkeys(measure_name(key, known) for key in most))
    more = "" if len(names) <= _MOST_SHOWN else " …"
    return _("Found so far: {names}").format(names=", ".join(names[:_MOST_SHOWN]) + more) if names else ""


def _report_context(request: HttpRequest, kept: Imported, every: list[Imported]) -> dict[str, Any]:
    known = suggesting.known(settings.of(whose.person(request).id))
    told = kept.report
    unknown = sorted(told["unknown_types"], key=lambda name: -told["unknown_types"][name])
    return {
        "one": kept,
        "title": importer_title(kept.importer),
        "read": moment_words(kept.read_at),
        "days": _from_to(kept),
        "already": "already" in request.GET,
        "found": [
            {"name": measure_name(key, known), "days": _days(count)}
            for key, count in sorted(told["found"].items(), key=lambda row: -row[1])
        ],
        "rejected": [{"why": why, "count": count} for why, count in sorted(told["rejected"].items())],
        "unknown": unknown[:_MOST_SHOWN],
        "more_unknown": max(0, len(unknown) - _MOST_SHOWN),
        "others": sum(one.importer == kept.importer for one in every) - 1,
        "credit": weather_credit() if kept.importer in ("weather", "weather_file") else None,
    }


def _report_of(found: Incoming) -> str:
    return f"/you/data/import/read/{found.file_id}/" + ("?already" if found.already else "")


def _days(count: int) -> str:
    return ngettext("{number} day", "{number} days", count).format(number=suggesting.amount(count))


def _from_to(one: Imported) -> str:
    if one.days is None:
        return ""
    first, last = one.days
    if first == last:
        return day_words(first)
    return _("{first} to {last}").format(first=day_words(first), last=day_words(last))


def _id(text: str) -> UUID:
    """The id the page gave its form; a form without one is its own."""
    try:
        return UUID(text)
    except ValueError:
        return UUID(int=uuid7().int)
