# SPDX-License-Identifier: Apache-2.0
"""The paper: tagged as PDF/UA-1, two pages and an appendix, and text stays text whatever a person wrote."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from functools import cache
from typing import Any

import pytest
import typst
from tests.unit.reports.anna import ANNA, NOW, night, nights, tried_in

from unclench import care, evidence
from unclench.diary import Episode, Person, StepResult
from unclench.evidence import Library
from unclench.reports import Part, VisitReport, pdf, visit
from unclench.reports.pdf import files_of

HOSTILE = (
    '#import "/etc/passwd": *\n$ x^2 $ \\ #panic("no") <own-words> @nowhere [*b*] `c` // d /* e */\n'
    '= Heading\n#set page(paper: "a3")\n#read("visit.typ")\n</script>{{ 7 * 7 }}'
)


def made(library: Library, diary: list[Episode], *, person: Person = ANNA, **more: Any) -> VisitReport:
    return visit(person, diary, None, NOW, library, **more)


def pages(file: bytes) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", file))


def before_the_appendix(file: bytes) -> int:
    """Pages that are numbered in digits: 1, 2."""
    return len(re.findall(rb"/Type/PageLabel/S/D", file))


def asked(report: VisitReport, selector: str, field: str | None = None) -> Any:
    """What typst itself finds in the laid out report."""
    files: Any = files_of(report)
    return json.loads(typst.query(files, selector, field=field, ignore_system_fonts=True))


@cache
def _worst(language: str) -> VisitReport:
    return worst(evidence.load(), language)


def worst(library: Library, language: str) -> VisitReport:
    """Everything at once: every condition, most remedies, all flags, long names, long notes, 5,000 spasms."""
    book = care.rule_book(library)
    yes = {key.id: True for key in book.keys.values() if key.kind == "yes_no"}
    findings = care.read(
        yes | {"medicines": [f"medicine number {n} of many" for n in range(60)]}, book
    ).findings
    diary = [night(1 + number / 60, note="word " * 700) for number in range(4_960)]
    diary += [
        tried_in(2 + number / 40, *((remedy, StepResult.MOVED_ON) for remedy in library.remedies))
        for number in range(40)
    ]
    person = replace(ANNA, name="W" * 100, conditions=frozenset(library.conditions))
    return visit(
        person, diary, care.assess(findings, book), NOW, library, findings=findings, answered_at=NOW,
        notes="A long line of her own words. " * 600, language=language,
    )  # fmt: skip


@pytest.mark.parametrize("language", ["en", "de"])
def test_it_is_tagged_and_says_title_language_and_the_chart_in_words(language: str, library: Library) -> None:
    file = pdf(made(library, nights(20), language=language))
    assert file.startswith(b"%PDF-1.7")
    assert b"<pdfuaid:part>1</pdfuaid:part>" in file
    assert b"/Marked true" in file
    assert f"/Lang({language})".encode() in file
    assert b"DisplayDocTitle true" in file
    assert b"<dc:title>" in file
    figures = asked(made(library, nights(20), language=language), "figure", "alt")
    assert len(figures) == 1
    assert re.search(r"1\. März|23 Feb|23\. Feb", figures[0])


def test_without_a_title_typst_refuses_the_file(library: Library) -> None:
    """So the standard is really held, and not only written into the file."""
    files: Any = files_of(made(library, nights(20)))
    files["main.typ"] = files["main.typ"].replace(b"title: title, ", b"")
    with pytest.raises(typst.TypstError, match="title"):
        typst.compile(files, pdf_standards="ua-1", ignore_system_fonts=True)


def test_the_same_report_gives_the_same_bytes(library: Library) -> None:
    report = made(library, nights(5))
    first = pdf(report)
    assert b"2026-03-01T08:00:00" in first
    assert pdf(report) == first
    assert pdf(replace(report, made_at=NOW.replace(minute=1))) != first


@pytest.mark.parametrize("diary", [[], nights(1), nights(40)], ids=["none", "one", "forty"])
def test_two_pages_hold_it_and_the_table_follows(diary: list[Episode], library: Library) -> None:
    report = made(library, diary, notes="It frightens me.")
    file = pdf(report)
    assert before_the_appendix(file) == 2
    assert pages(file) == (2 if not diary else 3)


@pytest.mark.parametrize("language", ["en", "de"])
def test_however_much_there_is_the_first_two_pages_stay_two(language: str) -> None:
    file = pdf(_worst(language))
    assert before_the_appendix(file) == 2
    assert 3 < pages(file) < 40


def test_a_guess_that_was_too_roomy_is_seen_and_made_tighter(monkeypatch: pytest.MonkeyPatch) -> None:
    report = _worst("en")
    monkeypatch.setattr("unclench.reports.room._FIRST_TOO_HIGH", 100)
    assert files_of(report) != files_of(report, 1)
    assert before_the_appendix(pdf(report)) == 2


def test_every_page_is_a4_whatever_the_notes_ask_for(library: Library) -> None:
    file = pdf(made(library, nights(3), notes=HOSTILE))
    assert set(re.findall(rb"/MediaBox\s*\[([^]]*)\]", file)) == {b"0 0 595.2756 841.8898"}


def test_notes_are_text_and_never_markup(library: Library) -> None:
    report = made(library, nights(3), notes=HOSTILE)
    said = [one["text"] for one in asked(report, "<own-words>", "body")]
    assert said == HOSTILE.splitlines()
    assert "Heading" not in json.dumps(asked(report, "heading", "body"))


def test_remarks_and_names_are_text_too(library: Library) -> None:
    diary = [night(1, note="#panic()", different="$ 1/0")]
    assert pages(pdf(made(library, diary, person=replace(ANNA, name='#eval("1")')))) == 3


SCRIPTS = {
    "hebrew": "שלום, כואב לי בלילה",
    "arabic": "مرحبا، عندي تشنج",
    "emoji": "😀 👩\u200d👩\u200d👧 👍🏽 🇩🇪 ❤️",
    "chinese": "漢字で書きました",
    "hindi": "नमस्ते",
    "an override": "\u202egnitirw\u202c backwards",
    "accents": "a\u0301\u0323\u0951 zalgo \u5b57\u0301",
    "half a letter": "\ud800 half",
    "no blank": "x" * 3000,
    "controls": "\x00\x07\x1b[31m",
    "separators": "line\u2028separator",
}


@pytest.mark.parametrize("notes", SCRIPTS.values(), ids=SCRIPTS)
def test_any_script_can_be_printed(notes: str, library: Library) -> None:
    diary = [night(1, note=notes.replace("\ud800", ""))]
    assert pages(pdf(made(library, diary, notes=notes, person=replace(ANNA, name=notes[:40] or "A")))) >= 3


def test_right_to_left_notes_run_from_right_to_left(library: Library) -> None:
    report = made(library, [], notes="שלום abc\n12 abc שלום")
    assert report.notes is not None
    assert [line.direction for line in report.notes.paragraphs] == ["rtl", "ltr"]
    turned = tuple(replace(line, direction="ltr") for line in report.notes.paragraphs)
    assert pdf(replace(report, notes=replace(report.notes, paragraphs=turned))) != pdf(report)


def test_long_notes_are_cut_on_the_page_and_whole_in_the_appendix(library: Library) -> None:
    notes = "\n".join(f"Line {number} of what I want to say." for number in range(200))
    report = made(library, [], notes=notes)
    assert before_the_appendix(pdf(report)) == 2
    printed = [one["text"] for one in asked(report, "<own-words>", "body")]
    assert printed[-200:] == notes.splitlines()
    assert len(printed) < 215


def test_a_person_who_took_everything_out_still_gets_a_paper(library: Library) -> None:
    report = made(library, nights(3), left_out=frozenset(map(str, Part)))
    assert pages(pdf(report)) == 2


def test_names_for_letters_stand_in_where_a_typst_has_other_fonts(library: Library) -> None:
    narrow = json.loads(files_of(made(library, [], notes="שלום naïve"), narrow=True)["report.json"])
    assert narrow["report"]["notes"]["paragraphs"][0]["text"] == "[Hebrew …] naïve"
    assert narrow["labels"]["unprintable"]
