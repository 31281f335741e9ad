# SPDX-License-Identifier: Apache-2.0
"""Pages under /account/. In local mode there are none: nobody logs in."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account import views as allauth_views
from allauth.core import ratelimit
from django.contrib.auth import login as log_in
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from unclench.errors import NotFound, UnclenchError
from unclench.web import faults, whose
from unclench.web.accounts import tokens
from unclench.web.accounts.forms import NewAccount, rows_of_errors
from unclench.web.accounts.opening import open_account

__all__ = ["first", "home", "invite", "join", "log_in_page", "log_out_page", "password_page", "too_many"]

AnyPage = Callable[..., HttpResponseBase]


class _TooOften(UnclenchError):
    code = "too_often"
    http_status = 429


class _OwnersOnly(UnclenchError):
    code = "owners_only"
    http_status = 403


def lan_only(page: AnyPage) -> AnyPage:
    """There are no accounts where the server answers this machine alone."""

    @wraps(page)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not whose.is_lan():
            raise NotFound(
                "There are no accounts here.", why="This server answers this machine alone, so nobody logs in.",
                todo="Start it with “unclench serve --lan” to use it from other devices.",
            )  # fmt: skip
        return page(request, *args, **kwargs)

    return guarded


class _Login(allauth_views.LoginView):  # type: ignore[misc]
    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return context | {"errors": rows_of_errors(context["form"])}


class _Password(allauth_views.PasswordChangeView):  # type: ignore[misc]
    success_url = "/account/"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return context | {"errors": rows_of_errors(context["form"])}


log_in_page = whose.public(lan_only(_Login.as_view()))
log_out_page = lan_only(allauth_views.logout)
password_page = lan_only(_Password.as_view())


@lan_only
@require_http_methods(["GET", "HEAD"])
def home(request: HttpRequest) -> HttpResponse:
    """The account that is logged in: change the password, invite, log out."""
    return render(request, "account/home.html", {"account": whose.account(request)})


@whose.public
@lan_only
@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters()
def first(request: HttpRequest) -> HttpResponse:
    """The first visitor makes the owner's account with the token that the terminal shows."""
    if User.objects.exists():
        return HttpResponseRedirect("/account/login/")
    return _opening(request, tokens.TokenKind.FIRST, "account/first.html")


@whose.public
@lan_only
@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters()
def join(request: HttpRequest) -> HttpResponse:
    """Somebody who was invited makes an account of their own."""
    return _opening(request, tokens.TokenKind.INVITATION, "account/join.html")


@lan_only
@require_http_methods(["GET", "HEAD", "POST"])
def invite(request: HttpRequest) -> HttpResponse:
    """The owner makes an invitation; its token is shown once and kept only as a hash."""
    account = whose.account(request)
    if account is None or not account.is_superuser:
        raise _OwnersOnly(
            "Only the owner invites.", why="This account did not set the server up.", todo="Ask its owner."
        )
    if request.method != "POST":
        return render(request, "account/invite.html")
    token = tokens.make(tokens.TokenKind.INVITATION, timezone.now())
    return render(request, "account/invite.html", {"token": token, "days": tokens.GOOD_FOR.days})


def too_many(request: HttpRequest) -> HttpResponse:
    """handler429: somebody guesses, or a finger slipped too often."""
    return faults.answer(
        request,
        _TooOften("That was tried too often.", why="Waiting keeps guessers out.", todo="Try again in five minutes."),
    )  # fmt: skip


def _opening(request: HttpRequest, kind: tokens.TokenKind, template: str) -> HttpResponse:
    if request.method != "POST":
        return render(request, template, {"form": NewAccount(kind=kind)})
    if not ratelimit.consume(request, action="token", key="everybody"):
        return too_many(request)
    form = NewAccount(request.POST, kind=kind)
    if form.is_valid():
        given = form.cleaned_data
        user = open_account(kind, given["token"], given["username"], given["password1"])
        if user is not None:
            log_in(request, user, backend="allauth.account.auth_backends.AuthenticationBackend")
            return HttpResponseRedirect("/")
        form.add_error(None, "Somebody else used this token or took this name just now. Nothing was made.")
    context = {"form": form, "errors": rows_of_errors(form)}
    return render(request, template, context, status=422)
