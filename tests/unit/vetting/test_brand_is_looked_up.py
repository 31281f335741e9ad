# SPDX-License-Identifier: Apache-2.0
"""Signs for and against a maker: found, not found, or nobody can know; a name alone proves nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from tests.unit.vetting.making import amount_mg, library, mark, rub, strength, supplement, verdict

from unclench.vetting.label import Label, MarkKind, Recall

RUB = rub(strength("menthol", 5))
ARTRI = supplement(amount_mg("turmeric_oral", 500), name="ARTRI KING (reforzado)", firm="")


def signals(label: Label) -> dict[str, str]:
    return {one.check: one.state.value for one in verdict(label).brand.signals}


def test_every_check_of_content_is_answered() -> None:
    assert list(signals(RUB)) == list(library().brand_checks)


def test_a_cut_label_proves_no_absence() -> None:
    assert signals(RUB)["B_TAMPER"] == "not_found"
    assert signals(replace(RUB, complete=False))["B_TAMPER"] == "cannot_know"


@pytest.mark.parametrize(
    ("kind", "check"),
    [
        (MarkKind.NDA, "B_NDA"),
        (MarkKind.NSF_SPORT, "B_NSF_SPORT"),
        (MarkKind.USP_VERIFIED, "B_USP"),
        (MarkKind.GMP, "B_GMP_LOGO"),
        (MarkKind.HOMEOPATHIC_DISCLAIMER, "B_HOMEO_DISCLOSURE"),
        (MarkKind.TAMPER_EVIDENT, "B_TAMPER"),
    ],
)
def test_a_sign_on_the_label_is_found_with_its_words(kind: MarkKind, check: str) -> None:
    label = replace(RUB, marks=(mark(kind, "the words"),))
    found = next(one for one in verdict(label).brand.signals if one.check == check)
    assert (found.state.value, found.evidence) == ("found", "the words")


def test_a_good_sign_never_raises_a_verdict() -> None:
    plain = supplement(amount_mg("magnesium", 500, 500))
    praised = verdict(plain, seals=["B_NSF_SPORT", "B_USP"])
    assert "R_SEAL_OK" in praised.rules
    assert praised.word is verdict(plain).word


def test_a_name_alone_is_shown_and_proves_nothing() -> None:
    found = verdict(ARTRI)
    assert "R_HIDDEN_DRUG" not in found.rules
    notice = found.brand.notices[0]
    assert (notice.certain, notice.as_of) == (False, "2022-04-20")
    assert "The name alone proves nothing." in notice.words
    assert found.word is not None
    assert found.word.value == "cannot_judge"


def test_name_and_firm_make_it_certain_and_the_notice_keeps_its_date() -> None:
    found = verdict(replace(ARTRI, firm="NaturaMex"))
    assert "R_HIDDEN_DRUG" in found.rules
    assert found.brand.notices[0].certain
    assert "dexamethasone" in found.brand.notices[0].words


@pytest.mark.parametrize("name", ["King of Artri", "Artriking", "King Arthritis Cream", "Magnesium"])
def test_a_name_that_is_only_like_it_is_no_hit(name: str) -> None:
    assert verdict(replace(ARTRI, name=name)).brand.notices == ()


def test_a_firm_with_a_letter_about_another_product_is_told_and_not_judged() -> None:
    found = verdict(rub(strength("menthol", 5), name="Cool Gel", firm="SeeNext Venture, Ltd."))
    assert "R_WARNING_LETTER" not in found.rules
    assert "another product" in found.brand.notices[0].words


OLD = Recall(
    number="D-462-2014", firm="Mariposa Labs, LLC", product="NorthStar Arthritis Relief Cream",
    classification="Class II",
    reason="Microbial Contamination", code_info="0106072/2298", reported=date(2014, 1, 22),
)  # fmt: skip


def test_an_old_recall_is_shown_and_lowers_nothing() -> None:
    label = rub(strength("menthol", 5), name="NorthStar Arthritis Relief Cream", firm="Mariposa Labs")
    found = verdict(label, recalls=[OLD])
    assert not {"R_RECALL_ACTIVE", "R_RECALL_PAST"} & set(found.rules)
    assert found.brand.notices[0].id == "D-462-2014"
    assert found.word is verdict(label).word


def test_a_lot_that_is_recalled_is_not_to_be_used() -> None:
    label = rub(strength("menthol", 5), name="NorthStar Arthritis Relief Cream", firm="Mariposa Labs")
    held = replace(label, identity=replace(label.identity, lots=("0106072",)))
    found = verdict(held, recalls=[OLD])
    assert "R_RECALL_ACTIVE" in found.rules
    assert found.word is not None
    assert found.word.value == "avoid"
