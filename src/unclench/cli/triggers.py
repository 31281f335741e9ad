# SPDX-License-Identifier: Apache-2.0
"""`unclench triggers`: what goes with the spasms of a diary. Reads files, asks nobody, needs no database."""

from __future__ import annotations

import argparse
import json
import os
import textwrap
from pathlib import Path
from typing import TYPE_CHECKING

from unclench.errors import InputError, NotFound

if TYPE_CHECKING:
    from unclench.triggers import Triggers

__all__ = ["add_arguments", "run"]

_WIDTH = 88
_MOST_BYTES = 50_000_000


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Which table, and in which form."""
    parser.add_argument(
        "diary", metavar="DIARY.csv", nargs="?",
        help="one row a day: date, spasm_count, a column for each exposure; empty where not recorded; "
        "predict = 1 asks for a day's risk. Without it: your own diary",
    )  # fmt: skip
    parser.add_argument("--events", metavar="EVENTS.csv", help="onset: the time stamp of each spasm")
    parser.add_argument(
        "--exposures", metavar="EXPOSURES.csv", help="exposure, time, value: what has an hour within the day"
    )
    parser.add_argument(
        "--no-priors", action="store_true", help="leave out what studies say about exposures of these names"
    )
    parser.add_argument("--person", metavar="NAME", help="whose own diary, where the household has several")
    parser.add_argument("--json", action="store_true", help="one JSON document instead of text")


def run(args: argparse.Namespace) -> int:
    """Print what was found, what was not, and what cannot be said yet."""
    if args.diary is None:
        return _told(_own_diary(args), as_json=args.json)
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # starting threads takes longer than a whole fit
    from unclench.triggers import Triggers, read_diary

    texts = [_text(path) for path in (args.diary, args.events, args.exposures)]
    fitted = Triggers(priors=not args.no_priors).fit(read_diary(texts[0] or "", texts[1], texts[2]))
    return _told(fitted, as_json=args.json)


def _own_diary(args: argparse.Namespace) -> Triggers:
    """The look the page of causes shows, at the diary of this household."""
    if args.events or args.exposures:
        raise InputError(
            "EVENTS and EXPOSURES go with a DIARY.csv.", why="Your own diary knows its hours itself.",
            todo="Name the table too, or leave them out.",
        )  # fmt: skip
    from unclench.cli.household import open_household, person_named

    first = open_household()
    person = first if args.person is None else person_named(args.person)
    from unclench.web.causes.looking import look

    found = look(person, priors=not args.no_priors)
    if found is None:
        raise InputError(
            "Your own diary has no days to look at yet.",
            why="It knows of no exposure on any day.",
            todo="Check in on a few days or import what a phone knows; or name a table: unclench triggers DIARY.csv.",
        )
    return found.fitted


def _told(fitted: Triggers, *, as_json: bool) -> int:
    from unclench.triggers import triggers_json

    if as_json:
        print(json.dumps(triggers_json(fitted), ensure_ascii=False))
        return 0
    lines = [*fitted.days_.notes, *fitted.summary().splitlines()]
    lines += [f"{night.day}: {night.sentence}" for night in fitted.risk_]
    print("\n".join(textwrap.fill(line, _WIDTH, subsequent_indent="  ") for line in lines))
    return 0


def _text(path: str | None) -> str | None:
    if path is None:
        return None
    try:
        with Path(path).open("rb") as file:
            data = file.read(_MOST_BYTES + 1)
    except OSError as error:
        raise NotFound(
            f"The file {Path(path).name} cannot be read.", why=error.strerror or "", todo="Name a CSV file."
        ) from error
    if len(data) > _MOST_BYTES:
        raise InputError(
            f"The file {Path(path).name} is larger than 50 MB.", todo="Give a table with one row a day."
        )
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(
            f"The file {Path(path).name} is not text in UTF-8.", todo="Save it as CSV in UTF-8."
        ) from error
