# SPDX-License-Identifier: Apache-2.0
"""Medicines and supplements as periods: started, changed, stopped, a dose missed; each note can be taken back."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any
from uuid import uuid5

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop
from django.views.decorators.http import require_http_methods
from uuid6 import uuid7

from unclench.diary import Person
from unclench.diary.medicines import Course, CourseKind, MedicineNote, NoteKind
from unclench.errors import InputError
from unclench.store import medicines, settings
from unclench.store.persons import MOST_MEDICINES
from unclench.web import whose, words
from unclench.web.days import suggesting
from unclench.web.languages import sentence

__all__ = ["periods"]

_NIGHT_OVER = timedelta(hours=4)
_KINDS = {CourseKind.MEDICINE: gettext_lazy("Medicine"), CourseKind.SUPPLEMENT: gettext_lazy("Supplement")}
_HAPPENED = {
    NoteKind.STARTED: gettext_lazy("Started"),
    NoteKind.CHANGED: gettext_lazy("Dose changed"),
    NoteKind.STOPPED: gettext_lazy("Stopped"),
    NoteKind.MISSED: gettext_lazy("Dose missed or late"),
}
_TYPED = ("medicine", "course", "day", "text", "name", "kind", "number")


@require_http_methods(["GET", "HEAD", "POST"])
def periods(request: HttpRequest) -> HttpResponse:
    """The list, and everything that can be noted on it; what was noted last can be undone at once."""
    person = whose.person(request)
    if request.method != "POST":
        return render(request, "days_medicines.html", _context(person, request))
    suggesting.check_person(person, request.POST.get("person"))
    try:
        done = _take(person, request)
    except InputError as error:
        return _refused(person, request, error)
    return HttpResponseRedirect(f"/diary/medicines/?{done}")


def _take(person: Person, request: HttpRequest) -> str:
    """Do what the form asks; what the address of the answer says about it."""
    do, _colon, key = request.POST.get("do", "").partition(":")
    if do in ("take_back", "bring_back"):
        note_id = suggesting.uuid_from(key)
        if note_id is None:
            raise InputError("This form is damaged.", todo="Open the page again and send it once.")
        medicines.set_deleted(person.id, note_id, deleted=do == "take_back")
        return f"back={note_id}" if do == "take_back" else f"noted={note_id}"
    moment = suggesting.now()
    today = _today(person, moment)
    if do == "missed":
        course = _course(person, request.POST.get(f"name_{key}", ""))
        note = _note(request, course.name, course.kind, NoteKind.MISSED, today, "", moment)
    elif do == "start":
        note = _start(person, request, today, moment)
    else:
        course = _course(person, request.POST.get("name", ""))
        kind = _kind(request.POST.get("kind", ""))
        day = _day(request.POST.get("day", ""), today, needed=kind is not NoteKind.STARTED)
        note = _note(request, course.name, course.kind, kind, day, _text(request), moment)
    medicines.note(person.id, note)
    return f"noted={note.id}"


def _start(person: Person, request: HttpRequest, today: date, moment: datetime) -> MedicineNote:
    name = " ".join(request.POST.get("medicine", "").split())
    taken = {one.name.casefold() for one in medicines.courses(person.id) if one.taken}
    if name.casefold() not in taken and len(taken) >= MOST_MEDICINES:
        raise InputError(
            "These are too many medicines.", why=f"A profile keeps up to {MOST_MEDICINES}.",
            todo="Keep those you take now.", field="medicine",
        )  # fmt: skip
    supplement = request.POST.get("course") == CourseKind.SUPPLEMENT.value
    course = CourseKind.SUPPLEMENT if supplement else CourseKind.MEDICINE
    day = _day(request.POST.get("day", ""), today, needed=False)
    return _note(request, name, course, NoteKind.STARTED, day, _text(request), moment)


def _note(
    request: HttpRequest,
    name: str,
    course: CourseKind,
    kind: NoteKind,
    day: date | None,
    text: str,
    moment: datetime,
) -> MedicineNote:
    """A note whose id comes from the form and what it says: sent twice it counts once, changed it is another."""
    form = suggesting.uuid_from(request.POST.get("note"))
    if form is None:
        raise InputError("This form is damaged.", todo="Open the page again and send it once.")
    made = uuid5(form, f"{name.casefold()} {course} {kind} {day} {text}")
    return MedicineNote(made, name, course, kind, day, moment, text)


def _course(person: Person, name: str) -> Course:
    for one in medicines.courses(person.id):
        if one.name.casefold() == name.casefold():
            return one
    raise InputError(
        "This medicine is not on your list.", why="Its notes may have been taken back.", todo="Add it again."
    )


def _kind(text: str) -> NoteKind:
    if text not in set(NoteKind):
        raise InputError(gettext_noop("Choose what happened."))
    return NoteKind(text)


def _text(request: HttpRequest) -> str:
    return " ".join(request.POST.get("text", "").split())


def _day(text: str, today: date, *, needed: bool) -> date | None:
    if not text.strip() and not needed:
        return None
    try:
        day = date.fromisoformat(text.strip())
    except ValueError:
        raise InputError(
            gettext_noop("This day cannot be read."),
            todo=gettext_noop("Write it as year-month-day."),
            field="day",
        ) from None
    if day > today + timedelta(days=1) or day.year < 1900:
        raise InputError(
            gettext_noop("This day cannot be kept."), why=gettext_noop("It lies ahead, or before 1900."),
            todo=gettext_noop("Correct the day."), field="day",
        )  # fmt: skip
    return day


def _today(person: Person, moment: datetime) -> date:
    """The civil day there, for a night owl the one that began before midnight."""
    return (suggesting.local_now(settings.of(person.id), moment) - _NIGHT_OVER).date()


def _refused(person: Person, request: HttpRequest, error: InputError) -> HttpResponse:
    typed = {name: request.POST.get(name, "") for name in _TYPED}
    text = sentence(error)
    context = _context(person, request)
    starting = request.POST.get("do") == "start"
    opened = next(
        (one for one in context["courses"] if not starting and one["row"]["name"] == typed["name"]), None
    )
    if opened is not None:
        opened["open"] = typed | {"error": text}
        field = f"{'text' if error.field == 'text' else 'day'}_{opened['row']['number']}"
    else:
        field = {"medicine": "medicine", "day": "day", "text": "text"}.get(error.field or "", "")
    context |= {"errors": [{"field": field, "text": text}]}
    if starting:
        context |= {"typed": typed, "field_errors": {field: text}}
    return render(request, "days_medicines.html", context, status=422)


def _context(person: Person, request: HttpRequest) -> dict[str, Any]:
    found = medicines.courses(person.id)
    today = _today(person, suggesting.now())
    rows = [{"row": _row(one, number, today), "open": None} for number, one in enumerate(found, 1)]
    taken = sum(1 for one in found if one.taken)
    return {
        "courses": rows,
        "taken": rows[:taken],
        "stopped": rows[taken:],
        "today": today.isoformat(),
        "note": uuid7(),
        "noted": suggesting.uuid_from(request.GET.get("noted")),
        "back": suggesting.uuid_from(request.GET.get("back")),
        "typed": {"day": today.isoformat()},
    }


def _row(one: Course, number: int, today: date) -> dict[str, Any]:
    dosed = [
        note.text for note in one.notes if note.kind in (NoteKind.STARTED, NoteKind.CHANGED) and note.text
    ]
    return {
        "number": number,
        "name": one.name,
        "kind": _KINDS[one.kind],
        "taken": one.taken,
        "since": _since(one, today),
        "dose": dosed[-1] if dosed and one.taken else "",
        "notes": [
            {"id": note.id, "day": _day_words(note, today), "words": _HAPPENED[note.kind], "text": note.text}
            for note in reversed(one.notes)
        ],
    }


def _since(one: Course, today: date) -> str:
    turning = [note for note in one.notes if note.kind is not NoteKind.MISSED]
    last = turning[-1] if turning else None
    if last is None or last.day is None:
        return _("since when is not said") if one.taken else _("stopped")
    day = words.day_heading(last.day, today)
    shapes = {
        NoteKind.STARTED: _("since: %(day)s"),
        NoteKind.CHANGED: _("dose changed: %(day)s"),
        NoteKind.STOPPED: _("stopped: %(day)s"),
    }
    return shapes[last.kind] % {"day": day}


def _day_words(note: MedicineNote, today: date) -> str:
    return words.day_heading(note.day, today) if note.day else _("no day said")
