# SPDX-License-Identifier: Apache-2.0
"""Who asks, and whose diary is open.

local mode: nobody logs in; whoever reaches this machine's loopback is its household. lan mode: every view that is not
marked `public` needs an account. Templates use `request.account` (None in local mode) and `request.person` (None for a
visitor); views call `account(request)` and `person(request)`, which are typed and raise NeedsAccount for a visitor.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar
from urllib.parse import urlencode
from uuid import UUID

from django.conf import settings
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.utils.functional import SimpleLazyObject

from unclench.diary import Person
from unclench.errors import NotFound, UnclenchError
from unclench.store import persons
from unclench.web import faults

__all__ = [
    "NeedsAccount",
    "Whose",
    "account",
    "choose",
    "household",
    "is_lan",
    "person",
    "person_or_nobody",
    "public",
]

AnyView = TypeVar("AnyView", bound=Callable[..., Any])
_CHOSEN = "person"


class NeedsAccount(UnclenchError):
    """In lan mode nothing personal is shown without an account."""

    code = "needs_account"
    http_status = 401


def is_lan() -> bool:
    """True where the server is reached over a network and accounts are required."""
    return bool(settings.UNCLENCH_MODE == "lan")


def public(view: AnyView) -> AnyView:
    """Mark a view that holds nothing personal: in lan mode it is shown without an account."""
    view.unclench_public = True  # type: ignore[attr-defined]
    return view


def account(request: HttpRequest) -> User | None:
    """The account that asks; None for the machine's own household (local mode).

    NeedsAccount where lan mode would need one and nobody is logged in.
    """
    if not is_lan():
        return None
    if isinstance(request.user, User):  # the backend hands out active accounts only
        return request.user
    raise NeedsAccount(
        "You are not logged in.", why="This server keeps each account's diaries to itself.",
        todo="Log in and try again.",
    )  # fmt: skip


def person(request: HttpRequest) -> Person:
    """The person whose diary is open: the one chosen in this browser, or the household's first."""
    cached: Person | None = getattr(request, "_unclench_person", None)
    if cached is None:
        cached = _chosen(request) or persons.first(account(request))
        request._unclench_person = cached  # type: ignore[attr-defined]
    return cached


def person_or_nobody(request: HttpRequest) -> Person | None:
    """The person whose diary is open; None for a visitor without an account (lan mode)."""
    try:
        return person(request)
    except NeedsAccount:
        return None


def household(request: HttpRequest) -> tuple[Person, ...]:
    """The persons the asking account may open, the first one first; nobody for a visitor (lan mode)."""
    try:
        return persons.household(account(request))
    except NeedsAccount:
        return ()


def choose(request: HttpRequest, person_id: UUID) -> Person:
    """Open another person's diary of the same household; NotFound where it is not in it."""
    found = persons.get(account(request), person_id)
    request.session[_CHOSEN] = str(found.id)
    request._unclench_person = found  # type: ignore[attr-defined]
    return found


class Whose:
    """Puts account and person on the request, and keeps visitors without an account out (lan mode)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        visitor = False
        try:
            request.account = account(request)  # type: ignore[attr-defined]
        except NeedsAccount:
            request.account = None  # type: ignore[attr-defined]
            visitor = True
        request.person = None if visitor else SimpleLazyObject(lambda: person(request))  # type: ignore[attr-defined]
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> HttpResponseBase | None:
        if getattr(view, "unclench_public", False):
            return None
        try:
            account(request)
        except NeedsAccount as refusal:
            if request.path_info.startswith("/api/"):
                return faults.answer(request, refusal)
            return HttpResponseRedirect(_door(request))
        return None


def _door(request: HttpRequest) -> str:
    """Where a visitor without an account is sent: to log in, or to make the first account."""
    if not User.objects.exists():
        return "/account/first/"
    back = request.get_full_path() if request.method == "GET" else "/"
    return "/account/login/?" + urlencode({"next": back})


def _chosen(request: HttpRequest) -> Person | None:
    """The person chosen in this browser; None where nobody was.

    One who is gone (erased, perhaps on another device) is forgotten when a page is opened. What a page that was open
    before still sends is not taken: it would land in somebody else's diary.
    """
    if settings.SESSION_COOKIE_NAME not in request.COOKIES or _CHOSEN not in request.session:
        return None
    try:
        return persons.get(account(request), UUID(str(request.session[_CHOSEN])))
    except (NotFound, ValueError):
        if request.method in ("GET", "HEAD"):
            if not request.path_info.startswith("/api/"):
                del request.session[_CHOSEN]
            return None
        request._unclench_person = persons.first(account(request))  # type: ignore[attr-defined]  # whose page says it
        raise NotFound(
            "The person whose diary was open here is gone.", why="They were erased, perhaps on another device.",
            todo="Start again from the first page; nothing was changed.",
        ) from None  # fmt: skip
