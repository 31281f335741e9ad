# SPDX-License-Identifier: Apache-2.0
"""`unclench care`: how soon a spasm needs somebody, and why. Nothing is kept."""

from __future__ import annotations

import argparse
import json
import sys
import textwrap
from pathlib import Path
from typing import TYPE_CHECKING, Any

from unclench.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from unclench.care import Assessment, RuleBook
    from unclench.care.vocabulary import Key

__all__ = ["add_arguments", "findings_in", "run"]

_WIDTH = 88
_MOST_QUESTIONS = 7
_MOST_BYTES = 1_000_000


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Which findings, and in which form."""
    parser.add_argument(
        "file",
        metavar="FINDINGS.json",
        nargs="?",
        help="a flat JSON object of findings; - reads it from stdin",
    )
    parser.add_argument("--keys", action="store_true", help="list every key with its meaning, type and unit")
    parser.add_argument("--json", action="store_true", help="one JSON document instead of text")


def run(args: argparse.Namespace) -> int:
    """Print the assessment of a file of findings, or the keys such a file may hold."""
    from unclench.care import assess, read, rule_book
    from unclench.evidence import load

    if not args.keys and args.file is None:
        raise InputError(
            "No findings were named.", why="The answer follows from a file of findings.",
            todo="Name a JSON file, or - for stdin; `unclench care --keys` lists what it may hold.", field="file",
        )  # fmt: skip
    book = rule_book(load())
    if args.keys:
        print(_json([*_keys_json(book)]) if args.json else "\n".join(_keys_text(book)))
        return 0
    found = assess(read(findings_in(args.file), book).findings, book)
    print(_json(assessment_json(found)) if args.json else "\n".join(_text(found, book)))
    return 0


def assessment_json(found: Assessment) -> dict[str, Any]:
    """An assessment as programs read it."""
    return {
        "unclench_care": 1,
        "level": found.level.value,
        "within": found.within,
        "rules": [fired.rule_id for fired in found.fired],
        "because": [
            {
                "rule": fired.rule_id, "level": fired.level.value, "danger": fired.danger, "reason": fired.reason,
                "answers": [{"key": one.key, "value": one.value, "words": one.words} for one in fired.because],
                "sources": list(fired.sources),
            }
            for fired in found.fired
        ],
        "ask_next": [
            {"key": one.key, "ask": one.ask, "could_reach": one.could_reach.value} for one in found.ask_next
        ],
        "blocked_relief": [
            {"kind": one.kind, "reason": one.reason, "rule": one.rule_id} for one in found.blocked_relief
        ],
        "meanwhile": list(found.meanwhile),
        "would_change": list(found.would_change),
        "unknown_keys": list(found.unknown_keys),
        "not_understood": list(found.not_understood),
        "medicines_read": [
            {"said": one.said, "name": one.name, "class": one.label, "key": one.key, "exactly": one.exactly}
            for one in found.medicines_read
        ],
        "rules_version": found.rules_version,
    }  # fmt: skip


def findings_in(name: str) -> dict[str, Any]:
    """The flat object in a file of findings; - is stdin. Raises InputError."""
    try:
        raw = sys.stdin.buffer.read(_MOST_BYTES + 1) if name == "-" else _file(name)
        found = json.loads(raw)
    except OSError as error:
        raise InputError(
            f"{name} cannot be read.", why=error.strerror or "The system did not say why.",
            todo="Name a JSON file, or - for stdin.", field="file",
        ) from None  # fmt: skip
    except (ValueError, RecursionError):
        raise InputError(
            "The findings are not JSON.", why="They must be one flat object, such as {\"leg_swollen\": true}.",
            todo="Correct the file; `unclench care --keys` lists what it may hold.", field="file",
        ) from None  # fmt: skip
    if not isinstance(found, dict):
        raise InputError(
            "The findings are not one object.", why="Each finding has a key, such as {\"leg_swollen\": true}.",
            todo="Put them into one flat object.", field="file",
        )  # fmt: skip
    return found


def _file(name: str) -> bytes:
    with Path(name).open("rb") as file:
        return file.read(_MOST_BYTES + 1)


def _text(found: Assessment, book: RuleBook) -> Iterator[str]:
    words = book.vocabulary.levels[found.level]
    nothing = book.vocabulary.no_rule
    yield words.heading if found.fired else nothing.heading
    yield from _lines("", words.do_now if found.fired else (nothing.say,))
    yield from _lines(
        "Why", (line for fired in found.fired for line in (fired.reason, *_because(fired.because)))
    )
    yield from _lines("Until then", found.meanwhile)
    yield from _lines("Leave out", (f"{one.kind}: {one.reason}" for one in found.blocked_relief))
    yield from _lines("Answer this next", (one.ask for one in found.ask_next[:_MOST_QUESTIONS]))
    yield from _lines("This would change the answer", found.would_change)
    yield from _lines("Read as a medicine", (f"{one.said}: {one.label}" for one in found.medicines_read))
    yield from _lines("Not understood", found.not_understood)
    yield f"\nRules {found.rules_version}. This is information and no diagnosis."


def _because(answers: Any) -> Iterator[str]:
    for answer in answers:
        yield f"  {answer.words}"


def _lines(heading: str, texts: Any) -> Iterator[str]:
    """A heading with its lines; nothing where there are none."""
    listed = list(texts)
    if heading and listed:
        yield f"\n{heading}"
    for text in listed:
        indent = "    " if text.startswith("  ") else "  "
        yield textwrap.fill(
            text.strip(), _WIDTH, initial_indent=f"{indent}- ", subsequent_indent=f"{indent}  ",
            break_long_words=False, break_on_hyphens=False,
        )  # fmt: skip


def _keys_json(book: RuleBook) -> Iterator[dict[str, Any]]:
    for key in book.keys.values():
        yield {
            "key": key.id, "type": key.kind.value, "unit": key.unit, "meaning": key.meaning, "ask": key.ask,
            "group": key.group.value, "also": list(key.also), "areas": sorted(key.areas),
        }  # fmt: skip


def _keys_text(book: RuleBook) -> Iterator[str]:
    yield "A findings file is one flat JSON object of these keys. What is not in it is not known."
    from unclench.care.vocabulary import Group

    group = ""
    for key in sorted(book.keys.values(), key=lambda key: [*Group].index(key.group)):
        if key.group.value != group:
            group = key.group.value
            yield f"\n{group.replace('_', ' ').capitalize()}"
        yield f"  {key.id}  ({_type(key)})  {key.meaning}"


def _type(key: Key) -> str:
    words = key.kind.value.replace("_", " or ")
    return f"{words}, {key.unit}" if key.unit else words


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2)
