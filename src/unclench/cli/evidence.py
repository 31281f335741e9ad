# SPDX-License-Identifier: Apache-2.0
"""`unclench evidence`: what may help an area, how sure that is, and where it stands."""

from __future__ import annotations

import argparse
import json
import textwrap
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from unclench.cli.areas import add_area, asked_area

if TYPE_CHECKING:
    from unclench.evidence import Library, Remedy

__all__ = ["add_arguments", "run"]

_WIDTH = 88


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Which area, and in which form."""
    add_area(parser)
    parser.add_argument("--json", action="store_true", help="one JSON document instead of text")


def run(args: argparse.Namespace) -> int:
    """Print every remedy of an area, in the order in which a session would try them; then the others."""
    from unclench.evidence import load

    area = asked_area(args)
    library = load()
    plan = library.plans[area.value]
    order = {key: place for place, key in enumerate(dict.fromkeys((*plan.during, *plan.after)))}
    found = sorted(library.remedies_for(area.value), key=lambda remedy: order.get(remedy.id, len(order)))
    if args.json:
        shape = {
            "unclench_evidence": 1, "content_version": library.version, "area": area.value,
            "remedies": [_remedy_json(remedy, library) for remedy in found],
        }  # fmt: skip
        print(json.dumps(shape, ensure_ascii=False, indent=2))
    else:
        print("\n\n".join(_remedy_text(remedy, library) for remedy in found))
    return 0


def _remedy_json(remedy: Remedy, library: Library) -> dict[str, Any]:
    from unclench.evidence import certainty_in_words
    from unclench.evidence.numbers import effect_in_words

    return {
        "id": remedy.id,
        "name": remedy.name,
        "kind": remedy.kind.value,
        "guided": remedy.guided,
        "certainty": remedy.evidence.certainty.value,
        "guideline_support": remedy.evidence.guideline_support.value,
        "in_words": certainty_in_words(remedy.evidence),
        "reason": remedy.evidence.reason,
        "population": remedy.evidence.population,
        "numbers_in_words": [effect_in_words(effect, library) for effect in remedy.evidence.effects],
        "effects": [asdict(effect) for effect in remedy.evidence.effects],
        "sources": [asdict(library.reference(key)) for key in remedy.evidence.citations],
    }


def _remedy_text(remedy: Remedy, library: Library) -> str:
    from unclench.evidence import certainty_in_words
    from unclench.evidence.numbers import effect_in_words

    parts = [remedy.name, _wrapped(certainty_in_words(remedy.evidence)), _wrapped(remedy.evidence.reason)]
    parts += [_wrapped(effect_in_words(effect, library)) for effect in remedy.evidence.effects]
    parts += [_wrapped(_source(library, key), "  - ", "    ") for key in remedy.evidence.citations]
    return "\n".join(part for part in parts if part)


def _source(library: Library, key: str) -> str:
    reference = library.reference(key)
    told = (reference.authors, reference.title, reference.container, reference.year)
    where = (
        f" https://doi.org/{reference.doi}" if reference.doi else f" {reference.url}" if reference.url else ""
    )
    return ". ".join(part.rstrip(".") for part in told if part) + "." + where


def _wrapped(text: str, first: str = "  ", later: str = "  ") -> str:
    return textwrap.fill(
        text,
        _WIDTH,
        initial_indent=first,
        subsequent_indent=later,
        break_long_words=False,
        break_on_hyphens=False,
    )
