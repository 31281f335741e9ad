# SPDX-License-Identifier: Apache-2.0
"""What “not getting better” shows: the signs of this area, the most urgent first."""

from __future__ import annotations

from unclench.body.areas import Area
from unclench.evidence import Library, UrgencyLevel

__all__ = ["sign_lines"]

_HEADINGS = {
    UrgencyLevel.EMERGENCY: "Call the emergency number now if one of these is true:",
    UrgencyLevel.URGENT: "Get help today if one of these is true:",
    UrgencyLevel.DOCTOR: "See a doctor in the next days if one of these is true:",
}


def sign_lines(area: Area, library: Library) -> list[str]:
    """Headings and signs, a line each; a sign of everyone stands once although its area names it too."""
    signs = dict.fromkeys((*library.stop_signs[area.value].signs, *library.everyone_signs))
    lines: list[str] = []
    for level, heading in _HEADINGS.items():
        found = [f"- {sign.text}" for sign in signs if sign.level is level]
        if found:
            lines += [*([""] if lines else []), heading, *found]
    return lines
