# SPDX-License-Identifier: Apache-2.0
"""`unclench restore`: put a backup back, or take one person's export in."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from unclench.errors import InputError

__all__ = ["add_arguments", "confirmed", "run"]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Which file, and whether it is of everything or of one person."""
    parser.add_argument("file", metavar="FILE", help="a backup; with --person, an export")
    parser.add_argument(
        "--person", action="store_true", help="add an export to the person it is of; nothing is replaced"
    )
    parser.add_argument("--yes", action="store_true", help="do not ask")


def run(args: argparse.Namespace) -> int:
    """Check the file, keep what is here, replace it; a running server may go on."""
    from unclench.cli.household import ready_django

    path = Path(args.file)
    if not path.is_file():
        raise InputError(f"There is no file {path}.", todo="Correct the name.", field="file")
    ready_django()
    from unclench.store import schema

    schema.bring_up_to_date()
    return _take_in(path) if args.person else _put_back(path, asked=not args.yes)


def _put_back(path: Path, *, asked: bool) -> int:
    from datetime import UTC, datetime

    from unclench.store.safekeeping import kept_form, restoring

    told = kept_form.verified(path)
    if asked and not confirmed(
        f"Everything here is replaced by the backup of {told.made_at:%Y-%m-%d %H:%M %Z}. Type yes to do it: ",
        "yes",
    ):
        print("Nothing was changed.")
        return 1
    done = restoring.restore(path, datetime.now(UTC))
    print(
        f"Everything is as it was on {done.manifest.made_at:%Y-%m-%d %H:%M %Z} ({done.manifest.all_rows:,} rows)."
    )
    if done.before is not None:
        print(f"What was here before is in {done.before}. To go back: unclench restore {done.before}")
    return 0


def _take_in(path: Path) -> int:
    from unclench.store.safekeeping import reimporting

    taken = reimporting.take_in(None, path)
    added = sum(taken.added.values())
    print(f"{taken.name}: {added:,} rows added, {taken.already:,} were here already.")
    if taken.samples_left_out:
        print(
            "The samples of devices were left out: devices are numbered differently here. Read their files again."
        )
    return 0


def confirmed(question: str, wanted: str) -> bool:
    """Whether somebody at the terminal typed it. InputError where nobody can be asked."""
    if not sys.stdin.isatty():
        raise InputError(
            "Nothing was changed.", why="Nobody can be asked here.", todo="Say --yes to do it without asking."
        )
    try:
        typed = input(question)
    except EOFError:
        return False
    return " ".join(typed.split()).casefold() == wanted.casefold()
