# SPDX-License-Identifier: Apache-2.0
"""The weather switched on and off, its place, and what is sent to whom."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from unclench.diary.settings import Place
from unclench.errors import InputError, UnclenchError
from unclench.intake.weather import rounded_place
from unclench.store import settings, weather
from unclench.web import languages, weather_daily, weather_fetch, whose
from unclench.web.days import suggesting
from unclench.web.imports.naming import weather_credit
from unclench.web.security import may_ask_where

__all__ = ["weather_page"]


@require_http_methods(["GET", "HEAD", "POST"])
@may_ask_where
def weather_page(request: HttpRequest) -> HttpResponse:
    """On, off, another place, fetch it now. Nothing is asked of anybody before it is switched on here."""
    if request.method != "POST":
        return _page(request)
    person, do = whose.person(request), request.POST.get("do", "")
    try:
        if do == "off":
            weather.switch(person.id, None)
            return HttpResponseRedirect("/you/data/weather/?off")
        if do == "on":
            weather_fetch.hosts()  # says so where this server has it switched off
            place = _place(request)
            weather.switch(person.id, place)
            return _fetched(request, place, anew=request.POST.get("anew") == "yes")
        kept = settings.of(person.id).weather
        if kept is None:
            return HttpResponseRedirect("/you/data/weather/")
        return _fetched(request, kept)
    except InputError as problem:
        return _page(request, problem)


def _fetched(request: HttpRequest, place: Place, *, anew: bool = False) -> HttpResponse:
    person = whose.person(request)
    done = weather_daily.soon(person.id, place, anew=anew)
    if done and weather_daily.failure(person.id) is not None:
        return HttpResponseRedirect("/you/data/weather/?failed")
    return HttpResponseRedirect("/you/data/weather/?" + ("fetched" if done else "fetching"))


def _page(request: HttpRequest, problem: UnclenchError | None = None) -> HttpResponse:
    person = whose.person(request)
    asked = settings.of(person.id)
    today = suggesting.local_now(asked, suggesting.now()).date()
    typed = {name: request.POST.get(name, "") for name in ("latitude", "longitude")}
    context: dict[str, Any] = {
        "place": asked.weather,
        "hosts": () if weather_fetch.is_off() else weather_fetch.hosts(),
        "missing": len(weather.missing(person.id, today)) if asked.weather else 0,
        "typed": typed,
        "credit": weather_credit(),
        "done": "" if problem else _done(request, weather_daily.failure(person.id)),
        "errors": [{"field": problem.field or "", "text": languages.sentence(problem)}] if problem else [],
    }
    return render(request, "imports_weather.html", context, status=problem.http_status if problem else 200)


def _done(request: HttpRequest, failure: UnclenchError | None) -> str:
    said = request.GET
    if "fetching" in said:
        return _("It is being fetched. Look again in a moment.")
    if "failed" in said and failure is not None:
        return languages.sentence(failure)
    if "fetched" in said:
        return _("The weather is in your days.")
    if "off" in said:
        return _("Switched off. Nothing is asked any more.")
    return ""


def _place(request: HttpRequest) -> Place:
    found = rounded_place(_degrees(request, "latitude"), _degrees(request, "longitude"))
    return Place(found.latitude, found.longitude)


def _degrees(request: HttpRequest, name: str) -> float:
    """A typed number of degrees, with a comma or a point, and any kind of minus."""
    text = request.POST.get(name, "").strip().replace(",", ".").replace("\N{MINUS SIGN}", "-").rstrip("°")
    try:
        number = float(text)
    except ValueError:
        number = float("nan")
    most = 90 if name == "latitude" else 180
    if not -most <= number <= most:
        raise InputError(
            "This is no place on Earth.", why="Latitude goes from -90 to 90, longitude from -180 to 180.",
            todo="Check both numbers.", field=name,
        )  # fmt: skip
    return number
