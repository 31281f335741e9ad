# SPDX-License-Identifier: Apache-2.0
"""A view that imports its module when it is first asked for: pages of numbers cost the start of the server nothing."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase

__all__ = ["later"]


class _Later:
    """Calls `module.name`. public: as `whose.public` marks a view, which must be known before it is imported."""

    def __init__(self, module: str, name: str, *, public: bool) -> None:
        self.module, self.name = module, name
        self.__name__ = self.__qualname__ = name
        if public:
            self.unclench_public = True

    def __call__(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        answer: HttpResponseBase = getattr(import_module(self.module), self.name)(request, *args, **kwargs)
        return answer


def later(module: str, name: str, *, public: bool = False) -> _Later:
    """The view `name` of a module of unclench.web, imported on its first request."""
    return _Later(f"unclench.web.{module}", name, public=public)
