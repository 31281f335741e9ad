# SPDX-License-Identifier: Apache-2.0
"""Samples as bytes for keeping, a month of one measure in each block.

What version 1 writes must be readable for ever; another way of writing gets another number, and this one's reader
stays. A block is a line of JSON that ends in a line feed, and behind it the columns, one after the other:

    {"version": 1, "count": samples, "columns": [[name, numbers, least, step, bytes], ...]}

bytes: how many the column takes. They are zlib's, of `count` numbers of a kind as NumPy writes it ("|u1", "<u2", "<f8":
little end first). step 0: the numbers are the values; else a value is number * step + least. No bytes: each value is
`least`. The columns are the fields of Samples, except that `length_ms` stands for end_ms - start_ms.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import numpy as np
from numpy.typing import NDArray

from unclench.errors import InputError
from unclench.intake.samples import EPOCH_DAY, Samples

__all__ = ["VERSION", "by_month", "month_of", "packed", "unpacked"]

VERSION = 1

_LENGTH = "length_ms"
_FIELDS = ("day", "start_ms", _LENGTH, "offset_min", "value", "source", "changed_ms")
_SECOND_MS = 1000


def month_of(day: int) -> int:
    """The month of a civil day (since 1970-01-01), as year x 12 + month - 1."""
    at = EPOCH_DAY + timedelta(days=day)
    return at.year * 12 + at.month - 1


def by_month(samples: Samples) -> Iterator[tuple[int, Samples]]:
    """The samples of each month, by the civil day they carry, earliest month first."""
    if not len(samples):
        return
    days = samples.day.astype("datetime64[D]").astype("datetime64[M]").astype(np.int64) + 1970 * 12
    order = np.argsort(days, kind="stable")
    months, begins = np.unique(days[order], return_index=True)
    for month, part in zip(months.tolist(), np.split(order, begins[1:]), strict=True):
        yield month, samples.where(part)


def packed(samples: Samples) -> bytes:
    """The block of some samples."""
    columns: list[list[object]] = []
    parts: list[bytes] = []
    for name in _FIELDS if len(samples) else ():
        values = samples.end_ms - samples.start_ms if name == _LENGTH else getattr(samples, name)
        told, data = _column(values)
        columns.append([name, *told, len(data)])
        parts.append(data)
    head = {"version": VERSION, "count": len(samples), "columns": columns}
    return b"".join([json.dumps(head, separators=(",", ":")).encode(), b"\n", *parts])


def unpacked(block: bytes) -> Samples:
    """The samples of a block. InputError where it was written in a way that is not known here."""
    line, _, rest = bytes(block).partition(b"\n")
    head = json.loads(line)
    if head.get("version") != VERSION:
        raise InputError(
            "These entries cannot be read.", why=f"They are kept in the way {head.get('version')} of writing.",
            todo="Install the version of Unclench that wrote them, or a newer one.",
        )  # fmt: skip
    samples, at = Samples.empty(head["count"]), 0
    for name, numbers, least, step, size in head["columns"]:
        values = _values(rest[at : at + size], numbers, least, step)
        getattr(samples, "end_ms" if name == _LENGTH else name)[:] = values
        at += size
    samples.end_ms[:] += samples.start_ms
    return samples


def _column(values: NDArray[Any]) -> tuple[tuple[str, int, int], bytes]:
    if values.dtype.kind == "f":
        return ("<f8", 0, 0), zlib.compress(values.astype("<f8").tobytes(), 1)
    least = int(values.min())
    above = (values.astype(np.int64) - least).astype(np.uint64)
    step = _SECOND_MS if not (above % np.uint64(_SECOND_MS)).any() else 1
    above //= np.uint64(step)
    most = int(above.max())
    numbers = np.min_scalar_type(most).newbyteorder("<")
    return (numbers.str, least, step), zlib.compress(above.astype(numbers).tobytes(), 1) if most else b""


def _values(data: bytes, numbers: str, least: int, step: int) -> NDArray[Any] | int:
    if not data:
        return least
    told = np.frombuffer(zlib.decompress(data), numbers)
    return told.astype(np.int64) * step + least if step else told
