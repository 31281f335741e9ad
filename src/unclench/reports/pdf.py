# SPDX-License-Identifier: Apache-2.0
"""The report on paper: A4, tagged (PDF/UA-1), the first page for a doctor with two minutes.

typst lays it out from visit.typ. What the person wrote goes in as JSON, so it is text whatever it says; nothing is
read from the network, and the same report gives the same bytes.
"""

from __future__ import annotations

import json
import re
from dataclasses import asdict, dataclass, replace
from functools import cache
from importlib import resources
from typing import Any, Final

from unclench.reports.entities import Answer, VisitReport
from unclench.reports.letters import printable
from unclench.reports.room import DENSITIES, NOTES_LINES, first_page, second_page
from unclench.reports.shape import plain
from unclench.reports.speech import report_words

__all__ = ["STANDARD", "files_of", "pdf", "pictures"]

STANDARD: Final = "ua-1"
"""What typst holds the file to: a title, a language, an order of reading, words for every picture."""

_NO_GLYPH = "could not be displayed"
_LABELS = ("page", "page_of", "more", "and_more", "appendix", "notes_more", "answers")
_PAGES = 2
_UNKNOWN_NAMED = 4
_DIGITS = re.compile(rb"/Type\s*/PageLabel\s*/S\s*/D\b")
_BREAK = "\u200b"
_LONG = 25
_LONG_WORD = re.compile(rf"\S{{{_LONG},}}")
_PIECES = re.compile(r".{1,12}")


def pdf(report: VisitReport) -> bytes:
    """The report as a PDF file."""
    import typst  # a large library: only who prints pays for it

    try:
        return _fitting(report, narrow=False)
    except typst.TypstError as error:
        # A newer typst may carry other fonts; a report with names for letters is better than none at all.
        if _NO_GLYPH not in str(error):
            raise
        return _fitting(report, narrow=True)


def pictures(report: VisitReport, dots_per_inch: float = 100) -> list[bytes]:
    """The pages as PNG files, to look at."""
    import typst

    tighter = next(
        step for step in range(len(DENSITIES)) if _pages_before_appendix(_compiled(report, step)) <= _PAGES
    )
    files: Any = files_of(report, tighter)
    pages: Any = typst.compile(files, format="png", ppi=dots_per_inch, font_paths=_fonts())
    return [pages] if isinstance(pages, bytes) else list(pages)


def files_of(report: VisitReport, tighter: int = 0, *, narrow: bool = False) -> dict[str, bytes]:
    """What typst is given, in memory: the template and the report as JSON.

    A file and not an input of typst's: then what did not change since the last report is laid out only once.
    tighter: steps beyond the guess of how much a page holds. narrow: European letters only.
    """
    words = report_words(report.language)
    paper = _Paper(narrow)
    brief, unknown = _without_most_unknown(report)
    shown = plain(brief, paper.text)
    labels = {key: words[key] for key in _LABELS} | {
        "unprintable": words["unprintable"] if paper.named else ""
    }
    guesses = (first_page(report), second_page(report))
    densities = [asdict(DENSITIES[min(guess + tighter, len(DENSITIES) - 1)]) for guess in guesses]
    data = {
        "report": shown, "labels": labels, "densities": densities, "notes_lines": NOTES_LINES,
        "unknown_in_all": unknown,
    }  # fmt: skip
    return {"main.typ": _template(), "report.json": json.dumps(data).encode()}


def _without_most_unknown(report: VisitReport) -> tuple[VisitReport, int]:
    """The report with the few unknown signs that the paper names, and how many there are: often a hundred."""
    if report.flags is None:
        return report, 0
    signs = report.flags.signs
    unknown = [sign for sign in signs if sign.answer is Answer.UNKNOWN]
    left_out = set(unknown[_UNKNOWN_NAMED:])
    kept = tuple(sign for sign in signs if sign not in left_out)
    return replace(report, flags=replace(report.flags, signs=kept)), len(unknown)


def _fitting(report: VisitReport, *, narrow: bool) -> bytes:
    """The file in which what comes before the appendix fills two pages: the guess holds nearly always."""
    for tighter in range(len(DENSITIES)):
        file = _compiled(report, tighter, narrow=narrow)
        if _pages_before_appendix(file) <= _PAGES:
            break
    return file


def _pages_before_appendix(file: bytes) -> int:
    """The template numbers them in digits, and those of the appendix in Roman numerals."""
    return len(_DIGITS.findall(file))


def _compiled(report: VisitReport, tighter: int, *, narrow: bool = False) -> bytes:
    import typst

    files: Any = files_of(report, tighter, narrow=narrow)
    file: bytes = typst.compile(
        files, format="pdf", pdf_standards=STANDARD, font_paths=_fonts(),
        timestamp=report.made_at.replace(microsecond=0),
    )  # fmt: skip
    return file


@cache
def _template() -> bytes:
    return (resources.files("unclench.reports") / "visit.typ").read_bytes()


@cache
def _fonts() -> Any:
    """Only those that typst carries: the paper then looks the same on every machine."""
    import typst

    return typst.Fonts(include_system_fonts=False)


@dataclass(slots=True)
class _Paper:
    """Gives texts in letters that the paper has. named: some stand as names."""

    narrow: bool
    named: bool = False

    def text(self, text: str) -> str:
        shown = printable(text, narrow=self.narrow)
        if shown != text:
            self.named = self.named or shown.count("[") > text.count("[")
        if len(shown) < _LONG:
            return shown
        # A word without an end would run off the paper: it may break where no letter shows it.
        return _LONG_WORD.sub(lambda word: _BREAK.join(_PIECES.findall(word.group())), shown)
