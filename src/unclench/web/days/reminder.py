# SPDX-License-Identifier: Apache-2.0
"""The reminder of the check-in: a calendar that a phone subscribes to, switched on and off by its person."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time
from hashlib import sha256
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import translation
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from unclench.diary.settings import DiarySettings
from unclench.errors import InputError
from unclench.store import settings as diary_settings
from unclench.web import languages, whose
from unclench.web.days import suggesting
from unclench.web.days.here import today_of

__all__ = ["calendar", "reminder"]

NOON = time(12)
_NO_SUCH = "No calendar has this address."


@require_http_methods(["GET", "HEAD", "POST"])
def reminder(request: HttpRequest) -> HttpResponse:
    """The page of the reminder: what it is, its address, its hour, and the way to be rid of it."""
    person = whose.person(request)
    if request.method != "POST":
        return _page(request, diary_settings.of(person.id))
    suggesting.check_person(person, request.POST.get("person"))
    do = request.POST.get("do", "")
    try:
        if do == "off":
            diary_settings.change(person.id, lambda before: replace(before, calendar_token=""))
        else:
            at = _hour(request.POST.get("at", ""))
            kept = diary_settings.change(person.id, lambda before: replace(before, remind_at=at))
            if do == "new" or not kept.calendar_token:
                diary_settings.new_token(person.id)
    except InputError as error:
        return _page(request, diary_settings.of(person.id), error)
    return HttpResponseRedirect(f"/diary/reminder/?done={do if do in ('on', 'new', 'off') else 'hour'}")


@require_safe
def calendar(request: HttpRequest, token: str) -> HttpResponseBase:
    """The calendar file, for whoever knows its address; it holds nothing of the diary."""
    person_id = diary_settings.person_with_token(token)
    if person_id is None:
        return HttpResponse(_NO_SUCH + "\n", status=404, content_type="text/plain; charset=utf-8")
    settings = diary_settings.of(person_id)
    today, language = today_of(settings), request.GET.get("language", languages.ENGLISH)
    host = request.build_absolute_uri("/")
    told = f"{token}|{today}|{settings.remind_at}|{settings.zone}|{settings.begins}|{host}|{language}"
    etag = f'"{sha256(told.encode()).hexdigest()[:32]}"'
    answer = get_conditional_response(request, etag=etag)
    if answer is None:
        answer = HttpResponse(
            _file(request, person_id, settings, today, language),
            content_type="text/calendar; charset=utf-8",
        )
        answer.headers["Content-Disposition"] = 'inline; filename="unclench.ics"'
    answer.headers["ETag"] = etag
    answer.headers["Cache-Control"] = "private, no-cache"
    return answer


def _file(
    request: HttpRequest, person_id: UUID, settings: DiarySettings, today: date, language: str
) -> bytes:
    # Imported here: reading calendars takes longer to import than every page of days together.
    from unclench.reports.ics import reminder_calendar

    with translation.override(language if language in languages.known() else languages.ENGLISH):
        title = _("Unclench: check-in")
    return reminder_calendar(
        person_id, today=today, at=settings.remind_at, zone=settings.zone, title=title,
        address=lambda day: request.build_absolute_uri(f"/diary/day/{day}/check/"),
    )  # fmt: skip


def _page(request: HttpRequest, settings: DiarySettings, error: InputError | None = None) -> HttpResponse:
    address = ""
    if settings.calendar_token:
        address = request.build_absolute_uri(f"/calendar/{settings.calendar_token}.ics")
        if languages.active() != languages.ENGLISH:
            address += f"?language={languages.active()}"
    errors = [{"field": "at", "text": languages.sentence(error)}] if error else []
    context = {
        "address": address,
        "subscribe": f"webcal://{address.partition('://')[2]}" if address else "",
        "at": request.POST.get("at", "") if error else f"{settings.remind_at:%H:%M}",
        "morning": settings.remind_at < NOON,
        "done": {
            "on": _("The reminder is on."),
            "new": _("There is a new address. The old one no longer works."),
            "off": _("The reminder is off. Its address no longer works."),
            "hour": _("The hour is changed. Calendars follow within a day."),
        }.get(request.GET.get("done", "")),
        "only_here": not whose.is_lan(),
        "errors": errors,
    }
    return render(request, "days_reminder.html", context, status=422 if error else 200)


def _hour(text: str) -> time:
    try:
        if len(text) <= 8:
            return time.fromisoformat(text).replace(second=0, microsecond=0, tzinfo=None)
    except ValueError:
        pass
    raise InputError("Write the time as hours and minutes, such as 20:30.", field="at")
