# SPDX-License-Identifier: Apache-2.0
"""How allauth behaves here."""

from __future__ import annotations

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest

__all__ = ["ClosedDoor"]


class ClosedDoor(DefaultAccountAdapter):  # type: ignore[misc]
    """Nobody signs up on a page: accounts come from the first token or from an invitation."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False
