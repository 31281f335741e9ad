# SPDX-License-Identifier: Apache-2.0
"""When a person's day begins, and which wall clock they live by."""

from __future__ import annotations

from dataclasses import replace

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from unclench.diary.day import DayBegins
from unclench.errors import InputError
from unclench.store import settings
from unclench.store.zones import zone_named
from unclench.web import languages, whose
from unclench.web.days import suggesting

__all__ = ["day_begins"]


@require_http_methods(["GET", "HEAD", "POST"])
def day_begins(request: HttpRequest) -> HttpResponse:
    """Noon or the end of sleep, and the zone of files and pages that name none."""
    person = whose.person(request)
    if request.method != "POST":
        kept = settings.of(person.id)
        return _page(request, kept.begins.value, kept.zone, saved="saved" in request.GET)
    suggesting.check_person(person, request.POST.get("person"))
    begins, zone = request.POST.get("begins", ""), request.POST.get("zone", "").strip()
    try:
        zone_named(zone)
        chosen = DayBegins(begins) if begins in set(DayBegins) else DayBegins.NOON
        settings.change(person.id, lambda before: replace(before, begins=chosen, zone=zone))
    except InputError as error:
        return _page(request, begins, zone, error=error)
    return HttpResponseRedirect("/diary/begins/?saved")


def _page(
    request: HttpRequest, begins: str, zone: str, *, saved: bool = False, error: InputError | None = None
) -> HttpResponse:
    errors = [{"field": "zone", "text": languages.sentence(error)}] if error else []
    context = {"by_sleep": begins == DayBegins.SLEEP.value, "zone": zone, "saved": saved, "errors": errors}
    return render(request, "days_begins.html", context, status=422 if error else 200)
