# SPDX-License-Identifier: Apache-2.0
"""Matrix products in small pieces. A large one wakes a thread for each core, and on a busy machine waiting for those
takes many times as long as the work itself.
"""

from __future__ import annotations

import numpy as np

from unclench.triggers.table import Floats

__all__ = ["gram", "product", "times"]

_SIDE = 64
_PIECE = 250_000  # multiplications that stay within one thread
_SLIVER = 9_000  # the same for a table times a row


def product(left: Floats, right: Floats) -> Floats:
    """left @ right, of two tables."""
    (many, deep), wide = left.shape, right.shape[1]
    if many * deep * wide <= _PIECE:
        answer: Floats = left @ right
        return answer
    tall = min(many, _SIDE)
    whole = np.empty((many, wide))
    if deep <= 2 * _SIDE:
        broad = _PIECE // (tall * deep)
        for top in range(0, many, tall):
            for first in range(0, wide, broad):
                across = right[:, first : first + broad]
                whole[top : top + tall, first : first + broad] = left[top : top + tall] @ across
        return whole
    depth = max(1, _PIECE // (tall * min(wide, _SIDE)))
    for top in range(0, many, tall):
        for first in range(0, wide, _SIDE):
            piece = np.zeros((min(tall, many - top), min(_SIDE, wide - first)))
            for begin in range(0, deep, depth):
                piece += (
                    left[top : top + tall, begin : begin + depth]
                    @ right[begin : begin + depth, first : first + _SIDE]
                )
            whole[top : top + tall, first : first + _SIDE] = piece
    return whole


def times(rows: Floats, values: Floats) -> Floats:
    """Each row times the values, summed."""
    many, deep = rows.shape
    tall = max(1, _SLIVER // max(1, deep))
    if many <= tall:
        answer: Floats = rows @ values
        return answer
    return np.concatenate([rows[top : top + tall] @ values for top in range(0, many, tall)])


def gram(rows: Floats, weights: Floats) -> Floats:
    """Every row times every row, summed over days by their weight."""
    drawn = rows * np.sqrt(weights)
    many, days = drawn.shape
    depth = max(1, _PIECE // max(1, many * many))
    whole = np.zeros((many, many))
    for begin in range(0, days, depth):
        piece = drawn[:, begin : begin + depth]
        whole += piece @ piece.T
    return whole
