# SPDX-License-Identifier: Apache-2.0
"""`unclench content check`: are the shipped texts and numbers whole, traced and well-formed?"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from unclench.errors import ContentError, InputError

if TYPE_CHECKING:  # help is told without it
    from unclench.evidence import Library

__all__ = ["add_arguments", "beside_the_records", "run"]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What to do with the content, and which content."""
    parser.add_argument(
        "what", metavar="check", choices=["check"], help="list everything that is wrong with it"
    )
    parser.add_argument(
        "folder", metavar="FOLDER", nargs="?", help="another content folder than the shipped one"
    )


def run(args: argparse.Namespace) -> int:
    """List what is wrong, a line each, on stderr; exit status 1 where anything is."""
    from unclench.evidence import check, load

    folder = Path(args.folder) if args.folder else None
    if folder is not None and not folder.is_dir():
        raise InputError(
            f"There is no folder {folder}.", why="The check reads the YAML files of a content folder.",
            todo="Name one, or leave it out to check the shipped one.", field="folder",
        )  # fmt: skip
    problems = check(folder)
    if not problems:  # a translation is only as right as what it translates
        problems = beside_the_records(load(folder), folder)
    for problem in problems:
        print(problem.sentence, file=sys.stderr)
    if problems:
        print(f"{len(problems)} to correct.", file=sys.stderr)
        return 1
    library = load(folder)
    records = sum(len(rows) for _, rows in library.all_kinds())
    claims = sum(1 for _ in library.claims())
    print(
        f"Content {library.version} is whole: {records} records, {claims} claims, {len(library.references)} sources, "
        f"{len(library.promises)} of {len(library.promises)} promises kept. "
        f"No clinician has reviewed {len(library.unreviewed())} of the records yet."
    )
    return 0


def beside_the_records(english: Library, folder: Path | None) -> list[ContentError]:
    """What is wrong with the rules of care and with the translations of a library that is right by itself."""
    from unclench.care import check_book
    from unclench.evidence.overlay import check_overlay, languages, translated

    problems = check_book(english) + [
        problem for language in languages(folder) for problem in check_overlay(english, language, folder)
    ]
    return problems or [
        problem
        for language in languages(folder)
        for problem in check_book(translated(english, language, folder).library)
    ]
