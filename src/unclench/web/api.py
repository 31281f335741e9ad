# SPDX-License-Identifier: Apache-2.0
"""The API: what the outbox of a page, and any program of the person's own, speaks.

    GET  /api/hello      who I am; sets the CSRF cookie whose value POST wants back in the X-CSRFToken header
    POST /api/events     {"person": id, "events": [up to 200, see unclench.diary.events]}: all are kept, or none
    GET  /api/episodes   the diary of the person who is open, 50 at a time, newest first; ?before=<next>

Errors: {"error": {"code", "what", "why", "todo"}}; where events are to blame also "events", one line for each of them.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from functools import wraps
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.urls import path
from django.utils import timezone

from unclench import __version__
from unclench.diary import Episode, Event, parse_event
from unclench.errors import InputError, UnclenchError
from unclench.store import episodes, persons
from unclench.store.refusals import ImpossibleSpan, TooManyEvents
from unclench.web import faults, whose

__all__ = ["LARGEST_BODY", "MOST_AT_ONCE", "episode_json", "urlpatterns"]

LARGEST_BODY = 1_000_000
"""Bytes of one request."""

MOST_AT_ONCE = 200
"""Events of one request."""

View = Callable[[HttpRequest], HttpResponse]


class _Unreadable(InputError):
    code = "unreadable"
    http_status = 400


class _TooLarge(InputError):
    code = "too_large"
    http_status = 413


class _NotJson(InputError):
    code = "not_json"
    http_status = 415


class _WrongMethod(InputError):
    code = "method"
    http_status = 405


def _only(method: str) -> Callable[[View], View]:
    """Answer other methods with 405 in our own shape."""
    allowed = ["GET", "HEAD"] if method == "GET" else [method]

    def guard(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest) -> HttpResponse:
            if request.method in allowed:
                return view(request)
            response = faults.answer(
                request,
                _WrongMethod(f"This address takes {method} only.", todo=f"Send it with {method}."),
            )
            response.headers["Allow"] = ", ".join(allowed)
            return response

        return guarded

    return guard


@_only("GET")
def hello(request: HttpRequest) -> HttpResponse:
    """Who is open here; the outbox asks before it sends, so that its CSRF token is a fresh one."""
    get_token(request)  # sets the cookie
    person = whose.person(request)
    return JsonResponse({"person": str(person.id), "name": person.name, "version": __version__})


@_only("POST")
def take_events(request: HttpRequest) -> HttpResponse:
    """Keep events, each exactly once; answers only when they are on the disk."""
    body = _body(request)
    person = persons.get(whose.account(request), _person_id(body))
    events, wrong = _parsed(body["events"])
    if wrong:
        return _refused(
            InputError(
                "Some of these events cannot be taken.",
                why=f"{len(wrong)} of {len(body['events'])} are not well made.",
                todo="Correct or leave out those listed and send the rest again; nothing was changed.",
            ),
            wrong,
        )
    try:
        receipt = episodes.record(person.id, events, timezone.now())
    except (ImpossibleSpan, TooManyEvents) as refused:
        blamed = set(refused.event_ids)
        return _refused(
            refused,
            [
                _line(index, str(event.id), refused)
                for index, event in enumerate(events)
                if event.id in blamed
            ],
        )
    return JsonResponse(
        {"accepted": [str(it) for it in receipt.accepted], "already": [str(it) for it in receipt.already]}
    )


@_only("GET")
def list_episodes(request: HttpRequest) -> HttpResponse:
    """A page of the open diary and the mark of the next one (null where it ends)."""
    asked = request.GET.get("before")
    before = episodes.PageMark.parse(asked) if asked else None
    page = episodes.recent(whose.person(request).id, 50 + 1, before)
    rest = len(page) > 50
    shown = page[:50]
    return JsonResponse(
        {
            "episodes": [episode_json(episode) for episode in shown],
            "next": episodes.PageMark.after(shown[-1]).text if rest else None,
        }
    )


def episode_json(episode: Episode) -> dict[str, Any]:
    """The documented JSON shape of an episode; times in UTC, utc_offset_minutes beside the onset."""
    return {
        "id": str(episode.id),
        "area": episode.area.value,
        "side": episode.side.value,
        "onset_at": episode.onset_at.isoformat(),
        "utc_offset_minutes": episode.utc_offset_minutes,
        "ended_at": episode.ended_at.isoformat() if episode.ended_at else None,
        "let_go": episode.let_go,
        "recorded": episode.recorded.value,
        "steps": [
            {"remedy": step.remedy, "started_at": step.started_at.isoformat(), "result": step.result.value}
            for step in episode.steps
        ],
        "pain": episode.pain,
        "doing": episode.doing.value if episode.doing else None,
        "different": episode.different,
        "note": episode.note,
        "revision": episode.revision,
    }


def _body(request: HttpRequest) -> dict[str, Any]:
    """The request's JSON: an object with a list of events; else an error with its own status."""
    if request.content_type != "application/json":
        raise _NotJson(
            "This is not JSON.",
            why="Its Content-Type is not application/json.",
            todo="Send it as application/json.",
        )
    if int(request.META.get("CONTENT_LENGTH") or 0) > LARGEST_BODY:
        raise _TooLarge(
            "This is too much at once.", why=f"A request holds up to {LARGEST_BODY // 1_000_000} MB.",
            todo="Send fewer events at a time; nothing was changed.",
        )  # fmt: skip
    try:
        body = json.loads(request.body)
    except (ValueError, RecursionError):
        raise _Unreadable(
            "This cannot be read as JSON.", why="It is cut short or malformed.",
            todo="Send it again; nothing was changed.",
        ) from None  # fmt: skip
    if not isinstance(body, dict) or not isinstance(body.get("events"), list):
        raise InputError(
            "There are no events in it.", why='It must be {"person": …, "events": […]}.',
            todo="Send it in that shape; nothing was changed.", field="events",
        )  # fmt: skip
    if len(body["events"]) > MOST_AT_ONCE:
        raise _TooLarge(
            f"These are {len(body['events']):,} events.", why=f"A request holds up to {MOST_AT_ONCE}.",
            todo="Send them in smaller lots; nothing was changed.", field="events",
        )  # fmt: skip
    return body


def _person_id(body: dict[str, Any]) -> UUID:
    try:
        return UUID(str(body.get("person")))
    except ValueError:
        raise InputError(
            "It does not say whose diary it is for.", why="“person” must be the id that /api/hello gives.",
            todo="Ask /api/hello and send it again; nothing was changed.", field="person",
        ) from None  # fmt: skip


def _parsed(raw: Sequence[object]) -> tuple[list[Event], list[dict[str, Any]]]:
    """The events, and a line for each that is not one."""
    now = timezone.now()
    events: list[Event] = []
    wrong: list[dict[str, Any]] = []
    for index, item in enumerate(raw):
        try:
            events.append(parse_event(item, now))
        except InputError as refused:
            said = item.get("id") if isinstance(item, dict) else None
            wrong.append(_line(index, said[:36] if isinstance(said, str) else None, refused))
    return events, wrong


def _line(index: int, event_id: str | None, error: UnclenchError) -> dict[str, Any]:
    return {"index": index, "id": event_id, "error": error.as_json()}


def _refused(error: UnclenchError, lines: list[dict[str, Any]]) -> HttpResponse:
    return JsonResponse({"error": error.as_json(), "events": lines}, status=error.http_status)


urlpatterns = [
    path("hello", hello, name="api_hello"),
    path("events", take_events, name="api_events"),
    path("episodes", list_episodes, name="api_episodes"),
]
