# SPDX-License-Identifier: Apache-2.0
"""Other phones in the house: the address as a code, and how to trust this server's own certificate authority."""

from __future__ import annotations

import ssl
from hashlib import sha256

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from unclench.errors import NotFound
from unclench.store import home
from unclench.web import whose
from unclench.web.tls import authority_certificate, qr_svg

__all__ = ["certificate", "trust"]


@require_safe
@whose.public
def trust(request: HttpRequest) -> HttpResponse:
    """How a phone comes to trust this server."""
    address = f"{request.scheme}://{request.get_host()}/"
    context = {"address": address, "code": qr_svg(f"{address}trust/"), "fingerprint": _fingerprint()}
    return render(request, "trust.html", context)


@require_safe
@whose.public
def certificate(request: HttpRequest) -> HttpResponse:
    """The authority's certificate (its key never leaves the data folder)."""
    found = authority_certificate(home.folder())
    if found is None:
        raise NotFound(
            "There is no certificate here.", why="This server runs on this machine only.",
            todo="Start it with unclench serve --lan.",
        )  # fmt: skip
    response = HttpResponse(found, content_type="application/x-x509-ca-cert")
    response["Content-Disposition"] = 'attachment; filename="unclench-ca.crt"'
    return response


def _fingerprint() -> str:
    found = authority_certificate(home.folder())
    if found is None:
        return ""
    digest = sha256(ssl.PEM_cert_to_DER_cert(found.decode())).hexdigest().upper()
    return ":".join(digest[i : i + 2] for i in range(0, len(digest), 2))
