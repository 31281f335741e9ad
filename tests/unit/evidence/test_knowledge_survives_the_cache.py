# SPDX-License-Identifier: Apache-2.0
"""Every kind comes out of the compiled form as it went in, and only when somebody asks."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from unclench.evidence import load
from unclench.evidence.catalogue import CATALOGUE
from unclench.evidence.gathering import gather
from unclench.evidence.loading import _held
from unclench.evidence.shelf import Shelf
from unclench.evidence.sources import OURS


@pytest.fixture(scope="module")
def fresh() -> Shelf:
    return gather(OURS)[0].shelf


@pytest.mark.parametrize("kind", CATALOGUE)
def test_a_kind_comes_back_as_it_went_in(fresh: Shelf, kind: str) -> None:
    again = Shelf.of_lines(fresh.as_lines())
    assert again.kind(kind) == fresh.kind(kind)
    assert list(again.kind(kind)) == list(fresh.kind(kind))


def test_two_shelves_with_the_same_records_are_equal(fresh: Shelf) -> None:
    again = Shelf.of_lines(fresh.as_lines())
    assert again == fresh
    assert again != Shelf({})
    assert again.kind("gaps") is again.kind("gaps")


def test_the_second_load_says_what_the_first_said(tmp_path: Path) -> None:
    first = load(cache=tmp_path)
    _held.clear()
    assert load(cache=tmp_path) == first


def test_a_session_makes_none_of_the_kinds(tmp_path: Path) -> None:
    load(cache=tmp_path)
    code = (
        "import sys; from pathlib import Path; from unclench import evidence; "
        f"evidence.load(cache=Path({str(tmp_path)!r})); "
        "print([name for name in sys.modules if 'evidence.kinds' in name or name == 'yaml'])"
    )
    _held.clear()
    load(cache=tmp_path)
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "[]"


def test_records_say_what_they_are(fresh: Shelf) -> None:
    one, other = list(fresh.kind("gaps").values())[:2]
    assert one != other
    assert len({one, one, other}) == 2
    assert repr(one).startswith("Gap(id='gap_fast_breathing'")
