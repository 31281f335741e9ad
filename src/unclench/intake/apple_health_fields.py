# SPDX-License-Identifier: Apache-2.0
"""Dates, numbers and words read out of a block of bytes for thousands of entries at once.

Eight bytes are looked at as one whole number, so a date is three of them and most numbers are one.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

__all__ = ["DATE_LENGTH", "MARGIN", "Block", "Bytes", "Places", "Rows", "alike", "dates", "numbers"]

Places = NDArray[np.int64]
"""Offsets into a block."""
Bytes = NDArray[np.uint8]
Rows = NDArray[np.intp]
Words = NDArray[np.uint64]

DATE_LENGTH = 25
"""yyyy-MM-dd HH:mm:ss +HHMM"""

MARGIN = 64
"""Zero bytes behind a block, so that a date can be looked at from any of its places."""

_FIRST_YEAR, _LAST_YEAR = 1900, 2200
_PRIME = np.uint64(0x9E3779B97F4A7C15)
_ALL = np.uint64(0xFFFFFFFFFFFFFFFF)
_BYTE = np.uint64(0xFF)
_MOST_TEXT = 256
_MOST_TEXTS = 6
_MOST_DIGITS = 18
_NUMBER = re.compile(rb"\s*[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,4})?\s*")
_TENS = 10 ** np.arange(_MOST_DIGITS + 1, dtype=np.int64)


def _word(*values: int) -> np.uint64:
    """Eight bytes as the number that stands for them in memory (little endian)."""
    return np.uint64(int.from_bytes(bytes(values), "little"))


# Xor with the first leaves the digits' values, zeros, and 6 for a minus. Adding the second lifts a byte above 127
# where it is more than it may be.
_DATE_PARTS = tuple(
    (_word(*part.encode()), _word(*({"0": 0x76, "+": 0x79}.get(sign, 0x7F) for sign in part)))
    for part in ("0000-00-", "00 00:00", ":00 +000")
)
_HIGHEST = _word(*[0x80] * 8)
_LOWEST = _word(*[0x01] * 8)
_ZEROS = _word(*b"00000000")
_AT_MOST_NINE = _word(*[0x76] * 8)
_POINTS = _word(*[0x2E ^ 0x30] * 8)
# One multiplication each: year and month as yyyymm in 20 bits from bit 40 on; day, hour and minute as minutes in the
# 16 bits from bit 48 on.
_YEAR_MONTH, _YEAR_MONTH_SUM = (
    _word(0xFF, 0, 0xFF, 0, 0, 0xFF, 0, 0),
    np.uint64((10_000 << 40) + (100 << 24) + 1),
)
_CLOCK, _CLOCK_SUM = _word(0xFF, 0, 0, 0xFF, 0, 0, 0xFF, 0), np.uint64((1440 << 48) + (60 << 24) + 1)
_CLOCK_LIMITS = _word(0x80 - 32, 0, 0, 0x80 - 24, 0, 0, 0x80 - 60, 0)


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

    def texts(self, begin: Places, length: int) -> Words:
        """The `length` bytes at each place: by row, eight and eight, zeros behind the end."""
        width = -(-length // 8) * 8
        pieces: Any = np.ndarray((len(self.bytes) - width + 1,), f"V{width}", self.bytes, 0, (1,))
        told: Words = pieces[begin].view("<u8").reshape(len(begin), width // 8)
        if length % 8:
            told[:, -1] &= _ALL >> np.uint64(8 * (width - length))
        return told


def alike(block: Block, begin: Places, end: Places) -> list[tuple[bytes, Rows]]:
    """The texts there are (their first 256 bytes), each with its rows. Most often there are few."""
    length = np.minimum(end - begin, _MOST_TEXT)
    left = np.arange(len(begin))
    found: list[tuple[bytes, Rows]] = []
    while len(left) and len(found) < _MOST_TEXTS:
        first = int(left[0])
        size = int(length[first])
        same = length[left] == size
        if size:
            rows = left[same]
            words = block.texts(begin[rows], size)
            equal = words[:, 0] == words[0, 0]
            for at in range(1, words.shape[1]):
                equal &= words[:, at] == words[0, at]
            same[same] = equal
        found.append((_text(block, begin, length, first), left[same]))
        left = left[~same]
    if len(left):
        marks = _fingerprints(block, begin[left], length[left])
        order = np.argsort(marks, kind="stable")
        breaks = np.flatnonzero(np.diff(marks[order])) + 1
        for rows in np.split(left[order], breaks):
            found.append((_text(block, begin, length, int(rows[0])), rows))
    return found


def dates(block: Block, begin: Places, end: Places) -> tuple[Places, Places, NDArray[np.bool_]]:
    """Unix time in ms, the printed offset in minutes, and whether it is a date at all (1900 to 2200)."""
    text = block.texts(begin, DATE_LENGTH)
    (one, odd_one), (two, odd_two), (three, odd_three) = (
        _taken_apart(text[:, at], *part) for at, part in enumerate(_DATE_PARTS)
    )
    last = text[:, 3] ^ np.uint64(0x30)
    tens = three >> np.uint64(56)
    clock, zone = _pairs(two) & _CLOCK, _pairs(three)
    sign = (three >> np.uint64(32)) & _BYTE
    odd = (odd_one | odd_two | odd_three | (clock + _CLOCK_LIMITS)) & _HIGHEST
    month = ((_pairs(one) & _YEAR_MONTH) * _YEAR_MONTH_SUM) >> np.uint64(40) & np.uint64(0xFFFFF)
    month -= np.uint64(_FIRST_YEAR * 100)
    second = (zone >> np.uint64(8)) & _BYTE
    ahead = ((zone >> np.uint64(40)) & _BYTE) * np.uint64(60) + tens * np.uint64(10) + last
    good = (odd == 0) & (end - begin == DATE_LENGTH) & (last <= 9) & (second <= 60) & (ahead <= 18 * 60)
    good &= ((sign == 0) | (sign == 6)) & (month < (_LAST_YEAR - _FIRST_YEAR) * 100)
    starts, lengths = _months()
    index = np.where(good, month, 0).astype(np.intp)
    day = clock & _BYTE
    good &= (day >= 1) & (day <= lengths[index])
    offset = np.where(good, ahead, 0).astype(np.int64)
    np.negative(offset, where=sign != 0, out=offset)
    minutes = starts[index] + ((clock * _CLOCK_SUM) >> np.uint64(48)).astype(np.int64) - offset
    return np.where(good, minutes * 60_000 + second.astype(np.int64) * 1000, 0), offset, good


def numbers(block: Block, begin: Places, end: Places) -> NDArray[np.float64]:
    """Decimal numbers; not-a-number where there is none."""
    length = end - begin
    told, behind, pointed, plain = _eight_signs(block.words[begin], np.clip(length, 0, 8))
    plain &= (length > 0) & (length <= _MOST_DIGITS)
    for at in range(8, _MOST_DIGITS, 8):
        rows = np.flatnonzero(plain & (length > at))
        if not len(rows):
            break
        many = np.minimum(length[rows] - at, 8)
        more, more_behind, point, fits = _eight_signs(block.words[begin[rows] + at], many)
        before = pointed[rows]
        plain[rows] = fits & ~(point & before)
        told[rows] = told[rows] * _TENS[many - point] + more
        behind[rows] += np.where(before, many, more_behind)
        pointed[rows] |= point
    values: NDArray[np.float64] = told / _TENS[behind]
    values[plain & (length == 1) & pointed] = np.nan
    for row in np.flatnonzero(~plain).tolist():
        values[row] = _number(bytes(block.bytes[begin[row] : min(end[row], begin[row] + 64)]))
    return values


def _eight_signs(word: Words, many: Places) -> tuple[Places, Places, NDArray[np.bool_], NDArray[np.bool_]]:
    """What the first `many` (0 to 8) digits say, how many of them stand behind a point, whether there is a point,
    and whether there are digits and at most one point only."""
    signs = (word ^ _ZEROS) << (64 - 8 * many).astype(np.uint64)
    apart = signs ^ _POINTS
    point = (apart - _LOWEST) & ~apart & _HIGHEST
    point &= ~point + np.uint64(1)
    before = ((point >> np.uint64(7)) - np.uint64(1)) * (point != 0)
    behind = np.where(point != 0, 7 - (np.bitwise_count(before) >> 3).astype(np.int64), 0)
    digits = (signs & ~(before | (before << np.uint64(8)) | (point != 0) * _BYTE)) | (
        (signs & before) << np.uint64(8)
    )
    plain = ((digits + _AT_MOST_NINE) | digits) & _HIGHEST == 0
    pairs = _pairs(digits)
    told = (pairs & np.uint64(0xFF000000FF)) * np.uint64(0x000F424000000064)
    told += ((pairs >> np.uint64(16)) & np.uint64(0xFF000000FF)) * np.uint64(0x0000271000000001)
    return (told >> np.uint64(32)).astype(np.int64), behind, point != 0, plain


def _number(text: bytes) -> float:
    return float(text) if _NUMBER.fullmatch(text) else float("nan")


def _text(block: Block, begin: Places, length: Places, row: int) -> bytes:
    return bytes(block.bytes[begin[row] : begin[row] + length[row]])


def _fingerprints(block: Block, begin: Places, length: Places) -> Words:
    """A number for each piece of text: the same for the same text."""
    told: Words = length.astype(np.uint64) * _PRIME
    for at in range(0, int(length.max(initial=0)), 8):
        rows = np.flatnonzero(length > at)
        cut = np.uint64(64) - np.uint64(8) * np.minimum(length[rows] - at, 8).astype(np.uint64)
        told[rows] = (told[rows] ^ (block.words[begin[rows] + at] & (_ALL >> cut))) * _PRIME
    return told


def _taken_apart(text: Words, zeros: np.uint64, limits: np.uint64) -> tuple[Words, Words]:
    """What the digits are worth; and bytes, above 127 where something else stands."""
    worth = text ^ zeros
    return worth, (worth + limits) | worth


def _pairs(worth: Words) -> Words:
    """Each byte becomes ten times itself and the one behind it: all pairs of neighbours at once."""
    return (worth * np.uint64(10 * 256 + 1)) >> np.uint64(8)


@cache
def _months() -> tuple[Places, NDArray[np.uint64]]:
    """By (year - 1900) * 100 + month: the minutes from 1970 to the day before it begins, and its number of days."""
    firsts = np.arange(f"{_FIRST_YEAR}-01", f"{_LAST_YEAR}-02", dtype="datetime64[M]").astype("datetime64[D]")
    days = firsts.astype(np.int64)
    months = np.arange(len(days) - 1)
    at = months // 12 * 100 + months % 12 + 1
    starts, lengths = np.zeros(int(at[-1]) + 100, np.int64), np.zeros(int(at[-1]) + 100, np.uint64)
    starts[at], lengths[at] = (days[:-1] - 1) * 1440, np.diff(days)
    return starts, lengths
