# SPDX-License-Identifier: Apache-2.0
"""Whatever content claims carries its certainty and its sources, or says why it has none."""

from __future__ import annotations

from unclench.evidence import Certainty, Evidence, GuidelineSupport, Library
from unclench.evidence.claims import Claim, claim_in_words
from unclench.evidence.words import WITHOUT_SOURCE


def test_every_claim_has_a_certainty_and_a_source_or_a_reason(library: Library) -> None:
    for claim in library.claims():
        assert claim.sentence, claim.id
        assert claim.certainty in Certainty, claim.id
        if claim.kind not in ("remedies",):
            assert claim.citations or claim.evidence.no_source in WITHOUT_SOURCE, claim.id
        if claim.certainty is not Certainty.NONE:
            assert claim.citations, claim.id


def test_every_kind_that_speaks_of_health_makes_claims(library: Library) -> None:
    kinds = {claim.kind for claim in library.claims()}
    assert kinds >= {
        "remedies", "stop_signs", "prevention", "triggers", "standing", "red_flags", "see_doctor", "visit",
        "differential", "definitions", "epidemiology", "conflicts", "statements", "ingredients", "claim_types", "aids",
    }  # fmt: skip


def test_an_ingredient_claims_harm_and_good_apart(library: Library) -> None:
    said = [claim for claim in library.claims() if claim.id == "ingredient_magnesium"]
    assert len(said) == 6
    assert {claim.certainty for claim in said} == {
        Certainty.NONE, Certainty.VERY_LOW, Certainty.LOW, Certainty.MODERATE,
    }  # fmt: skip


def test_a_stop_sign_is_as_sure_as_its_flag(library: Library) -> None:
    signs = [claim for claim in library.claims() if claim.kind == "stop_signs"]
    assert len({claim.id for claim in signs}) == len(signs) > 60
    assert all(claim.graded_by_rule and claim.citations for claim in signs)


def test_a_grade_by_rule_does_not_pretend_to_be_a_graded_study(library: Library) -> None:
    claim = next(claim for claim in library.claims() if claim.id == "flag_dvt")
    assert "Nobody graded" in claim_in_words(claim)


def test_a_claim_without_a_source_says_so_in_words() -> None:
    evidence = Evidence(Certainty.NONE, GuidelineSupport.UNKNOWN, no_source="none_found")
    assert claim_in_words(Claim("gaps", "x", "X.", evidence, ())) == "We looked for a source and found none."


def test_a_graded_claim_says_its_certainty(library: Library) -> None:
    claim = next(claim for claim in library.claims() if claim.id == "magnesium_general")
    assert claim_in_words(claim).startswith("Studies answer this fairly well")
