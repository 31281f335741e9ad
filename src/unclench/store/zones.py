# SPDX-License-Identifier: Apache-2.0
"""The wall clock of files that write times without one: the zone the person named, or the machine's."""

from __future__ import annotations

from datetime import UTC, datetime, tzinfo
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from unclench.errors import InputError

__all__ = ["zone_named"]


def zone_named(name: str | None) -> tzinfo:
    """A zone by its IANA name; nothing named: the machine's. InputError where there is no such zone."""
    if not name:
        here = datetime.now(UTC).astimezone().tzinfo
        assert here is not None
        return _machine_zone() or here
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as problem:
        raise InputError(
            f"There is no time zone “{name[:40]}”.", todo="Write it as Europe/Berlin.", field="zone"
        ) from problem


def _machine_zone() -> tzinfo | None:
    """The machine's zone with its summer times, where it tells its name."""
    try:
        target = Path("/etc/localtime").resolve()
        return ZoneInfo("/".join(target.parts[target.parts.index("zoneinfo") + 1 :]))
    except (OSError, ValueError, ZoneInfoNotFoundError):
        return None
