# SPDX-License-Identifier: Apache-2.0
"""Evidence said in words."""

from __future__ import annotations

from dataclasses import replace

import pytest

import unclench.evidence
from unclench.evidence import (
    Certainty,
    Effect,
    Evidence,
    GuidelineSupport,
    Library,
    certainty_in_words,
    mark_in_words,
    review_in_words,
)

MEASURED = (Effect(outcome="pain", measure="difference", value=1.0, unit="points", source="x"),)


def said(certainty: Certainty, support: GuidelineSupport, measured: bool = False) -> str:
    return certainty_in_words(
        Evidence(certainty, support, "", "Adults", ("x",), MEASURED if measured else ())
    )


@pytest.mark.parametrize("certainty", [Certainty.NONE, Certainty.VERY_LOW])
def test_what_nobody_tested_is_said_to_be_untested(certainty: Certainty) -> None:
    assert said(certainty, GuidelineSupport.STRONG) == "No study has tested this. Clinicians advise it."
    assert (
        said(certainty, GuidelineSupport.NONE)
        == "No study has tested this. We found no clinical advice for it."
    )


def test_what_was_measured_a_little_is_not_said_to_be_untested() -> None:
    words = said(Certainty.VERY_LOW, GuidelineSupport.SOME, measured=True)
    assert words == (
        "Only small or indirect studies touch on this, so we cannot be sure. Some clinicians advise it. "
        "Studied in: Adults."
    )


def test_each_certainty_and_each_support_has_words_of_its_own() -> None:
    assert len({said(level, GuidelineSupport.SOME, measured=True) for level in Certainty}) == len(Certainty)
    assert len({said(Certainty.LOW, support) for support in GuidelineSupport}) == len(GuidelineSupport)


def test_numbers_from_back_pain_are_not_passed_off_as_numbers_for_cramp(library: Library) -> None:
    assert "low back pain" in certainty_in_words(library.remedies["heat_pad"].evidence)
    assert "low back pain" in certainty_in_words(library.remedies["oral_nsaid"].evidence)


def test_every_mark_in_the_content_has_words(library: Library) -> None:
    for row in library.remedies.values():
        for mark in row.marks:
            assert mark_in_words(mark).endswith("."), mark
    assert (
        mark_in_words("area_widened: shoulder")
        == "We use it for more parts of the body than the sources name: shoulder."
    )
    with pytest.raises(KeyError):
        mark_in_words("looks_fine")


def test_a_text_nobody_reviewed_says_so(library: Library) -> None:
    row = library.remedies["calf_tiptoe"]
    assert review_in_words(row) == "No clinician has reviewed this text yet."
    reviewed = replace(row, reviewed_by="A. Clinician", reviewed_on="2026-12-01")
    assert review_in_words(reviewed) == "Reviewed by A. Clinician on 2026-12-01."


def test_the_public_surface_is_sorted_and_complete() -> None:
    names = unclench.evidence.__all__
    assert all(hasattr(unclench.evidence, name) for name in names)
    assert sorted(names, key=lambda name: (name[0].islower(), name)) == names
