# SPDX-License-Identifier: Apache-2.0
"""Warning signs as two plain lists, for who reads instead of answering."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from unclench.evidence import Sign, UrgencyLevel
from unclench.web.languages import active
from unclench.web.library import still_english

__all__ = ["sign_cards"]


def sign_cards(signs: Iterable[Sign]) -> dict[str, Any]:
    """The signs by level, and whether some of them are still in English."""
    listed = tuple(signs)
    return {
        "emergency": [sign.text for sign in listed if sign.level is UrgencyLevel.EMERGENCY],
        "urgent": [sign.text for sign in listed if sign.level is UrgencyLevel.URGENT],
        "some_english": bool({sign.text for sign in listed} & still_english(active())),
    }
