# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from unclench.evidence.search import Entry, build, search, words_of

words = st.text(alphabet="abcdefgäßé 12", max_size=12)
entries = st.lists(st.builds(Entry, st.just("k"), words, words, st.tuples(words), words), max_size=12)


@given(entries, st.text(max_size=30))
def test_whatever_is_typed_the_answer_is_a_list_without_repeats(rows: list[Entry], typed: str) -> None:
    found = search(build(rows), typed)
    assert len(found) <= len(rows)
    assert all(entry in rows for entry in found)


@given(entries)
def test_an_entry_is_found_by_its_own_title(rows: list[Entry]) -> None:
    index = build(rows)
    for entry in rows:
        if words_of(entry.title):
            assert entry in search(index, entry.title, most=len(rows))
