# SPDX-License-Identifier: Apache-2.0
"""`unclench import`: what a phone, a watch, an app or a table knows of the days, into the diary."""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, tzinfo
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from unclench.errors import InputError, NotFound

if TYPE_CHECKING:
    from unclench.intake.gathering import NeedsAnswer, Progress, Reading
    from unclench.store.imports import Imported

__all__ = ["add_arguments", "run"]

_CHUNK = 1 << 20
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
            reading = _read(path, args, _zone(args.zone), {})
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
    from unclench.cli.export import person_named
    from unclench.cli.household import open_household

    first = open_household()
    person = first if args.person is None else person_named(args.person)
    from unclench.store import imports, settings

    asked = settings.of(person.id)
    reading = _read(path, args, _zone(args.zone or asked.zone), asked.csv_mappings)
    return imports.take(person.id, reading, name=path.name, sha256=_sha256(path), now=datetime.now(UTC))


def _read(path: Path, args: argparse.Namespace, zone: tzinfo, mappings: Mapping[str, str]) -> Reading:
    from unclench.intake.gathering import NeedsAnswer
    from unclench.intake.recognising import read_file

    answers = dict(_answer(text) for text in args.answer)
    if mappings and "columns" not in answers:
        answers |= _remembered(path, mappings)
    try:
        return read_file(path, zone=zone, answers=answers, on_progress=_progress(), importer=args.kind)
    except NeedsAnswer as open_question:
        if args.dry_run:
            raise
        raise _with_options(open_question) from open_question


def _remembered(path: Path, mappings: Mapping[str, str]) -> dict[str, str]:
    """The mapping of a table's columns that was chosen before for the same headings."""
    from unclench.intake import csv_table
    from unclench.intake.archive import opened

    with opened(path) as archive:
        if not csv_table.recognises(archive):
            return {}
        known = mappings.get(csv_table.propose(archive).mapping.signature)
    return {} if known is None else {"columns": known}


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


def _zone(name: str | None) -> tzinfo:
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


def _progress() -> Callable[[Progress], None] | None:
    if not sys.stderr.isatty():
        return None

    def told(now: Progress) -> None:
        end = "\n" if now.share >= 1 else ""
        print(
            f"\r{now.share:4.0%}  {sum(now.found.values()):,} samples", end=end, file=sys.stderr, flush=True
        )

    return told


def _sha256(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


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
