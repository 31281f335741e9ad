# SPDX-License-Identifier: Apache-2.0
"""Samples as bytes for keeping, a month of one measure in each block."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import fields
from datetime import timedelta

import numpy as np

from unclench.intake.packing import Packed, Part, PartColumn
from unclench.intake.samples import EPOCH_DAY, Samples

__all__ = ["by_month", "month_of", "packed", "unpacked"]


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
    """A block: a line of JSON that says what follows, then the columns, compressed."""
    part = Part.of(samples)
    head, data = [], []
    for name, (kind, column) in part.columns.items():
        told = {one.name: getattr(column, one.name) for one in fields(column) if one.name != "data"}
        head.append([name, kind.str, told, len(column.data)])
        data.append(column.data)
    said = {"count": part.count, "days": [part.first_day, part.last_day], "columns": head}
    return b"".join([json.dumps(said, separators=(",", ":")).encode(), b"\n", *data])


def unpacked(block: bytes) -> Samples:
    """The samples of a block."""
    line, _, rest = bytes(block).partition(b"\n")
    said = json.loads(line)
    columns, at = {}, 0
    for name, kind, told, size in said["columns"]:
        columns[name] = (np.dtype(kind), PartColumn(data=rest[at : at + size], **told))
        at += size
    part = Part(said["count"], *said["days"], columns)
    return Packed({"": [part]})[""]
