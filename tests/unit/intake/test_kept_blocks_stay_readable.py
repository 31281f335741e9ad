# SPDX-License-Identifier: Apache-2.0
"""A month of samples, once it is kept, is read as it was told: today, and by every later version."""

from __future__ import annotations

import json
from dataclasses import fields
from pathlib import Path

import numpy as np
import pytest

from unclench.errors import InputError
from unclench.intake.blocks import VERSION, by_month, month_of, packed, unpacked
from unclench.intake.samples import WHOLE_DAY, Samples

WRITTEN_IN_2026 = Path("tests/samples/intake/blocks/version_1.bin")


def told() -> Samples:
    """Two nights' stages, a total of a day, and an entry of 1901, west of Greenwich."""
    return Samples(
        day=np.array([20_379, 20_380, 20_381, -25_000], np.int32),
        start_ms=np.array([1_760_830_200_000, 1_760_916_000_123, WHOLE_DAY, -2_159_990_000_000], np.int64),
        end_ms=np.array([1_760_859_000_000, 1_760_945_400_456, WHOLE_DAY, -2_159_990_000_000], np.int64),
        offset_min=np.array([120, 60, 0, -210], np.int16),
        value=np.array([3.0, 0.1, 5e-324, -40.25], np.float64),
        source=np.array([0, 7, 300, 1], np.int16),
        changed_ms=np.array([0, 1_760_950_000_000, 0, 1000], np.int64),
    )


def assert_same(one: Samples, other: Samples) -> None:
    for field in fields(Samples):
        ours, theirs = getattr(one, field.name), getattr(other, field.name)
        assert (ours.dtype, ours.tolist()) == (theirs.dtype, theirs.tolist()), field.name


def test_a_block_written_in_2026_is_read_for_ever() -> None:
    assert_same(unpacked(WRITTEN_IN_2026.read_bytes()), told())


def test_what_is_kept_comes_back_as_it_was() -> None:
    assert_same(unpacked(packed(told())), told())
    for alone in range(4):
        one = told().where(np.array([alone]))
        assert_same(unpacked(packed(one)), one)
    assert_same(unpacked(packed(Samples.none())), Samples.none())


def test_every_entry_lies_in_the_month_of_its_own_day() -> None:
    months = dict(by_month(told()))
    assert list(months) == [month_of(-25_000), month_of(20_379)]
    assert [len(one) for one in months.values()] == [1, 3]
    assert (month_of(0), month_of(-1)) == (1970 * 12, 1969 * 12 + 11)


@pytest.mark.parametrize("version", [VERSION + 1, None])
def test_what_another_version_wrote_is_refused_with_words(version: int | None) -> None:
    line, _, rest = packed(told()).partition(b"\n")
    head = json.dumps(json.loads(line) | {"version": version}).encode()
    with pytest.raises(InputError, match="Install"):
        unpacked(head + b"\n" + rest)
