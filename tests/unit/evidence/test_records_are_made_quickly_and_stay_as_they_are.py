# SPDX-License-Identifier: Apache-2.0
"""A record is frozen, takes its values by name, and is the same whether YAML, the cache or a program made it."""

from __future__ import annotations

import pickle
from dataclasses import FrozenInstanceError, fields, is_dataclass, replace
from pathlib import Path
from typing import Any

import platformdirs
import pytest

from unclench.evidence import Evidence, Library
from unclench.evidence.catalogue import CATALOGUE
from unclench.evidence.compiled import cache_folder
from unclench.evidence.kinds import Gap, Share
from unclench.evidence.kinds.record import Shape, put_together, shape
from unclench.evidence.shapes import decoder, encoded, parts_of


def within(value: Any) -> set[type[Any]]:
    """The dataclasses in a record, its own among them."""
    if isinstance(value, tuple):
        return {kind for one in value for kind in within(one)}
    if not is_dataclass(value) or isinstance(value, type):
        return set()
    return {type(value)}.union(*(within(getattr(value, part.name)) for part in fields(value)))


def test_a_record_cannot_be_changed() -> None:
    gap = Gap(id="a", text="Nobody looked.")
    with pytest.raises(FrozenInstanceError):
        gap.text = "Somebody did."  # type: ignore[misc]
    with pytest.raises(FrozenInstanceError):
        del gap.text
    with pytest.raises(AttributeError):
        object.__setattr__(gap, "other", 1)
    assert gap.text == "Nobody looked."


def test_a_record_fills_in_what_may_be_left_out() -> None:
    gap = Gap(id="a", text="Nobody looked.")
    assert (gap.covers, gap.reviewed_by) == ((), "")
    assert replace(gap, id="b") == Gap(id="b", text="Nobody looked.")
    assert replace(gap, id="b") != gap
    assert pickle.loads(pickle.dumps(gap)) == gap


@pytest.mark.parametrize(
    ("values", "told"),
    [({"id": "a"}, "Gap needs “text”"), ({"id": "a", "text": "b", "size": 1}, "Gap has no “size”")],
)
def test_a_record_that_is_not_whole_is_refused(values: dict[str, Any], told: str) -> None:
    with pytest.raises(TypeError, match=told):
        Gap(**values)


def test_values_are_taken_by_name_alone() -> None:
    with pytest.raises(TypeError):
        Share("a", 1.0)  # type: ignore[misc]


def test_every_kind_and_all_within_comes_back_from_its_plain_values(library: Library) -> None:
    """The slow twin makes each record by its own constructor from names and values."""
    met: set[type[Any]] = set()
    for kind in CATALOGUE.values():
        for record in library.kind(kind.name).values():
            again = decoder(kind.shape)(encoded(record))
            assert again == record
            slow = type(record)(**{part.name: getattr(record, part.name) for part in fields(record)})
            assert (slow, hash(slow), repr(slow)) == (again, hash(again), repr(again))
            met |= within(record)
    assert Evidence in met
    assert len(met) > 30


def test_too_few_or_too_many_values_make_no_record() -> None:
    for values in (["a"], ["a", 1.0, 2]):
        with pytest.raises(ValueError, match="zip"):
            put_together(Share, values)


def test_a_field_that_no_yaml_could_fill_is_refused() -> None:
    @shape
    class Odd(Shape):
        what: dict[str, int]

    with pytest.raises(TypeError, match="no field of a record"):
        parts_of(Odd)


@pytest.mark.parametrize("said", [None, "", "  ", "/var/somewhere"])
def test_the_place_of_the_cache_is_the_systems_own(said: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("UNCLENCH_CACHE", raising=False)
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    if said is not None:
        monkeypatch.setenv("XDG_CACHE_HOME", said)
    assert cache_folder(None) == Path(platformdirs.user_cache_dir("unclench"))
