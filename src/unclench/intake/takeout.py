# SPDX-License-Identifier: Apache-2.0
"""Members of somebody else's export as rows or JSON, and their numbers and times, read with distrust."""

from __future__ import annotations

import csv
import io
import json
import math
import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta, timezone, tzinfo
from pathlib import PurePosixPath
from typing import Any

from unclench.errors import InputError
from unclench.intake.archive import Archive
from unclench.intake.csv_stream import cells_of, delimiter_of
from unclench.intake.gathering import Gathering
from unclench.intake.samples import Rank
from unclench.intake.whole import beginning, whole

__all__ = [
    "DAMAGED", "MOST_JSON_BYTES", "NO_DATE", "WRONG_DATE", "amount", "base_name", "day_of",
    "header_of", "json_member", "laid_down", "local", "moment", "named_source", "number", "rows_of", "there", "told",
]  # fmt: skip

MOST_JSON_BYTES = 200 * 2**20
"""Of one JSON member; the real ones hold a day or a month and stay far below."""

DAMAGED = "a damaged file inside"
NO_DATE = "no readable date"
WRONG_DATE = "a date before 1900 or after 2200"
_NUMBER = re.compile(r"[+-]?(\d+([.,]\d*)?|[.,]\d+)([eE][+-]?\d+)?", re.ASCII)
_MOST = 1e9
_LINE = 1 << 20
_MOST_SOURCES = 200


def base_name(name: str) -> str:
    """The last part of a member's name, in small letters."""
    return PurePosixPath(name).name.lower()


def header_of(archive: Archive, name: str) -> list[str]:
    """The headings of a table, as `rows_of` would give them; none where it is no table."""
    head = beginning(archive, name, 1 << 14)
    text = head.decode(_encoding(head), errors="replace").lstrip("\ufeff")
    first = next((line for line in text.splitlines() if line.strip()), "")
    return cells_of(first)


def rows_of(archive: Archive, name: str, into: Gathering) -> Iterator[dict[str, str]]:
    """The rows of a table by heading, stripped; a column without heading is left out. Damage ends the table and is
    counted."""
    header = header_of(archive, name)
    head = beginning(archive, name, 1 << 14)
    try:
        with archive.open(name) as raw, io.TextIOWrapper(raw, _encoding(head), "replace", newline="") as text:
            lines = iter(lambda: text.readline(_LINE), "")
            first = next((line for line in lines if line.strip("\ufeff \r\n\t")), "")
            for row in csv.reader(lines, delimiter=delimiter_of(first)):
                yield {key: cell.strip() for key, cell in zip(header, row, strict=False) if key}
    except (InputError, csv.Error, ValueError):
        into.reject(DAMAGED)


def json_member(archive: Archive, name: str, into: Gathering) -> Any:
    """A member as JSON; None, and counted, where it is damaged or far too large."""
    try:
        return json.loads(whole(archive, name, MOST_JSON_BYTES))
    except (InputError, ValueError, RecursionError):
        into.reject(DAMAGED)
        return None


def number(given: object) -> float | None:
    """A number, also one written with a decimal comma; None where there is none."""
    if isinstance(given, bool):
        return None
    if isinstance(given, (int, float)):
        try:
            value = float(given)
        except OverflowError:
            return None
        return value if math.isfinite(value) else None
    if isinstance(given, str) and len(given) < 10 and given.isdecimal() and given.isascii():
        return float(given)
    if isinstance(given, str) and len(given) <= 40 and _NUMBER.fullmatch(given.strip()):
        value = float(given.strip().replace(",", "."))
        return value if math.isfinite(value) else None
    return None


def told(given: object) -> bool:
    """Whether a cell or field holds anything; what is empty was not recorded."""
    return given is not None and not (isinstance(given, str) and not given.strip())


def amount(given: object, into: Gathering) -> float | None:
    """An amount of a day: none where nothing was recorded; what is no number, negative or beyond reason is counted
    and left out."""
    if not told(given):
        return None
    value = number(given)
    if value is None:
        into.reject("not a number")
        return None
    if value < 0:
        into.reject("less than nothing")
        return None
    if value > _MOST:
        into.reject("a number beyond all reason")
        return None
    return None if 0 < value < 1e-300 else value


def day_of(given: object, into: Gathering) -> date | None:
    """The civil day of a text that begins with YYYY-MM-DD; None, and counted, where it does not or cannot be."""
    try:
        day = date.fromisoformat(given.strip()[:10]) if isinstance(given, str) else None
    except ValueError:
        day = None
    if day is None:
        into.reject(NO_DATE)
        return None
    if not 1900 <= day.year <= 2200:
        into.reject(WRONG_DATE)
        return None
    return day


def moment(given: object, zone: tzinfo, into: Gathering) -> datetime | None:
    """A time in ISO 8601, aware: with its own offset, else on the wall clock of `zone`; counted where it is none."""
    try:
        at = datetime.fromisoformat(given.strip()) if isinstance(given, str) else None
    except ValueError:
        at = None
    if at is None:
        into.reject(NO_DATE)
        return None
    if not 1900 <= at.year <= 2200:
        into.reject(WRONG_DATE)
        return None
    return at if at.tzinfo is not None else local(at, zone)


def local(at: datetime, zone: tzinfo) -> datetime:
    """A wall clock's time there, with the offset of that moment fixed: so a night over the change of clocks keeps its
    length."""
    offset = at.replace(tzinfo=zone).utcoffset()
    return at.replace(tzinfo=timezone(offset or timedelta(0)))


def there(at: datetime, zone: tzinfo) -> datetime:
    """An aware time on the wall clock there, with the offset of that moment fixed."""
    return at.astimezone(timezone(at.astimezone(zone).utcoffset() or timedelta(0)))


def named_source(into: Gathering, name: object, rank: Rank, *, prefix: str, seen: set[str]) -> int:
    """A source as the file names it. seen: the names so far; a file with hundreds of them is damaged, and the rest
    counts as one."""
    plain = "".join(one for one in str(name) if one.isprintable()).strip()[:80] if told(name) else ""
    if not plain or (plain not in seen and len(seen) >= _MOST_SOURCES):
        return into.source(prefix, rank)
    seen.add(plain)
    return into.source(f"{prefix}: {plain}", rank)


def laid_down(end: datetime, minutes: float) -> datetime:
    """Where a block of so many minutes begins that ends then."""
    return end - timedelta(minutes=minutes)


def _encoding(head: bytes) -> str:
    return "utf-16" if head[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
