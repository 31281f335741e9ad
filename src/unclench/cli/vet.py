# SPDX-License-Identifier: Apache-2.0
"""`unclench vet`: is this product any good, for one person? Reads a label file, asks nobody."""

from __future__ import annotations

import argparse
import json
import sys
import textwrap
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from unclench.errors import InputError, NotFound

if TYPE_CHECKING:
    from unclench.evidence import Library
    from unclench.vetting import Label, Profile, Verdict
    from unclench.vetting.findings import Finding

__all__ = ["add_arguments", "run"]

_WIDTH = 88
_MOST_BYTES = 20_000_000


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Which label, for whom, and in which form."""
    parser.add_argument(
        "label",
        metavar="LABEL",
        help="a label file: openFDA, SPL, DSLD, Open Food Facts or text; - reads it from a pipe",
    )
    parser.add_argument(
        "--profile", metavar="PROFILE.json", help="age, sex, region, conditions and drugs of the person"
    )
    parser.add_argument(
        "--incomplete", action="store_true", help="the label may be cut off; what is absent proves nothing"
    )
    parser.add_argument(
        "--with",
        dest="also",
        metavar="LABEL",
        action="append",
        default=[],
        help="another product they take; may be given again",
    )
    parser.add_argument(
        "--recall",
        metavar="RECALL.json",
        action="append",
        default=[],
        help="a recall record to look the product up in",
    )
    parser.add_argument(
        "--seal-checked",
        metavar="CHECK",
        action="append",
        default=[],
        help="a seal you found in the certifier's own list, such as B_NSF_SPORT",
    )
    parser.add_argument("--json", action="store_true", help="one JSON document instead of text")


def run(args: argparse.Namespace) -> int:
    """Print the verdict: the word, three answers, and what could not be checked."""
    from unclench.evidence import load
    from unclench.vetting import judge, verdict_json

    library = load()
    label = _label(args.label, library, incomplete=args.incomplete)
    profile = _profile(args.profile, library)
    recalls = [
        one.recall for one in (_label(path, library) for path in args.recall) if one.recall is not None
    ]
    verdict = judge(
        label, profile, library, today=date.today(),  # noqa: DTZ011 - the day of this machine is the person's day
        also_takes=[_label(path, library) for path in args.also], recalls=recalls, seals=args.seal_checked,
    )  # fmt: skip
    if args.json:
        print(json.dumps(verdict_json(verdict, label, profile.not_understood), ensure_ascii=False, indent=2))
    else:
        print("\n".join(_lines(verdict, label, profile)))
    return 0


def _label(path: str, library: Library, *, incomplete: bool = False) -> Label:
    from unclench.vetting import read_label

    data = sys.stdin.buffer.read(_MOST_BYTES + 1) if path == "-" else _bytes(Path(path), "label")
    # The name of a file is not printed on the pack.
    return read_label(data, incomplete=incomplete, library=library)


def _profile(path: str | None, library: Library) -> Profile:
    from unclench.vetting import ADULT, read_profile

    if path is None:
        return ADULT
    try:
        raw: Any = json.loads(_bytes(Path(path), "profile"))
    except (ValueError, RecursionError) as error:
        raise InputError(
            "The profile is not JSON.", why=str(error)[:200], todo='Write it so: {"age": 40}.'
        ) from error
    return read_profile(raw, library)


def _bytes(path: Path, what: str) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(_MOST_BYTES + 1)
    except OSError as error:
        raise NotFound(
            f"The {what} {path.name} cannot be read.", why=error.strerror or "", todo="Name a file."
        ) from error


def _lines(verdict: Verdict, label: Label, profile: Profile) -> list[str]:
    told = [
        _clean(" ".join(dict.fromkeys(filter(None, (label.brand, label.name)))) or "A product without a name")
    ]
    if verdict.word is None:
        return told + [_wrapped(one) for one in verdict.because]
    confidence = verdict.confidence.value if verdict.confidence else ""
    told += [
        f"  {_said(verdict.word.value)} (confidence: {confidence})",
        "",
        f"Harm: {_said(verdict.harm.word.value)}",
    ]
    told += _reasons(verdict.harm.findings)
    told += ["", f"Claims: {_said(verdict.claims_word.value)}"]
    told += [
        _wrapped(f"“{_clean(claim.sentence)[:160]}”: {_said(claim.judgement.value)}. {claim.reason}", "  - ")
        if not claim.implied
        else _wrapped(f"What you may hope for: {_said(claim.judgement.value)}. {claim.reason}", "  - ")
        for claim in verdict.claims
    ] or ["  - The label claims nothing that we know."]
    told += _reasons(verdict.claim_findings)
    told += ["", f"Brand: {_said(verdict.brand.word.value)}"]
    told += [_wrapped(_clean(one.words), "  - ") for one in verdict.brand.notices]
    told += _reasons(verdict.brand.findings)
    told += [
        f"  - {one.check}: {_said(one.state.value)}"
        for one in verdict.brand.signals if one.state.value in ("found", "possible")
    ]  # fmt: skip
    told += ["", "On the label and in the trials"]
    told += [
        _wrapped(
            f"{_said(row.ingredient.removeprefix('ingredient_'))}: "
            f"{_clean(row.per_day or row.per_serving) or 'not said'}; tried: {row.studied}"
            f"{f' ({row.outcome})' if row.outcome else ''}",
            "  - ",
        )
        for row in verdict.doses
    ]  # fmt: skip
    if verdict.missing:
        told += ["", "What we could not check", *(_wrapped(_clean(one), "  - ") for one in verdict.missing)]
    if profile.not_understood:
        told += [
            "",
            _wrapped(f"Not understood in the profile: {_clean(', '.join(profile.not_understood))}", ""),
        ]
    told += [
        "",
        f"Rules: {', '.join(verdict.rules) or 'none'}",
        _wrapped(f"Sources: {', '.join(verdict.sources)}", ""),
    ]
    return [*told, "We earn nothing by this answer."]


def _reasons(findings: tuple[Finding, ...]) -> list[str]:
    return [
        _wrapped(
            f"{one.reason}{' (from memory)' if one.from_memory else ''}{f' [{one.rule}]' if one.rule else ''}",
            "  - ",
        )
        for one in findings
    ]


def _said(word: str) -> str:
    return word.replace("_", " ")


def _clean(text: str) -> str:
    """Text of a label in a terminal: letters only, so that it cannot move the cursor or colour a word."""
    return "".join(letter if letter.isprintable() else " " for letter in text)


def _wrapped(text: str, first: str = "  ") -> str:
    return textwrap.fill(
        text, _WIDTH, initial_indent=first, subsequent_indent=" " * len(first), break_on_hyphens=False
    )
