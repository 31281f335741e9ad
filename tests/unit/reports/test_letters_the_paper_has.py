# SPDX-License-Identifier: Apache-2.0
"""Which letters the PDF prints: the list is held to the fonts that typst carries."""

from __future__ import annotations

import json
import unicodedata

import pytest
import typst
from hypothesis import given, settings
from hypothesis import strategies as st

from unclench.reports.letters import _DROPPED, _known, direction, paragraphs, printable

PAPER = """#set document(title: "x")
#set text(lang: "en", font: ("Libertinus Serif", "DejaVu Sans Mono"))
#for t in json(bytes(sys.inputs.t)) [#t ]"""


def prints(texts: list[str]) -> None:
    typst.compile(
        PAPER.encode(), pdf_standards="ua-1", ignore_system_fonts=True, sys_inputs={"t": json.dumps(texts)}
    )


def test_every_letter_of_the_list_has_a_glyph() -> None:
    prints([chr(code) for code in sorted(_known())])


@pytest.mark.parametrize("text", ["😀", "漢", "한", "ไ"])
def test_a_letter_that_is_not_in_the_list_has_none(text: str) -> None:
    with pytest.raises(typst.TypstError, match="could not be displayed"):
        prints([text])


def test_an_emoji_stands_by_its_name() -> None:
    assert printable("It helped 👍🏽 ❤️") == "It helped [thumbs up sign] ❤"


def test_a_script_without_letters_is_named_once() -> None:
    assert printable("漢字 and สวัสดี") == "[CJK …] and [Thai …]"


def test_what_turns_a_line_around_is_dropped() -> None:
    assert printable("a\u202ecba\u202c \u2066x\u2069\u200f") == "acba x"


def test_european_words_and_signs_stay_as_they_are() -> None:
    text = "Über 38,5 °C – „naïve“ Łódź Ωμέγα Москва שלום → ½ 5 µg"
    assert printable(text) == unicodedata.normalize("NFC", text)


def test_paragraphs_are_the_lines_that_hold_something() -> None:
    assert paragraphs("\n One. \r\n\n\tTwo.\u2028Three.\n") == ("One.", "Two.", "Three.")
    assert paragraphs(" \n ") == ()


def test_numbers_before_a_word_do_not_decide_its_direction() -> None:
    assert [direction(text) for text in ("12 שלום", "12 a שלום", "12", "")] == ["rtl", "ltr", "ltr", "ltr"]


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=60))
def test_whatever_is_written_only_letters_of_the_paper_come_out(text: str) -> None:
    shown = printable(text)
    assert all(ord(letter) in _known() or letter == "…" for letter in shown)
    assert not _DROPPED.search(shown)
    assert "\n" not in shown
    assert printable(shown) == shown
