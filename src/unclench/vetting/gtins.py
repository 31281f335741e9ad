# SPDX-License-Identifier: Apache-2.0
"""Numbers below a bar code, padded to 14 digits so that they can be compared."""

from __future__ import annotations

import re

__all__ = ["gtin14"]

LENGTHS = (8, 12, 13, 14)


def gtin14(printed: str) -> str:
    """The 14 digits of a GTIN-8, -12, -13 or -14, or "" where its check digit is wrong. Spaces are allowed."""
    digits = re.sub(r"[\s-]", "", printed)
    if not digits.isascii() or not digits.isdigit() or len(digits) not in LENGTHS or not int(digits):
        return ""
    padded = digits.zfill(14)
    total = sum(int(digit) * (3 if place % 2 == 0 else 1) for place, digit in enumerate(padded))
    return padded if total % 10 == 0 else ""
