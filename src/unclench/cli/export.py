# SPDX-License-Identifier: Apache-2.0
"""`unclench export`: everything of one person, exact as JSON and as tables for a spreadsheet."""

from __future__ import annotations

import argparse
from pathlib import Path

__all__ = ["add_arguments", "run"]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Whose, and where to."""
    parser.add_argument("file", nargs="?", metavar="FILE", help="where to; without it: into this folder")
    parser.add_argument("--person", metavar="NAME", help="whose; without it: the first one of the household")


def run(args: argparse.Namespace) -> int:
    """Write the zip and say what is in it."""
    from datetime import UTC, datetime

    from unclench.cli.household import open_household, person_named

    first = open_household()
    from unclench.store.safekeeping import exporting

    person = first if args.person is None else person_named(args.person)
    now = datetime.now(UTC)
    path = Path(args.file or f"unclench-export-{now:%Y-%m-%d}.zip")
    exporting.export(None, person.id, path, now)
    print(f"Everything of {person.name} is in {path}; README.txt in it explains every column.")
    print("Everybody who has this file can read it.")
    return 0
