# SPDX-License-Identifier: Apache-2.0
"""Matrix products in small pieces are the products they stand for, at every size."""

from __future__ import annotations

import numpy as np
import pytest

from unclench.triggers.products import gram, product, times


@pytest.mark.parametrize(
    ("many", "deep", "wide"), [(1, 1, 1), (7, 3650, 7), (70, 365, 90), (130, 30, 3650), (3, 0, 2)]
)
def test_the_pieces_add_up(many: int, deep: int, wide: int) -> None:
    dice = np.random.default_rng(1)
    left, right = dice.normal(size=(many, deep)), dice.normal(size=(deep, wide))
    assert np.allclose(product(left, right), left @ right)
    assert np.allclose(times(left, right[:, 0]), left @ right[:, 0])


def test_the_gram_is_weighted_by_day() -> None:
    dice = np.random.default_rng(2)
    rows, weights = dice.normal(size=(50, 1000)), dice.random(1000)
    assert np.allclose(gram(rows, weights), (rows * weights) @ rows.T)
