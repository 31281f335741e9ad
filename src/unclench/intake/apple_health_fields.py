# SPDX-License-Identifier: Apache-2.0
"""Dates, numbers and words read out of a block of bytes for thousands of entries at once."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

__all__ = ["DATE_LENGTH", "Block", "Bytes", "Places", "dates", "fingerprints", "numbers"]

Places = NDArray[np.int64]
"""Offsets into a block."""
Bytes = NDArray[np.uint8]
Words = NDArray[np.uint64]

DATE_LENGTH = 25
"""yyyy-MM-dd HH:mm:ss +HHMM"""

MARGIN = 64
"""Zero bytes behind a block, so that eight bytes can be looked at from any of its places."""

_FIRST_YEAR, _LAST_YEAR = 1900, 2200
_PRIME = np.uint64(0x9E3779B97F4A7C15)
_ALL = np.uint64(0xFFFFFFFFFFFFFFFF)
_NIBBLES = np.uint64(0x0F0F0F0F0F0F0F0F)
_MOST_TEXT = 256
_MOST_DIGITS = 18
_NUMBER = re.compile(rb"\s*[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,4})?\s*")
# Which bytes of a date are digits, and what stands at the others, eight bytes at a time (little endian).
_SHAPES = tuple(
    (np.uint64(int.from_bytes(bytes(0xF0 if sign == "0" else 0xFF for sign in part), "little")),
     np.uint64(int.from_bytes(part.encode(), "little")))
    for part in ("0000-00-", "00 00:00", ":00 .000")
)  # fmt: skip


class Block:
    """Bytes under three views: as they are, as numbers, and as the eight bytes that begin at each place."""

    def __init__(self, size: int) -> None:
        self.bytes = bytearray(size + MARGIN)
        self.view: Bytes = np.frombuffer(self.bytes, np.uint8)
        self.words: Words = np.ndarray((size + MARGIN - 7,), np.dtype("<u8"), self.bytes, 0, (1,))

    @classmethod
    def of(cls, text: bytes) -> Block:
        """A block that holds this text."""
        block = cls(len(text))
        block.bytes[: len(text)] = text
        return block


def fingerprints(block: Block, begin: Places, end: Places) -> Words:
    """A number for each piece of text: the same for the same text."""
    length = np.minimum(end - begin, _MOST_TEXT)
    told: Words = length.astype(np.uint64) * _PRIME
    whole = int(length.min(initial=_MOST_TEXT)) // 8 * 8
    for at in range(0, whole, 8):
        told = (told ^ block.words[begin + at]) * _PRIME
    for at in range(whole, int(length.max(initial=0)), 8):
        rows = np.flatnonzero(length > at)
        cut = np.uint64(64) - np.uint64(8) * np.minimum(length[rows] - at, 8).astype(np.uint64)
        told[rows] = (told[rows] ^ (block.words[begin[rows] + at] & (_ALL >> cut))) * _PRIME
    return told


def dates(block: Block, begin: Places, end: Places) -> tuple[Places, Places, NDArray[np.bool_]]:
    """Unix time in ms, the printed offset in minutes, and whether it is a date at all (1900 to 2200)."""
    one, two, three = (block.words[begin + at] for at in (0, 8, 16))
    last = block.view[begin + 24]
    sign = block.view[begin + 20]
    good = (end - begin == DATE_LENGTH) & ((sign == 0x2B) | (sign == 0x2D)) & (last >= 0x30) & (last <= 0x39)
    for word, (shape, wanted) in zip((one, two, three), _SHAPES, strict=True):
        good &= (word & shape) == (wanted & shape) if word is not three else _tail_fits(word)
    in_one, in_two, in_three = _pairs(one), _pairs(two), _pairs(three)
    year = _pair(in_one, 0) * 100 + _pair(in_one, 2)
    month, day = _pair(in_one, 5), _pair(in_two, 0)
    hour, minute, second = _pair(in_two, 3), _pair(in_two, 6), _pair(in_three, 1)
    ahead = (
        _pair(in_three, 5) * 60
        + ((three >> np.uint64(56)) & np.uint64(15)).astype(np.int64) * 10
        + (last.astype(np.int64) - 0x30)
    )
    offset = np.where(sign == 0x2D, -ahead, ahead)
    good &= (year >= _FIRST_YEAR) & (year < _LAST_YEAR) & (month >= 1) & (month <= 12) & (day >= 1)
    good &= (hour < 24) & (minute < 60) & (second <= 60) & (ahead <= 18 * 60)
    starts, lengths = _months()
    index = np.where(good, (year - _FIRST_YEAR) * 12 + month - 1, 0)
    good &= day <= lengths[index]
    seconds = (starts[index] + day - 1) * 86_400 + hour * 3_600 + minute * 60 + second - offset * 60
    return np.where(good, seconds * 1000, 0), np.where(good, offset, 0), good


def numbers(block: Block, begin: Places, end: Places) -> NDArray[np.float64]:
    """Decimal numbers; not-a-number where there is none."""
    length = end - begin
    told = np.zeros(len(begin), np.int64)
    behind = np.zeros(len(begin), np.int64)
    pointed = np.zeros(len(begin), np.bool_)
    plain = (length > 0) & (length <= _MOST_DIGITS)
    for at in range(int(np.minimum(length, _MOST_DIGITS).max(initial=0))):
        rows: Any = slice(None) if at == 0 else np.flatnonzero(length > at)
        sign = block.view[begin[rows] + at]
        digit = (sign >= 0x30) & (sign <= 0x39)
        point = sign == 0x2E
        plain[rows] &= digit | (point & ~pointed[rows])
        told[rows] = np.where(digit, told[rows] * 10 + (sign.astype(np.int64) - 0x30), told[rows])
        behind[rows] += digit & pointed[rows]
        pointed[rows] |= point
    values = told / np.power(10.0, behind)
    values[plain & (length == 1) & pointed] = np.nan
    for row in np.flatnonzero(~plain).tolist():
        values[row] = _number(bytes(block.bytes[begin[row] : min(end[row], begin[row] + 64)]))
    return values


def _number(text: bytes) -> float:
    return float(text) if _NUMBER.fullmatch(text) else float("nan")


def _pairs(word: Words) -> Words:
    """Each byte becomes ten times the digit before it and its own: all pairs of neighbours at once."""
    return (word & _NIBBLES) * np.uint64(10 * 256 + 1)


def _pair(pairs: Words, at: int) -> Places:
    """The number that the digits at `at` and behind it make."""
    return ((pairs >> np.uint64(8 * (at + 1))) & np.uint64(0xFF)).astype(np.int64)


def _tail_fits(word: Words) -> NDArray[np.bool_]:
    """“:00 +000”: the sign is looked at elsewhere."""
    shape, wanted = _SHAPES[2]
    shape &= ~np.uint64(0xFF << 32)
    fits: NDArray[np.bool_] = (word & shape) == (wanted & shape)
    return fits


@cache
def _months() -> tuple[Places, Places]:
    """For each month from 1900 on: the day it begins (since 1970-01-01), and how many days it has."""
    begins = np.arange(f"{_FIRST_YEAR}-01", f"{_LAST_YEAR}-02", dtype="datetime64[M]").astype("datetime64[D]")
    days = begins.astype(np.int64)
    return days[:-1], np.diff(days)
