# SPDX-License-Identifier: Apache-2.0
"""Every refusal and every failure in words: what happened, why, what to do next; JSON for /api/, a page for people."""

from __future__ import annotations

import sys
from collections.abc import Callable

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render

from unclench.errors import InputError, NotFound, UnclenchError
from unclench.store.faults import in_words
from unclench.web import logs

__all__ = ["SaidInWords", "answer", "bad_request", "csrf_failed", "forbidden", "not_found", "server_error",
           "wrong_host"]  # fmt: skip


class SaidInWords:
    """Turns an UnclenchError, and a database that cannot, into a response; other errors go on to server_error."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, problem: Exception) -> HttpResponse | None:
        said = problem if isinstance(problem, UnclenchError) else in_words(problem)
        if said is None:
            return None
        if said.http_status >= 500:
            logs.unexpected(problem)
        return answer(request, said)


class _Refused(UnclenchError):
    code = "refused"
    http_status = 403


def answer(request: HttpRequest, error: UnclenchError, status: int | None = None) -> HttpResponse:
    """The response that tells of an error; status: where it is not the error's own."""
    number = status or error.http_status
    if request.path_info.startswith("/api/"):
        response: HttpResponse = JsonResponse({"error": error.as_json()}, status=number)
    else:
        response = _page(request, error, number)
    if number == 503:
        response.headers["Retry-After"] = "5"
    return response


def _page(request: HttpRequest, error: UnclenchError, status: int) -> HttpResponse:
    try:
        return render(request, "error.html", {"error": error, "status": status}, status=status)
    except Exception as problem:  # the page around the words may need what has just failed
        logs.unexpected(problem)
        text = f"{error.what}\n{error.why}\n{error.todo}\n"
        return HttpResponse(text, status=status, content_type="text/plain; charset=utf-8")


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """handler404."""
    return answer(
        request,
        NotFound("There is no such page here.", why="The address may be mistyped or old.",
                 todo="Start again from the first page."),
    )  # fmt: skip


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """handler400; 413 where a form was too large."""
    return answer(
        request,
        InputError("This request cannot be read.", why="It is damaged or too large.",
                   todo="Go back, reload the page and try again."),
        413 if isinstance(exception, RequestDataTooBig) else 400,
    )  # fmt: skip


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """handler403."""
    return answer(
        request,
        _Refused("You may not do this.", why="It belongs to another account.", todo="Log in with that account."),
    )  # fmt: skip


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:
    """CSRF_FAILURE_VIEW: the form or the script did not prove that it is a page of ours."""
    return answer(
        request,
        _Refused(
            "This was not taken, to keep your diary safe.",
            why="The page was too old, or cookies are off in this browser.",
            todo="Reload the page and send it again; nothing was changed.",
        ),
    )


def server_error(request: HttpRequest) -> HttpResponse:
    """handler500: without details; the log has the class and the place of the error."""
    problem = sys.exc_info()[1]
    if problem is not None:
        logs.unexpected(problem)
    said = problem if isinstance(problem, UnclenchError) else in_words(problem) if problem else None
    unforeseen = UnclenchError(
        "Something went wrong on our side.", why="Unclench met a case it does not know.",
        todo="Try again; if it happens again, look at the server's log and report what it says.",
    )  # fmt: skip
    return answer(request, said or unforeseen)


def wrong_host() -> HttpResponse:
    """The answer to a Host header that is not one of ours; plain, because no page can be made without a host."""
    return HttpResponse(
        "This server does not answer to that name.\n"
        "It is reached as localhost, or by the names that UNCLENCH_HOSTS lists.\n"
        "Open it under one of those, or add the name to UNCLENCH_HOSTS and start it again.\n",
        status=400,
        content_type="text/plain; charset=utf-8",
    )
