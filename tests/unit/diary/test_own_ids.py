# SPDX-License-Identifier: Apache-2.0
"""What a person added is known by one plain id, whether they typed it or a file of theirs holds it."""

from __future__ import annotations

import re

import pytest

from unclench.diary.exposures import ExposureKind, own_exposure
from unclench.diary.own_ids import free_own_id, own_id
from unclench.intake.csv_headings import slug

NAMES = ["Käse", "KÄSE ", "Kase", "кофе", "咖啡", "🦵", "🦵 Tea", "???", "x" * 41, "x" * 60, "été", "Straße"]


@pytest.mark.parametrize("name", NAMES)
def test_typed_or_read_from_a_file_it_is_one_thing(name: str) -> None:
    typed = own_exposure(name, ExposureKind.YES_NO, "", ())
    assert typed.id == own_id(name)
    assert re.fullmatch(r"own_[a-z0-9_]{1,60}", typed.id)


def test_plain_names_keep_the_ids_they_always_had() -> None:
    known = {"Choir practice": "own_choir_practice", "Käse & Brot": "own_kaese_brot", "Movies / TV": "own_movies_tv",
             "кофе": "own_129be43f"}  # fmt: skip
    assert {name: own_id(name) for name in known} == known


@pytest.mark.parametrize("name", ["Tea", "x" * 200, "???", "кофе"])
def test_the_same_name_again_gets_another_id(name: str) -> None:
    taken: set[str] = set()
    for _ in range(30):
        taken.add(free_own_id(name, taken))
    assert len(taken) == 30
    assert max(map(len, taken)) <= 64


def test_umlauts_are_written_out_where_headings_are_compared_too() -> None:
    assert slug("Schlaf-QUALITÄT (Größe)") == "schlaf qualitaet groesse"
