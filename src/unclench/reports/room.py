# SPDX-License-Identifier: Apache-2.0
"""How much stands on each of the two pages: a guess from the report's length, from roomy to tight.

It is only a guess: pdf.py looks at the file and takes the next tighter one where a page ran over. Laying out every
page twice to be sure beforehand would cost more than the rest of the work.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from unclench.reports.entities import Answer, VisitReport

__all__ = ["DENSITIES", "NOTES_LINES", "Density", "first_page", "second_page"]

NOTES_LINES = 10
"""Paragraphs of the person's own text on the second page; more stand in the appendix."""

_PAGE_MM = 265
_LINE_MM = 174
_MM_A_POINT = 0.3528
_LEADING = 1.25
_LETTER_EM = 0.46
_HEADING = 2.0
# The counts below come out too high by so much; found by laying out light and heavy reports in both languages.
_FIRST_TOO_HIGH, _SECOND_TOO_HIGH = 1.16, 1.3


@dataclass(frozen=True, slots=True)
class Density:
    """Size of the letters, height of the bars, and how many of a list stand on the page; the rest is appendix.

    reasons, signs (of each answer), had (medicines, conditions), rows (remedies), remarks; notes: letters.
    """

    size_pt: float
    bars_mm: float
    reasons: int
    signs: int
    had: int
    rows: int
    remarks: int
    notes: int

    @property
    def lines(self) -> float:
        """Lines of text that a page holds."""
        return _PAGE_MM / (self.size_pt * _LEADING * _MM_A_POINT)

    def lines_of(self, texts: Iterable[str]) -> int:
        """Lines that these texts fill, set one after the other in one paragraph."""
        letters = sum(len(text) + 3 for text in texts)
        return math.ceil(letters * self.size_pt * _LETTER_EM * _MM_A_POINT / _LINE_MM)


DENSITIES = (
    Density(11, 26, reasons=4, signs=8, had=20, rows=8, remarks=6, notes=1400),
    Density(10, 21, reasons=3, signs=6, had=14, rows=6, remarks=5, notes=1000),
    Density(9, 18, reasons=3, signs=5, had=12, rows=5, remarks=4, notes=700),
    Density(8.5, 14, reasons=2, signs=3, had=8, rows=3, remarks=3, notes=400),
)


def first_page(report: VisitReport) -> int:
    """The place in DENSITIES to begin with for pattern, chart, warning signs, medicines and what was tried."""
    return _first_that_holds(lambda density: _first_lines(report, density) / _FIRST_TOO_HIGH)


def second_page(report: VisitReport) -> int:
    """The place in DENSITIES to begin with for the rest."""
    return _first_that_holds(lambda density: _second_lines(report, density) / _SECOND_TOO_HIGH)


def _first_that_holds(lines: Callable[[Density], float]) -> int:
    holding = (place for place, density in enumerate(DENSITIES) if lines(density) <= density.lines)
    return next(holding, len(DENSITIES) - 1)


def _first_lines(report: VisitReport, density: Density) -> float:
    lines = 2.5
    if report.who is not None:
        lines += 2.2 + bool(report.who.facts)
    if report.pattern is not None:
        lines += 1.6 + density.lines_of(report.pattern.sure)
        lines += _HEADING * bool(report.pattern.facts)
        for fact in report.pattern.facts:
            lines += 1.05 * density.lines_of([fact.value, fact.more, " " * 24])
    if report.frequency is not None and report.frequency.highest:
        lines += _HEADING + 3 + (density.bars_mm + 5) / (_PAGE_MM / density.lines)
    if report.flags is not None:
        lines += _HEADING + _flag_lines(report, density)
    if report.profile is not None:
        lines += _HEADING
        for had in (report.profile.medicines, report.profile.conditions):
            lines += 1.3 * max(1, density.lines_of(text.words[:60] for text in had[: density.had]))
    if report.tried is not None:
        lines += _HEADING + 2.6 + 1.05 * min(density.rows, len(report.tried.rows))
    return lines


def _flag_lines(report: VisitReport, density: Density) -> float:
    assert report.flags is not None
    lines = 1.4 + sum(density.lines_of([text.words]) for text in report.flags.reasons[: density.reasons])
    for answer in Answer:
        shown = [sign.text.words[:110] for sign in report.flags.signs if sign.answer is answer][
            : density.signs
        ]
        lines += (density.lines_of(shown) + 0.4) * bool(shown)
    return lines


def _second_lines(report: VisitReport, density: Density) -> float:
    lines = 3.0
    if report.beside is not None:
        remarks = [remark.text[:90] + remark.day for remark in report.beside.remarks[: density.remarks]]
        lines += (
            _HEADING + max(1, density.lines_of(remarks)) + min(density.signs, len(report.beside.signs)) * 1.1
        )
    if report.triggers is not None:
        lines += _HEADING + 1
    if report.notes is not None and report.notes.paragraphs:
        left = density.notes
        lines += _HEADING + 1
        for paragraph in report.notes.paragraphs[:NOTES_LINES]:
            lines += 1.2 * density.lines_of([paragraph.text[: max(0, left)]]) * (left > 0)
            left -= len(paragraph.text)
    if report.questions is not None and report.questions.items:
        lines += _HEADING + sum(density.lines_of([one.text.words] * 2) for one in report.questions.items) / 2
    if report.doctor is not None:
        lines += _HEADING + 1 + 0.9 * _doctor_lines(report, density)
    return lines


def _doctor_lines(report: VisitReport, density: Density) -> float:
    assert report.doctor is not None
    lines = 0.0
    for group in report.doctor.groups:
        lines += 1.6
        if group.id == "test":
            lines += 3 + density.lines_of(one.name.words for one in group.items)
        else:
            lines += sum(density.lines_of([one.name.words, one.claim.words]) for one in group.items)
    return lines
