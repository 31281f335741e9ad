# SPDX-License-Identifier: Apache-2.0
"""The doors to `pages`, which imports what reads and writes files; the first page need not wait for that."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.csrf import csrf_exempt

__all__ = ["back_up", "data", "download", "erase", "export", "restore"]


def _later(name: str) -> Callable[..., HttpResponseBase]:
    def view(request: HttpRequest, **named: Any) -> HttpResponseBase:
        from unclench.web.safekeeping import pages

        answered: HttpResponseBase = getattr(pages, name)(request, **named)
        return answered

    return view


back_up = _later("back_up")
data = _later("data")
download = _later("download")
erase = _later("erase")
export = _later("export")
restore = csrf_exempt(
    _later("restore")
)  # `pages` checks it, once it knows that the body is not too large to be read
