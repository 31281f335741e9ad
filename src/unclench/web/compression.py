# SPDX-License-Identifier: Apache-2.0
"""Send text small. Pages get a few random bytes of padding (Django's answer to BREACH); tokens in them are masked."""

from __future__ import annotations

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware

__all__ = ["TextCompression"]

_TEXT = ("text/", "application/javascript", "application/json", "application/manifest+json", "image/svg+xml")


class TextCompression(GZipMiddleware):
    """Compresses whole text responses; pictures, sounds and parts of files go as they are."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        kind = response.headers.get("Content-Type", "")
        if response.status_code == 206 or not kind.startswith(_TEXT):
            return response
        return super().process_response(request, response)
