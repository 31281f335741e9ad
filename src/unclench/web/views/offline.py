# SPDX-License-Identifier: Apache-2.0
"""What makes Unclench installable and usable without network: the style sheet, the manifest, the service worker."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from unclench.body.areas import AREAS, Side, info
from unclench.web import languages, parts, whose
from unclench.web.care import ANYWHERE
from unclench.web.context import library_version
from unclench.web.learn.catalogue import catalogue

__all__ = ["library_pages", "manifest", "offline_pages", "style", "worker"]

_WEB = Path(__file__).parent.parent


@require_safe
@whose.public
def style(request: HttpRequest, digest: str) -> HttpResponse:
    """All styles in one sheet; its address changes with its content."""
    sheet, now = parts.style_sheet()
    if digest != now:
        return HttpResponseRedirect(f"/style/{now}.css")
    response = HttpResponse(
        sheet.replace("../fonts/", f"{settings.STATIC_URL}fonts/"), content_type="text/css"
    )
    response["Cache-Control"] = "public, max-age=31536000, immutable"
    return response


@require_safe
@whose.public
def manifest(request: HttpRequest) -> HttpResponse:
    """The web app manifest."""
    icons = [
        {"src": f"{settings.STATIC_URL}icons/icon-{size}.png", "sizes": f"{size}x{size}", "type": "image/png",
         "purpose": purpose}
        for size, purpose in ((192, "any"), (512, "any"), (512, "maskable"))
    ]  # fmt: skip
    icons[2]["src"] = f"{settings.STATIC_URL}icons/icon-maskable-512.png"
    return JsonResponse(
        {
            "id": "/",
            "name": "Unclench",
            "short_name": "Unclench",
            "description": _("Guided relief for muscle spasms and cramps."),
            "lang": languages.active(),
            "start_url": "/",
            "scope": "/",
            "display": "standalone",
            "orientation": "any",
            "background_color": "#15131b",
            "theme_color": "#15131b",
            "icons": icons,
        },
        content_type="application/manifest+json",
    )


@require_safe
@whose.public
def worker(request: HttpRequest) -> HttpResponse:
    """The service worker, told which pages and files make the offline copy."""
    script = (_WEB / "static" / "js" / "worker.js").read_text(encoding="utf-8")
    lists = json.dumps(
        {
            "files": offline_files(),
            "pages": [*offline_pages(), "/help/rules.json"],
            "library": {"version": library_version(), "pages": library_pages()},
        }
    )
    response = HttpResponse(f"const OFFLINE = {lists};\n{script}", content_type="text/javascript")
    response["Cache-Control"] = "no-cache"
    response["Service-Worker-Allowed"] = "/"
    return response


@cache
def offline_files() -> list[str]:
    """Addresses of everything a page needs beside itself; they hold digests and never change."""
    names = [
        f"js/{file.name}"
        for file in sorted((_WEB / "static" / "js").glob("*.js"))
        if file.name != "worker.js"
    ]
    names += ["fonts/nunito.woff2", "icons/icon.svg"]
    return [f"/style/{parts.style_sheet()[1]}.css", *(f"{settings.STATIC_URL}{name}" for name in names)]


@cache
def offline_pages() -> list[str]:
    """Addresses of the pages kept offline: home, every plan, every page of warning signs."""
    plans = [
        f"/relief/{area.value}/{side.value}/"
        for area in AREAS
        for side in (Side if info(area).paired else (Side.BOTH,))
    ]
    return [
        "/",
        *plans,
        "/help/",
        *(f"/help/{name}/" for name in (*(area.value for area in AREAS), ANYWHERE)),
    ]


@cache
def library_pages() -> list[str]:
    """Addresses of the library's pages kept offline: all that search finds, and the lists that lead there."""
    found = [page.href for page in catalogue().searched()]
    kinds = dict.fromkeys(f"/learn/{href.split('/')[2]}/" for href in found)
    return ["/learn/", "/learn/search.json", "/learn/certainty/", "/learn/glossary/", *kinds, *found]
