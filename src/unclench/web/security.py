# SPDX-License-Identifier: Apache-2.0
"""What every response tells the browser to refuse, who may call the server by which name, and what may be cached."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec

from django.core.exceptions import DisallowedHost
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from unclench.web import faults

__all__ = ["CSP", "KnownHost", "SafeHeaders", "may_ask_where", "may_be_kept_offline"]

P = ParamSpec("P")
GetResponse = Callable[[HttpRequest], HttpResponseBase]

CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; manifest-src 'self'; worker-src 'self'; media-src 'self'; form-action 'self'; "
    "frame-ancestors 'none'; base-uri 'none'"
)

_HEADERS = {
    "Content-Security-Policy": CSP,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    # same-origin and not no-referrer: over https Django's CSRF check reads it where a browser sends no Origin.
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": (
        "screen-wake-lock=(self), accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), "
        "magnetometer=(), microphone=(), midi=(), payment=(), publickey-credentials-get=(), usb=()"
    ),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
_POLICY = "Permissions-Policy"
_PERSONAL = "private, no-store"
_OFFLINE = "private, no-cache"


class SafeHeaders:
    """Every response, also a static file and an error, carries the same orders for the browser.

    What a view did not mark otherwise is personal: no cache may keep it.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        for name, value in _HEADERS.items():
            response.headers[name] = value
        if getattr(response, "may_ask_where", False):
            response.headers[_POLICY] = _HEADERS[_POLICY].replace("geolocation=()", "geolocation=(self)")
        response.headers.setdefault("Cache-Control", _PERSONAL)
        return response


class KnownHost:
    """Answers only to the names it was given: a strange web page cannot reach the diary under a name of its own."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        try:
            request.get_host()
        except DisallowedHost:
            return faults.wrong_host()
        return self.get_response(request)


def may_ask_where(view: Callable[P, HttpResponse]) -> Callable[P, HttpResponse]:
    """A page whose own script may ask the browser where it is; the browser asks the person first."""

    @wraps(view)
    def marked(*args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        response = view(*args, **kwargs)
        response.may_ask_where = True  # type: ignore[attr-defined]
        return response

    return marked


def may_be_kept_offline(view: Callable[P, HttpResponse]) -> Callable[P, HttpResponse]:
    """A page the service worker keeps for use without network; other caches must ask each time."""

    @wraps(view)
    def marked(*args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        response = view(*args, **kwargs)
        response.headers["Cache-Control"] = _OFFLINE
        return response

    return marked
