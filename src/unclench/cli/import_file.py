# SPDX-License-Identifier: Apache-2.0
"""`unclench import`: what a phone, a watch, an app or a table knows of the days, into the diary."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from unclench.errors import InputError, NotFound
from unclench.store.zones import zone_named

if TYPE_CHECKING:
    from unclench.intake.gathering import NeedsAnswer, Progress, Reading
    from unclench.store.imports import Imported

__all__ = ["add_arguments", "run"]

_MOST_SHOWN = 12


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Which file, for whom, and whether it is only looked at."""
    parser.add_argument(
        "file", metavar="FILE", help="an export as the phone or app made it, or a table as CSV"
    )
    parser.add_argument("--dry-run", action="store_true", help="read and report, keep nothing, need no diary")
    parser.add_argument("--json", action="store_true", help="one JSON document instead of text")
    parser.add_argument("--person", metavar="NAME", help="whose days they are (the first of the household)")
    parser.add_argument(
        "--zone", metavar="ZONE", help="the wall clock of files that name none: Europe/Berlin"
    )
    parser.add_argument("--kind", metavar="KIND", help="the kind of file, where it is not recognised")
    parser.add_argument(
        "--answer", metavar="NAME=VALUE", action="append", default=[],
        help="what a file can only be read with, when it is asked for",
    )  # fmt: skip


def run(args: argparse.Namespace) -> int:
    """Read the file; keep it unless it is a dry run; say what was found."""
    path = Path(args.file)
    if not path.is_file():
        raise NotFound(f"There is no file {path.name}.", todo="Name the file the phone or app made.")
    if args.dry_run:
        return _dry_run(path, args)
    kept = _keep(path, args)
    print(json.dumps(_as_json(kept), ensure_ascii=False) if args.json else "\n".join(_kept_lines(kept)))
    return 0


def _dry_run(path: Path, args: argparse.Namespace) -> int:
    """Nothing is kept, so an open question may be answered by its first option; the answer says so."""
    from unclench.intake.gathering import NeedsAnswer

    assumed: list[dict[str, object]] = []
    while True:
        try:
            reading = _read(path, args)
            break
        except NeedsAnswer as question:
            first = next(iter(question.options), None)
            if first is None or question.field in {one["name"] for one in assumed}:
                raise
            args.answer.append(f"{question.field}={first}")
            assumed.append(
                {"name": question.field, "what": question.what, "why": question.why, "options": question.options,
                 "assumed": first}
            )  # fmt: skip
    if args.json:
        from unclench.intake.as_json import dry_run

        print(json.dumps(dry_run(reading) | {"questions": assumed}, ensure_ascii=False))
        return 0
    lines = [f"{one['what']} {one['why']} Here it was read as: {one['assumed']}." for one in assumed]
    print("\n".join(["Nothing was kept: this was a dry run.", *lines, *_lines(reading)]))
    return 0


def _keep(path: Path, args: argparse.Namespace) -> Imported:
    from unclench.cli.household import open_household, person_named

    first = open_household()
    person = first if args.person is None else person_named(args.person)
    from unclench.intake.gathering import NeedsAnswer
    from unclench.store import taking_in

    try:
        return taking_in.take_file(
            person.id, path, zone=zone_named(args.zone) if args.zone else None, answers=_answers(args),
            importer=args.kind, on_progress=_progress(), now=datetime.now(UTC),
        )  # fmt: skip
    except NeedsAnswer as open_question:
        raise _with_options(open_question) from open_question


def _read(path: Path, args: argparse.Namespace) -> Reading:
    from unclench.intake.gathering import NeedsAnswer
    from unclench.intake.recognising import read_file

    try:
        return read_file(
            path,
            zone=zone_named(args.zone),
            answers=_answers(args),
            on_progress=_progress(),
            importer=args.kind,
        )
    except NeedsAnswer as open_question:
        raise _with_options(open_question) from open_question


def _answers(args: argparse.Namespace) -> dict[str, str]:
    return dict(_answer(text) for text in args.answer)


def _with_options(question: NeedsAnswer) -> InputError:
    offered = "; ".join(
        f"--answer {question.field}={key}: {words}" for key, words in question.options.items()
    )
    return InputError(
        question.what, why=question.why, todo=f"Run it again with one of: {offered}", field=question.field
    )


def _answer(text: str) -> tuple[str, str]:
    name, sign, value = text.partition("=")
    if not sign:
        raise InputError(
            "An answer needs a name and a value.", todo="Write it as --answer name=value.", field="answer"
        )
    return name, value


def _progress() -> Callable[[Progress], None] | None:
    if not sys.stderr.isatty():
        return None

    def told(now: Progress) -> None:
        end = "\n" if now.share >= 1 else ""
        print(
            f"\r{now.share:4.0%}  {sum(now.found.values()):,} samples", end=end, file=sys.stderr, flush=True
        )

    return told


def _lines(reading: Reading) -> list[str]:
    from unclench.intake.merging import totals

    days = {key: len(values) for key, values in totals(reading.samples, reading.sources).items()}
    return _told(
        days, len(reading.workouts), reading.rejected, reading.unknown_types, reading.notes, reading.days
    )


def _kept_lines(kept: Imported) -> list[str]:
    if kept.already:
        return ["This file was taken in before; nothing changed."]
    said = kept.report
    return _told(
        said["found"], said["workouts"], said["rejected"], said["unknown_types"], said["notes"], kept.days
    )


def _told(
    found: Mapping[str, int], workouts: int, rejected: Mapping[str, int], unknown: Mapping[str, int],
    notes: object, days: object,
) -> list[str]:  # fmt: skip
    lines = [f"{days[0]} to {days[1]}:"] if isinstance(days, tuple) else []
    lines += [f"  {key}: {count} {'day' if count == 1 else 'days'}" for key, count in sorted(found.items())]
    lines += [f"  {workouts} {'workout' if workouts == 1 else 'workouts'}"] if workouts else []
    lines += [f"Left out, {reason}: {count}" for reason, count in sorted(rejected.items())]
    if unknown:
        names = sorted(unknown, key=lambda key: -unknown[key])
        lines.append(f"Not used: {', '.join(names[:_MOST_SHOWN])}{' …' if len(names) > _MOST_SHOWN else ''}")
    return lines + ([str(one) for one in notes] if isinstance(notes, list | tuple) else [])


def _as_json(kept: Imported) -> dict[str, object]:
    return {
        "id": str(kept.id),
        "importer": kept.importer,
        "already": kept.already,
        "days": [day.isoformat() for day in kept.days] if kept.days else [],
        "report": dict(kept.report),
    }
