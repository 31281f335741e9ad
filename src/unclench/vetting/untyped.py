# SPDX-License-Identifier: Apache-2.0
"""Values out of JSON that may be anything: texts, numbers, rows, whatever type the sender made of them."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from unclench.vetting.decoding import plain
from unclench.vetting.refusals import UnreadableLabel

__all__ = ["MOST_CHARACTERS", "day", "flat", "load", "mapping", "number", "rows", "text", "texts"]

DEEPEST = 12
MOST_TEXTS = 60
MOST_CHARACTERS = 20_000
MOST_ROWS = 200
LARGEST_NUMBER = 1e9
MOST_GLEANED = 2000
_KEY = re.compile(r'"(\w{1,60})"\s*:\s*(?=["\[{\d-])')
_TOKENS = re.compile(r'"(?:[^"\\]|\\.)*"|[\[\]{}]', re.S)
_DANGLING = re.compile(r'(?:,|(?:,\s*)?"(?:[^"\\]|\\.)*"\s*:|:)\s*$', re.S)
_LAST_VALUE = re.compile(r"[,\[{][^,\[{]*$", re.S)
_HALF_ESCAPE = re.compile(r"\\(?:u[0-9a-fA-F]{0,3})?$")
_NUMBER = re.compile(r"\s*([+-]?\d{1,15}(?:[.,]\d{1,15})?|[+-]?[.,]\d{1,15})\s*$")
_DAY = re.compile(r"\s*(\d{4})-?(\d{2})-?(\d{2})")


def load(text: str) -> tuple[Any, bool]:
    """The JSON in a text, and whether it was whole. A record that breaks off is kept up to there."""
    try:
        return _parsed(text), True
    except json.JSONDecodeError as wrong:
        found, behind = _salvaged(text, wrong), _gleaned(text, wrong.pos)
        if found is None and not behind:
            raise UnreadableLabel(
                "This record cannot be read.", why="It is damaged where it begins.",
                todo="Copy it again, or paste the text.",
            ) from None  # fmt: skip
        return _joined(found, behind), False
    except RecursionError:
        raise UnreadableLabel(
            "This record cannot be read.",
            why="Its lists stand in each other too deep.",
            todo="Send one label.",
        ) from None


def _parsed(text: str) -> Any:
    return json.loads(
        text, strict=False, parse_int=_whole, parse_constant=lambda _: None, object_pairs_hook=_all_kept
    )


def _whole(digits: str) -> float | int:
    return int(digits) if len(digits) < 18 else float(digits)


def _all_kept(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """A key given twice keeps both values: a second one must not hide the first."""
    made = dict(pairs)
    if len(made) == len(pairs):
        return made
    made = {}
    for key, value in pairs:
        if key in made and made[key] != value:
            before = made[key] if isinstance(made[key], list) else [made[key]]
            value = [*before, *(value if isinstance(value, list) else [value])]
        made[key] = value
    return made


def _salvaged(text: str, wrong: json.JSONDecodeError) -> Any:
    kept = text[: wrong.pos]
    if wrong.msg.startswith("Unterminated string"):
        kept = _HALF_ESCAPE.sub("", text) + '"'
    for _ in range(20):
        kept = _DANGLING.sub("", kept.rstrip())
        try:
            return _parsed(kept + _closers(kept))
        except json.JSONDecodeError:
            kept = _LAST_VALUE.sub("", kept)
        except RecursionError:
            break
        if not kept:
            break
    return None


def _gleaned(text: str, start: int) -> dict[str, Any]:
    """What can be read key by key behind the place of the damage: losing a comma must not lose the actives."""
    decoder = json.JSONDecoder(strict=False, parse_int=_whole, parse_constant=lambda _: None)
    found: dict[str, Any] = {}
    for _ in range(MOST_GLEANED):
        key = _KEY.search(text, start)
        if key is None:
            break
        try:
            value, start = decoder.raw_decode(text, key.end())
        except (json.JSONDecodeError, RecursionError):
            start = key.end()
            continue
        found.setdefault(key[1], value)
    return found


def _joined(found: Any, behind: dict[str, Any]) -> Any:
    """The fields from behind the damage where they would have stood: in the result or product that was open."""
    if not isinstance(found, dict):
        return behind
    inner = rows(found.get("results")) or rows(found.get("product"))
    home = inner[0] if inner else found
    if isinstance(home, dict):
        for key, value in behind.items():
            home.setdefault(key, value)
    return found


def _closers(kept: str) -> str:
    open_: list[str] = []
    for token in _TOKENS.finditer(kept):
        sign = token.group()
        if sign in "[{":
            open_.append("]" if sign == "[" else "}")
        elif sign in "]}" and open_:
            open_.pop()
    return "".join(reversed(open_))


def mapping(value: Any) -> Mapping[str, Any]:
    """The value if it is a record, else an empty one; of a list, its first record."""
    if isinstance(value, dict):
        return value
    return next(iter(rows(value)), {})


def rows(value: Any) -> tuple[Mapping[str, Any], ...]:
    """The records in a value: a list of them, or one alone."""
    if isinstance(value, dict):
        return (value,)
    return tuple(one for one in value[:MOST_ROWS] if isinstance(one, dict)) if isinstance(value, list) else ()


def flat(value: Any, deep: int = 0) -> Iterator[str]:
    """Every text in a value, in order."""
    if isinstance(value, str):
        yield value[:MOST_CHARACTERS]
    elif isinstance(value, bool) or value is None or deep > DEEPEST:
        return
    elif isinstance(value, (int, float)):
        yield f"{value:g}" if abs(value) < LARGEST_NUMBER else ""
    elif isinstance(value, (list, dict)):
        for one in value.values() if isinstance(value, dict) else value:
            yield from flat(one, deep + 1)


def texts(value: Any) -> tuple[str, ...]:
    """The texts in a value as a reader would see them, without empty ones."""
    found = []
    for one in flat(value):
        if seen := plain(one):
            found.append(seen)
        if len(found) >= MOST_TEXTS:
            break
    return tuple(found)


def text(value: Any) -> str:
    """The first text in a value, or ""."""
    return next(iter(texts(value)), "")


def number(value: Any) -> float | None:
    """A number, also one written as text; None where it is none, or too large to be one of a label."""
    if isinstance(value, list) and len(value) == 1:
        value = value[0]
    if isinstance(value, str):
        found = _NUMBER.match(value)
        value = float(found[1].replace(",", ".")) if found else None
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return None
    return float(value) if math.isfinite(value) and abs(value) <= LARGEST_NUMBER else None


def day(value: Any) -> date | None:
    """A day written 20240202 or 2024-02-02; None where it is none."""
    found = _DAY.match(text(value))
    try:
        return date(int(found[1]), int(found[2]), int(found[3])) if found else None
    except ValueError:
        return None
