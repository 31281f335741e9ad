# SPDX-License-Identifier: Apache-2.0
"""`unclench backup`: everything in one file, while the server may go on running."""

from __future__ import annotations

import argparse

__all__ = ["add_arguments", "run", "size"]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Where to, or a list of those that are there."""
    parser.add_argument(
        "file", nargs="?", metavar="FILE", help="where to; without it: into the folder of backups"
    )
    parser.add_argument("--list", action="store_true", help="list the backups of that folder instead")


def run(args: argparse.Namespace) -> int:
    """Write a backup, read it again, and say where it is."""
    from datetime import UTC, datetime
    from pathlib import Path

    from unclench.cli.household import ready_django

    ready_django()
    from unclench.store import schema
    from unclench.store.safekeeping import backup, folder

    if args.list:
        return _list()
    schema.bring_up_to_date()
    now = datetime.now(UTC)
    path = Path(args.file) if args.file else folder.fresh_path(folder.Kind.ASKED, now)
    manifest = backup.write(path, now)
    print(
        f"Everything is in {path} ({size(path.stat().st_size)}, {manifest.all_rows:,} rows, read again and whole)."
    )
    print("Everybody who has this file can read it. Keep a copy on another machine.")
    return 0


def _list() -> int:
    from unclench.store.safekeeping import daily, folder

    found = folder.kept()
    for one in found:
        print(f"{one.made_at:%Y-%m-%d %H:%M} UTC  {one.kind.value:8}{size(one.size_bytes):>9}  {one.path}")
    if not found:
        print(f"There is no backup in {folder.folder()} yet.")
    if folder.is_off():
        print("The backup of every day is switched off (UNCLENCH_BACKUPS=off).")
    if failure := daily.last_failure():
        print(f"The last one failed, {failure.at:%Y-%m-%d %H:%M} UTC: {failure.what} {failure.why}")
    return 0


def size(count: int) -> str:
    """Bytes as people say them."""
    if count < 1_000:
        return f"{count} B"
    return f"{count / 1e3:.0f} KB" if count < 1_000_000 else f"{count / 1e6:.1f} MB"
