# SPDX-License-Identifier: Apache-2.0
"""A German product page: our words are German, the reasons nobody has translated are marked as English."""

from __future__ import annotations

import pytest
from tests.people import Browser, keep_a_product

from unclench.vetting.judging import _MISSING_WORDS
from unclench.web.products.rooms_words import LISTED


def test_every_word_for_what_is_missing_is_listed_for_translation() -> None:
    assert set(_MISSING_WORDS.values()) <= set(LISTED)


@pytest.mark.django_db
def test_what_is_german_and_what_is_marked(household: Browser) -> None:
    owned = keep_a_product(household.person.id)
    page = household.client.get(f"/products/{owned}/", headers={"Accept-Language": "de"}).content.decode()
    for text in (
        "Mit Vorsicht geeignet",
        "Kann es mir schaden?",
        "<li>das Ablaufdatum</li>",
        "Auf dem Etikett",
    ):
        assert text in page
    assert '<span lang="en">Never put heat' in page


@pytest.mark.django_db
def test_a_refusal_is_german(household: Browser) -> None:
    answer = household.client.post(
        "/products/add/",
        {"product": "01912d9f-7b32-7c3a-8f00-3b1e6c1a2b4d", "text": "Nur ein Satz.", "do": "keep"},
        headers=household.csrf() | {"Accept-Language": "de"},
    )
    page = answer.content.decode()
    assert "In diesem Text haben wir nichts von einem Etikett gefunden." in page
    assert "We found" not in page
