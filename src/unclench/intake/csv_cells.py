# SPDX-License-Identifier: Apache-2.0
"""What one cell says: nothing, a number with or without its unit, a duration, yes or no. A formula is never run."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from functools import lru_cache

__all__ = [
    "NO_WORDS", "YES_WORDS", "decimal_of", "duration_min", "is_formula", "is_nothing", "number", "two_readings", "word",
]  # fmt: skip

YES_WORDS = ("yes", "y", "ja", "j", "x", "true", "wahr", "1", "✓", "✔", "☑", "✅")
NO_WORDS = (
    "no",
    "n",
    "nein",
    "false",
    "falsch",
    "0",
    "none",
    "kein",
    "keine",
    "keiner",
    "keinen",
    "✗",
    "✘",
    "❌",
)

_NOTHING = frozenset(
    ("", "-", "–", "—", ".", "?", "n/a", "na", "nan", "null", "nil", "#n/a", "#nv", "k.a.", "k. a.", "5e-324",
     "unknown", "unbekannt")
)  # fmt: skip
_NUMBER = re.compile(
    r"([+\-−]?)\s?((?:\d|(?<=\d)[\u0020\u00a0\u202f\u2009'’](?=\d{3}(?!\d))|[.,](?=\d))+)"
    r"(e[+-]?\d{1,3})?\s*([^\d\s.,+\-−][^\d]{0,15})?",
    re.IGNORECASE,
)
_BETWEEN_THOUSANDS = str.maketrans("", "", "\u0020\u00a0\u202f\u2009'’")
_EITHER = re.compile(r"[1-9]\d{0,2}[.,]\d{3}")
_GROUPS_OF = {mark: re.compile(rf"\d{{1,3}}(?:\{mark}\d{{3}})+") for mark in ".,"}
_DURATION = re.compile(
    r"(\d{1,3}):([0-5]\d)(?::([0-5]\d))?(?:\s*(?:h|std\.?|hours?|stunden?))?"
    r"|(?:(\d{1,3})\s*(?:h|hrs?|std\.?|hours?|stunden?)\s*(?:(\d{1,2})\s*(?:m|min\.?|minutes?|minuten?)?))",
    re.IGNORECASE,
)
_MOST_CHARACTERS = 48


def is_nothing(cell: str) -> bool:
    """Whether nothing was recorded. Nothing is never zero."""
    return cell.strip().lower() in _NOTHING


def is_formula(cell: str) -> bool:
    """Whether a spreadsheet would run it. -5 and +3 are numbers."""
    cell = cell.strip()
    if not cell or cell[0] not in "=+-@":
        return False
    return cell[0] in "=@" or not (is_nothing(cell) or number(cell, ".") is not None)


def word(cell: str) -> str:
    """A word as it is compared: without regard to case and to space around it."""
    return cell.strip().casefold()


@lru_cache(maxsize=8192)
def number(cell: str, decimal: str) -> tuple[float, str] | None:
    """The number and the unit written behind it ("" where none is). None where it is no number.

    decimal: "," or ".", asked only where the cell alone can be read both ways (1.234), which is no number with "".
    """
    if len(cell) > _MOST_CHARACTERS:
        return None
    whole, mark, fraction = cell.partition(".")
    if cell.isascii() and whole.isdigit() and (fraction.isdigit() and len(fraction) != 3 if mark else True):
        return float(cell), ""  # as most cells are; what follows says the same, and takes its time
    found = _NUMBER.fullmatch(cell.strip())
    if not found:
        return None
    digits = _plain(found[2].translate(_BETWEEN_THOUSANDS), decimal)
    if digits is None:
        return None
    value = float(digits + (found[3] or ""))
    if not math.isfinite(value):
        return None
    return (-value if found[1] in ("-", "−") else value), (found[4] or "").strip()


def duration_min(cell: str) -> float | None:
    """Minutes of 7:35, 07:35:00 or 7 h 35 min; None where it is no such thing."""
    found = _DURATION.fullmatch(cell.strip()) if len(cell) <= _MOST_CHARACTERS else None
    if not found:
        return None
    return int(found[1] or found[4]) * 60 + int(found[2] or found[5]) + int(found[3] or 0) / 60


def decimal_of(cells: Iterable[str], told: str = "") -> str | None:
    """ "," or ".", as far as the cells decide; else what was told; None where a cell can be read both ways.

    "" where no cell needs to know.
    """
    votes, asked = {",": 0, ".": 0}, False
    for cell in cells:
        found = _NUMBER.fullmatch(cell.strip()) if len(cell) <= _MOST_CHARACTERS else None
        if not found:
            continue
        digits = found[2].translate(_BETWEEN_THOUSANDS)
        if _EITHER.fullmatch(digits):
            asked = True
        elif "," in digits or "." in digits:
            comma, point = _plain(digits, ","), _plain(digits, ".")
            if comma is not None and comma == point:
                last = max(digits.rfind(","), digits.rfind("."))
                thousands = comma.isdigit() and not digits.startswith("0")
                votes["," if (digits[last] == ",") != thousands else "."] += 1
    if votes[","] and votes["."]:
        return None if asked else ""
    if votes[","] or votes["."]:
        return "," if votes[","] else "."
    return told or (None if asked else "")


def two_readings(cells: Iterable[str]) -> dict[str, str]:
    """ "," and ".", each with words for a cell that they read differently."""
    for cell in cells:
        comma, point = number(cell, ","), number(cell, ".")
        if comma and point and comma[0] != point[0]:
            return {"," if mark == "comma" else ".": f"“{cell.strip()}” is {value[0]:.10g}"
                    for mark, value in (("comma", comma), ("point", point))}  # fmt: skip
    return {",": "a comma stands before the fraction", ".": "a point stands before the fraction"}


def _plain(digits: str, decimal: str) -> str | None:
    """As Python writes it. A mark that cannot stand between thousands is before the fraction, whatever was told."""
    marks = [one for one in digits if one in ".,"]
    if not marks:
        return digits
    if len(set(marks)) == 2:
        last, other = marks[-1], "," if marks[-1] == "." else "."
        whole, _, fraction = digits.rpartition(last)
        if last in whole or not _GROUPS_OF[other].fullmatch(whole):
            return None
        return f"{whole.replace(other, '')}.{fraction}"
    mark = marks[0]
    if len(marks) > 1:
        return digits.replace(mark, "") if _GROUPS_OF[mark].fullmatch(digits) else None
    if _EITHER.fullmatch(digits) and mark != decimal:
        return digits.replace(mark, "") if decimal else None
    return digits.replace(mark, ".")
