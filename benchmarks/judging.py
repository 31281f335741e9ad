# SPDX-License-Identifier: Apache-2.0
"""What an answer costs: how soon somebody is needed, what to ask next, and whether a product is any good."""

from __future__ import annotations

import gzip
import json
import random
import time
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from benchmarks.table import Row, quantile

__all__ = ["care_answers", "product_verdicts"]

_TESTS = Path(__file__).parent.parent / "tests"
_ROUNDS = 5


def care_answers() -> list[Row]:
    """Every story of tests/spec/care assessed, and the next screen after it."""
    from unclench import care, evidence

    library = evidence.load()
    begun = time.perf_counter()
    book = care.rule_book(library)
    made = (time.perf_counter() - begun) * 1000
    stories = yaml.safe_load((_TESTS / "spec" / "care" / "vignettes.yaml").read_text("utf-8"))["vignettes"]
    known = [care.read(story["findings"], book).findings for story in stories]
    assessed = _times(lambda one: care.assess(one, book), known)
    asked = _times(lambda one: care.next_screen(one, book), known)
    rules = len(gzip.compress(json.dumps(care.compiled_json(book)).encode())) / 1000
    note = f"{len(book.rules)} rules, {len(book.keys)} keys, {len(known)} stories"
    return [
        Row("make the rule book", made, "ms", 60, note="once a process"),
        Row("an assessment, median", quantile(assessed, 0.5), "ms", 5, note=note),
        Row("an assessment, 99th percentile", quantile(assessed, 0.99), "ms", 5, note=note),
        Row("the next screen of questions, median", quantile(asked, 0.5), "ms", 20, note=note),
        Row("the rules as a phone keeps them", rules, "KB", 60, note="compressed, without their words"),
    ]


def product_verdicts() -> list[Row]:
    """Every sample label read and judged."""
    from unclench import evidence
    from unclench.vetting import judge, read_label

    library = evidence.load()
    files = sorted((_TESTS / "samples" / "labels").glob("*.[jx][sm][ol]*"))
    texts = [(file.name, file.read_bytes()) for file in files if "enforcement" not in file.name]
    today = date(2026, 3, 1)
    labels = [read_label(text, name=name, library=library) for name, text in texts]
    read = _times(lambda one: read_label(one[1], name=one[0], library=library), texts)
    judged = _times(lambda one: judge(one, library=library, today=today), labels)
    note = f"{len(labels)} labels, {_ROUNDS} rounds"
    return [
        Row("read a label, 99th percentile", quantile(read, 0.99), "ms", 20, note=note),
        Row("a verdict, median", quantile(judged, 0.5), "ms", 20, note=note),
        Row("a verdict, 99th percentile", quantile(judged, 0.99), "ms", 20, note=note),
    ]


def _times(work: Callable[[Any], object], things: Iterable[Any]) -> list[float]:
    """Milliseconds of each call, after one round that warms up."""
    listed = list(things)
    for one in listed:
        work(one)
    random.Random(1).shuffle(listed)
    times = []
    for one in listed * _ROUNDS:
        begun = time.perf_counter()
        work(one)
        times.append((time.perf_counter() - begun) * 1000)
    return times
