# SPDX-License-Identifier: Apache-2.0
"""The report for the doctor: how long the PDF takes, in a fresh process and in one that runs; is it tagged."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from uuid import UUID

from benchmarks.table import Row, quantile

__all__ = ["report_on_paper"]

RUNS = 10
WARM_RUNS = 50
NOW = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)
ANSWERS = {
    "age_years": 71, "leg_swollen": True, "recent_operation": True, "breathless": False, "medicines": ["Lipitor"],
}  # fmt: skip

_FRESH = """
import sys, time
from benchmarks.printing import made
report = made(sys.argv[1])
begun = time.perf_counter()
from unclench.reports import pdf
pdf(report("once"))
print((time.perf_counter() - begun) * 1000)
"""


def made(language: str, seed: int = 1) -> Callable[[str], object]:
    """Everything there is before somebody asks for a report: content, rules, an example diary, answers."""
    from unclench import care, evidence
    from unclench.cli.example_diary import example_diary
    from unclench.diary import Event, Person, fold

    library = evidence.load()
    book = care.rule_book(library)
    anna = Person(UUID(int=7), "Anna Beispiel", frozenset({"diuretics", "diabetes"}))
    by_episode: dict[UUID, list[Event]] = {}
    for event in example_diary(anna.id, date(2026, 3, 1), seed, library=library):
        by_episode.setdefault(event.episode_id, []).append(event)
    diary = [one for events in by_episode.values() if (one := fold(events, anna.id)) is not None]
    findings = care.read(ANSWERS, book).findings
    assessment = care.assess(findings, book)

    def report(notes: str) -> object:
        from unclench.reports import visit

        return visit(
            anna,
            diary,
            assessment,
            NOW,
            library,
            language=language,
            findings=findings,
            answered_at=NOW,
            notes=notes,
        )

    return report


def report_on_paper() -> list[Row]:
    """Cold: the room's own imports, the report and the PDF, in a fresh process. Warm: each time with other notes."""
    import typst

    from unclench.reports import pdf

    rows = []
    for language in ("en", "de"):
        cold = [_fresh(language) for _ in range(RUNS)]
        report = made(language)
        note = "40 spasms in 90 days, with answers about warning signs"
        rows.append(Row(f"PDF in a fresh process, {language}", quantile(cold, 0.5), "ms", 500, note=note))
        pdf(report("once"))  # type: ignore[arg-type]
        warm, problems, pages = [], 0, 0
        for number in range(WARM_RUNS):
            begun = time.perf_counter()
            try:
                file = pdf(report(f"note {number}"))  # type: ignore[arg-type]
            except typst.TypstError:
                problems += 1
                continue
            warm.append((time.perf_counter() - begun) * 1000)
            problems += b"<pdfuaid:part>1</pdfuaid:part>" not in file
            pages = len(re.findall(rb"/Type\s*/Page\b", file))
        rows.append(
            Row(f"PDF again, {language}, median", quantile(warm, 0.5), "ms", 50, note=f"{WARM_RUNS} reports")
        )
        others = [made(language, seed) for seed in range(2, 2 + WARM_RUNS // 2)]
        times = []
        for other in others:
            begun = time.perf_counter()
            pdf(other("another"))  # type: ignore[arg-type]
            times.append((time.perf_counter() - begun) * 1000)
        note = "another diary each time: nothing of it was laid out before"
        rows.append(
            Row(f"PDF of another diary, {language}, median", quantile(times, 0.5), "ms", 50, note=note)
        )
        rows.append(Row(f"PDF/UA-1 faults typst finds, {language}", problems, "", 0, note=f"{pages} pages"))
    return rows


def _fresh(language: str) -> float:
    done = subprocess.run(
        [sys.executable, "-c", _FRESH, language], check=True, capture_output=True, text=True
    )
    return float(json.loads(done.stdout))
