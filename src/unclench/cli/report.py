# SPDX-License-Identifier: Apache-2.0
"""`unclench report`: what to bring to the doctor, as a PDF or as JSON."""

from __future__ import annotations

import argparse
import json
import os
import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from unclench.errors import InputError

if TYPE_CHECKING:
    from unclench.care import Assessment, Findings
    from unclench.diary import Episode, Person
    from unclench.evidence import Library
    from unclench.reports import VisitReport

__all__ = ["add_arguments", "run"]

_ONLY_THE_OWNER = 0o600


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Whose report, about how long, in which language and form."""
    parser.add_argument("--pdf", metavar="FILE", help="write the report to this file; - is stdout")
    parser.add_argument("--json", action="store_true", help="print one JSON document")
    parser.add_argument("--language", metavar="CODE", default="en", help="en or de (en)")
    parser.add_argument("--days", metavar="N", default="90", help="the last N days (90)")
    parser.add_argument("--person", metavar="NAME", help="whose diary, where the household has several")
    parser.add_argument(
        "--findings",
        metavar="FINDINGS.json",
        help="answers about warning signs, as `unclench care` takes them",
    )
    parser.add_argument("--notes", metavar="FILE", help="your own words, from a text file")
    parser.add_argument(
        "--leave-out",
        metavar="PART",
        action="append",
        default=[],
        help="leave a part out, such as tried, remarks or profile; may be said several times",
    )


def run(args: argparse.Namespace) -> int:
    """Make the report of a person's diary; it is written nowhere but where it was asked for."""
    if not args.pdf and not args.json:
        raise InputError(
            "Nothing was asked for.", why="A report is a PDF file or JSON.",
            todo="Say --pdf FILE or --json.", field="pdf",
        )  # fmt: skip
    if args.json and args.pdf == "-":
        raise InputError(
            "Two things cannot share stdout.", why="--pdf - and --json both write there.",
            todo="Name a file after --pdf.", field="pdf",
        )  # fmt: skip
    days, notes = _days(args.days), _notes(args.notes)
    from unclench.cli.household import open_household, person_named
    from unclench.cli.times import local_now

    first = open_household()
    from unclench.evidence import load
    from unclench.reports import pdf, report_json, visit
    from unclench.store import episodes

    now, library = local_now(), load()
    person = first if args.person is None else person_named(args.person)
    spasms = list(episodes.all_for_export(person.id))
    known, answered_at, assessment = _assessed(args.findings, spasms, person, now, library)
    report = visit(
        person, spasms, assessment, now, library, days=days, language=args.language, notes=notes,
        left_out=frozenset(args.leave_out), findings=known, answered_at=answered_at,
    )  # fmt: skip
    if args.pdf:
        _write(args.pdf, pdf(report))
    if args.json:
        print(json.dumps(report_json(report), ensure_ascii=False, indent=2))
    elif args.pdf != "-":
        print(_told(report, args.pdf))
    return 0


def _assessed(
    name: str | None, spasms: list[Episode], person: Person, now: datetime, library: Library
) -> tuple[Findings, datetime | None, Assessment]:
    """What the diary and the file of findings say, when the file was written, and what care makes of both."""
    from unclench.care import assess, diary_signs, read, rule_book

    book = rule_book(library)
    known, answered_at = diary_signs(spasms, person, now), None
    if name is not None:
        from unclench.cli.care import findings_in

        reading = read(findings_in(name), book)
        known = reading.findings.and_also(known)
        answered_at = now if name == "-" else datetime.fromtimestamp(Path(name).stat().st_mtime, now.tzinfo)
        if reading.not_understood:
            print(f"Not understood: {', '.join(reading.not_understood)}", file=sys.stderr)
    return known, answered_at, assess(known, book)


def _days(text: str) -> int:
    if not text.isdecimal():
        raise InputError(
            f"“{text[:20]}” is not a number of days.", why="A number is written in digits.",
            todo="Correct --days.", field="days",
        )  # fmt: skip
    return int(text)


def _notes(name: str | None) -> str:
    if name is None:
        return ""
    try:
        return Path(name).read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(
            f"{name} cannot be read.", why=getattr(error, "strerror", None) or "It is not text in UTF-8.",
            todo="Name a text file.", field="notes",
        ) from None  # fmt: skip


def _write(name: str, content: bytes) -> None:
    """The file, for its owner alone: it is about somebody's health."""
    if name == "-":
        sys.stdout.buffer.write(content)
        return
    try:
        handle = os.open(name, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, _ONLY_THE_OWNER)
        with os.fdopen(handle, "wb") as file:
            file.write(content)
    except OSError as error:
        raise InputError(
            f"{name} cannot be written.", why=error.strerror or "The system did not say why.",
            todo="Name another file.", field="pdf",
        ) from None  # fmt: skip


def _told(report: VisitReport, name: str) -> str:
    about = report.pattern.summary if report.pattern else report.period
    return f"{about}\nWritten to {name}. Read it before you hand it over; --leave-out takes a part out."
