# SPDX-License-Identifier: Apache-2.0
"""Every kind of address of the server, with an example. A page that is missing here fails the build."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import URLPattern, URLResolver

from unclench.web import urls

__all__ = ["LAN_PAGES", "NOT_PAGES", "PAGES", "all_patterns"]

PAGES: dict[str, str] = {
    "": "",
    "relief/<str:name>/": "relief/calf/",
    "relief/<str:name>/<str:side_name>/": "relief/calf/left/",
    "help/": "help/",
    "help/<str:name>/": "help/calf/",
    "visit/": "visit/",
    "diary/": "diary/",
    "diary/add/": "diary/add/?area=calf&side=left",
    "diary/<uuid:episode_id>/": "diary/{episode}/",
    "diary/<uuid:episode_id>/edit/": "diary/{episode}/edit/",
    "diary/day/<str:day>/check/": "diary/day/2026-03-01/check/",
    "diary/follow/": "diary/follow/",
    "diary/medicines/": "diary/medicines/",
    "diary/day/<str:name>/": "diary/day/2026-03-01/",
    "diary/week/<str:name>/": "diary/week/2026-03-01/",
    "diary/month/<str:name>/": "diary/month/2026-03/",
    "diary/year/<str:name>/": "diary/year/2026/",
    "diary/begins/": "diary/begins/",
    "diary/reminder/": "diary/reminder/",
    "diary/causes/": "diary/causes/",
    "diary/causes/suspicions/": "diary/causes/suspicions/",
    "diary/causes/<str:key>/": "diary/causes/own_vino/",
    "learn/": "learn/",
    "learn/search/": "learn/search/",
    "learn/evidence/": "learn/evidence/",
    "learn/certainty/": "learn/certainty/",
    "learn/sources/": "learn/sources/",
    "learn/glossary/": "learn/glossary/",
    "learn/unreviewed/": "learn/unreviewed/",
    "learn/<str:kind>/": "learn/remedy/",
    "learn/<str:kind>/<str:record_id>/": "learn/remedy/calf_dorsiflexion_pull/",
    "products/": "products/",
    "products/add/": "products/add/",
    "products/compare/": "products/compare/?p={product}",
    "products/together/": "products/together/",
    "products/things/": "products/things/",
    "products/things/<str:name>/": "products/things/foam_roller/",
    "products/<uuid:product_id>/": "products/{product}/",
    "you/": "you/",
    "you/who/": "you/who/",
    "you/data/": "you/data/",
    "you/data/import/": "you/data/import/",
    "you/data/sources/": "you/data/sources/",
    "you/data/weather/": "you/data/weather/",
    "you/data/restore/": "you/data/restore/",
    "you/data/erase/": "you/data/erase/",
}
"""Pattern -> example. {episode} stands for one of the diary's, {product} for one of the shelf's."""

LAN_PAGES: dict[str, str] = {
    "account/": "account/",
    "account/first/": "account/first/",
    "account/join/": "account/join/",
    "account/invite/": "account/invite/",
    "account/login/": "account/login/",
    "account/logout/": "account/logout/",
    "account/password/": "account/password/",
    "trust/": "trust/",
}
"""Pages that exist only where accounts are switched on."""

NOT_PAGES = frozenset(
    {
        "diary/<uuid:episode_id>/delete/",  # POST, leads to diary/
        "diary/<uuid:episode_id>/restore/",  # POST, leads to the episode
        "diary/now/",  # leads to a day's check-in
        "diary/day/<str:day>/clear/",  # POST, leads to the day's check-in
        "diary/day/<str:day>/unclear/",  # POST, leads to the day's check-in
        "help/<str:name>/<int:number>/",  # after a first screen: tests/access/test_everyone_can_answer.py
        "help/<str:name>/answer/",  # after the questions: tests/access/test_everyone_can_answer.py
        "help/noted/",  # POST, leads to the diary
        "help/rules.json",
        "visit/paper/",  # POST, a PDF
        "products/<uuid:product_id>/delete/",  # POST, leads to products/
        "products/<uuid:product_id>/restore/",  # POST, leads to the product
        "products/<uuid:product_id>/noted/",  # POST, leads to the product
        "products/<uuid:product_id>/skin/",  # POST, leads to products/
        "you/language/",  # POST, leads back to where the switch was
        "you/who/choose/",  # POST, leads to the first page
        "you/who/add/",  # POST, leads to you/ or shows you/who/ with an error
        "you/data/import/<uuid:incoming_id>/",  # after a file: tests/access/test_everyone_can_read_in_a_file.py
        "you/data/import/<uuid:incoming_id>/columns/",  # the same
        "you/data/import/read/<uuid:file_id>/",  # the same
        "you/data/import/<uuid:incoming_id>/progress.json",
        "you/data/import/take-out/",  # POST, leads to you/data/import/
        "you/data/export/",  # POST, a zip
        "you/data/backup/",  # POST, leads to you/data/
        "you/data/backups/<str:name>/",  # a zip
        "calendar/<str:token>.ics",  # for a calendar that subscribes
        "trust/ca.crt",
        "learn/search.json",
        "style/<str:digest>.css",
        "manifest.webmanifest",
        "sw.js",
        "api/hello",
        "api/events",
        "api/episodes",
    }
)
"""Addresses that answer with something else than a page of their own."""


def all_patterns() -> Iterator[str]:
    """Every address pattern of unclench.web.urls, those of included files with their prefix."""
    yield from _walk("", urls.urlpatterns)


def _walk(prefix: str, patterns: list[URLPattern | URLResolver]) -> Iterator[str]:
    for pattern in patterns:
        here = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from _walk(here, pattern.url_patterns)
        else:
            yield here
