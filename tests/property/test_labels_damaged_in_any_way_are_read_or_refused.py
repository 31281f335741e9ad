# SPDX-License-Identifier: Apache-2.0
"""benchmarks.label_damage runs thousands of these; here are a few of each kind."""

from __future__ import annotations

import random

from benchmarks.label_damage import damaged, read_or_refused, sample_files
from hypothesis import given, settings
from hypothesis import strategies as st

from unclench.errors import InputError
from unclench.evidence import load
from unclench.vetting import Label, read_label

SAMPLES = [path.read_bytes() for path in sample_files()]


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(SAMPLES), st.integers(0, 2**32))
def test_no_damage_breaks_the_reader(data: bytes, seed: int) -> None:
    assert read_or_refused(damaged(data, random.Random(seed)), load())


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=400) | st.text(max_size=400).map(str.encode))
def test_no_bytes_break_the_reader(data: bytes) -> None:
    assert read_or_refused(data, load())


def _outcome(data: bytes) -> Label | str:
    try:
        return read_label(data, library=load())
    except InputError as refusal:
        return refusal.sentence


@settings(max_examples=40, deadline=None)
@given(st.sampled_from(SAMPLES), st.integers(0, 2**32))
def test_a_damaged_label_is_read_the_same_twice(data: bytes, seed: int) -> None:
    hurt = damaged(data, random.Random(seed))
    assert _outcome(hurt) == _outcome(hurt)


@settings(max_examples=40, deadline=None)
@given(
    st.permutations(["Menthol 4%", "Camphor 3%", "Methyl salicylate 10%", "Lidocaine 2%"]),
    st.sampled_from(", ;■•\n"),
)
def test_the_order_of_the_actives_changes_no_strength(lines: list[str], between: str) -> None:
    label = read_label(f"Active ingredients: {f'{between} '.join(lines)}".encode(), library=load())
    found = {
        f"{one.written} {one.amount.percent:g}%" for one in label.actives if one.amount and one.amount.percent
    }
    assert found == set(lines)
