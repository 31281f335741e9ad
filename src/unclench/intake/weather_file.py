# SPDX-License-Identifier: Apache-2.0
"""An answer of the weather service, saved as a file."""

from __future__ import annotations

from unclench.intake.archive import Archive
from unclench.intake.gathering import Gathering
from unclench.intake.samples import Rank
from unclench.intake.weather import ATTRIBUTION, LICENCE, parse
from unclench.intake.whole import beginning, whole

__all__ = ["NAME", "keep", "read", "recognises"]

NAME = "weather_file"

_MOST_BYTES = 16 * 2**20


def recognises(archive: Archive) -> bool:
    """A JSON file that names the units of days, as only this service does."""
    name = _member(archive)
    head = beginning(archive, name).removeprefix(b"\xef\xbb\xbf").lstrip() if name else b""
    return head[:1] in (b"{", b"[") and any(
        word in head for word in (b'"daily_units"', b'"generationtime_ms"')
    )


def read(archive: Archive, into: Gathering) -> None:
    """The weather of each civil day of the place, as the zone in the answer has it. The place itself is not kept."""
    name = _member(archive)
    keep(whole(archive, name, _MOST_BYTES) if name else b"", into)


def keep(data: bytes, into: Gathering) -> None:
    """Put an answer into a gathering; the same for one that was just fetched."""
    told = parse(data)
    source = into.source("Open-Meteo", Rank.TOTALS)
    for measure, days in told.days.items():
        for day, value in days.items():
            into.day_total(measure, source, day, value)
    for reason, count in told.rejected.items():
        into.reject(reason, count)
    into.unknown_types.update(told.unknown)
    into.notes.append(f"{ATTRIBUTION} ({LICENCE}).")


def _member(archive: Archive) -> str:
    return next(iter(archive.ending(".json") if archive.is_zip else archive.names), "")
