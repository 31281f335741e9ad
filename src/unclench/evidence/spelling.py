# SPDX-License-Identifier: Apache-2.0
"""How far two spellings of a word lie apart; each room decides for itself how far is near enough."""

from __future__ import annotations

__all__ = ["distance"]


def distance(one: str, other: str, most: int) -> int:
    """Letters changed, added, left out or swapped between two words; more than `most` is given as `most` + 1.

    >>> distance("atorvastatine", "atorvastatin", 3), distance("lipitro", "lipitor", 1), distance("cat", "dog", 1)
    (1, 1, 2)
    """
    if abs(len(one) - len(other)) > most:
        return most + 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, start=1):
        before, last, row = row, before, [i]
        for j, its in enumerate(other, start=1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != its))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == its:
                cost = min(cost, last[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
    return min(row[-1], most + 1)
