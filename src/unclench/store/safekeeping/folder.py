# SPDX-License-Identifier: Apache-2.0
"""Where backups of our own making lie, what they are called, and which of them are kept.

UNCLENCH_BACKUPS        another folder than the data folder's backups/; "off": no backup of every day
UNCLENCH_BACKUPS_KEEP   how many days, weeks and months are kept: 7,4,12
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path

from django.db import connection

from unclench.errors import NotFound, ServingError
from unclench.store import home
from unclench.store.safekeeping.whole_files import clear_halves

__all__ = ["OFF", "Keep", "Kept", "Kind", "anything_to_lose", "folder", "fresh_path", "is_off", "keep", "kept", "named",
           "superfluous"]  # fmt: skip

OFF = "off"
_KEPT_BEFORE = 5
"""Backups made before a restore, and before an upgrade, of each the newest."""

_NAME = re.compile(r"unclench-(\d{8}T\d{6})Z-(daily|asked|restore|upgrade)(?:-\d+)?\.zip")
_STAMP = "%Y%m%dT%H%M%S"


class Kind(StrEnum):
    """Why a backup was made: every day, because somebody asked, before a restore, before an upgrade."""

    DAILY = "daily"
    ASKED = "asked"
    RESTORE = "restore"
    UPGRADE = "upgrade"


@dataclass(frozen=True, slots=True)
class Kept:
    """One backup of the folder. made_at: UTC, from its name."""

    path: Path
    made_at: datetime
    kind: Kind
    size_bytes: int


@dataclass(frozen=True, slots=True)
class Keep:
    """How many of the daily backups stay: the newest of each of so many days, weeks and months."""

    days: int = 7
    weeks: int = 4
    months: int = 12


def is_off() -> bool:
    """Whether the backup of every day is switched off."""
    return os.environ.get("UNCLENCH_BACKUPS", "").strip().lower() == OFF


def keep() -> Keep:
    """What UNCLENCH_BACKUPS_KEEP says. ServingError where it cannot be read."""
    asked = os.environ.get("UNCLENCH_BACKUPS_KEEP", "").strip()
    if not asked:
        return Keep()
    numbers = [part.strip() for part in asked.split(",")]
    if len(numbers) != 3 or not all(part.isdecimal() and int(part) < 10_000 for part in numbers):
        raise ServingError(
            "UNCLENCH_BACKUPS_KEEP cannot be read.", why="It is three whole numbers: days, weeks and months.",
            todo="Write it as 7,4,12.",
        )  # fmt: skip
    days, weeks, months = map(int, numbers)
    return Keep(max(days, 1), weeks, months)


def folder() -> Path:
    """The folder, made with mode 0700 where it is missing. ServingError where it cannot be."""
    asked = os.environ.get("UNCLENCH_BACKUPS", "").strip()
    path = home.folder() / "backups" if not asked or is_off() else Path(asked).expanduser()
    try:
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as problem:
        raise ServingError(
            f"The folder of backups {path} cannot be used.", why=f"{problem.strerror or problem}.",
            todo="Make it writable for this user, or name another one in UNCLENCH_BACKUPS.",
        ) from problem  # fmt: skip
    return path


def fresh_path(kind: Kind, now: datetime) -> Path:
    """A name that no backup has yet; what a killed process left half written is taken away on the way."""
    here = folder()
    clear_halves(here)
    start = f"unclench-{now.astimezone(UTC):{_STAMP}}Z-{kind.value}"
    path, number = here / f"{start}.zip", 1
    while path.exists():
        number += 1
        path = here / f"{start}-{number}.zip"
    return path


def kept() -> list[Kept]:
    """The backups of the folder, the newest first; files with other names are not ours."""
    found = []
    for path in folder().glob("unclench-*.zip"):
        if match := _NAME.fullmatch(path.name):
            made_at = datetime.strptime(match[1], _STAMP).replace(tzinfo=UTC)
            found.append(Kept(path, made_at, Kind(match[2]), path.stat().st_size))
    return sorted(found, key=lambda one: (one.made_at, one.path.name), reverse=True)


def named(name: str) -> Path:
    """The backup of this file name. NotFound."""
    for one in kept():
        if one.path.name == name:
            return one.path
    raise NotFound(
        "There is no such backup here.",
        why="It may have made room for newer ones.",
        todo="Choose one of the list.",
    )


def superfluous(found: Iterable[Kept], wanted: Keep) -> list[Kept]:
    """Which backups make room. One that somebody asked for never does."""
    ordered = sorted(found, key=lambda one: one.made_at, reverse=True)
    daily = [one for one in ordered if one.kind is Kind.DAILY]
    stays = {
        *_newest_of_each(daily, lambda one: (one.made_at.date(),), wanted.days),
        *_newest_of_each(daily, lambda one: one.made_at.isocalendar()[:2], wanted.weeks),
        *_newest_of_each(daily, lambda one: (one.made_at.year, one.made_at.month), wanted.months),
        *(one for one in ordered if one.kind is Kind.ASKED),
    }
    for kind in (Kind.RESTORE, Kind.UPGRADE):
        stays.update([one for one in ordered if one.kind is kind][:_KEPT_BEFORE])
    return [one for one in ordered if one not in stays]


def anything_to_lose() -> bool:
    """Whether the database holds a row that somebody wrote; works whatever version made the tables."""
    with connection.cursor() as cursor:
        tables = set(connection.introspection.table_names(cursor))
        for table in ("store_person", "auth_user"):
            if table in tables:
                cursor.execute(f"SELECT 1 FROM {table} LIMIT 1")  # noqa: S608  (one of the two above)
                if cursor.fetchone():
                    return True
    return False


def _newest_of_each(ordered: Sequence[Kept], span: Callable[[Kept], object], most: int) -> list[Kept]:
    newest: dict[object, Kept] = {}
    for one in ordered:
        newest.setdefault(span(one), one)
    return list(newest.values())[:most]
