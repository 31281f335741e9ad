# SPDX-License-Identifier: Apache-2.0
"""Every page of the library: records, lists, each leaf of a long list."""

from __future__ import annotations

import re

from django.test import Client

from unclench.web.learn.catalogue import KINDS, catalogue

__all__ = ["addresses", "html_of"]

_CLIENT = Client(SERVER_NAME="localhost")  # known also before the first test, when pytest collects

_LONG = ("learn/evidence/?sort=certainty&page=", "learn/evidence/?sort=name&page=", "learn/sources/?page=",
         "learn/unreviewed/?page=")  # fmt: skip
_SHORT = ("learn/", "learn/search/", "learn/certainty/", "learn/glossary/")


def addresses() -> list[str]:
    """All of them, from the first page on."""
    leaves = [f"{base}{leaf}" for base in _LONG for leaf in range(1, _last(html_of(f"{base}1")) + 1)]
    records = [page.href[1:] for page in catalogue().pages.values()]
    return [*_SHORT, *leaves, *(f"learn/{kind}/" for kind in KINDS), *records]


def html_of(address: str) -> str:
    """A page as the server makes it; nothing on it is personal, so it asks no database."""
    response = _CLIENT.get(f"/{address}")
    assert response.status_code == 200, address
    return str(response.content.decode())


def _last(html: str) -> int:
    found = re.search(r"<span>1 / (\d+)</span>", html)
    return int(found[1]) if found else 1
