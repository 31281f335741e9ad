# SPDX-License-Identifier: Apache-2.0
"""Is this product any good, for me? The doors to `unclench.web.products.pages`.

The room that judges takes half a second to import, so it is imported with the first product: the first page, which
somebody in pain waits for, need not wait for it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt

__all__ = [
    "add", "compare", "delete", "noted", "product", "restore", "shelf", "skin", "thing", "things", "together",
]  # fmt: skip


def _later(name: str) -> Callable[..., HttpResponse]:
    def view(request: HttpRequest, **named: Any) -> HttpResponse:
        from unclench.web.products import pages

        answered: HttpResponse = getattr(pages, name)(request, **named)
        return answered

    return view


add = csrf_exempt(_later("add"))  # `pages` checks it, once it knows that the body is not too large to be read
compare = _later("compare")
delete = _later("delete")
noted = _later("noted")
product = _later("product")
restore = _later("restore")
shelf = _later("shelf")
skin = _later("skin")
thing = _later("thing")
things = _later("things")
together = _later("together")
