# SPDX-License-Identifier: Apache-2.0
"""An address as a QR code: for a page, and for the terminal."""

from __future__ import annotations

from io import BytesIO, StringIO
from typing import Any

__all__ = ["qr_svg", "qr_terminal"]


def qr_svg(text: str) -> str:
    """The code as an inline SVG, dark on light in every theme, because cameras read it that way.

    It has no style attribute and no id, so that a strict content security policy lets it through.
    """
    drawn = BytesIO()
    _code(text).save(
        drawn, kind="svg", xmldecl=False, svgns=True, omitsize=True, svgclass="qr", lineclass=None,
        dark="#000", light="#fff", border=4, nl=False,
    )  # fmt: skip
    return drawn.getvalue().decode()


def qr_terminal(text: str) -> str:
    """The code in half-height blocks, white on black in every theme, for a terminal with Unicode and ANSI colours."""
    drawn = StringIO()
    _code(text).terminal(out=drawn, border=2, compact=True)
    return "\n".join(f"\x1b[97;40m{row}\x1b[0m" for row in drawn.getvalue().splitlines())


def _code(text: str) -> Any:
    import segno

    return segno.make(text, error="m", micro=False)
