# SPDX-License-Identifier: Apache-2.0
"""Asking the weather service: the only request to another host, and only for whom switched it on.

UNCLENCH_WEATHER    another address of the service, such as http://127.0.0.1:8080; off: nobody can switch it on
"""

from __future__ import annotations

import os
import ssl
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from http.client import HTTPException
from typing import Any
from urllib.parse import urlsplit

from django.utils.translation import gettext_noop

from unclench.diary.settings import Place
from unclench.errors import InputError, ServingError, UnclenchError
from unclench.intake import weather

__all__ = ["WeatherUnavailable", "answers", "hosts", "is_off"]

TIMEOUT_S = 5.0
"""For one answer, from the first byte to the last."""

MOST_BYTES = 8 * 2**20
_ARCHIVE_KNOWS_AFTER = timedelta(days=7)
_MOST_REQUESTS = 8
_CHUNK = 65_536
_HEADERS = {"Accept": "application/json", "User-Agent": "Unclench"}


class WeatherUnavailable(UnclenchError):
    """The service does not answer, or not with weather."""

    code = "weather_unavailable"
    http_status = 502


class _StaysHere(urllib.request.HTTPRedirectHandler):
    """The place goes to the host that was named and to no other."""

    def redirect_request(self, *args: Any, **kwargs: Any) -> None:
        return None


def is_off() -> bool:
    """Whether whoever runs this server switched the weather off for everybody."""
    return os.environ.get("UNCLENCH_WEATHER") == "off"


def hosts() -> tuple[str, ...]:
    """Whom the place is told."""
    return tuple(dict.fromkeys(urlsplit(base).netloc for base in _bases()))


def answers(place: Place, missing: Sequence[date], today: date) -> Iterator[bytes]:
    """What the service says of these days; a request for each run of days, a few at most, the latest days first.

    WeatherUnavailable where it does not answer.
    """
    archive, recent = _bases()
    at = weather.rounded_place(place.latitude, place.longitude)
    late = [day for day in missing if day > today - _ARCHIVE_KNOWS_AFTER]
    if late:
        yield _get(recent + weather.recent_address(at, (today - min(late)).days))
    for first, last in list(_runs([day for day in missing if day not in set(late)]))[-_MOST_REQUESTS:][::-1]:
        yield _get(archive + weather.request_address(at, first, last))


def _runs(days: Sequence[date]) -> Iterator[tuple[date, date]]:
    """First and last of each run of days without a gap."""
    begin = before = None
    for day in sorted(days):
        if before is not None and begin is not None and day - before > timedelta(days=1):
            yield begin, before
            begin = day
        begin, before = begin or day, day
    if begin is not None and before is not None:
        yield begin, before


def _get(address: str) -> bytes:
    # Only https, or this very machine: _bases looked at it.
    request = urllib.request.Request(address, headers=_HEADERS)  # noqa: S310
    opener = urllib.request.build_opener(
        _StaysHere, urllib.request.HTTPSHandler(context=ssl.create_default_context())
    )
    deadline = time.monotonic() + TIMEOUT_S
    told = bytearray()
    try:
        with opener.open(request, timeout=TIMEOUT_S) as answer:
            while chunk := answer.read1(_CHUNK):
                told += chunk
                if len(told) > MOST_BYTES:
                    raise _unavailable(gettext_noop("Its answer is larger than any weather."))
                if time.monotonic() > deadline:
                    raise _unavailable(gettext_noop("Its answer takes too long."))
    except urllib.error.HTTPError as refusal:
        refusal.close()
        raise _unavailable(_refusal(refusal.code)) from None
    except urllib.error.URLError as problem:
        raise _unavailable(_reason(problem.reason)) from None
    except (OSError, HTTPException) as problem:
        raise _unavailable(_reason(problem)) from None
    return bytes(told)


def _bases() -> tuple[str, str]:
    """Where the archive and the forecast answer."""
    other = os.environ.get("UNCLENCH_WEATHER", "").rstrip("/")
    if other == "off":
        raise InputError(
            "The weather is switched off on this server.", why="UNCLENCH_WEATHER says off.",
            todo="Ask whoever runs it.",
        )  # fmt: skip
    if not other:
        return f"https://{weather.ARCHIVE_HOST}", f"https://{weather.FORECAST_HOST}"
    try:
        parts = urlsplit(other)
        plain = parts.scheme == "http" and parts.hostname in ("127.0.0.1", "::1", "localhost")
    except ValueError:
        parts, plain = None, False
    if parts is None or not parts.hostname or not (plain or parts.scheme == "https"):
        raise ServingError(
            "UNCLENCH_WEATHER cannot be used.", why="It must begin with https://, or with http:// on this machine.",
            todo="Correct it and start again.",
        )  # fmt: skip
    return other, other


def _refusal(code: int) -> str:
    if code == 429:
        return gettext_noop("It was asked too often for now.")
    if code >= 500:
        return gettext_noop("It has trouble of its own.")
    return gettext_noop("It refused.")


def _reason(problem: object) -> str:
    if isinstance(problem, ssl.SSLError):
        return gettext_noop("Its certificate cannot be trusted.")
    if isinstance(problem, TimeoutError):
        return gettext_noop("It did not answer in time.")
    return gettext_noop("It cannot be reached from this server.")


def _unavailable(why: str) -> WeatherUnavailable:
    return WeatherUnavailable(
        "The weather could not be fetched.", why=why, todo="Nothing is lost; try it again later."
    )
